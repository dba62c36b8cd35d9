import { EXIT, type ExitCode } from "../../core/run/exit-codes.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { renderSpending } from "../../run/carry-out/task-allowance.ts";
import type { StartedSampling } from "./begin-sampling.ts";
import type { SamplingEnd } from "./carry-out-sampling.ts";
import { tallyFields, tallyLines } from "./render-tally.ts";
import { resumeSamplingCommand } from "./resume-sampling-command.ts";
import type { SamplingFlags } from "./sampling-flags.ts";
import { sumTallies } from "./tally.ts";

type Ended = StartedSampling & { readonly end: SamplingEnd };

/** What a command ends with after a sampling: its exit code, what is said beside the report, and the report as JSON. */
export function endOf(
  { id, plan, end }: Ended,
  { db, config }: Pick<SamplingFlags, "db" | "config">,
): { readonly exitCode: ExitCode; readonly notice: string | undefined; readonly fields: object } {
  const { levels, written, spending, stop, fault } = end;
  const fields = {
    type: "sampling-ended",
    run: id,
    to: plan.to,
    written,
    ...tallyFields(levels),
    spending,
    stopped: stop?.why ?? null,
  };
  if (stop !== undefined || fault !== undefined) {
    const budget = stop?.why === "budget" ? { budget: "MORE" } : {};
    const resume = resumeSamplingCommand({ run: id, db, config, ...budget });
    const why = stop?.text ?? "the teacher cannot be asked";
    const notice = `${why}; nothing is lost, and nothing was written to ${plan.to} yet. Resume with: ${resume}`;
    return { exitCode: stop?.exitCode ?? EXIT.endpoint, notice, fields };
  }
  if (written === "nothing kept") {
    const notice = `no solution was kept, so ${plan.to} was not written. Ask a stronger teacher with --model, or for easier --levels`;
    return { exitCode: EXIT.checkFailed, notice, fields };
  }
  const failed = sumTallies(levels).dropped.failed ?? 0;
  const notice =
    failed === 0
      ? undefined
      : `${countNoun(failed, "sample")} ${failed === 1 ? "was" : "were"} not answered (docs/endpoints.md); the same command asks again`;
  return { exitCode: EXIT.done, notice, fields };
}

/** The report as a person reads it: a row for each level, what was spent, and where the solutions are. */
export function endLines({ plan, end }: Ended): string {
  const { levels, written, spending, budget } = end;
  const spent = renderSpending(spending, budget);
  return [
    ...(levels.length === 0 ? [] : [...tallyLines(levels), ""]),
    ...(spent === undefined ? [] : [spent]),
    ...(written === "wrote" || written === "unchanged" ? [`${written}  ${plan.to}`] : []),
    "",
  ].join("\n");
}
