import { type Html, html } from "../../charts/html.ts";
import { type Decision, type DecisionKind, standingDecision } from "../../core/review/decision.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { StartedRun } from "../queue/drivers.ts";
import type { QueueItem } from "../queue/filter-queue.ts";
import { reviewBadge, verdictBadge } from "./show-badge.ts";
import { inline, showTime, text } from "./show-text.ts";

/** What the panel says beside the task itself. */
export type PanelContext = {
  readonly run: number;
  /** The round that the verdict is about, LINE.ROUND; null when there is none. */
  readonly decisive: string | null;
  /** The command that carries a run on, and what has become of it where it was started from these pages. */
  readonly command: string;
  readonly started: StartedRun;
};

const DONE: Readonly<Record<DecisionKind, string>> = {
  approve: "approved",
  reject: "rejected",
  "send-back": "sent back",
  undo: "undid a decision about",
};

/** Where a task stands, what can be decided about it, and every decision so far. */
export function decisionPanel(item: QueueItem, context: PanelContext): Html {
  const { id, title, review, seen, history, verdictName } = item;
  const standing = standingDecision(history, seen);
  const address = `/run/${context.run}/task/${id}`;
  const button = (kind: DecisionKind, label: string, key: string, refused: string | null): Html =>
    html`<button type="button" class="decide ${kind}" data-decide="${kind}" aria-keyshortcuts="${key}"${refused === null ? null : html` disabled title="${refused}"`}>${label} <kbd>${key}</kbd></button>`;
  const nothing = seen === null ? "there is nothing to decide about yet" : null;
  const approvable =
    nothing ??
    (verdictName === "rejected"
      ? "it was rejected; it can be sent back, not approved"
      : review === "approved"
        ? "it is approved already"
        : null);
  return html`<section id="decision" class="panel" aria-labelledby="decision-title" data-subject data-task="${id}" data-title="${cutText(title, 120)}" data-seen="${seen ?? ""}" data-after="${history.at(-1)?.id ?? ""}" data-verdict="${verdictName}" data-state="${review}" data-decisive="${context.decisive ?? ""}" data-panel="${address}/decision">
<h2 id="decision-title">Decision</h2>
<p class="standing">${verdictBadge(verdictName)} ${seen === null ? null : reviewBadge(review)}</p>
<div class="decide-buttons">
${button("approve", "Approve", "a", approvable)}
<button type="button" class="decide next" data-approve-next aria-keyshortcuts="Shift+A"${approvable === null ? null : html` disabled title="${approvable}"`}>Approve and next <kbd>A</kbd></button>
${button("reject", "Reject", "r", nothing ?? (review === "rejected" ? "a reviewer has rejected it already" : null))}
${button("send-back", "Send back", "s", nothing ?? (review === "sent-back" ? "it has been sent back already" : null))}
${button("undo", "Undo", "u", standing === undefined ? "there is no decision to undo" : null)}
</div>
<div id="outcome" class="outcome" role="status"></div>
${review === "sent-back" || seen === null ? nextRound(item, address, context) : null}
<div id="history">${history.length === 0 ? html`<p class="dim">Nobody has decided yet.</p>` : html`<h3>History</h3><ol class="history">${history.toReversed().map((one) => showDecision(one, { history, seen }))}</ol>`}</div>
</section>`;
}

/** How the next round is started, and what becomes of it. */
function nextRound(item: QueueItem, address: string, { command, started }: PanelContext): Html {
  const start =
    item.review === "sent-back"
      ? html`<p>The note goes to the author when the run goes on.</p><div class="actions start-round"><button type="button" data-start-run>Run the round now</button></div><p class="dim">In a terminal it is:</p><div class="block"><pre class="quote command" tabindex="0" role="group" aria-label="command">${command}</pre><button type="button" class="copy" data-copy aria-label="Copy the command">Copy</button></div>`
      : null;
  return html`<div class="next-round">${start}${progressLine(item, address, { since: item.seen ?? "", started })}</div>`;
}

/** A line that asks for itself again until there is something new to decide about. */
export function progressLine(
  item: QueueItem,
  address: string,
  { since, started }: { readonly since: string; readonly started: StartedRun },
): Html {
  const { seen, verdictName, roundCount, problem } = item;
  if (seen !== null && seen !== since)
    return html`<p class="progress done" role="status">There is a new verdict: ${verdictBadge(verdictName)} <a href="${address}?verdict=${seen.slice(0, 8)}#rounds">See the round</a></p>`;
  const isOver = started.status === "failed" || started.status === "carried-out";
  if (isOver && verdictName !== "running") return roundNotCome(item, started);
  const where =
    seen === null
      ? `${verdictName}, ${countNoun(roundCount, "round")} so far${problem === null ? "" : `: ${problem}`}`
      : started.status === "going"
        ? "the run goes on; this says when there is a new verdict"
        : "waiting for its round";
  return html`<p class="progress ${started.status}" hx-get="${address}/progress?since=${since}" hx-trigger="every 2s" hx-swap="outerHTML">${text(cutText(where, 300))}</p>`;
}

/** The command has ended, and there is no new verdict: how it ended, and what can be done. */
function roundNotCome(
  { problem }: QueueItem,
  started: Extract<StartedRun, { readonly status: "failed" | "carried-out" }>,
): Html {
  const isSaid = problem === null || (started.status === "failed" && started.said.includes(problem));
  const trouble = isSaid ? null : html`<p class="dim">The task says: ${inline(cutText(problem, 300))}</p>`;
  const words =
    started.status === "failed"
      ? html`<p class="problem">The run has ended without a new verdict: ${inline(cutText(started.said, 600))}</p>${trouble}<p>${inline(started.advice)}</p>`
      : html`<p class="problem">The run has ended without a new verdict.</p>${trouble}`;
  return html`<div class="progress ended" role="status">${words}<div class="actions"><button type="button" data-start-run>Run the round again</button></div><p class="dim">Undo takes the send-back back; the verdict stands as it was.</p></div>`;
}

function showDecision(
  { id, kind, reviewer, note, at, round, line, seen: about }: Decision,
  now: { readonly history: readonly Decision[]; readonly seen: string | null },
): Html {
  const isUndone = now.history.some(({ undoes }) => undoes === id);
  const isOvertaken = kind !== "undo" && about !== now.seen;
  return html`<li${isUndone ? html` class="undone"` : null}><p><strong><bdi>${reviewer}</bdi></strong> ${DONE[kind]} round ${round}${line > 1 ? ` of line ${line}` : ""}${isUndone ? html` <span class="dim">(undone)</span>` : null}${isOvertaken ? html` <span class="dim">(overtaken by what came later)</span>` : null}</p>${note === null ? null : html`<blockquote dir="auto">${text(note)}</blockquote>`}<p class="dim">${showTime(at)}</p></li>`;
}
