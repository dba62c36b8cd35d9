import { type AdversaryReport, MOST_ON_A_LINE, shortcutOf } from "../judging/adversary-report.ts";
import { type CriticReport, isObjection } from "../judging/critic-report.ts";
import type { JudgeReport } from "../judging/judge-report.ts";
import type { OracleReport, TruthRuling } from "../judging/oracle-report.ts";
import { describeVerifier, type SecondVerifier } from "../judging/second-verifier.ts";
import { summarizeChecks, type UnitTestReport } from "../checks/unit-test-report.ts";
import { cutText } from "../text/cut-text.ts";

/** Why a bootcamp needs a person's eye before it can be approved. */
export type FlagReason =
  | { readonly kind: "warned check"; readonly check: string; readonly detail: string }
  | { readonly kind: "truth unconfirmed"; readonly detail: string }
  | { readonly kind: "truth disputed"; readonly ruling: TruthRuling }
  | { readonly kind: "second verifier"; readonly detail: string }
  | { readonly kind: "shortcut"; readonly level: number; readonly score: number; readonly trick: string }
  | { readonly kind: "critic"; readonly faithful: number; readonly points: number }
  | { readonly kind: "waived check"; readonly check: string; readonly reason: string }
  | { readonly kind: "not judged" }
  | { readonly kind: "undecided accuracy"; readonly level: number }
  | { readonly kind: "judge budget too small"; readonly level: number }
  | { readonly kind: "judge unusable"; readonly level: number };

/** Why a bootcamp was rejected. */
export type RejectReason =
  | { readonly kind: "no usable draft"; readonly detail: string }
  | { readonly kind: "unit tests failed"; readonly checks: readonly string[] }
  | { readonly kind: "truth disputed"; readonly ruling: TruthRuling }
  | { readonly kind: "shortcut"; readonly level: number; readonly score: number; readonly trick: string }
  | { readonly kind: "too simple"; readonly accuracy: number }
  | { readonly kind: "too hard"; readonly accuracy: number }
  | { readonly kind: "levels too far apart" }
  | { readonly kind: "broken"; readonly detail: string };

export type Verdict =
  | { readonly status: "accepted"; readonly level: number }
  | { readonly status: "flagged"; readonly reasons: readonly FlagReason[] }
  | { readonly status: "rejected"; readonly reason: RejectReason };

/** Everything that was found about a draft beside its unit tests. */
export type Findings = {
  readonly oracle: OracleReport;
  readonly critic: CriticReport;
  readonly adversary: AdversaryReport;
  /** Undefined when what came before left nothing to judge. */
  readonly judged: JudgeReport | "not-asked" | undefined;
};

/** The verdict on a draft, from its reports alone: the same reports always give the same verdict. */
export function decideVerdict(tests: UnitTestReport, found: Findings): Verdict {
  const { oracle, critic, adversary, judged } = found;
  if (summarizeChecks(tests) === "failed") {
    const checks = tests.checks.flatMap((check) => (check.status === "failed" ? [check.name] : []));
    return { status: "rejected", reason: { kind: "unit tests failed", checks } };
  }
  const shortcuts = shortcutReasons(adversary);
  if (judged === undefined) {
    if (oracle.status === "disputed") return rejected({ kind: "truth disputed", ruling: oracle.ruling });
    return rejected(shortcuts[0] ?? { kind: "broken", detail: "no level was judged" });
  }
  const warnings = tests.checks.flatMap((check): FlagReason[] => {
    if (check.status === "warned") return [{ kind: "warned check", check: check.name, detail: check.detail }];
    // Who waives does not review: a waiver is always shown to somebody.
    if (check.status === "waived") return [{ kind: "waived check", check: check.name, reason: check.reason }];
    return [];
  });
  const flags = [...warnings, ...truthFlags(oracle), ...shortcuts, ...criticFlags(critic)];
  return judged === "not-asked"
    ? { status: "flagged", reasons: [...flags, { kind: "not judged" }] }
    : judgeVerdict(judged, flags, oracle.status === "confirmed");
}

function truthFlags(oracle: OracleReport): readonly FlagReason[] {
  switch (oracle.status) {
    case "not-asked":
      return [];
    case "confirmed":
      return verifierFlags(oracle.verifier);
    case "unconfirmed":
      return [{ kind: "truth unconfirmed", detail: oracle.reason }, ...verifierFlags(oracle.verifier)];
    case "disputed":
      return [{ kind: "truth disputed", ruling: oracle.ruling }];
  }
}

/** A class that pays too much confirms every right solver: without a second verifier nobody has looked. */
function verifierFlags(verifier: SecondVerifier): readonly FlagReason[] {
  switch (verifier.status) {
    case "none":
    case "unreliable":
      return [{ kind: "second verifier", detail: describeVerifier(verifier) }];
    case "not-asked":
    case "vouches":
    case "disputes":
      return [];
  }
}

/** What a guesser earns beyond what it may: it sends a draft back, and flags one that has no rounds left. */
function shortcutReasons(
  adversary: AdversaryReport,
): readonly Extract<FlagReason & RejectReason, { kind: "shortcut" }>[] {
  const worst = shortcutOf(adversary);
  if (adversary.status !== "scored" || worst === undefined) return [];
  return [{ kind: "shortcut", level: worst.level, score: worst.mean, trick: adversary.trick }];
}

function criticFlags(critic: CriticReport): readonly FlagReason[] {
  if (!isObjection(critic)) return [];
  const { faithful, points } = critic;
  return [{ kind: "critic", faithful, points: points.length }];
}

function judgeVerdict(
  judged: JudgeReport,
  warnings: readonly FlagReason[],
  isTruthConfirmed: boolean,
): Verdict {
  const last = judged.levels.at(-1);
  if (last === undefined)
    return { status: "rejected", reason: { kind: "broken", detail: "no level was judged" } };
  const { level, accuracy } = last;
  switch (last.decision) {
    case "inside":
      return warnings.length > 0 ? { status: "flagged", reasons: warnings } : { status: "accepted", level };
    case "open":
    case "undecided":
      return { status: "flagged", reasons: [...warnings, { kind: "undecided accuracy", level }] };
    case "budget too small":
      return { status: "flagged", reasons: [...warnings, { kind: "judge budget too small", level }] };
    case "judge unusable":
      return { status: "flagged", reasons: [...warnings, { kind: "judge unusable", level }] };
    case "verifier failed":
      return rejected({
        kind: "broken",
        detail: "its verifier throws, hangs or leaves [0, 1] on a judge's reply",
      });
    case "above":
    case "below":
      return outOfBand(judged, accuracy.mean, isTruthConfirmed);
  }
}

function outOfBand(judged: JudgeReport, accuracy: number, isTruthConfirmed: boolean): Verdict {
  const decided = (level: number, decision: "above" | "below"): boolean =>
    judged.levels.some((one) => one.level === level && one.decision === decision);
  if (decided(judged.levelCount - 1, "above")) return rejected({ kind: "too simple", accuracy });
  if (!decided(0, "below")) return rejected({ kind: "levels too far apart" });
  // A weak judge makes the same mistake each time: its agreement weighs less than a program that solved the cases.
  if (judged.dispute.status === "verifier-wrong" && !isTruthConfirmed) {
    return rejected({
      kind: "broken",
      detail: "its verifier is wrong: independent attempts agree on another answer",
    });
  }
  return rejected({ kind: "too hard", accuracy });
}

const rejected = (reason: RejectReason): Verdict => ({ status: "rejected", reason });

/** One short phrase for tables. */
export function describeReason(reason: FlagReason | RejectReason): string {
  switch (reason.kind) {
    case "warned check":
      return `warned: ${reason.check}`;
    case "waived check":
      return `waived: ${reason.check} (${reason.reason})`;
    case "undecided accuracy":
    case "judge budget too small":
    case "judge unusable":
      return `${reason.kind} (level ${reason.level})`;
    case "truth unconfirmed":
      return `truth unconfirmed: ${reason.detail}`;
    case "truth disputed":
      return `truth disputed: ${reason.ruling}`;
    case "second verifier":
      return reason.detail.startsWith("no second verifier")
        ? reason.detail
        : `second verifier: ${reason.detail}`;
    case "shortcut":
      return `shortcut: a guesser earns ${reason.score.toFixed(2)} at level ${reason.level} (${cutText(reason.trick, MOST_ON_A_LINE)})`;
    case "critic":
      return `critic: faithful ${reason.faithful} of 4, ${reason.points} points`;
    case "unit tests failed":
      return `unit tests failed: ${reason.checks.join(", ")}`;
    case "too simple":
    case "too hard":
      return `${reason.kind} (accuracy ${reason.accuracy.toFixed(2)})`;
    case "broken":
    case "no usable draft":
      return `${reason.kind}: ${reason.detail}`;
    case "not judged":
    case "levels too far apart":
      return reason.kind;
  }
}

/** The reasons of a verdict as phrases; none when it was accepted. */
export function verdictReasons(verdict: Verdict): readonly string[] {
  switch (verdict.status) {
    case "accepted":
      return [];
    case "flagged":
      return verdict.reasons.map(describeReason);
    case "rejected":
      return [describeReason(verdict.reason)];
  }
}
