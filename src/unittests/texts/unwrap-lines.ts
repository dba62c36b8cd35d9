/** A shorter line is one of a list or a table rather than of prose that goes on below it. */
const LEAST_WRAPPED = 30;

/** What begins an item of a list, a heading, a row or a quotation: it goes on from no line. */
const ITEM = /^(?:\s|[-*•|#>+]|\d+[.):]|[A-Za-z][.):](?:\s|$))/;

/** A line that ends a sentence or announces a list. */
const ENDED = /[.!?:;]["')\]]?\s*$/;

/** A row of a table goes on nowhere. */
const ROW = /\||\t|\S {2,}\S/;

/**
 * A text with the lines of each sentence put into one: whoever wraps prose breaks it anywhere, and a phrase that is looked
 * for may stand on two lines. Lists and tables stay as they are, as far as that can be told.
 */
export function unwrapLines(text: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      if (next === undefined) return line;
      const isProse = line.trim().length >= LEAST_WRAPPED && !ENDED.test(line) && !ROW.test(line);
      const goesOn = isProse && next !== "" && !ITEM.test(next);
      return goesOn ? `${line.trimEnd()} ` : `${line}\n`;
    })
    .join("");
}
