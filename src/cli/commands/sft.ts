import { EXIT } from "../../core/run/exit-codes.ts";
import { readRequest } from "../../datasets/read-request.ts";
import { checkWorkedFlags } from "../../sft/sampling/check-sampling-flags.ts";
import type { SamplingFlags } from "../../sft/sampling/sampling-flags.ts";
import { describeKept } from "../../sft/worked/work-out.ts";
import { writeWorked } from "../../sft/worked/write-worked.ts";
import { print, printJson } from "../output/print.ts";

export type SftOptions = SamplingFlags & { readonly worked?: boolean };

/**
 * Writes solutions for supervised fine-tuning, the classes' own or a teacher's, and says what was kept; returns the
 * exit code. `given` are the options that the command line names.
 */
export async function sft(options: SftOptions, given: ReadonlySet<string>): Promise<number> {
  const { library, json } = options;
  if (options.worked !== true) {
    const { sampleSolutions } = await import("./sample-solutions.ts");
    return sampleSolutions(options, given);
  }
  const to = checkWorkedFlags(options, given);
  const { kept, isChanged } = await writeWorked(readRequest(options), { library, to });
  if (json === true) {
    printJson({ to, changed: isChanged, kept });
    return EXIT.done;
  }
  print(`${kept.map(describeKept).join("\n")}\n${isChanged ? "wrote" : "unchanged"}  ${to}\n`);
  return EXIT.done;
}
