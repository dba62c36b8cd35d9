/** A value that survives `JSON.parse(JSON.stringify(value))` unchanged. Cases are made of these. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A parameter of a level: one JSON scalar. */
export type JsonScalar = string | number | boolean;

/**
 * Writes a value so that equal values give equal text: keys sorted, bigints, sets and maps included.
 * Used to tell whether two answers are the same answer.
 *
 * @example canonicalText({ b: 1, a: [2n] }) // → '{"a":[2n],"b":1}'
 */
export function canonicalText(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (value instanceof Set) return `{${[...value].map(canonicalText).sort().join(",")}}`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const fields = entries.map(([key, item]) => `${canonicalText(key)}:${canonicalText(item)}`);
  return `{${fields.sort().join(",")}}`;
}
