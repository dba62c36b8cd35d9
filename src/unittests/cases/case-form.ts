import type { Json } from "../../bootcamp/index.ts";

/**
 * What the cases of a class are made of, as they were drawn: keys that every case has are parts, keys that
 * differ are data. Short lists of one length are parts, too, so that a pair may be written `[a, b]` or
 * `{ from: a, to: b }`.
 */
export type CaseForm =
  | { readonly kind: "nothing" | "text" | "number" | "boolean" | "mixed" }
  | { readonly kind: "list" | "mapping"; readonly item: CaseForm }
  | { readonly kind: "parts"; readonly isList: boolean; readonly parts: readonly Part[] };

export type Part = { readonly name: string; readonly form: CaseForm };

/** A list that is longer is no tuple, whatever its length. */
const LONGEST_TUPLE = 3;

/** A case nested deeper is mixed from there on. */
const MAX_DEPTH = 8;

type JsonRecord = { readonly [key: string]: Json | undefined };

/** The form that values have in common. */
export function formOf(values: readonly Json[], depth = 0): CaseForm {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return { kind: "nothing" };
  if (depth > MAX_DEPTH) return { kind: "mixed" };
  if (present.every((value) => typeof value === "string")) return { kind: "text" };
  if (present.every((value) => typeof value === "number")) return { kind: "number" };
  if (present.every((value) => typeof value === "boolean")) return { kind: "boolean" };
  const lists = present.filter((value): value is readonly Json[] => Array.isArray(value));
  if (lists.length === present.length) return formOfLists(lists, depth);
  const records = present.filter(isRecord);
  return records.length === present.length ? formOfRecords(records, depth) : { kind: "mixed" };
}

const isRecord = (value: Json): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function formOfLists(lists: readonly (readonly Json[])[], depth: number): CaseForm {
  const length = lists[0]?.length ?? 0;
  const isTuple = length > 1 && length <= LONGEST_TUPLE && lists.every((one) => one.length === length);
  if (!isTuple) return { kind: "list", item: formOf(lists.flat(), depth + 1) };
  const parts = Array.from({ length }, (_, index) => ({
    name: String(index),
    form: formOf(
      lists.flatMap((one) => one[index] ?? []),
      depth + 1,
    ),
  }));
  return { kind: "parts", isList: true, parts };
}

function formOfRecords(records: readonly JsonRecord[], depth: number): CaseForm {
  const keys = Object.keys(records[0] ?? {}).toSorted();
  const isFixed = records.every((one) => Object.keys(one).toSorted().join("\n") === keys.join("\n"));
  const inside = (key: string): readonly Json[] => records.flatMap((one) => one[key] ?? []);
  if (isFixed)
    return {
      kind: "parts",
      isList: false,
      parts: keys.map((name) => ({
        name,
        form: formOf(
          records.flatMap((one) => (one[name] === undefined ? [] : [one[name]])),
          depth + 1,
        ),
      })),
    };
  const all = [...new Set(records.flatMap((one) => Object.keys(one)))].flatMap(inside);
  return { kind: "mapping", item: formOf(all, depth + 1) };
}

/** A form in a few signs, without a name: equal for forms that differ in names and the order of parts. */
export function describeForm(form: CaseForm): string {
  switch (form.kind) {
    case "nothing":
    case "text":
    case "number":
    case "boolean":
    case "mixed":
      return form.kind;
    case "list":
      return `[${describeForm(form.item)}]`;
    case "mapping":
      return `{${describeForm(form.item)}}`;
    case "parts":
      return `(${form.parts
        .map((part) => describeForm(part.form))
        .toSorted()
        .join(",")})`;
  }
}
