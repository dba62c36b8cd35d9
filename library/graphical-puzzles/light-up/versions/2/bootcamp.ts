import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  cell,
  finalLine,
  neighbours,
  type Parsed,
  parsed,
  range,
  refine,
  type Rng,
  setOf,
} from "campforge/bootcamp";

type Case = {
  /** A row a text: a dot for a white cell, `#` for a black one, a digit for a black one with a clue. */
  readonly rows: readonly string[];
};

type Level = {
  readonly size: number;
  readonly blackShare: number;
  /** Clues are taken off while there is still only one solution, down to this share of the black cells. */
  readonly clueShare: number;
  readonly guesses: boolean;
  /** Rushes (never taking a lamp back) that all have to fail; some share of the cases is kept without that. */
  readonly rushes: number;
};

/** Black cells, the clues among them (-1 for none), and lamps, all by the number of the cell, row by row. */
type Board = Square & { readonly clues: readonly number[]; readonly light: readonly Rule[] };
type Square = { readonly size: number; readonly black: readonly boolean[] };

/** At least `low` and at most `high` of these cells have a lamp. */
type Rule = { readonly cells: readonly number[]; readonly low: number; readonly high: number };

/** What is known of each cell (-1 for nothing yet), and for each rule its lamps and its cells that are still open. */
type State = { readonly lamps: number[]; readonly lit: number[]; readonly open: number[] };

const OPEN = -1;
const MOST_GUESSES = 60;
/** The share of cases in which rushes have to fail, so that "the hasty way is wrong" is no hint, and when one gives up. */
const TRAPS = 0.92;
const MOST_DRAWS = 36;

const beside = (board: Square, place: number): number[] =>
  neighbours({ row: Math.floor(place / board.size), column: place % board.size }, board.size, board.size).map(
    ({ row, column }) => row * board.size + column,
  );

/** The runs of white cells along rows, or along columns: a lamp lights the runs that it stands in. */
function runs({ size, black }: Square, along: "row" | "column"): number[][] {
  const found: number[][] = [];
  for (let line = 0; line < size; line++) {
    let run: number[] = [];
    for (let step = 0; step < size; step++) {
      const place = along === "row" ? line * size + step : step * size + line;
      if (!at(black, place)) run.push(place);
      if (run.length > 0 && (at(black, place) || step === size - 1)) {
        found.push(run);
        run = [];
      }
    }
  }
  return found;
}

/** No run has two lamps, and every white cell is lit: what holds whatever the clues are. */
function lightRules(square: Square): Rule[] {
  const across = runs(square, "row");
  const down = runs(square, "column");
  const rowOf = new Map(across.flatMap((run) => run.map((place) => [place, run] as const)));
  const lighting = down.flatMap((column) =>
    column.map((place) => [...new Set([...column, ...(rowOf.get(place) ?? [])])]),
  );
  return [
    ...[...across, ...down].filter((run) => run.length > 1).map((cells) => ({ cells, low: 0, high: 1 })),
    ...lighting.map((cells) => ({ cells, low: 1, high: cells.length })),
  ];
}

const withoutClues = (square: Square): Board => ({ ...square, clues: square.black.map(() => -1), light: lightRules(square) });

function rulesOf(board: Board): Rule[] {
  const clues = board.clues.flatMap((clue, place) => (clue < 0 ? [] : [{ clue, place }]));
  return [
    ...board.light,
    ...clues.map(({ clue, place }) => {
      const cells = beside(board, place).filter((other) => !at(board.black, other));
      return { cells, low: clue, high: clue };
    }),
  ];
}

/** Counts lamps under rules, and tries a cell both ways where counting gives out. */
class Search {
  readonly #rules: readonly Rule[];
  readonly #rulesOfCell: readonly (readonly number[])[];
  readonly #black: readonly boolean[];
  /** Cells that were settled, those of tries that failed among them. */
  settled = 0;
  guesses = 0;

  constructor(board: Board) {
    this.#black = board.black;
    this.#rules = rulesOf(board);
    const rulesOfCell: number[][] = board.black.map(() => []);
    this.#rules.forEach(({ cells }, rule) => cells.forEach((place) => at(rulesOfCell, place).push(rule)));
    this.#rulesOfCell = rulesOfCell;
  }

  /** The first solutions, at most `most`; undefined when the search is given up. */
  solutions(most: number): readonly (readonly number[])[] | undefined {
    const found: (readonly number[])[] = [];
    const visit = (state: State, changed: number[]): boolean => {
      if (!this.#follow(state, changed)) return true;
      const next = this.#mostUsed(state);
      if (next < 0) found.push(state.lamps);
      if (next < 0 || found.length === most) return true;
      for (const value of [1, 0]) {
        if (++this.guesses > MOST_GUESSES) return false;
        const copy = { lamps: [...state.lamps], lit: [...state.lit], open: [...state.open] };
        if (!visit(copy, this.#settle(copy, next, value)) || found.length === most) return found.length === most;
      }
      return true;
    };
    return visit(this.#start(), range(this.#rules.length)) ? found : undefined;
  }

  /** Whether a lamp on some cell of a tightest rule, again and again and never taken back, ends with all rules met. */
  rush(rng: Rng): boolean {
    const state = this.#start();
    for (let changed = range(this.#rules.length); this.#follow(state, changed);) {
      const wanting = range(this.#rules.length).filter((rule) => at(state.lit, rule) < at(this.#rules, rule).low);
      if (wanting.length === 0) return true;
      const spare = (rule: number): number => at(state.open, rule) + at(state.lit, rule) - at(this.#rules, rule).low;
      const least = Math.min(...wanting.map(spare));
      const { cells } = at(this.#rules, rng.choice(wanting.filter((rule) => spare(rule) === least)));
      changed = this.#settle(state, rng.choice(cells.filter((place) => at(state.lamps, place) === OPEN)), 1);
    }
    return false;
  }

  #start(): State {
    return {
      lamps: this.#black.map((isBlack) => (isBlack ? 0 : OPEN)),
      lit: this.#rules.map(() => 0),
      open: this.#rules.map(({ cells }) => cells.length),
    };
  }

  /** Gives a cell its lamp or none; returns the rules that this touches. */
  #settle(state: State, place: number, value: number): number[] {
    state.lamps[place] = value;
    this.settled++;
    const touched = at(this.#rulesOfCell, place);
    for (const rule of touched) {
      state.open[rule] = at(state.open, rule) - 1;
      state.lit[rule] = at(state.lit, rule) + value;
    }
    return [...touched];
  }

  /** Settles all that the changed rules force, and what follows from it; false at a contradiction. */
  #follow(state: State, changed: number[]): boolean {
    for (let index = changed.pop(); index !== undefined; index = changed.pop()) {
      const { cells, low, high } = at(this.#rules, index);
      const lit = at(state.lit, index);
      const open = at(state.open, index);
      if (lit > high || lit + open < low) return false;
      if (open === 0 || (lit < high && lit + open > low)) continue;
      const value = lit === high ? 0 : 1;
      for (const place of cells)
        if (at(state.lamps, place) === OPEN) changed.push(...this.#settle(state, place, value));
    }
    return true;
  }

  /** The open cell that stands in the tightest rule; -1 where none is open. */
  #mostUsed({ lamps, open }: State): number {
    let best = -1;
    let least = Infinity;
    lamps.forEach((lamp, place) => {
      if (lamp !== OPEN) return;
      for (const rule of at(this.#rulesOfCell, place)) {
        if (at(open, rule) >= least || at(this.#rules, rule).low === 0) continue;
        [best, least] = [place, at(open, rule)];
      }
    });
    return best;
  }
}

/** The cells that lamps light, their own among them. */
function litBy(board: Board, lamps: ReadonlySet<number>): ReadonlySet<number> {
  const all = [...runs(board, "row"), ...runs(board, "column")];
  return new Set(all.filter((run) => run.some((place) => lamps.has(place))).flat());
}

/** Adds lamps in a random order wherever it is still dark, until it is dark nowhere. */
function lightUp(rng: Rng, board: Board, lamps: Set<number>): void {
  let lit = litBy(board, lamps);
  for (const place of rng.shuffle(range(board.black.length))) {
    if (at(board.black, place) || lit.has(place)) continue;
    lamps.add(place);
    lit = litBy(board, lamps);
  }
}

const withClues = (board: Board, lamps: ReadonlySet<number>): Board => ({
  ...board,
  clues: board.black.map((isBlack, place) =>
    isBlack ? beside(board, place).filter((other) => lamps.has(other)).length : -1,
  ),
});

/** A board with all of its clues and only one solution; undefined where mending it takes too long. */
function drawBoard(rng: Rng, { size, blackShare }: Level): Board | undefined {
  const count = Math.round(size * size * blackShare);
  const places = new Set(rng.distinctIntegers(count, 0, size * size - 1));
  let board = withoutClues({ size, black: range(size * size).map((place) => places.has(place)) });
  const lamps = new Set<number>();
  for (let mending = 0; mending < size; mending++) {
    lightUp(rng, board, lamps);
    board = withClues(board, lamps);
    const solutions = new Search(board).solutions(2);
    if (solutions === undefined) return undefined;
    if (solutions.length === 1) return board;
    // A lamp of another solution becomes a black cell; what it leaves in the dark gets a lamp in the next round.
    const strange = solutions.flatMap((other) => other.flatMap((lamp, place) => (lamp === 1 && !lamps.has(place) ? [place] : [])));
    const walled = rng.choice(strange);
    board = withoutClues({ size, black: board.black.with(walled, true) });
  }
  return undefined;
}

function isWorthKeeping(board: Board, guesses: boolean): boolean {
  const search = new Search(board);
  return search.solutions(2)?.length === 1 && (guesses || search.guesses === 0);
}

/** A board from which clues are taken off in a random order, as long as the rest still has only one solution. */
function drawPuzzle(rng: Rng, level: Level): Board {
  for (;;) {
    let board = drawBoard(rng, level);
    if (board === undefined || !isWorthKeeping(board, level.guesses)) continue;
    const black = range(board.black.length).filter((place) => board?.black[place]);
    const least = Math.round(black.length * level.clueShare);
    for (const place of rng.shuffle(black)) {
      if (board.clues.filter((clue) => clue >= 0).length <= least) break;
      const fewer: Board = { ...board, clues: board.clues.with(place, -1) };
      if (isWorthKeeping(fewer, level.guesses)) board = fewer;
    }
    return board;
  }
}

function canBeRushed(rng: Rng, board: Board, rushes: number): boolean {
  const search = new Search(board);
  return range(rushes).some(() => search.rush(rng));
}

const boardOf = ({ rows }: Case): Board => {
  const cells = rows.join("");
  return {
    ...withoutClues({ size: rows.length, black: [...cells].map((sign) => sign !== ".") }),
    clues: [...cells].map((sign) => (/\d/.test(sign) ? Number(sign) : -1)),
  };
};

/** Above any row or column that a cell may be written with. */
const WIDEST = 1_000_000;

/** A cell as one number, so that lamps are a set: their order means nothing, and none stands there twice. */
const placeOf = ({ row, column }: Cell): Parsed<number> => parsed(row * WIDEST + column);

export default class LightUp extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "LightUp",
    slug: "light-up",
    title: "Light Up",
    domain: "graphical-puzzles",
    description:
      "Light Up (Akari): lamps are placed on the white cells of a square so that every white cell is lit, no lamp lights another, and numbered black cells have as many lamps beside them as they say. Each puzzle has exactly one solution; harder ones are larger, with fewer numbers, and cannot be solved by counting alone.",
    answerFormat: "the cells of all lamps, such as R1C3, separated by commas, on a last line `Answer: …`",
    parameters: {
      size: { meaning: "rows and columns of the square", min: 4, max: 16 },
      blackShare: { meaning: "share of black cells to begin with", min: 0.1, max: 0.4 },
      clueShare: { meaning: "share of black cells that keep a number at the least", min: 0, max: 1 },
      guesses: { meaning: "whether a puzzle may need more than counting around single rules" },
      rushes: { meaning: "tries to place lamps where it is tightest, none taken back, that all have to fail in most cases", min: 0, max: 40 },
    },
    levels: [
      { size: 6, blackShare: 0.2, clueShare: 0.45, guesses: false, rushes: 0 },
      { size: 8, blackShare: 0.2, clueShare: 0.25, guesses: true, rushes: 20 },
      { size: 9, blackShare: 0.2, clueShare: 0.2, guesses: true, rushes: 20 },
      { size: 10, blackShare: 0.2, clueShare: 0.15, guesses: true, rushes: 18 },
      { size: 12, blackShare: 0.2, clueShare: 0.1, guesses: true, rushes: 12 },
    ],
  };

  readonly answerFormat = finalLine(setOf(refine(cell(), placeOf)));

  caseGenerator(rng: Rng, level: Level): Case {
    const isTrap = rng.boolean(level.rushes === 0 ? 0 : TRAPS);
    for (let draws = 1; ; draws++) {
      const board = drawPuzzle(rng, level);
      if (isTrap && draws < MOST_DRAWS && canBeRushed(rng, board, level.rushes)) continue;
      const signs = board.black.map((isBlack, place) => (isBlack ? (board.clues[place] === -1 ? "#" : `${at(board.clues, place)}`) : "."));
      return { rows: range(level.size).map((row) => signs.slice(row * level.size, (row + 1) * level.size).join("")) };
    }
  }

  promptFunc({ rows }: Case): string {
    const size = rows.length;
    return [
      `Solve this Light Up (Akari) puzzle on a square of ${size} by ${size} cells: place lamps so that all white cells are lit.`,
      "",
      "Rules:",
      "1. Lamps stand on white cells only, at most one on a cell.",
      "2. A lamp lights its own cell and all white cells from there to the left, to the right, up and down, each way until the first black cell or the edge of the square.",
      "3. Every white cell is lit by at least one lamp.",
      "4. No lamp is lit by another lamp.",
      "5. A black cell with a number has exactly that many lamps on the cells that share a side with it. A black cell without a number says nothing.",
      "",
      "The square, with . for a white cell, # for a black cell without a number, and a digit for a black cell with that number:",
      ...rows.map((row) => [...row].join(" ")),
      "",
      "Exactly one placement follows the rules. List the cells of all lamps, in any order, separated by commas, each as R and its row, then C and its column, with rows counted from the top and columns from the left, both from 1. Lamps in row 1, column 3 and in row 4, column 2, for instance, are written R1C3, R4C2.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const size = instance.rows.length;
    const [lamps = []] = new Search(boardOf(instance)).solutions(1) ?? [];
    const cells = lamps.flatMap((lamp, place) =>
      lamp === 1 ? [`R${Math.floor(place / size) + 1}C${(place % size) + 1}`] : [],
    );
    return this.answerFormat.wrap(cells.join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const board = boardOf(instance);
    const { size, black, clues } = board;
    const cells = answer.map((place) => ({ row: Math.floor(place / WIDEST), column: place % WIDEST }));
    const isInside = cells.every(
      ({ row, column }) => row >= 1 && row <= size && column >= 1 && column <= size,
    );
    const lamps = new Set(cells.map(({ row, column }) => (row - 1) * size + column - 1));
    if (!isInside || [...lamps].some((place) => at(black, place))) return 0;
    const all = [...runs(board, "row"), ...runs(board, "column")];
    const isApart = all.every((run) => run.filter((place) => lamps.has(place)).length <= 1);
    const lit = litBy(board, lamps);
    const isLit = black.every((isBlack, place) => isBlack || lit.has(place));
    const counts = clues.every(
      (clue, place) => clue < 0 || beside(board, place).filter((other) => lamps.has(other)).length === clue,
    );
    return isApart && isLit && counts ? 1 : 0;
  }

  /** Cells that a search by counting and trying settles until it knows the only solution, dead ends included. */
  override hardness(instance: Case): number {
    const search = new Search(boardOf(instance));
    search.solutions(2);
    return search.settled;
  }
}
