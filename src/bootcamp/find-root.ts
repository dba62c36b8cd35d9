/** Halvings after which the ends of any interval of doubles are neighbours. */
const MOST_HALVINGS = 2_100;

/**
 * Where a continuous function crosses 0 between `low` and `high`, by bisection, to the last bit. Throws a
 * RangeError when its values there have the same sign.
 *
 * @example findRoot((x) => x * x - 2, 0, 2).toFixed(6) // → "1.414214"
 * @example findRoot((x) => x - 3, 0, 10) // → 3
 */
export function findRoot(valueAt: (x: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  const first = valueAt(from);
  const last = valueAt(to);
  if (first === 0) return from;
  if (last === 0) return to;
  if (!(first < 0 !== last < 0) || Number.isNaN(first) || Number.isNaN(last)) {
    throw new RangeError(
      `findRoot(…, ${low}, ${high}): expected values of different sign, not ${first} and ${last}`,
    );
  }
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const middle = from + (to - from) / 2;
    if (middle === from || middle === to) break;
    const value = valueAt(middle);
    if (value === 0) return middle;
    if (value < 0 === first < 0) from = middle;
    else to = middle;
  }
  return Math.abs(valueAt(from)) <= Math.abs(valueAt(to)) ? from : to;
}
