import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "./a-record.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { arrive, signIn } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const folder = scratchFolder();
const file = join(folder.path, "record.sqlite");
let browser: Browser;
beforeAll(async () => {
  writeRecord(file, [aTask({ id: "mixing" })]);
  browser = await openBrowser();
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

test(
  "the library is reached from the queue: each bootcamp with its words, levels, and its easiest and hardest case",
  async () => {
    const review = await openReview(file);
    const { page, context, mischief } = await openPage(browser);
    await signIn(page, review);
    await page.locator(".queue-head").getByText("see the library").click();
    await arrive(page, "Library");
    const library = join(ROOT, "library");
    const folders = readdirSync(library, { recursive: true, encoding: "utf8" }).filter((name) =>
      /^[^/]+\/[^/]+\/card\.json$/.test(name),
    );
    const links = await page
      .locator(".card a")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    expect(new Set(links)).toEqual(
      new Set(folders.map((name) => `/library/${name.replace("/card.json", "")}`)),
    );

    await page.getByRole("link", { name: "Sudoku" }).click();
    await arrive(page, "Sudoku");
    const prompts = page.locator("#portrait .prompt");
    await prompts.nth(1).waitFor();
    expect(await prompts.count()).toBe(2);
    for (const prompt of await prompts.all()) expect(await prompt.innerText()).toContain("|");
    const headings = await page.locator("#portrait h3").allInnerTexts();
    expect(headings).toEqual([
      "Levels",
      expect.stringMatching(/^The easiest level: level 0/),
      expect.stringMatching(/^The hardest level: level [1-9]/),
    ]);
    expect(await page.locator("#portrait thead th").count()).toBeGreaterThan(3);
    expect(await page.locator("#measured-h + .scroll tr").count()).toBeGreaterThan(4);
    await page.keyboard.press("k");
    await page.waitForURL((url) => !url.pathname.endsWith("/sudoku"));
    await page.keyboard.press("q");
    await arrive(page, "Library");
    for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname === links[1]);

    for (const path of [
      "/library/a/b",
      "/library/..%2f..%2fetc/passwd",
      "/library/graphical-puzzles/..%2fsudoku",
    ])
      expect((await page.request.get(`http://${review.authority}${path}`)).status()).toBe(404);
    expect(mischief.errors).toEqual([]);
    expect(review.faults).toEqual([]);
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);

test.each([
  ["that is empty", "empty", /cannot be read: .*holds no bootcamp/],
  ["that is not there", "nowhere", /cannot be read: .*nowhere/],
])(
  "a library %s says so",
  async (_, name, words) => {
    if (name === "empty") mkdirSync(join(folder.path, name));
    const review = await openReview(file, { library: join(folder.path, name) });
    const { page, context } = await openPage(browser);
    await signIn(page, review);
    await page.goto(`http://${review.authority}/library`);
    await arrive(page, "Library");
    expect(await page.locator("main").innerText()).toMatch(words);
    expect(review.faults).toEqual([]);
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);

test(
  "the map is used by keyboard alone: a square opens its bootcamps, Esc closes it, and each leads to its page",
  async () => {
    const review = await openReview(file);
    const { page, context, mischief } = await openPage(browser);
    await signIn(page, review);
    await page.goto(`http://${review.authority}/map`);
    // Every domain has a row of eight squares, the empty ones included.
    expect(await page.locator(".map-square").count()).toBeGreaterThanOrEqual(64);
    expect(await page.locator(".map-empty").count()).toBeGreaterThan(20);

    const square = page.getByRole("button", { name: /^graphical-puzzles grid \d+ hard because of/ });
    await square.focus();
    await page.keyboard.press("Enter");
    const opened = page.getByRole("dialog", { name: "graphical-puzzles, grid" });
    await opened.waitFor();
    await page.keyboard.press("Escape");
    await opened.waitFor({ state: "hidden" });
    expect(await square.and(page.locator(":focus")).count()).toBe(1);

    await page.keyboard.press("Enter");
    await opened.waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname.startsWith("/library/graphical-puzzles/"));
    expect(mischief).toMatchObject({ dialogs: [], errors: [] });
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);
