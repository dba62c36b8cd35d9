import { at, Bootcamp, type Card, finalLine, makeGrid, modulo, type Parsed, parsed, range, refine, renderGrid, type Rng, text, unparsable } from "campforge/bootcamp";

type Voice = "puzzle" | "listed" | "brief";

type Cell = { readonly row: number; readonly column: number };

/** A cell, counted from 0, and the moves from there once round. */
type Loop = Cell & { readonly moves: string };

/** "." for an empty cell, "#" for a wall, or a clue. */
type Board = readonly (readonly string[])[];

type Case = {
  readonly board: Board;
  /** The loop from which the clues were made. */
  readonly planted: Loop;
  readonly voice: Voice;
};

type Level = {
  readonly shorter: number;
  readonly longer: number;
  readonly clues: number;
  readonly open: number;
  readonly walls: number;
  readonly fewestCells: number;
  readonly mostCells: number;
  readonly mostLoops: number;
};

const VOICES: readonly Voice[] = ["puzzle", "listed", "brief"];
const MOVES = ["R", "D", "L", "U"];

/** Draws after which the wishes of a level that cannot be met together are dropped. */
const MOST_TRIES = 2_000;

/** The eight places around a square, in a circle; those that share a side come first, third and so on. */
const RING: readonly (readonly [row: number, column: number])[] = [
  [-1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
];

const isSame = (one: Cell, other: Cell): boolean => one.row === other.row && one.column === other.column;

const nameOf = ({ row, column }: Cell): string => `(${row + 1},${column + 1})`;

const step = ({ row, column }: Cell, move: string): Cell => ({
  row: row + (move === "D" ? 1 : 0) - (move === "U" ? 1 : 0),
  column: column + (move === "R" ? 1 : 0) - (move === "L" ? 1 : 0),
});

const isClue = (sign: string): boolean => sign !== "." && sign !== "#";

const cluesOf = (board: Board): (Cell & { readonly sum: number })[] =>
  board.flatMap((signs, row) =>
    signs.flatMap((sign, column) => (isClue(sign) ? [{ row, column, sum: Number(sign) }] : [])),
  );

/** The sum of the two arms of the cell that is left by the move at a place of a closed loop. */
function armSum(moves: string, place: number): number {
  const move = (index: number): string => moves.charAt(modulo(index, moves.length));
  let ahead = 1;
  while (move(place + ahead) === move(place)) ahead++;
  let back = 1;
  while (move(place - 1 - back) === move(place - 1)) back++;
  return ahead + back;
}

/** True when the moves make a closed loop that keeps all the rules. */
function isRight(board: Board, { row, column, moves }: Loop): boolean {
  const path: Cell[] = [{ row, column }];
  for (const move of moves) path.push(step(at(path, path.length - 1), move));
  const [first, last, cells] = [at(path, 0), at(path, path.length - 1), path.slice(0, -1)];
  return (
    moves.length >= 4 &&
    isSame(first, last) &&
    new Set(cells.map(nameOf)).size === cells.length &&
    cells.every((cell) => (board[cell.row]?.[cell.column] ?? "#") !== "#") &&
    cluesOf(board).every((clue) => {
      const place = cells.findIndex((cell) => isSame(cell, clue));
      return place >= 0 && armSum(moves, place) === clue.sum;
    })
  );
}

/** How many loops are right; the count may stop once there are more than `most`. */
function countLoops(board: Board, most: number): number {
  const [start] = cluesOf(board);
  if (start === undefined) return 0;
  // Every loop is found in both directions.
  let found = 0;
  const visited = new Set<string>();
  const visit = (cell: Cell, moves: string): void => {
    if (found > 2 * most) return;
    if (moves !== "" && isSame(cell, start)) {
      if (isRight(board, { row: start.row, column: start.column, moves })) found++;
      return;
    }
    const name = nameOf(cell);
    if (visited.has(name) || (board[cell.row]?.[cell.column] ?? "#") === "#") return;
    visited.add(name);
    for (const move of MOVES) visit(step(cell, move), moves + move);
    visited.delete(name);
  };
  visit(start, "");
  return found / 2;
}

/** A random loop: the outline of squares between the cells that are put together one by one. Undefined where it stays too short. */
function drawLoop(rng: Rng, rows: number, columns: number, fewest: number, most: number): Loop | undefined {
  const squares = makeGrid<boolean>(rows - 1, columns - 1, () => false);
  const isFilled = (row: number, column: number): boolean => squares[row]?.[column] ?? false;
  const places = range(rows - 1).flatMap((row) => range(columns - 1).map((column) => ({ row, column })));
  const fill = ({ row, column }: Cell): void => {
    at(squares, row)[column] = true;
  };
  fill(rng.choice(places));
  let cells = 4;
  const target = rng.integer(fewest, Math.max(fewest, most));
  while (cells < target) {
    const fitting = places.flatMap((place) => {
      if (isFilled(place.row, place.column)) return [];
      const ring = RING.map(([down, right]) => isFilled(place.row + down, place.column + right));
      const arcs = ring.filter((filled, index) => filled && !at(ring, (index + 1) % 8)).length;
      const sides = ring.filter((filled, index) => filled && index % 2 === 0).length;
      // One piece of the circle is filled: the outline stays one loop that does not touch itself.
      return arcs === 1 && sides > 0 ? [{ place, gain: 4 - 2 * sides }] : [];
    });
    const pool = rng.boolean(0.2) ? fitting : fitting.filter(({ gain }) => gain > 0);
    if (pool.length === 0) return undefined;
    const { place, gain } = rng.choice(pool);
    fill(place);
    cells += gain;
  }
  const leads = ({ row, column }: Cell, move: string): boolean => {
    const [above, below] = move === "R" || move === "D" ? [row - 1, row] : [row - 1, row - 1];
    if (move === "R") return isFilled(above, column) !== isFilled(below, column);
    if (move === "L") return isFilled(row - 1, column - 1) !== isFilled(row, column - 1);
    return isFilled(below, column - 1) !== isFilled(below, column);
  };
  const corners = range(rows).flatMap((row) => range(columns).map((column) => ({ row, column })));
  const start = corners.find((cell) => leads(cell, "R"));
  if (start === undefined) return undefined;
  let moves = "R";
  let cell = step(start, "R");
  while (!isSame(cell, start)) {
    const here = cell;
    const back = MOVES[(MOVES.indexOf(moves.charAt(moves.length - 1)) + 2) % 4];
    const move = MOVES.find((one) => one !== back && leads(here, one)) ?? "R";
    moves += move;
    cell = step(cell, move);
  }
  return { ...start, moves };
}

/** True when a clue, by walls and edges alone, might be passed straight and might also be a turn. */
function isOpen(isWall: (cell: Cell) => boolean, cell: Cell, sum: number): boolean {
  const reach = (move: string): number => {
    let length = 0;
    for (let next = step(cell, move); !isWall(next); next = step(next, move)) length++;
    return length;
  };
  const [right, down, left, up] = [reach("R"), reach("D"), reach("L"), reach("U")];
  const straight = (left > 0 && right > 0 && sum <= left + right) || (up > 0 && down > 0 && sum <= up + down);
  const [across, along] = [Math.max(left, right), Math.max(up, down)];
  return straight && across > 0 && along > 0 && sum <= across + along;
}

/** The loop once round the edge of the grid. */
const outlineOf = (rows: number, columns: number): Loop => ({
  row: 0,
  column: 0,
  moves: "R".repeat(columns - 1) + "D".repeat(rows - 1) + "L".repeat(columns - 1) + "U".repeat(rows - 1),
});

function drawPuzzle(rng: Rng, level: Level): Omit<Case, "voice"> | undefined {
  const isTall = rng.boolean();
  const [rows, columns] = isTall ? [level.longer, level.shorter] : [level.shorter, level.longer];
  const planted = drawLoop(rng, rows, columns, level.fewestCells, level.mostCells);
  if (planted === undefined) return undefined;
  const cells: Cell[] = [];
  let cell: Cell = planted;
  for (const move of planted.moves) {
    cells.push({ row: cell.row, column: cell.column });
    cell = step(cell, move);
  }
  const board = makeGrid<string>(rows, columns, () => ".");
  const unvisited = range(rows)
    .flatMap((row) => range(columns).map((column) => ({ row, column })))
    .filter((one) => !cells.some((other) => isSame(one, other)));
  for (const { row, column } of rng.shuffle(unvisited).slice(0, level.walls)) at(board, row)[column] = "#";
  const isWall = ({ row, column }: Cell): boolean => (board[row]?.[column] ?? "#") === "#";
  const clues = rng.shuffle(cells.map((one, place) => ({ one, sum: armSum(planted.moves, place) })));
  const open = clues.filter(({ one, sum }) => isOpen(isWall, one, sum)).slice(0, level.open);
  if (open.length < level.open) return undefined;
  const chosen = [...open, ...clues.filter((clue) => !open.includes(clue))].slice(0, level.clues);
  for (const { one, sum } of chosen) at(board, one.row)[one.column] = String(sum);
  if (isRight(board, outlineOf(rows, columns))) return undefined;
  if (level.mostLoops > 0 && countLoops(board, level.mostLoops) > level.mostLoops) return undefined;
  return { board, planted };
}

export default class ArmSumLoop extends Bootcamp<Case, Loop, Level> {
  static readonly card: Card<Level> = {
    name: "ArmSumLoop",
    slug: "arm-sum-loop",
    title: "Arm-Sum Loop",
    domain: "graphical-puzzles",
    description:
      "One closed loop is to be drawn through a small grid with walls and clues. It visits every clue, and each clue is the sum of the lengths of the two straight arms in which the loop leaves its cell. Any loop that agrees is correct. Harder cases have larger grids, longer loops and more clues that may be a turn as well as a straight pass.",
    answerFormat: "a cell of the loop and the moves from there once round, such as (1,1) RRDDLLUU, on a last line `Answer: …`",
    parameters: {
      shorter: { meaning: "cells of the shorter side", min: 3, max: 7 },
      longer: { meaning: "cells of the longer side", min: 3, max: 7 },
      clues: { meaning: "number of clues", min: 1, max: 20 },
      open: { meaning: "clues at the least that may be a turn or a straight pass, as far as walls and edges tell", min: 0, max: 20 },
      walls: { meaning: "walls at the most", min: 0, max: 8 },
      fewestCells: { meaning: "cells of the loop from which the clues are made, at the least", min: 4, max: 40 },
      mostCells: { meaning: "cells that this loop is to have at the most, when it is begun", min: 4, max: 44 },
      mostLoops: { meaning: "loops that are right, at the most; 0 where they are not counted", min: 0, max: 20 },
    },
    levels: [
      { shorter: 3, longer: 4, clues: 3, open: 1, walls: 1, fewestCells: 8, mostCells: 12, mostLoops: 2 },
      { shorter: 4, longer: 4, clues: 4, open: 2, walls: 1, fewestCells: 10, mostCells: 14, mostLoops: 4 },
      { shorter: 5, longer: 5, clues: 6, open: 4, walls: 1, fewestCells: 14, mostCells: 20, mostLoops: 0 },
      { shorter: 6, longer: 6, clues: 8, open: 6, walls: 2, fewestCells: 22, mostCells: 28, mostLoops: 0 },
      { shorter: 7, longer: 7, clues: 11, open: 8, walls: 3, fewestCells: 30, mostCells: 36, mostLoops: 0 },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "upper" }), (whole): Parsed<Loop> => {
      const found = /^\(?(\d{1,3}),(\d{1,3})\)?[,:;]?([UDLR]+)$/.exec(whole.replace(/\s+/g, ""));
      if (found === null) return unparsable("not a cell and moves, such as (1,1) RRDDLLUU");
      const [, row = "", column = "", moves = ""] = found;
      return parsed({ row: Number(row) - 1, column: Number(column) - 1, moves });
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const eased = { ...level, open: 0, fewestCells: 4, mostLoops: 0 };
    for (let tried = 0; ; tried++) {
      const puzzle = drawPuzzle(rng, tried < MOST_TRIES ? level : eased);
      if (puzzle !== undefined) return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ board, voice }: Case): string {
    const [rows, columns] = [board.length, at(board, 0).length];
    const picture = renderGrid(board);
    const walls = board.flatMap((signs, row) =>
      signs.flatMap((sign, column) => (sign === "#" ? [nameOf({ row, column })] : [])),
    );
    const opening = {
      puzzle: [
        `Draw one closed loop through this grid of ${rows} rows and ${columns} columns so that it agrees with every number. A dot is an empty cell, # a wall, a number a clue:`,
        "",
        picture,
      ],
      listed: [
        `A grid has ${rows} rows and ${columns} columns. Some of its cells hold clues:`,
        ...cluesOf(board).map((clue) => `- ${nameOf(clue)}: ${clue.sum}`),
        walls.length > 0 ? `These cells are walls: ${walls.join(", ")}.` : "There are no walls.",
        "All other cells are empty. Find a closed loop that agrees with every clue.",
      ],
      brief: [`Find a closed loop in this grid (. empty, # wall, numbers are clues):`, "", picture],
    }[voice];
    return [
      ...opening,
      "",
      "Rows are numbered from 1 at the top, columns from 1 on the left; (r,c) is the cell in row r and column c.",
      "",
      "Rules:",
      "1. The loop runs from the centre of a cell to the centre of a cell directly above, below, left or right, and so on, until it returns to the cell where it began. It visits no cell twice and has at least four cells. It never leaves the grid.",
      "2. The loop visits no wall. It visits every clue. An empty cell may be visited or not.",
      "3. From a visited cell the loop leaves in two directions. Each of these is the beginning of an arm: the arm goes on straight as far as the loop does, up to the cell in which the loop turns. Its length is the number of steps from cell to cell. Each clue is the sum of the lengths of the two arms of its cell. So if the loop goes straight through a clue, the clue is the length of the straight piece on which it lies; if the loop turns in a clue, it is the sum of the lengths of the two straight pieces that meet there.",
      "",
      "There is at least one such loop; if there are several, any of them is correct.",
      "",
      "Give one cell of the loop and the moves from there once round, as letters U (up), D (down), L (left) and R (right), for example (1,1) RRDDLLUU. Any cell of the loop may be the first, and either direction is allowed. The last move returns to the first cell.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(`${nameOf(planted)} ${planted.moves}`);
  }

  verifyCorrection(answer: Loop, { board }: Case): number {
    return isRight(board, answer) ? 1 : 0;
  }

  /** Cells of the loop from which the clues were made. */
  override hardness({ planted }: Case): number {
    return planted.moves.length;
  }
}
