import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { unpackBrowser } from "./unpack-browser.ts";

/** Everything that a page did which a review's page must not do. */
export type Mischief = {
  readonly dialogs: string[];
  readonly requests: string[];
  readonly errors: string[];
};

/** A Chromium, started with the defences of a browser. */
export async function openBrowser(environment: Readonly<Record<string, string>> = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await unpackBrowser(),
    // The package's own arguments would switch off what is tested here: web security and site isolation.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--headless=shell"],
    env: { ...process.env, ...environment },
    headless: true,
  });
}

/** A page of a fresh profile, and what it did besides what was wanted. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly mischief: Mischief }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const mischief: Mischief = { dialogs: [], requests: [], errors: [] };
  context.on("request", (request) => mischief.requests.push(request.url()));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("dialog", (dialog) => {
    mischief.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => mischief.errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") mischief.errors.push(message.text());
  });
  return { page, context, mischief };
}
