import { availableParallelism } from "node:os";

/**
 * What a function makes of each item, in their order, with as many under way at a time as there are cores. `lane` counts
 * those that are under way at a time, from 0.
 */
export async function overCores<Item, Made>(
  items: readonly Item[],
  make: (item: Item, at: { readonly index: number; readonly lane: number }) => Promise<Made>,
): Promise<readonly Made[]> {
  const made: Made[] = [];
  // All workers take from the same iterator, each the next item once it is done with its last.
  const waiting = items.entries();
  const work = async (lane: number): Promise<void> => {
    for (const [index, item] of waiting) made[index] = await make(item, { index, lane });
  };
  await Promise.all(Array.from({ length: availableParallelism() }, (_, lane) => work(lane)));
  return made;
}
