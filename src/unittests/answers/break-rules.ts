import type { Json } from "../../bootcamp/index.ts";
import { scalarsOf } from "../cases/case-fields.ts";

/** How many parts of an answer are changed in each way, spread over it. */
const MOST_PARTS = 4;

/** The most numbers of a case by which an answer is moved. */
const MOST_NUMBERS = 4;

type Part = { readonly text: string; readonly start: number; readonly end: number };

/**
 * Answers of the right shape that are likely to break one rule alone: two parts that have changed roles throughout, a
 * part in the place of another, two that have changed places, one that the case knows and the answer does not, a line
 * with a part too many or too few, a line too many or too few, a number moved by a number of the case.
 */
export function breakRules(answer: string, instance: Json): readonly string[] {
  const parts = partsOf(answer);
  const kinds = [
    exchangeRoles(answer, parts),
    replaceParts(answer, parts),
    swapParts(answer, parts),
    exchangeParts(answer, parts, instance),
    swapBetweenLines(answer, parts),
    changeLines(answer),
    moveNumber(answer, parts, instance),
  ];
  const longest = Math.max(...kinds.map(({ length }) => length));
  const mixed = Array.from({ length: longest }, (_, index) => kinds.flatMap((kind) => kind[index] ?? []));
  return [...new Set(mixed.flat())].filter((text) => text !== answer);
}

function partsOf(answer: string): readonly Part[] {
  if (isPicture(answer)) return [...answer.matchAll(/\S/g)].map(toPart);
  const words = [...answer.matchAll(/[\p{L}\d._]+/gu)];
  // An answer of signs alone has no words: each of its signs is a part.
  const found = words.length > 0 ? words : [...answer.matchAll(/\S/g)];
  return found.map(toPart);
}

const toPart = ({ 0: text, index }: RegExpExecArray): Part => ({
  text,
  start: index,
  end: index + text.length,
});

/** Lines of equal length without gaps: every sign is a cell. */
function isPicture(answer: string): boolean {
  const lines = answer.split("\n");
  return lines.length > 1 && lines.every((line) => /^\S{2,}$/.test(line) && line.length === lines[0]?.length);
}

/** The part that an answer has most of: in a picture, the ground. */
function mostFrequent(parts: readonly Part[]): string {
  const counts = [...Map.groupBy(parts, ({ text }) => text)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? "";
}

function spread<Item>(items: readonly Item[]): readonly Item[] {
  const step = Math.max(1, items.length / MOST_PARTS);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

const put = (answer: string, { start, end }: Part, text: string): string =>
  answer.slice(0, start) + text + answer.slice(end);

const isLike = (one: string, other: string): boolean => /\d/.test(one) === /\d/.test(other);

/**
 * The parts that occur most often exchanged throughout, as colours of a map: rules that speak of parts being alike or
 * different still hold, and what is fixed beforehand does not.
 */
function exchangeRoles(answer: string, parts: readonly Part[]): readonly string[] {
  const often = [...Map.groupBy(parts, ({ text }) => text)]
    .filter(([, { length }]) => length > 1)
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_PARTS)
    .map(([text]) => text);
  return often.slice(1).flatMap((other, index) => {
    const one = often[index] ?? other;
    if (!isLike(one, other)) return [];
    const roles = new Map([
      [one, other],
      [other, one],
    ]);
    return [parts.reduceRight((text, part) => put(text, part, roles.get(part.text) ?? part.text), answer)];
  });
}

function replaceParts(answer: string, parts: readonly Part[]): readonly string[] {
  return spread(parts).flatMap((part, index) => {
    const others = parts.filter(({ text }) => text !== part.text && isLike(text, part.text));
    const other = others[index % Math.max(1, others.length)];
    return other === undefined ? [] : [put(answer, part, other.text)];
  });
}

/** Two parts that are alike and not the same change places: what counts how often each occurs sees no change. */
function swapParts(answer: string, parts: readonly Part[]): readonly string[] {
  return spread(parts).flatMap((part) => {
    const other = parts.find(
      ({ start, text }) => start > part.start && text !== part.text && isLike(text, part.text),
    );
    return other === undefined ? [] : [put(put(answer, other, part.text), part, other.text)];
  });
}

/** Two parts at the same place of neighbouring lines change places: columns keep what they hold, rows do not. */
function swapBetweenLines(answer: string, parts: readonly Part[]): readonly string[] {
  const rows = [...Map.groupBy(parts, ({ start }) => answer.slice(0, start).split("\n").length).values()];
  return rows.slice(1).flatMap((lower, line) => {
    const column = line % Math.max(1, lower.length);
    const below = lower[column];
    const above = rows[line]?.[column];
    if (above === undefined || below === undefined || above.text === below.text) return [];
    return [put(put(answer, below, above.text), above, below.text)];
  });
}

/** Words of the case in the place of words, numbers of it in the place of numbers. */
function exchangeParts(answer: string, parts: readonly Part[], instance: Json): readonly string[] {
  const used = new Set(parts.map(({ text }) => text));
  const known = [...new Set(scalarsOf(instance).map(String))].filter(
    (text) => !used.has(text) && /^[\p{L}\d._]+$/u.test(text),
  );
  return spread(parts).flatMap((part, index) => {
    const fitting = known.filter((text) => isLike(text, part.text));
    const other = fitting[index % Math.max(1, fitting.length)];
    return other === undefined ? [] : [put(answer, part, other)];
  });
}

/** One line, the first, the last or one between, with a part more or less; a line more or less. */
function changeLines(answer: string): readonly string[] {
  const lines = answer.split("\n");
  if (lines.length < 2) return [];
  const all = partsOf(answer);
  const usual = mostFrequent(all);
  const places = [...new Set([lines.length >> 1, 0, lines.length - 1])];
  let from = 0;
  const starts = lines.map((line) => (from += line.length + 1) - line.length - 1);
  return places.flatMap((index) => {
    const line = lines[index] ?? "";
    const start = starts[index] ?? 0;
    const parts = all.filter((part) => part.start >= start && part.end <= start + line.length);
    const last = parts.at(-1);
    const before = parts.at(-2);
    if (last === undefined) return [];
    const gap = before === undefined ? "" : answer.slice(before.end, last.start);
    const shorter = answer.slice(0, before?.end ?? last.start) + answer.slice(last.end);
    return [
      answer.slice(0, last.end) + gap + usual + answer.slice(last.end),
      shorter,
      lines.toSpliced(index, 0, line).join("\n"),
      lines.toSpliced(index, 1).join("\n"),
    ];
  });
}

/** A number more or less by a number of the case, or by the product of two of them: the same remainder, another round, past a limit. */
function moveNumber(answer: string, parts: readonly Part[], instance: Json): readonly string[] {
  const number = parts.find(({ text }) => /^\d{1,15}$/.test(text));
  if (number === undefined) return [];
  const steps = [...new Set(termsOf(instance))].filter(
    (value): value is number => typeof value === "number" && Number.isInteger(value) && value !== 0,
  );
  const largest = steps.toSorted((a, b) => Math.abs(b) - Math.abs(a)).slice(0, MOST_NUMBERS);
  const products = largest.flatMap((one, index) => largest.slice(index + 1).map((other) => one * other));
  return [...largest, ...products]
    .filter(Number.isSafeInteger)
    .flatMap((step) =>
      [Number(number.text) + step, Number(number.text) - step].map((moved) =>
        put(answer, number, String(moved)),
      ),
    );
}

/** The texts and numbers of a case. */
const termsOf = (instance: Json): readonly (string | number)[] =>
  scalarsOf(instance).filter((value) => typeof value !== "boolean");
