import { type Html, html } from "../../charts/html.ts";
import type { DrawOutcome } from "../../core/draft/execution.ts";
import type { Score } from "../../bootcamp/index.ts";
import type { Drawn, Tried } from "../queue/drivers.ts";
import type { LongTexts } from "./long-texts.ts";
import { inline } from "./show-text.ts";

/** Cases of one level that are drawn at once. */
export const CASES_SHOWN = 2;

export type CasesAt = {
  /** The address of the task. */
  readonly address: string;
  /** The round whose class draws, LINE.ROUND. */
  readonly round: string;
  readonly level: number;
  readonly start: number;
};

/** Some cases of one level with rendered prompts, each with a box to try an answer. */
export function showCases(drawn: Drawn, at: CasesAt, texts: LongTexts): Html {
  if (drawn.status === "failed")
    return html`<div id="cases-view"><p class="problem">No cases can be drawn: ${inline(drawn.reason)}</p></div>`;
  const link = (
    to: { readonly level: number; readonly start: number },
    label: string,
    isCurrent = false,
  ): Html => {
    const href = `${at.address}/cases?round=${at.round}&level=${to.level}&start=${to.start}`;
    return html`<a href="${href}" hx-get="${href}" hx-target="#cases-view" hx-swap="outerHTML"${isCurrent ? html` aria-current="true"` : null}>${label}</a>`;
  };
  const levels = Array.from({ length: drawn.levelCount }, (_, level) => level);
  return html`<div id="cases-view"><div class="bar"><ul class="tabs" aria-label="Level">${levels.map((level) => html`<li>${link({ level, start: 0 }, `level ${level}`, level === at.level)}</li>`)}</ul>
<p>${at.start > 0 ? html`${link({ level: at.level, start: Math.max(0, at.start - CASES_SHOWN) }, "earlier cases")} · ` : null}${link({ level: at.level, start: at.start + CASES_SHOWN }, "other cases")}</p></div>
${drawn.cases.map((one) => showCase(one, at, texts))}</div>`;
}

function showCase(drawn: DrawOutcome, { address, round, level }: CasesAt, texts: LongTexts): Html {
  const name = `Level ${level}, case ${drawn.index}`;
  if (drawn.status === "threw")
    return html`<article class="case"><h3>${name}</h3><p class="problem">${drawn.method} failed: ${inline(drawn.message)}</p></article>`;
  const at = `level ${level}, case ${drawn.index}`;
  const id = `answer-${level}-${drawn.index}`;
  return html`<article class="case"><h3>${name}</h3>
${texts.block(drawn.prompt, { label: `prompt of ${at}`, look: "prompt" })}
<details><summary>Reference answer</summary>${texts.block(drawn.reference, { label: `reference answer of ${at}` })}</details>
<details><summary>The case as JSON</summary>${texts.block(JSON.stringify(drawn.instance, null, 1), { label: `JSON of ${at}`, dir: "ltr", limit: 3_000 })}</details>
<div class="try" data-try="${address}/try" data-round="${round}" data-level="${level}" data-index="${drawn.index}">
<label for="${id}">Try an answer</label><textarea id="${id}" rows="3" dir="auto" placeholder="as a model would reply, the final line included"></textarea>
<div class="actions"><button type="button" data-score>Score it</button><output for="${id}" aria-live="polite"></output></div></div>
</article>`;
}

/** What a tried answer earned. */
export function showTried(tried: Tried): Html {
  return tried.status === "failed"
    ? html`<span class="problem">Not scored: ${inline(tried.reason)}</span>`
    : showScore(tried.score);
}

function showScore(score: Score): Html {
  switch (score.status) {
    case "scored":
      return html`<strong class="score">score ${formatScore(score.score)}</strong> <span class="dim">answer read as</span> <code dir="auto">${inline(score.answer)}</code>`;
    case "unparsable":
      return html`<strong class="score">score 0</strong> <span class="dim">no answer found: ${inline(score.reason)}</span>`;
    case "error":
      return html`<span class="problem">The verifier failed: ${inline(score.message)}</span>`;
    case "timeout":
      return html`<span class="problem">The verifier took longer than ${score.limitMs} ms</span>`;
  }
}

/** A score with as many digits as it needs, at most three. */
export const formatScore = (score: number): string => String(Math.round(score * 1_000) / 1_000);
