import type { Json } from "../../bootcamp/index.ts";

/** Where a field stands in a case: names of keys from the top. Elements of arrays are no fields of their own. */
export type FieldPath = readonly string[];

/** Fields deeper than this are part of the field above them. */
const MAX_DEPTH = 2;

/** Every field of a case: keys of the case, and keys of objects that stand there. */
export function fieldsOf(instance: Json, depth = 1): readonly FieldPath[] {
  if (!isRecord(instance)) return [];
  return Object.entries(instance).flatMap(([key, value]): readonly FieldPath[] => {
    const inner = depth < MAX_DEPTH && value !== undefined ? fieldsOf(value, depth + 1) : [];
    return inner.length === 0 ? [[key]] : inner.map((path) => [key, ...path]);
  });
}

/** What stands in a field; undefined where the case has no such field. */
export function fieldAt(instance: Json, path: FieldPath): Json | undefined {
  let value: Json | undefined = instance;
  for (const key of path) value = value !== undefined && isRecord(value) ? value[key] : undefined;
  return value;
}

/** The case with another value in one of its fields. */
export function withField(instance: Json, path: FieldPath, value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (!isRecord(instance)) return instance;
  return { ...instance, [key]: withField(instance[key] ?? null, rest, value) };
}

type JsonRecord = { readonly [key: string]: Json | undefined };

const isRecord = (value: Json): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every text and number of a value. */
export function scalarsOf(value: Json | undefined): readonly (string | number | boolean)[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [value];
  return Object.values(value).flatMap((part: Json | undefined) => scalarsOf(part));
}
