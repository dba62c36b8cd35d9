import { type Html, html } from "../../charts/html.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import type { Finding } from "../../core/judging/gate-finding.ts";
import type { UnusableReply } from "../../record/unusable-replies.ts";
import { checkLink, type Evidence, showCheck } from "./show-check.ts";
import { showGate } from "./show-gate.ts";
import { inline } from "./show-text.ts";
import type { Grounds } from "./why-section.ts";

/** What a round's checks said, and what the gates that need a model found about it. */
export function showRound(
  round: RecordedRound,
  about: {
    readonly findings: readonly Finding[];
    readonly unusable: readonly UnusableReply[];
    readonly isDecisive: boolean;
    readonly hasLines: boolean;
    /** What is shown with the reasons of the verdict, if it is about this round. */
    readonly above: Grounds;
  },
  evidence: Evidence,
): Html {
  const { findings, unusable, isDecisive, hasLines, above } = about;
  const others = findings.filter(
    ({ gate, report }) => !above.gates.has(gate) && report.status !== "not-asked",
  );
  const name = hasLines ? `Line ${round.line}, round ${round.round}` : `Round ${round.round}`;
  return html`<article class="round" id="round-${round.line}-${round.round}"><h3>${name} <span class="dim">${summarize(round)}</span>${isDecisive ? html` <span class="badge">the verdict is about this one</span>` : null}</h3>
${unusable.map((one) => showUnusable(one, evidence))}${showOutcome(round, above, evidence)}${others.map((finding) => showGate(finding, evidence.texts))}</article>`;
}

/** What is shown of a reply without usable code at first, in characters. */
const MOST_SAID = 1_500;

/** What an author said where a class was asked for. */
function showUnusable({ turn, round, said }: UnusableReply, { texts }: Evidence): Html {
  const label = `reply without usable code of round ${round}, turn ${turn}`;
  return html`<div class="finding"><p>Turn ${turn} brought no usable code. Its author said:</p>${texts.block(said, { label, limit: MOST_SAID })}</div>`;
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

function showOutcome(round: RecordedRound, above: Grounds, evidence: Evidence): Html {
  const { texts } = evidence;
  switch (round.status) {
    case "unusable-reply":
      return html`<p>${inline(round.reason)}</p>`;
    case "not-compiled":
      return html`<ul class="findings">${round.diagnostics
        .slice(0, MOST_DIAGNOSTICS)
        .map(
          ({ line, column, category, code, message, lineText }) =>
            html`<li><p><span class="badge verdict-rejected">${category} ${code}</span> line ${line}, column ${column}: ${inline(message)}</p>${lineText === "" ? null : html`${texts.block(lineText, { label: `line ${line}`, dir: "ltr", limit: 400 })}`}</li>`,
        )}${round.diagnostics.length > MOST_DIAGNOSTICS ? html`<li class="dim">and ${round.diagnostics.length - MOST_DIAGNOSTICS} more</li>` : null}</ul>`;
    case "tested": {
      const bad = round.checks.filter((check) => "counterexamples" in check);
      const good = round.checks.filter((check) => !("counterexamples" in check));
      const stands =
        round.stands === undefined
          ? null
          : html`<p>Its author weighed the remarks and left it as it is: ${inline(round.stands)}</p>`;
      const items = bad.map((check) =>
        above.checks.has(check.name)
          ? html`<li><p>${checkLink(check.name)} ${check.status}: see <a href="#why">why</a></p></li>`
          : html`<li>${showCheck(check, evidence)}</li>`,
      );
      return html`${stands}${bad.length === 0 ? null : html`<ul class="findings">${items}</ul>`}${good.length === 0 ? null : html`<details><summary>${bad.length === 0 ? "Every check" : "The other checks"}: ${good.length}</summary><ul class="checks">${good.map((check) => html`<li><span class="mark-${check.status}" aria-hidden="true"></span>${checkLink(check.name)} <span class="dim">${check.status === "skipped" ? "skipped: " : ""}${inline(check.detail)}</span></li>`)}</ul></details>`}`;
    }
  }
}
