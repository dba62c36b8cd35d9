import { quoteForShell } from "../../core/text/quote-for-shell.ts";

/** The command that carries a sampling on, as one would type it into a shell. */
export function resumeSamplingCommand(about: {
  readonly run: number;
  readonly db: string;
  readonly config: string | undefined;
  /** What stands in for a budget that has to be raised. */
  readonly budget?: string;
}): string {
  const { run, db, config, budget } = about;
  const args = [
    "sft",
    "--resume",
    "--run",
    String(run),
    "--db",
    db,
    ...(config === undefined ? [] : ["--config", config]),
    ...(budget === undefined ? [] : ["--budget", budget]),
  ];
  return `npx campforge ${args.map(quoteForShell).join(" ")}`;
}
