/** Which levels of each bootcamp: all of them, those inside the judge's band, or these. */
export type LevelChoice =
  | { readonly kind: "all" }
  | { readonly kind: "band" }
  | { readonly kind: "listed"; readonly levels: readonly number[] };

/** A class has at most this many (`cardSchema`). */
const MOST_LEVELS = 20;

/** Reads `all`, `band`, or levels and ranges such as `0-2,4`; undefined for anything else. */
export function readLevels(text: string): LevelChoice | undefined {
  if (text === "all" || text === "band") return { kind: text };
  const levels = new Set<number>();
  for (const part of text.split(",")) {
    const [, from, to = from] = /^\s*(\d{1,2})(?:\s*-\s*(\d{1,2}))?\s*$/.exec(part) ?? [];
    if (from === undefined || to === undefined || Number(from) > Number(to) || Number(to) >= MOST_LEVELS)
      return undefined;
    for (let level = Number(from); level <= Number(to); level++) levels.add(level);
  }
  return { kind: "listed", levels: [...levels].sort((a, b) => a - b) };
}

/** The chosen ones among a bootcamp's levels; with `band`, all where no judge said which are inside. */
export function chooseLevels(
  choice: LevelChoice,
  of: { readonly count: number; readonly inBand: readonly number[] | null },
): readonly number[] {
  const all = Array.from({ length: of.count }, (_, level) => level);
  if (choice.kind === "all") return all;
  const wanted = choice.kind === "band" ? (of.inBand ?? all) : choice.levels;
  return all.filter((level) => wanted.includes(level));
}
