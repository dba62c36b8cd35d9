import { existsSync } from "node:fs";
import {
  openStore,
  openSharedStore,
  openStoreReader,
  type Store,
  type SharedStore,
  type StoreReader,
} from "../store/open-store.ts";
import { isRecordHeld } from "../store/open-database.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** Says something on one line to whoever opens a record. */
type Notice = (text: string) => void;

/** The time now, as the record keeps it. */
export const now = (): string => new Date().toISOString();

/** Opens the record for the process that writes, and says when that has changed its schema. Throws a StoreFault. */
export function openRecord(file: string, notice: Notice): Store {
  return sayUpgrade(openStore(file, now), { file, notice });
}

function sayUpgrade<Opened extends Pick<Store, "upgrade">>(
  store: Opened,
  { file, notice }: { readonly file: string; readonly notice: Notice },
): Opened {
  if (store.upgrade !== null) {
    const { from, to, backup } = store.upgrade;
    notice(`${file}: upgraded from schema ${from} to ${to}; a backup is in ${backup}`);
  }
  return store;
}

/** Throws a CommandError when there is no record to go on with, which `begin` would make; makes nothing. */
export function requireRecord(file: string, begin = "campforge run TASKS"): void {
  if (existsSync(file)) return;
  throw new CommandError(
    EXIT.usage,
    `${file}: no such record, so there is nothing to resume. Start one with ${begin}`,
  );
}

/** Opens the record for reading only; another process may be writing meanwhile. Throws a StoreFault. */
export function readRecord(file: string): StoreReader {
  return openStoreReader(file);
}

/** Opens the record for adding what people decide; a run may be writing meanwhile. Throws a StoreFault. */
export function openSharedRecord(file: string, notice: Notice): SharedStore {
  return sayUpgrade(openSharedStore(file, now), { file, notice });
}

/** Whether some process has the record open for writing. Throws a StoreFault when that cannot be told. */
export function isHeld(file: string): boolean {
  return isRecordHeld(file);
}
