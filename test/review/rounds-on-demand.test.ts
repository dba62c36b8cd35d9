import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDemoRecord, DEMO_MS } from "../demo-record.ts";
import { scratchFolder } from "../project.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { arrive, hear, signIn } from "./sign-in.ts";

const LIMIT_MS = 300_000;
const folder = scratchFolder();
const db = join(folder.path, "record.sqlite");
let browser: Browser;

beforeAll(async () => {
  await copyDemoRecord(db);
  browser = await openBrowser();
}, DEMO_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

async function sendBack(page: Page, task: string, title: string): Promise<void> {
  await page.goto(new URL(`/run/1/task/${task}`, page.url()).href);
  await arrive(page, title);
  await page.locator('[data-decide="send-back"]').click();
  await page.locator("#note").fill("Nothing is simplified here: say what the table is.");
  await page.locator("#note-send").click();
  await hear(page, /Sent back/);
}

test(
  "a round that fails at once is told with what the command said and what can be done; one that comes is judged",
  async () => {
    const review = await openReview(db);
    const { page, context, mischief } = await openPage(browser);
    await signIn(page, review);

    // The demo has no replies for a further round of this task.
    await sendBack(page, "vigenere-key-recovery", "Vig");
    await page.locator("[data-start-run]").click();
    const ended = page.locator(".progress.ended");
    await ended.waitFor({ timeout: 120_000 });
    await hear(page, /The run has ended without a new verdict/);
    const words = await ended.innerText();
    expect(words.split("no reply is recorded"), "the message stands there once").toHaveLength(2);
    expect(words).toContain("The run has ended without a new verdict");
    expect(words).toMatch(
      /no reply is recorded for "refiner vigenere-key-recovery 1\.2 1".*\(exit code 4\)/s,
    );
    expect(words).toContain("npx campforge doctor");
    expect(words).toContain(`${db}.run.log`);
    expect(await page.locator("#decision").innerText()).not.toContain("goes on;");
    await page.reload();
    await arrive(page, "Vig");
    expect(await ended.innerText(), "it is still told after a reload").toBe(words);
    await ended.locator("[data-start-run]").click();
    await hear(page, /The run goes on/);
    await ended.waitFor({ timeout: 120_000 });
    await page.locator('[data-decide="undo"]').click();
    await hear(page, /Undone/);
    expect(await page.locator(".next-round").count()).toBe(0);

    // A reviewer's note gets its round from the recordings of the demo.
    await sendBack(page, "limiting-reagent", "Limiting");
    expect(await page.locator(".progress").innerText()).toBe("waiting for its round");
    await page.locator("[data-start-run]").click();
    await page.locator(".progress.done").waitFor({ timeout: 200_000 });
    expect(await page.locator(".progress.done").innerText()).toContain("accepted");
    await page.locator(".progress a").click();
    await page.locator("#round-1-4").waitFor();
    expect(mischief.errors).toEqual([]);
    expect(review.faults).toEqual([]);
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);
