import type { ModelFault } from "../../core/calls/completion.ts";
import { EXIT, type ExitCode } from "../../core/run/exit-codes.ts";

/** Why a run ended before its tasks were decided, where the user asked for it. */
export type Stop = {
  /** As `--json` names it. */
  readonly why: "interrupted" | "deadline" | "budget";
  readonly text: string;
  readonly exitCode: ExitCode;
};

/** What came to an end, in the order in which it explains the others; undefined for a fault or a whole run. */
export function whyStopped(about: {
  /** What the process ends with where it was interrupted. */
  readonly stopCode: ExitCode | undefined;
  readonly isComplete: boolean;
  readonly isLate: boolean;
  /** Whether a task was held back because it was not expected to fit. */
  readonly isUsedUp: boolean;
  readonly fault: ModelFault | undefined;
}): Stop | undefined {
  const { stopCode, isComplete, isLate, isUsedUp, fault } = about;
  if (stopCode !== undefined) return { why: "interrupted", text: "interrupted", exitCode: stopCode };
  const isOther = fault !== undefined && fault.kind !== "budget" && fault.kind !== "stopped";
  if (isComplete || isOther) return undefined;
  if (isLate) return { why: "deadline", text: "the time is over", exitCode: EXIT.stopped };
  if (fault?.kind === "budget")
    return { why: "budget", text: `the budget is used up: ${fault.message}`, exitCode: EXIT.stopped };
  if (!isUsedUp) return undefined;
  const text =
    "the budget is nearly used up: by what tasks have taken so far, no further one is expected to fit";
  return { why: "budget", text, exitCode: EXIT.stopped };
}
