import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reviewState } from "../../src/core/review/decision.ts";
import { openStore, openStoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask, type RecordedTask, SOURCE, writeNextRound, writeRecord } from "./a-record.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { arrive, hear, signIn } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const folder = scratchFolder();
let browser: Browser;
let count = 0;

beforeAll(async () => {
  browser = await openBrowser();
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

const TASKS: readonly RecordedTask[] = [
  aTask({ id: "mixing" }),
  aTask({ id: "melting", domain: "physics" }),
  aTask({ id: "boiling" }),
  aTask({ id: "clean-one", verdict: { status: "accepted", level: 1 } }),
  aTask({ id: "clean-two", verdict: { status: "accepted", level: 1 } }),
  aTask({ id: "clean-three", verdict: { status: "accepted", level: 1 } }),
  aTask({ id: "hard", verdict: { status: "rejected", reason: { kind: "too hard", accuracy: 0 } } }),
];

async function aMorning(): Promise<{
  readonly page: Page;
  readonly file: string;
  readonly review: Awaited<ReturnType<typeof openReview>>;
  readonly mischief: Awaited<ReturnType<typeof openPage>>["mischief"];
  readonly end: () => Promise<void>;
}> {
  const file = join(folder.path, `record-${++count}.sqlite`);
  writeRecord(file, TASKS);
  const review = await openReview(file);
  const { page, context, mischief } = await openPage(browser);
  await signIn(page, review);
  const end = async (): Promise<void> => {
    await context.close();
    await review.close();
  };
  return { page, file, review, mischief, end };
}

/** Where each task stands, read from the record itself. */
function standings(file: string): Readonly<Record<string, string>> {
  const store = openStoreReader(file);
  const reviewables = store.reviewables(1);
  const found = TASKS.map(({ id }) => [
    id,
    reviewState(store.decisions(1, id), reviewables.get(id)?.seen ?? null),
  ]);
  store.close();
  return Object.fromEntries(found);
}

const notes = (file: string): readonly (string | null)[] => {
  const store = openStoreReader(file);
  const found = store.decisions(1).map(({ note }) => note);
  store.close();
  return found;
};

/** The reference answer of the first case, which the page shows folded. */
async function referenceOf(page: Page): Promise<string> {
  return (await page.locator(".case details pre").first().textContent()) ?? "";
}

describe("a morning", () => {
  test(
    "by mouse: filter, read what changed, try an answer, approve, send back, reject, undo, approve the rest",
    async () => {
      const { page, file, mischief, review, end } = await aMorning();
      expect(await page.locator("h1").innerText()).toBe("6 to review");
      expect(await page.locator(".row").first().getAttribute("data-task"), "flagged ones come first").toBe(
        "mixing",
      );

      await page.locator(".facets").getByText("physics").click();
      await page.locator("#count").getByText("1 of 7").waitFor();
      expect(await page.locator(".row").count()).toBe(1);
      await page.locator("#count").getByText("show all").click();
      await page
        .locator("#count")
        .getByText(/^7 bootcamps/)
        .waitFor();
      await arrive(page, "to review");
      await page.locator("#search").fill("mix");
      await page.locator("#count").getByText("1 of 7").waitFor();
      expect(
        await page.locator('.facets nav[aria-label="Domain"] a').first().getAttribute("href"),
        "the other filters go on from the text",
      ).toContain("q=mix");

      await page.locator("#row-mixing").click();
      await arrive(page, "Title of mixing");
      expect(await page.locator("#why").innerText()).toContain("warned not simplified");
      expect(await page.locator(".d-del").allInnerTexts()).toEqual([
        expect.stringContaining("The temperature in the end"),
      ]);
      expect(await page.locator(".d-ins").allInnerTexts()).toEqual([
        expect.stringContaining("The common temperature"),
      ]);

      await page.locator(".case").first().waitFor();
      await page
        .locator(".case textarea")
        .first()
        .fill(await referenceOf(page));
      await page.locator("[data-score]").first().click();
      await page.locator(".score").getByText("score 1", { exact: true }).waitFor();
      await page.locator(".case textarea").first().fill("no idea");
      await page.locator("[data-score]").first().click();
      await page.locator(".score").getByText("score 0", { exact: true }).waitFor();

      await page.locator(".sample summary").first().click();
      await page.locator(".sample").first().getByText("The bodies end at 21.4.").waitFor();
      await page.locator(".sample").first().getByText("The prompt").click();
      await page.locator(".sample").first().locator(".prompt").waitFor();

      await page.locator('[data-decide="approve"]').click();
      await hear(page, /Approved: Title of mixing/);
      await page
        .locator("a[rel=next]")
        .waitFor({ state: "detached", timeout: 1 })
        .catch(() => {});

      await page.locator("[data-queue]").click();
      await arrive(page, "to review");
      await page.locator("#count").getByText("show all").click();
      await page
        .locator("#count")
        .getByText(/^7 bootcamps/)
        .waitFor();
      await arrive(page, "to review");
      await page.locator("#row-melting a").click();
      await arrive(page, "Title of melting");
      await page.locator('[data-decide="send-back"]').click();
      await page.locator("#note-send").click();
      expect(await page.locator("#note-problem").innerText()).toContain("say why");
      await page.locator("#note").fill("Name the unit in the prompt.");
      await page.locator("#note-send").click();
      await hear(page, /Sent back: Title of melting/);
      expect(await page.locator(".command").innerText()).toContain(`run --resume --run 1 --db ${file}`);

      await page.locator("[data-queue]").click();
      await arrive(page, "to review");
      await page.locator("#row-boiling a").click();
      await arrive(page, "Title of boiling");
      await page.locator('[data-decide="reject"]').click();
      await page.locator("#note").fill("Asked already elsewhere.");
      await page.locator("#note-send").click();
      await hear(page, /Rejected: Title of boiling/);
      await page.locator('[data-decide="undo"]').click();
      await hear(page, /Undone: Title of boiling/);
      expect(await page.locator(".history li").count()).toBe(2);

      await page.locator("[data-queue]").click();
      await arrive(page, "to review");
      await page.locator(".facets").getByText("accepted").click();
      await page.locator("#count").getByText("3 of 7").waitFor();
      await page.locator("#pick-all").check();
      await page.locator('[data-bulk="approve"]').click();
      await page.locator("#bulk-about").getByText("3 bootcamps.").waitFor();
      await page.locator("#bulk-send").click();
      await hear(page, /3 approved/);
      await page.locator("#bulk-dialog [data-close]").click();

      expect(standings(file)).toEqual({
        mixing: "approved",
        melting: "sent-back",
        boiling: "open",
        "clean-one": "approved",
        "clean-two": "approved",
        "clean-three": "approved",
        hard: "open",
      });
      expect(notes(file)).toEqual([
        null,
        "Name the unit in the prompt.",
        "Asked already elsewhere.",
        null,
        null,
        null,
        null,
      ]);
      expect(mischief.dialogs).toEqual([]);
      expect(mischief.errors).toEqual([]);
      expect(mischief.requests.filter((url) => new URL(url).host !== review.authority)).toEqual([]);
      expect(review.faults).toEqual([]);
      await end();
    },
    LIMIT_MS,
  );

  test(
    "by keyboard only: the same",
    async () => {
      const { page, file, mischief, end } = await aMorning();
      const press = async (...keys: readonly string[]): Promise<void> => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focused = (): Promise<string | null> =>
        page.locator(".row:focus-within").getAttribute("data-task");

      await press("?");
      await page.locator("#help-dialog").waitFor();
      await press("Escape");
      await page.locator("#help-dialog").waitFor({ state: "hidden" });
      await press("/");
      await page.keyboard.type("jar of nothing a r s u");
      await page.locator(".empty").waitFor();
      expect(await page.locator("#search").inputValue(), "keys are text in a text field").toBe(
        "jar of nothing a r s u",
      );
      await press("Control+a");
      await page.keyboard.type("mix");
      await page.locator("#count").getByText("1 of 7").waitFor();
      await press("Escape", "j");
      expect(await focused()).toBe("mixing");
      await press("Enter");
      await arrive(page, "Title of mixing");
      await page.locator(".case").first().waitFor();
      const reference = await referenceOf(page);
      await tabTo(page, ".case textarea");
      await page.keyboard.insertText(reference);
      await press("Control+Enter");
      await page.locator(".score").getByText("score 1", { exact: true }).waitFor();
      await press("Escape", "a");
      await hear(page, /Approved: Title of mixing/);

      await press("q");
      await arrive(page, "to review");
      await press("/", "Control+a", "Delete");
      await page
        .locator("#count")
        .getByText(/^7 bootcamps/)
        .waitFor();
      await press("Escape", "j", "j");
      expect(await focused(), "what is decided goes to the end").toBe("boiling");
      await press("k");
      expect(await focused()).toBe("melting");
      await press("Enter");
      await arrive(page, "Title of melting");
      await press("s");
      await page.locator("#note-dialog").waitFor();
      await page.keyboard.type("Name the unit in the prompt.");
      await press("Control+Enter");
      await hear(page, /Sent back: Title of melting/);

      await press("j");
      await arrive(page, "Title of boiling");
      await press("r");
      await page.locator("#note-dialog").waitFor();
      await page.keyboard.type("Asked already elsewhere.");
      await press("Control+Enter");
      await hear(page, /Rejected: Title of boiling/);
      await press("u");
      await hear(page, /Undone: Title of boiling/);

      await press("q");
      await arrive(page, "to review");
      await press("/");
      await page.keyboard.type("clean");
      await page.locator("#count").getByText("3 of 7").waitFor();
      await press("Escape", "X");
      await tabTo(page, '[data-bulk="approve"]');
      await press("Enter");
      await page.locator("#bulk-dialog").waitFor();
      await press("Enter");
      await hear(page, /3 approved/);
      await press("Enter");

      expect(standings(file)).toEqual({
        mixing: "approved",
        melting: "sent-back",
        boiling: "open",
        "clean-one": "approved",
        "clean-two": "approved",
        "clean-three": "approved",
        hard: "open",
      });
      expect(mischief.errors).toEqual([]);
      await end();
    },
    LIMIT_MS,
  );

  test(
    "the first visit asks who decides, once, and decisions carry the name",
    async () => {
      const file = join(folder.path, `record-${++count}.sqlite`);
      writeRecord(file, TASKS);
      const review = await openReview(file, { reviewer: { name: "root", isConfirmed: false } });
      const { page, context } = await openPage(browser);
      await page.goto(review.url);
      await page.locator("#name").fill("Grace H.");
      await page.keyboard.press("Enter");
      await hear(page, /Deciding as Grace H\./);
      await page.reload();
      expect(await page.locator("#name-dialog").isVisible()).toBe(false);
      await page.keyboard.press("j");
      await page.keyboard.press("a");
      await hear(page, /Approved/);
      const store = openStoreReader(file);
      expect(store.decisions(1)).toMatchObject([{ reviewer: "Grace H.", task: "mixing" }]);
      store.close();
      await context.close();
      await review.close();
    },
    LIMIT_MS,
  );
});

/** Presses Tab until what is looked for has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

test(
  "no button and no box takes a click before the page's script is there to act on it",
  async () => {
    const { page, end } = await aMorning();
    const button = page.locator('[data-open="help-dialog"]');
    let letThrough = (): void => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route("**/static/review.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await button.waitFor();
    const pointerEvents = (selector: string): Promise<unknown> =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).pointerEvents`);
    // They are there before the style sheet is.
    for (const selector of ['[data-open="help-dialog"]', "#pick-all", "[data-pick]"])
      await expect.poll(() => pointerEvents(selector), { timeout: 30_000 }).toBe("none");
    letThrough();
    await button.click();
    await page.locator("#help-dialog").waitFor();
    await end();
  },
  LIMIT_MS,
);

describe("when things change meanwhile", () => {
  test(
    "an approval of a class that has changed since is refused, with a way to what changed",
    async () => {
      const { page, file, end } = await aMorning();
      await page.locator("#row-mixing a").click();
      await arrive(page, "Title of mixing");
      const store = openStore(file, () => "2026-01-02T04:00:00.000Z");
      const [task] = TASKS;
      if (task === undefined) throw new Error("there is no task");
      const source = SOURCE.replace("The common temperature", "The temperature of the mixture");
      writeNextRound(store, 1, { task, source, round: 3 });
      store.close();

      const answered = page.waitForResponse((response) => response.url().endsWith("/decide"));
      await page.locator('[data-decide="approve"]').click();
      expect((await answered).status()).toBe(409);
      await hear(page, /Not approved: it has changed since you looked at it/);
      expect(standings(file)["mixing"]).toBe("open");
      await page.locator("#outcome a").click();
      await page.waitForURL(/before=/);
      await arrive(page, "Title of mixing");
      await page.locator(".d-ins").getByText("temperature of the mixture").waitFor();
      await page.locator('[data-decide="approve"]').click();
      await hear(page, /Approved/);
      expect(standings(file)["mixing"]).toBe("approved");
      await end();
    },
    LIMIT_MS,
  );

  test(
    "of many that are approved at once, those that have changed since are named and stay open",
    async () => {
      const { page, file, end } = await aMorning();
      await page.locator(".facets").getByText("accepted").click();
      await page.locator("#count").getByText("3 of 7").waitFor();
      await page.locator("#pick-all").check();
      await page.locator('[data-bulk="approve"]').click();
      await page.locator("#bulk-send").waitFor();
      const store = openStore(file, () => "2026-01-02T04:00:00.000Z");
      const task = TASKS.find(({ id }) => id === "clean-two");
      if (task === undefined) throw new Error("there is no such task");
      writeNextRound(store, 1, { task, source: `${SOURCE}\n`, round: 3 });
      store.close();
      await page.locator("#bulk-send").click();
      await hear(page, /2 approved\. 1 not/);
      expect(await page.locator("#bulk-names").innerText()).toMatch(/Title of clean-two: it has changed/);
      expect(standings(file)).toMatchObject({
        "clean-one": "approved",
        "clean-two": "open",
        "clean-three": "approved",
      });
      await end();
    },
    LIMIT_MS,
  );

  test(
    "of two reviewers who decide about the same, the second is told of the first, and nothing is lost",
    async () => {
      const { page: ada, file, review, end } = await aMorning();
      const { page: bob, context } = await openPage(browser);
      await signIn(bob, review);
      for (const page of [ada, bob]) {
        await page.locator("#row-mixing a").click();
        await arrive(page, "Title of mixing");
      }
      await bob.locator('[data-decide="reject"]').click();
      await bob.locator("#note").fill("No.");
      const clicks = [ada.locator('[data-decide="approve"]').click(), bob.locator("#note-send").click()];
      await Promise.all(clicks);
      const heard = await Promise.all([hear(ada, /approved:/i), hear(bob, /rejected:/i)]);
      expect(heard.filter((words) => /^Not .*has decided since you looked at it/.test(words))).toHaveLength(
        1,
      );
      const winner = heard.findIndex((words) => !words.startsWith("Not")) === 0 ? "approved" : "rejected";
      expect(standings(file)["mixing"]).toBe(winner);
      await context.close();
      await end();
    },
    LIMIT_MS,
  );
});

test(
  "after a send-back the page shows that a round was asked for, and that its verdict is there",
  async () => {
    const file = join(folder.path, `record-${++count}.sqlite`);
    writeRecord(file, TASKS);
    const started: number[] = [];
    const review = await openReview(file, {
      drivers: {
        startRun: (run) => {
          started.push(run);
          const store = openStore(file, () => "2026-01-02T04:00:00.000Z");
          const [task] = TASKS;
          if (task === undefined) throw new Error("there is no task");
          writeNextRound(store, 1, { task, source: `${SOURCE}\n// again\n`, round: 3 });
          store.close();
          return Promise.resolve({ status: "started" });
        },
      },
    });
    const { page, context } = await openPage(browser);
    await signIn(page, review);
    await page.locator("#row-mixing a").click();
    await arrive(page, "Title of mixing");
    await page.locator('[data-decide="send-back"]').click();
    await page.locator("#note").fill("Once more.");
    await page.locator("#note-send").click();
    await page.locator("[data-start-run]").click();
    await page.locator(".progress.done").waitFor();
    expect(started).toEqual([1]);
    await page.locator(".progress a").click();
    await page.locator("#round-1-3").waitFor();
    await context.close();
    await review.close();
  },
  LIMIT_MS,
);
