import { describeExecution } from "../../unittests/cases/evidence.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { loadBootcamp } from "../../workshop/load-bootcamp.ts";
import { JOB_LIMITS, openWorkshop } from "../../workshop/workshop.ts";
import { printJson } from "../output/print.ts";

export type SampleOptions = { readonly count: number; readonly level: number; readonly seed: number };

/** Cases in one crossing. */
const CROSSING = 100;

/** Prints cases of a bootcamp, a JSON line each: case, prompt, reference. */
export async function sample(file: string, options: SampleOptions): Promise<number> {
  const workshop = openWorkshop();
  try {
    const { program, card } = await loadBootcamp(file, workshop);
    const { level, seed, count } = options;
    if (level >= card.levels.length) {
      throw new CommandError(
        EXIT.usage,
        `--level ${level}: ${card.name} has the levels 0 to ${card.levels.length - 1}, easiest first`,
      );
    }
    for (let start = 0; start < count; start += CROSSING) {
      const range = { level, seed, start, count: Math.min(CROSSING, count - start) };
      const drawn = await workshop.sandbox.draw(program, range, JOB_LIMITS);
      if (drawn.status !== "completed")
        throw new CommandError(EXIT.checkFailed, `${file}: drawing cases: ${describeExecution(drawn)}`);
      for (const outcome of drawn.value) {
        if (outcome.status === "threw") {
          throw new CommandError(
            EXIT.checkFailed,
            `${file}: case ${outcome.index}: ${outcome.method} failed: ${outcome.message}`,
          );
        }
        const { instance, prompt, reference } = outcome;
        printJson({ case: instance, prompt, reference });
      }
    }
    return EXIT.done;
  } finally {
    workshop.close();
  }
}
