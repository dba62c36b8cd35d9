import { existsSync } from "node:fs";
import type { Measured } from "../store/read-measured.ts";
import { readRecord } from "./open-record.ts";

/** What calls of earlier runs took on average; nothing where there is no record yet. Throws a StoreFault. */
export function recallMeasured(db: string): readonly Measured[] {
  if (!existsSync(db)) return [];
  const store = readRecord(db);
  try {
    return store.measured();
  } finally {
    store.close();
  }
}
