import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { libraryCardSchema } from "../../src/core/library/library-card.ts";
import { copyDemoRecord, DEMO_MS } from "../demo-record.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { arrive, hear, signIn } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const folder = scratchFolder();
const db = join(folder.path, "record.sqlite");
const library = join(folder.path, "library");
let browser: Browser;

beforeAll(async () => {
  await copyDemoRecord(db);
  browser = await openBrowser();
}, DEMO_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

test(
  "what was approved in the browser is exported as it was seen, and nothing else is",
  async () => {
    const review = await openReview(db);
    const { page, context, mischief } = await openPage(browser);
    await signIn(page, review);
    await page.locator("#row-small-rsa a").click();
    await arrive(page, "Small RSA");
    await page.locator('[data-decide="approve"]').click();
    await hear(page, /Approved: Small RSA/);
    expect(mischief.dialogs).toEqual([]);
    await context.close();
    await review.close();

    const before = ["export", "library", "--to", library, "--db", db];
    expect(await campforge([...before, "--check"])).toMatchObject({ code: 8 });
    expect(await campforge([...before, "--dry-run"])).toMatchObject({ code: 0 });
    expect(existsSync(library)).toBe(false);
    expect(await campforge(before)).toMatchObject({ code: 0, stderr: "" });
    expect(await campforge([...before, "--check"])).toMatchObject({ code: 0 });

    const slug = join(library, "cryptography", "small-rsa");
    const shown = await campforge(["show", "small-rsa", "--code", "--db", db]);
    expect(readFileSync(join(slug, "bootcamp.ts"), "utf8")).toBe(shown.stdout);
    const card = libraryCardSchema.parse(JSON.parse(readFileSync(join(slug, "card.json"), "utf8")));
    expect(card.approval).toMatchObject({ reviewer: "ada" });
    expect(existsSync(join(library, "logical-reasoning"))).toBe(false);
  },
  LIMIT_MS,
);
