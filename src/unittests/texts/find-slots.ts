/** A prompt with its answer, where that is one number or word; in lower case. */
export type Answered = { readonly prompt: string; readonly answer: string };

/** Words before a place of the prompts, and in which of them the answer stands there. */
export type Slot = {
  /** What stands before it, as it is written in the first of them. */
  readonly before: string;
  /** In how many prompts there is such a place, just once. */
  readonly cases: number;
  /** How much more often than by chance, and how unlikely that is, in standard deviations. */
  readonly excess: number;
  readonly deviations: number;
  readonly shown: readonly number[];
};

/** With fewer cases a place is none. */
const LEAST_CASES = 20;

/** A place is told by so many words, numbers and signs before it, or by all of its line before it, up to a few. */
const LENGTHS = [2, 3, 5, "line"] as const;
const LONGEST_LINE = 16;

/** How many answers a place must hold to be looked at. */
const LEAST_HITS = 10;

const TOKEN = /-?\d+(?:\.\d+)?|[\p{L}_][\p{L}\d_]*|\n|[^\s]/gu;

/**
 * The places at which the answers of many cases stand, each told by what stands just before it. Where an answer is one
 * of several that the prompt gives, each of their places has its share by chance.
 */
export function findSlots(cases: readonly Answered[]): readonly Slot[] {
  const tokens = cases.map(({ prompt }) => prompt.toLowerCase().match(TOKEN) ?? []);
  return LENGTHS.flatMap((length) => slotsOf(cases, tokens, length));
}

function slotsOf(
  cases: readonly Answered[],
  tokens: readonly (readonly string[])[],
  length: (typeof LENGTHS)[number],
): readonly Slot[] {
  const hits = new Map<string, number>();
  for (const [index, { answer }] of cases.entries()) {
    const all = tokens[index] ?? [];
    const keys = new Set<string>();
    for (let at = all.indexOf(answer); at >= 0; at = all.indexOf(answer, at + 1))
      keys.add(keyAt(all, at, length));
    keys.delete("");
    for (const key of keys) hits.set(key, (hits.get(key) ?? 0) + 1);
  }
  const wanted = new Set([...hits].flatMap(([key, count]) => (count >= LEAST_HITS ? [key] : [])));
  if (wanted.size === 0) return [];
  const lasts = new Set([...wanted].map((key) => key.slice(key.lastIndexOf(" ") + 1)));
  const values = new Map<string, Map<number, string | undefined>>();
  for (const [index, all] of tokens.entries())
    for (let at = 1; at < all.length; at++) {
      if (!lasts.has(all[at - 1] ?? "")) continue;
      const key = keyAt(all, at, length);
      if (!wanted.has(key)) continue;
      const known = values.get(key) ?? new Map<number, string | undefined>();
      values.set(key, known);
      // Twice in one prompt it is no place.
      known.set(index, known.has(index) ? undefined : all[at]);
    }
  return weigh(cases, values);
}

/** What stands before a place; nothing where there is too little or too much. */
function keyAt(all: readonly string[], index: number, length: (typeof LENGTHS)[number]): string {
  if (length !== "line") return index < length ? "" : all.slice(index - length, index).join(" ");
  let from = index;
  while (from > 0 && all[from - 1] !== "\n" && index - from <= LONGEST_LINE) from--;
  const count = index - from;
  return count < 2 || count > LONGEST_LINE ? "" : all.slice(from, index).join(" ");
}

type Held = { readonly key: string; readonly held: readonly (readonly [index: number, value: string])[] };

function weigh(
  cases: readonly Answered[],
  values: ReadonlyMap<string, ReadonlyMap<number, string | undefined>>,
): readonly Slot[] {
  const all = [...values].flatMap(([key, byCase]): Held[] => {
    const held = [...byCase].flatMap(([index, value]) =>
      value === undefined ? [] : [[index, value] as const],
    );
    return held.length < LEAST_CASES ? [] : [{ key, held }];
  });
  const answerOf = (index: number): string => cases[index]?.answer ?? "";
  const shownBy = all.map(({ held }) =>
    held.flatMap(([index, value]) => (value === answerOf(index) ? [index] : [])),
  );
  const shareOf = (position: number): number =>
    (shownBy[position]?.length ?? 0) / (all[position]?.held.length ?? 1);
  return all.map(({ key, held }, position): Slot => {
    const answers = Map.groupBy(held, ([index]) => answerOf(index));
    const byChance = held.map(([, value]) => (answers.get(value)?.length ?? 0) / held.length);
    const expected = byChance.reduce((sum, chance) => sum + chance, 0);
    const spread = Math.sqrt(byChance.reduce((sum, chance) => sum + chance * (1 - chance), 1));
    const shown = shownBy[position] ?? [];
    const share = shareOf(position);
    // Places that hold the answer in the same cases are one; another that holds it as often is another option.
    const rivals = new Set(
      shownBy.filter((_, at) => shareOf(at) * 2 >= share).map((indexes) => indexes.join(" ")),
    ).size;
    return {
      before: key,
      cases: held.length,
      excess: share - Math.max(expected / held.length, rivals > 1 ? 1 / rivals : 0),
      deviations: (shown.length - expected) / spread,
      shown,
    };
  });
}
