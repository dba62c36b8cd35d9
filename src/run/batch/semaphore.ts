/** Lets so many pieces of work be under way at once; the others wait, the first come first. */
export type Semaphore = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Makes one that is passed by `size` at a time. */
export function createSemaphore(size: number): Semaphore {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inside--;
    else next();
  };
  return async (work) => {
    if (inside < size) inside++;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
