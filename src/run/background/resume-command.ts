import type { RunStatus } from "../../core/run/run-status.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";

/** Which run is carried on, and with what; where no run is named, the latest that has something left to do. */
export type Resumption = {
  readonly run?: number;
  readonly db: string;
  readonly config: string | undefined;
  /** What stands in for a budget that has to be raised. */
  readonly budget?: string;
  /** The queue of a run that is spread over machines, without its password; true for the one that the environment names. */
  readonly queue?: string | true | undefined;
};

/** The queue of a run by what it last said of itself, which is only that there was one. */
export const queueOf = (said: RunStatus | undefined): true | undefined =>
  (said?.fleet ?? null) === null ? undefined : true;

/** The arguments of the command that carries a run on. */
export function resumeArguments({ run, db, config, budget, queue }: Resumption): readonly string[] {
  return [
    "run",
    "--resume",
    ...(run === undefined ? [] : ["--run", String(run)]),
    "--db",
    db,
    ...(config === undefined ? [] : ["--config", config]),
    ...(budget === undefined ? [] : ["--budget", budget]),
    ...(queue === undefined ? [] : queue === true ? ["--queue"] : ["--queue", queue]),
  ];
}

/** That command as one would type it into a shell. */
export function resumeCommand(resumption: Resumption): string {
  return `npx campforge ${resumeArguments(resumption).map(quoteForShell).join(" ")}`;
}
