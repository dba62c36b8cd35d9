import type { Habit, Placed } from "./find-positions.ts";

/** With fewer cases a habit is no habit. */
const LEAST_CASES = 20;

/** Elements of so short a list have no side on which they stand. */
const LEAST_LENGTH = 5;

/** So unlikely is a side that chance alone has chosen, in standard deviations. */
const DEVIATIONS = 6;

/** Where the elements of one answer stand in one list, whatever their order. */
type Stand = {
  readonly index: number;
  readonly isHead: boolean;
  readonly isTail: boolean;
  /** That a choice by chance is all of the head. */
  readonly chance: number;
  /** Their mean place, from 0 for the first ones to 1 for the last, and how much it varies by chance. */
  readonly side: number;
  readonly variance: number;
};

/**
 * The habits of answers of several elements in any order: the first few of a list, the last few, or mostly those near one
 * end of it. The answer of the next case in the same list says what the task itself makes of it.
 */
export function findBlocks(cases: readonly Placed[]): readonly Habit[] {
  const seen = standing(cases, cases);
  const strange = standing(cases, [...cases.slice(1), ...cases.slice(0, 1)]);
  return [...seen].flatMap(([path, all]): readonly Habit[] => {
    if (all.length < LEAST_CASES) return [];
    const others = strange.get(path) ?? [];
    const byChance = all.reduce((sum, { chance }) => sum + chance, 0) / all.length;
    const ends = [
      { what: `the first few of ${path}`, is: ({ isHead }: Stand): boolean => isHead },
      { what: `the last few of ${path}`, is: ({ isTail }: Stand): boolean => isTail },
    ].map(({ what, is }): Habit => {
      const some = all.filter(is);
      const byOthers = others.filter(is).length / Math.max(1, all.length);
      return {
        what,
        paths: [path],
        kind: "a block",
        cases: all.length,
        excess: some.length / all.length - Math.max(byChance, byOthers),
        shown: some.map(({ index }) => index),
      };
    });
    return [...ends, ...sideOf(path, all, others)];
  });
}

/** Elements that stand mostly on one side: their mean place, twice its distance from the middle. */
function sideOf(path: string, all: readonly Stand[], others: readonly Stand[]): readonly Habit[] {
  const mean = (some: readonly Stand[]): number =>
    some.length === 0 ? 0.5 : some.reduce((sum, { side }) => sum + side, 0) / some.length;
  const distance = mean(all) - 0.5;
  const spread = Math.sqrt(all.reduce((sum, { variance }) => sum + variance, 0)) / all.length;
  if (Math.abs(distance) < DEVIATIONS * spread) return [];
  const isFirst = distance < 0;
  return [
    {
      what: `mostly among the ${isFirst ? "first" : "last"} of ${path}`,
      paths: [path],
      kind: "on one side",
      cases: all.length,
      excess: 2 * (Math.abs(distance) - Math.abs(mean(others) - 0.5)),
      shown: all.flatMap(({ index, side }) => (side < 0.5 === isFirst ? [index] : [])),
    },
  ];
}

function standing(
  cases: readonly Placed[],
  answered: readonly Placed[],
): ReadonlyMap<string, readonly Stand[]> {
  const seen = new Map<string, Stand[]>();
  for (const [index, one] of cases.entries()) {
    const elements = new Set(answered[index]?.elements);
    const [first = ""] = elements;
    if (elements.size < 2) continue;
    for (const [path, list] of one.lists) {
      if (list.length < Math.max(LEAST_LENGTH, elements.size + 2) || !list.includes(first)) continue;
      const items = [...new Set(list)];
      const places = items.flatMap((item, place) => (elements.has(item) ? [place] : []));
      const rest = items.length - places.length;
      // What is all of a list has no place in it.
      if (places.length < elements.size || rest < 2 || items.length < LEAST_LENGTH) continue;
      const count = places.length;
      const sum = places.reduce((total, place) => total + place, 0);
      const known = seen.get(path) ?? [];
      seen.set(path, known);
      known.push({
        index,
        isHead: places.at(-1) === count - 1,
        isTail: places[0] === rest,
        chance: 1 / choices(items.length, count),
        side: (sum - (count * (count - 1)) / 2) / (count * rest),
        variance: (items.length + 1) / (12 * count * rest),
      });
    }
  }
  return seen;
}

function choices(of: number, count: number): number {
  let ways = 1;
  for (let step = 1; step <= Math.min(count, of - count); step++) ways = (ways * (of - step + 1)) / step;
  return ways;
}
