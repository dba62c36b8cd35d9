import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "./a-record.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { readPng } from "./read-png.ts";
import { arrive, hear, signIn } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const folder = scratchFolder();
const file = join(folder.path, "record.sqlite");
let browser: Browser;
let review: Awaited<ReturnType<typeof openReview>>;

const DESCRIPTION = `## Rules

Heat is **kept**; see [the book](http://evil.example/book), <b>not this</b> and ![a picture](http://evil.example/p.png).

- one
- two

| body | mass |
| ---- | ---: |
| lead |  2 g |

\`\`\`
a   b
\`\`\`

<script>alert(1)</script>
`;

const RESPONSE = `name  | mass
iiii  | 1
WWWW  | 2

Answer: 21.4`;

/** A font whose letters all have one width: the browser's package brings none. */
function withMonospace(): string {
  const fonts = join(folder.path, "fonts", "fonts.conf");
  mkdirSync(dirname(fonts), { recursive: true });
  const ttf = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf");
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
    <dir>${dirname(ttf)}</dir><cachedir>${dirname(fonts)}</cachedir>
    <alias binding="strong"><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
    <alias binding="strong"><family>ui-monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
    </fontconfig>`,
  );
  return fonts;
}

beforeAll(async () => {
  const at = { level: 1, attempt: 1 } as const;
  const samples = [
    { ...at, index: 1_000, outcome: { status: "scored", score: 0, answer: "21.4", response: RESPONSE } },
    { ...at, index: 1_001, outcome: { status: "unparsable", reason: "no final line", response: "Hm." } },
    { ...at, index: 1_002, outcome: { status: "truncated" } },
  ] as const;
  writeRecord(file, [aTask({ id: "mixing", description: DESCRIPTION, samples })]);
  review = await openReview(file);
  browser = await openBrowser({ FONTCONFIG_FILE: withMonospace() });
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  await review.close();
  folder.remove();
});

async function openTask(width: number): Promise<{
  readonly page: Page;
  readonly close: () => Promise<void>;
  readonly requests: readonly string[];
}> {
  const { page, context, mischief } = await openPage(browser, { viewport: { width, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, review);
  await page.goto(`http://${review.authority}/run/1/task/mixing`);
  await arrive(page, "Title of mixing");
  await page.locator(".case").first().waitFor();
  return { page, close: () => context.close(), requests: mischief.requests };
}

/**
 * How many upright strokes go through all of the given lines of a text, as a picture of it shows: with columns
 * in line, one for each bar of a row.
 */
async function strokesThrough(
  box: Locator,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<number> {
  const { darkness, width, height } = readPng(await box.screenshot());
  const step = height / ((await box.textContent()) ?? "").replace(/\n$/, "").split("\n").length;
  // A stroke may lie between two pixels, and less than its whole height tells it from a letter's.
  const isStroke = (x: number, line: number): boolean =>
    Array.from({ length: Math.round(0.4 * step) }, (_, y) => Math.round((line + 0.4) * step) + y).every(
      (y) => darkness(x, y) + darkness(x + 1, y) > 120,
    );
  const lines = Array.from({ length: count }, (_, line) => from + line);
  const through = Array.from({ length: width }, (_, x) => lines.every((line) => isStroke(x, line)));
  return through.filter((goes, x) => goes && through[x - 1] !== true).length;
}

test.each([
  ["wide", 1280],
  ["narrow", 390],
])(
  "the columns of a table in a prompt and in a reply line up, on a %s window",
  async (_, width) => {
    const { page, close } = await openTask(width);
    const prompt = page.locator(".case .prompt").first();
    const lines = ((await prompt.textContent()) ?? "").split("\n");
    const ruler = lines.findIndex((line) => /^-+\|/.test(line));
    expect(ruler).toBeGreaterThan(0);
    // What stands above the table is wrapped; the table's own lines are looked at.
    const rows = prompt.locator(".kept", { hasText: "temperature | specific heat" });
    const inRows = ((await rows.textContent()) ?? "").split("\n");
    const from = inRows.findIndex((line) => line.startsWith("material"));
    expect(await strokesThrough(rows, { from, count: 4 })).toBe(3);
    await page.locator(".sample > summary").first().click();
    const reply = page.locator('.sample pre[aria-label^="reply"] .kept').first();
    expect(await strokesThrough(reply, { from: 0, count: 3 })).toBe(1);
    await close();
  },
  LIMIT_MS,
);

test(
  "whatever is a prompt, a case, an answer or code stands in one monospaced font, a typed answer, too",
  async () => {
    const { page, close } = await openTask(1280);
    await page.locator(".sample > summary").first().click();
    await page.locator(".sample .compared pre").first().waitFor();
    const fonts = await page
      .locator("main pre, main code, .case textarea, .mutant")
      .evaluateAll((all) =>
        all.map((one) => one.ownerDocument.defaultView.getComputedStyle(one).fontFamily.split(",")[0]),
      );
    expect(fonts.length).toBeGreaterThan(10);
    expect([...new Set(fonts)]).toEqual(["ui-monospace"]);
    await close();
  },
  LIMIT_MS,
);

test(
  "a description is rendered, with raw HTML as text, no image and no link that leads anywhere",
  async () => {
    const { page, close, requests } = await openTask(1280);
    const prose = page.locator("#description .prose");
    expect(await prose.locator("h3").innerText()).toBe("Rules");
    expect(await prose.locator("strong").innerText()).toBe("kept");
    expect(await prose.locator("li").allInnerTexts()).toEqual(["one", "two"]);
    expect(await prose.locator("td").allInnerTexts()).toEqual(["lead", "2 g"]);
    expect(await prose.locator("pre").innerText()).toBe("a   b");
    const words = await prose.innerText();
    expect(words).toContain("the book (http://evil.example/book), <b>not this</b>");
    expect(words).toContain("<script>alert(1)</script>");
    expect(await prose.locator("a, img, script, b").count()).toBe(0);
    expect(requests.filter((url) => url.includes("evil.example"))).toEqual([]);
    await close();
  },
  LIMIT_MS,
);

test(
  "a prompt and a class are copied as they are with one press of a button",
  async () => {
    const { page, close } = await openTask(1280);
    const copied = (): Promise<string> => page.evaluate<string>("navigator.clipboard.readText()");
    const prompt = page.locator(".case .prompt").first();
    await page.locator('.case [data-copy][aria-label^="Copy the prompt"]').first().click();
    await hear(page, /Copied/);
    expect(await copied()).toBe(await prompt.textContent());
    await page.locator("#code [data-copy]").focus();
    await page.keyboard.press("Enter");
    await expect.poll(copied).toContain("export default class");
    await close();
  },
  LIMIT_MS,
);

test(
  "a transcript shows reference answer, extracted answer, score and its reason side by side",
  async () => {
    const { page, close } = await openTask(1280);
    const cells = async (sample: number): Promise<readonly string[]> => {
      const one = page.locator(".sample").nth(sample);
      await one.locator("summary").first().click();
      await one.locator(".compared pre").first().waitFor();
      const cellsOf = await one.locator(".compared > div").all();
      const boxes = await Promise.all(cellsOf.map((cell) => cell.boundingBox()));
      expect(boxes).toHaveLength(4);
      expect(new Set(boxes.map((box) => Math.round(box?.y ?? -1))).size, "they stand side by side").toBe(1);
      const words = await one.locator(".compared > div").allInnerTexts();
      return words.map((cell) =>
        cell
          .replace(/\nCopy$/, "")
          .replace(/\s+/g, " ")
          .trim(),
      );
    };
    const drawn = await page.request.get(
      `http://${review.authority}/run/1/task/mixing/reference?round=1.2&level=1&index=1000`,
    );
    const reference = /\\boxed\{[\d.]+\}/.exec(await drawn.text())?.[0] ?? "none was drawn";
    expect(await cells(0)).toEqual([
      `Reference answer ${reference}`,
      "Extracted answer 21.4",
      "Score 0",
      "Reason The verifier read it and found it wrong.",
    ]);
    expect((await cells(1)).slice(1)).toEqual([
      "Extracted answer none",
      "Score 0",
      "Reason No answer was found: no final line",
    ]);
    expect((await cells(2)).slice(1)).toEqual([
      "Extracted answer none",
      "Score none",
      "Reason The reply was cut off at the token limit, so it does not count.",
    ]);
    await close();
  },
  LIMIT_MS,
);
