import { at, Bootcamp, type Card, type Cell, characterGrid, fencedBlock, range, type Rng } from "campforge/bootcamp";

type Case = {
  /** Rows of the square that was written. */
  readonly square: readonly string[];
  /** The beginning of the text. */
  readonly start: string;
  /** Rows of the grille in its first position, `O` for a hole. */
  readonly grille: readonly string[];
};

type Level = {
  readonly size: number;
  readonly letters: number;
  readonly quarters: number;
};

type Grille = readonly (readonly string[])[];

const HOLE = "O";
const CARD = "#";
const ALPHABET = [..."ETAOINSHRDLUCMFWYPVB"];

/** Where a cell comes to lie when the square is turned clockwise by a quarter. */
const turned = ({ row, column }: Cell, size: number): Cell => ({ row: column, column: size - 1 - row });

/** A cell and the three places to which quarter turns take it. */
function orbitOf(cell: Cell, size: number): Cell[] {
  const orbit = [cell];
  while (orbit.length < 4) orbit.push(turned(at(orbit, orbit.length - 1), size));
  return orbit;
}

/** One cell of each orbit: the upper left quarter of the square. */
const quarterOf = (size: number): Cell[] =>
  range(size / 2).flatMap((row) => range(size / 2).map((column) => ({ row, column })));

const holesOf = (grille: Grille): Cell[] =>
  grille.flatMap((cells, row) => range(cells.length).filter((column) => cells[column] === HOLE).map((column) => ({ row, column })));

const inReadingOrder = (cells: readonly Cell[]): Cell[] =>
  cells.toSorted((one, other) => one.row - other.row || one.column - other.column);

/** True when the holes show every cell exactly once in the four positions. */
function isGrille(grille: Grille, size: number): boolean {
  if (grille.length !== size || grille.some((row) => row.length !== size)) return false;
  return quarterOf(size).every(
    (cell) => orbitOf(cell, size).filter(({ row, column }) => grille[row]?.[column] === HOLE).length === 1,
  );
}

/** The cells in the order in which the text is written into them. */
function writingOrder(grille: Grille): Cell[] {
  const order: Cell[] = [];
  let holes = holesOf(grille);
  for (const _ of range(4)) {
    order.push(...inReadingOrder(holes));
    holes = holes.map((cell) => turned(cell, grille.length));
  }
  return order;
}

const textUnder = (grille: Grille, square: readonly string[]): string =>
  writingOrder(grille)
    .map(({ row, column }) => square[row]?.[column] ?? "")
    .join("");

/** A grille with holes in places that are drawn, one of each orbit. */
function drawGrille(rng: Rng, size: number): string[][] {
  const grille = range(size).map(() => range(size).map(() => CARD));
  for (const cell of quarterOf(size)) {
    const { row, column } = rng.choice(orbitOf(cell, size));
    at(grille, row)[column] = HOLE;
  }
  return grille;
}

/** The square that holds a text written through a grille. */
function write(grille: Grille, letters: readonly string[]): string[] {
  const square = grille.map((row) => row.map(() => ""));
  writingOrder(grille).forEach(({ row, column }, index) => {
    at(square, row)[column] = at(letters, index);
  });
  return square.map((row) => row.join(""));
}

export default class TurningGrille extends Bootcamp<Case, Grille, Level> {
  static readonly card: Card<Level> = {
    name: "TurningGrille",
    slug: "turning-grille",
    title: "Turning Grille",
    domain: "cryptography",
    description:
      "A text was written into a square through the holes of a card that is turned by quarters. The square and the beginning of the text are known, and the grille is asked for; any grille that fits is correct. Harder cases have larger squares and fewer different letters, or less of the text.",
    answerFormat: "the grille in its first position, a row a line, `O` for a hole and `#` for card, in a fenced block",
    parameters: {
      size: { meaning: "rows and columns of the square", oneOf: [4, 6, 8] },
      letters: { meaning: "different letters of the text at the most", min: 4, max: 20 },
      quarters: { meaning: "quarters of the text that are known", min: 2, max: 4 },
    },
    levels: [
      { size: 4, letters: 12, quarters: 4 },
      { size: 4, letters: 4, quarters: 2 },
      { size: 6, letters: 16, quarters: 4 },
      { size: 6, letters: 4, quarters: 2 },
      { size: 8, letters: 8, quarters: 3 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(HOLE + CARD));

  caseGenerator(rng: Rng, { size, letters, quarters }: Level): Case {
    const grille = drawGrille(rng, size);
    const alphabet = rng.sample(ALPHABET, letters);
    const message = range(size * size).map(() => rng.choice(alphabet));
    return {
      square: write(grille, message),
      start: message.slice(0, (quarters * size * size) / 4).join(""),
      grille: grille.map((row) => row.join("")),
    };
  }

  promptFunc({ square, start }: Case): string {
    const size = square.length;
    const holes = (size * size) / 4;
    const known =
      start.length === size * size ? "The whole text is known:" : `The first ${start.length} letters of the text are known:`;
    return [
      `A text of ${size * size} letters was written into a square of ${size} rows and ${size} columns with the help of a turning grille. This is a card as large as the square with ${holes} holes, each exactly over one cell. The card is laid on the square, and the first ${holes} letters are written into the cells under the holes, row by row from top to bottom and within a row from left to right. Then the card is turned by a quarter clockwise, and the next ${holes} letters are written under the holes in the same way, row by row as they lie now; and so twice more. The holes lie so that each cell of the square is under a hole in exactly one of the four positions.`,
      "",
      "The square in the end:",
      "",
      ...square,
      "",
      known,
      "",
      start,
      "",
      `Find a grille that is possible: its holes must show every cell exactly once in the four positions, and reading the square through it in the way described must give a text that ${start.length === size * size ? "is the known one" : "begins with the known letters"}. If there are several such grilles, any of them is correct.`,
      "",
      `Draw the grille in its first position, ${size} lines of ${size} signs each: O (the capital letter) for a hole and # for card. For a square of two rows, a grille could be drawn so:`,
      "",
      "#O",
      "##",
      "",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ grille }: Case): string {
    return this.answerFormat.wrap(grille.join("\n"));
  }

  verifyCorrection(answer: Grille, { square, start }: Case): number {
    return isGrille(answer, square.length) && textUnder(answer, square).startsWith(start) ? 1 : 0;
  }
}
