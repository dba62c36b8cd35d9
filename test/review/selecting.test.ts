import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reviewState } from "../../src/core/review/decision.ts";
import { openStoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask, type RecordedTask, writeRecord } from "./a-record.ts";
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

const accepted = { status: "accepted", level: 1 } as const;
const TASKS: readonly RecordedTask[] = [
  aTask({ id: "mixing" }),
  aTask({ id: "melting" }),
  aTask({ id: "clean-one", verdict: accepted }),
  aTask({ id: "clean-two", verdict: accepted }),
  aTask({ id: "hard", verdict: { status: "rejected", reason: { kind: "too hard", accuracy: 0 } } }),
];

type Morning = {
  readonly page: Page;
  readonly file: string;
  readonly review: Awaited<ReturnType<typeof openReview>>;
  readonly end: () => Promise<void>;
};

async function aMorning(): Promise<Morning> {
  const file = join(folder.path, `record-${++count}.sqlite`);
  writeRecord(file, TASKS);
  const review = await openReview(file);
  const { page, context, mischief } = await openPage(browser);
  await signIn(page, review);
  const end = async (): Promise<void> => {
    expect(mischief.errors.filter((error) => !error.includes("409"))).toEqual([]);
    await context.close();
    await review.close();
  };
  return { page, file, review, end };
}

/** Where each task stands, read from the record itself. */
function standings(file: string): readonly string[] {
  const store = openStoreReader(file);
  const seen = store.reviewables(1);
  const found = TASKS.map(({ id }) => reviewState(store.decisions(1, id), seen.get(id)?.seen ?? null));
  store.close();
  return found;
}

const bulk = (page: Page, kind: string): ReturnType<Page["locator"]> => page.locator(`[data-bulk="${kind}"]`);

test(
  "rows are selected by mouse and keyboard, decided about together, and undone together; without any the buttons are off",
  async () => {
    const { page, file, end } = await aMorning();
    expect(await page.locator("h1").innerText(), "what the gates rejected does not wait").toBe("4 to review");
    expect(await page.locator(".queue-head").innerText()).toContain(
      "1 rejected by the gates, which can be sent back",
    );
    for (const kind of ["approve", "reject", "send-back", "undo"])
      expect(await bulk(page, kind).isDisabled()).toBe(true);

    await page.locator('[data-pick="clean-one"]').check();
    expect(await page.locator("#picked").innerText()).toBe("1 selected");
    await page.locator('[data-pick="clean-one"]').uncheck();
    expect(await bulk(page, "approve").isDisabled()).toBe(true);

    await page.reload();
    await arrive(page, "to review");
    for (const key of ["j", "x", "j", "j", "x"]) await page.keyboard.press(key);
    expect(await page.locator("#picked").innerText()).toBe("2 selected");
    await page.keyboard.press("a");
    await page.locator("#bulk-about").getByText("2 bootcamps.").waitFor();
    await page.keyboard.press("Enter");
    await hear(page, /2 approved/);
    await page.keyboard.press("Enter");
    await arrive(page, "2 to review");
    expect(standings(file)).toEqual(["approved", "open", "approved", "open", "open"]);
    expect(await page.locator("#row-mixing .row-state").innerText()).toMatch(/approved\s+by ada/);

    await page.keyboard.press("X");
    expect(await page.locator("#picked").innerText()).toBe("5 selected");
    await bulk(page, "undo").click();
    await page.locator("#bulk-about").getByText("2 bootcamps. 3 left out: without a decision.").waitFor();
    await page.locator("#bulk-send").click();
    await hear(page, /2 undone/);
    expect(standings(file)).toEqual(["open", "open", "open", "open", "open"]);
    await end();
  },
  LIMIT_MS,
);

test(
  "approving goes on to the next, in the queue and on a page; the order is the one that was chosen",
  async () => {
    const { page, file, end } = await aMorning();
    await page.locator(".sorts").getByText("title").click();
    await page.waitForURL(/sort=title/);
    await arrive(page, "to review");
    const order = await page.locator(".row").evaluateAll((rows) => rows.map(({ id }) => id));
    expect(order).toEqual(["row-clean-one", "row-clean-two", "row-hard", "row-melting", "row-mixing"]);
    await page.keyboard.press("j");
    await page.keyboard.press("A");
    await hear(page, /Approved: Title of clean-one/);
    await page.locator("#row-clean-two:focus-within").waitFor();
    await page.keyboard.press("Enter");
    await arrive(page, "Title of clean-two");
    await page.locator("[data-approve-next]").click();
    await arrive(page, "Title of hard");
    expect(await page.locator("[data-approve-next]").isDisabled(), "the gates rejected it").toBe(true);
    await page.keyboard.press("A");
    await hear(page, /Not possible: it was rejected/);
    expect(standings(file)).toEqual(["open", "open", "approved", "approved", "open"]);
    await end();
  },
  LIMIT_MS,
);

test(
  "a refused decision shows who has decided what, and the note that was typed survives it, Esc and a reload",
  async () => {
    const { page: ada, review, file, end } = await aMorning();
    const { page: bob, context } = await openPage(browser);
    await signIn(bob, review);
    await bob.request.post(`http://${review.authority}/reviewer`, {
      headers: {
        origin: `http://${review.authority}`,
        "x-campforge": "review",
        "content-type": "application/json",
      },
      data: { name: "Bob" },
    });
    for (const page of [ada, bob]) {
      await page.goto(`http://${review.authority}/run/1/task/mixing`);
      await arrive(page, "Title of mixing");
    }
    const open = async (): Promise<string> => {
      await ada.keyboard.press("r");
      await ada.locator("#note-dialog").waitFor();
      return ada.locator("#note").inputValue();
    };
    await open();
    await ada.locator("#note").fill("The unit is missing.");
    await ada.keyboard.press("Escape");
    await ada.locator("#note-dialog").waitFor({ state: "hidden" });
    expect(await open(), "after Esc").toBe("The unit is missing.");
    await ada.reload();
    await arrive(ada, "Title of mixing");
    expect(await open(), "after a reload").toBe("The unit is missing.");

    await bob.keyboard.press("s");
    await bob.locator("#note").fill("Say grams.");
    await bob.locator("#note-send").click();
    await hear(bob, /Sent back/);
    await ada.locator("#note-send").click();
    await hear(ada, /Not rejected: Bob has decided since you looked at it/);
    expect(await ada.locator(".history").innerText()).toMatch(/Bob sent back round 2\s+Say grams\./);
    expect(standings(file)[0]).toBe("sent-back");
    expect(await open(), "the note is not lost").toBe("The unit is missing.");
    await ada.locator("#note-send").click();
    await hear(ada, /Rejected: Title of mixing/);
    await ada.keyboard.press("u");
    await hear(ada, /Undone/);
    expect(await open(), "what was sent is not proposed again").toBe("");
    await context.close();
    await end();
  },
  LIMIT_MS,
);

test(
  "a key counts as soon as a dialog is closed, though its field has the focus until the page is painted again",
  async () => {
    const { page, review, end } = await aMorning();
    await page.goto(`http://${review.authority}/run/1/task/mixing`);
    await arrive(page, "Title of mixing");
    await page.keyboard.press("r");
    await page.locator("#note:focus").waitFor();
    // In one go, so that nothing is painted in between.
    await page.evaluate(`
      document.getElementById("note-dialog").close();
      document.getElementById("note").dispatchEvent(new KeyboardEvent("keydown", { key: "r", bubbles: true }));
    `);
    expect(await page.locator("#note-dialog").isVisible()).toBe(true);
    await end();
  },
  LIMIT_MS,
);

test(
  "verdicts differ by colour and, for whoever sees none, by a sign",
  async () => {
    const { page, end } = await aMorning();
    const looks = await Promise.all(
      ["mixing", "clean-one", "hard"].map((id) =>
        page
          .locator(`#row-${id} .badge`)
          .first()
          .evaluate((badge) => {
            const { getComputedStyle: look } = badge.ownerDocument.defaultView;
            return [look(badge, "::before").content, look(badge).color];
          }),
      ),
    );
    for (const side of [0, 1]) expect(new Set(looks.map((look) => look[side])).size).toBe(3);
    await page.locator("#search").fill("nothing of the kind");
    await page.locator(".empty").waitFor();
    expect(await page.locator(".empty").innerText()).toBe("No bootcamp matches. Show all");
    expect(await page.locator("#pick-all").isDisabled()).toBe(true);
    await end();
  },
  LIMIT_MS,
);
