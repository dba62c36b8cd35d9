import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import {
  openStore,
  openSharedStore,
  openStoreReader,
  type Store,
  type SharedStore,
  type StoreReader,
} from "../store/open-store.ts";
import { isRecordHeld } from "../store/open-database.ts";
import { listNames } from "../core/text/list-names.ts";
import { nearestName } from "../core/text/nearest-name.ts";
import { quoteForShell } from "../core/text/quote-for-shell.ts";
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

/**
 * Throws a CommandError when there is no record to go on with, which `begin` would make, and names those that stand beside;
 * makes nothing.
 */
export function requireRecord(file: string, begin = "campforge run TASKS"): void {
  if (existsSync(file)) return;
  const beside = recordsBeside(file);
  const near = nearestName(basename(file), beside) ?? (beside.length === 1 ? beside[0] : undefined);
  const hint = near === undefined ? "" : ` Did you mean --db ${quoteForShell(join(dirname(file), near))}?`;
  const there = beside.length < 2 ? "" : ` In its folder are ${listNames(beside)}.`;
  throw new CommandError(
    EXIT.usage,
    `${file}: no record yet.${hint}${there} Start one with ${begin}, or name another with --db`,
  );
}

function recordsBeside(file: string): readonly string[] {
  const folder = dirname(resolve(file));
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder).filter((name) => name.endsWith(".sqlite"));
}

/** Opens the record for reading only; another process may be writing meanwhile. Throws a StoreFault. */
export function readRecord(file: string): StoreReader {
  requireRecord(file);
  return openStoreReader(file);
}

/** Opens the record for adding what people decide; a run may be writing meanwhile. Throws a StoreFault. */
export function openSharedRecord(file: string, notice: Notice): SharedStore {
  requireRecord(file);
  return sayUpgrade(openSharedStore(file, now), { file, notice });
}

/** Whether some process has the record open for writing. Throws a StoreFault when that cannot be told. */
export function isHeld(file: string): boolean {
  return isRecordHeld(file);
}
