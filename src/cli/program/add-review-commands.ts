import { type Command, Option } from "commander";
import type { DecisionKind } from "../../core/review/decision.ts";
import { addTableOptions, configOption, dbOption, runOption, wholeNumber } from "./command-options.ts";
import type { TableFlags } from "../output/print-table.ts";
import type { DecideOptions } from "../commands/decide.ts";
import type { TryOptions } from "../commands/try-case.ts";
import type { ReviewFilter } from "../../review/queue/review-rows.ts";

const DECISIONS: readonly (readonly [kind: DecisionKind, description: string])[] = [
  ["approve", "approve accepted or flagged bootcamps, for campforge export library"],
  ["reject", "reject bootcamps; give the reason with --note"],
  ["send-back", "send tasks back to the author for another round, with --note as feedback"],
  ["undo", "undo the current decision"],
];

/** Adds what reviewers do from the terminal: looking through a queue, deciding, trying a case. */
export function addReviewCommands(program: Command): void {
  const list = program
    .command("list")
    .description("the tasks of a run with their verdicts and reviewers' decisions")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(runOption());
  addTableOptions(addFilters(list)).action(
    async (options: ReviewFilter & TableFlags & { db: string; run?: number }) => {
      const { list } = await import("../commands/list.ts");
      process.exitCode = list(options);
    },
  );

  for (const [kind, description] of DECISIONS) {
    const command = program
      .command(kind)
      .description(description)
      .argument("[tasks...]", "tasks of the latest run, or RUN/TASK")
      .addOption(dbOption())
      .addOption(configOption())
      .addOption(runOption())
      .option("--note <text>", "the reason; stored with the decision")
      .option(
        "--reviewer <name>",
        "who decides (default: CAMPFORGE_REVIEWER, else asked, else the user, never root)",
      )
      .option("--seen <hash>", "decide only if the task is unchanged since campforge show printed this hash")
      .option("--all-matching", "all tasks that match the filters below, instead of named ones");
    addFilters(command)
      .option("--yes", "do not ask for confirmation; required for --all-matching without a terminal")
      .option("--json", "one JSON object per task")
      .action(async (ids: string[], options: DecideOptions) => {
        const { decide } = await import("../commands/decide.ts");
        process.exitCode = await decide(kind, ids, options);
      });
  }

  program
    .command("try")
    .description("show a case of a task's bootcamp and score an answer to it")
    .argument("<id>", "a task of the latest run, or RUN/TASK")
    .argument("[answer...]", "the answer, or a whole response (default: standard input)")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(runOption())
    .addOption(new Option("--level <n>", "the level, 0 is the easiest").default(0).argParser(wholeNumber))
    .addOption(new Option("--case <n>", "which case of the level").default(0).argParser(wholeNumber))
    .option("--json", "as JSON")
    .action(async (id: string, answer: string[], options: TryOptions) => {
      const { tryCase } = await import("../commands/try-case.ts");
      process.exitCode = await tryCase(id, answer, options);
    });
}

function addFilters(command: Command): Command {
  return command
    .addOption(
      new Option("--state <state>", "only these").choices(["open", "approved", "rejected", "sent-back"]),
    )
    .addOption(new Option("--verdict <verdict>", "only these").choices(["accepted", "flagged", "rejected"]))
    .option("--domain <domain>", "only tasks in this domain")
    .option("--reason <text>", "only tasks with this text in a reason");
}
