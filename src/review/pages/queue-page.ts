import { intervalStrip } from "../../charts/interval-strip.ts";
import { type Html, html } from "../../charts/html.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { ReviewedRun } from "../queue/drivers.ts";
import {
  countFacet,
  type Facet,
  FACETS,
  filterQueue,
  type QueueFilter,
  type QueueItem,
} from "../queue/filter-queue.ts";
import { writeFilter } from "../queue/read-filter.ts";
import { reviewBadge, verdictBadge } from "./show-badge.ts";
import { inline, showTime } from "./show-text.ts";

/** Rows of one page of the queue. */
export const PAGE_ROWS = 50;

/** What the queue is shown of. */
export type QueueView = {
  readonly run: ReviewedRun;
  readonly runs: readonly ReviewedRun[];
  /** All of them, in order. */
  readonly items: readonly QueueItem[];
  readonly filter: QueueFilter;
  /** Counted from 1. */
  readonly page: number;
};

const FACET_NAMES: Readonly<Record<Facet, string>> = {
  state: "Review",
  verdict: "Verdict",
  reason: "Reason",
  domain: "Domain",
};

/** Values of one facet that are offered, the most frequent. */
const MOST_VALUES = 24;

/** The queue of a run: filters, counts, and one page of rows. */
export function queuePage(view: QueueView): Html {
  const { run, items, filter } = view;
  const shown = filterQueue(items, filter);
  const open = items.filter(({ review, seen }) => review === "open" && seen !== null).length;
  return html`<div class="queue-head">
<div><h1>${open === 0 ? "Nothing left to review" : `${open} to review`}</h1>
<p class="dim">Run ${run.id}, begun ${showTime(run.startedAt)}, ${run.status} · ${items.length} bootcamps</p></div>
${runMenu(view)}
</div>
<div class="queue">
<aside class="facets" aria-label="Filters">
<label for="search" class="facet-name">Text</label>
<input type="search" id="search" name="q" value="${filter.text}" placeholder="title, reason, …" dir="auto" aria-keyshortcuts="/"
 hx-get="/run/${run.id}${writeFilter({ ...filter, text: "" })}" hx-trigger="input changed delay:200ms, search" hx-target="#queue" hx-select="#queue" hx-select-oob="#facet-lists:innerHTML" hx-swap="outerHTML" hx-push-url="true" autocomplete="off">
<details class="facet-fold" open><summary>Filters</summary><div id="facet-lists">${FACETS.map((facet) => facetLinks(view, facet))}</div></details>
</aside>
${queueRegion(view, shown)}
</div>`;
}

function queueRegion(view: QueueView, shown: readonly QueueItem[]): Html {
  const { filter, run } = view;
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_ROWS));
  const page = Math.min(view.page, pages);
  const rows = shown.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
  const isFiltered = writeFilter(filter) !== "";
  return html`<section id="queue" aria-label="Queue" data-query="${writeFilter(filter)}">
<div class="bar"><p id="count" role="status">${shown.length === view.items.length ? `${shown.length} bootcamps` : `${shown.length} of ${view.items.length} bootcamps`}${isFiltered ? html` · <a href="/run/${run.id}">show all</a>` : null}</p>
<div class="bulk" role="group" aria-label="Decide about all ${shown.length}"><span class="dim">All ${shown.length}:</span>
<button type="button" data-bulk="approve">Approve…</button><button type="button" data-bulk="reject">Reject…</button><button type="button" data-bulk="send-back">Send back…</button></div></div>
${rows.length === 0 ? html`<p class="empty">No bootcamp matches. <a href="/run/${run.id}">Show all</a></p>` : html`<ol class="rows">${rows.map((item) => queueRow(item, view))}</ol>`}
${pages > 1 ? pageLinks({ page, pages, view }) : null}
</section>`;
}

/** One row of the queue. */
export function queueRow(item: QueueItem, { run, filter }: Pick<QueueView, "run" | "filter">): Html {
  const { id, title, domain, accuracy, review, seen, history, verdictName, reasons } = item;
  const back = writeFilter(filter);
  const address = `/run/${run.id}/task/${id}${back === "" ? "" : `?from=${encodeURIComponent(back)}`}`;
  return html`<li class="row" id="row-${id}" data-subject data-task="${id}" data-title="${cutText(title, 120)}" data-seen="${seen ?? ""}" data-after="${history.at(-1)?.id ?? ""}" data-verdict="${verdictName}" data-state="${review}">
<div class="row-what"><a class="row-link" id="open-${id}" href="${address}">${inline(cutText(title, 160))}</a><span class="dim row-id"><bdi>${domain}</bdi> · <bdi>${id}</bdi></span></div>
<div class="row-why">${verdictBadge(verdictName)}${reasons.length === 0 ? null : html`<ul>${reasons.slice(0, 3).map((reason) => html`<li>${inline(cutText(reason, 180))}</li>`)}${reasons.length > 3 ? html`<li class="dim">and ${reasons.length - 3} more</li>` : null}</ul>`}</div>
<div class="row-accuracy">${accuracy === null ? html`<span class="dim">not judged</span>` : html`${intervalStrip(accuracy, run.band)}<span class="figures">${accuracy.mean.toFixed(2)} <span class="dim">of ${accuracy.samples} at level ${accuracy.level}</span></span>`}</div>
<div class="row-state">${seen === null ? null : reviewBadge(review)}</div>
</li>`;
}

function facetLinks({ items, filter, run }: QueueView, facet: Facet): Html | null {
  const counts = countFacet(items, filter, facet);
  const chosen = filter[facet];
  if (counts.length === 0 && chosen === null) return null;
  // What is chosen already is let go of by the same link.
  const link = (value: string, label: string, count: number): Html => {
    const href = `/run/${run.id}${writeFilter({ ...filter, [facet]: value === chosen ? null : value })}`;
    return html`<li><a href="${href}"${value === chosen ? html` aria-current="true"` : null}><span><bdi>${label}</bdi></span><span class="count">${value === chosen ? "✕" : count}</span></a></li>`;
  };
  const values = counts.slice(0, MOST_VALUES);
  const missing = chosen !== null && values.every(([value]) => value !== chosen);
  return html`<nav aria-label="${FACET_NAMES[facet]}"><p class="facet-name">${FACET_NAMES[facet]}</p><ul>
${values.map(([value, count]) => link(value, facet === "state" && value === "open" ? "to review" : value, count))}${missing ? link(chosen, chosen, 0) : null}
</ul></nav>`;
}

function pageLinks(at: { readonly page: number; readonly pages: number; readonly view: QueueView }): Html {
  const { page, pages, view } = at;
  const link = (to: number, label: string): Html =>
    to < 1 || to > pages
      ? html`<span class="dim">${label}</span>`
      : html`<a href="/run/${view.run.id}${writeFilter(view.filter, to)}">${label}</a>`;
  return html`<nav class="pages" aria-label="Pages of the queue">${link(page - 1, "Previous")}<span>page ${page} of ${pages}</span>${link(page + 1, "Next")}</nav>`;
}

/** The latest runs that the menu offers. */
const MOST_RUNS = 40;

function runMenu({ run, runs }: QueueView): Html | null {
  if (runs.length < 2) return null;
  return html`<details class="menu"><summary>Other runs</summary><ul>${runs
    .slice(0, MOST_RUNS)
    .map(
      ({ id, startedAt, status }) =>
        html`<li><a href="/run/${id}"${id === run.id ? html` aria-current="page"` : null}>Run ${id} <span class="dim">${showTime(startedAt)}, ${status}</span></a></li>`,
    )}</ul></details>`;
}
