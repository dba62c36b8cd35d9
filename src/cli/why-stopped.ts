import type { ModelFault } from "../core/completion.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** Why a run ended before its tasks were decided, where the user asked for it. */
export type Stop = {
  /** As `--json` names it. */
  readonly why: "interrupted" | "deadline" | "budget";
  readonly text: string;
  readonly exitCode: ExitCode;
};

/** What came to an end, in the order in which it explains the others; undefined for a fault or a whole run. */
export function whyStopped(about: {
  readonly signal: "SIGINT" | "SIGTERM" | null;
  readonly isComplete: boolean;
  readonly isLate: boolean;
  /** Whether a task was held back because it was not expected to fit. */
  readonly isUsedUp: boolean;
  readonly faults: readonly ModelFault[];
}): Stop | undefined {
  const { signal, isComplete, isLate, isUsedUp, faults } = about;
  if (signal !== null) {
    const exitCode = signal === "SIGINT" ? EXIT.interrupted : EXIT.terminated;
    return { why: "interrupted", text: "interrupted", exitCode };
  }
  const isOther = ({ kind }: ModelFault): boolean => kind !== "budget" && kind !== "stopped";
  if (isComplete || faults.some(isOther)) return undefined;
  if (isLate) return { why: "deadline", text: "the time is over", exitCode: EXIT.stopped };
  const refused = faults.find(({ kind }) => kind === "budget");
  if (refused !== undefined)
    return { why: "budget", text: `the budget is used up: ${refused.message}`, exitCode: EXIT.stopped };
  if (!isUsedUp) return undefined;
  const text =
    "the budget is nearly used up: by what tasks have taken so far, no further one is expected to fit";
  return { why: "budget", text, exitCode: EXIT.stopped };
}

/** What to type to go on; a budget that is used up has to be raised. */
export function resumeCommand(about: {
  readonly db: string;
  readonly config: string | undefined;
  readonly stop?: Stop;
}): string {
  const config = about.config === undefined ? "" : ` --config ${about.config}`;
  const budget = about.stop?.why === "budget" ? " --budget MORE" : "";
  return `npx campforge run --resume${config} --db ${about.db}${budget}`;
}
