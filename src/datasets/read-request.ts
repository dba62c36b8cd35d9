import type { DatasetRequest } from "./drawing/build-dataset.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readLevels } from "../core/training/choose-levels.ts";
import { EVEN_MIXTURE, hasExactCounts } from "../core/training/mixture.ts";
import { readSplits } from "../core/training/splits.ts";
import { readMixture } from "./read-mixture.ts";

/** The options that say what a data set is drawn from. */
export type DrawingOptions = {
  readonly to: string;
  readonly library: string;
  readonly cases?: number;
  readonly levels: string;
  readonly seed: number;
  readonly bootcamps?: readonly string[];
  readonly split: string;
  readonly mixture?: string;
  readonly json?: boolean;
};

/** Cases where neither `--cases` nor a mixture says how many. */
const DEFAULT_CASES = 1_000;

/** What the options ask for. Throws a CommandError that names the option which is not as expected. */
export function readRequest(options: Omit<DrawingOptions, "to">): DatasetRequest {
  const levels = readLevels(options.levels);
  if (levels === undefined)
    throw usage(`--levels ${options.levels}: expected all, band, or levels from 0 to 19 such as 0-2,4`);
  const splits = readSplits(options.split);
  if (splits.status === "refused") throw usage(`--split: ${splits.reason}`);
  const mixture = options.mixture === undefined ? EVEN_MIXTURE : readMixture(options.mixture);
  const cases = options.cases ?? (hasExactCounts(mixture) ? null : DEFAULT_CASES);
  const { seed, bootcamps = null } = options;
  return { cases, levels, seed, bootcamps, splits: splits.splits, mixture };
}

const usage = (message: string): CommandError => new CommandError(EXIT.usage, message);
