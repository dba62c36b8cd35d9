/** Pearson's statistic of counts against expected counts. */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, count, index) => {
    const mean = expected[index] ?? Number.NaN;
    return sum + (count - mean) ** 2 / mean;
  }, 0);
}

/** What the statistic exceeds once in 10,000 times by chance (Wilson and Hilferty, 1931). */
export function chiSquareLimit(degrees: number): number {
  const part = 2 / (9 * degrees);
  return degrees * (1 - part + 3.719 * Math.sqrt(part)) ** 3;
}

/** How far a sample is from equal shares: at most 1 but once in 10,000 times. */
export function unevenness(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return (
    chiSquare(
      counts,
      counts.map(() => mean),
    ) / chiSquareLimit(counts.length - 1)
  );
}

/** How often each of the keys was drawn; a key that is not listed makes the count fail. */
export function countDraws(keys: readonly string[], draws: number, draw: () => string): readonly number[] {
  const counts = new Map(keys.map((key) => [key, 0]));
  for (let done = 0; done < draws; done++) {
    const key = draw();
    const before = counts.get(key);
    if (before === undefined) throw new Error(`drew ${key}, which is none of ${keys.join(" ")}`);
    counts.set(key, before + 1);
  }
  return [...counts.values()];
}
