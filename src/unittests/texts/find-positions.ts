import type { Json } from "../../bootcamp/index.ts";
import { listsOf } from "../cases/case-lists.ts";
import { listsShown } from "./shown-lists.ts";

/** A case, the lists that its prompt shows, and the elements of its right answer, in lower case, in order. */
export type Placed = {
  readonly instance: Json;
  /** Those of the case, then those that the prompt alone makes. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly isShown: (path: string) => boolean;
  readonly elements: readonly string[];
};

/** A habit of right answers: where in a list of the case they stand, in so many of the cases that can show it. */
export type Habit = {
  readonly what: string;
  /** The lists that it is about, as listsOf names those of the case and listsShown those of the prompt. */
  readonly paths: readonly string[];
  readonly kind: "one of a list" | "a block" | "on one side" | "a run" | "in order" | "all of a list";
  readonly cases: number;
  /** How much more often than by chance. */
  readonly excess: number;
  /** Which of the cases show it, by index. */
  readonly shown: readonly number[];
};

/** With fewer cases a habit is no habit. */
const LEAST_CASES = 20;

/** A case with the lists around its answer, those that its prompt shows among them unless they are left out. */
export function placeAnswer(
  { instance, prompt }: { readonly instance: Json; readonly prompt: string },
  elements: readonly string[],
  { withPrompt }: { readonly withPrompt: boolean } = { withPrompt: true },
): Placed {
  const shown: ReadonlyMap<string, readonly string[]> = withPrompt ? listsShown(prompt) : new Map();
  return {
    instance,
    lists: new Map([...listsOf(instance), ...shown]),
    isShown: (path) => shown.has(path),
    elements,
  };
}

type Standing = { readonly index: number; readonly chance: number; readonly what: string };

/** The habits of single answers: always the first of a list, the longest, the last of the alphabet. */
export function findPlaces(cases: readonly Placed[]): readonly Habit[] {
  const seen = standings(cases, cases);
  // The answer of the next case in this one's list: a small number stands there by chance as often.
  const strange = standings(cases, [...cases.slice(1), ...cases.slice(0, 1)]);
  return [...seen].flatMap(([key, all]): Habit[] => {
    const [path = ""] = key.split(" by ");
    if (all.length < LEAST_CASES) return [];
    const expected = all.reduce((sum, { chance }) => sum + chance, 0) / all.length;
    const others = strange.get(key) ?? [];
    return [...Map.groupBy(all, ({ what }) => what)].map(([what, some]) => {
      const byOthers = others.filter((one) => one.what === what).length / all.length;
      const excess = some.length / all.length - Math.max(expected, byOthers);
      return {
        what,
        paths: [path],
        kind: "one of a list",
        cases: all.length,
        excess,
        shown: some.map(({ index }) => index),
      };
    });
  });
}

/** Where single answers stand in the lists of cases, by list and order. */
function standings(
  cases: readonly Placed[],
  answered: readonly Placed[],
): ReadonlyMap<string, readonly Standing[]> {
  const seen = new Map<string, Standing[]>();
  for (const [index, one] of cases.entries()) {
    const [answer, ...more] = answered[index]?.elements ?? [];
    if (answer === undefined || more.length > 0) continue;
    for (const [path, list] of one.lists) {
      const items = [...new Set(list)];
      if (items.length < 3 || !items.includes(answer)) continue;
      for (const [order, what] of ranksOf(items, answer)) {
        // How things that only the prompt lists are sorted is what the task may be about.
        if (one.isShown(path) && order !== "start" && order !== "end") continue;
        const key = `${path} by ${order}`;
        const known = seen.get(key) ?? [];
        seen.set(key, known);
        known.push({ index, chance: 1 / items.length, what: `${what} of ${path}` });
      }
    }
  }
  return seen;
}

/** Where an answer stands among the things of a list: from either end, by length, by the alphabet, by size. */
function ranksOf(
  items: readonly string[],
  answer: string,
): readonly (readonly [order: string, what: string])[] {
  const rank = (ordered: readonly string[]): number => ordered.indexOf(answer);
  const byLength = items.toSorted((one, other) => one.length - other.length);
  const lengths = items.map(({ length }) => length);
  const isLonely = lengths.filter((length) => length === answer.length).length === 1;
  const numbers = items.map(Number);
  const last = items.length - 1;
  const name = (at: number, first: string, final: string): string =>
    at === 0 ? first : at === last ? final : `number ${at + 1}`;
  return [
    ["start", name(rank(items), "the first", "the last")],
    ["end", `number ${last - rank(items) + 1} from the end`],
    ["alphabet", name(rank(items.toSorted()), "the first by the alphabet", "the last by the alphabet")],
    ...(isLonely ? [["length", name(rank(byLength), "the shortest", "the longest")] as const] : []),
    ...(numbers.some(Number.isNaN)
      ? []
      : [
          [
            "size",
            name(
              rank(items.toSorted((one, other) => Number(one) - Number(other))),
              "the smallest",
              "the largest",
            ),
          ] as const,
        ]),
  ];
}

/** The habits of answers of several elements: a run of a list without gaps, or the order of a list. */
export function findOrders(cases: readonly Placed[]): readonly Habit[] {
  const seen = new Map<
    string,
    { readonly index: number; readonly run: boolean; readonly ordered: boolean; readonly chance: number }[]
  >();
  for (const [index, one] of cases.entries()) {
    const { elements } = one;
    for (const [path, list] of one.lists) {
      const at = elements.map((element) => list.indexOf(element)).filter((place) => place >= 0);
      // What the task gives beside the list, such as both ends of a way, may be missing in it.
      if (at.length < 3 || at.length < elements.length - 2 || new Set(at).size < at.length) continue;
      // Numbers of rows and sorted names: an answer in the order that its prompt asks for is in theirs.
      if (one.isShown(path) && isSorted(list)) continue;
      const steps = at.slice(1).map((place, position) => place - (at[position] ?? 0));
      const ordered = steps.every((step) => step > 0) || steps.every((step) => step < 0);
      const run = steps.every((step) => step === 1) || steps.every((step) => step === -1);
      const known = seen.get(path) ?? [];
      seen.set(path, [
        ...known,
        { index, run: run && at.length < list.length, ordered, chance: 2 / factorial(at.length) },
      ]);
    }
  }
  return [...seen].flatMap(([path, all]): Habit[] => {
    if (all.length < LEAST_CASES) return [];
    const byChance = all.reduce((sum, { chance }) => sum + chance, 0) / all.length;
    const share = (some: readonly unknown[]): number => some.length / all.length;
    const runs = all.filter(({ run }) => run);
    const ordered = all.filter((one) => one.ordered);
    const indexes = (some: typeof all): readonly number[] => some.map(({ index }) => index);
    return [
      {
        what: `a run of ${path} without gaps`,
        paths: [path],
        kind: "a run",
        cases: all.length,
        excess: share(runs),
        shown: indexes(runs),
      },
      {
        what: `in the order of ${path}`,
        paths: [path],
        kind: "in order",
        cases: all.length,
        excess: share(ordered) - byChance,
        shown: indexes(ordered),
      },
    ];
  });
}

/** By size where all are numbers, else by the alphabet; upwards or downwards. */
function isSorted(list: readonly string[]): boolean {
  const areNumbers = list.every((item) => !Number.isNaN(Number(item)));
  const signs = list.slice(1).map((item, index) => {
    const before = list[index] ?? "";
    return areNumbers ? Math.sign(Number(item) - Number(before)) : before < item ? 1 : -1;
  });
  return signs.every((sign) => sign >= 0) || signs.every((sign) => sign <= 0);
}

/** The habits of sets: all that one list of the case holds, or two of them together. */
export function findWholes(cases: readonly Placed[]): readonly Habit[] {
  const shown = new Map<string, number[]>();
  const seen = new Map<string, number>();
  for (const [index, { instance, elements }] of cases.entries()) {
    const answer = new Set(elements);
    // Of a list with a stranger in it no part of the answer can be made.
    const lists = [...listsOf(instance, 1)].filter(([, list]) => list.every((one) => answer.has(one)));
    const paths = [...listsOf(instance, 1).keys()];
    for (const [at, one] of paths.entries())
      for (const other of paths.slice(at)) {
        const key = one === other ? one : `${one} and ${other}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    if (answer.size < 2) continue;
    for (const [at, [one, first]] of lists.entries())
      for (const [other, second] of lists.slice(at)) {
        if (new Set([...first, ...second]).size < answer.size) continue;
        const key = one === other ? one : `${one} and ${other}`;
        shown.set(key, [...(shown.get(key) ?? []), index]);
      }
  }
  return [...shown].flatMap(([paths, indexes]): Habit[] => {
    const count = seen.get(paths) ?? 0;
    if (count < LEAST_CASES) return [];
    return [
      {
        what: `all of ${paths}`,
        paths: paths.split(" and "),
        kind: "all of a list",
        cases: count,
        excess: indexes.length / count,
        shown: indexes,
      },
    ];
  });
}

const factorial = (count: number): number => (count < 2 ? 1 : count * factorial(Math.min(count, 20) - 1));
