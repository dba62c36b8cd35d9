import type { AnswerShape } from "./answer-shape.ts";
import { singleSpaced, trim } from "./formatting.ts";

/**
 * Splits texts at any of some separators, of which the longest is tried first: one may be a part of another. A space
 * stands for any run of blanks outside brackets.
 */
export function splitterAt(separators: readonly string[]): (text: string) => string[] {
  const signs = separators.filter((one) => one !== " ").toSorted((a, b) => b.length - a.length);
  const hasSpace = separators.includes(" ");
  return (text) => {
    let pieces = [text];
    for (const sign of signs) if (text.includes(sign)) pieces = pieces.flatMap((piece) => piece.split(sign));
    return hasSpace ? pieces.flatMap(atBlanks) : pieces;
  };
}

/** White space within a line, but for thin spaces, which group the digits of a number. */
const BLANK = /[ \t\u00a0\u1680\u2000-\u2008\u200a\u205f\u3000]/;

/** A text at its runs of blanks outside brackets; a piece that holds nothing stays one item, which nobody can read. */
function atBlanks(piece: string): string[] {
  const parts = splitOutside(trim(piece), (sign) => BLANK.test(sign)).filter((part) => part !== "");
  return parts.length === 0 ? [""] : parts;
}

const CLOSING_OF: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}", "⟨": "⟩" };
const OPENING = new Set(Object.keys(CLOSING_OF));
const CLOSING = new Set(Object.values(CLOSING_OF));
const BRACKETS = /[[\](){}⟨⟩]/;

/** A text without the one pair of brackets that encloses all of it. */
export function withoutBrackets(text: string): string {
  if (text.length < 2 || CLOSING_OF[text[0] ?? ""] !== text.at(-1)) return text;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? "";
    if (OPENING.has(sign)) depth++;
    else if (CLOSING.has(sign)) depth--;
    if (depth === 0 && index < text.length - 1) return text;
  }
  return depth === 0 ? trim(text.slice(1, -1)) : text;
}

/** Parts of a text between signs that stand outside all brackets; at every sign where the brackets do not match. */
export function splitOutside(text: string, isSeparator: (sign: string) => boolean): string[] {
  if (!BRACKETS.test(text)) return splitPlain(text, isSeparator);
  const parts: string[] = [];
  const open: string[] = [];
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? "";
    if (OPENING.has(sign)) open.push(sign);
    else if (CLOSING.has(sign)) {
      if (CLOSING_OF[open.pop() ?? ""] !== sign) return splitPlain(text, isSeparator);
    } else if (open.length === 0 && isSeparator(sign)) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return open.length > 0 ? splitPlain(text, isSeparator) : [...parts, text.slice(from)];
}

function splitPlain(text: string, isSeparator: (sign: string) => boolean): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    if (!isSeparator(text[index] ?? "")) continue;
    parts.push(text.slice(from, index));
    from = index + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** The lines of a text that hold anything. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map(trim)
    .filter((line) => line !== "");
}

/** A space behind it tells a bullet from a sign of the item: `-fly` is a suffix, `·-·` Morse, `●○` a row of stones. */
const BULLET = /^[-*+–—•‣◦▪·●○][ \t\u00a0]+(?=\S)/;
/** The same before a hyphen that is a word's own; before dots and digits it is none. */
const BULLET_OF_ENDING = /^[-*+–—•‣◦▪·●○][ \t\u00a0]+(?=[-\u2010\u2011]\p{L}{2})/u;
const NUMBERING = /^\(?(\d{1,4})[.)][ \t\u00a0]+(?=\S)/;

/** A word that begins with a hyphen, as an ending does, without the bullet before it: `- -fly` is `-fly`. */
export function withoutBullet(text: string): string {
  return text.replace(BULLET_OF_ENDING, "");
}

/**
 * The items of a bulleted or numbered list, without their marks; undefined for lines that are none. Numbers
 * must count up by one from 0 or 1. One line alone may have a bullet that cannot be the sign of a number.
 */
export function unmarkedLines(lines: readonly string[]): string[] | undefined {
  const [first = ""] = lines;
  if (lines.length === 1 && /^[-+–—]\s+[\d.∞]/.test(first)) return undefined;
  if (lines.length > 0 && lines.every((line) => BULLET.test(line)))
    return lines.map((line) => line.replace(BULLET, ""));
  const numbers = lines.map((line) => Number(NUMBERING.exec(line)?.[1] ?? Number.NaN));
  const start = numbers[0] ?? Number.NaN;
  const counts = (start === 0 || start === 1) && numbers.every((number, index) => number === start + index);
  return lines.length > 1 && counts ? lines.map((line) => line.replace(NUMBERING, "")) : undefined;
}

/** Lines without the comma or semicolon that ends each of them, where all but the last have one. */
export function withoutLineEnds(lines: readonly string[]): string[] {
  const ends = lines.slice(0, -1).every((line) => /[,;]$/.test(line));
  return ends ? lines.map((line) => trim(line.replace(/[,;]$/, ""))) : [...lines];
}

const QUOTED = /\s*(?:"([^"\n]*)"|“([^”\n]*)”)\s*(,|;|$|(?:,\s*)?\band\b(?=\s*["“]))/y;

/** The items of a list in quotation marks, which may hold commas; undefined where anything stands outside them. */
function quotedItems(text: string): string[] | undefined {
  if (!/^["“]/.test(text)) return undefined;
  const items: string[] = [];
  QUOTED.lastIndex = 0;
  while (QUOTED.lastIndex < text.length) {
    const [whole, straight, curly] = QUOTED.exec(text) ?? [];
    if (whole === undefined) return undefined;
    items.push(`"${straight ?? curly ?? ""}"`);
  }
  return items;
}

/** What a list's items may be made of themselves, so that signs within them must be told from those between. */
const isNested = (shape: AnswerShape): boolean =>
  ["cell", "list", "set", "multiset", "permutation", "record", "mapping"].includes(shape.kind);

/** White space, but for thin spaces between digits, which group them. */
const SPACE =
  /(?:[ \t\r\n\u00a0\u1680\u2000-\u2008\u200a\u2028\u2029\u205f\u3000]|(?<!\d)[\u2009\u202f]|[\u2009\u202f](?!\d))+/;

/**
 * The ways in which the text of a list may be taken apart, the likeliest first; a list takes the first whose
 * items can all be read. Two of them never read different items in one text: what one splits further,
 * the item's parser refuses whole, or the likelier is how a text of words has always been read.
 */
export function waysToSplit(text: string, item: AnswerShape | undefined): readonly (readonly string[])[] {
  const lines = linesOf(text);
  const unmarked = unmarkedLines(lines);
  if (unmarked !== undefined) return [withoutLineEnds(unmarked)];
  const quoted = quotedItems(text);
  if (quoted !== undefined) return [quoted];
  if (item !== undefined && isNested(item)) return nestedWays(text, lines, item);
  const sign = [",", ";"].find((one) => text.includes(one));
  if (sign === undefined) {
    const words = singleSpaced(text) === "" ? [] : text.split(SPACE).filter((word) => word !== "");
    if (lines.length === 1) return [words, ...joinedByAnd([text])];
    // Numbers that count something else than the lines are no items.
    return lines.some((line) => NUMBERING.test(line)) ? [lines] : [lines, words];
  }
  // A sign within a line, and lines that do not end with one: it may belong to the items, or separate them.
  if (lines.length > 1 && !lines.slice(0, -1).every((line) => line.endsWith(sign))) return [];
  const parts = splitOutside(text, (one) => one === sign);
  if (parts.length > 1 && trim(parts.at(-1) ?? "") === "") parts.pop();
  const and = /^\s*(?:and|&)\s+(?=\S)/i;
  const last = parts.at(-1) ?? "";
  const items = parts.length > 1 && and.test(last) ? [...parts.slice(0, -1), last.replace(and, "")] : parts;
  return [items, ...joinedByAnd(items)];
}

/** The last item taken apart at its "and": only tried where it cannot be read whole. */
function joinedByAnd(items: readonly string[]): readonly (readonly string[])[] {
  if (!/and|&/i.test(items.at(-1) ?? "")) return [];
  const [, left, right] =
    /^([^]*\S)\s+(?:and|&)\s+(\S[^]*)$/i.exec((items.at(-1) ?? "").slice(-MAX_AND)) ?? [];
  return left === undefined || right === undefined || (items.at(-1) ?? "").length > MAX_AND
    ? []
    : [[...items.slice(0, -1), left, right]];
}

const MAX_AND = 500;

function nestedWays(
  text: string,
  lines: readonly string[],
  item: AnswerShape,
): readonly (readonly string[])[] {
  const ways: string[][] = [];
  const whole = trim(text.replace(/[,;]\s*$/, ""));
  if (lines.length > 1) ways.push(withoutLineEnds(lines));
  for (const isSign of [(one: string) => one === ";", (one: string) => one === ",", isBlank]) {
    const parts = splitOutside(whole, isSign).map((one) => trim(one.replace(/^\s*(?:and|&)\s+/i, "")));
    const [ended = parts] = joinedByAnd(parts);
    const items = ended.filter((one) => one !== "" && !/^(?:,|;|and|&)$/i.test(one));
    const isBracketed = items.every((one) => OPENING.has(one[0] ?? ""));
    if (items.length > 1 && (isSign(";") || isBracketed || cannotHold(item, isSign))) ways.push(items);
  }
  return [...ways, [whole]];
}

/** Whether the sign cannot belong to an item that stands there without brackets: it separates nothing in it. */
function cannotHold(item: AnswerShape, isSign: (sign: string) => boolean): boolean {
  if (item.kind === "cell") return true;
  const separators = "separators" in item ? item.separators : null;
  return separators !== null && !separators.some((one) => [...one].some(isSign));
}

const isBlank = (sign: string): boolean => SPACE.test(sign);
