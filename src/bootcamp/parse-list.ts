import { withShape } from "./answer-shape.ts";
import { trim, withoutFormatting, withoutQuotes } from "./formatting.ts";
import { canonicalText } from "./json.ts";
import { withoutLatex } from "./latex.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import {
  linesOf,
  splitterAt,
  unmarkedLines,
  waysToSplit,
  withoutBrackets,
  withoutLineEnds,
} from "./split-items.ts";

/**
 * How a list is written and how long it may be; by default 0 to 10,000 items. Separators that are given are
 * the only ones, and may be mixed; a space among them stands for any run of blanks outside brackets, while others split
 * within brackets, too. By default they are commas, or else semicolons, or else newlines, or else other white space; of
 * lists, whose own items stand between commas, semicolons or newlines, or brackets around each.
 */
export type ListOptions = {
  readonly separators?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
};

const MAX_ITEMS = 10_000;

/**
 * Items in order: `3, 1, 2`, `[3, 1, 2]`, `3 1 2`, one a line. One pair of brackets around all is taken off, and, where
 * no separators are given, bullets (with a space behind them: `-fly` keeps its hyphen, a lone one before other items is
 * lost), the numbers of lines that count up (`1. a`, `2) b`), quotation marks, a trailing comma and a final "and";
 * brackets within keep `(2,5), (3,1)` whole. An empty list is written `[]`, `{}` or `none`; beside other items `none` is
 * a word like any other. Items of several words need commas or lines. Lists within a list are separated by semicolons or
 * lines, or stand in brackets; where they have separators of their own, commas between them will do.
 *
 * @example list(integer())("[3, 1, 2]") // → { status: "parsed", value: [3, 1, 2] }
 * @example list(text(), { separators: ["->", "→"] })("A -> B") // → { status: "parsed", value: ["A", "B"] }
 * @example list(list(integer(), { separators: ["-"] }))("6, 3-5") // → { status: "parsed", value: [[6], [3, 5]] }
 * @example list(list(integer()), { separators: ["|"] })("1, 2 | none") // → { status: "parsed", value: [[1, 2], []] }
 */
export function list<Item>(item: Parser<Item>, options: ListOptions = {}): Parser<readonly Item[]> {
  const { separators } = options;
  const split = separators && splitterAt(separators);
  const isLatex = separators?.some((one) => one.includes("\\")) !== true;
  const read = (source: string): Parsed<readonly Item[]> => {
    const plain = withoutFormatting(source);
    if (plain === "") return unparsable("expected a list; an empty one is written []");
    const inside = withoutBrackets(isLatex ? trim(withoutLatex(plain)) : plain);
    if (isEmpty(inside)) return readItems([], item, options);
    const ways = split === undefined ? waysToSplit(inside, item.shape) : [split(inside)];
    let reason: Parsed<readonly Item[]> | undefined;
    for (const texts of ways) {
      const items = readItems(texts, item, options);
      if (items.status === "parsed") return items;
      reason ??= items;
    }
    return reason ?? unparsable("expected items separated by commas or by lines, not by both");
  };
  return withShape(read, item.shape && { kind: "list", item: item.shape, separators: separators ?? null });
}

const isEmpty = (inside: string): boolean => inside === "" || /^(?:none|empty|∅)$/i.test(inside);

function readItems<Item>(
  texts: readonly string[],
  item: Parser<Item>,
  { minLength = 0, maxLength = MAX_ITEMS }: ListOptions,
): Parsed<readonly Item[]> {
  if (texts.length < minLength || texts.length > Math.min(maxLength, MAX_ITEMS)) {
    return unparsable(`expected ${minLength} to ${maxLength} items, found ${texts.length}`);
  }
  const items: Item[] = [];
  for (const text of texts) {
    const read = item(text);
    if (read.status === "unparsable") return unparsable(`item ${items.length + 1}: ${read.reason}`);
    items.push(read.value);
  }
  return parsed(items);
}

/**
 * One item a line, whatever signs stand in it. Empty lines, bullets, numbers that count the lines (`1. a`, `2) b`: with a
 * full stop or a bracket, from 0 or 1), and a comma at the end of every line are taken off; `2 B`, `Day 1: B` stay. A
 * lone `none` is no line.
 *
 * @example lines(text())("- New York, NY\n- Paris") // → { status: "parsed", value: ["New York, NY", "Paris"] }
 * @example lines(list(integer()))("1, 2\n3") // → { status: "parsed", value: [[1, 2], [3]] }
 */
export function lines<Item>(
  item: Parser<Item>,
  options: { readonly minLength?: number; readonly maxLength?: number } = {},
): Parser<readonly Item[]> {
  const read = (source: string): Parsed<readonly Item[]> => {
    const all = linesOf(source);
    if (all.length === 0) return unparsable("expected lines; where there are none, write none");
    if (all.length === 1 && isEmpty(withoutBrackets(all[0] ?? ""))) return readItems([], item, options);
    return readItems(withoutLineEnds(unmarkedLines(all) ?? all), item, options);
  };
  return withShape(read, item.shape && { kind: "list", item: item.shape, separators: ["\n"] });
}

/**
 * Items whose order does not matter and that may not repeat, sorted; written as for `list`.
 *
 * @example setOf(integer())("{10, 9, 2}") // → { status: "parsed", value: [2, 9, 10] }
 * @example setOf(integer())("2, 2").status // → "unparsable"
 */
export function setOf<Item extends string | number>(
  item: Parser<Item>,
  options: ListOptions = {},
): Parser<readonly Item[]> {
  const ordered = list(item, options);
  const read = (text: string): Parsed<readonly Item[]> => {
    const items = ordered(text);
    if (items.status === "unparsable") return items;
    if (new Set(items.value).size < items.value.length) return unparsable("an item stands there twice");
    return parsed(items.value.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  };
  return withShape(
    read,
    item.shape && { kind: "set", item: item.shape, separators: options.separators ?? null },
  );
}

/**
 * Items in any order, repeats counted: `2, 3, 2` and `3, 2, 2` are the same answer, `2, 3` is another. Any parser's
 * items will do; they come sorted, numbers and texts by value, others by `canonicalText`. Written as for `list`:
 * separated by commas or one a line (empty lines do not count), in one pair of brackets or parentheses or none; one
 * separator behind the last item is let go, two in a row are not.
 *
 * @example multisetOf(integer())("(10, 2, 9, 2,)") // → { status: "parsed", value: [2, 2, 9, 10] }
 * @example multisetOf(text())("- er\n- -fly\n- er") // → { status: "parsed", value: ["-fly", "er", "er"] }
 */
export function multisetOf<Item>(item: Parser<Item>, options: ListOptions = {}): Parser<readonly Item[]> {
  const ordered = list(item, options);
  const read = (text: string): Parsed<readonly Item[]> => {
    const items = ordered(text);
    return items.status === "unparsable" ? items : parsed(sorted(items.value));
  };
  return withShape(
    read,
    item.shape && { kind: "multiset", item: item.shape, separators: options.separators ?? null },
  );
}

/** Numbers and texts by their value, all else by how it is written, so that equal items stand together. */
function sorted<Item>(items: readonly Item[]): readonly Item[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item), kind: typeof item }));
  return keyed
    .toSorted((a, b) => {
      const [one, other] = a.kind === b.kind ? [a.key, b.key] : [a.kind, b.kind];
      return one < other ? -1 : one > other ? 1 : 0;
    })
    .map(({ item }) => item);
}

const keyOf = (item: unknown): string | number | bigint =>
  typeof item === "number" || typeof item === "bigint" || typeof item === "string"
    ? item
    : canonicalText(item);

/**
 * All of the given items, each once, in some order; written as for `list`.
 *
 * @example permutationOf(["A", "B", "C"])("B, C, A") // → { status: "parsed", value: ["B", "C", "A"] }
 */
export function permutationOf(
  items: readonly string[],
  options: ListOptions = {},
): Parser<readonly string[]> {
  const known = new Set(items);
  const plainOf = (text: string): string => withoutFormatting(withoutQuotes(withoutFormatting(text)));
  const byPlain = new Map<string, string | undefined>();
  for (const item of known) {
    const plain = plainOf(item);
    byPlain.set(plain, byPlain.has(plain) ? undefined : item);
  }
  const one: Parser<string> = (text) => {
    const item = known.has(trim(text)) ? trim(text) : byPlain.get(plainOf(text));
    return item === undefined ? unparsable(`expected one of ${items.slice(0, 20).join(", ")}`) : parsed(item);
  };
  const ordered = list(one, options);
  const read = (text: string): Parsed<readonly string[]> => {
    const read = ordered(text);
    if (read.status === "unparsable") return read;
    const complete = read.value.length === items.length && new Set(read.value).size === items.length;
    return complete ? read : unparsable(`expected each of ${items.length} items once`);
  };
  return withShape(read, {
    kind: "permutation",
    item: { kind: "choice", options: items },
    separators: options.separators ?? null,
  });
}
