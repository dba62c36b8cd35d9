import type { Json } from "../../bootcamp/index.ts";
import { hashJson } from "../../core/draft/hash.ts";
import { isTuple } from "./reorder-case.ts";

/** A longer text goes by its hash. */
const LONGEST_TOLD = 100;

/** Rounds of refinement at most: names are told from each other by what stands near them, and near that. */
export const ROUNDS = 3;

/**
 * A text that is equal for cases which differ in their names and in the order of their lists alone, by colour
 * refinement: each name is told by the things that it stands in, whose other names are told in the same way.
 * Cases that are not so may now and then share one, the more often the fewer rounds. `isName` says which texts are
 * names.
 */
export function canonicalForm(instance: Json, isName: (text: string) => boolean, rounds = ROUNDS): string {
  let colours: ReadonlyMap<string, string> = new Map();
  for (let round = 0; round < rounds; round++) {
    const seen = new Map<string, string[]>();
    describe(instance, {
      isName,
      colours,
      see: (name, where) => void seen.set(name, [...(seen.get(name) ?? []), where]),
    });
    const signatures = new Map([...seen].map(([name, all]) => [name, all.toSorted().join("|")]));
    const ranks = [...new Set(signatures.values())].toSorted();
    const rankOf = new Map(ranks.map((signature, rank) => [signature, `#${rank}`]));
    colours = new Map([...signatures].map(([name, signature]) => [name, rankOf.get(signature) ?? "#"]));
  }
  return describe(instance, { isName, colours, see: () => {} });
}

type Describing = {
  readonly isName: (text: string) => boolean;
  readonly colours: ReadonlyMap<string, string>;
  readonly see: (name: string, where: string) => void;
};

/** A value in one text; each name in it is seen with the path to it and the thing that it stands in. */
function describe(value: Json, describing: Describing, path = "", isInside = false): string {
  const { isName, colours, see } = describing;
  if (typeof value === "string") return isName(value) ? (colours.get(value) ?? "#") : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  const parts = partsOf(value, { isName, path, isInside });
  const texts = parts.map((part) => {
    const key = isName(part.key) ? (colours.get(part.key) ?? "#") : part.key;
    return `${key}:${describe(part.item, describing, part.at, Array.isArray(value))}`;
  });
  const isOrdered = Array.isArray(value) && isTuple(value, isInside);
  const whole = `(${(isOrdered ? texts : texts.toSorted()).join(",")})`;
  // Each name in a long list is told by all of it, which need not be written down for each.
  const told = whole.length > LONGEST_TOLD ? hashJson(whole) : whole;
  for (const [index, part] of parts.entries()) {
    if (typeof part.item === "string" && isName(part.item))
      see(part.item, `${part.at} ${isOrdered ? index : ""} ${told}`);
    if (isName(part.key)) see(part.key, `${path}{} ${texts[index]} ${told}`);
  }
  return whole;
}

type Part = { readonly item: Json; readonly key: string; readonly at: string };

/** What a list or an object holds, with the path to it; elements of lists have no key. */
function partsOf(
  value: object,
  {
    isName,
    path,
    isInside,
  }: { readonly isName: (text: string) => boolean; readonly path: string; readonly isInside: boolean },
): readonly Part[] {
  if (Array.isArray(value)) {
    const isOrdered = isTuple(value, isInside);
    return value.map((item: Json, index) => ({
      item,
      key: "",
      at: isOrdered ? `${path}[${index}]` : `${path}[]`,
    }));
  }
  return Object.entries(value).map(([key, item]: [string, Json]) => ({
    item,
    key,
    at: `${path}.${isName(key) ? "" : key}`,
  }));
}
