import type { Page } from "playwright-core";
import type { RunningReview } from "../../src/review/server/start-review.ts";

/** Opens the address with the token, as it was printed. */
export async function signIn(page: Page, review: Pick<RunningReview, "url">): Promise<void> {
  await page.goto(review.url);
  await arrive(page, "to review");
}

/** Waits for a page by its heading, until its keys and buttons work. */
export async function arrive(page: Page, heading: string): Promise<void> {
  await page.locator("h1").getByText(heading).waitFor();
  await page.locator("html[data-ready]").waitFor();
}

/** Waits until the page says something that matches, where it is read aloud. */
export async function hear(page: Page, words: RegExp): Promise<string> {
  const region = page.locator("#announcer").filter({ hasText: words });
  await region.waitFor();
  return region.innerText();
}
