import { join } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readLevels } from "../core/training/choose-levels.ts";
import { readPublished } from "../export/published-versions.ts";
import { PROJECT } from "../files/project.ts";
import type { Workshop } from "../workshop/workshop.ts";
import {
  type BenchmarkRequest,
  chooseTasks,
  drawBenchmark,
  type OpenedBenchmark,
} from "./benchmark/draw-benchmark.ts";
import { openFrozen } from "./benchmark/open-frozen.ts";
import type { EvalFlags } from "./eval-flags.ts";

/** Fewer are drawn before anybody wonders. */
const WORTH_SAYING = 8;

const SHIPPED_LIBRARY = join(PROJECT, "library");

/** The cases that the options name: those of a frozen benchmark, or drawn from a library. Throws a CommandError. */
export function openCases(
  flags: Pick<EvalFlags, "library" | "frozen" | keyof BenchmarkRequest>,
  workshop: Workshop,
  notice: (text: string) => void,
): Promise<OpenedBenchmark> {
  const { library: folder = SHIPPED_LIBRARY, frozen, domains = null, bootcamps = null, cases, seed } = flags;
  const levels = readLevels(flags.levels);
  if (levels === undefined)
    throw new CommandError(
      EXIT.usage,
      `--levels ${flags.levels}: expected all, band, or levels from 0 to 19 such as 0-2,4`,
    );
  const published = readPublished(folder);
  if (frozen !== undefined) return openFrozen(frozen, { folder, published }, workshop);
  const request = { domains, bootcamps, levels, cases, seed };
  const { length } = chooseTasks(published, request);
  if (length >= WORTH_SAYING) notice(`drawing the cases of ${length} bootcamps`);
  return drawBenchmark(published, request, workshop);
}
