import { Command, InvalidArgumentError, Option } from "commander";
import { addLibraryCommands } from "./add-library-commands.ts";
import { addReviewCommands } from "./add-review-commands.ts";
import {
  countOption,
  dbOption,
  parallelOption,
  runOption,
  seedOption,
  wholeNumber,
} from "./command-options.ts";
import { addControlCommands } from "./add-control-commands.ts";
import { readVersion } from "../../files/project.ts";
import { addReviewPage } from "./add-review-page.ts";
import type { ReportFlags } from "../commands/report.ts";
import type { Budget } from "../../core/calls/spending.ts";
import { readBudgetOption } from "../../core/calls/read-budget.ts";
import type { RunFlags } from "../../run/plan/run-plan.ts";
import { joinWaivers, readWaiverOption, type Waiver } from "../../core/checks/waivers.ts";

/** Every command with its options. Each loads its own code when it runs, so that `--help` stays quick. */
export function createProgram(): Command {
  const program = new Command("campforge")
    .description(
      "Writes bootcamps, training grounds of verifiable reasoning tasks, from task descriptions; tests and judges them.",
    )
    .version(readVersion())
    .option("--trace", "show where a fault happened")
    .showHelpAfterError("(campforge --help lists the commands)")
    .exitOverride();

  program
    .command("check")
    .description("run every gate that needs no model on bootcamp files")
    .argument("<file...>", "bootcamp files (.ts)")
    .option("--json", "one JSON object a file: file, passed, checks")
    .addOption(waiveOption())
    .option("--task <file>", "a description to hold the files against: FILE, or FILE#ID of several")
    .option(
      "--adapter <file>",
      "a module that leads from prompts to the description's solution (docs/checks.md)",
    )
    .option("--behaviour", "only the hash of what each file does: cases, prompts, references, scores")
    .addOption(seedOption())
    .action(
      async (
        files: string[],
        options: {
          json?: boolean;
          seed: number;
          behaviour?: boolean;
          waive?: Waiver[];
          task?: string;
          adapter?: string;
        },
      ) => {
        if (options.behaviour === true) {
          const { behaviour } = await import("../commands/print-behaviour.ts");
          process.exitCode = await behaviour(files, options);
          return;
        }
        const { check } = await import("../commands/check.ts");
        process.exitCode = await check(files, options);
      },
    );

  program
    .command("run")
    .description("write, test and judge a bootcamp for each description")
    .argument("[descriptions...]", "Markdown with front matter, JSONL, or folders of either")
    .option("--config <file>", "configuration (default: campforge.config.json, if it is there)")
    .option("--db <file>", "the record (default: .campforge/record.sqlite)")
    .option("--model <model>", "author and judge: recorded:PATH or ENDPOINT/MODEL")
    .addOption(countOption("--rounds <n>", "the most rounds of a draft, the first included"))
    .addOption(countOption("--drafts <n>", "independent lines of descent for each description"))
    .addOption(parallelOption())
    .addOption(
      countOption("--judge-samples <n>", "a fixed number of judge samples, instead of the sequential test"),
    )
    .addOption(new Option("--seed <n>", "seed of the cases").argParser(wholeNumber))
    .option("--no-oracle", "leave out the blind solver that confirms the truth")
    .option("--share-reference", "show a description's solution to the author of the class, too")
    .option("--no-critic", "leave out the critic that reads each class against its description")
    .addOption(budgetOption())
    .option("--until <time>", "begin nothing after it: a local time of day (07:00), or a moment in ISO form")
    .option("--record <folder>", "write every reply that the run uses there, as recordings")
    .addOption(waiveOption())
    .option("--dry-run", "say what it would cost, from the least to the most; send and write nothing")
    .option("--trace-content", "let traces hold prompts and replies too (docs/tracing.md)")
    .option(
      "--resume",
      "go on with the latest run that has something left to do; finished calls are not sent again",
    )
    .addOption(countOption("--run <n>", "with --resume: the run to go on with"))
    .option("--detach", "go on in the background; watch with campforge status, end with campforge stop")
    .option("--verbose", "a line for each event also with more than 30 descriptions")
    .option("--no-live", "on a terminal: draw no live view, print as into a file")
    .option("--json", "one JSON object for each event")
    .action(async (paths: string[], flags: RunFlags) => {
      if (flags.dryRun === true) {
        const { dryRun } = await import("../commands/dry-run.ts");
        process.exitCode = await dryRun(paths, flags);
        return;
      }
      const { run } = await import("../commands/run.ts");
      process.exitCode = await run(paths, flags);
    });

  addControlCommands(program);

  program
    .command("report")
    .description("the report on a run: text, Markdown, one HTML page, or JSON")
    .addOption(dbOption())
    .addOption(runOption())
    .addOption(
      new Option("--format <format>", "default: what the name of --out ends in, else md").choices([
        "text",
        "md",
        "html",
        "json",
      ]),
    )
    .option("--json", "the same as --format json")
    .option("--out <file>", "write it there instead of printing it; replaces an earlier report")
    .option("--force", "let --out replace any file")
    .action(async (options: ReportFlags) => {
      const { report } = await import("../commands/report.ts");
      process.exitCode = report(options);
    });

  addReviewCommands(program);
  addLibraryCommands(program);

  program
    .command("show")
    .description("one task: its verdict, rounds, checks, judge and class")
    .argument("<id>", "a task of the latest run, or RUN/TASK")
    .addOption(dbOption())
    .option("--code", "only the class that the verdict is about")
    .option("--certificate", "only its certificate, as JSON: gates, judge, models, hashes; runs the class")
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
    .description("what changed in a class between two rounds")
    .argument("<id>", "a task of the latest run, or RUN/TASK")
    .addOption(dbOption())
    .addOption(countOption("--from <round>", "the earlier round (default: the last but one)"))
    .addOption(countOption("--to <round>", "the later round (default: the last)"))
    .addOption(countOption("--line <n>", "the line of descent (default: 1)"))
    .option("--json", "as JSON")
    .action(async (id: string, options: RecordFlags & { from?: number; to?: number; line?: number }) => {
      const { diff } = await import("../commands/diff.ts");
      process.exitCode = diff(id, options);
    });

  addReviewPage(program, dbOption());

  program
    .command("sample")
    .description("draw cases of a bootcamp, a JSON line each: case, prompt, reference")
    .argument("<file>", "a bootcamp file (.ts)")
    .addOption(countOption("-n, --count <n>", "how many cases").default(1))
    .addOption(new Option("--level <n>", "the level, 0 is the easiest").default(0).argParser(wholeNumber))
    .addOption(seedOption())
    .option("--json", "the output is JSON lines in any case")
    .action(async (file: string, options: { count: number; level: number; seed: number }) => {
      const { sample } = await import("../commands/sample.ts");
      process.exitCode = await sample(file, options);
    });

  program
    .command("score")
    .description("score responses: JSON lines with case and response in, with score out")
    .argument("<file>", "a bootcamp file (.ts)")
    .option("--input <file>", "the lines (default: standard input)")
    .option("--json", "the output is JSON lines in any case")
    .action(async (file: string, options: { input?: string }) => {
      const { score } = await import("../commands/score.ts");
      process.exitCode = await score(file, options);
    });

  program
    .command("rescore")
    .description("replay stored responses on a class before and after a change: which scores moved? No model")
    .argument("<old>", "the bootcamp file before the change")
    .argument("<new>", "the bootcamp file after it")
    .option("--samples <file>", "JSON lines with case and response (default: the judge's, from the record)")
    .addOption(dbOption())
    .option("--json", "as JSON lines: each score that moved, each error, a summary")
    .action(
      async (old: string, changed: string, options: { samples?: string; db: string; json?: boolean }) => {
        const { rescore } = await import("../commands/rescore.ts");
        process.exitCode = await rescore(old, changed, options);
      },
    );

  addRecordCommands(program);

  program
    .command("init")
    .description("write a configuration and a first description")
    .argument("[folder]", "where", ".")
    .option("--json", "as JSON: what was written")
    .action(async (folder: string, options: { json?: boolean }) => {
      const { init } = await import("../commands/init.ts");
      process.exitCode = init(folder, options);
    });

  program
    .command("doctor")
    .description("look whether everything that a run needs is there")
    .option("--config <file>", "configuration (default: campforge.config.json, if it is there)")
    .option("--probe", "also ask each model a tiny question (costs a few tokens), and keep what it can do")
    .option("--json", "as JSON")
    .action(async (options: { config?: string; json?: boolean; probe?: boolean }) => {
      const { doctor } = await import("../commands/doctor.ts");
      process.exitCode = await doctor(options);
    });

  for (const command of program.commands) command.exitOverride();
  return program;
}

/** The commands that look after the file itself. */
function addRecordCommands(program: Command): void {
  const db = program.command("db").description("check, copy and tidy the record").exitOverride();
  db.command("check")
    .description("read the whole record and list what is not as it was written")
    .addOption(dbOption())
    .option("--json", "as JSON")
    .action(async (options: RecordFlags) => {
      const { checkRecord } = await import("../commands/db.ts");
      process.exitCode = checkRecord(options);
    });
  db.command("backup")
    .description("copy the record into a new file, also while a run writes to it; the copy is checked")
    .argument("<file>", "the copy, which must not be there yet")
    .addOption(dbOption())
    .option("--json", "as JSON")
    .action(async (file: string, options: RecordFlags) => {
      const { backUpRecord } = await import("../commands/db.ts");
      process.exitCode = backUpRecord(file, options);
    });
  db.command("gc")
    .description("remove texts and unfinished calls that nothing refers to, and give the space back")
    .addOption(dbOption())
    .option("--dry-run", "only say what would be removed")
    .option("--json", "as JSON")
    .action(async (options: RecordFlags & { dryRun?: boolean }) => {
      const { collectRecord } = await import("../commands/db.ts");
      process.exitCode = collectRecord(options);
    });
  for (const command of db.commands) command.exitOverride();
}

type ShowFlags = { db: string; code?: boolean; certificate?: boolean; json?: boolean };
type RecordFlags = { db: string; run?: number; json?: boolean };

/** May be given several times, for different checks. */
function waiveOption(): Option {
  return new Option(
    "--waive <check=reason>",
    "let a failed or warned check count for nothing, and say why; flags the bootcamp (repeatable)",
  ).argParser((text, before: readonly Waiver[] | undefined): readonly Waiver[] => {
    const read = readWaiverOption(text);
    if (read.status === "invalid") throw new InvalidArgumentError(read.problem);
    return joinWaivers([read.waiver], before ?? []);
  });
}

/** May be given twice, for money and for tokens. */
function budgetOption(): Option {
  return new Option(
    "--budget <amount>",
    "the most that the run may spend over all its resumes: money (5.00) or tokens (20Mtok); repeatable",
  ).argParser((text, before: Partial<Budget> | undefined): Partial<Budget> => {
    const read = readBudgetOption(text);
    if (read.status === "invalid") throw new InvalidArgumentError(read.problem);
    return { ...before, ...read.budget };
  });
}
