import { existsSync } from "node:fs";
import type { CallsPerTask } from "../store/read-calls-per-task.ts";
import type { Measured } from "../store/read-measured.ts";
import type { StoreReader } from "../store/open-store.ts";
import { readRecord } from "./open-record.ts";

/** What calls of earlier runs took on average; nothing where there is no record yet. Throws a StoreFault. */
export function recallMeasured(db: string): readonly Measured[] {
  return recall(db, (store) => store.measured()) ?? [];
}

/** How many calls decided tasks of earlier runs took; none where there is no record yet. Throws a StoreFault. */
export function recallCallsPerTask(db: string): CallsPerTask {
  return recall(db, (store) => store.callsPerTask()) ?? { tasks: 0, calls: new Map() };
}

function recall<Value>(db: string, read: (store: StoreReader) => Value): Value | undefined {
  if (!existsSync(db)) return undefined;
  const store = readRecord(db);
  try {
    return read(store);
  } finally {
    store.close();
  }
}
