import type { Command } from "commander";
import type { CompareFlags } from "../commands/compare.ts";
import type { TableFlags } from "../output/print-table.ts";
import { addTableOptions, configOption, count, dbOption } from "./command-options.ts";

/** Adds what lists and compares the runs of a record. */
export function addRunsCommands(program: Command): void {
  const runs = program
    .command("runs")
    .description("the runs of a record: state, verdicts, cost, models")
    .addOption(dbOption())
    .addOption(configOption());
  addTableOptions(runs).action(async (flags: TableFlags & { db: string }) => {
    const { showRuns } = await import("../commands/show-runs.ts");
    process.exitCode = showRuns(flags);
  });

  const compare = program
    .command("compare")
    .description("two runs side by side: tasks, verdicts that changed, funnel, cost")
    .argument("<run>", "the run before", count)
    .argument("<other>", "the run after", count)
    .addOption(dbOption())
    .addOption(configOption())
    .option("--changed", "only tasks whose verdict changed");
  addTableOptions(compare).action(async (one: number, other: number, flags: CompareFlags) => {
    const { compare } = await import("../commands/compare.ts");
    process.exitCode = compare(one, other, flags);
  });
}
