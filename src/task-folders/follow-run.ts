import type { SynthesisEvent } from "../core/run/synthesis.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { Workshop } from "../workshop/workshop.ts";
import { writeTaskFolder } from "./task-folder.ts";

/** Writes the folders of a run's tasks while the run goes on. */
export type TaskFolders = {
  /** Has a task's folder written, or written anew, when its verdict is in the record. */
  readonly follow: (event: SynthesisEvent) => void;
  /** Resolves once every folder is written that was begun; never rejects. */
  readonly settle: () => Promise<void>;
  /** Writes the folders of all decided tasks, those that an earlier process decided included. Throws a StoreFault where the record is at fault. */
  readonly complete: () => Promise<void>;
};

/**
 * Opens the folders below `root`, or none where it is null. One is written at a time. Where that fails, a
 * notice says so once, no further folder is written, and the run goes on: the record holds everything.
 */
export function followRun(
  root: string | null,
  about: {
    readonly run: number;
    readonly store: StoreReader;
    readonly workshop: Workshop;
    readonly noticeLine: (text: string) => void;
  },
): TaskFolders {
  const { run, store, workshop, noticeLine } = about;
  let isOff = root === null;
  let last = Promise.resolve();

  const write = async (id: string, trusted: boolean): Promise<void> => {
    if (isOff || root === null) return;
    try {
      await writeTaskFolder(root, { run, id }, { store, workshop, trusted });
    } catch (error) {
      isOff = true;
      const reason = error instanceof Error ? error.message : String(error);
      noticeLine(
        `${root}: no more is written there (${reason}). The run continues; campforge generated writes the folder from the record`,
      );
    }
  };
  const enqueue = (id: string, trusted: boolean): void => {
    last = last.then(() => write(id, trusted));
  };
  return {
    follow: (event) => {
      if (event.type === "task-decided" || event.type === "twin-found") enqueue(event.task.id, false);
    },
    settle: () => last,
    complete: async () => {
      await last;
      for (const id of isOff ? [] : store.results(run).map((one) => one.id)) await write(id, true);
    },
  };
}
