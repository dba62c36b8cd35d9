import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { flagName } from "../../core/text/flag-name.ts";
import type { SamplingFlags } from "./sampling-flags.ts";

/** What may be said when a sampling goes on as it was begun. */
const OF_RESUMED = ["resume", "run", "config", "db", "budget", "record", "json", "live"];

/** What may be said of worked solutions. */
const OF_WORKED = "worked to json library bootcamps cases levels seed split mixture".split(" ");

/** Where worked solutions are written. Throws a CommandError where nothing is named, or what only a teacher needs. */
export function checkWorkedFlags({ to }: SamplingFlags, given: ReadonlySet<string>): string {
  const other = [...given].find((name) => !OF_WORKED.includes(name));
  if (other !== undefined)
    throw new CommandError(
      EXIT.usage,
      `${flagName(other)}: is about a teacher, and --worked asks none. Remove one of them`,
    );
  if (to === undefined) throw new CommandError(EXIT.usage, "where to? Name a folder with --to");
  return to;
}

/** Throws a CommandError for options that do not go together; `given` are those that the command line names. */
export function checkSamplingFlags(flags: SamplingFlags, given: ReadonlySet<string>): SamplingFlags {
  const usage = (message: string): CommandError => new CommandError(EXIT.usage, message);
  if (flags.run !== undefined && (flags.resume !== true || flags.to !== undefined))
    throw usage("--run names a sampling to resume: give --resume, too, and no --to");
  if (flags.dryRun === true && flags.resume === true)
    throw usage("--dry-run is for a new sampling: remove --resume");
  if (flags.to !== undefined) return flags;
  if (flags.resume !== true)
    throw usage("where to? Name a folder with --to, or go on with an earlier sampling with --resume");
  const other = [...given].find((name) => !OF_RESUMED.includes(name));
  if (other !== undefined)
    throw usage(
      `${flagName(other)}: a resumed sampling keeps what it began with. Remove the option, or give the whole command again, with --to`,
    );
  return flags;
}
