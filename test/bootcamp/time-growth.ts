const SHORTEST_MS = 0.05;
const FEWEST_SAMPLES = 3;

/** The length of the shorter text, the growth that is good enough, and how long to hope for that. */
type GrowthOptions = { readonly length: number; readonly enough: number; readonly waitMs: number };

function millisecondsOf(act: () => void, repeats: number): number {
  const start = performance.now();
  for (let done = 0; done < repeats; done++) act();
  return performance.now() - start;
}

/**
 * How many times as long it takes to read four times the text: 4 for linear time, 16 for quadratic.
 * Whatever else the machine does can only make a run longer, so the shortest of many short runs count.
 */
export function timeGrowth(
  run: (text: string) => unknown,
  textOf: (length: number) => string,
  { length, enough, waitMs }: GrowthOptions,
): number {
  const [short, long] = [textOf(length), textOf(length * 4)];
  const runShort = (): unknown => run(short);
  const runLong = (): unknown => run(long);
  let repeats = 1;
  while (millisecondsOf(runShort, repeats) < SHORTEST_MS) repeats *= 2;
  let shortMs = Infinity;
  let longMs = Infinity;
  const start = performance.now();
  for (let samples = 1; ; samples++) {
    shortMs = Math.min(shortMs, millisecondsOf(runShort, repeats));
    longMs = Math.min(longMs, millisecondsOf(runLong, repeats));
    if (samples < FEWEST_SAMPLES) continue;
    if (longMs / shortMs <= enough || performance.now() - start > waitMs) return longMs / shortMs;
  }
}
