import { withShape } from "./answer-shape.ts";
import { singleSpaced, withoutFormatting } from "./formatting.ts";
import { matrixAsLines, withoutLatex } from "./latex.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { linesOf } from "./split-items.ts";

/** The shape that a grid must have, where it is known. */
export type GridShape = { readonly rows?: number; readonly columns?: number };

const MAX_CELLS = 10_000;

function shaped<Cell>(cells: Cell[][], shape: GridShape): Parsed<readonly (readonly Cell[])[]> {
  const columns = cells[0]?.length ?? 0;
  if (cells.length === 0 || columns === 0) return unparsable("expected a grid, a row a line");
  if (cells.some((row) => row.length !== columns)) return unparsable("the rows of the grid differ in length");
  if (cells.length !== (shape.rows ?? cells.length) || columns !== (shape.columns ?? columns)) {
    return unparsable(`expected ${shape.rows ?? "any"} rows of ${shape.columns ?? "any"} cells`);
  }
  return parsed(cells);
}

/** The rule below the heading of a Markdown table, and brackets on a line of their own, are no rows. */
const NO_ROW = /^(?:\|?(?:\s?:?-{3,}:?\s?\|)+(?:\s?:?-{3,}:?)?|[[\](){}]{1,2},?)$/;

/** The rows of a grid as lines; those of a matrix in LaTeX, and of an array of arrays on one line, too. */
function rowsOf(text: string): string[] {
  const plain = withoutLatex(matrixAsLines(text));
  return linesOf(plain.replace(/\]\s{0,3},\s{0,3}\[/g, "]\n[")).filter((row) => !NO_ROW.test(row));
}

/**
 * A grid with a row a line and cells separated by spaces, commas or bars: `1 2\n3 4`. Brackets around rows,
 * empty lines and further spaces are taken off; cells hold no spaces.
 *
 * @example grid(integer())("1 2\n3 4") // → { status: "parsed", value: [[1, 2], [3, 4]] }
 * @example grid(integer(), { rows: 2 })("[[1, 2]]").status // → "unparsable"
 */
export function grid<Cell>(cell: Parser<Cell>, shape: GridShape = {}): Parser<readonly (readonly Cell[])[]> {
  const read = (text: string): Parsed<readonly (readonly Cell[])[]> => {
    const lines = rowsOf(text);
    const rows = lines.map((line) => (DIGITS.test(line) ? line : spaced(line)).split(" "));
    if (rows.reduce((sum, row) => sum + row.length, 0) > MAX_CELLS) return unparsable("too many cells");
    const cells: Cell[][] = [];
    for (const row of rows) {
      const read: Cell[] = [];
      for (const source of row) {
        const value = cell(source);
        if (value.status === "unparsable")
          return unparsable(`row ${cells.length + 1}, cell ${read.length + 1}: ${value.reason}`);
        read.push(value.value);
      }
      cells.push(read);
    }
    return shaped(cells, shape);
  };
  return withShape(read, cell.shape && { kind: "grid", cell: cell.shape });
}

/** Most rows of numbers are written so. */
const DIGITS = /^\d+(?: \d+)*$/;

const spaced = (line: string): string => singleSpaced(bare(line).replace(/[,|;\t]/g, " "));

/** A row may stand in brackets, as programs print it. */
function bare(line: string): string {
  const match = /^[[({]+([^[\](){}]*)[\])}]+,?$/.exec(line);
  return match?.[1] ?? line;
}

const BLANKS = new Set([" ", "\t", "\u00a0"]);

/**
 * A grid of single characters from an alphabet, a row a line, with or without spaces between them; rows of different
 * lengths are refused. What the alphabet holds is kept, also a full stop at the end.
 *
 * @example characterGrid("#.")("#.\n. #") // → { status: "parsed", value: [["#", "."], [".", "#"]] }
 */
export function characterGrid(
  alphabet: string,
  shape: GridShape = {},
): Parser<readonly (readonly string[])[]> {
  const known = new Set(alphabet);
  const read = (text: string): Parsed<readonly (readonly string[])[]> => {
    if (text.length > 4 * MAX_CELLS) return unparsable("too many cells");
    const rows = known.has(" ") ? text.split(/\r\n|\n|\r/).filter((row) => row !== "") : linesOf(text);
    const cells = rows.map((line) => [...line].filter((symbol) => !BLANKS.has(symbol) || known.has(symbol)));
    const strange = cells.flat().find((symbol) => !known.has(symbol));
    if (strange !== undefined) return unparsable(`expected only the characters ${alphabet}`);
    return shaped(cells, shape);
  };
  return withShape(read, { kind: "character-grid", alphabet });
}

const MAX_DEPTH = 100;

/**
 * Any JSON value, strictly: no comments, no trailing commas, no `NaN`, no key `__proto__`.
 *
 * @example jsonValue()("[1, 2,]").status // → "unparsable"
 */
export function jsonValue(): Parser<unknown> {
  const read = (source: string): Parsed<unknown> => {
    const text = withoutFormatting(source);
    if (isDeeperThan(MAX_DEPTH, text)) return unparsable(`JSON nested deeper than ${MAX_DEPTH}`);
    let hasProto = false;
    const readText = (json: string): unknown =>
      // Keys are looked at once read: an escape can spell any of their letters.
      JSON.parse(json, (key, item: unknown) => {
        hasProto ||= key === "__proto__";
        return item;
      });
    // Of a text that is no JSON, the braces that LaTeX escapes: no JSON outside texts has a backslash.
    for (const json of new Set([text, text.replace(/\\([{}])/g, "$1")])) {
      try {
        const value = readText(json);
        return hasProto ? unparsable("the key __proto__ is not allowed") : parsed(value);
      } catch {
        continue;
      }
    }
    return unparsable("expected JSON");
  };
  return withShape(read, { kind: "json" });
}

/** Brackets inside JSON strings do not nest. */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length && depth <= limit; index++) {
    const symbol = text[index];
    if (symbol === '"') inString = !inString;
    else if (inString && symbol === "\\") index++;
    else if (!inString && (symbol === "[" || symbol === "{")) depth++;
    else if (!inString && (symbol === "]" || symbol === "}")) depth--;
  }
  return depth > limit;
}

/**
 * A grid of numbers as JSON: `[[1, 0], [0, 1]]`.
 *
 * @example jsonGrid()("[[1, 0], [0, 1.0]]") // → { status: "parsed", value: [[1, 0], [0, 1]] }
 * @example jsonGrid()('[["1"]]').status // → "unparsable"
 */
export function jsonGrid(shape: GridShape = {}): Parser<readonly (readonly number[])[]> {
  const readJson = jsonValue();
  const read = (text: string): Parsed<readonly (readonly number[])[]> => {
    const value = readJson(text);
    if (value.status === "unparsable") return value;
    const rows: number[][] = [];
    if (!Array.isArray(value.value)) return unparsable("expected a JSON array of arrays of numbers");
    for (const row of value.value as readonly unknown[]) {
      if (!Array.isArray(row)) return unparsable("expected a JSON array of arrays of numbers");
      const cells: number[] = [];
      for (const cell of row as readonly unknown[]) {
        if (typeof cell !== "number" || !Number.isFinite(cell))
          return unparsable("expected numbers in the grid");
        cells.push(cell === 0 ? 0 : cell);
      }
      rows.push(cells);
    }
    return shaped(rows, shape);
  };
  return withShape(read, { kind: "json" });
}
