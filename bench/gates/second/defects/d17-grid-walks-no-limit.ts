/*
defect: D17
base: grid-walks.ts
what: Where there is no limit the case holds Infinity, which JSON turns into null: with null no walks are counted, so 0 is the reference, and the prompt speaks of null steps.
needs: no model
*/
import { at, Bootcamp, boxed, type Card, integer, makeGrid, type Rng } from "campforge/bootcamp";

type Place = { readonly row: number; readonly column: number };

type Case = {
  readonly rows: number;
  readonly columns: number;
  readonly closed: readonly Place[];
  /** A place that each walk must visit, or null where there is none. */
  readonly visit: Place | null;
  /** The most steps in a row in one direction. */
  readonly longestRun: number;
};

type Level = {
  readonly rows: number;
  readonly columns: number;
  readonly closedShare: number;
  readonly visit: boolean;
  readonly longestRun: number;
};

const FEWEST_WALKS = 4;

const isSame = (one: Place, other: Place): boolean => one.row === other.row && one.column === other.column;

/**
 * How many walks keep the rules. For each place and direction, `counts[run]` holds the walks that arrive
 * there with exactly `run` steps in that direction behind them.
 */
function countWalks({ rows, columns, closed, visit, longestRun }: Case): number {
  const limit = Math.min(longestRun, rows + columns);
  const isOpen = makeGrid(
    rows,
    columns,
    (row, column) => !closed.some((place) => isSame(place, { row, column })) && isOnTheWay(row, column),
  );
  // A walk that goes right and down visits a place exactly when it never stands beside or past it.
  function isOnTheWay(row: number, column: number): boolean {
    if (visit === null) return true;
    const before = row <= visit.row && column <= visit.column;
    return before || (row >= visit.row && column >= visit.column);
  }
  const none = (): number[] => Array.from({ length: limit + 1 }, () => 0);
  const down = makeGrid(rows, columns, none);
  const right = makeGrid(rows, columns, none);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const step = (same: readonly number[], turned: readonly number[], start: number): number[] =>
    none().map((_, run) => (run === 0 ? 0 : run === 1 ? sum(turned) + start : at(same, run - 1)));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (!at(at(isOpen, row), column)) continue;
      if (row > 0 && at(at(isOpen, row - 1), column)) {
        const start = row === 1 && column === 0 ? 1 : 0;
        at(down, row)[column] = step(at(at(down, row - 1), column), at(at(right, row - 1), column), start);
      }
      if (column > 0 && at(at(isOpen, row), column - 1)) {
        const start = row === 0 && column === 1 ? 1 : 0;
        at(right, row)[column] = step(at(at(right, row), column - 1), at(at(down, row), column - 1), start);
      }
    }
  }
  return sum(at(at(down, rows - 1), columns - 1)) + sum(at(at(right, rows - 1), columns - 1));
}

export default class GridWalks extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "GridWalks",
    slug: "grid-walks",
    title: "Walks Through a Grid",
    domain: "arithmetic",
    description:
      "Walks from the top left to the bottom right corner of a grid go right and down only and avoid closed squares; in harder cases they must visit a square and may not go on too long in one direction. Their number is asked for.",
    answerFormat: "the number of walks as a whole number in \\boxed{}",
    parameters: {
      rows: { meaning: "rows of the grid", min: 3, max: 12 },
      columns: { meaning: "columns of the grid", min: 3, max: 12 },
      closedShare: { meaning: "share of the squares that are closed, at most", min: 0, max: 0.4 },
      visit: { meaning: "whether a square must be visited" },
      longestRun: { meaning: "most steps in a row in one direction, 0 for no limit", min: 0, max: 12 },
    },
    levels: [
      { rows: 4, columns: 5, closedShare: 0.15, visit: false, longestRun: 0 },
      { rows: 6, columns: 6, closedShare: 0.12, visit: false, longestRun: 0 },
      { rows: 7, columns: 8, closedShare: 0.1, visit: true, longestRun: 0 },
      { rows: 8, columns: 9, closedShare: 0.1, visit: true, longestRun: 3 },
    ],
  };

  readonly answerFormat = boxed(integer());

  caseGenerator(rng: Rng, level: Level): Case {
    const { rows, columns, closedShare } = level;
    const longestRun = level.longestRun === 0 ? Infinity : level.longestRun;
    const places = makeGrid(rows, columns, (row, column): Place => ({ row, column })).flat();
    const inner = rng.shuffle(places.slice(1, -1));
    const worthVisiting = inner.find(
      (visit) => countWalks({ rows, columns, closed: [], visit, longestRun }) >= 10 * FEWEST_WALKS,
    );
    const visit = level.visit ? (worthVisiting ?? null) : null;
    const others = inner.filter((place) => visit === null || !isSame(place, visit));
    let closed = others.slice(0, Math.round(closedShare * places.length));
    // Squares are opened again until a few walks are left.
    while (closed.length > 0 && countWalks({ rows, columns, closed, visit, longestRun }) < FEWEST_WALKS) {
      closed = closed.slice(1);
    }
    return { rows, columns, closed, visit, longestRun };
  }

  promptFunc(instance: Case): string {
    const { rows, columns, closed, visit, longestRun } = instance;
    const drawing = makeGrid(rows, columns, (row, column) => {
      if (row === 0 && column === 0) return "S";
      if (row === rows - 1 && column === columns - 1) return "E";
      if (visit !== null && isSame(visit, { row, column })) return "V";
      return closed.some((place) => isSame(place, { row, column })) ? "#" : ".";
    });
    const rules = [
      "A walk begins on S and ends on E.",
      "Each step goes one square to the right or one square down.",
      "No walk enters a closed square, drawn as #.",
      ...(visit === null ? [] : ["Each walk visits the square V."]),
      ...(longestRun > rows + columns
        ? []
        : [`No walk makes more than ${longestRun} steps in a row in the same direction.`]),
    ];
    return [
      `A grid has ${rows} rows and ${columns} columns:`,
      "",
      ...drawing.map((row) => row.join(" ")),
      "",
      "Rules:",
      ...rules.map((rule, place) => `${place + 1}. ${rule}`),
      "",
      "Two walks are different when they visit different squares. Example: in an open grid of 2 rows and 3 columns,",
      "with no further rule, there are 3 walks: down-right-right, right-down-right and right-right-down.",
      "",
      "How many different walks keep all the rules?",
      `Give the number alone. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(countWalks(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === countWalks(instance) ? 1 : 0;
  }
}
