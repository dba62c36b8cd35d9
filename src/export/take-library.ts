import { type HeldLibrary, holdLibrary, LibraryFault } from "./carry-out.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** Keeps others from a library until it is released. Throws a CommandError when it cannot be had. */
export function takeLibrary(to: string): HeldLibrary {
  try {
    return holdLibrary(to);
  } catch (error) {
    if (!(error instanceof LibraryFault)) throw error;
    const exitCode = error.problem === "symbolic link" ? EXIT.conflict : EXIT.recordHeld;
    throw new CommandError(exitCode, error.message, { cause: error });
  }
}
