/**
 * The item at a position that must exist. Throws a RangeError when it does not; -1 is none.
 *
 * @example at(["a", "b"], 1) // → "b"
 */
export function at<T>(items: readonly T[], index: number): T {
  // Only what is not there, or is there and undefined, needs a closer look.
  const item = items[index];
  if (item !== undefined) return item;
  if (!Number.isInteger(index) || index < 0 || index >= items.length) {
    throw new RangeError(`position ${index} of ${items.length} items`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the bounds were just checked
  return items[index] as T;
}
