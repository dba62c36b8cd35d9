/*
defect: over-acceptance
base: light-up.ts
what: The rule that no bulb is lit by another bulb is told but never checked.
needs: second verifier
*/
import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  characterGrid,
  fencedBlock,
  makeGrid,
  neighbours,
  type Rng,
} from "campforge/bootcamp";

type Case = {
  /** A row a text: "." is white, "#" a wall, a digit a wall with that many bulbs at its sides. */
  readonly board: readonly string[];
};

type Level = { readonly size: number; readonly wallShare: number; readonly clueShare: number };

const MAX_DRAWS = 40;

const signAt = (board: readonly string[], { row, column }: Cell): string => board[row]?.[column] ?? "#";

/** The white cells that a bulb in a cell shines on, itself not included: along the row and column up to a wall. */
function view(cell: Cell, board: readonly string[]): Cell[] {
  return neighbours({ row: 1, column: 1 }, 3, 3).flatMap(({ row, column }) => {
    const seen: Cell[] = [];
    let next = { row: cell.row + row - 1, column: cell.column + column - 1 };
    while (signAt(board, next) === ".") {
      seen.push(next);
      next = { row: next.row + row - 1, column: next.column + column - 1 };
    }
    return seen;
  });
}

function cellsOf(board: readonly string[], isWanted: (sign: string) => boolean): Cell[] {
  return board.flatMap((line, row) =>
    [...line].flatMap((sign, column) => (isWanted(sign) ? [{ row, column }] : [])),
  );
}

/** Places bulbs by the most constrained demand first: a white cell that needs light, a digit that needs bulbs. */
function solve({ board }: Case): boolean[] | undefined {
  const size = board.length;
  const numberOf = (cell: Cell): number => cell.row * size + cell.column;
  const white = cellsOf(board, (sign) => sign === ".");
  const views = new Map(white.map((cell) => [numberOf(cell), view(cell, board).map(numberOf)]));
  const clues = cellsOf(board, (sign) => sign >= "0" && sign <= "4").map((cell) => ({
    wanted: Number(signAt(board, cell)),
    around: neighbours(cell, size, size)
      .filter((next) => signAt(board, next) === ".")
      .map(numberOf),
  }));
  // For each white cell: a bulb (true), no bulb (false), or not decided yet.
  const search = (decided: ReadonlyMap<number, boolean>): ReadonlyMap<number, boolean> | undefined => {
    const isOpen = (cell: number): boolean => !decided.has(cell);
    let demand: number[] | undefined;
    const consider = (options: number[]): void => {
      if (demand === undefined || options.length < demand.length) demand = options;
    };
    for (const { wanted, around } of clues) {
      const missing = wanted - around.filter((cell) => decided.get(cell) === true).length;
      const options = around.filter(isOpen);
      if (missing < 0 || options.length < missing) return undefined;
      if (missing > 0) consider(options);
    }
    for (const [cell, seen] of views) {
      if (decided.get(cell) === true || seen.some((other) => decided.get(other) === true)) continue;
      consider([cell, ...seen].filter(isOpen));
    }
    if (demand === undefined) return decided;
    const next = new Map(decided);
    for (const cell of demand) {
      const withBulb = new Map(next).set(cell, true);
      for (const seen of views.get(cell) ?? []) withBulb.set(seen, false);
      const found = search(withBulb);
      if (found !== undefined) return found;
      next.set(cell, false);
    }
    return undefined;
  };
  const found = search(new Map());
  return found && makeGrid(size, size, (row, column) => found.get(row * size + column) === true).flat();
}

export default class LightUp extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "LightUp",
    slug: "light-up",
    title: "Light Up",
    domain: "graphical-puzzles",
    description:
      "Bulbs are to be placed in the white cells of a board with walls so that every white cell is lit, no bulb shines on another, and each wall with a digit has that many bulbs at its sides. Any such placement is right.",
    answerFormat: "a fenced block with a row of the board a line, * for a bulb and everything else as it was",
    parameters: {
      size: { meaning: "rows and columns of the board", min: 4, max: 10 },
      wallShare: { meaning: "share of the cells that are walls", min: 0.1, max: 0.4 },
      clueShare: { meaning: "share of the walls that show a digit", min: 0, max: 1 },
    },
    levels: [
      { size: 5, wallShare: 0.28, clueShare: 0.7 },
      { size: 6, wallShare: 0.25, clueShare: 0.7 },
      { size: 7, wallShare: 0.22, clueShare: 0.8 },
      { size: 8, wallShare: 0.22, clueShare: 0.8 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(".#*01234"));

  caseGenerator(rng: Rng, level: Level): Case {
    const { size, wallShare, clueShare } = level;
    let board: string[] = [];
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const cells = rng.shuffle(makeGrid(size, size, (row, column): Cell => ({ row, column })).flat());
      const walls = cells.slice(0, Math.round(wallShare * cells.length));
      const isWall = ({ row, column }: Cell): boolean =>
        walls.some((wall) => wall.row === row && wall.column === column);
      const plain = makeGrid(size, size, (row, column) => (isWall({ row, column }) ? "#" : ".")).map((row) =>
        row.join(""),
      );
      // Bulbs are put where it is still dark until all is lit, so that a placement exists.
      const bulbs: Cell[] = [];
      const isLit = (cell: Cell): boolean =>
        bulbs.some(
          (bulb) =>
            (bulb.row === cell.row && bulb.column === cell.column) ||
            view(bulb, plain).some(({ row, column }) => row === cell.row && column === cell.column),
        );
      for (const cell of cells) if (!isWall(cell) && !isLit(cell)) bulbs.push(cell);
      const clued = rng.sample(walls, Math.round(clueShare * walls.length));
      board = plain.map((line, row) =>
        [...line]
          .map((sign, column) => {
            if (!clued.some((wall) => wall.row === row && wall.column === column)) return sign;
            const around = neighbours({ row, column }, size, size);
            return around.filter((next) =>
              bulbs.some((bulb) => bulb.row === next.row && bulb.column === next.column),
            ).length;
          })
          .join(""),
      );
      // Enough digits above 0, or the board says too little.
      if ([...board.join("")].filter((sign) => sign >= "1" && sign <= "4").length >= size / 2) break;
    }
    return { board };
  }

  promptFunc(instance: Case): string {
    const { board } = instance;
    return [
      `This board has ${board.length} rows and ${board.length} columns. A dot is a white cell; # and digits are walls:`,
      "",
      ...board,
      "",
      "Place light bulbs in white cells so that these rules hold:",
      "1. A bulb lights its own cell and all white cells in its row and column, in all four directions, up to the next",
      "   wall or the edge of the board. Walls of both kinds stop the light; bulbs do not.",
      "2. Every white cell is lit.",
      "3. No bulb is lit by another bulb.",
      "4. A wall with a digit has exactly that many bulbs in the cells that share a side with it. A wall drawn as # may",
      "   have any number of them.",
      "",
      "Example: a board of the rows `1.#` and `...` is solved by `1*#` and `...`? No, the lower left cell stays dark.",
      "It is solved by `1.#` and `*..`? No, the upper white cell stays dark. `1*#` and `..*` keeps all the rules.",
      "",
      "Any placement that keeps the rules is right. Write the whole board, a row a line: * for a bulb, and every other",
      `cell as it is above. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const bulbs = solve(instance);
    const size = instance.board.length;
    const lines = instance.board.map((line, row) =>
      [...line].map((sign, column) => (bulbs?.[row * size + column] === true ? "*" : sign)).join(""),
    );
    return this.answerFormat.wrap(lines.join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const { board } = instance;
    const size = board.length;
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    const isKept = answer.every((row, y) =>
      row.every((sign, x) => {
        const before = signAt(board, { row: y, column: x });
        return sign === before || (sign === "*" && before === ".");
      }),
    );
    const isBulb = ({ row, column }: Cell): boolean => at(at(answer, row), column) === "*";
    const isRightlyLit = cellsOf(board, (sign) => sign === ".").every(
      (cell) => isBulb(cell) || view(cell, board).some(isBulb),
    );
    const areCluesMet = cellsOf(board, (sign) => sign >= "0" && sign <= "4").every(
      (cell) => neighbours(cell, size, size).filter(isBulb).length === Number(signAt(board, cell)),
    );
    return isKept && isRightlyLit && areCluesMet ? 1 : 0;
  }
}
