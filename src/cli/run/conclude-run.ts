import type { ModelFault } from "../../core/completion.ts";
import type { Budget } from "../../core/spending.ts";
import type { Models } from "../../models/create-models.ts";
import type { Store } from "../../store/open-store.ts";
import { type Allowance, renderSpending } from "./allowance.ts";
import { EXIT, type ExitCode } from "../output/exit-codes.ts";
import { print, printJson, printNoticeLine } from "../output/print.ts";
import { renderSummary } from "../record/render-summary.ts";
import { resumeCommand } from "../background/resume-command.ts";
import type { RunFlags, StartedRun } from "./run-plan.ts";
import { summarizeRun } from "../record/summarize-run.ts";
import { whyStopped } from "../steering/why-stopped.ts";

/** How a run ended. */
export type Concluded = {
  readonly store: Store;
  readonly flags: RunFlags;
  readonly db: string;
  readonly models: Models;
  readonly fault: ModelFault | undefined;
  readonly isComplete: boolean;
  /** What the process ends with when it was stopped. */
  readonly stopCode: ExitCode | undefined;
  readonly isLate: boolean;
  readonly allowance: Allowance;
  readonly budget: Budget;
};

/** Says what became of a run; returns the exit code. Throws the fault that ended it. */
export function concludeRun(started: StartedRun, about: Concluded): number {
  const { store, flags, models, db, fault, isComplete } = about;
  const stop = whyStopped({ ...about, isUsedUp: about.allowance.isUsedUp() });
  const summary = summarizeRun(store, started.id);
  const spending = store.spending(started.id);
  if (flags.json === true) printJson({ type: "run-ended", ...summary, spending, stopped: stop?.why ?? null });
  else
    print(
      renderSummary(summary, {
        db,
        provenance: models.provenance(started.tasks.map(({ id }) => id)),
        config: flags.config,
        spending: renderSpending(spending, about.budget),
      }),
    );
  if (stop !== undefined) {
    const resumption = { db, config: flags.config, ...(stop.why === "budget" ? { budget: "MORE" } : {}) };
    printNoticeLine(`${stop.text}; nothing is lost. Go on with: ${resumeCommand(resumption)}`);
    return stop.exitCode;
  }
  if (fault !== undefined) throw fault;
  return isComplete ? EXIT.done : EXIT.fault;
}
