import { at, Bootcamp, type Card, characterGrid, fencedBlock, range, renderGrid, type Rng } from "campforge/bootcamp";

/** For each row or column, the letter that is seen first from that side, or "." where nothing is told. */
type Clues = {
  readonly top: readonly string[];
  readonly right: readonly string[];
  readonly bottom: readonly string[];
  readonly left: readonly string[];
};

type Case = {
  readonly size: number;
  readonly letters: string;
  readonly clues: Clues;
};

type Level = {
  readonly size: number;
  readonly letters: number;
  readonly mostClues: number;
};

const EMPTY = ".";
const SIDES = ["top", "right", "bottom", "left"] as const;

/** All rows that hold each letter once and are empty elsewhere. */
function rowsOf(size: number, letters: string): string[] {
  const extend = (row: string): string[] => {
    if (row.length === size) return [row];
    const blanks = [...row].filter((sign) => sign === EMPTY).length;
    const next = [...letters].filter((letter) => !row.includes(letter));
    if (blanks < size - letters.length) next.push(EMPTY);
    return next.flatMap((sign) => extend(row + sign));
  };
  return extend("");
}

const firstLetter = (line: readonly string[]): string => line.find((sign) => sign !== EMPTY) ?? EMPTY;

const columnOf = (rows: readonly string[], column: number): string[] => rows.map((row) => row.charAt(column));

function cluesOf(rows: readonly string[]): Clues {
  const columns = range(rows.length).map((column) => columnOf(rows, column));
  return {
    top: columns.map((column) => firstLetter(column)),
    right: rows.map((row) => firstLetter([...row].toReversed())),
    bottom: columns.map((column) => firstLetter(column.toReversed())),
    left: rows.map((row) => firstLetter([...row])),
  };
}

const agrees = (clue: string, seen: string): boolean => clue === EMPTY || clue === seen;

/** Solutions of a puzzle, at most `most` of them, row by row from the top. */
function solve({ size, letters, clues }: Case, most: number, patterns: readonly string[]): string[][] {
  const found: string[][] = [];
  const ends = patterns.map((one) => [firstLetter([...one]), firstLetter([...one].toReversed())] as const);
  const fitting = range(size).map((row) =>
    patterns.filter((_, index) => {
      const [first, last] = at(ends, index);
      return agrees(at(clues.left, row), first) && agrees(at(clues.right, row), last);
    }),
  );
  /** What a column has seen from the top after one more sign; undefined where that cannot be. */
  const seenWith = (seen: string, sign: string, column: number, rowsLeft: number): string | undefined => {
    const made = sign === EMPTY ? seen : seen + sign;
    // The rows that are left must have room for the letters that are not there yet.
    if (letters.length - made.length > rowsLeft) return undefined;
    if (sign === EMPTY) return made;
    if (seen.includes(sign) || (seen === "" && !agrees(at(clues.top, column), sign))) return undefined;
    // The letter that is seen from below is the last one, and no other is.
    const bottom = at(clues.bottom, column);
    return bottom === EMPTY || (bottom === sign) === (made.length === letters.length) ? made : undefined;
  };
  const place = (rows: readonly string[], columns: readonly string[]): void => {
    const rowsLeft = size - 1 - rows.length;
    for (const pattern of at(fitting, rows.length)) {
      if (found.length >= most) return;
      const next: string[] = [];
      while (next.length < size) {
        const seen = seenWith(at(columns, next.length), pattern.charAt(next.length), next.length, rowsLeft);
        if (seen === undefined) break;
        next.push(seen);
      }
      if (next.length < size) continue;
      if (rowsLeft === 0) found.push([...rows, pattern]);
      else place([...rows, pattern], next);
    }
  };
  place(
    [],
    range(size).map(() => ""),
  );
  return found;
}

/** A random full grid: one solution of a puzzle without clues, with the rows in random order. */
function drawRows(rng: Rng, size: number, letters: string, patterns: readonly string[]): string[] {
  const none = range(size).map(() => EMPTY);
  const open = { size, letters, clues: { top: none, right: none, bottom: none, left: none } };
  return at(solve(open, 1, rng.shuffle(patterns)), 0);
}

export default class EndView extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "EndView",
    slug: "end-view",
    title: "End View",
    domain: "character-puzzles",
    description:
      "A square grid is to be filled so that each row and each column holds each of a few letters once and is empty elsewhere; letters at the edge tell which letter is seen first from there. The solution is unique. Harder puzzles are larger and tell less.",
    answerFormat: "the grid in a fenced block, a row a line, with a dot for an empty cell",
    parameters: {
      size: { meaning: "rows and columns", min: 3, max: 7 },
      letters: { meaning: "letters in each row and column", min: 2, max: 5 },
      mostClues: { meaning: "clues at the edge that are left at the most, where that is possible", min: 4, max: 28 },
    },
    levels: [
      { size: 4, letters: 3, mostClues: 12 },
      { size: 4, letters: 3, mostClues: 7 },
      { size: 5, letters: 3, mostClues: 14 },
      { size: 5, letters: 4, mostClues: 13 },
      { size: 5, letters: 4, mostClues: 9 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("ABCDE."));

  caseGenerator(rng: Rng, level: Level): Case {
    const letters = "ABCDE".slice(0, level.letters);
    const patterns = rowsOf(level.size, letters);
    for (;;) {
      const rows = drawRows(rng, level.size, letters, patterns);
      let puzzle: Case = { size: level.size, letters, clues: cluesOf(rows) };
      if (solve(puzzle, 2, patterns).length !== 1) continue;
      let left = 4 * level.size;
      const places = SIDES.flatMap((side) => range(level.size).map((index) => ({ side, index })));
      for (const { side, index } of rng.shuffle(places)) {
        if (left <= level.mostClues) break;
        const clues = { ...puzzle.clues, [side]: puzzle.clues[side].with(index, EMPTY) };
        const barer = { ...puzzle, clues };
        if (solve(barer, 2, patterns).length !== 1) continue;
        puzzle = barer;
        left--;
      }
      if (left <= level.mostClues) return puzzle;
    }
  }

  promptFunc({ size, letters, clues }: Case): string {
    const rows = range(size).map((row) => [at(clues.left, row), ...range(size).map(() => "_"), at(clues.right, row)]);
    return [
      `Fill a grid of ${size} rows and ${size} columns with the letters ${[...letters].join(", ")}. Each cell holds one letter or stays empty.`,
      "",
      "Rules:",
      "1. In each row, each of the letters stands exactly once.",
      "2. In each column, each of the letters stands exactly once.",
      "3. A letter outside the grid is the first letter that is met when one looks from there along the row or column into the",
      "grid; empty cells are looked past. A dot outside the grid tells nothing.",
      "",
      "The grid, with _ for each cell that is to be filled, and the letters and dots outside it:",
      "",
      renderGrid([[" ", ...clues.top, " "], ...rows, [" ", ...clues.bottom, " "]]),
      "",
      "There is exactly one solution.",
      "",
      `Write the ${size} rows of the grid, without what stands outside, each on a line of its own, with a dot (.) for an empty cell.`,
      "So a row of three cells with A, an empty cell and B would be written: A.B",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(puzzle: Case): string {
    const [solution = []] = solve(puzzle, 1, rowsOf(puzzle.size, puzzle.letters));
    return this.answerFormat.wrap(solution.join("\n"));
  }

  override hardness({ size, letters, clues }: Case): number {
    const told = SIDES.flatMap((side) => clues[side]).filter((clue) => clue !== EMPTY).length;
    return size * size * letters.length - told;
  }

  verifyCorrection(answer: readonly (readonly string[])[], { size, letters, clues }: Case): number {
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    const rows = answer.map((row) => row.join(""));
    const lines = [...rows, ...range(size).map((column) => columnOf(rows, column).join(""))];
    const isFilled = lines.every(
      (line) => [...line].filter((sign) => sign !== EMPTY).toSorted().join("") === letters,
    );
    if (!isFilled) return 0;
    const seen = cluesOf(rows);
    return SIDES.every((side) => clues[side].every((clue, index) => agrees(clue, at(seen[side], index)))) ? 1 : 0;
  }
}
