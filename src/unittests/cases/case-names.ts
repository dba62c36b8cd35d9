import type { Json } from "../../bootcamp/index.ts";

/** A text that may be the name of something: a word or a few, without figures and signs. */
const NAME = /^\p{L}[\p{L}' -]{0,30}$/u;

/** Every text of a case that may be a name, each once, in the order of the case. */
export function namesOf(instance: Json): readonly string[] {
  const found = new Set<string>();
  mapTexts(instance, (text) => {
    if (NAME.test(text)) found.add(text);
    return text;
  });
  return [...found];
}

/** The case with every text replaced; keys of records are texts, too. */
export function mapTexts(value: Json, replace: (text: string) => string): Json {
  if (typeof value === "string") return replace(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, replace));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [[replace(key), mapTexts(item, replace)]],
    ),
  );
}

/** A case whose names have all moved on to the next thing, and a text in which they have done so, too. */
export function renameCase(
  instance: Json,
  text: string,
): { readonly instance: Json; readonly text: string } | undefined {
  const names = namesOf(instance);
  // Names of fields are no names of things: they stand in every case of the class.
  const fields = fieldNames(instance);
  const things = names.filter((name) => !fields.has(name));
  if (things.length < 2) return undefined;
  const next = new Map(things.map((name, index) => [name, things[(index + 1) % things.length] ?? name]));
  const pattern = new RegExp(
    things
      .toSorted((one, other) => other.length - one.length)
      .map((name) => `(?<![\\p{L}\\d])${name}(?![\\p{L}\\d])`)
      .join("|"),
    "gu",
  );
  return {
    instance: mapTexts(instance, (one) => next.get(one) ?? one),
    text: text.replace(pattern, (name) => next.get(name) ?? name),
  };
}

/** Tells which texts of a case may be names of things: most stand in it many times, and are looked at once. */
export function namesIn(instance: Json): (text: string) => boolean {
  const fields = fieldNames(instance);
  const known = new Map<string, boolean>();
  return (text) => {
    const isName = known.get(text) ?? (NAME.test(text) && !fields.has(text));
    known.set(text, isName);
    return isName;
  };
}

/** The case with each name replaced by when it first appears: isomorphic cases come out alike. */
export function withoutNames(instance: Json): Json {
  const fields = fieldNames(instance);
  const numbers = new Map<string, string>();
  let names = 0;
  return mapTexts(instance, (text) => {
    // Most texts of a case stand in it many times: the map is asked first, the pattern once for each.
    const known = numbers.get(text) ?? (NAME.test(text) && !fields.has(text) ? `#${names++}` : text);
    numbers.set(text, known);
    return known;
  });
}

/** Keys of the case itself, and of the records in its arrays: the shape of a case, and nothing drawn. */
function fieldNames(instance: Json): ReadonlySet<string> {
  if (typeof instance !== "object" || instance === null || Array.isArray(instance)) return new Set();
  const inside = Object.values(instance).flatMap((value) =>
    Array.isArray(value)
      ? value.flatMap((item: Json) =>
          typeof item === "object" && item !== null && !Array.isArray(item) ? Object.keys(item) : [],
        )
      : [],
  );
  return new Set([...Object.keys(instance), ...inside]);
}
