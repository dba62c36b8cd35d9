import type { Json } from "../../bootcamp/index.ts";
import { fieldAt } from "./case-fields.ts";

/** A list of fewer things has no order to speak of. */
const LEAST = 3;

/** Lists deeper than this are parts of the things above them. */
const MAX_DEPTH = 4;

/**
 * The lists of a case as texts, by where they stand: an array of texts or numbers, one field of an array of
 * records, the keys of a record. Lists of fewer than `least` things are left out.
 *
 * @example listsOf({ men: [{ name: "Al" }, { name: "Bo" }, { name: "Cy" }] }) // men[].name → Al, Bo, Cy
 */
export function listsOf(instance: Json, least = LEAST): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const note = (path: string, values: readonly (Json | undefined)[]): void => {
    const texts = values.flatMap((value) =>
      typeof value === "string" || typeof value === "number" ? [String(value).trim().toLowerCase()] : [],
    );
    if (texts.length >= least && texts.length === values.length) found.set(path, texts);
  };
  const visit = (value: Json | undefined, path: string, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      note(path, value);
      for (const field of fieldsOfAll(value))
        note(
          `${path}[].${field}`,
          value.map((one) => fieldAt(one, [field])),
        );
      return;
    }
    note(`${path}{}`, Object.keys(value));
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`, depth + 1);
  };
  visit(instance, "case", 0);
  return found;
}

function fieldsOfAll(values: readonly Json[]): readonly string[] {
  const [first] = values;
  if (typeof first !== "object" || first === null || Array.isArray(first)) return [];
  return Object.keys(first);
}
