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
${shown.length === 0 ? html`<p class="empty">The judge was not asked about this round.</p>` : null}
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
  const result = score === null ? status : `score ${formatScore(score)}`;
  const reply = response === null ? null : separateThinking(response);
  const promptAddress = `${address}/prompt?round=${round}&level=${level}&index=${index}`;
  return html`<details class="sample"><summary><span class="mark-${outcome === "right" ? "passed" : outcome === "wrong" ? "failed" : "skipped"}" aria-hidden="true"></span><span>level ${level}, case ${index}${attempt > 1 ? `, attempt ${attempt}` : ""}</span> <strong>${result}</strong> ${detail === null ? null : html`<span class="dim">${status === "scored" ? "answer " : ""}${inline(cutText(detail, 120))}</span>`}</summary>
<details class="lazy" hx-get="${promptAddress}" hx-trigger="toggle once" hx-target="find .lazy-content" hx-swap="innerHTML"><summary>The prompt</summary><div class="lazy-content"><p class="dim">Drawing the case…</p></div></details>
${reply === null || reply.thinking === "" ? null : html`<details><summary>Thinking <span class="dim">${reply.thinking.length.toLocaleString("en")} characters</span></summary><pre class="quote" dir="auto">${texts.show(reply.thinking)}</pre></details>`}
${reply === null ? html`<p class="dim">There is no reply${detail === null ? "" : html`: ${inline(detail)}`}</p>` : html`<pre class="quote" dir="auto">${texts.show(reply.text.trim() === "" ? "(nothing but thinking)" : reply.text.trim())}</pre>`}
${detail === null || detail.length <= 120 ? null : html`<p class="field">extracted</p><pre class="quote" dir="auto">${texts.show(detail, 1_000)}</pre>`}</details>`;
}
