import { at } from "campforge/bootcamp";

/** The fillings of a line that are still possible; a filling is a bit mask, bit i for its cell i. */
type Lines = readonly (readonly number[])[];

type Picture = { readonly rows: Lines; readonly columns: Lines };

export function solve(prompt: string): string {
  const [, height, width] = /on a grid of (\d+) rows? and (\d+) columns?\./.exec(prompt) ?? [];
  if (height === undefined || width === undefined || Number(height) > 25 || Number(width) > 25) return "";
  const rowClues = clues(prompt, "row", Number(height));
  const columnClues = clues(prompt, "column", Number(width));
  if (rowClues === undefined || columnClues === undefined) return "";
  const solved = search({
    rows: rowClues.map((clue) => fillings(clue, Number(width))),
    columns: columnClues.map((clue) => fillings(clue, Number(height))),
  });
  if (solved === undefined) return "";
  const picture = solved.rows.map(([filling = 0]) =>
    Array.from({ length: Number(width) }, (_, column) => (has(filling, column) ? "#" : ".")).join(""),
  );
  return `\`\`\`\n${picture.join("\n")}\n\`\`\``;
}

function clues(prompt: string, kind: string, count: number): number[][] | undefined {
  const found = new Map(
    Array.from(
      prompt.matchAll(new RegExp(`^- ${kind} (\\d+): (\\d+(?: \\d+)*)$`, "gm")),
      ([, line, runs = ""]): [number, number[]] => [Number(line), runs.split(" ").map(Number)],
    ),
  );
  const all = Array.from({ length: count }, (_, line) => found.get(line + 1)).filter(
    (clue) => clue !== undefined,
  );
  return all.length === count ? all : undefined;
}

/** Every filling of a line, from a cell onwards, that has the runs of a clue. */
function fillings(clue: readonly number[], length: number, from = 0): number[] {
  const [run, ...rest] = clue.filter((one) => one > 0);
  if (run === undefined) return [0];
  const found: number[] = [];
  for (let start = from; start + run <= length; start++) {
    const mask = (2 ** run - 1) * 2 ** start;
    for (const behind of fillings(rest, length, start + run + 1)) found.push(mask | behind);
  }
  return found;
}

function search(picture: Picture): Picture | undefined {
  const narrowed = narrow(picture);
  if (narrowed === undefined) return undefined;
  const { rows, columns } = narrowed;
  const open = rows.filter((row) => row.length > 1);
  if (open.length === 0) return narrowed;
  const shortest = Math.min(...open.map((row) => row.length));
  const choice = rows.findIndex((row) => row.length === shortest);
  for (const filling of at(rows, choice)) {
    const found = search({ rows: rows.with(choice, [filling]), columns });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Takes out fillings against cells that are settled by the crossing lines, until nothing changes. */
function narrow(picture: Picture): Picture | undefined {
  let { rows, columns } = picture;
  for (;;) {
    const before = size(rows) + size(columns);
    columns = crossed(columns, rows);
    rows = crossed(rows, columns);
    if ([...rows, ...columns].some((line) => line.length === 0)) return undefined;
    if (size(rows) + size(columns) === before) return { rows, columns };
  }
}

/** The fillings of lines that agree with what all fillings of each crossing line have in common. */
function crossed(lines: Lines, crossing: Lines): Lines {
  const filled = crossing.map((line) => line.reduce((common, filling) => common & filling, -1));
  const possible = crossing.map((line) => line.reduce((any, filling) => any | filling, 0));
  return lines.map((line, place) =>
    line.filter((filling) =>
      crossing.every((_, cell) =>
        has(filling, cell) ? has(at(possible, cell), place) : !has(at(filled, cell), place),
      ),
    ),
  );
}

function size(lines: Lines): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function has(mask: number, bit: number): boolean {
  return ((mask >> bit) & 1) === 1;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const [, height = "", width = ""] = /on a grid of (\d+) rows? and (\d+) columns?\./.exec(prompt) ?? [];
  const rows = clues(prompt, "row", Number(height));
  const columns = clues(prompt, "column", Number(width));
  const lines = fencedLines(response);
  if (rows === undefined || columns === undefined || lines === undefined) return "unsure";
  if (lines.length !== rows.length) return "wrong";
  if (!lines.every((line) => line.length === columns.length && /^[#.]+$/.test(line))) return "wrong";
  const across = rows.every((clue, row) => fits(at(lines, row), clue));
  const down = columns.every((clue, column) => fits(lines.map((line) => line.charAt(column)).join(""), clue));
  return across && down ? "right" : "wrong";
}

/** Whether the runs of a line are those of its clue, in its order; the clue 0 stands for none. */
function fits(line: string, clue: readonly number[]): boolean {
  const runs = (line.match(/#+/g) ?? []).map((run) => run.length);
  return runs.join(" ") === clue.filter((run) => run > 0).join(" ");
}

/** The lines of the last fenced block. */
function fencedLines(response: string): string[] | undefined {
  const parts = response.split("```");
  const block = parts.length < 3 ? undefined : parts[parts.length - 2];
  return block
    ?.split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
