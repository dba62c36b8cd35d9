import { type Html, html } from "../../charts/html.ts";
import { text } from "./show-text.ts";

/** Lines beyond these lengths are no rows of a table or a grid, and are wrapped. */
const LONGEST_ROW = 1_000;
const LONGEST_GRID_ROW = 120;

/** What separates columns: two spaces or a tab between signs, a bar, a drawn line. */
const COLUMNS = /\S(?: {2,}|\t)\s*\S|[|\u2500-\u259f]/u;

/** With fewer words than this a line is a row of a grid, a formula or a short label, and no sentence. */
const SENTENCE_WORDS = 3;
const WORD = /\p{L}{2,}/gu;

/** Whether a line may stand below others in columns, so that it must not be wrapped. */
export function isRow(line: string): boolean {
  if (line.length > LONGEST_ROW) return false;
  if (COLUMNS.test(line)) return true;
  return line.length <= LONGEST_GRID_ROW && (line.match(WORD) ?? []).length < SENTENCE_WORDS;
}

/**
 * A text for a `pre`: sentences are wrapped where the window ends, rows of tables and grids never, so that
 * their columns stay in line. The text content is the text itself.
 */
export function layOutText(value: string): Html {
  const lines = value.split("\n");
  const parts: { readonly isRow: boolean; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    // An empty line belongs to whatever it follows.
    if (last !== undefined && (line.trim() === "" || last.isRow === isRow(line))) last.lines.push(line);
    else parts.push({ isRow: isRow(line), lines: [line] });
  }
  return html`${parts.map(({ isRow: keeps, lines: some }, index) => {
    const end = index < parts.length - 1 ? "\n" : "";
    return html`<span class="${keeps ? "kept" : "wrapped"}">${text(`${some.join("\n")}${end}`)}</span>`;
  })}`;
}
