import { type Command, Option } from "commander";
import { THINKING_FORMS } from "../../core/run/thinking-forms.ts";
import type { SftOptions } from "../commands/sft.ts";
import { addDrawing } from "./add-drawing.ts";
import { budgetOption, configOption, countOption, dbOption } from "./command-options.ts";

/** Adds `campforge sft`, which turns cases into solutions for supervised fine-tuning. */
export function addSftCommand(program: Command): void {
  addDrawing(
    program
      .command("sft")
      .description("write solutions of a library's cases for supervised fine-tuning: a teacher's, verified")
      .option("--to <folder>", "where the solutions are written"),
  )
    .addOption(configOption())
    .addOption(dbOption())
    .option("--model <model>", "the teacher: recorded:PATH or ENDPOINT/MODEL (default: the configuration's)")
    .addOption(countOption("--samples <n>", "how often each case is asked (default: 1)"))
    .addOption(countOption("--keep <n>", "the most solutions kept of one case (default: all that score 1)"))
    .addOption(
      new Option("--thinking <form>", "thinking between <think> tags, in reasoning_content, or left out")
        .choices([...THINKING_FORMS])
        .default("tags"),
    )
    .option("--require-thinking", "drop replies without thinking")
    .addOption(budgetOption())
    .option("--dry-run", "estimate calls, tokens and cost; send and write nothing")
    .option(
      "--resume",
      "continue the latest sampling that is not complete; finished calls are not sent again",
    )
    .addOption(countOption("--run <n>", "with --resume: the sampling to continue"))
    .option("--record <folder>", "record every reply that is used in this folder")
    .option("--worked", "the solutions that classes work out themselves; no model is asked")
    .option("--no-live", "on a terminal: no live view; print as when writing to a file")
    .option("--json", "as JSON")
    .action(async (options: SftOptions, command: Command) => {
      const isGiven = (name: string): boolean => command.getOptionValueSource(name) === "cli";
      const { sft } = await import("../commands/sft.ts");
      process.exitCode = await sft(options, new Set(Object.keys(options).filter(isGiven)));
    });
}
