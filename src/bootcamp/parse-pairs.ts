import { type AnswerShape, withShape } from "./answer-shape.ts";
import { trim, withoutFormatting } from "./formatting.ts";
import { canonicalText } from "./json.ts";
import { withoutLatex } from "./latex.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { linesOf, splitOutside, unmarkedLines, withoutBrackets } from "./split-items.ts";

const MAX_PAIRS = 10_000;

/**
 * Pairs of a key and a value: `A=1, B=2`, one pair a line with a bullet or number or without, or a JSON
 * object; `:` and `->` may stand for `=`. A value that holds commas needs brackets or a line of its own.
 *
 * @example mapping(text(), integer())("A=1, B: 2").status // → "parsed"
 * @example mapping(text(), list(integer()))("- A: 1, 2\n- B: 3").status // → "parsed"
 */
export function mapping<Value>(
  key: Parser<string>,
  value: Parser<Value>,
): Parser<ReadonlyMap<string, Value>> {
  const read = (source: string): Parsed<ReadonlyMap<string, Value>> => {
    const plain = withoutBrackets(trim(withoutLatex(withoutFormatting(source))));
    const all = linesOf(plain);
    const unmarked = unmarkedLines(all) ?? all;
    const together = splitOutside(unmarked.join("\n"), (sign) => ",;\n".includes(sign));
    const outcome = readPairs(together, key, value);
    return outcome.status === "parsed" || unmarked.length < 2 ? outcome : readPairs(unmarked, key, value);
  };
  return withShape(read, key.shape && value.shape && { kind: "mapping", key: key.shape, value: value.shape });
}

/** What stands between a key and its value. */
const IS = /->|→|=|:/;

function readPairs<Value>(
  texts: readonly string[],
  key: Parser<string>,
  value: Parser<Value>,
): Parsed<ReadonlyMap<string, Value>> {
  const pairs = texts.filter((pair) => trim(pair) !== "");
  if (pairs.length > MAX_PAIRS) return unparsable("too many pairs");
  const found = new Map<string, Value>();
  for (const pair of pairs) {
    const sign = IS.exec(pair);
    const right = sign === null ? "" : pair.slice(sign.index + sign[0].length);
    if (sign === null || IS.test(right)) return unparsable("expected pairs such as A=1");
    const name = key(pair.slice(0, sign.index));
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
}

const MARKS = "[*_`\"'“”]{0,3}";

/** Words of a field's name may be joined or not: `totalCost` is also written `total cost` or `Total_Cost`. */
const nameAsWritten = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[\s_-]+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\s_-]?");

/**
 * Named parts, all of them, each once, in any order: `cost: 5, number: 007`, one a line, or a JSON object;
 * `=` and `->` may stand for `:`. Names are read in any letter case. A part may begin on the line after its
 * name, and hold commas, semicolons and newlines: it ends where the next name begins, without the sign before that.
 *
 * @example record({ cost: integer(), number: digits() })("cost: 5, number: 007") // → { status: "parsed", value: { cost: 5, number: "007" } }
 * @example record({ cost: integer(), route: list(text()) })("cost: 5").status // → "unparsable"
 */
export function record<Fields extends Readonly<Record<string, unknown>>>(parsers: {
  readonly [Name in keyof Fields]: Parser<Fields[Name]>;
}): Parser<Fields> {
  const fields = Object.entries<Parser<unknown>>(parsers);
  const named = fields.map(
    ([name, parse]) => [name, parse, new RegExp(`^${nameAsWritten(name)}$`, "i")] as const,
  );
  const patterns = fields.map(([name]) => nameAsWritten(name)).toSorted((a, b) => b.length - a.length);
  // White space is crossed within a line alone, and once: a run of line feeds must not be gone over from each of them.
  const label = new RegExp(
    `(?:^|[\\n,;])[^\\S\\n]*(?:[-*•][^\\S\\n]+)?${MARKS}(?<name>${patterns.join("|")})${MARKS}\\s?(?:->|→|=|:)[*_]{0,3}`,
    "gi",
  );
  const expected = `expected ${fields.map(([name]) => `${name}: …`).join(", ")}`;
  const read = (source: string): Parsed<Fields> => {
    const plain = withoutBrackets(trim(withoutLatex(withoutFormatting(source))));
    const labels = [...plain.matchAll(label)];
    if (labels.length !== fields.length || labels[0]?.index !== 0) return unparsable(expected);
    const texts = labels.map((found, index) => {
      const text = trim(plain.slice(found.index + found[0].length, labels[index + 1]?.index));
      return [found.groups?.["name"] ?? "", trim(text.replace(/[,;]$/, ""))] as const;
    });
    const values: Record<string, unknown> = {};
    for (const [name, parse, isName] of named) {
      const [found, ...more] = texts.filter(([written]) => isName.test(written));
      if (found === undefined || more.length > 0) return unparsable(expected);
      const value = parse(found[1]);
      if (value.status === "unparsable") return unparsable(`${name}: ${value.reason}`);
      values[name] = value.value;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field was just read by its own parser
    return parsed(values as Fields);
  };
  return withShape(read, shapeOf(fields));
}

function shapeOf(
  fields: readonly (readonly [name: string, parse: Parser<unknown>])[],
): AnswerShape | undefined {
  const shapes: Record<string, AnswerShape> = {};
  for (const [name, { shape }] of fields) {
    if (shape === undefined) return undefined;
    shapes[name] = shape;
  }
  return { kind: "record", fields: shapes };
}
