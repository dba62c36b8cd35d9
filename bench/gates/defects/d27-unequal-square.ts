import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  grid,
  integer,
  makeGrid,
  neighbours,
  range,
  renderGrid,
  type Rng,
} from "campforge/bootcamp";

type Position = { readonly row: number; readonly column: number };

/** A relation between neighbours: what stands at `above` is the greater number. */
type Relation = { readonly above: Position; readonly below: Position };

type Case = {
  readonly order: number;
  readonly relations: readonly Relation[];
  /** The hints in reading order; null where nothing is printed. */
  readonly hints: readonly (readonly (number | null)[])[];
};

type Level = { readonly order: number; readonly relations: number; readonly hintShare: number };

type Board = readonly (readonly number[])[];

const equal = (first: Position, second: Position): boolean =>
  first.column === second.column && first.row === second.row;

const label = ({ row, column }: Position): string => `r${row + 1}c${column + 1}`;

const valueAt = (board: Board, { row, column }: Position): number => at(at(board, row), column);

/** A random square in which no line repeats a number, one line after the other. */
function randomSquare(rng: Rng, order: number): Board {
  const lines: number[][] = [];
  while (lines.length < order) lines.push(randomLine(rng, lines, order));
  return lines;
}

/** A line that fits below others; where the fewest numbers are possible is filled first. */
function randomLine(rng: Rng, lines: Board, order: number): number[] {
  const possible = range(order).map((column) =>
    rng.shuffle(range(1, order + 1).filter((one) => lines.every((line) => at(line, column) !== one))),
  );
  const made = range(order).map(() => 0);
  const rest = (column: number): number[] => at(possible, column).filter((one) => !made.includes(one));
  const go = (): boolean => {
    const gaps = range(order).filter((column) => at(made, column) === 0);
    const start = gaps[0];
    if (start === undefined) return true;
    const next = gaps.reduce((best, gap) => (rest(gap).length < rest(best).length ? gap : best), start);
    for (const one of rest(next)) {
      made[next] = one;
      if (go()) return true;
      made[next] = 0;
    }
    return false;
  };
  go();
  return made;
}

/** All relations that hold between cells side by side or one below the other. */
function relationsIn(board: Board): Relation[] {
  const order = board.length;
  return board.flatMap((line, row) =>
    line.flatMap((number, column) =>
      neighbours({ row, column }, order, order)
        .filter((near) => valueAt(board, near) < number)
        .map((near): Relation => ({ above: { row, column }, below: near })),
    ),
  );
}

/** A completed board, by a search that goes on at the open place with the fewest candidates. */
function search({ order, relations, hints }: Case): Board | undefined {
  const places = hints.flat().map((hint) => hint ?? 0);
  const placeOf = ({ row, column }: Position): number => order * row + column;
  const near = places.map((_, place) => ({
    greater: relations.filter(({ below }) => placeOf(below) === place).map(({ above }) => placeOf(above)),
    lesser: relations.filter(({ above }) => placeOf(above) === place).map(({ below }) => placeOf(below)),
  }));
  // The numbers of a line across or down, as bits.
  const across = range(order).map(() => 0);
  const down = range(order).map(() => 0);
  const set = (place: number, number: number, isSet: boolean): void => {
    places[place] = isSet ? number : 0;
    const [row, column] = [Math.floor(place / order), place % order];
    across[row] = at(across, row) ^ (1 << number);
    down[column] = at(down, column) ^ (1 << number);
  };
  for (const [place, number] of [...places].entries()) if (number > 0) set(place, number, true);
  const candidates = (place: number): number[] => {
    const used = at(across, Math.floor(place / order)) | at(down, place % order);
    const most = Math.min(order, ...at(near, place).greater.map((one) => (at(places, one) || order) - 1));
    const least = Math.max(1, ...at(near, place).lesser.map((one) => (at(places, one) || 1) + 1));
    return range(1, order + 1).filter((one) => one >= least && one <= most && (used & (1 << one)) === 0);
  };
  const descend = (): boolean => {
    let fewest: { readonly place: number; readonly numbers: readonly number[] } | undefined;
    for (const [place, number] of places.entries()) {
      if (number > 0 || fewest?.numbers.length === 0) continue;
      const numbers = candidates(place);
      if (fewest === undefined || numbers.length < fewest.numbers.length) fewest = { place, numbers };
    }
    if (fewest === undefined) return true;
    for (const number of fewest.numbers) {
      set(fewest.place, number, true);
      if (descend()) return true;
      set(fewest.place, number, false);
    }
    return false;
  };
  return descend() ? makeGrid(order, order, (row, column) => at(places, order * row + column)) : undefined;
}

export default class UnequalSquare extends Bootcamp<Case, Board, Level> {
  static readonly card: Card<Level> = {
    name: "UnequalSquare",
    slug: "unequal-square",
    title: "Unequal Square",
    domain: "graphical-puzzles",
    description:
      "A number square without repetitions in any line is to be completed from a few hints and from greater-than relations between cells that touch. Every completion that satisfies the hints and the relations is accepted.",
    answerFormat:
      "a fenced block that holds the completed square, one line per row and a space between numbers",
    parameters: {
      order: { meaning: "length of a side of the square", min: 3, max: 9 },
      relations: { meaning: "greater-than relations that are listed", min: 0, max: 60 },
      hintShare: { meaning: "part of the cells whose number is printed", min: 0, max: 0.9 },
    },
    levels: [
      { order: 4, relations: 5, hintShare: 0.35 },
      { order: 5, relations: 8, hintShare: 0.3 },
      { order: 6, relations: 13, hintShare: 0.28 },
      { order: 7, relations: 19, hintShare: 0.25 },
      { order: 8, relations: 27, hintShare: 0.25 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer()));

  caseGenerator(rng: Rng, { order, relations, hintShare }: Level): Case {
    const board = randomSquare(rng, order);
    const places = rng.shuffle(board.flatMap((line, row) => line.map((_, column) => ({ row, column }))));
    const printed = places.slice(0, Math.round(hintShare * order * order));
    return {
      order,
      relations: rng.sample(relationsIn(board), relations),
      hints: board.map((line, row) =>
        line.map((number, column) =>
          printed.some((place) => equal(place, { row, column })) ? number : null,
        ),
      ),
    };
  }

  promptFunc({ order, relations, hints }: Case): string {
    return [
      `Complete the following square of ${order} rows and ${order} columns. An underscore marks a cell that you have to`,
      "fill in:",
      "",
      renderGrid(hints.map((line) => line.map((number) => number ?? "_"))),
      "",
      `Use the whole numbers from 1 to ${order}. No number may stand twice in a row, and none twice in a column. The`,
      "printed numbers must not be changed.",
      "",
      "Furthermore, the following relations have to be true, where rXcY is the cell in the X-th row from the top and the",
      "Y-th column from the left:",
      ...relations.map(({ above, below }) => `${label(above)} > ${label(below)}`),
      "",
      "Every completed square that satisfies these conditions is accepted. Give all rows, the printed numbers included,",
      `one row per line with the numbers separated by spaces. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const board = search(instance);
    return this.answerFormat.wrap(board ? renderGrid(board) : "impossible");
  }

  verifyCorrection(answer: Board, { order, relations, hints }: Case): number {
    if (answer.length !== order || !answer.every((line) => line.length === order)) return 0;
    const inRange = answer.flat().every((number) => number >= 1 && number <= order);
    const isDistinct = (line: readonly number[]): boolean => new Set(line).size === order;
    if (!inRange || !answer.every(isDistinct)) return 0;
    for (let column = 0; column < order; column++) {
      if (!isDistinct(answer.map((line) => at(line, column)))) return 0;
    }
    const respectsHints = hints.every((line, row) =>
      line.every((number, column) => number === null || valueAt(answer, { row, column }) === number),
    );
    const respectsRelations = relations.every(
      ({ above, below }) => valueAt(answer, above) > valueAt(answer, below),
    );
    return respectsHints && respectsRelations ? 1 : 0;
  }
}
