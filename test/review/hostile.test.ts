import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findUnseen, makeVisible } from "../../src/core/text/visible-text.ts";
import { readClassNames } from "./class-names.ts";
import { scratchFolder } from "../project.ts";
import { aTask, type RecordedTask, SOURCE, writeRecord } from "./a-record.ts";
import { HOSTILE_TEXTS } from "./hostile-texts.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { signIn } from "./sign-in.ts";

const LIMIT_MS = 400_000;
const folder = scratchFolder();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

/** A task that says a text wherever a model, a lab or a reviewer can say something. */
function saying(id: string, text: string): RecordedTask {
  const comment = `// ${text.slice(0, 50_000).replaceAll("\n", " ")}`;
  return aTask({
    id,
    title: text,
    domain: text.slice(0, 2_000),
    description: text,
    source: text,
    licence: text,
    examples: [{ input: text, output: text }],
    referenceSolution: { language: text.slice(0, 200), code: text },
    verdict: {
      status: "flagged",
      reasons: [
        { kind: "warned check", check: "not simplified", detail: text },
        { kind: "waived check", check: "no leak", reason: text },
        { kind: "truth unconfirmed", detail: text },
      ],
    },
    sources: [`${comment} before\n${SOURCE}`, `${comment}\n\`\${${text.slice(0, 500)}\n${SOURCE}`],
    checks: [
      { name: "loads", status: "passed", detail: text },
      {
        name: "no leak",
        status: "failed",
        detail: text,
        counterexamples: [{ instance: text, prompt: text, response: text, score: text }],
      },
      { name: "levels are real", status: "waived", reason: text, detail: text, counterexamples: [] },
    ],
    oracle: {
      status: "disputed",
      ruling: "wrong truth",
      by: "checker",
      disputed: {
        level: 0,
        index: 0,
        prompt: text,
        reference: text,
        solverAnswer: text,
        classScore: "right",
        why: text,
      },
      cases: 1,
      answered: 1,
      agreed: 0,
      verifier: { status: "none", reason: text },
    },
    adversary: {
      status: "scored",
      trick: text,
      levels: [{ level: 0, cases: 50, mean: 0.9, limit: 0.5 }],
      paid: { level: 0, index: 0, prompt: text, response: text },
    },
    critic: { status: "reviewed", faithful: 1, points: [{ kind: "ambiguity", point: text, quote: text }] },
    samples: [
      {
        level: 1,
        index: 1_000,
        attempt: 1,
        outcome: {
          status: "scored",
          score: 1,
          answer: text,
          response: `<think>${text}</think>${text}\nAnswer: ${text}`,
        },
      },
      { level: 1, index: 1_001, attempt: 1, outcome: { status: "failed", reason: text } },
    ],
  });
}

/** Some names of classes go into one text, as a page takes long to open. */
const NAMES_A_TEXT = 9;
const names = readClassNames();
const texts = [
  ...Object.entries(HOSTILE_TEXTS),
  ...Array.from({ length: Math.ceil(names.length / NAMES_A_TEXT) }, (_, index) => {
    const some = names.slice(index * NAMES_A_TEXT, (index + 1) * NAMES_A_TEXT);
    return [`class names ${index}`, some.map((name) => `${name} as a name`).join(" or ")] as const;
  }),
];

/** Opens everything that is folded, so that what it holds is laid out too. */
async function unfold(page: Page): Promise<void> {
  await page.locator("#samples-view .sample").first().waitFor();
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
}

/** A text without what Markdown may take for its own signs, and without its spaces. */
const bare = (text: string): string => text.replace(/[\s*_[\]()!`\\]/g, "");

const overflow = (page: Page): Promise<unknown> =>
  page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

const SIZES = [
  ["wide", { width: 1280, height: 900 }],
  ["narrow", { width: 390, height: 800 }],
] as const;

test(
  "hostile texts in every field are only ever text, on a wide page and on a narrow one: no dialog, no request elsewhere, no broken layout",
  async () => {
    const file = join(folder.path, "hostile.sqlite");
    writeRecord(
      file,
      texts.map(([, text], index) => saying(`task-${index}`, text)),
    );
    const review = await openReview(file);
    const { page, context, mischief } = await openPage(browser);
    const wrong: string[] = [];
    const inEachSize = async (what: string, look: () => Promise<void>): Promise<void> => {
      for (const [name, size] of SIZES) {
        await page.setViewportSize(size);
        if ((await overflow(page)) !== 0) wrong.push(`${what}: wider than the ${name} window`);
        await look();
      }
    };
    await signIn(page, review);
    expect(await page.locator(".row").count()).toBe(texts.length);
    await inEachSize("the queue", async () => {});
    await page.goto(`http://${review.authority}/run/1/live`);
    await inEachSize("the live page", async () => {});
    for (const [position, [what, text]] of texts.entries()) {
      await page.goto(`http://${review.authority}/run/1/task/task-${position}`);
      await unfold(page);
      // It is where it can be seen and reached, and nothing lies over it.
      await inEachSize(what, () => page.locator('[data-decide="approve"]').click({ trial: true }));
      const shown = (await page.locator(".prose").textContent()) ?? "";
      if (bare(shown).slice(0, 200) !== bare(makeVisible(text)).slice(0, 200))
        wrong.push(`${what}: shown as ${shown}`);
      if (findUnseen(await page.content()) !== undefined) wrong.push(`${what}: something unseen is left`);
      const foreign = page.locator("main :is(script, iframe, base, link, img, form, dialog, object)");
      if ((await foreign.count()) > 0) wrong.push(`${what}: an element of its own`);
    }
    expect(wrong).toEqual([]);
    expect(mischief.dialogs).toEqual([]);
    expect(mischief.requests.filter((url) => !url.startsWith(`http://${review.authority}/`))).toEqual([]);
    expect(mischief.requests.filter((url) => url.endsWith("/decide"))).toEqual([]);
    expect(mischief.errors).toEqual([]);
    expect(review.faults).toEqual([]);
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);

test(
  "a text that was cut is shown whole when asked for, and the page keeps its width",
  async () => {
    const file = join(folder.path, "long.sqlite");
    writeRecord(file, [aTask({ id: "long", description: `${"word".repeat(250_000)}END` })]);
    const review = await openReview(file);
    const { page, context } = await openPage(browser);
    await signIn(page, review);
    await page.goto(`http://${review.authority}/run/1/task/long`);
    const prose = page.locator(".prose");
    expect(((await prose.textContent()) ?? "").length).toBeLessThan(10_000);
    await prose.getByText("Show all 1,000,003 characters").click();
    await prose.getByText("END").waitFor();
    expect((await prose.textContent())?.trim()).toHaveLength(1_000_003);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);
