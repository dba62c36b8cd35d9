import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";

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

  for (const command of program.commands) command.exitOverride();
  return program;
}

function seedOption(): Option {
  return new Option("--seed <n>", "seed of the cases").default(0).argParser(wholeNumber);
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
