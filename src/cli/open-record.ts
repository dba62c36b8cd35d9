import { existsSync } from "node:fs";
import {
  openStore,
  openStoreBeside,
  openStoreReader,
  type Store,
  type StoreBeside,
  type StoreReader,
} from "../store/open-store.ts";
import { StoreFault } from "../store/open-database.ts";
import { CommandError, EXIT } from "./exit-codes.ts";

/** The time now, as the record keeps it. */
export const now = (): string => new Date().toISOString();

/** Opens the record for the process that writes. Throws a CommandError when it cannot be had. */
export function openRecord(file: string): Store {
  return explained(() => openStore(file, now));
}

/** Throws a CommandError when there is no record to go on with; makes nothing. */
export function requireRecord(file: string): void {
  if (existsSync(file)) return;
  throw new CommandError(
    EXIT.usage,
    `${file}: there is no record, so nothing to resume. Start a run with campforge run TASKS`,
  );
}

/** Opens the record for reading only; another process may be writing meanwhile. */
export function readRecord(file: string): StoreReader {
  return explained(() => openStoreReader(file));
}

/** Opens the record for adding what people decide; a run may be writing meanwhile. */
export function recordBeside(file: string): StoreBeside {
  return explained(() => openStoreBeside(file, now));
}

function explained<Opened>(open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const exitCode = error.problem === "held by another process" ? EXIT.recordHeld : EXIT.endpoint;
    throw new CommandError(exitCode, error.message, { cause: error });
  }
}
