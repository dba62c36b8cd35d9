import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import { splitOutside } from "../../bootcamp/split-items.ts";
import { isFormula } from "./change-formula.ts";
import { enclosedText } from "./enclosed-text.ts";
import { plainNumber } from "./plain-number.ts";
import { spacedSeparator } from "./spaced-separator.ts";
import { splitRecord } from "./split-record.ts";

/** An answer taken apart. Its texts, and what stands between them, are those that were written. */
export type AnswerTree =
  | { readonly kind: "number"; readonly text: string; readonly value: number }
  | { readonly kind: "word"; readonly text: string; readonly options: readonly string[] | null }
  | { readonly kind: "expression"; readonly text: string }
  | Sequence
  | {
      readonly kind: "pairs";
      readonly pairs: readonly Pair[];
      readonly between: string;
      readonly open: string;
      readonly close: string;
    }
  | { readonly kind: "grid"; readonly rows: readonly (readonly AnswerTree[])[]; readonly between: string };

/** Elements one after the other; the words of a sentence are such, too. */
export type Sequence = {
  readonly kind: "sequence";
  readonly items: readonly AnswerTree[];
  readonly between: string;
  readonly open: string;
  readonly close: string;
};

/** A named value; `joint` stands between the two. */
export type Pair = { readonly name: string; readonly joint: string; readonly value: AnswerTree };

const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\d+\/\d+)$/;
const PAIR = /^([^=:]+?)(\s*(?:->|→|=|:)\s*)([^=:]+)$/s;
const EXPRESSION = /^[\d\s+\-*/()×÷·−]*\d\s*[+\-*/×÷·−]\s*\(*\s*\d[\d\s+\-*/()×÷·−]*$/;

/** Longer answers are taken for one word. */
const MAX_LENGTH = 8_000;

/** Takes an answer apart, by the shape that its parser states, or by how it is written where it states none. */
export function readTree(text: string, shape: AnswerShape | null): AnswerTree {
  if (text.length > MAX_LENGTH) return word(text);
  if (shape === null || shape.kind === "json") return inferTree(text.trim());
  return readShaped(text.trim(), shape);
}

/** Writes an answer as it was written, whatever was changed in it. */
export function writeTree(tree: AnswerTree): string {
  switch (tree.kind) {
    case "number":
    case "word":
    case "expression":
      return tree.text;
    case "sequence":
      return tree.open + tree.items.map(writeTree).join(tree.between) + tree.close;
    case "pairs":
      return tree.open + tree.pairs.map(writePair).join(tree.between) + tree.close;
    case "grid":
      return tree.rows.map((row) => row.map(writeTree).join(tree.between)).join("\n");
  }
}

const writePair = ({ name, joint, value }: Pair): string => name + joint + writeTree(value);

/** What an answer is made of, one level down; an answer of one part is its own only element. */
export function elementsOf(tree: AnswerTree): readonly AnswerTree[] {
  switch (tree.kind) {
    case "number":
    case "word":
    case "expression":
      return [tree];
    case "sequence":
      return tree.items;
    case "pairs":
      return tree.pairs.map(({ value }) => value);
    case "grid":
      return tree.rows.flat();
  }
}

function readShaped(text: string, shape: AnswerShape): AnswerTree {
  switch (shape.kind) {
    case "number":
      return readLeaf(plainNumber(text));
    case "digits":
      return readLeaf(text);
    case "cell":
      return readCell(text);
    case "either":
      return readEither(text, shape.first, shape.second);
    case "record":
      return readRecord(text, shape.fields) ?? inferTree(text);
    case "choice":
      return word(text, shape.options);
    case "expression":
      return { kind: "expression", text };
    case "text":
      return readWords(text);
    case "list":
    case "set":
    case "multiset":
    case "permutation":
      return readSequence(text, shape);
    case "mapping":
      return readPairs(text, () => shape.value) ?? inferTree(text);
    case "grid":
      return readGrid(text, shape.cell) ?? inferTree(text);
    case "character-grid":
      return readPicture(text, shape.alphabet);
    case "json":
      return inferTree(text);
  }
}

const word = (text: string, options: readonly string[] | null = null): AnswerTree => ({
  kind: "word",
  text,
  options,
});

function readLeaf(text: string): AnswerTree {
  if (!NUMBER.test(text)) return word(text);
  const [top = "", bottom = "1"] = text.split("/");
  return { kind: "number", text, value: Number(top) / Number(bottom) };
}

function readWords(text: string): AnswerTree {
  const words = text.split(/\s+/);
  if (words.length < 2 || text.includes("\n") || isFormula(text)) return inferTree(text);
  return sequence(
    words.map((one) => word(one)),
    " ",
  );
}

const sequence = (items: readonly AnswerTree[], between: string, open = "", close = ""): Sequence => ({
  kind: "sequence",
  items,
  between,
  open,
  close,
});

const BRACKETS = /^([[({]\s*)(.*?)(\s*[\])}])$/s;

/** A row and a column, in whatever stands around and between them. */
function readCell(text: string): AnswerTree {
  const [, open = "", row, between = "", column, close = ""] = /^(\D*)(\d+)(\D+)(\d+)(\D*)$/.exec(text) ?? [];
  if (row === undefined || column === undefined) return word(text);
  return sequence([readLeaf(row), readLeaf(column)], between, open, close);
}

/** By the shape of the two that such a text can have; the simpler one tells itself by what is written. */
function readEither(text: string, first: AnswerShape, second: AnswerShape): AnswerTree {
  const simple = [first, second].find(
    (shape) =>
      (shape.kind === "number" && NUMBER.test(text)) ||
      (shape.kind === "choice" && shape.options.some((one) => one.toLowerCase() === text.toLowerCase())),
  );
  const other = [first, second].find(({ kind }) => kind !== "number" && kind !== "choice");
  return readShaped(text, simple ?? other ?? second);
}

const NESTED: ReadonlySet<string> = new Set("cell list set multiset permutation record mapping".split(" "));

/** A list whose items hold brackets or commas of their own. */
function readNested(text: string, item: AnswerShape): AnswerTree {
  const within = enclosedText(text);
  const isEnclosed = /^[[({]|^r\d/i.test(within.inside);
  const { inside: all, open, close } = isEnclosed ? within : { inside: text, open: "", close: "" };
  for (const sign of ["\n", ";", ",", " "]) {
    const parts = splitOutside(all, (one) => one === sign).map((one) => one.trim());
    // Commas and spaces stand within an item, too, unless it has brackets of its own.
    const isWhole =
      item.kind === "cell"
        ? sign !== "," || /[()[\]]|r\d/i.test(all)
        : sign === "\n" || sign === ";" || parts.every((one) => /^[[({]/.test(one));
    if (parts.length < 2 || !isWhole) continue;
    const between = /[,;]/.test(sign) && all.includes(`${sign} `) ? `${sign} ` : sign;
    return sequence(
      parts.map((one) => readShaped(one, item)),
      between,
      open,
      close,
    );
  }
  return sequence([readShaped(all, item)], ", ", open, close);
}

function readSequence(
  text: string,
  { item, separators }: Extract<AnswerShape, { kind: "list" | "set" | "multiset" | "permutation" }>,
): AnswerTree {
  if (separators === null && NESTED.has(item.kind)) return readNested(text, item);
  if (separators?.every((one) => one === "\n") === true) {
    const items = text.split("\n").map((one) => readShaped(one.trim(), item));
    return sequence(items, "\n");
  }
  const [, open = "", inside = text, close = ""] = BRACKETS.exec(text) ?? [];
  const usual = inside.includes(",") ? [","] : inside.includes(";") ? [";"] : ["\n", " "];
  const known = (separators ?? usual).toSorted((a, b) => b.length - a.length);
  const sign = known.find((one) => inside.includes(one));
  if (sign === undefined) return sequence([readShaped(inside, item)], ", ", open, close);
  const between = spacedSeparator(inside, sign);
  const items = inside.split(sign).map((one) => readShaped(one.trim(), item));
  return sequence(items, between, open, close);
}

function readRecord(text: string, fields: Readonly<Record<string, AnswerShape>>): AnswerTree | undefined {
  const parts = splitRecord(text, fields);
  if (parts === undefined) return undefined;
  const pairs = parts.map(({ name, joint, shape, text: value }): Pair => ({
    name,
    joint,
    value: readShaped(value, shape),
  }));
  const { open, close } = enclosedText(text);
  return { kind: "pairs", pairs, between: parts[1]?.before ?? ", ", open, close };
}

function readPairs(source: string, shapeOf: (name: string) => AnswerShape | null): AnswerTree | undefined {
  const { inside: text, open, close } = enclosedText(source);
  const sign = text.includes("\n") ? "\n" : text.includes(";") ? ";" : ",";
  const parts = splitOutside(text, (one) => one === sign);
  const pairs = parts.flatMap((one): Pair[] => {
    const [, name, joint, right] = PAIR.exec(one.trim()) ?? [];
    if (name === undefined || joint === undefined || right === undefined) return [];
    const value = shapeOf(name);
    return [{ name, joint, value: value === null ? readLeaf(right) : readShaped(right, value) }];
  });
  if (pairs.length === 0 || pairs.length < parts.length) return undefined;
  return { kind: "pairs", pairs, between: spacedSeparator(text, sign), open, close };
}

function readGrid(text: string, cell: AnswerShape | null): AnswerTree | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const comma = lines.every((line) => line.includes(","));
  const rows = lines.map((line) =>
    line
      .trim()
      .split(comma ? /\s*,\s*/ : /\s+/)
      .map((one) => (cell === null ? readLeaf(one) : readShaped(one, cell))),
  );
  const columns = rows[0]?.length ?? 0;
  if (rows.length < 2 || columns < 2 || rows.some((row) => row.length !== columns)) return undefined;
  return { kind: "grid", rows, between: comma ? ", " : " " };
}

function readPicture(text: string, alphabet: string | null): AnswerTree {
  const options = alphabet === null ? null : [...alphabet];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const spaced = lines.every((line) => /^\S(?: \S)+$/.test(line.trim()));
  const rows = lines.map((line) =>
    [...(spaced ? line.replaceAll(" ", "") : line)].map((sign) => word(sign, options)),
  );
  return { kind: "grid", rows, between: spaced ? " " : "" };
}

/** By how it is written: pairs, a grid, a picture, elements with one sign between them, a number, words. */
function inferTree(text: string): AnswerTree {
  if (NUMBER.test(text)) return readLeaf(text);
  if (EXPRESSION.test(text) || isFormula(text)) return { kind: "expression", text };
  if (/[\n,;]/.test(text)) {
    const pairs = readPairs(text, () => null);
    if (pairs !== undefined) return pairs;
  }
  if (text.includes("\n")) {
    const lines = text.split("\n");
    const isPicture = lines.every((line) => /^\S{2,}$/.test(line) && line.length === lines[0]?.length);
    if (isPicture) return readPicture(text, null);
    const found = readGrid(text, null);
    if (found !== undefined) return found;
    return sequence(
      lines.map((line) => inferTree(line.trim())),
      "\n",
    );
  }
  return inferSequence(text);
}

/** Elements between which the same sign stands each time: `A > B > C`, `3, 1, 2`, `up up left`. */
function inferSequence(text: string): AnswerTree {
  const [, open = "", inside = text, close = ""] = BRACKETS.exec(text) ?? [];
  const parts = inside.split(/(\s*(?:->|=>|[→>,;|/<≻])\s*|\s+)/);
  const signs = parts.filter((_, index) => index % 2 === 1);
  const [between] = signs;
  if (between === undefined) return word(text);
  const strong = signs.find((sign) => sign.trim() !== "");
  const items =
    strong === undefined || signs.every((sign) => sign.trim() !== "")
      ? parts.filter((_, index) => index % 2 === 0)
      : inside.split(strong.trim()).map((one) => one.trim());
  return sequence(items.map(readLeaf), strong ?? " ", open, close);
}
