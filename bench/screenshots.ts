/**
 * Takes the pictures of the review's pages from a record, by default the demo's: every page, wide and narrow,
 * light and dark. Usage: node bench/screenshots.ts [RECORD] [FOLDER]
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openSharedRecord } from "../src/record/open-record.ts";
import { makeReviewDrivers } from "../src/review/queue/review-drivers.ts";
import { openWorkshop } from "../src/workshop/workshop.ts";
import { startReview } from "../src/review/server/start-review.ts";
import { openBrowser } from "../test/review/open-browser.ts";

const ROOT = join(import.meta.dirname, "..");
const record = process.argv[2] ?? join(ROOT, ".campforge", "demo.sqlite");
const target = process.argv[3] ?? join(ROOT, "docs", "images");

const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 780 } } as const;
const THEMES = ["light", "dark"] as const;

/** What is shown: a path, and what to do there before the picture is taken. */
const SHOTS: readonly {
  readonly name: string;
  readonly path: string;
  readonly act: (page: Page) => Promise<unknown>;
}[] = [
  { name: "map", path: "/map", act: (page) => page.locator(".map-square").first().waitFor() },
  { name: "queue", path: "/", act: (page) => page.keyboard.press("j") },
  {
    name: "bootcamp",
    path: "/run/1/task/limiting-reagent",
    act: (page) => page.locator(".case").first().waitFor(),
  },
  {
    name: "answer",
    path: "/run/1/task/limiting-reagent",
    act: async (page) => {
      await page.locator(".case textarea").first().fill("So it is 4.2 g.\n\nAnswer: 4.2");
      await page.locator("[data-score]").first().click();
      await page.locator(".try .score").first().waitFor();
      await page
        .locator(".try")
        .first()
        .evaluate((element) => element.scrollIntoView({ block: "center" }));
    },
  },
  {
    name: "changes",
    path: "/run/1/task/weather-chain",
    act: async (page) => {
      await page.locator(".case").first().waitFor();
      await page.locator("#diff").evaluate((element) => element.scrollIntoView());
    },
  },
  {
    name: "transcript",
    path: "/run/1/task/small-rsa",
    act: async (page) => {
      const sample = page.locator(".sample").nth(1);
      await sample.locator("summary").first().click();
      await sample.locator(".compared pre").nth(1).waitFor(); // the reference is drawn on demand
      await sample.evaluate((element) => element.scrollIntoView({ block: "center" }));
    },
  },
  {
    name: "library",
    path: "/library/graphical-puzzles/sudoku",
    act: async (page) => page.locator("#portrait .prompt").first().waitFor(),
  },
  { name: "checks", path: "/checks", act: (page) => page.locator("h1").waitFor() },
  { name: "live", path: "/run/1/live", act: (page) => page.locator("#live").waitFor() },
];

// The pictures must not change the record that they are taken of.
const folder = mkdtempSync(join(tmpdir(), "campforge-pictures-"));
const copy = join(folder, "record.sqlite");
copyFileSync(record, copy);
mkdirSync(target, { recursive: true });
const store = openSharedRecord(copy, () => undefined);
// The browser's own fonts have neither a fixed width nor arrows: those of a package stand in for what they lack.
const fonts = join(folder, "fonts.conf");
writeFileSync(
  fonts,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
  <dir>${join(tmpdir(), "fonts")}</dir><dir>${join(ROOT, "node_modules", "dejavu-fonts-ttf", "ttf")}</dir><cachedir>${folder}</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>ui-monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>`,
);
const browser = await openBrowser({ FONTCONFIG_FILE: fonts });
try {
  const workshop = openWorkshop();
  try {
    const drivers = makeReviewDrivers(store, workshop, { db: ".campforge/demo.sqlite", config: undefined });
    const running = await startReview(drivers, {
      host: "127.0.0.1",
      port: 0,
      reviewer: { name: "ada", isConfirmed: true },
      onFault: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
    });
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      for (const colorScheme of THEMES) {
        const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
        const page = await context.newPage();
        await page.goto(running.url);
        for (const { name, path, act } of SHOTS) {
          await page.goto(`http://${running.authority}${path}`);
          await act(page);
          const picture = await page.screenshot();
          writeFileSync(join(target, `review-${name}-${width}-${colorScheme}.png`), picture);
        }
        await context.close();
      }
    }
    await running.close();
  } finally {
    workshop.close();
  }
} finally {
  await browser.close();
  store.close();
  rmSync(folder, { recursive: true });
}
