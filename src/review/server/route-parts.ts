import type { Context, Hono } from "hono";
import { type Html, html } from "../../charts/html.ts";
import { isTaskId } from "../../core/task/ids.ts";
import type { RouteContext } from "./route-context.ts";
import { sentBackAt } from "../../core/review/decision.ts";
import { decisionPanel, progressLine } from "../pages/decision-panel.ts";
import type { DrawOutcome } from "../../core/draft/execution.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import type { ReviewedRun, ReviewedTask } from "../queue/drivers.ts";
import { describeEntry, filterQueue, orderQueue } from "../queue/filter-queue.ts";
import { liveView } from "../pages/live-page.ts";
import { queueRow } from "../pages/queue-page.ts";
import { readFilter } from "../queue/read-filter.ts";
import { findRun, findTask, queryOf, readCount } from "./route-pages.ts";
import { selectForBulk } from "../queue/select-for-bulk.ts";
import { CASES_SHOWN, showCases } from "../pages/show-cases.ts";
import { chooseRounds, roundKey, showDiff } from "../pages/show-diff.ts";
import { type Outcome, OUTCOMES, showSamples } from "../pages/show-samples.ts";
import { text } from "../pages/show-text.ts";
import { showInForm, TEXT_FORMS } from "../pages/long-texts.ts";

/** A round of a task that a query names, with its class. */
export function findRound(
  task: ReviewedTask,
  key: string | undefined,
): (RecordedRound & { readonly source: string }) | undefined {
  const round = task.rounds.find((one) => roundKey(one) === key);
  return round === undefined || round.source === null ? undefined : { ...round, source: round.source };
}

const addressOf = (run: ReviewedRun, task: ReviewedTask): string => `/run/${run.id}/task/${task.id}`;

/** The parts of pages that are asked for by themselves. */
export function routeParts(app: Hono, routes: RouteContext): void {
  const { drivers, texts } = routes;
  app.get("/text/:hash", (context) => {
    const found = texts.find(context.req.param("hash"));
    return routes.part(
      context,
      found === undefined
        ? html`<span class="problem">This text is no longer kept. Reload the page.</span>`
        : showInForm(found, TEXT_FORMS.find((form) => form === context.req.query("as")) ?? "line"),
    );
  });
  app.get("/run/:run/live/now", (context) => {
    const run = findRun(context, routes)?.run;
    if (run === undefined) return routes.missing(context, "There is no such run in the record.");
    const items = orderQueue(drivers.queue(run.id));
    return routes.part(
      context,
      liveView({
        run,
        items,
        activity: drivers.activity(run.id),
        funnel: drivers.funnel(run.id),
        now: drivers.now(),
      }),
    );
  });
  app.get("/run/:run/row/:task", (context) => {
    const run = findRun(context, routes)?.run;
    const id = context.req.param("task");
    const item = run === undefined ? undefined : drivers.queue(run.id).find((one) => one.id === id);
    if (run === undefined || item === undefined)
      return routes.missing(context, "There is no such bootcamp in this run.");
    return routes.part(context, queueRow(describeEntry(item), { run, filter: readFilter(queryOf(context)) }));
  });
  app.get("/run/:run/selection", (context) => {
    const run = findRun(context, routes)?.run;
    if (run === undefined) return routes.missing(context, "There is no such run in the record.");
    const shown = filterQueue(orderQueue(drivers.queue(run.id)), readFilter(queryOf(context)));
    const chosen = new Set(context.req.queries("task") ?? []);
    const about = chosen.size === 0 ? shown : shown.filter(({ id }) => chosen.has(id));
    return context.json(selectForBulk(about, context.req.query("kind") ?? ""));
  });
  routeTaskParts(app, routes);
}

function routeTaskParts(app: Hono, routes: RouteContext): void {
  const { drivers, texts } = routes;
  const part: AddPart = (name, answer) => {
    app.get(`/run/:run/task/:task/${name}`, (context) => {
      const found = isTaskId(context.req.param("task") ?? "") ? findTask(context, routes) : undefined;
      return found === undefined
        ? routes.missing(context, "There is no such bootcamp in this run.")
        : answer(context, found.run, found.task);
    });
  };
  part("decision", (context, run, task) =>
    routes.part(
      context,
      decisionPanel(describeEntry(task), {
        run: run.id,
        decisive: task.decisive === null ? null : roundKey(task.decisive),
        command: drivers.runCommand(run.id),
        started: drivers.startedRun(run.id, sentBackAt(task.history)),
      }),
    ),
  );
  part("progress", (context, run, task) =>
    routes.part(
      context,
      progressLine(describeEntry(task), addressOf(run, task), {
        since: context.req.query("since") ?? "",
        started: drivers.startedRun(run.id, sentBackAt(task.history)),
      }),
    ),
  );
  part("diff", (context, run, task) => {
    const wanted = { from: context.req.query("from") ?? null, to: context.req.query("to") ?? null };
    const chosen = chooseRounds(task.rounds, { ...wanted, decisive: null });
    return chosen === undefined
      ? routes.missing(context, "There is no second round to compare with.")
      : routes.part(context, showDiff(task.rounds, chosen, addressOf(run, task)));
  });
  part("samples", (context, run, task) => {
    const key = context.req.query("round") ?? "";
    const round = task.rounds.find((one) => roundKey(one) === key);
    if (round === undefined) return routes.missing(context, "There is no such round.");
    const asked = context.req.query("outcome");
    const outcome: Outcome = OUTCOMES.find((one) => one === asked) ?? "all";
    const page = Math.max(1, readCount(context, "page", 1));
    const samples = drivers.samples(run.id, task.id, round);
    const at = { address: addressOf(run, task), round: key, outcome, page };
    return routes.part(context, showSamples(samples, at, texts));
  });
  part("cases", async (context, run, task) => {
    const key = context.req.query("round") ?? "";
    const round = findRound(task, key);
    if (round === undefined) return routes.missing(context, "There is no class in that round.");
    const [level, start] = [readCount(context, "level", 0), readCount(context, "start", 0)];
    const wanted = { source: round.source, seed: run.seed, level, start, count: CASES_SHOWN };
    const drawn = await drivers.drawCases(wanted);
    return routes.part(
      context,
      showCases(drawn, { address: addressOf(run, task), round: key, level, start }, texts),
    );
  });
  routeCaseParts(part, routes);
}

type AddPart = (
  name: string,
  answer: (context: Context, run: ReviewedRun, task: ReviewedTask) => Response | Promise<Response>,
) => void;

/** Prompt and reference answer of one case, for the transcript of an attempt at it. */
function routeCaseParts(part: AddPart, { drivers, texts, ...routes }: RouteContext): void {
  const casePart = (
    name: string,
    show: (drawn: Extract<DrawOutcome, { readonly status: "drawn" }>, label: string) => Html,
  ): void =>
    part(name, async (context, run, task) => {
      const round = findRound(task, context.req.query("round"));
      if (round === undefined) return routes.missing(context, "There is no class in that round.");
      const [level, index] = [readCount(context, "level", 0), readCount(context, "index", 0)];
      const wanted = { source: round.source, seed: run.seed, level, start: index, count: 1 };
      const drawn = await drivers.drawCases(wanted);
      const first = drawn.status === "drawn" ? drawn.cases[0] : undefined;
      if (first?.status === "drawn")
        return routes.part(context, show(first, `of level ${level}, case ${index}`));
      const why = drawn.status === "failed" ? drawn.reason : (first?.message ?? "nothing was drawn");
      return routes.part(context, html`<p class="problem">The case cannot be drawn: ${text(why)}</p>`);
    });
  casePart("prompt", ({ prompt }, label) =>
    texts.block(prompt, { label: `prompt ${label}`, look: "prompt" }),
  );
  casePart("reference", ({ reference }, label) =>
    texts.block(reference, { label: `reference answer ${label}`, limit: 1_000 }),
  );
}
