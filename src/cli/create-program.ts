import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { RunFlags } from "./run-plan.ts";

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
    .addOption(seedOption())
    .action(async (files: string[], options: { json?: boolean; seed: number }) => {
      const { check } = await import("./commands/check.ts");
      process.exitCode = await check(files, options);
    });

  program
    .command("run")
    .description("write, test and judge a bootcamp for each description")
    .argument("[descriptions...]", "Markdown with front matter, JSONL, or folders of either")
    .option("--config <file>", "configuration (default: campforge.config.json, if it is there)")
    .option("--db <file>", "the record (default: .campforge/record.sqlite)")
    .option("--model <model>", "author and judge: recorded:PATH or ENDPOINT/MODEL")
    .addOption(countOption("--rounds <n>", "the most rounds of a draft, the first included"))
    .addOption(countOption("--drafts <n>", "independent lines of descent for each description"))
    .addOption(countOption("--parallel <n>", "descriptions under way at once"))
    .addOption(
      countOption("--judge-samples <n>", "a fixed number of judge samples, instead of the sequential test"),
    )
    .addOption(new Option("--seed <n>", "seed of the cases").argParser(wholeNumber))
    .option("--record <folder>", "write every reply that the run uses there, as recordings")
    .option("--resume", "go on with the latest run; finished calls are not sent again")
    .option("--json", "one JSON object for each event")
    .action(async (paths: string[], flags: RunFlags) => {
      const { run } = await import("./commands/run.ts");
      process.exitCode = await run(paths, flags);
    });

  for (const command of program.commands) command.exitOverride();
  return program;
}

function seedOption(): Option {
  return new Option("--seed <n>", "seed of the cases").default(0).argParser(wholeNumber);
}

function countOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const value = wholeNumber(text);
    if (value < 1) throw new InvalidArgumentError("expected at least 1");
    return value;
  });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError("expected a whole number");
  return value;
}

function readVersion(): string {
  const text: unknown = JSON.parse(readFileSync(packageFile(), "utf8"));
  return typeof text === "object" && text !== null && "version" in text ? String(text.version) : "unknown";
}

function packageFile(): URL {
  return new URL("../../package.json", import.meta.url);
}
