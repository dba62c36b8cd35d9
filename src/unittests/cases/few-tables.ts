import { hashJson } from "../../core/draft/hash.ts";
import type { Json } from "../../bootcamp/index.ts";
import { withoutNames } from "./case-names.ts";
import { fieldAt, fieldsOf, scalarsOf, withField } from "./case-fields.ts";

/** A part of fewer numbers is no table: a size or a mode takes few values by nature, and names alone say nothing. */
const LEAST_NUMBERS = 6;

/** A table that takes so few forms in a hundred cases is one of a handful that somebody wrote down. */
const MOST_FORMS = 10;

/** A part of the cases of a level that is drawn from a handful. */
export type FewTables = { readonly field: string; readonly forms: number };

/** Beside as many numbers in mostly different forms a table of a few forms is a setting, such as the bounds of what is asked. */
const MOSTLY = 0.5;

/** The fields that hold tables of which only a few are ever drawn, whatever the names in them, and that cases are made of. */
export function findFewTables(cases: readonly Json[]): readonly FewTables[] {
  const [first] = cases;
  if (first === undefined) return [];
  return fieldsOf(first).flatMap((path): readonly FewTables[] => {
    const values = cases.map((instance) => fieldAt(instance, path)).filter((value) => value !== undefined);
    if (values.some((value) => countNumbers(value) < LEAST_NUMBERS)) return [];
    const forms = countForms(values);
    if (forms <= 1 || forms > MOST_FORMS) return [];
    const rest = cases.map((instance) => withField(instance, path, null));
    const isSetting =
      rest.every((one, index) => countNumbers(one) >= countNumbers(values[index] ?? null)) &&
      countForms(rest) > MOSTLY * cases.length;
    return isSetting ? [] : [{ field: path.join("."), forms }];
  });
}

const countNumbers = (value: Json): number =>
  scalarsOf(value).filter((one) => typeof one === "number").length;

const countForms = (values: readonly Json[]): number =>
  new Set(values.map((value) => hashJson(withoutNames(value)))).size;
