import { funnelChart } from "../../charts/funnel.ts";
import { type Html, html } from "../../charts/html.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { type Funnel, listStages } from "../../record/count-funnel.ts";
import type { TaskActivity } from "../../store/read-activity.ts";
import type { ReviewedRun } from "../queue/drivers.ts";
import type { QueueItem } from "../queue/filter-queue.ts";
import { verdictBadge } from "./show-badge.ts";
import { inline, showTime } from "./show-text.ts";
import { formatDuration } from "../../core/text/format-duration.ts";

/** What the page of a run under way is made of. */
export type LiveView = {
  readonly run: ReviewedRun;
  readonly items: readonly QueueItem[];
  readonly activity: readonly TaskActivity[];
  readonly funnel: Funnel;
  /** ISO 8601, in UTC. */
  readonly now: string;
};

/** A running task without an answered call for this long is shown as stalled: no reply should take longer. */
const STALLED_MS = 5 * 60_000;

const MOST_ROWS = 12;

/** The page of a run under way; its content asks for itself every two seconds. */
export const livePage = (view: LiveView): Html =>
  html`<div class="live-head"><h1>Run ${view.run.id}</h1></div>${liveView(view)}`;

/** Counts, the funnel, what is under way, what ended last. */
export function liveView({ run, items, activity, funnel, now }: LiveView): Html {
  const active = new Map(activity.map((one) => [one.task, one]));
  const count = (name: string): number => items.filter(({ verdictName }) => verdictName === name).length;
  const decided = items.filter(({ verdict }) => verdict !== null).length;
  const underWay = items.filter(({ state }) => state === "running");
  const ended = items
    .filter(({ state }) => state === "done" || state === "stopped")
    .flatMap((item) => {
      const at = active.get(item.id)?.lastDoneAt ?? null;
      return at === null ? [] : [{ item, at }];
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, MOST_ROWS);
  const poll =
    run.status === "running"
      ? html` hx-get="/run/${run.id}/live/now" hx-trigger="every 2s" hx-swap="outerHTML"`
      : null;
  const link = ({ id, title }: QueueItem): Html =>
    html`<a href="/run/${run.id}/task/${id}">${inline(cutText(title, 120))}</a>`;
  return html`<div id="live"${poll}>
<p class="dim">${run.status === "running" ? html`<span class="pulse" aria-hidden="true"></span> running since ${showTime(run.startedAt)}` : html`${run.status}, started ${showTime(run.startedAt)}${run.finishedAt === null ? null : html`, ended ${showTime(run.finishedAt)}`}`}</p>
<dl class="counts">${(
    [
      ["decided", `${decided} of ${items.length}`],
      ["accepted", count("accepted")],
      ["flagged", count("flagged")],
      ["rejected", count("rejected")],
      ["running", underWay.length],
      ["queued", count("queued")],
      ["stopped", count("stopped")],
      ["model calls answered", activity.reduce((sum, { calls }) => sum + calls, 0)],
    ] as const
  ).map(
    ([name, value]) =>
      html`<div><dt>${name}</dt><dd>${typeof value === "number" ? value.toLocaleString("en") : value}</dd></div>`,
  )}</dl>
<div class="live-grid">
<section aria-labelledby="funnel-h"><h2 id="funnel-h">Funnel</h2><div class="chart-box">${funnelChart(listStages(funnel), { id: "funnel", title: "How many bootcamps came how far" })}</div></section>
<section aria-labelledby="way-h"><h2 id="way-h">In progress</h2>${
    underWay.length === 0
      ? html`<p class="empty">No task is in progress.</p>`
      : html`<ul class="plain">${underWay.slice(0, MOST_ROWS).map((item) => {
          const at = active.get(item.id)?.lastDoneAt ?? null;
          const quietMs = at === null ? null : Date.parse(now) - Date.parse(at);
          return html`<li>${link(item)} <span class="dim">${countNoun(item.roundCount, "round")}${quietMs === null ? ", no reply yet" : `, last reply ${formatDuration(quietMs)} ago`}</span>${quietMs !== null && quietMs > STALLED_MS ? html` <span class="badge verdict-flagged">stalled</span>` : null}</li>`;
        })}${underWay.length > MOST_ROWS ? html`<li class="dim">and ${underWay.length - MOST_ROWS} more</li>` : null}</ul>`
  }</section>
<section aria-labelledby="ended-h"><h2 id="ended-h">Recently decided</h2>${ended.length === 0 ? html`<p class="empty">No task has been decided yet.</p>` : html`<ul class="plain">${ended.map(({ item, at }) => html`<li>${verdictBadge(item.verdictName)} ${link(item)} <span class="dim">${formatDuration(Date.parse(now) - Date.parse(at))} ago${item.reasons[0] === undefined ? null : html` · ${inline(cutText(item.reasons[0], 120))}`}</span></li>`)}</ul>`}</section>
</div></div>`;
}
