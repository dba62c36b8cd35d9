import { statSync } from "node:fs";
import { ModelFault } from "../../core/calls/completion.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { renderSummary } from "../../record/render-summary.ts";
import { resumeCommand } from "../../run/background/resume-command.ts";
import type { RunEnd } from "../../run/carry-out/conclude-run.ts";
import { renderSpending } from "../../run/carry-out/task-allowance.ts";
import { print, printJson, printNoticeLine } from "./print.ts";
import { lineWidth } from "./terminal-size.ts";

/** Says what became of a run; returns the exit code. Throws the fault that ended it. */
export function printRunEnd(
  end: RunEnd,
  about: {
    readonly db: string;
    readonly config: string | undefined;
    readonly json: boolean;
    /** The queue that the run was carried out by, as it may be shown. */
    readonly queue: string | true | undefined;
    /** Where the tasks' folders are; null where there are none. */
    readonly generated: string | null;
  },
): number {
  const { summary, spending, budget, provenance, stop, fault } = end;
  const { db, config, queue, generated } = about;
  const resumption = { db, config, queue, ...(stop?.why === "budget" ? { budget: "MORE" } : {}) };
  const lacksReply = fault instanceof ModelFault && fault.kind === "not recorded";
  const goesOn = lacksReply
    ? "continues it, where there is a reply to what was asked"
    : "continues it; nothing is lost";
  const resume = end.isComplete ? undefined : ([resumeCommand(resumption), goesOn] as const);
  if (about.json) printJson({ type: "run-ended", ...summary, spending, stopped: stop?.why ?? null });
  else {
    const told = {
      db,
      provenance,
      config,
      spending: renderSpending(spending, budget),
      width: lineWidth(),
      resume,
    };
    print(renderSummary(summary, told));
    if (generated !== null && isFolder(generated))
      print(`       ${generated}/    the class, report and cases of each task\n`);
  }
  if (stop !== undefined) {
    printNoticeLine(`${stop.text}; nothing is lost. Resume with: ${resumeCommand(resumption)}`);
    return stop.exitCode;
  }
  if (fault !== undefined) throw fault;
  return end.isComplete ? EXIT.done : EXIT.fault;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
