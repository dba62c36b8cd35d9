import { withShape } from "./answer-shape.ts";
import { trim, withoutFormatting } from "./formatting.ts";
import type { Cell } from "./grids.ts";
import { withoutLatex } from "./latex.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { withoutBrackets } from "./split-items.ts";

const BARE = /^(\d{1,6})(?:\s{0,4}[,;]\s{0,4}|\s{1,4})(\d{1,6})$/;
const LETTERED = /^r(?:ow)?\s{0,4}(\d{1,6})\s{0,4}[,;]?\s{0,4}c(?:ol(?:umn)?)?\s{0,4}(\d{1,6})$/i;

/** The same of a text from which something has to be taken off. */
function readPlain(text: string): RegExpExecArray | null {
  const plain = withoutBrackets(withoutFormatting(withoutLatex(withoutFormatting(text))));
  return BARE.exec(plain) ?? LETTERED.exec(plain);
}

/**
 * A cell of a grid, row first: `(2,5)`, `2,5`, `[2, 5]`, `R2C5`, `r2c5`, `row 2, column 5`. The numbers are
 * those written, counted as your prompt says; no signs. Lists: `list(cell())`, with commas or lines between.
 *
 * @example cell()("R2C5") // → { status: "parsed", value: { row: 2, column: 5 } }
 * @example list(cell())("(2,5), (3,1)").status // → "parsed"
 */
export function cell(): Parser<Cell> {
  const read = (text: string): Parsed<Cell> => {
    const [, row, column] = LETTERED.exec(trim(text)) ?? readPlain(text) ?? [];
    if (row === undefined || column === undefined) return unparsable("expected a cell such as (2,5) or R2C5");
    return parsed({ row: Number(row), column: Number(column) });
  };
  return withShape(read, { kind: "cell" });
}
