import { type Html, html } from "../../charts/html.ts";
import { toldParts } from "../../core/checks/told-parts.ts";
import type { Check, Counterexample } from "../../core/checks/unit-test-report.ts";
import { type AdversaryReport, describeAdversary, shortcutOf } from "../../core/judging/adversary-report.ts";
import { describeVerifier } from "../../core/judging/second-verifier.ts";
import { describeCritic } from "../../core/judging/critic-report.ts";
import { describeOracle, type OracleReport } from "../../core/judging/oracle-report.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import type { Finding } from "../../core/judging/gate-finding.ts";
import { explanationLink } from "./explain-check.ts";
import type { LongTexts } from "./long-texts.ts";
import { inline } from "./show-text.ts";

/** What a round's checks said, and what the gates that need a model found about it. */
export function showRound(
  round: RecordedRound,
  about: { readonly findings: readonly Finding[]; readonly isDecisive: boolean; readonly hasLines: boolean },
  texts: LongTexts,
): Html {
  const { findings, isDecisive, hasLines } = about;
  const name = hasLines ? `Line ${round.line}, round ${round.round}` : `Round ${round.round}`;
  return html`<article class="round" id="round-${round.line}-${round.round}"><h3>${name} <span class="dim">${summarize(round)}</span>${isDecisive ? html` <span class="badge">the verdict is about this one</span>` : null}</h3>
${showOutcome(round, texts)}${findings.map((finding) => showFinding(finding, texts))}</article>`;
}

function summarize(round: RecordedRound): string {
  switch (round.status) {
    case "unusable-reply":
      return "no usable reply";
    case "not-compiled":
      return "does not compile";
    case "tested": {
      const count = (status: Check["status"]): number =>
        round.checks.filter((check) => check.status === status).length;
      return (["failed", "warned", "waived", "skipped", "passed"] as const)
        .flatMap((status) => (count(status) === 0 ? [] : [`${count(status)} ${status}`]))
        .join(", ");
    }
  }
}

/** Diagnostics that are shown; a broken file may have hundreds. */
const MOST_DIAGNOSTICS = 30;

function showOutcome(round: RecordedRound, texts: LongTexts): Html {
  switch (round.status) {
    case "unusable-reply":
      return html`<p>${inline(round.reason)}</p>`;
    case "not-compiled":
      return html`<ul class="findings">${round.diagnostics
        .slice(0, MOST_DIAGNOSTICS)
        .map(
          ({ line, column, category, code, message, lineText }) =>
            html`<li><p><span class="badge verdict-rejected">${category} ${code}</span> line ${line}, column ${column}: ${inline(message)}</p>${lineText === "" ? null : html`<pre class="quote" dir="ltr">${texts.show(lineText, 400)}</pre>`}</li>`,
        )}${round.diagnostics.length > MOST_DIAGNOSTICS ? html`<li class="dim">and ${round.diagnostics.length - MOST_DIAGNOSTICS} more</li>` : null}</ul>`;
    case "tested": {
      const bad = round.checks.filter((check) => "counterexamples" in check);
      const good = round.checks.filter((check) => !("counterexamples" in check));
      const stands =
        round.stands === undefined
          ? null
          : html`<p>Its author weighed the remarks and left it as it is: ${inline(round.stands)}</p>`;
      return html`${stands}${bad.length === 0 ? null : html`<ul class="findings">${bad.map((check) => showCheck(check, texts))}</ul>`}${good.length === 0 ? null : html`<details><summary>${bad.length === 0 ? "Every check" : "The other checks"}: ${good.length}</summary><ul class="checks">${good.map((check) => html`<li><span class="mark-${check.status}" aria-hidden="true"></span>${checkLink(check.name)} <span class="dim">${check.status === "skipped" ? "skipped: " : ""}${inline(check.detail)}</span></li>`)}</ul></details>`}`;
    }
  }
}

const checkLink = (name: string): Html => html`<a href="${explanationLink(name)}">${name}</a>`;

function showCheck(check: Extract<Check, { readonly counterexamples: unknown }>, texts: LongTexts): Html {
  const first = check.counterexamples[0];
  const badge = check.status === "failed" ? "verdict-rejected" : "verdict-flagged";
  return html`<li><p><span class="badge ${badge}">${check.status}</span> ${checkLink(check.name)}: ${texts.show(check.detail, 600)}</p>
${check.status === "waived" ? html`<p>Waived because: ${inline(check.reason)}</p>` : null}${first === undefined ? null : showExample(first, check.counterexamples.length, texts)}</li>`;
}

function showExample(example: Counterexample, count: number, texts: LongTexts): Html {
  const { level, seed, index, line } = example;
  const place = [
    level === undefined ? "" : `level ${level}`,
    seed === undefined ? "" : `seed ${seed}`,
    index === undefined ? "" : `case ${index}`,
    line === undefined ? "" : `line ${line}`,
  ].filter((one) => one !== "");
  const fields = toldParts(example);
  if (fields.length === 0 && place.length === 0) return html``;
  return html`<details><summary>Counterexample${place.length === 0 ? "" : `: ${place.join(", ")}`}${count > 1 ? html` <span class="dim">(the smallest of ${count})</span>` : null}</summary>${fields.map(({ name, text }) => html`<p class="field">${name}</p><pre class="quote" dir="auto">${texts.show(text, 1_500)}</pre>`)}</details>`;
}

function showFinding(finding: Finding, texts: LongTexts): Html | null {
  const { gate, report } = finding;
  if (report.status === "not-asked") return null;
  if (gate === "critic") {
    const points = report.status === "reviewed" ? report.points : [];
    return html`<div class="finding"><p>${gateLink("critic", "Critic")}: ${inline(describeCritic(report).replace(/^critic: /, ""))}</p>${points.length === 0 ? null : html`<ul class="findings">${points.map(({ kind, point, quote }) => html`<li><p><span class="badge">${kind}</span> ${inline(point)}</p><blockquote dir="auto">${texts.show(quote, 600)}</blockquote></li>`)}</ul>`}</div>`;
  }
  if (gate === "adversary") return showAdversary(report, texts);
  const disputed = report.status === "disputed" ? report.disputed : undefined;
  return html`<div class="finding"><p>${gateLink("second oracle", "Second oracle")}: ${inline(describeOracle(report))}</p>${showVerifier(report)}${disputed === undefined ? null : html`<dl class="versus"><div><dt>level ${disputed.level}, case ${disputed.index}</dt><dd><pre class="quote" dir="auto">${texts.show(disputed.prompt, 2_000)}</pre></dd></div><div><dt>the class</dt><dd><pre class="quote" dir="auto">${texts.show(disputed.reference, 600)}</pre></dd></div><div><dt>${otherSide(report)}</dt><dd><pre class="quote" dir="auto">${texts.show(disputed.solverAnswer, 600)}</pre></dd></div><div><dt>a third look</dt><dd>${inline(disputed.why)}</dd></div></dl>`}</div>`;
}

function showVerifier(report: OracleReport): Html | null {
  if (report.status === "not-asked" || report.verifier.status === "not-asked") return null;
  return html`<p>${gateLink("second verifier", "Second verifier")}: ${inline(describeVerifier(report.verifier))}</p>`;
}

function showAdversary(report: AdversaryReport, texts: LongTexts): Html {
  const paid = report.status === "scored" && shortcutOf(report) !== undefined ? report.paid : null;
  return html`<div class="finding"><p>${gateLink("shortcut", "Shortcut")}: ${inline(describeAdversary(report))}</p>${paid === null ? null : html`<dl class="versus"><div><dt>level ${paid.level}, case ${paid.index}</dt><dd><pre class="quote" dir="auto">${texts.show(paid.prompt, 2_000)}</pre></dd></div><div><dt>the guess that is paid</dt><dd><pre class="quote" dir="auto">${texts.show(paid.response, 600)}</pre></dd></div></dl>`}</div>`;
}

/** Who said, or was shown, the answer that the class is measured against. */
function otherSide(report: OracleReport): string {
  if (report.status !== "disputed" || report.by === "solver") return "the blind solver";
  if (report.by === "translation") return "the reference solution";
  return report.disputed.classScore === "right"
    ? "paid by the class, and wrong to the blind checker"
    : "not paid by the class, and right to the blind checker";
}

const gateLink = (name: string, label: string): Html => html`<a href="${explanationLink(name)}">${label}</a>`;
