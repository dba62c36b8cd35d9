import { type Command, Option } from "commander";
import { configOption, countOption, dbOption, seedOption, wholeNumber } from "./command-options.ts";
import { waiveOption } from "./waive-option.ts";
import type { CheckOptions } from "../commands/check.ts";
import type { SampleOptions } from "../commands/sample.ts";

/** Adds `campforge check`. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("run every gate that needs no model on bootcamp files")
    .argument("<file...>", "bootcamp files (.ts), or folders of such")
    .option("--json", "one JSON object per file: file, passed, checks")
    .option("--warm", "check by a process in the background, which stays for five minutes (docs/checks.md)")
    .option("--no-warm", "never by one; at a terminal, a second check within ten minutes starts one")
    .addOption(waiveOption())
    .option(
      "--task <file>",
      "a description to compare the files with: FILE, or FILE#ID where a file has several",
    )
    .option(
      "--adapter <file>",
      "a module that adapts prompts to the description's reference solution (docs/checks.md)",
    )
    .option(
      "--calibrate",
      "have the configuration's verifier compared with what a class knows (docs/checks.md)",
    )
    .addOption(configOption())
    .option("--behaviour", "print only the behaviour hash of each file: cases, prompts, references, scores")
    .addOption(seedOption())
    .action(async (files: string[], options: CheckOptions & { behaviour?: boolean }) => {
      if (options.behaviour === true) {
        const { behaviour } = await import("../commands/print-behaviour.ts");
        process.exitCode = await behaviour(files, options);
        return;
      }
      const { check } = await import("../commands/check.ts");
      process.exitCode = await check(files, options);
    });
}

/** Adds what draws from bootcamp files and what scores with them. */
export function addFileCommands(program: Command): void {
  program
    .command("sample")
    .description("draw cases of a bootcamp: to read at a terminal, else JSON lines")
    .argument("<file>", "a bootcamp file (.ts)")
    .addOption(countOption("-n, --count <n>", "how many cases").default(1))
    .addOption(new Option("--level <n>", "the level, 0 is the easiest").default(0).argParser(wholeNumber))
    .addOption(seedOption())
    .option("--json", "JSON lines at a terminal, too: case, prompt, reference")
    .action(async (file: string, options: SampleOptions) => {
      const { sample } = await import("../commands/sample.ts");
      process.exitCode = await sample(file, options);
    });

  program
    .command("score")
    .description("score responses: JSON lines with case and response in, with score out")
    .argument("<file>", "a bootcamp file (.ts)")
    .option("--input <file>", "the lines (default: standard input)")
    .addOption(configOption())
    .option("--json", "accepted for uniformity: the output is always JSON lines")
    .action(async (file: string, options: { input?: string; config?: string }) => {
      const { score } = await import("../commands/score.ts");
      process.exitCode = await score(file, options);
    });

  program
    .command("rescore")
    .description(
      "score stored responses with a class before and after a change, and list the scores that differ",
    )
    .argument("<old>", "the bootcamp file before the change")
    .argument("<new>", "the bootcamp file after it")
    .option("--samples <file>", "JSON lines with case and response (default: the judge's, from the record)")
    .addOption(dbOption())
    .addOption(configOption())
    .option("--json", "as JSON lines: each score that moved, each error, a summary")
    .action(
      async (old: string, changed: string, options: { samples?: string; db: string; json?: boolean }) => {
        const { rescore } = await import("../commands/rescore.ts");
        process.exitCode = await rescore(old, changed, options);
      },
    );
}
