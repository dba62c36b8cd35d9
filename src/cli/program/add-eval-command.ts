import { type Command, InvalidArgumentError, Option } from "commander";
import type { EvalFlags } from "../../eval/eval-flags.ts";
import { budgetOption, configOption, countOption, dbOption, seedOption } from "./command-options.ts";

/** About as many per task as in Bootcamp-EVAL (arXiv 2508.08636): 9,232 samples of 118 tasks. */
const CASES_A_LEVEL = 16;

/** As in the configuration. */
const FEWEST_TOKENS = 16;
const HIGHEST_TEMPERATURE = 2;

const splitNames = (text: string): readonly string[] => text.split(",").map((name) => name.trim());

/** Adds `campforge eval`, which measures a model on the cases of a library. */
export function addEvalCommand(program: Command): void {
  addCases(
    program.command("eval").description("evaluate a model on a library: accuracy by domain, task, level"),
  )
    .option("--model <model>", "ENDPOINT/MODEL, or recorded:PATH (default: the configuration's candidate)")
    .addOption(countOption("--samples <n>", "how often each case is asked, for pass@k").default(1))
    .addOption(
      new Option("--max-tokens <n>", "tokens that a reply may have (default: the configuration's)").argParser(
        readMaxTokens,
      ),
    )
    .addOption(
      new Option("--temperature <t>", "its temperature (default: the configuration's)").argParser(
        readTemperature,
      ),
    )
    .addOption(configOption())
    .addOption(dbOption())
    .addOption(budgetOption())
    .option("--dry-run", "estimate calls, tokens and cost; send and write nothing")
    .option("--record <folder>", "record every reply that is used in this folder")
    .option("--label <text>", "what the results call the model")
    .option("--freeze <file>", "write the cases into a file instead of asking a model")
    .option("--frozen <file>", "the cases of such a file instead of those of the library's seed")
    .option("--replies <file>", "with --frozen: score these replies instead of asking a model")
    .option("--compare <results...>", "compare two files of results, the second with the first")
    .option(
      "--out <file>",
      "write a report, too: .html, .md, .txt, or .json with every case; repeatable",
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option("--force", "let --out and --freeze overwrite any file")
    .option("--no-live", "on a terminal: no live view; print as when writing to a file")
    .option("--json", "as JSON")
    .action(async (flags: EvalFlags, command: Command) => {
      const isGiven = (name: string): boolean => command.getOptionValueSource(name) === "cli";
      const { evaluate } = await import("../commands/evaluate.ts");
      process.exitCode = await evaluate(flags, new Set(Object.keys(flags).filter(isGiven)));
    });
}

function addCases(command: Command): Command {
  return command
    .option("--library <folder>", "the library (default: the one that ships with Campforge)")
    .option("--domains <names>", "only these domains, separated by commas", splitNames)
    .option("--bootcamps <slugs>", "only these bootcamps, separated by commas", splitNames)
    .option("--levels <levels>", "all, band (those inside the judge's band), or levels such as 0-2,4", "all")
    .addOption(countOption("--cases <n>", "cases of each level of each task").default(CASES_A_LEVEL))
    .addOption(seedOption());
}

function readMaxTokens(text: string): number {
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= FEWEST_TOKENS && value <= 1_000_000) return value;
  throw new InvalidArgumentError("expected a whole number from 16 to 1000000");
}

function readTemperature(text: string): number {
  const value = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && value <= HIGHEST_TEMPERATURE) return value;
  throw new InvalidArgumentError("expected a number from 0 to 2");
}
