import { quoteForShell } from "../../core/text/quote-for-shell.ts";

/** Which run is carried on, and with what; where no run is named, the latest that has something left to do. */
export type Resumption = {
  readonly run?: number;
  readonly db: string;
  readonly config: string | undefined;
  /** What stands in for a budget that has to be raised. */
  readonly budget?: string;
};

/** The arguments of the command that carries a run on. */
export function resumeArguments({ run, db, config, budget }: Resumption): readonly string[] {
  return [
    "run",
    "--resume",
    ...(run === undefined ? [] : ["--run", String(run)]),
    "--db",
    db,
    ...(config === undefined ? [] : ["--config", config]),
    ...(budget === undefined ? [] : ["--budget", budget]),
  ];
}

/** That command as one would type it into a shell. */
export function resumeCommand(resumption: Resumption): string {
  return `npx campforge ${resumeArguments(resumption).map(quoteForShell).join(" ")}`;
}
