import type { Command } from "commander";
import { Option } from "commander";
import { configOption, count, dbOption } from "./command-options.ts";
import type { ExportLibraryOptions } from "../commands/export-library.ts";
import type { VerifyLibraryOptions } from "../commands/verify-library.ts";

/** Adds what fills a library and what looks after it. */
export function addLibraryCommands(program: Command): void {
  const exporting = program.command("export").description("put approved bootcamps where they are used");
  exporting
    .command("library")
    .description("promote approved bootcamps into a library: classes, cards, index")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(
      new Option("--run <n|all>", "a certain run, or all of them (default: the latest)").argParser((text) =>
        text === "all" ? text : count(text),
      ),
    )
    .option("--to <folder>", "the library", "library")
    .option("--dry-run", "only say what would be written")
    .option("--check", "the same, and exit 8 when there is something to write")
    .option("--theirs", "put what was exported in the place of what was edited by hand")
    .option("--json", "as JSON")
    .action(async (options: ExportLibraryOptions) => {
      const { exportLibrary } = await import("../commands/export-library.ts");
      process.exitCode = await exportLibrary(options);
    });

  program
    .command("verify-library")
    .description("compare each bootcamp of a library with its card: hashes, and every gate without a model")
    .argument("[folder]", "the library", "library")
    .option("--renew", "write cards anew for bootcamps that were written by hand, and the index")
    .option("--json", "one JSON object for each bootcamp")
    .action(async (folder: string, options: VerifyLibraryOptions) => {
      const { verifyLibrary } = await import("../commands/verify-library.ts");
      process.exitCode = await verifyLibrary(folder, options);
    });
}
