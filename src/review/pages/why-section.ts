import { isSameDraft } from "../../core/draft/draft.ts";
import { type Html, html } from "../../charts/html.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import { REVIEW_ADVICE } from "../../core/review/review-order.ts";
import type { Finding } from "../../core/judging/gate-finding.ts";
import type { FlagReason, RejectReason } from "../../core/verdict/decide-verdict.ts";
import type { ReviewedTask } from "../queue/drivers.ts";
import { explainReason } from "./explain-reason.ts";
import { explanationLink } from "./explain-check.ts";
import { type Evidence, type ObjectingCheck, showCheck } from "./show-check.ts";
import { showGate } from "./show-gate.ts";
import { inline, text } from "./show-text.ts";

/** What the reasons of a verdict rest on, so that it is shown with them and nowhere else. */
export type Grounds = {
  readonly checks: ReadonlySet<string>;
  readonly gates: ReadonlySet<Finding["gate"]>;
};

type Reason = FlagReason | RejectReason;

const GATES: Partial<Record<Reason["kind"], Finding["gate"]>> = {
  "truth disputed": "oracle",
  "truth unconfirmed": "oracle",
  "second verifier": "oracle",
  shortcut: "adversary",
  critic: "critic",
};

function reasonsOf({ verdict }: ReviewedTask): readonly Reason[] {
  if (verdict === null || verdict.status === "accepted") return [];
  return verdict.status === "flagged" ? verdict.reasons : [verdict.reason];
}

/** What the verdict on a task rests on. */
export function groundsOf(task: ReviewedTask): Grounds {
  const reasons = reasonsOf(task);
  return {
    checks: new Set(reasons.flatMap(checksOf)),
    gates: new Set(reasons.flatMap(({ kind }) => GATES[kind] ?? [])),
  };
}

function checksOf(reason: Reason): readonly string[] {
  if (reason.kind === "warned check" || reason.kind === "waived check") return [reason.check];
  return reason.kind === "unit tests failed" ? reason.checks : [];
}

/** Why a task is where it is: each reason in a line, with its evidence from the round that the verdict is about. */
export function whySection(task: ReviewedTask, round: RecordedRound | undefined, evidence: Evidence): Html {
  const { verdict, problem, state } = task;
  if (verdict === null)
    return html`<p>There is no verdict yet: the task is ${state}.</p>${problem === null ? null : html`<p class="problem">${inline(problem)}</p>`}`;
  if (verdict.status === "accepted")
    return html`<p>Every check and gate passed without a warning, and at level ${verdict.level} the judge's accuracy lies inside the band. Two questions are left to a person: is it the task that was described, and is it a good one?</p>`;
  const shown = new Set<Finding["gate"]>();
  return html`<ul class="reasons">${reasonsOf(task).map((reason) => {
    const gate = GATES[reason.kind];
    const finding =
      gate === undefined || shown.has(gate)
        ? undefined
        : task.findings.find((one) => one.gate === gate && isSameDraft(one, round));
    if (gate !== undefined) shown.add(gate);
    return html`<li class="reason-${verdict.status}">${showReason(reason, { round, finding, evidence })}</li>`;
  })}</ul>`;
}

function showReason(
  reason: Reason,
  about: {
    readonly round: RecordedRound | undefined;
    readonly finding: Finding | undefined;
    readonly evidence: Evidence;
  },
): Html {
  const { round, finding, evidence } = about;
  const names = checksOf(reason);
  const checks = (round?.status === "tested" ? round.checks : []).filter(
    (check): check is ObjectingCheck => "counterexamples" in check && names.includes(check.name),
  );
  if (checks.length > 0) return html`${checks.map((check) => showCheck(check, evidence))}`;
  const { title, words, explainedBy } = explainReason(reason);
  const name = html`<a href="${explanationLink(explainedBy)}"><strong>${title}</strong></a>`;
  if (finding === undefined) return html`<p class="headline">${name}: ${text(words)}</p>`;
  return html`<p class="headline">${name}: ${adviceOn(reason)}.</p>${showGate(finding, evidence.texts)}`;
}

const adviceOn = (reason: Reason): string =>
  Object.entries(REVIEW_ADVICE).find(([kind]) => kind === reason.kind)?.[1] ?? "";
