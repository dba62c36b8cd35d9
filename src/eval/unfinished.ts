import { ModelFault } from "../core/calls/completion.ts";
import { EXIT, type ExitCode } from "../core/run/exit-codes.ts";
import { formatCount } from "../core/text/format-number.ts";
import type { RanEvaluation } from "./run-evaluation.ts";

/** What is said of an evaluation that was stopped, and how its command ends. */
export type Unfinished = { readonly exitCode: ExitCode; readonly notice: string; readonly fields: object };

/** Why an evaluation did not come to its end, and how it goes on. */
export function describeUnfinished({ run, end }: RanEvaluation): Unfinished {
  const { stop, cases, results, spending } = end;
  const of = results.cases.length;
  const more = stop?.why === "budget" ? ", with a larger --budget," : "";
  const why = stop?.text ?? "the model cannot be asked";
  return {
    exitCode: stop?.exitCode ?? EXIT.endpoint,
    notice: `${why}; ${formatCount(cases)} of ${formatCount(of)} cases are there, and nothing is lost. The same command${more} goes on with them`,
    fields: {
      type: "evaluation-ended",
      run,
      complete: false,
      cases,
      of,
      spending,
      stopped: stop?.why ?? null,
    },
  };
}

/** What ended an evaluation, in its own words: faults speak of runs, which go on with another command than they began. */
export function wordFault(fault: ModelFault): ModelFault {
  const message = fault.message.replace(/run again with --resume$/, "give the same command again");
  return new ModelFault(fault.kind, message, { cause: fault });
}
