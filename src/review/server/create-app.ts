import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { admitRequest, CHANGE_HEADER, isFromElsewhere } from "./admit-request.ts";
import type { ReviewDrivers } from "../queue/drivers.ts";
import { createRouteContext } from "./route-context.ts";
import { entrancePage } from "../pages/entrance-page.ts";
import type { Reviewer } from "../pages/page-frame.ts";
import { routeChanges } from "./route-changes.ts";
import { routeGallery } from "./route-gallery.ts";
import { routeMap } from "./route-map.ts";
import { routePages } from "./route-pages.ts";
import { routeParts } from "./route-parts.ts";
import type { Session } from "./session.ts";
import type { StaticFile } from "./static-files.ts";

/** What the pages are served with. */
export type AppOptions = {
  readonly session: Session;
  /** HOST:PORT, as the address has it. */
  readonly authority: string;
  readonly files: ReadonlyMap<string, StaticFile>;
  /** The name that decisions carry until the browser gives another, and whether somebody chose it. */
  readonly reviewer: Reviewer;
  /** Hears of every fault of ours; the browser is told its message only. */
  readonly onFault: (error: Error) => void;
};

/** The most that a request may send. */
const MOST_BYTES = 64 * 1024;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
};

/** Every page and change behind its guards. */
export function createApp(drivers: ReviewDrivers, options: AppOptions): Hono {
  const app = new Hono();
  const routes = createRouteContext(drivers, options.reviewer);
  guard(app, options);
  app.get("/static/:name", (context) => {
    const file = options.files.get(context.req.param("name"));
    return file === undefined
      ? context.text("no such file", 404)
      : context.body(file.body, 200, { "content-type": file.type });
  });
  routePages(app, routes);
  routeGallery(app, routes);
  routeMap(app, routes);
  routeParts(app, routes);
  routeChanges(app, routes);
  app.notFound((context) => routes.missing(context, "There is no such page."));
  app.onError((error, context) => {
    options.onFault(error);
    return context.text(`a fault of Campforge: ${error.message}`, 500, HEADERS);
  });
  return app;
}

function guard(app: Hono, { session, authority }: AppOptions): void {
  app.use(async (context, next) => {
    const { req } = context;
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    const token = req.path === "/" && req.method === "GET" ? req.query("token") : undefined;
    const hasToken = token !== undefined && session.isToken(token);
    const fetchSite = req.header("sec-fetch-site");
    const admittance = admitRequest(
      {
        method: req.method,
        host: req.header("host"),
        origin: req.header("origin"),
        fetchSite,
        fetchMode: req.header("sec-fetch-mode"),
        fetchDest: req.header("sec-fetch-dest"),
        hasToken,
        contentType: req.header("content-type"),
        mark: req.header(CHANGE_HEADER.name),
      },
      authority,
    );
    if (admittance.status === "refused") return context.text(admittance.reason, admittance.code);
    if (hasToken) {
      setCookie(context, session.cookieName, session.cookie, {
        httpOnly: true,
        sameSite: "Strict",
        path: "/",
      });
      // A redirect would still count as the other site's request, and the browser would keep the cookie back.
      return isFromElsewhere(fetchSite)
        ? context.html(entrancePage().toString())
        : context.redirect("/", 303);
    }
    if (!session.isCookie(getCookie(context, session.cookieName) ?? ""))
      return context.text("open the address that campforge review printed: its token lets you in", 401);
    return next();
  });
  app.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (context) => context.text(`at most ${MOST_BYTES} bytes may be sent`, 413, HEADERS),
    }),
  );
}
