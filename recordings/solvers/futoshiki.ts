import { at } from "campforge/bootcamp";

/** Cells are numbered row by row; a domain is a bit mask of the numbers that are still possible. */
type Puzzle = {
  readonly size: number;
  readonly start: readonly number[];
  /** The cell that holds the smaller number, then the one that holds the greater. */
  readonly less: readonly (readonly [number, number])[];
};

export function solve(prompt: string): string {
  const puzzle = parse(prompt);
  if (puzzle === undefined) return "";
  const filled = search(puzzle, [...puzzle.start]);
  if (filled === undefined) return "";
  const numbers = filled.map((mask) => 32 - Math.clz32(mask));
  const rows = Array.from({ length: puzzle.size }, (_, row) =>
    numbers.slice(row * puzzle.size, (row + 1) * puzzle.size).join(" "),
  );
  return `\`\`\`\n${rows.join("\n")}\n\`\`\``;
}

function parse(prompt: string): Puzzle | undefined {
  const [, across = ""] = /Fill a (?:square of )?(\d+) by \d+/.exec(prompt) ?? [];
  const size = Number(across);
  if (size < 1 || size > 16) return undefined;
  const lines = prompt.split("\n").map((line) => line.trim());
  const rows = lines
    .filter((line) => /^(?:\.|\d+)(?: +(?:\.|\d+))*$/.test(line))
    .map((line) => line.split(/ +/))
    .filter((cells) => cells.length === size);
  if (rows.length !== size) return undefined;
  const start = rows.flat().map((cell) => (cell === "." ? 2 ** size - 1 : 2 ** (Number(cell) - 1)));
  const less: (readonly [number, number])[] = [];
  for (const line of lines) {
    const found = /^- row (\d+) column (\d+) ([<>]) row (\d+) column (\d+)$/.exec(line);
    if (found === null) continue;
    const [, row = "", column = "", sign = "", otherRow = "", otherColumn = ""] = found;
    const one = (Number(row) - 1) * size + Number(column) - 1;
    const other = (Number(otherRow) - 1) * size + Number(otherColumn) - 1;
    less.push(sign === "<" ? [one, other] : [other, one]);
  }
  return { size, start, less };
}

function search(puzzle: Puzzle, domains: number[]): number[] | undefined {
  if (!propagate(puzzle, domains)) return undefined;
  let choice = -1;
  let fewest = Infinity;
  domains.forEach((mask, cell) => {
    const count = bits(mask);
    if (count > 1 && count < fewest) [choice, fewest] = [cell, count];
  });
  if (choice < 0) return domains;
  for (let bit = 1; bit <= at(domains, choice); bit *= 2) {
    if ((at(domains, choice) & bit) === 0) continue;
    const solved = search(puzzle, domains.with(choice, bit));
    if (solved !== undefined) return solved;
  }
  return undefined;
}

/** Strikes out what cannot be until nothing changes; false when a cell has nothing left. */
function propagate({ size, less }: Puzzle, domains: number[]): boolean {
  const all = 2 ** size - 1;
  let changed = true;
  const restrict = (cell: number, allowed: number): boolean => {
    const before = at(domains, cell);
    const after = before & allowed;
    if (after !== before) changed = true;
    domains[cell] = after;
    return after !== 0;
  };
  while (changed) {
    changed = false;
    for (let cell = 0; cell < domains.length; cell++) {
      const mask = at(domains, cell);
      const row = Math.floor(cell / size);
      let elsewhereInRow = 0;
      let elsewhereInColumn = 0;
      for (let step = 0; step < size; step++) {
        const inRow = row * size + step;
        const inColumn = step * size + (cell % size);
        if (inRow !== cell) elsewhereInRow |= at(domains, inRow);
        if (inColumn !== cell) elsewhereInColumn |= at(domains, inColumn);
        if (bits(mask) !== 1) continue;
        if (inRow !== cell && !restrict(inRow, all & ~mask)) return false;
        if (inColumn !== cell && !restrict(inColumn, all & ~mask)) return false;
      }
      // A number that no other cell of the line can hold belongs here.
      for (const elsewhere of [elsewhereInRow, elsewhereInColumn]) {
        const only = all & ~elsewhere;
        if (only !== 0 && !restrict(cell, only)) return false;
      }
    }
    for (const [smaller, greater] of less) {
      const lowest = at(domains, smaller) & -at(domains, smaller);
      if (!restrict(greater, all & ~(2 * lowest - 1))) return false;
      const highest = 2 ** (31 - Math.clz32(at(domains, greater)));
      if (!restrict(smaller, highest - 1)) return false;
    }
  }
  return true;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const puzzle = parse(prompt);
  const rows = fencedLines(response)?.map((line) => line.split(/ +/).map(Number));
  if (puzzle === undefined || rows === undefined) return "unsure";
  const { size, start, less } = puzzle;
  if (rows.length !== size || rows.some((row) => row.length !== size)) return "wrong";
  const columns = rows.map((_, column) => rows.map((row) => at(row, column)));
  const isWhole = (line: readonly number[]): boolean =>
    Array.from({ length: size }, (_, number) => number + 1).every((number) => line.includes(number));
  const cells = rows.flat();
  const isKept = start.every((mask, cell) => (mask & (2 ** (at(cells, cell) - 1))) !== 0);
  const isOrdered = less.every(([smaller, greater]) => at(cells, smaller) < at(cells, greater));
  return [...rows, ...columns].every(isWhole) && isKept && isOrdered ? "right" : "wrong";
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
