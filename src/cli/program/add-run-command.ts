import { type Command, Option } from "commander";
import type { RunFlags } from "../../run/plan/run-flags.ts";
import {
  budgetOption,
  configOption,
  countOption,
  dbOption,
  parallelOption,
  wholeNumber,
} from "./command-options.ts";
import { goneAfterOption, queueOption } from "./add-fleet-commands.ts";
import { waiveOption } from "./waive-option.ts";

/** Adds `campforge run`. */
export function addRunCommand(program: Command): void {
  program
    .command("run")
    .description("write, test and judge a bootcamp for each description")
    .argument("[descriptions...]", "Markdown with front matter, JSONL, or folders of either")
    .addOption(configOption())
    .addOption(dbOption())
    .option("--model <model>", "author and judge: recorded:PATH or ENDPOINT/MODEL")
    .addOption(countOption("--rounds <n>", "maximum rounds per line, including the first draft"))
    .addOption(countOption("--drafts <n>", "independent lines of drafts per description"))
    .addOption(parallelOption())
    .addOption(
      countOption(
        "--judge-samples <n>",
        "a fixed number of judge samples per level instead of the sequential test",
      ),
    )
    .addOption(
      countOption(
        "--judge-mean <n>",
        "a fixed number of judge samples per level whose mean alone decides, as in the InternBootcamp report",
      ),
    )
    .addOption(new Option("--seed <n>", "seed for drawing cases").argParser(wholeNumber))
    .option("--no-oracle", "skip the second oracle, the blind solver and verifier that confirm the class")
    .option("--share-reference", "also show a description's reference solution to the author")
    .option("--no-critic", "skip the critic that compares each class with its description")
    .option("--no-adversary", "skip the adversary, which looks for a way to score without doing the task")
    .option("--no-judge", "skip the judge: what passes the other gates is flagged, its accuracy unknown")
    .addOption(budgetOption())
    .option(
      "--until <time>",
      "start nothing after this time: a local time of day (07:00) or an ISO 8601 timestamp",
    )
    .option("--record <folder>", "record every reply that the run uses in this folder")
    .option("--generated <folder>", "where to write a folder for each decided task (default: generated)")
    .option("--no-generated", "write no folders for tasks")
    .addOption(waiveOption())
    .option("--only <ids...>", "a new run of these tasks alone, by their ids")
    .option("--failed", "a new run of the tasks that the latest run, or --run, rejected")
    .option("--stopped", "a new run of the tasks that it left without a verdict")
    .option("--dry-run", "estimate calls, tokens, cost and time; send and write nothing")
    .option("--trace-content", "include prompts and replies in traces (docs/tracing.md)")
    .option("--resume", "continue the latest run that is not complete; finished calls are not sent again")
    .addOption(countOption("--run <n>", "the earlier run, with --resume, --only, --failed or --stopped"))
    .addOption(queueOption("have workers on any machines carry the run out, by this queue"))
    .addOption(goneAfterOption())
    .option("--detach", "run in the background; watch with campforge status, end with campforge stop")
    .option("--verbose", "print a line for each event even with more than 30 descriptions")
    .option("--no-live", "on a terminal: no live view; print as when writing to a file")
    .option("--json", "one JSON object per event")
    .action(async (paths: string[], flags: RunFlags) => {
      if (flags.dryRun === true) {
        const { dryRun } = await import("../commands/dry-run.ts");
        process.exitCode = await dryRun(paths, flags);
        return;
      }
      const { run } = await import("../commands/run.ts");
      process.exitCode = await run(paths, flags);
    });
}
