import type {
  DisputedTruth,
  ExaminedTruth,
  SolverTally,
  TruthRuling,
} from "../../core/judging/oracle-report.ts";
import type { SecondVerifier } from "../../core/judging/second-verifier.ts";
import type { Battery } from "./make-battery.ts";
import type { Looked } from "./review-disagreements.ts";
import { tallyOf } from "./weigh-check.ts";

/** What the turns of a conversation with the author of blind programs have shown so far. */
export type Progress = {
  /** What is settled of the truth; undefined while a solver is still wanted. */
  readonly truth: ExaminedTruth | undefined;
  /** What blames the class; it ends the conversation. */
  readonly dispute: ExaminedTruth | undefined;
  /** How the last solver did that settled nothing. */
  readonly last: SolverTally & { readonly reason: string; readonly isAble: boolean };
  readonly verifier: SecondVerifier;
  /** Replies without a usable verifier. */
  readonly withoutCheck: number;
  /** Whether a third look said nothing of a difference: asking the author again would not change that. */
  readonly isUnsettled: boolean;
  /** Made once a verifier is there to judge it. */
  readonly battery: Battery | undefined;
  readonly looked: Looked;
  /** What a reply whose program does not compile said that the prompts leave open: with the mended one nobody says it again. */
  readonly open: readonly string[];
};

/** A task that is hard to solve and easy to check, as its description says, wants no solver. */
export type Wanted = { readonly checksAlone: boolean };

/** A verifier that is not there is asked for once more. */
const MOST_WITHOUT_CHECK = 2;

/** Whether there is nothing more to ask the author for. */
export function hasSettled(progress: Progress, { checksAlone }: Wanted): boolean {
  const { truth, dispute, verifier, withoutCheck, isUnsettled } = progress;
  if (dispute !== undefined) return true;
  const vouches = verifier.status === "vouches";
  const isTrue = truth !== undefined || (checksAlone && vouches);
  return isTrue && (vouches || isUnsettled || withoutCheck >= MOST_WITHOUT_CHECK);
}

/** The report on a class once its turns are over. */
export function conclude(progress: Progress, { checksAlone }: Wanted): ExaminedTruth {
  const { truth, dispute, last, verifier } = progress;
  if (dispute !== undefined) return dispute;
  if (truth !== undefined) return { ...truth, verifier };
  // A solver that was found wrong is worse than none: the checker's word does not make up for it.
  if (verifier.status === "vouches" && !last.isAble)
    return { status: "confirmed", by: "checker", ...tallyOf(verifier), verifier };
  const { reason, cases, answered, agreed } = last;
  const solved = { status: "unconfirmed", by: "solver", reason, cases, answered, agreed, verifier } as const;
  if (!checksAlone || verifier.status !== "unreliable") return solved;
  return { ...solved, by: "checker", reason: verifier.reason, ...tallyOf(verifier) };
}

/** A dispute that the second verifier began, as a report. */
export function disputeOf(
  { ruling, disputed }: { readonly ruling: TruthRuling; readonly disputed: DisputedTruth },
  verifier: SecondVerifier & { readonly status: "disputes" },
): ExaminedTruth {
  return { status: "disputed", by: "checker", ruling, disputed, ...tallyOf(verifier), verifier };
}
