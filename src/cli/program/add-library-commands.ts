import type { Command } from "commander";
import { Option } from "commander";
import { isTrainer, TRAINER_KINDS, type TrainerName } from "../../core/training/trainer-names.ts";
import { addDrawing } from "./add-drawing.ts";
import { addEvalCommand } from "./add-eval-command.ts";
import { addSftCommand } from "./add-sft-command.ts";
import { configOption, count, dbOption } from "./command-options.ts";
import type { ExportLibraryOptions } from "../commands/export-library.ts";
import type { ExportTrainerOptions } from "../commands/export-trainer.ts";
import type { VerifyLibraryOptions } from "../commands/verify-library.ts";

/** Adds what fills a library and what looks after it. */
export function addLibraryCommands(program: Command): void {
  const exporting = program
    .command("export")
    .description("export approved bootcamps into a library, or a library's cases for a trainer");
  exporting
    .command("library")
    .description("promote approved bootcamps into a library: classes, cards, index")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(
      new Option("--run <n|all>", "the run, or all of them (default: the latest)").argParser((text) =>
        text === "all" ? text : count(text),
      ),
    )
    .option("--to <folder>", "the library", "library")
    .option("--dry-run", "only print what would be written")
    .option("--check", "the same, and exit with 8 if anything would be written")
    .option("--theirs", "overwrite files that were edited by hand with the exported ones")
    .option("--json", "as JSON")
    .action(async (options: ExportLibraryOptions) => {
      const { exportLibrary } = await import("../commands/export-library.ts");
      process.exitCode = await exportLibrary(options);
    });
  for (const name of Object.keys(TRAINER_KINDS).filter(isTrainer)) addTrainer(exporting, name);

  addSftCommand(program);
  addEvalCommand(program);
  program
    .command("verify-library")
    .description(
      "compare each bootcamp of a library with its card: hashes, and every check that needs no model",
    )
    .argument("[folder]", "the library", "library")
    .option("--renew", "rewrite the cards of hand-written bootcamps, and the index")
    .option("--calibrate", "calibrate the configuration's verifier where a model compares answers")
    .addOption(configOption())
    .option("--json", "one JSON object per bootcamp")
    .action(async (folder: string, options: VerifyLibraryOptions) => {
      const { verifyLibrary } = await import("../commands/verify-library.ts");
      process.exitCode = await verifyLibrary(folder, options);
    });
}

/** Adds what writes a data set for one trainer. */
function addTrainer(exporting: Command, name: TrainerName): void {
  const command = addDrawing(exporting.command(name).description(TRAINER_KINDS[name]))
    .requiredOption("--to <folder>", "where the data set is written")
    .option("--url <address>", "the reward server's address, for the README")
    .option("--json", "as JSON")
    .action(async (options: ExportTrainerOptions) => {
      const { exportTrainer } = await import("../commands/export-trainer.ts");
      process.exitCode = await exportTrainer(name, options);
    });
  if (name === "internbootcamp")
    command.addOption(
      new Option("--rows <kind>", "InternBootcamp's rows, or its successor's")
        .choices(["v1", "v2"])
        .default("v1"),
    );
}
