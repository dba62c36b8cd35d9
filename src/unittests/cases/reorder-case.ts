import type { Json } from "../../bootcamp/index.ts";

/** The case with the keys of all its objects the other way round: the same JSON, whose objects have no order. */
export function reorderKeys(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => reorderKeys(item));
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .flatMap(([key, item]) => (item === undefined ? [] : [[key, reorderKeys(item)]])),
  );
}

/** A list of so many scalars within another is a pair or a triple: its places have meanings. */
const LONGEST_TUPLE = 3;

/** Whether a list is a pair or a triple within another. */
export const isTuple = (value: readonly Json[], isInside: boolean): boolean =>
  isInside &&
  value.length <= LONGEST_TUPLE &&
  value.every((item) => typeof item !== "object" || item === null);

/**
 * The case with its lists turned round, but for pairs and triples within lists: once for each kind of list, those at one
 * place of the case and no others. Lists that belong together, such as names and the rows of their table, are thereby
 * torn apart.
 */
export function reverseEachList(instance: Json): readonly Json[] {
  const kinds = new Set<string>();
  turnLists(instance, (kind) => {
    kinds.add(kind);
    return false;
  });
  return [...kinds].map((kind) => turnLists(instance, (other) => other === kind));
}

type Place = { readonly path: string; readonly isInside: boolean };

function turnLists(
  value: Json,
  isTurned: (kind: string) => boolean,
  { path, isInside }: Place = { path: "", isInside: false },
): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const inside = { path: `${path}[]`, isInside: true };
    const items = value.map((item: Json) => turnLists(item, isTurned, inside));
    return !isTuple(value, isInside) && isTurned(path) ? items.toReversed() : items;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === undefined
        ? []
        : [[key, turnLists(item, isTurned, { path: `${path}.${key}`, isInside: false })]],
    ),
  );
}
