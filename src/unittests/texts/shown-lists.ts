/** A list of fewer things has no order to speak of. */
const LEAST = 3;

/** More lists than these of one kind are the task's own data, such as the rows of a long table. */
const MOST_OF_A_KIND = 12;

/**
 * The lists that a prompt shows, in lower case, by where they stand: lines with one mark before each, whole and by
 * their first words, last words and what stands before a colon or a bracket; the columns of a table; short lines; names
 * in a row. Lists of fewer than three things are left out.
 *
 * @example listsShown("- Ada: 3\n- Ben: 5\n- Cleo: 1") // the beginnings of list 1 → ada, ben, cleo
 */
export function listsShown(prompt: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const counts = new Map<string, number>();
  const number = (kind: string): number => {
    const next = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, next);
    return next;
  };
  const note = (path: string, texts: readonly (string | undefined)[]): void => {
    const items = texts.flatMap((text) => (text === undefined || text === "" ? [] : [text.toLowerCase()]));
    if (items.length >= LEAST && items.length === texts.length) found.set(path, items);
  };
  for (const block of blocksOf(prompt)) {
    const at = number(block.kind);
    if (block.lines.length < LEAST || at > MOST_OF_A_KIND) continue;
    if (block.kind === "table") {
      const rows = block.lines.map(cellsOf);
      for (const column of (rows[0] ?? []).keys())
        note(
          `column ${column + 1} of the prompt's table ${at}`,
          rows.map((row) => row[column]),
        );
      continue;
    }
    for (const [part, pick] of PARTS)
      note(`${part} of the prompt's ${block.kind} ${at}`, block.lines.map(pick));
  }
  for (const [index, items] of rowsOf(prompt).slice(0, MOST_OF_A_KIND).entries())
    note(`the names in the prompt's row ${index + 1}`, items);
  return found;
}

/** What of an item may be the answer. */
const PARTS: readonly (readonly [part: string, pick: (line: string) => string | undefined])[] = [
  ["the items", (line) => line.replace(/[.;,]$/, "")],
  ["the beginnings", (line) => /^[`"'“]?(.+?)[`"'”]?(?:\s*[:=(]|\s[-–—]\s|,)/u.exec(line)?.[1]],
  ["the first words", (line) => /^[`"'“]?([\p{L}\d][\p{L}\d_'-]*)/u.exec(line)?.[1]],
  ["the last words", (line) => /([\p{L}\d][\p{L}\d_.'-]*?)[^\p{L}\d]*$/u.exec(line)?.[1]],
];

type Block = { readonly kind: "list" | "table" | "lines"; readonly lines: readonly string[] };

const MARK = /^\s*(?:[-*•–]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s+(?=\S)/;

/** Lines without a blank one between them that are of one kind. */
function blocksOf(prompt: string): readonly Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let last: { readonly kind: string; readonly lines: string[] } | undefined;
  for (const line of prompt.split("\n")) {
    const text = line.trim();
    const kind = kindOf(line, text);
    // The rule under the head of a table says that the line before it is no row.
    if (last?.kind === "table" && /^[-|+=\s:]+$/.test(text) && text !== "") {
      last.lines.pop();
      continue;
    }
    if (kind === undefined) last = undefined;
    else {
      const isSame =
        last?.kind === kind &&
        (kind !== "table" || cellsOf(last.lines[0] ?? text).length === cellsOf(text).length);
      if (last === undefined || !isSame) {
        const next = { kind, lines: [] };
        blocks.push(next);
        last = next;
      }
      last.lines.push(kind === "list" ? text.replace(MARK, "") : text);
    }
  }
  return blocks.map(({ kind, lines }) => ({ kind, lines: kind === "table" ? withoutHead(lines) : lines }));
}

function kindOf(line: string, text: string): Block["kind"] | undefined {
  if (text === "") return undefined;
  if (MARK.test(line)) return "list";
  if (cellsOf(text).length > 1) return "table";
  return text.split(/\s+/).length <= 3 && !/[.:?!]$/.test(text) ? "lines" : undefined;
}

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/\s*\|\s*|\s{2,}|\t+/)
    .map((cell) => cell.trim());

/** The head of a table has no numbers where all rows have some. */
function withoutHead(lines: readonly string[]): readonly string[] {
  const [head = "", ...rows] = lines;
  return rows.length > 1 && !/\d/.test(head) && rows.every((row) => /\d/.test(row)) ? rows : lines;
}

const ROW =
  /(?:^|[:(]\s?|\b(?:are|is|of|from|by)\s)((?:[^,;:.()\n]{1,40}, ){2,60}(?:(?:and|or) )?[^,;:.()\n]{1,40})/gm;

/** Things with commas between them. */
function rowsOf(prompt: string): readonly (readonly string[])[] {
  return [...prompt.matchAll(ROW)].map(([, row = ""]) =>
    row.split(",").map((item) => item.trim().replace(/^(?:and|or) /, "")),
  );
}
