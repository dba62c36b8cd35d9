import { Hono } from "hono";
import { RETRY_AFTER_S } from "../scoring/admission-gate.ts";
import { type Refusal, refusal, Refused } from "../scoring/refusal.ts";
import { refusalText } from "../scoring/write-result.ts";
import { type Door, refuseRequest } from "./guard-request.ts";
import type { Gauge, Metrics } from "./metrics.ts";
import type { Rewards } from "./open-rewards.ts";

/** Everything that answers requests. */
export type AppParts = {
  readonly rewards: Rewards;
  readonly door: Door;
  readonly metrics: Metrics;
  readonly gauges: () => readonly Gauge[];
  /** Hears of every fault of ours; the sender is told no more than that there was one. */
  readonly onFault: (error: Error) => void;
  /** Adds the routes of the protocols. */
  readonly addRoutes: (app: Hono) => void;
};

/** A reply whose JSON was written by hand, for the sake of its floats. */
export function replyJson(text: string, status = 200): Response {
  return new Response(text, { status, headers: { "content-type": "application/json" } });
}

/** A refusal as a reply of its own. */
export function replyRefusal(refused: Refusal): Response {
  const reply = replyJson(refusalText(refused), refused.httpStatus);
  if (refused.httpStatus === 429 || refused.httpStatus === 503)
    reply.headers.set("retry-after", String(RETRY_AFTER_S));
  return reply;
}

/** The server's pages and protocols behind its door. */
export function createRewardApp({ rewards, door, metrics, gauges, onFault, addRoutes }: AppParts): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const start = performance.now();
    const { req } = context;
    const refused = refuseRequest(
      {
        host: req.header("host"),
        origin: req.header("origin"),
        authorization: req.header("authorization"),
        queryToken: door.token === null ? undefined : req.query("token"),
      },
      // Whoever looks after the machine needs no token to see whether it is up.
      OPEN.has(req.path) ? { ...door, token: null } : door,
    );
    if (refused !== undefined) context.res = replyRefusal(refused);
    else await next();
    // A stranger's addresses are no labels.
    const route = routes.has(req.path) ? req.path : "other";
    metrics.request(route, context.res.status, (performance.now() - start) / 1_000);
  });
  app.get("/health", (context) => context.json({ status: "healthy" }));
  app.get("/ready", (context) => {
    const { bootcamps, problems } = rewards.holdings();
    const isReady = !rewards.gate.isClosed() && bootcamps.size > 0;
    const status = isReady ? "ready" : "not ready";
    return context.json({ status, bootcamps: bootcamps.size, problems }, isReady ? 200 : 503);
  });
  app.get("/metrics", (context) =>
    context.text(metrics.text(gauges()), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  addRoutes(app);
  const routes = new Set(app.routes.map(({ path }) => path));
  app.notFound((context) =>
    replyRefusal(refusal("not-found", `there is no ${context.req.method} ${context.req.path}`)),
  );
  app.onError((error) => {
    if (error instanceof Refused) return replyRefusal(error.refusal);
    onFault(error);
    return replyRefusal(refusal("fault", "a fault of the server; its log says more"));
  });
  return app;
}

const OPEN: ReadonlySet<string> = new Set(["/health", "/ready"]);
