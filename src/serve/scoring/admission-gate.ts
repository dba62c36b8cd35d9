import { Refused } from "./refusal.ts";

/** Bounds what is under way, and knows when the server is about to stop. */
export type AdmissionGate = {
  /** Carries out work that counts. Throws Refused when there is no room, or none any more. */
  readonly admit: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly inFlight: () => number;
  /** Lets nobody in any more; resolves when everybody is out. */
  readonly close: () => Promise<void>;
  readonly isClosed: () => boolean;
};

/** How long those who found no room should wait before they ask again. */
export const RETRY_AFTER_S = 1;

/** A gate with room for so many. */
export function createAdmissionGate(room: number): AdmissionGate {
  let inside = 0;
  let closed = false;
  let onEmpty: (() => void) | undefined;
  return {
    admit: async (work) => {
      if (closed) throw new Refused("stopping", "the server is about to stop: ask it again once it is back");
      if (inside >= room)
        throw new Refused("busy", `${room} requests are under way, as many as may be; try again`);
      inside++;
      try {
        return await work();
      } finally {
        inside--;
        if (inside === 0) onEmpty?.();
      }
    },
    inFlight: () => inside,
    isClosed: () => closed,
    close: () => {
      closed = true;
      if (inside === 0) return Promise.resolve();
      return new Promise((resolve) => (onEmpty = resolve));
    },
  };
}
