import type { Json } from "../../bootcamp/index.ts";
import { fieldAt, type FieldPath, fieldsOf, scalarsOf, withField } from "./case-fields.ts";
import type { PlacedCase } from "./evidence.ts";

/** One field of one case with the value that another case of its level has there. */
export type Traced = {
  readonly path: FieldPath;
  readonly drawn: PlacedCase;
  readonly changed: Json;
  readonly value: Json;
  readonly responses: readonly string[];
};

/** A quarter and four times: beyond what cases of one level differ by, so that a bound that an answer keeps is crossed. */
const STRETCHES = [1 / 4, 4];

/**
 * The same fields with their numbers much smaller and much larger. Another case's bound leaves most answers within it;
 * whether it is checked shows only beyond. Nothing where a field holds anything but numbers.
 */
export function stretched(traced: readonly Traced[]): readonly Traced[] {
  return traced.flatMap((one): readonly Traced[] => {
    const own = fieldAt(one.drawn.instance, one.path);
    if (own === undefined || !scalarsOf(own).every((value) => typeof value === "number")) return [];
    return STRETCHES.map((factor) => {
      const value = scaled(own, factor);
      return { ...one, value, changed: withField(one.drawn.instance, one.path, value) };
    });
  });
}

function scaled(value: Json, factor: number): Json {
  if (typeof value === "number") return Number.isInteger(value) ? Math.trunc(value * factor) : value * factor;
  if (Array.isArray(value)) return value.map((item: Json) => scaled(item, factor));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, scaled(item, factor)]])),
  );
}

/** Names and other texts, and numbers that only choose a wording, are there to be told. */
export function isWording(traced: readonly Traced[]): boolean {
  return traced.every(({ drawn, path }) =>
    scalarsOf(fieldAt(drawn.instance, path)).every((value) => typeof value === "string"),
  );
}

/** A list of several things of two parts and more, as examples are: what goes in and what comes out. */
export function isOfPairs({ drawn, path }: Traced): boolean {
  const value = fieldAt(drawn.instance, path);
  return (
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((item: Json) => typeof item === "object" && item !== null && scalarsOf(item).length > 1)
  );
}

/** Whether all that a field holds stands in the reference answer. */
export function holdsAnswer({ drawn, path }: Traced): boolean {
  const own = new Set(scalarsOf(fieldAt(drawn.instance, path)).map((value) => String(value).toLowerCase()));
  const answer = (drawn.answer ?? drawn.reference).toLowerCase();
  return own.size > 0 && [...own].every((value) => value !== "" && answer.includes(value));
}

/**
 * Whether a field only counts what another one of its case lists: the number of people beside the people, of a tree's
 * nodes beside its edges, of which it has one less. Changed alone it contradicts the list, by which a verifier goes.
 */
export function isRestated(traced: readonly Traced[]): boolean {
  const [first] = traced;
  if (first === undefined) return false;
  const counts = traced.map(({ drawn, path }) => fieldAt(drawn.instance, path));
  if (new Set(counts).size < 2) return false;
  return fieldsOf(first.drawn.instance).some((path) =>
    [0, 1].some((more) =>
      traced.every(({ drawn }, index) => {
        const list = fieldAt(drawn.instance, path);
        const count = counts[index];
        return Array.isArray(list) && typeof count === "number" && list.length + more === count;
      }),
    ),
  );
}
