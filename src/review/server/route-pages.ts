import type { Context, Hono } from "hono";
import { html } from "../../charts/html.ts";
import { sentBackAt } from "../../core/review/decision.ts";
import { isTaskId } from "../../core/task/ids.ts";
import { checksPage } from "../pages/checks-page.ts";
import type { RouteContext } from "./route-context.ts";
import type { ReviewedRun, ReviewedTask } from "../queue/drivers.ts";
import { filterQueue, orderQueue, type QueueItem } from "../queue/filter-queue.ts";
import { livePage } from "../pages/live-page.ts";
import { queuePage } from "../pages/queue-page.ts";
import { readFilter } from "../queue/read-filter.ts";
import { taskPage } from "../pages/task-page.ts";

/** A run that an address names, with the whole queue behind it; undefined when it is not there. */
export function findRun(
  context: Context,
  { drivers }: RouteContext,
): { readonly run: ReviewedRun; readonly runs: readonly ReviewedRun[] } | undefined {
  const runs = drivers.runs();
  const run = runs.find(({ id }) => String(id) === context.req.param("run"));
  return run === undefined ? undefined : { run, runs };
}

/** A task that an address names, with its run; undefined when it is not there. */
export function findTask(
  context: Context,
  routes: RouteContext,
): { readonly run: ReviewedRun; readonly task: ReviewedTask } | undefined {
  const found = findRun(context, routes);
  const id = context.req.param("task") ?? "";
  const task = found === undefined || !isTaskId(id) ? undefined : routes.drivers.task(found.run.id, id);
  return found === undefined || task === undefined ? undefined : { run: found.run, task };
}

/** What a query names as a whole number from 0 on; `fallback` where it names none. */
export function readCount(context: Context, name: string, fallback: number): number {
  const given = context.req.query(name) ?? "";
  return /^\d{1,9}$/.test(given) ? Number(given) : fallback;
}

/** The query of an address. */
export const queryOf = (context: Context): URLSearchParams => new URL(context.req.url).searchParams;

/** The pages that a reader opens. */
export function routePages(app: Hono, routes: RouteContext): void {
  const { drivers } = routes;
  app.get("/", (context) => {
    const run = drivers.runs()[0];
    if (run !== undefined) return context.redirect(`/run/${run.id}`, 303);
    const main = html`<div class="narrow"><h1>Nothing to review</h1><p>There is no run in the record. Start one with <code>campforge run TASKS</code>, then reload this page.</p></div>`;
    return routes.page(context, { title: "Nothing to review", main, run: null, place: "queue" });
  });
  app.get("/checks", (context) =>
    routes.page(context, {
      title: "Checks",
      main: checksPage(),
      run: drivers.runs()[0]?.id ?? null,
      place: "checks",
    }),
  );
  app.get("/run/:run", (context) => {
    const found = findRun(context, routes);
    if (found === undefined) return routes.missing(context, "There is no such run in the record.");
    const filter = readFilter(queryOf(context));
    const items = orderQueue(drivers.queue(found.run.id), filter.sort);
    const page = Math.max(1, readCount(context, "page", 1));
    const main = queuePage({ ...found, items, filter, page });
    return routes.page(context, { title: `Run ${found.run.id}`, main, run: found.run.id, place: "queue" });
  });
  app.get("/run/:run/live", (context) => {
    const found = findRun(context, routes);
    if (found === undefined) return routes.missing(context, "There is no such run in the record.");
    const { run } = found;
    const items = orderQueue(drivers.queue(run.id));
    const main = livePage({
      run,
      items,
      activity: drivers.activity(run.id),
      funnel: drivers.funnel(run.id),
      now: drivers.now(),
    });
    return routes.page(context, { title: `Run ${run.id}, live`, main, run: run.id, place: "live" });
  });
  app.get("/run/:run/task/:task", (context) => {
    const found = findTask(context, routes);
    if (found === undefined) return routes.missing(context, "There is no such bootcamp in this run.");
    const { run, task } = found;
    const back = context.req.query("from")?.startsWith("?") === true ? (context.req.query("from") ?? "") : "";
    const filter = readFilter(new URLSearchParams(back));
    const view = {
      run,
      task,
      back: back === "" ? "" : `?${new URLSearchParams(back).toString()}`,
      neighbours: neighboursOf(task.id, orderQueue(drivers.queue(run.id), filter.sort), (items) =>
        filterQueue(items, filter),
      ),
      compare: { from: context.req.query("before") ?? null, to: context.req.query("after") ?? null },
      command: drivers.runCommand(run.id),
      started: drivers.startedRun(run.id, sentBackAt(task.history)),
    };
    const main = taskPage(view, routes.texts);
    return routes.page(context, { title: task.title, main, run: run.id, place: "elsewhere" });
  });
}

/** What lies before and after a task; one that the filter no longer shows keeps its place among the others. */
function neighboursOf(
  id: string,
  items: readonly QueueItem[],
  filter: (items: readonly QueueItem[]) => readonly QueueItem[],
): { readonly previous: QueueItem | undefined; readonly next: QueueItem | undefined } {
  const kept = new Set(filter(items));
  const index = items.findIndex((item) => item.id === id);
  return {
    previous: items.findLast((item, at) => at < index && kept.has(item)),
    next: items.find((item, at) => at > index && kept.has(item)),
  };
}
