import { existsSync } from "node:fs";
import {
  openStore,
  openStoreBeside,
  openStoreReader,
  type Store,
  type StoreBeside,
  type StoreReader,
} from "../../store/open-store.ts";
import { isRecordHeld } from "../../store/open-database.ts";
import { CommandError, EXIT } from "../output/exit-codes.ts";
import { printNoticeLine } from "../output/print.ts";

/** The time now, as the record keeps it. */
export const now = (): string => new Date().toISOString();

/** Opens the record for the process that writes, and says when that has changed its schema. Throws a StoreFault. */
export function openRecord(file: string): Store {
  return sayUpgrade(file, openStore(file, now));
}

function sayUpgrade<Opened extends Pick<Store, "upgrade">>(file: string, store: Opened): Opened {
  if (store.upgrade !== null) {
    const { from, to, backup } = store.upgrade;
    printNoticeLine(
      `${file}: brought from schema ${from} to ${to}; as it was before it is kept in ${backup}`,
    );
  }
  return store;
}

/** Throws a CommandError when there is no record to go on with; makes nothing. */
export function requireRecord(file: string): void {
  if (existsSync(file)) return;
  throw new CommandError(
    EXIT.usage,
    `${file}: there is no record, so there is nothing to go on with. Start a run with campforge run TASKS`,
  );
}

/** Opens the record for reading only; another process may be writing meanwhile. Throws a StoreFault. */
export function readRecord(file: string): StoreReader {
  return openStoreReader(file);
}

/** Opens the record for adding what people decide; a run may be writing meanwhile. Throws a StoreFault. */
export function recordBeside(file: string): StoreBeside {
  return sayUpgrade(file, openStoreBeside(file, now));
}

/** Whether some process has the record open for writing. Throws a StoreFault when that cannot be told. */
export function isHeld(file: string): boolean {
  return isRecordHeld(file);
}
