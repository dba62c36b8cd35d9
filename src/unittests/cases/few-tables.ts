import { hashJson } from "../../core/draft/hash.ts";
import type { Json } from "../../bootcamp/index.ts";
import { withoutNames } from "./case-names.ts";
import { fieldAt, fieldsOf, scalarsOf } from "./case-fields.ts";

/** A part of fewer numbers is no table: a size or a mode takes few values by nature, and names alone say nothing. */
const LEAST_NUMBERS = 6;

/** A table that takes so few forms in a hundred cases is one of a handful that somebody wrote down. */
const MOST_FORMS = 10;

/** A part of the cases of a level that is drawn from a handful. */
export type FewTables = { readonly field: string; readonly forms: number };

/** The fields that hold tables of which only a few are ever drawn, whatever the names in them. */
export function findFewTables(cases: readonly Json[]): readonly FewTables[] {
  const [first] = cases;
  if (first === undefined) return [];
  return fieldsOf(first).flatMap((path): readonly FewTables[] => {
    const values = cases.map((instance) => fieldAt(instance, path)).filter((value) => value !== undefined);
    const numbersIn = (value: Json): number =>
      scalarsOf(value).filter((one) => typeof one === "number").length;
    if (values.some((value) => numbersIn(value) < LEAST_NUMBERS)) return [];
    const forms = new Set(values.map((value) => hashJson(withoutNames(value)))).size;
    return forms > 1 && forms <= MOST_FORMS ? [{ field: path.join("."), forms }] : [];
  });
}
