import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Check } from "../../src/core/checks/unit-test-report.ts";
import { scratchFolder } from "../project.ts";
import { aTask, SOURCE, writeRecord } from "./a-record.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { arrive, signIn } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const folder = scratchFolder();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

const LINE = SOURCE.split("\n").findIndex((line) => line.includes("import {")) + 1;

const TESTED: Check = {
  name: "verifier is tested",
  status: "warned",
  detail: `1 of 3 small mistakes in the verifier are detected by 200 attempts; not detected: line ${LINE}, <= instead of <; line 40, without the negation; at least 80% should be`,
  counterexamples: [
    {
      line: LINE,
      mutant: {
        what: "<= instead of <",
        why: "no attempt lies on this limit, so that either side of it may be wrong",
        before: "if (mass < limit) return 1;",
        after: "if (mass <= limit) return 1;",
      },
    },
    // As records from before the lines were kept have it.
    { line: 40, mutant: { what: "without the negation", why: "no attempt tells it from its opposite" } },
  ],
};

const WRONG: Check = {
  name: "reference answers score 1",
  status: "failed",
  detail: "205 of 400 reference answers do not score 1",
  counterexamples: [
    {
      level: 0,
      seed: 0,
      index: 42,
      instance: "{}",
      prompt: "name | mass\nlead | 2 g",
      response: "Answer: 6",
      score: "0.5",
    },
    { level: 1, seed: 0, index: 7, prompt: "Another prompt.", response: "Answer: 8", score: "0" },
  ],
};

test(
  "each finding is one line and its evidence in its own form, stands on the page once, and leads to the code",
  async () => {
    const file = join(folder.path, "record.sqlite");
    const reasons = [TESTED, WRONG].map(
      ({ name, detail }) => ({ kind: "warned check", check: name, detail }) as const,
    );
    writeRecord(file, [
      aTask({ id: "mixing", checks: [TESTED, WRONG], verdict: { status: "flagged", reasons } }),
    ]);
    const review = await openReview(file);
    const { page, context } = await openPage(browser);
    await signIn(page, review);
    await page.goto(`http://${review.authority}/run/1/task/mixing`);
    await arrive(page, "Title of mixing");

    const why = page.locator("#why");
    expect(await why.locator(".headline").allInnerTexts()).toEqual([
      "warned verifier is tested: 1 of 3 small mistakes in the verifier are detected by 200 attempts",
      "failed reference answers score 1: 205 of 400 reference answers do not score 1",
    ]);
    const [first, second] = await why.locator(".mutant").all();
    expect(await first?.locator("code").allTextContents()).toEqual([
      "as it is: if (mass < limit) return 1;",
      "with the mistake: if (mass <= limit) return 1;",
    ]);
    expect(
      await second?.locator("code").allTextContents(),
      "the line as it is, where the record has no more",
    ).toEqual([`as it is: ${SOURCE.split("\n")[39]?.trim()}`]);
    const example = why.locator(".example").first();
    expect(await example.locator(".field").first().innerText()).toBe("level 0, seed 0, case 42");
    expect(await example.locator(".prompt").innerText()).toBe("name | mass\nlead | 2 g");
    expect(
      (await example.locator(".answered > div").allInnerTexts()).map((cell) =>
        cell.split(/\s*\n/).slice(0, 2),
      ),
    ).toEqual([
      ["Answer", "Answer: 6"],
      ["Score", "0.5"],
      ["Expected", "1"],
    ]);

    const words = await page.locator(".task-main").innerText();
    for (const once of ["<= instead of <", "205 of 400", "205 of 400 reference"])
      expect(
        words.split(once),
        `"${once}" stands there once for the verdict, once for the first round`,
      ).toHaveLength(3);
    expect(await page.locator("#round-1-2 .findings").innerText()).toContain("see why");

    await why.getByRole("link", { name: `line ${LINE}` }).click();
    expect(new URL(page.url()).hash).toBe(`#line-${LINE}`);
    expect(await page.locator(".line:target").innerText()).toContain("import {");
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);
