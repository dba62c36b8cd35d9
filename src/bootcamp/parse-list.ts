import { withShape } from "./answer-shape.ts";
import { singleSpaced, trim, withoutFormatting } from "./formatting.ts";
import { canonicalText } from "./json.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";

/** How a list is written and how long it may be. */
export type ListOptions = {
  /** What may stand between items; by default a comma, a semicolon, or white space where there is neither. */
  readonly separators?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
};

const MAX_ITEMS = 10_000;
const BRACKETS: readonly (readonly [string, string])[] = [
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
];

function withoutBrackets(plain: string): string {
  for (const [open, close] of BRACKETS) {
    if (plain.startsWith(open) && plain.endsWith(close) && plain.length >= 2) {
      const inside = plain.slice(1, -1);
      if (!inside.includes(open) && !inside.includes(close)) return inside;
    }
  }
  return plain;
}

function splitItems(text: string, separators: readonly string[] | undefined): string[] {
  if (separators !== undefined) {
    // The longest first: a separator may be a part of another.
    const longestFirst = separators.toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((pieces, one) => pieces.flatMap((piece) => piece.split(one)), [text]);
  }
  if (text.includes(",")) return text.split(",");
  if (text.includes(";")) return text.split(";");
  return singleSpaced(text).split(" ");
}

/**
 * Items in order: `3, 1, 2`, `[3, 1, 2]`, `3 1 2`. An empty list is written `[]`, `{}` or `none`.
 *
 * @example list(integer())("[3, 1, 2]") // → { status: "parsed", value: [3, 1, 2] }
 * @example list(text(), { separators: ["->", "→"] })("A -> B") // → { status: "parsed", value: ["A", "B"] }
 */
export function list<Item>(item: Parser<Item>, options: ListOptions = {}): Parser<readonly Item[]> {
  const { separators, minLength = 0, maxLength = MAX_ITEMS } = options;
  const read = (source: string): Parsed<readonly Item[]> => {
    const plain = withoutFormatting(source);
    if (plain === "") return unparsable("expected a list; an empty one is written []");
    const inside = trim(withoutBrackets(plain));
    const isEmpty = inside === "" || /^(?:none|empty|∅)$/i.test(inside);
    const texts = isEmpty ? [] : splitItems(inside, separators);
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
  };
  return withShape(read, item.shape && { kind: "list", item: item.shape, separators: separators ?? null });
}

/**
 * Items whose order does not matter and that may not repeat, sorted.
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
 * All of the given items, each once, in some order.
 *
 * @example permutationOf(["A", "B", "C"])("B, C, A") // → { status: "parsed", value: ["B", "C", "A"] }
 */
export function permutationOf(
  items: readonly string[],
  options: ListOptions = {},
): Parser<readonly string[]> {
  const known = new Set(items);
  const byPlain = new Map<string, string | undefined>();
  for (const item of known) {
    const plain = withoutFormatting(item);
    byPlain.set(plain, byPlain.has(plain) ? undefined : item);
  }
  const one: Parser<string> = (text) => {
    const item = known.has(trim(text)) ? trim(text) : byPlain.get(withoutFormatting(text));
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

/**
 * Pairs of a key and a value: `A=1, B=2`, or one pair a line; `:` and `->` may stand for `=`.
 *
 * @example mapping(text(), integer())("A=1, B: 2").status // → "parsed"
 */
export function mapping<Value>(
  key: Parser<string>,
  value: Parser<Value>,
): Parser<ReadonlyMap<string, Value>> {
  const read = (source: string): Parsed<ReadonlyMap<string, Value>> => {
    const pairs = withoutBrackets(withoutFormatting(source))
      .split(/[,;\n]/)
      .filter((pair) => pair.trim() !== "");
    if (pairs.length > MAX_ITEMS) return unparsable("too many pairs");
    const found = new Map<string, Value>();
    for (const pair of pairs) {
      const sides = pair.split(/->|→|=|:/);
      const [left, right] = sides;
      if (left === undefined || right === undefined || sides.length !== 2) {
        return unparsable("expected pairs such as A=1");
      }
      const name = key(left);
      const read = value(right);
      if (name.status === "unparsable") return name;
      if (read.status === "unparsable") return read;
      const before = found.get(name.value);
      if (before !== undefined && canonicalText(before) !== canonicalText(read.value)) {
        return unparsable("a key stands there with two values");
      }
      found.set(name.value, read.value);
    }
    return found.size === 0 ? unparsable("expected pairs such as A=1") : parsed(found);
  };
  return withShape(read, key.shape && value.shape && { kind: "mapping", key: key.shape, value: value.shape });
}
