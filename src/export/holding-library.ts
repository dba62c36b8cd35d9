import { type HeldLibrary, holdLibrary, LibraryFault } from "./carry-out.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** Holds a library while some work is done. Throws a CommandError when it cannot be had. */
export async function holdingLibrary<Value>(
  to: string,
  work: (held: HeldLibrary) => Promise<Value> | Value,
): Promise<Value> {
  const held = take(to);
  try {
    return await work(held);
  } finally {
    held.release();
  }
}

function take(to: string): HeldLibrary {
  try {
    return holdLibrary(to);
  } catch (error) {
    if (!(error instanceof LibraryFault)) throw error;
    const exitCode = error.problem === "symbolic link" ? EXIT.conflict : EXIT.recordHeld;
    throw new CommandError(exitCode, error.message, { cause: error });
  }
}
