import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { type Html, html } from "../../charts/html.ts";
import type { ReviewDrivers } from "../queue/drivers.ts";
import { createLongTexts, type LongTexts } from "../pages/long-texts.ts";
import { pageFrame, type Page, type Reviewer } from "../pages/page-frame.ts";
import { readReviewer } from "../queue/reviewer-name.ts";

/** What the routes share. */
export type RouteContext = {
  readonly drivers: ReviewDrivers;
  readonly texts: LongTexts;
  readonly reviewerOf: (context: Context) => Reviewer;
  readonly page: (context: Context, page: Omit<Page, "reviewer">, status?: 200 | 404) => Response;
  readonly part: (context: Context, part: Html) => Response;
  readonly missing: (context: Context, what: string) => Response;
};

/** The cookie that remembers a reviewer's name; it opens nothing. */
export const NAME_COOKIE = "campforge-reviewer";

/** Begins with no text kept. */
export function createRouteContext(drivers: ReviewDrivers, reviewer: Reviewer): RouteContext {
  const reviewerOf = (context: Context): Reviewer => {
    const name = readReviewer(getCookie(context, NAME_COOKIE) ?? "");
    return name === null ? reviewer : { name, isConfirmed: true };
  };
  const page: RouteContext["page"] = (context, content, status = 200) =>
    context.html(pageFrame({ ...content, reviewer: reviewerOf(context) }).toString(), status);
  return {
    drivers,
    texts: createLongTexts(),
    reviewerOf,
    page,
    part: (context, part) => context.html(part.toString()),
    missing: (context, what) =>
      page(
        context,
        {
          title: "Not found",
          main: html`<div class="narrow"><h1>Not found</h1><p>${what} <a href="/">Go to the queue</a></p></div>`,
          run: drivers.runs()[0]?.id ?? null,
          place: "elsewhere",
        },
        404,
      ),
  };
}
