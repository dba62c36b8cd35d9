import { type Command, InvalidArgumentError, Option } from "commander";
import type { Budget } from "../../core/calls/spending.ts";
import { readBudgetOption } from "../../core/calls/read-budget.ts";
import type { RunFlags } from "../../run/plan/run-flags.ts";
import { configOption, countOption, dbOption, parallelOption, wholeNumber } from "./command-options.ts";
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
    .option("--generated <folder>", "where each decided task gets a folder of its own (default: generated)")
    .option("--no-generated", "write no such folders")
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
