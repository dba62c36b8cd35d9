/** At most so many items, evenly spread over all of them, the first and the last among them. */
export function spreadOver<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return spreadPositions(items.length, most)
    .map((position) => items[position])
    .filter((item) => item !== undefined);
}

/** Where those items stand that `spreadOver` takes of so many. */
export function spreadPositions(count: number, most: number): readonly number[] {
  const taken = Math.min(count, most);
  const step = (count - 1) / Math.max(1, taken - 1);
  return Array.from({ length: taken }, (_, index) => Math.round(index * step));
}
