import {
  Bootcamp,
  type Card,
  type Cell,
  cell,
  finalLine,
  type Parsed,
  parsed,
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

/** What a cell has: no lamp, a lamp, or nothing yet. */
const DARK = 0;
const LAMP = 1;
const OPEN = 2;
const NO_CLUE = -1;
const MOST_GUESSES = 60;
/** The share of cases in which rushes have to fail, so that "the hasty way is wrong" is no hint, and when one gives up. */
const TRAPS = 0.92;
const MOST_DRAWS = 36;

/** Plain arrays: typed ones of more than 64 bytes take longer to make than such small boards take to solve. */
const filled = (length: number, value: number): number[] => new Array<number>(length).fill(value);

/**
 * A board, and a search on it that counts lamps under rules and tries a cell both ways where counting gives out.
 *
 * Cells are numbered row by row, with a black edge above, below and behind the rows: every cell has four neighbours, and
 * every run of white cells ends at a black one. Rules are numbers too, four kinds of them for each cell: a run along a row
 * and one along a column, named after their first cell, have one lamp at most; a black cell has as many beside it as its
 * clue says; and a white one has light, a lamp in one of its two runs, which takes no counting of its own.
 */
class Board {
  readonly size: number;
  /** How far a cell is from the one below. */
  readonly width: number;
  /** The cells without the edge, row by row. */
  readonly places: number[] = [];
  readonly black: number[];
  readonly clues: number[];
  /** The runs of each white cell. */
  readonly across: number[];
  readonly down: number[];
  /** The first clue and the first light among the rules. */
  readonly #firstClue: number;
  readonly #firstLight: number;
  /** The rules that may ask for lamps: lights column by column, then clues row by row. */
  #asking: number[] = [];
  readonly #cells: number[];
  /** For each rule but lights, its lamps and its cells that are still open. */
  readonly #lit: number[];
  readonly #open: number[];
  /** Settled cells in their order, so that they can be taken back. */
  readonly #trail: number[] = [];
  /** Rules to look at, the last one first. */
  readonly #waiting: number[] = [];
  /** Cells that the last search settled, those of tries that failed among them. */
  settled = 0;
  guesses = 0;

  constructor(size: number) {
    this.size = size;
    this.width = size + 1;
    const count = (size + 2) * this.width;
    this.#firstClue = 2 * count;
    this.#firstLight = 3 * count;
    this.black = filled(count, 1);
    this.clues = filled(count, NO_CLUE);
    this.across = filled(count, 0);
    this.down = filled(count, 0);
    this.#cells = filled(count, 0);
    this.#lit = filled(3 * count, 0);
    this.#open = filled(3 * count, 0);
    for (let row = 1; row <= size; row++)
      for (let place = row * this.width; place < row * this.width + size; place++) this.places.push(place);
    this.clear();
  }

  /** Makes all cells white: so one board serves for all draws of a case. */
  clear(): void {
    this.clues.fill(NO_CLUE);
    for (const place of this.places) this.black[place] = 0;
  }

  /** Opens all white cells and finds their runs: to be called when black cells were set. */
  lay(): void {
    const { black, across, down, width, size } = this;
    this.#open.fill(0);
    this.#asking = [];
    for (let column = 0; column < size; column++)
      for (let place = width + column; place < (size + 1) * width; place += width)
        if (black[place] === 0) this.#asking.push(this.#firstLight + place);
    for (const place of this.places) {
      this.#cells[place] = black[place] === 1 ? DARK : OPEN;
      if (black[place] === 1) this.#asking.push(this.#firstClue + place);
      if (black[place] === 1) continue;
      across[place] = black[place - 1] === 1 ? place : (across[place - 1] ?? 0);
      down[place] = black[place - width] === 1 ? black.length + place : (down[place - width] ?? 0);
      this.#count(place, 1, 0);
    }
  }

  /** The lamps of the first solutions, at most `most`; undefined when the search is given up, after so many guesses. */
  solutions(most: number, mostGuesses = MOST_GUESSES): readonly (readonly number[])[] | undefined {
    const found: (readonly number[])[] = [];
    const visit = (): boolean => {
      if (!this.#follow()) return true;
      const next = this.#mostUsed();
      if (next < 0) found.push(this.places.filter((place) => this.#cells[place] === LAMP));
      if (next < 0) return true;
      for (let value = LAMP; value >= DARK; value--) {
        if (++this.guesses > mostGuesses) return false;
        const before = this.#trail.length;
        this.#settle(next, value);
        const goesOn = visit();
        this.#takeBack(before);
        if (!goesOn || found.length === most) return goesOn;
      }
      return true;
    };
    this.#start();
    const isOver = visit();
    this.#takeBack(0);
    return isOver ? found : undefined;
  }

  /** Whether a lamp on some cell of a tightest rule, again and again and never taken back, ends with all rules met. */
  rush(rng: Rng): boolean {
    let isMet = false;
    this.#start();
    while (!isMet && this.#follow()) {
      const wanting = this.#tightest();
      isMet = wanting.length === 0;
      if (!isMet) this.#settle(rng.choice(this.#openCells(rng.choice(wanting))), LAMP);
    }
    this.#takeBack(0);
    return isMet;
  }

  /** Whether all rules are met by lamps on these white cells and nowhere else. */
  isSolvedBy(lamps: ReadonlySet<number>): boolean {
    for (const place of lamps) this.#settle(place, LAMP);
    const isSolved =
      this.#asking.every(
        (rule) => this.#litOf(rule) >= this.#low(rule) && this.#litOf(rule) <= this.#high(rule),
      ) &&
      this.places.every(
        (place) =>
          (this.#lit[this.across[place] ?? 0] ?? 0) <= 1 && (this.#lit[this.down[place] ?? 0] ?? 0) <= 1,
      );
    this.#takeBack(0);
    return isSolved;
  }

  #start(): void {
    this.settled = 0;
    this.guesses = 0;
    this.#waiting.length = 0;
    for (const rule of this.#asking) this.#look(rule);
  }

  /** Lamps under a rule, and its open cells: a light counts those of two runs, its own cell once. */
  #litOf(rule: number): number {
    if (rule < this.#firstLight) return this.#lit[rule] ?? 0;
    const place = rule - this.#firstLight;
    const both = (this.#lit[this.across[place] ?? 0] ?? 0) + (this.#lit[this.down[place] ?? 0] ?? 0);
    return this.#cells[place] === LAMP ? both - 1 : both;
  }

  #openOf(rule: number): number {
    if (rule < this.#firstLight) return this.#open[rule] ?? 0;
    const place = rule - this.#firstLight;
    const both = (this.#open[this.across[place] ?? 0] ?? 0) + (this.#open[this.down[place] ?? 0] ?? 0);
    return this.#cells[place] === OPEN ? both - 1 : both;
  }

  /** How many lamps a rule has at the least, and at the most; a black cell without a clue has room for four. */
  #low(rule: number): number {
    if (rule >= this.#firstLight) return 1;
    return rule < this.#firstClue ? 0 : Math.max(0, this.clues[rule - this.#firstClue] ?? 0);
  }

  #high(rule: number): number {
    if (rule >= this.#firstLight) return Infinity;
    const clue = rule < this.#firstClue ? 1 : (this.clues[rule - this.#firstClue] ?? 0);
    return clue === NO_CLUE ? 4 : clue;
  }

  /** Has a rule wait if it is broken or forces a cell; whatever makes it do so later has it looked at again. */
  #look(rule: number): void {
    const lit = this.#litOf(rule);
    if (lit >= this.#high(rule) || lit + this.#openOf(rule) <= this.#low(rule)) this.#waiting.push(rule);
  }

  /** Changes the counts of all rules that count a cell: its two runs, and clues beside it. */
  #count(place: number, open: number, lit: number): void {
    const clue = this.#firstClue + place;
    this.#add(this.across[place] ?? 0, open, lit);
    this.#add(this.down[place] ?? 0, open, lit);
    this.#add(clue - this.width, open, lit);
    this.#add(clue - 1, open, lit);
    this.#add(clue + 1, open, lit);
    this.#add(clue + this.width, open, lit);
  }

  #add(rule: number, open: number, lit: number): void {
    this.#open[rule] = (this.#open[rule] ?? 0) + open;
    this.#lit[rule] = (this.#lit[rule] ?? 0) + lit;
  }

  /** Gives a cell its lamp or none, and looks at the rules that this may make tight. */
  #settle(place: number, value: number): void {
    const { black, width } = this;
    const row = this.across[place] ?? 0;
    const column = this.down[place] ?? 0;
    this.#cells[place] = value;
    this.#trail.push(place);
    this.settled++;
    this.#count(place, -1, value);
    this.#look(row);
    this.#look(column);
    // A light is tight with no lamp and one open cell at the most: so a run must be, for any light along it to be.
    const isRowTight = value === DARK && this.#lit[row] === 0 && (this.#open[row] ?? 0) <= 1;
    const isColumnTight = value === DARK && this.#lit[column] === 0 && (this.#open[column] ?? 0) <= 1;
    if (isRowTight) for (let other = row; other < place; other++) this.#look(this.#firstLight + other);
    if (isColumnTight)
      for (let other = column - black.length; black[other] === 0; other += width)
        this.#look(this.#firstLight + other);
    if (isRowTight)
      for (let other = place + 1; black[other] === 0; other++) this.#look(this.#firstLight + other);
    this.#lookAtClue(place - width);
    this.#lookAtClue(place - 1);
    this.#lookAtClue(place + 1);
    this.#lookAtClue(place + width);
  }

  #lookAtClue(place: number): void {
    if (this.clues[place] !== NO_CLUE) this.#look(this.#firstClue + place);
  }

  /** Opens the cells again that were settled since the trail had a length. */
  #takeBack(length: number): void {
    while (this.#trail.length > length) {
      const place = this.#trail.pop() ?? 0;
      this.#count(place, 1, -(this.#cells[place] ?? 0));
      this.#cells[place] = OPEN;
    }
  }

  /** Settles all that the waiting rules force, and what follows from it; false at a contradiction. */
  #follow(): boolean {
    for (let rule = this.#waiting.pop(); rule !== undefined; rule = this.#waiting.pop()) {
      const lit = this.#litOf(rule);
      const open = this.#openOf(rule);
      const high = this.#high(rule);
      if (lit > high || lit + open < this.#low(rule)) {
        this.#waiting.length = 0;
        return false;
      }
      if (open > 0)
        for (const place of this.#openCells(rule)) this.#settle(place, lit === high ? DARK : LAMP);
    }
    return true;
  }

  /** The first open cell that stands in a tightest rule; -1 where none is open. */
  #mostUsed(): number {
    let best = -1;
    let least = Infinity;
    for (const rule of this.#asking) {
      const open = this.#openOf(rule);
      if (open === 0 || open > least || this.#low(rule) === 0) continue;
      if (open < least) best = Infinity;
      for (const place of this.#openCells(rule)) if (place < best) best = place;
      least = open;
    }
    return best;
  }

  /** The rules that still want lamps and have the fewest cells to spare for them. */
  #tightest(): readonly number[] {
    let found: number[] = [];
    let least = Infinity;
    for (const rule of this.#asking) {
      const missing = this.#low(rule) - this.#litOf(rule);
      const spare = this.#openOf(rule) - missing;
      if (missing <= 0 || spare > least) continue;
      if (spare < least) found = [];
      least = spare;
      found.push(rule);
    }
    return found;
  }

  /** The open cells of a rule; those of a light along its column first. */
  #openCells(rule: number): number[] {
    const found: number[] = [];
    const { black, width } = this;
    if (rule < black.length) this.#addOpen(found, rule, 1);
    else if (rule < this.#firstClue) this.#addOpen(found, rule - black.length, width);
    else if (rule < this.#firstLight) {
      const place = rule - this.#firstClue;
      for (const other of [place - width, place - 1, place + 1, place + width])
        if (this.#cells[other] === OPEN) found.push(other);
    } else {
      const place = rule - this.#firstLight;
      this.#addOpen(found, (this.down[place] ?? 0) - black.length, width);
      this.#addOpen(found, this.across[place] ?? 0, 1, place);
    }
    return found;
  }

  #addOpen(found: number[], first: number, step: number, without = -1): void {
    for (let place = first; this.black[place] === 0; place += step)
      if (this.#cells[place] === OPEN && place !== without) found.push(place);
  }
}

/** Adds lamps in a random order wherever it is still dark, until it is dark nowhere. */
function lightUp(rng: Rng, { places, black, across, down }: Board, lamps: number[]): void {
  const lit = filled(2 * black.length, 0);
  const light = (place: number): void => {
    lamps[place] = 1;
    lit[across[place] ?? 0] = 1;
    lit[down[place] ?? 0] = 1;
  };
  for (const place of places) if (lamps[place] === 1) light(place);
  for (const place of rng.shuffle(places))
    if (black[place] === 0 && lit[across[place] ?? 0] === 0 && lit[down[place] ?? 0] === 0) light(place);
}

function setClues({ places, black, clues, width }: Board, lamps: readonly number[]): void {
  for (const place of places) {
    if (black[place] === 0) continue;
    const beside = (lamps[place - 1] ?? 0) + (lamps[place + 1] ?? 0);
    clues[place] = beside + (lamps[place - width] ?? 0) + (lamps[place + width] ?? 0);
  }
}

/** Draws black cells and all clues that leave only one solution; false where mending the board takes too long. */
function drawBoard(rng: Rng, board: Board, { size, blackShare }: Level): boolean {
  board.clear();
  const count = Math.round(size * size * blackShare);
  for (const index of rng.distinctIntegers(count, 0, size * size - 1))
    board.black[board.places[index] ?? 0] = 1;
  const lamps = filled(board.black.length, 0);
  for (let mending = 0; mending < size; mending++) {
    board.lay();
    lightUp(rng, board, lamps);
    setClues(board, lamps);
    const solutions = board.solutions(2);
    if (solutions === undefined) return false;
    if (solutions.length === 1) return true;
    // A lamp of another solution becomes a black cell; what it leaves in the dark gets a lamp in the next round.
    board.black[rng.choice(solutions.flat().filter((place) => lamps[place] === 0))] = 1;
  }
  return false;
}

/** Draws a board from which clues are taken off in a random order, as long as the rest still has only one solution. */
function drawPuzzle(rng: Rng, board: Board, level: Level): void {
  const mostGuesses = level.guesses ? MOST_GUESSES : 0;
  while (!drawBoard(rng, board, level) || board.guesses > mostGuesses);
  const black = board.places.filter((place) => board.black[place] === 1);
  const least = Math.round(black.length * level.clueShare);
  let left = black.length;
  for (const place of rng.shuffle(black)) {
    if (left <= least) break;
    const clue = board.clues[place] ?? 0;
    board.clues[place] = NO_CLUE;
    if (board.solutions(2, mostGuesses)?.length === 1) left--;
    else board.clues[place] = clue;
  }
}

function canBeRushed(rng: Rng, board: Board, rushes: number): boolean {
  for (let tries = 0; tries < rushes; tries++) if (board.rush(rng)) return true;
  return false;
}

function boardOf({ rows }: Case): Board {
  const board = new Board(rows.length);
  const signs = rows.join("");
  for (let index = 0; index < signs.length; index++) {
    const place = board.places[index] ?? 0;
    const sign = signs[index] ?? ".";
    if (sign !== ".") board.black[place] = 1;
    if (sign !== "." && sign !== "#") board.clues[place] = Number(sign);
  }
  board.lay();
  return board;
}

function rowsOf({ size, places, black, clues }: Board): string[] {
  let signs = "";
  for (const place of places)
    signs += black[place] === 0 ? "." : clues[place] === NO_CLUE ? "#" : `${clues[place] ?? 0}`;
  const rows: string[] = [];
  for (let start = 0; start < signs.length; start += size) rows.push(signs.slice(start, start + size));
  return rows;
}

/** Above any row or column that a cell may be written with. */
const WIDEST = 1_000_000;

/** A cell as one number, so that lamps are a set: their order means nothing, and none stands there twice. */
const placeOf = ({ row, column }: Cell): Parsed<number> => parsed(row * WIDEST + column);

const FORMAT = finalLine(setOf(refine(cell(), placeOf)));

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
      rushes: {
        meaning:
          "tries to place lamps where it is tightest, none taken back, that all have to fail in most cases",
        min: 0,
        max: 40,
      },
    },
    levels: [
      { size: 6, blackShare: 0.2, clueShare: 0.45, guesses: false, rushes: 0 },
      { size: 8, blackShare: 0.2, clueShare: 0.25, guesses: true, rushes: 20 },
      { size: 9, blackShare: 0.2, clueShare: 0.2, guesses: true, rushes: 20 },
      { size: 10, blackShare: 0.2, clueShare: 0.15, guesses: true, rushes: 18 },
      { size: 12, blackShare: 0.2, clueShare: 0.1, guesses: true, rushes: 12 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const isTrap = rng.boolean(level.rushes === 0 ? 0 : TRAPS);
    const board = new Board(level.size);
    for (let draws = 1; ; draws++) {
      drawPuzzle(rng, board, level);
      if (isTrap && draws < MOST_DRAWS && canBeRushed(rng, board, level.rushes)) continue;
      return { rows: rowsOf(board) };
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
    const board = boardOf(instance);
    const [lamps = []] = board.solutions(1) ?? [];
    const cells = lamps.map((place) => `R${Math.floor(place / board.width)}C${(place % board.width) + 1}`);
    return this.answerFormat.wrap(cells.join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const board = boardOf(instance);
    const lamps = new Set<number>();
    for (const cellNumber of answer) {
      const row = Math.floor(cellNumber / WIDEST);
      const column = cellNumber % WIDEST;
      if (row < 1 || row > board.size || column < 1 || column > board.size) return 0;
      lamps.add(row * board.width + column - 1);
    }
    for (const place of lamps) if (board.black[place] === 1) return 0;
    return board.isSolvedBy(lamps) ? 1 : 0;
  }

  /** Cells that a search by counting and trying settles until it knows the only solution, dead ends included. */
  override hardness(instance: Case): number {
    const board = boardOf(instance);
    board.solutions(2);
    return board.settled;
  }
}
