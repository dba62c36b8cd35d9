/** A lock that many jobs hold side by side, or one alone. */
export type SharedLock = {
  readonly shared: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Waits until nothing is under way, and keeps everything else waiting meanwhile. */
  readonly alone: <Value>(act: () => Promise<Value>) => Promise<Value>;
};

/** A lock that nobody holds. Those who wait get it in the order in which they came. */
export function createSharedLock(): SharedLock {
  let inside = 0;
  let last: Promise<unknown> = Promise.resolve();
  let emptied: (() => void) | undefined;

  const leave = (): void => {
    inside--;
    if (inside === 0) emptied?.();
  };
  return {
    shared: async (act) => {
      await last;
      inside++;
      return act().finally(leave);
    },
    alone: (act) => {
      const turn = last.then(async () => {
        if (inside > 0) {
          await new Promise<void>((resolve) => {
            emptied = resolve;
          });
        }
        emptied = undefined;
        return act();
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
