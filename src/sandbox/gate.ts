/** Lets jobs through side by side, or one alone. */
export type Gate = {
  readonly shared: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Waits until nothing is under way, and keeps everything else waiting meanwhile. */
  readonly alone: <Value>(act: () => Promise<Value>) => Promise<Value>;
};

/** A gate with nobody in it. Those who wait are let in in the order in which they came. */
export function createGate(): Gate {
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
