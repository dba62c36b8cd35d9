import type { WorkerStatus } from "../../core/run/run-status.ts";
import type { WorkerRow } from "./fleet-session.ts";

/** What the coordinator knows of workers, from what it read at each of its looks. */
export type WorkerWatch = {
  /** Takes what was read now; returns the workers that have gone since. */
  readonly look: (rows: readonly WorkerRow[]) => GoneWorkers;
  /** Those that take tasks, and how many at once. */
  readonly slots: () => number;
  /** The worker that has the most slots left over `load`, its tasks by worker; undefined where all are full. */
  readonly idlest: (load: ReadonlyMap<string, number>) => string | undefined;
  readonly statuses: () => readonly WorkerStatus[];
};

/** Workers that are there no more: they said so, or nothing was heard of them for too long. */
export type GoneWorkers = { readonly left: ReadonlySet<string>; readonly lost: ReadonlySet<string> };

type Watched = { row: WorkerRow; quietMs: number; isGone: boolean };

/**
 * Watches workers. One is gone once it has left, or nothing was heard of it for `goneMs`; time in which the coordinator
 * itself had no answer from the database does not count against workers, who had none either. `clock` counts
 * milliseconds from anywhere.
 */
export function createWorkerWatch(about: {
  readonly fingerprint: string;
  readonly beatMs: number;
  readonly goneMs: number;
  readonly clock: () => number;
}): WorkerWatch {
  const { fingerprint, beatMs, goneMs, clock } = about;
  const watched = new Map<string, Watched>();
  let lookedMs = clock();
  // A worker finds out for itself that this run does not take it, and says so a beat later: perhaps after the run.
  const isTaken = (row: WorkerRow): boolean => row.fingerprint === fingerprint;
  const isAtWork = ({ row, isGone }: Watched): boolean => !isGone && row.state === "working" && isTaken(row);
  const atWork = (): readonly Watched[] => [...watched.values()].filter(isAtWork);
  return {
    look: (rows) => {
      const passedMs = Math.min(clock() - lookedMs, 2 * beatMs);
      lookedMs = clock();
      const [left, lost] = [new Set<string>(), new Set<string>()];
      for (const row of rows) {
        const before = watched.get(row.id);
        const isHeard = before === undefined || before.row.beatAt !== row.beatAt;
        const quietMs = before === undefined ? row.agoMs : isHeard ? 0 : before.quietMs + passedMs;
        const isGone = row.state === "left" || quietMs > goneMs;
        if (isGone && before?.isGone === false) (row.state === "left" ? left : lost).add(row.id);
        watched.set(row.id, { row, quietMs, isGone });
      }
      return { left, lost };
    },
    slots: () => atWork().reduce((sum, { row }) => sum + row.slots, 0),
    idlest: (load) => {
      const free = atWork().map(({ row }) => ({ id: row.id, slots: row.slots - (load.get(row.id) ?? 0) }));
      const [most] = free.toSorted((one, other) => other.slots - one.slots);
      return most === undefined || most.slots <= 0 ? undefined : most.id;
    },
    statuses: () =>
      [...watched.values()].map(({ row, quietMs, isGone }): WorkerStatus => ({
        name: row.name,
        host: row.host,
        pid: row.pid,
        slots: row.slots,
        state: row.state !== "working" ? row.state : isGone ? "gone" : isTaken(row) ? "working" : "refused",
        quietMs: Math.round(quietMs),
        doing: isGone ? [] : row.doing,
        decided: row.decided,
        note: row.note,
      })),
  };
}
