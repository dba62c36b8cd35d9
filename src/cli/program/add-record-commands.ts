import { type Command, Option } from "commander";
import type { GeneratedFlags } from "../commands/generated.ts";
import type { ReportFlags } from "../commands/report.ts";
import { configOption, countOption, dbOption, runOption } from "./command-options.ts";

type ShowFlags = { db: string; code?: boolean; certificate?: boolean; json?: boolean };
type DiffFlags = { db: string; from?: number; to?: number; line?: number; json?: boolean };
type UpkeepFlags = { db: string; json?: boolean };

/** Adds `campforge report`. */
export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("the report on a run: text, Markdown, one HTML page, or JSON")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(runOption())
    .addOption(
      new Option("--format <format>", "default: from the extension of --out, else md").choices([
        "text",
        "md",
        "html",
        "json",
      ]),
    )
    .option("--json", "the same as --format json")
    .option("--out <file>", "write to this file instead of printing; replaces an earlier report")
    .option("--library <folder>", "the library on its map (default: library, else Campforge's own)")
    .option("--force", "let --out overwrite any file")
    .action(async (options: ReportFlags) => {
      const { report } = await import("../commands/report.ts");
      process.exitCode = report(options);
    });
}

/** Adds `campforge generated`. */
export function addGeneratedCommand(program: Command): void {
  program
    .command("generated")
    .description("write a folder for each decided task of a run: its class, report and cases")
    .argument("[folder]", "where to write them (default: where the run did, else generated)")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(runOption())
    .option("--json", "as JSON: run, folder, written, unchanged")
    .action(async (folder: string | undefined, options: GeneratedFlags) => {
      const { generated } = await import("../commands/generated.ts");
      process.exitCode = await generated(folder, options);
    });
}

/** Adds what shows one task of a record. */
export function addTaskCommands(program: Command): void {
  program
    .command("show")
    .description("one task: its verdict, rounds, checks, judge and class")
    .argument("<id>", "a task of the latest run, or RUN/TASK")
    .addOption(dbOption())
    .addOption(configOption())
    .option("--code", "print only the class that the verdict is about")
    .option(
      "--certificate",
      "print only its certificate as JSON: gates, judge, models, hashes; runs the class",
    )
    .option("--json", "as JSON")
    .action(async (id: string, options: ShowFlags) => {
      if (options.certificate === true) {
        const { certificate } = await import("../commands/print-certificate.ts");
        process.exitCode = await certificate(id, options);
        return;
      }
      const { show } = await import("../commands/show.ts");
      process.exitCode = show(id, options);
    });

  program
    .command("diff")
    .description("changes of a class between two rounds")
    .argument("<id>", "a task of the latest run, or RUN/TASK")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(countOption("--from <round>", "the earlier round (default: the second to last)"))
    .addOption(countOption("--to <round>", "the later round (default: the last)"))
    .addOption(countOption("--line <n>", "the line of drafts (default: 1)"))
    .option("--json", "as JSON")
    .action(async (id: string, options: DiffFlags) => {
      const { diff } = await import("../commands/diff.ts");
      process.exitCode = diff(id, options);
    });
}

/** Adds what looks after the file of the record itself. */
export function addUpkeepCommands(program: Command): void {
  const db = program.command("db").description("check, copy and clean up the record").exitOverride();
  db.command("check")
    .description("read the whole record and list any damage")
    .addOption(dbOption())
    .addOption(configOption())
    .option("--json", "as JSON")
    .action(async (options: UpkeepFlags) => {
      const { checkRecord } = await import("../commands/db.ts");
      process.exitCode = checkRecord(options);
    });
  db.command("backup")
    .description("copy the record to a new file, even during a run, and check the copy")
    .argument("<file>", "the copy, which must not exist yet")
    .addOption(dbOption())
    .addOption(configOption())
    .option("--json", "as JSON")
    .action(async (file: string, options: UpkeepFlags) => {
      const { backUpRecord } = await import("../commands/db.ts");
      process.exitCode = backUpRecord(file, options);
    });
  db.command("gc")
    .description("remove unreferenced texts and unfinished calls, and free the space")
    .addOption(dbOption())
    .addOption(configOption())
    .option("--dry-run", "only print what would be removed")
    .option("--json", "as JSON")
    .action(async (options: UpkeepFlags & { dryRun?: boolean }) => {
      const { collectRecord } = await import("../commands/db.ts");
      process.exitCode = collectRecord(options);
    });
  for (const command of db.commands) command.exitOverride();
}
