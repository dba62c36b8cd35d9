import { CommandError, type ExitCode } from "../core/run/exit-codes.ts";

/** The value of a file that the user wrote as JSON. Throws a CommandError with this exit code that says where it breaks. */
export function parseUserJson(text: string, file: string, exit: ExitCode): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(exit, `${file}: is not valid JSON: ${reason}`, { cause: error });
  }
}
