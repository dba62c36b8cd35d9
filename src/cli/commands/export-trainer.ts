import { countNoun } from "../../core/text/count-noun.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import type { TrainerName } from "../../core/training/trainer-names.ts";
import { exportDataset } from "../../datasets/export-dataset.ts";
import { TRAINERS } from "../../datasets/trainers.ts";
import { internbootcampV2 } from "../../datasets/trainers/internbootcamp.ts";
import { type DrawingOptions, readRequest } from "../../datasets/read-request.ts";
import { print, printJson } from "../output/print.ts";

export type ExportTrainerOptions = DrawingOptions & { readonly url?: string; readonly rows?: "v1" | "v2" };

/** Writes a data set for a trainer, from the bootcamps of a library. Returns 0. */
export async function exportTrainer(name: TrainerName, options: ExportTrainerOptions): Promise<number> {
  const { to, library } = options;
  const request = readRequest(options);
  const trainer = options.rows === "v2" ? internbootcampV2 : TRAINERS[name];
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
      `${isChanged ? "wrote" : "unchanged"}  ${to}: ${counts.map(([split, count]) => `${split} ${count}`).join(", ")} cases of ${countNoun(dataset.tasks.length, "bootcamp")}; its README.md says how to start training\n`,
    );
  return EXIT.done;
}
