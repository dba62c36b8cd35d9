import { StoreFault } from "../../core/run/store-fault.ts";
import type { Store } from "../../store/open-store.ts";
import { keepMemoryFlat } from "./keep-memory-flat.ts";
import { createUndoings, type Undoings } from "./undoings.ts";

/**
 * Carries out work that a record keeps as the run `run`. However it ends, what was added to its undoings is undone; a
 * failure is recorded as a stop and thrown on.
 */
export async function carryOutRecorded<End>(
  run: number,
  store: Pick<Store, "runs">,
  work: (undoings: Undoings) => Promise<End>,
): Promise<End> {
  keepMemoryFlat();
  const undoings = createUndoings();
  try {
    return await work(undoings);
  } catch (error) {
    // Nobody carries it out any more; a record that is at fault cannot be told.
    if (!(error instanceof StoreFault)) store.runs.end(run, "stopped");
    throw error;
  } finally {
    undoings.undoAll();
  }
}
