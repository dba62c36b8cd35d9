import type { RunStatus } from "../core/run/run-status.ts";
import type { StoreReader } from "../store/open-store.ts";
import { noSuchRun } from "./find-task.ts";
import { isHeld } from "./open-record.ts";

/** Whether a process carries the run out, it came to an end, or its process was killed. */
export type Aliveness = "alive" | "ended" | "killed";

export type FoundRun = {
  readonly run: number;
  /** When the run was begun, and when it last ended; ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly aliveness: Aliveness;
  /** What the run last said of itself; undefined for one that was killed before it said anything. */
  readonly status: RunStatus | undefined;
};

/** Looks a run up, the latest unless one is named. Throws a CommandError when there is none. */
export function findRunStatus(store: StoreReader, db: string, run?: number): FoundRun {
  // Asked for first: a run that ends in between is found ended.
  const held = isHeld(db);
  const found = store.findRun(run);
  if (found === undefined) throw noSuchRun(store, run);
  const latest = store.findRun()?.id;
  const ended = found.status !== "running";
  const aliveness = ended ? "ended" : held && found.id === latest ? "alive" : "killed";
  const { id, startedAt, finishedAt } = found;
  return { run: id, startedAt, finishedAt, aliveness, status: store.runStatus(id) };
}
