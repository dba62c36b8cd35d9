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

/** The case with every list turned round, but for pairs and triples within lists. */
export function reverseLists(value: Json, isInside = false): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => reverseLists(item, true));
    return isTuple(value, isInside) ? items : items.toReversed();
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, reverseLists(item)]])),
  );
}
