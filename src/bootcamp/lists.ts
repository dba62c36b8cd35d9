/** The most numbers that `range` lists. */
const MAX_RANGE = 1_000_000;

/**
 * The numbers from `start` up to but without `end`, by steps of 1; `range(end)` starts at 0. None where `end` is not
 * above `start`.
 *
 * @example range(3) // → [0, 1, 2]
 * @example range(2, 5) // → [2, 3, 4]
 */
export function range(start: number, end?: number): number[] {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  const count = Math.max(0, Math.ceil(to - from));
  if (!(count <= MAX_RANGE))
    throw new RangeError(`range(${from}, ${to}): expected at most ${MAX_RANGE} numbers`);
  // Classes call this in their innermost loops, where Array.from takes ten times as long.
  const numbers: number[] = [];
  for (let index = 0; index < count; index++) numbers.push(from + index);
  return numbers;
}

/**
 * How often each item occurs, by what `keyOf` makes of it, in order of first occurrence.
 *
 * @example countBy(["a", "b", "a"]).get("a") // → 2
 * @example countBy([1, 2, 3], (n) => n % 2 === 0).get(false) // → 2
 */
export function countBy<Item>(items: Iterable<Item>): Map<Item, number>;
export function countBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, number>;
export function countBy(
  items: Iterable<unknown>,
  keyOf = (item: unknown): unknown => item,
): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * Numbers in rising order, as a new array; `toSorted()` alone sorts them as texts.
 *
 * @example sortNumbers([10, 9, -1]) // → [-1, 9, 10]
 * @example sortNumbers([2n, 1n]) // → [1n, 2n]
 */
export function sortNumbers<Item extends number | bigint>(numbers: readonly Item[]): Item[] {
  return numbers.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
