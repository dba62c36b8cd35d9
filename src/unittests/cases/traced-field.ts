import type { Json } from "../../bootcamp/index.ts";
import { fieldAt, type FieldPath, scalarsOf } from "./case-fields.ts";
import type { PlacedCase } from "./evidence.ts";

/** One field of one case with the value that another case of its level has there. */
export type Traced = {
  readonly path: FieldPath;
  readonly drawn: PlacedCase;
  readonly changed: Json;
  readonly value: Json;
  readonly responses: readonly string[];
};

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
