import { userInfo } from "node:os";
import { createInterface } from "node:readline/promises";
import { MAX_REVIEWER, readReviewer } from "../../review/queue/reviewer-name.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";

/**
 * Who decides: as given, else CAMPFORGE_REVIEWER, else the user's name, which a person at a terminal confirms or replaces.
 * Whoever works as root has a name of their own. Throws a CommandError where there is none.
 */
export async function reviewerName(given: string | undefined): Promise<string> {
  const named = given ?? process.env["CAMPFORGE_REVIEWER"];
  const name = (named ?? (process.stdin.isTTY ? await askName() : userName())).trim();
  if (name === "")
    throw new CommandError(EXIT.usage, "who decides? Give --reviewer NAME, or set CAMPFORGE_REVIEWER");
  if (readReviewer(name) === null)
    throw new CommandError(EXIT.usage, `reviewer: expected at most ${MAX_REVIEWER} characters on one line`);
  return name;
}

async function askName(): Promise<string> {
  const known = userName();
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const reply = await terminal.question(`Who decides?${known === "" ? "" : ` [${known}]`} `);
  terminal.close();
  return reply.trim() === "" ? known : reply;
}

/**
 * The name of the user who runs this; empty where it says nothing of a person: root, or a container's user that is a mere
 * number.
 */
export function userName(): string {
  try {
    const { username } = userInfo();
    return username === "root" ? "" : username;
  } catch {
    return "";
  }
}
