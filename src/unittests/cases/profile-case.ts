import type { Json } from "../../bootcamp/index.ts";

/** What of a case can be counted, by where it stands: elements of arrays are alike whatever their index. */
export type CaseProfile = ReadonlyMap<string, number>;

/** Fields deeper than this are part of those above them. */
const MAX_DEPTH = 6;

/**
 * Each number of a case, the length of each array and of each text, by its path; of several at one path the
 * mean. Names of fields count, values of texts do not.
 *
 * @example profileCase({ keys: ["ab", "abcd"] }) // keys → 2 elements, keys[] → 3 letters
 */
export function profileCase(instance: Json): CaseProfile {
  const found = new Map<string, number[]>();
  const note = (path: string, value: number): void => {
    const known = found.get(path);
    if (known === undefined) found.set(path, [value]);
    else known.push(value);
  };
  const visit = (value: Json | undefined, path: string, depth: number): void => {
    if (typeof value === "number") note(path, value);
    else if (typeof value === "string") note(`${path} letters`, value.length);
    else if (typeof value === "boolean") note(path, value ? 1 : 0);
    else if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
    else if (Array.isArray(value)) {
      note(`${path} elements`, value.length);
      for (const item of value) visit(item, `${path}[]`, depth + 1);
    } else for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`, depth + 1);
  };
  visit(instance, "case", 0);
  return new Map(
    [...found].map(([path, values]) => [path, values.reduce((sum, one) => sum + one, 0) / values.length]),
  );
}
