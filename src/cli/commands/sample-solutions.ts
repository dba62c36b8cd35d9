import { EXIT } from "../../core/run/exit-codes.ts";
import { readConfig } from "../../files/read-config.ts";
import { SYSTEM_CLOCK } from "../../run/steering/wall-clock.ts";
import { renderSamplingEstimate } from "../../asking/estimate-sampling.ts";
import { endLines, endOf } from "../../sft/sampling/render-end.ts";
import { checkSamplingFlags } from "../../sft/sampling/check-sampling-flags.ts";
import { estimateNew, runSampling } from "../../sft/sampling/run-sampling.ts";
import type { SamplingFlags } from "../../sft/sampling/sampling-flags.ts";
import { keyOf, readProxy } from "../input/environment.ts";
import { print, printJson, printNoticeLine } from "../output/print.ts";
import { USER_TERMINAL } from "../output/standard-streams.ts";
import { createSamplingView } from "../progress/create-sampling-view.ts";

/** Has a teacher solve cases and writes what scores 1; returns the exit code. Throws the fault that ended it. */
export async function sampleSolutions(flags: SamplingFlags, given: ReadonlySet<string>): Promise<number> {
  const { to } = checkSamplingFlags(flags, given);
  const config = readConfig(flags.config);
  const isJson = flags.json === true;
  if (flags.dryRun === true && to !== undefined) {
    const estimate = await estimateNew({ ...flags, to }, config);
    if (isJson) printJson(estimate ?? { type: "estimate", calls: 0 });
    else print(renderSamplingEstimate(estimate));
    return EXIT.done;
  }
  const view = createSamplingView({ ...flags, name: "sampling", role: "teacher" }, () => Date.now());
  const surroundings = { keyOf, proxy: readProxy(), terminal: USER_TERMINAL, clock: SYSTEM_CLOCK, view };
  const sampling = await runSampling(flags, config, surroundings);
  const { exitCode, notice, fields } = endOf(sampling, flags);
  if (isJson) printJson(fields);
  else print(endLines(sampling));
  if (notice !== undefined) printNoticeLine(notice);
  if (sampling.end.stop === undefined && sampling.end.fault !== undefined) throw sampling.end.fault;
  return exitCode;
}
