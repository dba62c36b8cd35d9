/** The descriptor under which a confined child finds its own memory readings (see confine.sh). */
export const STATUS_FD = 4;

/** The places of what a child shares with its watchdog, each a 64-bit integer. */
export const METER = { cpuDeadlineMicros: 0, item: 1 } as const;

/** Bounds the CPU time of one job after another. The watchdog ends the process when a job is beyond it. */
export type JobMeter = {
  /** From now on the process may use so much CPU time, of all its threads, until `stop`. */
  readonly start: (cpuMs: number) => void;
  readonly stop: () => void;
  /** The item of the batch under way; null between items and where there are none. */
  readonly item: () => number | null;
  /** Shared memory whose second 64-bit integer is the item of the batch under way, or -1. */
  readonly readings: SharedArrayBuffer;
};

/** A meter at rest. */
export function createJobMeter(): JobMeter {
  const readings = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT);
  const view = new BigInt64Array(readings);
  return {
    readings,
    start: (cpuMs) => {
      const { user, system } = process.cpuUsage();
      Atomics.store(view, METER.item, -1n);
      Atomics.store(view, METER.cpuDeadlineMicros, BigInt(user + system) + BigInt(Math.ceil(cpuMs * 1000)));
    },
    item: () => {
      const item = Number(Atomics.load(view, METER.item));
      return item < 0 ? null : item;
    },
    stop: () => {
      Atomics.store(view, METER.cpuDeadlineMicros, 0n);
    },
  };
}
