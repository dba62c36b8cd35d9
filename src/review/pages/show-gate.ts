import { type Html, html } from "../../charts/html.ts";
import { type AdversaryReport, describeAdversary, shortcutOf } from "../../core/judging/adversary-report.ts";
import { describeCritic } from "../../core/judging/critic-report.ts";
import type { Finding } from "../../core/judging/gate-finding.ts";
import { describeOracle, type OracleReport } from "../../core/judging/oracle-report.ts";
import { describeVerifier } from "../../core/judging/second-verifier.ts";
import { explanationLink } from "./explain-check.ts";
import type { LongTexts } from "./long-texts.ts";
import { inline } from "./show-text.ts";

/** What a gate that needs a model found about a round, with its evidence; nothing where it was not asked. */
export function showGate(finding: Finding, texts: LongTexts): Html | null {
  const { gate, report } = finding;
  if (report.status === "not-asked") return null;
  if (gate === "critic") {
    const points = report.status === "reviewed" ? report.points : [];
    return html`<div class="finding"><p>${gateLink("critic", "Critic")}: ${inline(describeCritic(report).replace(/^critic: /, ""))}</p>${points.length === 0 ? null : html`<ul class="findings">${points.map(({ kind, point, quote }) => html`<li><p><span class="badge">${kind}</span> ${inline(point)}</p><blockquote dir="auto">${texts.show(quote, 600)}</blockquote></li>`)}</ul>`}</div>`;
  }
  if (gate === "adversary") return showAdversary(report, texts);
  const disputed = report.status === "disputed" ? report.disputed : undefined;
  return html`<div class="finding"><p>${gateLink("second oracle", "Second oracle")}: ${inline(describeOracle(report))}</p>${showVerifier(report)}${disputed === undefined ? null : html`<dl class="versus"><div><dt>level ${disputed.level}, case ${disputed.index}</dt><dd>${texts.block(disputed.prompt, { label: "prompt of the disputed case", look: "prompt", limit: 2_000 })}</dd></div><div><dt>the class</dt><dd>${texts.block(disputed.reference, { label: "answer of the class to the disputed case", limit: 600 })}</dd></div><div><dt>${otherSide(report)}</dt><dd>${disputed.open !== undefined ? html`none; left open: ${inline(disputed.open)}` : texts.block(disputed.solverAnswer, { label: "other answer to the disputed case", limit: 600 })}</dd></div><div><dt>a third look</dt><dd>${inline(disputed.why)}</dd></div></dl>`}</div>`;
}

function showVerifier(report: OracleReport): Html | null {
  if (report.status === "not-asked" || report.verifier.status === "not-asked") return null;
  return html`<p>${gateLink("second verifier", "Second verifier")}: ${inline(describeVerifier(report.verifier))}</p>`;
}

function showAdversary(report: AdversaryReport, texts: LongTexts): Html {
  const paid = report.status === "scored" && shortcutOf(report) !== undefined ? report.paid : null;
  return html`<div class="finding"><p>${gateLink("shortcut", "Shortcut")}: ${inline(describeAdversary(report))}</p>${paid === null ? null : html`<dl class="versus"><div><dt>level ${paid.level}, case ${paid.index}</dt><dd>${texts.block(paid.prompt, { label: "prompt of the case that a shortcut is paid for", look: "prompt", limit: 2_000 })}</dd></div><div><dt>the guess that is paid</dt><dd>${texts.block(paid.response, { label: "guess that is paid", limit: 600 })}</dd></div></dl>`}</div>`;
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
