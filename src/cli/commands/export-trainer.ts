import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { readLevels } from "../../core/training/choose-levels.ts";
import { EVEN_MIXTURE, hasExactCounts } from "../../core/training/mixture.ts";
import { readSplits } from "../../core/training/splits.ts";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import type { TrainerName } from "../../core/training/trainer-names.ts";
import { exportDataset } from "../../datasets/export-dataset.ts";
import { readMixture } from "../../datasets/read-mixture.ts";
import { TRAINERS } from "../../datasets/trainers.ts";
import { internbootcampV2 } from "../../datasets/trainers/internbootcamp.ts";
import { print, printJson } from "../output/print.ts";

export type ExportTrainerOptions = {
  readonly to: string;
  readonly library: string;
  readonly cases?: number;
  readonly levels: string;
  readonly seed: number;
  readonly split: string;
  readonly mixture?: string;
  readonly rows?: "v1" | "v2";
  readonly url?: string;
  readonly json?: boolean;
};

/** Cases where neither `--cases` nor a mixture says how many. */
const DEFAULT_CASES = 1_000;

/** Writes a data set for a trainer, from the bootcamps of a library. Returns 0. */
export async function exportTrainer(name: TrainerName, options: ExportTrainerOptions): Promise<number> {
  const { to, library, seed } = options;
  const levels = readLevels(options.levels);
  if (levels === undefined)
    throw usage(`--levels ${options.levels}: expected all, band, or levels from 0 to 19 such as 0-2,4`);
  const splits = readSplits(options.split);
  if (splits.status === "refused") throw usage(`--split: ${splits.reason}`);
  const trainer = options.rows === "v2" ? internbootcampV2 : TRAINERS[name];
  const mixture = options.mixture === undefined ? EVEN_MIXTURE : readMixture(options.mixture);
  const cases = options.cases ?? (hasExactCounts(mixture) ? null : DEFAULT_CASES);
  const request = { cases, levels, seed, splits: splits.splits, mixture };
  const { dataset, isChanged } = await exportDataset(trainer, request, {
    library,
    to,
    address: options.url ?? `http://${REWARD_SERVER.host}:${REWARD_SERVER.port}`,
    serve: `npx campforge serve ${quoteForShell(library)}`,
  });
  const counts = dataset.splits.map((split) => [split.name, split.rows.length] as const);
  if (options.json === true)
    printJson({ to, schema: trainer.schema, splits: Object.fromEntries(counts), changed: isChanged });
  else
    print(
      `${isChanged ? "wrote" : "unchanged"}  ${to}: ${counts.map(([split, count]) => `${split} ${count}`).join(", ")} cases of ${dataset.tasks.length} bootcamps; its README.md says how to start training\n`,
    );
  return EXIT.done;
}

const usage = (message: string): CommandError => new CommandError(EXIT.usage, message);
