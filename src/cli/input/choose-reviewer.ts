import { userInfo } from "node:os";
import { MAX_REVIEWER, readReviewer } from "../../review/queue/reviewer-name.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";

/** Who decides: as given, else CAMPFORGE_REVIEWER, else the user's name. Throws a CommandError where there is none. */
export function reviewerName(given: string | undefined): string {
  const name = (given ?? process.env["CAMPFORGE_REVIEWER"] ?? userName()).trim();
  if (name === "")
    throw new CommandError(EXIT.usage, "no reviewer name: give --reviewer NAME, or set CAMPFORGE_REVIEWER");
  if (readReviewer(name) === null)
    throw new CommandError(EXIT.usage, `reviewer: expected at most ${MAX_REVIEWER} characters on one line`);
  return name;
}

/** The name of the user who runs this; empty where there is none: a container may run under a mere number. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
