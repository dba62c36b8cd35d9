import { createServer } from "node:http";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "./a-record.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { openReview } from "./open-review.ts";
import { arrive } from "./sign-in.ts";

const LIMIT_MS = 240_000;
const folder = scratchFolder();
const file = join(folder.path, "record.sqlite");
let browser: Browser;
let review: Awaited<ReturnType<typeof openReview>>;

/** A page elsewhere that shows whatever it is told to, as a chat shows what its members write. */
let shown = "";
const chat = createServer((_, response) => response.setHeader("content-type", "text/html").end(shown));
let chatPort = 0;

beforeAll(async () => {
  writeRecord(file, [aTask({ id: "mixing" })]);
  review = await openReview(file);
  browser = await openBrowser();
  await new Promise<void>((listening) => {
    chat.listen(0, "127.0.0.1", listening);
  });
  const address = chat.address();
  chatPort = typeof address === "object" && address !== null ? address.port : 0;
}, LIMIT_MS);
afterAll(async () => {
  chat.closeAllConnections();
  chat.close();
  await browser.close();
  await review.close();
  folder.remove();
});

test.each([
  ["a chat, which is another site", "localhost"],
  ["a web terminal on another port of this machine", "127.0.0.1"],
])(
  "the printed link lets in whoever clicks it in %s, and its token does not stay in the address",
  async (_, host) => {
    const { page, context, mischief } = await openPage(browser);
    shown = `<a href="${review.url}">${review.url}</a>`;
    await page.goto(`http://${host}:${chatPort}/`);
    await page.locator("a").click();
    await arrive(page, "to review");
    expect(page.url()).toBe(`http://${review.authority}/run/1`);
    await page.goBack();
    expect(page.url(), "the address with the token is not in the history").not.toContain("token");
    expect(mischief.errors.filter((error) => !error.includes("favicon"))).toEqual([]);
    await context.close();
  },
  LIMIT_MS,
);

test(
  "another site gets nothing but that one click: not within a frame, and without the token not at all",
  async () => {
    const { page, context } = await openPage(browser);
    const status = async (act: () => Promise<unknown>, path: string): Promise<number> => {
      const answered = page.waitForResponse((response) => response.url().startsWith(`http://${path}`));
      await act();
      return (await answered).status();
    };
    const framed = review.url.replace("http://", "");
    shown = `<iframe src="${review.url}"></iframe>`;
    expect(await status(() => page.goto(`http://localhost:${chatPort}/`), framed)).toBe(403);
    await page.goto(review.url);
    await arrive(page, "to review");
    for (const path of ["/run/1", "/", "/?token=AAAA"]) {
      shown = `<a href="http://${review.authority}${path}">in</a>`;
      await page.goto(`http://localhost:${chatPort}/`);
      expect(await status(() => page.locator("a").click(), `${review.authority}${path}`)).toBe(403);
    }
    await context.close();
  },
  LIMIT_MS,
);
