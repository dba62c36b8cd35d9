import type { Command } from "commander";
import { configOption } from "./command-options.ts";

/** Adds what comes before a first run. */
export function addSetupCommands(program: Command): void {
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
    .description("check that everything a run needs is in place")
    .addOption(configOption())
    .option(
      "--probe",
      "also ask each model what a run asks (costs its longest prompt) and save what it supports",
    )
    .option("--json", "as JSON")
    .action(async (options: { config?: string; json?: boolean; probe?: boolean }) => {
      const { doctor } = await import("../commands/doctor.ts");
      process.exitCode = await doctor(options);
    });
}
