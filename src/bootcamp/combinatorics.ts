import { at } from "./at.ts";

/**
 * The most results that a listing gives; more is a RangeError, so that no draft runs away.
 *
 * @internal
 */
export const MAX_LISTED = 200_000;

/**
 * The number of ways to choose k of n things, exactly.
 *
 * @example binomial(5, 2) // → 10n
 */
export function binomial(n: number, k: number): bigint {
  if (!Number.isInteger(n) || !Number.isInteger(k) || n < 0 || n > 10_000) {
    throw new RangeError(`binomial(${n}, ${k}): expected whole numbers, n from 0 to 10,000`);
  }
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let step = 1; step <= Math.min(k, n - k); step++)
    result = (result * BigInt(n - step + 1)) / BigInt(step);
  return result;
}

/**
 * n! exactly, for n up to 1,000.
 *
 * @example factorial(5) // → 120n
 */
export function factorial(n: number): bigint {
  if (!Number.isInteger(n) || n < 0 || n > 1_000)
    throw new RangeError(`factorial(${n}): expected 0 to 1,000`);
  let result = 1n;
  for (let factor = 2; factor <= n; factor++) result *= BigInt(factor);
  return result;
}

function limitListing(count: bigint, what: string): void {
  if (count > BigInt(MAX_LISTED)) throw new RangeError(`${what}: ${count} results, more than ${MAX_LISTED}`);
}

/**
 * Every choice of k items, by position, in lexicographic order of position; of 0 items there is one, which is empty.
 * Here and in the two below, more than 200,000 results are a RangeError.
 *
 * @example combinations(["a", "b", "c"], 2) // → [["a", "b"], ["a", "c"], ["b", "c"]]
 */
export function combinations<T>(items: readonly T[], k: number): T[][] {
  limitListing(binomial(items.length, k), `combinations(${items.length} items, ${k})`);
  if (k < 0 || k > items.length) return [];
  const places = Array.from({ length: k }, (_, index) => index);
  const found: T[][] = [];
  for (;;) {
    found.push(places.map((position) => at(items, position)));
    let moved = k - 1;
    while (moved >= 0 && at(places, moved) === items.length - k + moved) moved--;
    if (moved < 0) return found;
    places[moved] = at(places, moved) + 1;
    for (let later = moved + 1; later < k; later++) places[later] = at(places, later - 1) + 1;
  }
}

/**
 * Every order of the items, by position, in lexicographic order of position; no items have one, which is empty.
 *
 * @example permutations([1, 2]) // → [[1, 2], [2, 1]]
 */
export function permutations<T>(items: readonly T[]): T[][] {
  limitListing(factorial(Math.min(items.length, 20)), `permutations(${items.length} items)`);
  if (items.length === 0) return [[]];
  return items.flatMap((first, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  );
}

/**
 * Every way to take one item from each list, the last list changing fastest.
 *
 * @example cartesianProduct([[1, 2], [3, 4]]) // → [[1, 3], [1, 4], [2, 3], [2, 4]]
 */
export function cartesianProduct<T>(lists: readonly (readonly T[])[]): T[][] {
  limitListing(
    lists.reduce((count, items) => count * BigInt(items.length), 1n),
    "cartesianProduct",
  );
  // With an empty list among them the limit says nothing about the others.
  if (lists.some((items) => items.length === 0)) return [];
  return lists.reduce<T[][]>(
    (rows, items) => rows.flatMap((row) => items.map((item) => [...row, item])),
    [[]],
  );
}
