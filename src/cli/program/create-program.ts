import { Command } from "commander";
import { HELP_TEXTS, type HelpText, renderHelpText, trainerHelp } from "./help-texts.ts";
import { readVersion } from "../../files/project.ts";
import { addCatalogueCommands } from "./add-catalogue-commands.ts";
import { addCompletionCommand } from "./add-completion-command.ts";
import { addControlCommands } from "./add-control-commands.ts";
import { addCheckCommand, addFileCommands } from "./add-file-commands.ts";
import { addFleetCommands } from "./add-fleet-commands.ts";
import { addLibraryCommands } from "./add-library-commands.ts";
import {
  addGeneratedCommand,
  addReportCommand,
  addTaskCommands,
  addUpkeepCommands,
} from "./add-record-commands.ts";
import { addReviewCommands } from "./add-review-commands.ts";
import { addReviewPage } from "./add-review-page.ts";
import { addRunCommand } from "./add-run-command.ts";
import { addRunsCommands } from "./add-runs-commands.ts";
import { addScalingCommands } from "./add-scaling-commands.ts";
import { addServeCommands } from "./add-serve-commands.ts";
import { addSetupCommands } from "./add-setup-commands.ts";

/** What somebody who has the help of the whole program before them may do first. */
const FIRST_STEPS: HelpText = {
  examples: [
    ["campforge init fresh", "a configuration and a first description"],
    ["campforge run tasks/ --dry-run", "what a run would take"],
    ["campforge list --state open", "what waits for a person"],
  ],
  exits: [3, 4, 6, 7, 8, 75, 130],
};

/** Every command with its options. Each loads its own code when it runs, so that `--help` stays quick. */
export function createProgram(): Command {
  const program = new Command("campforge")
    .description(
      "Writes bootcamps, training grounds of verifiable reasoning tasks, from task descriptions; tests and judges them.",
    )
    .version(readVersion())
    .option("--trace", "print a stack trace on an internal error")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "campforge: ")) })
    .showHelpAfterError("(campforge --help lists the commands)")
    .hook("preAction", async (_program, command) => {
      const { chooseRecord } = await import("../input/choose-record.ts");
      chooseRecord(command);
    })
    .exitOverride();
  addCheckCommand(program);
  addRunCommand(program);
  addControlCommands(program);
  addRunsCommands(program);
  addReportCommand(program);
  addGeneratedCommand(program);
  addReviewCommands(program);
  addLibraryCommands(program);
  addCatalogueCommands(program);
  addScalingCommands(program);
  addServeCommands(program);
  addFleetCommands(program);
  addTaskCommands(program);
  addReviewPage(program);
  addFileCommands(program);
  addUpkeepCommands(program);
  addSetupCommands(program);
  addCompletionCommand(program);
  for (const command of program.commands) prepare(command, []);
  return program.addHelpText("after", renderHelpText(FIRST_STEPS));
}

/**
 * Has errors thrown instead of ending the process, a usage error name the help of the very command, and the help end with
 * examples and exit codes.
 */
function prepare(command: Command, parents: readonly string[]): void {
  const words = [...parents, command.name()];
  const name = words.join(" ");
  command.exitOverride().showHelpAfterError(`(campforge ${name} --help has its options and examples)`);
  const isTrainer = parents[0] === "export" && !Object.hasOwn(HELP_TEXTS, name);
  const text = isTrainer ? trainerHelp(command.name()) : HELP_TEXTS[name];
  if (text !== undefined) command.addHelpText("after", renderHelpText(text));
  for (const one of command.commands) prepare(one, words);
}
