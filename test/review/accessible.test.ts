import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "./a-record.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { signIn } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const folder = scratchFolder();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

const found = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
  ),
});

// No colour depends on the width, and no width on the colours: each of the four is looked at once.
test.each([
  ["light", { width: 1280, height: 900 }],
  ["dark", { width: 390, height: 800 }],
] as const)(
  "no page, folded or open, and no dialog has a fault that axe finds: %s, %o",
  async (colorScheme, viewport) => {
    const file = join(folder.path, `${colorScheme}-${viewport.width}.sqlite`);
    writeRecord(file, [
      aTask({
        id: "mixing",
        critic: {
          status: "reviewed",
          faithful: 2,
          points: [{ kind: "ambiguity", point: "Which unit?", quote: "a unit" }],
        },
      }),
      aTask({ id: "clean", verdict: { status: "accepted", level: 1 } }),
    ]);
    const review = await openReview(file);
    // axe is put into the page from outside, which its policy forbids to everybody else.
    const { page, context } = await openPage(browser, { colorScheme, viewport, bypassCSP: true });
    const faults = async (where: string): Promise<readonly string[]> => {
      await page.addScriptTag({ path: AXE });
      const report: unknown = await page.evaluate("axe.run()");
      return found
        .parse(report)
        .violations.flatMap(({ id, nodes }) =>
          nodes.map(
            ({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 200)}: ${failureSummary}`,
          ),
        );
    };
    const all: string[] = [];
    await signIn(page, review);
    all.push(...(await faults("queue")));
    await page.keyboard.press("?");
    all.push(...(await faults("help")));
    await page.keyboard.press("Escape");
    await page.locator("#pick-all").check();
    all.push(...(await faults("queue, all selected")));
    await page.locator('[data-bulk="reject"]').click();
    await page.locator("#bulk-dialog").waitFor();
    all.push(...(await faults("bulk")));
    await page.keyboard.press("Escape");
    await page.locator("#reviewer").click();
    all.push(...(await faults("name")));
    await page.goto(`http://${review.authority}/run/1/task/mixing`);
    await page.locator(".case").first().waitFor();
    await page.locator(".sample").first().waitFor();
    all.push(...(await faults("bootcamp")));
    await page.locator('[data-decide="send-back"]').click();
    all.push(...(await faults("note")));
    await page.locator("#note").fill("Why not.");
    await page.locator("#note-send").click();
    await page.locator(".command").waitFor();
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    all.push(...(await faults("bootcamp, decided and unfolded")));
    for (const path of ["/run/1/live", "/library", "/checks", "/nowhere"]) {
      await page.goto(`http://${review.authority}${path}`);
      all.push(...(await faults(path)));
    }
    await page.goto(`http://${review.authority}/map`);
    all.push(...(await faults("map")));
    await page.getByRole("button", { name: /^graphical-puzzles grid \d/ }).press("Enter");
    await page.getByRole("dialog", { name: "graphical-puzzles, grid" }).waitFor();
    all.push(...(await faults("map, a square opened")));
    await page.goto(`http://${review.authority}/library/graphical-puzzles/sudoku`);
    await page.locator("#portrait .prompt").first().waitFor();
    all.push(...(await faults("a bootcamp of the library")));
    expect(all).toEqual([]);
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);
