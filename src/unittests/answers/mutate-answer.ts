import { spreadOver } from "../cases/spread-over.ts";

/** The longest answer that is mutated; a longer one is cut before. */
const MAX_LENGTH = 4_000;

/** The most digits behind the point that `toFixed` writes. */
const MAX_DIGITS = 100;

/** How many mutants of one kind are made, spread over the answer. */
const PER_KIND = 2;

/**
 * Wrong answers close to a right one: one element changed, dropped, repeated, two swapped, a boundary
 * passed by 1. A decimal number moves by a tenth, which is beyond any tolerance that a task may state.
 * Sorted, without repetition, never the answer itself.
 */
export function mutateAnswer(answer: string): readonly string[] {
  const text = answer.slice(0, MAX_LENGTH);
  const mutants = new Set([
    ...changeNumbers(text),
    ...changeElements(text),
    ...changeLetters(text),
    ...changeSigns(text),
  ]);
  mutants.delete(text);
  mutants.delete(answer);
  return [...mutants].filter((mutant) => mutant.trim() !== answer.trim()).sort();
}

function changeNumbers(text: string): string[] {
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)];
  return spreadOver(numbers, PER_KIND).flatMap((match) => {
    const replaceBy = (value: string): string =>
      text.slice(0, match.index) + value + text.slice(match.index + match[0].length);
    if (match[0].includes(".")) {
      const digits = Math.min(match[0].split(".")[1]?.length ?? 1, MAX_DIGITS);
      const value = Number(match[0]);
      return [replaceBy((value * 1.1 + 0.1).toFixed(digits)), replaceBy((value * 0.9).toFixed(digits))];
    }
    if (match[0].length > 15) return [replaceBy(`${match[0]}0`)];
    const value = Number(match[0]);
    return [replaceBy(String(value + 1)), replaceBy(String(value > 0 ? value - 1 : value + 2))];
  });
}

function changeElements(text: string): string[] {
  const separator = ["\n", "->", "→", ",", ";", " "].find((one) => text.includes(one));
  if (separator === undefined) return [];
  const items = text.split(separator);
  const places = spreadOver(
    items.map((_, index) => index),
    PER_KIND,
  );
  const join = (changed: readonly string[]): string => changed.join(separator);
  const swaps = spreadOver(
    items.slice(1).map((_, position) => position),
    PER_KIND,
  ).map((place) => {
    const changed = [...items];
    changed.splice(place, 2, items[place + 1] ?? "", items[place] ?? "");
    return join(changed);
  });
  return [
    ...places.map((place) => join(items.toSpliced(place, 1))),
    ...places.map((place) => join(items.toSpliced(place, 0, items[place] ?? ""))),
    ...swaps,
  ].filter((mutant) => mutant.trim() !== "");
}

function changeLetters(text: string): string[] {
  const letters = [...text.matchAll(/[A-Za-z]/g)];
  return spreadOver(letters, PER_KIND).map((match) => {
    const next = String.fromCharCode(match[0].charCodeAt(0) + (/[zZ]/.test(match[0]) ? -1 : 1));
    return text.slice(0, match.index) + next + text.slice(match.index + 1);
  });
}

/** Answers of brackets or other signs alone have neither numbers nor letters: their signs are changed. */
function changeSigns(text: string): string[] {
  if (/[\p{L}\d]/u.test(text)) return [];
  const signs = [...text.matchAll(/\S/g)];
  const alphabet = [...new Set(signs.map(([sign]) => sign))];
  if (signs.length < 2) return [];
  return spreadOver(signs, PER_KIND).flatMap(({ 0: sign, index }) => {
    const other = alphabet[(alphabet.indexOf(sign) + 1) % alphabet.length] ?? sign;
    const before = text.slice(0, index);
    const behind = text.slice(index + 1);
    const next = text[index + 1];
    return [
      ...(other === sign ? [] : [before + other + behind]),
      before + sign + sign + behind,
      ...(text.length > 1 ? [before + behind] : []),
      ...(next === undefined || next === sign ? [] : [before + next + sign + behind.slice(1)]),
    ];
  });
}
