import { type Html, html } from "../../charts/html.ts";
import { separateThinking } from "../../bootcamp/thinking.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { ShownSample } from "../queue/drivers.ts";
import type { LongTexts } from "./long-texts.ts";
import { formatScore } from "./show-cases.ts";
import { inline } from "./show-text.ts";

/** Transcripts on one page. */
const PAGE_SAMPLES = 10;

export const OUTCOMES = ["all", "right", "wrong", "unread", "lost"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type SamplesAt = {
  readonly address: string;
  readonly round: string;
  readonly outcome: Outcome;
  /** Counted from 1. */
  readonly page: number;
};

const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  all: "all",
  right: "right",
  wrong: "wrong or partial",
  unread: "no answer found",
  lost: "not counted",
};

/** The judge's attempts at one class, a page of them, each folded behind what came of it. */
export function showSamples(samples: readonly ShownSample[], at: SamplesAt, texts: LongTexts): Html {
  const kinds = OUTCOMES.map((outcome) => ({
    outcome,
    samples: samples.filter((sample) => outcome === "all" || outcomeOf(sample) === outcome),
  }));
  const shown = kinds.find(({ outcome }) => outcome === at.outcome)?.samples ?? [];
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_SAMPLES));
  const page = Math.min(at.page, pages);
  const link = (outcome: Outcome, to: number, label: Html | string, isCurrent = false): Html => {
    const href = `${at.address}/samples?round=${at.round}&outcome=${outcome}&page=${to}`;
    return html`<a href="${href}" hx-get="${href}" hx-target="#samples-view" hx-swap="outerHTML"${isCurrent ? html` aria-current="true"` : null}>${label}</a>`;
  };
  return html`<div id="samples-view"><div class="bar"><ul class="tabs" aria-label="Outcome">${kinds.map(
    ({ outcome, samples: some }) =>
      outcome !== "all" && some.length === 0
        ? null
        : html`<li>${link(outcome, 1, html`${OUTCOME_NAMES[outcome]} <span class="count">${some.length}</span>`, outcome === at.outcome)}</li>`,
  )}</ul></div>
${shown.length === 0 ? html`<p class="empty">There is no transcript: the judge was not asked about this round.</p>` : null}
${shown.slice((page - 1) * PAGE_SAMPLES, page * PAGE_SAMPLES).map((sample) => showSample(sample, at, texts))}
${pages > 1 ? html`<nav class="pages" aria-label="Pages of transcripts">${page > 1 ? link(at.outcome, page - 1, "Previous") : html`<span class="dim">Previous</span>`}<span>page ${page} of ${pages}</span>${page < pages ? link(at.outcome, page + 1, "Next") : html`<span class="dim">Next</span>`}</nav>` : null}</div>`;
}

function outcomeOf({ status, score }: ShownSample): Outcome {
  if (status === "scored") return score === 1 ? "right" : "wrong";
  return status === "unparsable" ? "unread" : "lost";
}

function showSample(sample: ShownSample, { address, round }: SamplesAt, texts: LongTexts): Html {
  const { level, index, attempt, status, score, detail, response } = sample;
  const outcome = outcomeOf(sample);
  const at = `level ${level}, case ${index}, attempt ${attempt}`;
  const result = score === null ? status : `score ${formatScore(score)}`;
  const reply = response === null ? null : separateThinking(response);
  const query = `round=${round}&level=${level}&index=${index}`;
  return html`<details class="sample"><summary><span class="mark-${outcome === "right" ? "passed" : outcome === "wrong" ? "failed" : "skipped"}" aria-hidden="true"></span><span>level ${level}, case ${index}${attempt > 1 ? `, attempt ${attempt}` : ""}</span> <strong>${result}</strong> ${status !== "scored" || detail === null ? null : html`<span class="dim">answer <code>${inline(cutText(detail, 120))}</code></span>`}</summary>
<dl class="compared">
<div><dt>Reference answer</dt><dd hx-get="${address}/reference?${query}" hx-trigger="toggle from:closest .sample once" hx-swap="innerHTML"><p class="dim">Drawing the case…</p></dd></div>
<div><dt>Extracted answer</dt><dd>${status === "scored" && detail !== null ? texts.block(detail, { label: `extracted answer of ${at}`, limit: 1_000 }) : html`<p class="dim">none</p>`}</dd></div>
<div><dt>Score</dt><dd><strong class="score">${score === null ? "none" : formatScore(score)}</strong></dd></div>
<div><dt>Reason</dt><dd>${reasonOf(sample)}</dd></div>
</dl>
<details class="lazy" hx-get="${address}/prompt?${query}" hx-trigger="toggle once" hx-target="find .lazy-content" hx-swap="innerHTML"><summary>The prompt</summary><div class="lazy-content"><p class="dim">Drawing the case…</p></div></details>
${reply === null || reply.thinking === "" ? null : html`<details><summary>Thinking <span class="dim">${reply.thinking.length.toLocaleString("en")} characters</span></summary>${texts.block(reply.thinking, { label: `thinking of ${at}` })}</details>`}
${reply === null ? html`<p class="dim">There is no reply.</p>` : html`<p class="field">Reply</p>${texts.block(reply.text.trim() === "" ? "(nothing but thinking)" : reply.text.trim(), { label: `reply of ${at}` })}`}</details>`;
}

/** Why an attempt has the score that it has, or none. */
function reasonOf({ status, score, detail }: ShownSample): Html {
  const said = detail === null ? null : html`: ${inline(cutText(detail, 400))}`;
  switch (status) {
    case "scored":
      return score === 1
        ? html`The verifier accepts it.`
        : score === 0
          ? html`The verifier read it and found it wrong.`
          : html`The verifier pays a part of it.`;
    case "unparsable":
      return html`No answer was found${said}`;
    case "verifier-failed":
      return html`The verifier failed, so it does not count${said}`;
    case "truncated":
      return html`The reply was cut off at the token limit, so it does not count.`;
    case "empty":
      return html`The reply was empty, so it does not count.`;
    default:
      return html`The call did not succeed, so it does not count${said}`;
  }
}
