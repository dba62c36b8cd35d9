import { intervalStrip } from "../../charts/interval-strip.ts";
import { type Html, html } from "../../charts/html.ts";
import { standingDecision } from "../../core/review/decision.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { ReviewedRun } from "../queue/drivers.ts";
import {
  countFacet,
  type Facet,
  FACETS,
  filterQueue,
  type QueueFilter,
  type QueueItem,
  SORT_KEYS,
  type SortKey,
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

const STATES: Readonly<Record<string, string>> = {
  open: "to review",
  "sent-back": "sent back",
  rejected: "rejected by a reviewer",
};

/** Values of one facet that are offered, the most frequent. */
const MOST_VALUES = 24;

/** The queue of a run: filters, counts, and one page of rows. */
export function queuePage(view: QueueView): Html {
  const { run, items, filter } = view;
  const shown = filterQueue(items, filter);
  const waiting = items.filter(({ isWaiting }) => isWaiting).length;
  const sendable = items.filter(
    ({ review, seen, isWaiting }) => review === "open" && seen !== null && !isWaiting,
  ).length;
  return html`<div class="queue-head">
<div><h1>${waiting === 0 ? "Nothing left to review" : `${waiting} to review`}</h1>
<p class="dim">Run ${run.id}, started ${showTime(run.startedAt)}, ${run.status} · ${countNoun(items.length, "bootcamp")}${sendable === 0 ? null : ` · ${sendable} rejected by the gates, which can be sent back`} · <a href="/library">see the library</a></p></div>
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
<div class="bar"><p id="count" role="status">${shown.length === view.items.length ? countNoun(shown.length, "bootcamp") : `${shown.length} of ${countNoun(view.items.length, "bootcamp")}`}${isFiltered ? html` · <a href="/run/${run.id}">show all</a>` : null}</p>${sortLinks(view)}</div>
<div class="bar bulk" role="group" aria-label="Decide about those selected">
<label class="pick-all"><input type="checkbox" id="pick-all"${rows.length === 0 ? html` disabled` : null} data-count="${shown.length}" aria-keyshortcuts="Shift+X"> Select all ${shown.length}</label>
<span id="picked" class="dim" role="status">none selected</span>
<span class="bulk-buttons"><button type="button" data-bulk="approve" disabled>Approve…</button><button type="button" data-bulk="reject" disabled>Reject…</button><button type="button" data-bulk="send-back" disabled>Send back…</button><button type="button" data-bulk="undo" disabled>Undo…</button></span></div>
${rows.length === 0 ? emptyQueue(view) : html`<ol class="rows">${rows.map((item) => queueRow(item, view))}</ol>`}
${pages > 1 ? pageLinks({ page, pages, view }) : null}
</section>`;
}

/** Why there is no row. */
function emptyQueue({ items, run }: QueueView): Html {
  return items.length > 0
    ? html`<p class="empty">No bootcamp matches. <a href="/run/${run.id}">Show all</a></p>`
    : html`<p class="empty">This run holds no task.</p>`;
}

const SORT_NAMES: Readonly<Record<SortKey, string>> = {
  need: "need",
  title: "title",
  domain: "domain",
  accuracy: "accuracy",
  rounds: "rounds",
};

function sortLinks({ run, filter }: QueueView): Html {
  return html`<nav class="sorts" aria-label="Sort by"><span class="dim">Sort by</span><ul class="tabs">${SORT_KEYS.map((sort) => html`<li><a href="/run/${run.id}${writeFilter({ ...filter, sort })}"${sort === filter.sort ? html` aria-current="true"` : null}>${SORT_NAMES[sort]}</a></li>`)}</ul></nav>`;
}

/** One row of the queue. */
export function queueRow(item: QueueItem, { run, filter }: Pick<QueueView, "run" | "filter">): Html {
  const { id, title, domain, accuracy, review, seen, history, verdictName, reasons, isWaiting } = item;
  const by = standingDecision(history, seen)?.reviewer;
  const back = writeFilter(filter);
  const address = `/run/${run.id}/task/${id}${back === "" ? "" : `?from=${encodeURIComponent(back)}`}`;
  return html`<li class="row row-${verdictName}" id="row-${id}" data-subject data-task="${id}" data-title="${cutText(title, 120)}" data-seen="${seen ?? ""}" data-after="${history.at(-1)?.id ?? ""}" data-verdict="${verdictName}" data-state="${review}">
<label class="pick"><input type="checkbox" data-pick="${id}" aria-keyshortcuts="x"><span class="spoken">Select ${cutText(title, 120)}</span></label>
<div class="row-what"><a class="row-link" id="open-${id}" href="${address}">${inline(cutText(title, 160))}</a><span class="dim row-id"><bdi>${domain}</bdi> · <bdi>${id}</bdi></span></div>
<div class="row-why">${verdictBadge(verdictName)}${reasons.length === 0 ? null : html`<ul>${reasons.slice(0, 3).map((reason) => html`<li>${inline(cutText(reason, 180))}</li>`)}${reasons.length > 3 ? html`<li class="dim">and ${reasons.length - 3} more</li>` : null}</ul>`}</div>
<div class="row-accuracy">${accuracy === null ? html`<span class="dim">not judged</span>` : html`${intervalStrip(accuracy, run.band)}<span class="figures">${accuracy.mean.toFixed(2)} <span class="dim">of ${accuracy.samples} at level ${accuracy.level}</span></span>`}</div>
<div class="row-state">${seen === null || (review === "open" && !isWaiting) ? null : reviewBadge(review)}${by === undefined ? null : html` <span class="dim">by ${inline(cutText(by, 40))}</span>`}</div>
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
${values.map(([value, count]) => link(value, facet === "state" ? (STATES[value] ?? value) : value, count))}${missing ? link(chosen, facet === "state" ? (STATES[chosen] ?? chosen) : chosen, 0) : null}
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
