import type { Json } from "../../bootcamp/index.ts";
import { scalarsOf } from "../cases/case-fields.ts";

/** By what the elements of an answer may be kept apart, the strongest first. */
const SEPARATORS = ["\n", "->", "→", ",", ";", " "];

type Elements = { readonly items: readonly string[]; readonly separator: string };

/** The elements of an answer of three and more, trimmed, and what stands between them with its spaces. */
function splitAnswer(answer: string): Elements | undefined {
  const text = answer.trim();
  const sign = SEPARATORS.find((one) => text.includes(one));
  if (sign === undefined) return undefined;
  const items = text.split(sign).map((item) => item.trim());
  const before = text.indexOf(sign);
  const spaceBefore = /\s$/.test(text.slice(0, before)) ? " " : "";
  const spaceBehind =
    sign !== "\n" && sign !== " " && /^\s/.test(text.slice(before + sign.length)) ? " " : "";
  return items.length < 3 ? undefined : { items, separator: spaceBefore + sign + spaceBehind };
}

/** Parts of an answer of three elements and more: its last and its first element, its first and last half. */
export function cutAnswer(answer: string): readonly string[] {
  const elements = splitAnswer(answer);
  if (elements === undefined) return [];
  const { items, separator } = elements;
  const middle = items.length >> 1;
  const parts = [items.slice(-1), items.slice(0, 1), items.slice(0, middle), items.slice(middle)];
  return [...new Set(parts.map((part) => part.join(separator).trim()))].filter((part) => part !== "");
}

/** So many detours are tried on a case; most of them break a rule, and only the others say something. */
const MOST_DETOURS = 60;

/**
 * A right answer with one element more, or with another in its place: of the names that the case holds, and
 * out and back again. Where the case allows it at all it is a solution, and hardly ever an equally good one:
 * but a set of as many elements often is, so that in a set (`isSet`) none takes the place of another.
 */
export function detourAnswer(
  answer: string,
  instance: Json,
  { isSet }: { readonly isSet: boolean } = { isSet: false },
): readonly string[] {
  const elements = splitAnswer(answer);
  if (elements === undefined) return [];
  const { items, separator } = elements;
  const known = new Set(items);
  const names = [...new Set(stringsOf(instance))];
  // Unless the answer is made of the case's own names there is nothing to make a detour of.
  if (![...known].every((item) => names.some((name) => name.toLowerCase() === item.toLowerCase()))) return [];
  const changed: string[] = [];
  for (let index = 1; index < items.length; index++) {
    for (const name of names) {
      changed.push(items.toSpliced(index, 0, name).join(separator));
      if (!isSet && index < items.length - 1) changed.push(items.toSpliced(index, 1, name).join(separator));
    }
    const there = items.slice(index - 1, index + 1);
    changed.push(items.toSpliced(index + 1, 0, ...there).join(separator));
  }
  const step = Math.max(1, changed.length / MOST_DETOURS);
  const picked = Array.from(
    { length: Math.min(MOST_DETOURS, changed.length) },
    (_, position) => changed[Math.floor(position * step)],
  );
  return [...new Set(picked)].filter((one) => one !== undefined).filter((one) => one !== answer);
}

const stringsOf = (instance: Json): readonly string[] =>
  scalarsOf(instance).filter((value) => typeof value === "string");
