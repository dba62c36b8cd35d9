import type { ControlAnswer } from "../../core/run/control-request.ts";
import type { RunLedger } from "../../store/open-ledger.ts";
import type { Clock } from "./wall-clock.ts";
import type { Deadline } from "./run-deadline.ts";
import { CommandError } from "../../core/run/exit-codes.ts";
import { readBudgetOption } from "../../core/calls/read-budget.ts";
import { describeShortfall } from "../../core/calls/spending.ts";
import { readUntil } from "../../core/run/read-until.ts";
import type { RunControls } from "./steer-run.ts";

/** Changes the budget and the end of a run's time while it is under way; each says what came of it. */
export function moveLimits(about: {
  readonly deadline: Deadline;
  readonly ledger: Pick<RunLedger, "budget" | "setBudget" | "spent">;
  readonly clock: Clock;
}): RunControls["limits"] {
  const { deadline, ledger, clock } = about;
  return {
    setUntil: (text) => {
      try {
        const until = readUntil(text, clock.now());
        deadline.move(until);
        return done(`until ${until.toISOString()}`);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        return { status: "refused", note: error.message };
      }
    },
    setBudget: (text) => {
      const read = readBudgetOption(text);
      if (read.status === "invalid") return { status: "refused", note: `budget ${text}: ${read.problem}` };
      ledger.setBudget({ ...ledger.budget(), ...read.budget });
      const short = describeShortfall(ledger.spent(), ledger.budget());
      const note = `budget ${text}, until this process ends; give it to run --resume, too`;
      return done(
        short === undefined ? note : `${note}. ${short}: no further call is sent, and the run will stop`,
      );
    },
  };
}

const done = (note: string): ControlAnswer => ({ status: "done", note });
