import type { Context, Hono } from "hono";
import { setCookie } from "hono/cookie";
import { z } from "zod";
import { type RouteContext, NAME_COOKIE } from "./route-context.ts";
import { findRound } from "./route-parts.ts";
import { findRun, findTask } from "./route-pages.ts";
import { MAX_REVIEWER, readReviewer } from "../queue/reviewer-name.ts";
import { showTried } from "../pages/show-cases.ts";

const decisionId = z.int().nullable();
const seen = z.string().regex(/^[\da-f]{64}$/);
const note = z.string().max(20_000).nullable();

const wishSchema = z.strictObject({
  kind: z.enum(["approve", "reject", "send-back", "undo"]),
  seen,
  after: decisionId,
  note,
});

const bulkSchema = z.strictObject({
  kind: z.enum(["approve", "reject", "send-back", "undo"]),
  note,
  items: z
    .array(z.strictObject({ task: z.string(), seen, after: decisionId }))
    .min(1)
    .max(200),
});

const trySchema = z.strictObject({
  round: z.string(),
  level: z.int().min(0).max(100),
  index: z.int().min(0),
  response: z.string(),
});

const nameSchema = z.strictObject({ name: z.string() });

const CODES = { decided: 200, changed: 409, refused: 422 } as const;

/** A browser remembers a reviewer's name for a year. */
const YEAR_S = 365 * 24 * 3_600;

/** Everything that changes something, or runs something: JSON in, from our own pages only. */
export function routeChanges(app: Hono, routes: RouteContext): void {
  const { drivers } = routes;
  app.post("/reviewer", async (context) => {
    const body = await readBody(context, nameSchema);
    if (body.status === "invalid") return context.json(body, 400);
    const name = readReviewer(body.value.name);
    if (name === null) {
      const reason = `expected a name of 1 to ${MAX_REVIEWER} characters on one line, none of them unseen`;
      return context.json({ status: "invalid", reason }, 400);
    }
    setCookie(context, NAME_COOKIE, name, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: YEAR_S });
    return context.json({ status: "kept", name });
  });
  app.post("/run/:run/task/:task/decide", async (context) => {
    const found = findTask(context, routes);
    if (found === undefined) return context.json({ status: "refused", reason: "there is no such task" }, 404);
    const body = await readBody(context, wishSchema);
    if (body.status === "invalid") return context.json(body, 400);
    const reviewer = routes.reviewerOf(context).name;
    const about = { run: found.run.id, task: found.task.id };
    const decided = drivers.decide(about, { ...body.value, reviewer });
    return context.json(decided, CODES[decided.status]);
  });
  app.post("/run/:run/decide", async (context) => {
    const run = findRun(context, routes)?.run;
    if (run === undefined) return context.json({ status: "refused", reason: "there is no such run" }, 404);
    const body = await readBody(context, bulkSchema);
    if (body.status === "invalid") return context.json(body, 400);
    const { kind, note: why, items } = body.value;
    const reviewer = routes.reviewerOf(context).name;
    const ended = items.map(({ task, seen: hash, after }) => {
      const { status, ...rest } = drivers.decide(
        { run: run.id, task },
        { kind, seen: hash, after, note: why, reviewer },
      );
      return { task, status, reason: "reason" in rest ? rest.reason : null };
    });
    return context.json({ status: "done", ended });
  });
  app.post("/run/:run/task/:task/try", async (context) => {
    const found = findTask(context, routes);
    if (found === undefined) return context.json({ status: "refused", reason: "there is no such task" }, 404);
    const body = await readBody(context, trySchema);
    if (body.status === "invalid") return context.json(body, 400);
    const { round: key, level, index, response } = body.value;
    const round = findRound(found.task, key);
    if (round === undefined)
      return context.json({ status: "refused", reason: "there is no such round" }, 404);
    const on = { source: round.source, seed: found.run.seed, level, index };
    return routes.part(context, showTried(await drivers.tryAnswer(on, response)));
  });
  app.post("/run/:run/start", async (context) => {
    const run = findRun(context, routes)?.run;
    return run === undefined
      ? context.json({ status: "failed", reason: "there is no such run" }, 404)
      : context.json(await drivers.startRun(run.id));
  });
}

type Body<Value> =
  | { readonly status: "read"; readonly value: Value }
  | { readonly status: "invalid"; readonly reason: string };

async function readBody<Value>(context: Context, schema: z.ZodType<Value>): Promise<Body<Value>> {
  let given: unknown;
  try {
    given = JSON.parse(await context.req.text());
  } catch {
    return { status: "invalid", reason: "the body is not valid JSON" };
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return { status: "read", value: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    status: "invalid",
    reason: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is not as expected"}`,
  };
}
