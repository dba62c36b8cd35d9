import { at, Bootcamp, type Card, characterGrid, fencedBlock, makeGrid, range, renderGrid, type Rng } from "campforge/bootcamp";

type Case = {
  readonly numbers: readonly (readonly number[])[];
  /** The lines of one way to cut; others count as well. */
  readonly planted: readonly string[];
};

type Level = {
  readonly highest: number;
  readonly turns: number;
};

type Sign = ">" | "<" | "v" | "^";

/** Where the other half of a domino lies, and the sign that stands there. */
const SIGNS: Readonly<Record<Sign, { readonly row: number; readonly column: number; readonly back: Sign }>> = {
  ">": { row: 0, column: 1, back: "<" },
  "<": { row: 0, column: -1, back: ">" },
  v: { row: 1, column: 0, back: "^" },
  "^": { row: -1, column: 0, back: "v" },
};

const isSign = (sign: string | undefined): sign is Sign => sign !== undefined && sign in SIGNS;

/** The sign of the cell that the sign of a cell points to, and where that is. */
function partner(signs: readonly (readonly string[])[], row: number, column: number): { readonly row: number; readonly column: number } | undefined {
  const sign = signs[row]?.[column];
  if (!isSign(sign)) return undefined;
  const step = SIGNS[sign];
  const [toRow, toColumn] = [row + step.row, column + step.column];
  return signs[toRow]?.[toColumn] === step.back ? { row: toRow, column: toColumn } : undefined;
}

/** A domino by its two numbers, the smaller first. */
const domino = (one: number, other: number): string => `${Math.min(one, other)}-${Math.max(one, other)}`;

/** Cuts a rectangle of an even number of columns or rows into dominoes, then turns pairs that lie side by side. */
function drawCut(rng: Rng, rows: number, columns: number, turns: number): Sign[][] {
  const signs: Sign[][] = makeGrid(rows, columns, (row, column) =>
    columns % 2 === 0 ? (column % 2 === 0 ? ">" : "<") : row % 2 === 0 ? "v" : "^",
  );
  for (let count = 0; count < turns * rows * columns; count++) {
    const [row, column] = [rng.integer(0, rows - 2), rng.integer(0, columns - 2)];
    const [upper, lower] = [at(signs, row), at(signs, row + 1)];
    const square = [upper[column], upper[column + 1], lower[column], lower[column + 1]].join("");
    const turned: readonly Sign[] | undefined = square === "><><" ? ["v", "v", "^", "^"] : square === "vv^^" ? [">", "<", ">", "<"] : undefined;
    if (turned === undefined) continue;
    upper.splice(column, 2, ...turned.slice(0, 2));
    lower.splice(column, 2, ...turned.slice(2));
  }
  return signs;
}

/** All dominoes of a set, from 0-0 to the one with the highest number twice. */
const setUpTo = (highest: number): (readonly [number, number])[] =>
  range(highest + 1).flatMap((one) => range(one, highest + 1).map((other): [number, number] => [one, other]));

export default class DominoCutting extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "DominoCutting",
    slug: "domino-cutting",
    title: "Domino Cutting",
    domain: "graphical-puzzles",
    description:
      "The dominoes of a full set lie in a rectangle, and only their numbers can be seen. The rectangle is to be cut into the dominoes again, each of them occurring once. Harder cases have larger sets.",
    answerFormat: "a fenced block with a sign for each cell that points to the other half of its domino",
    parameters: {
      highest: { meaning: "the highest number of the set", min: 3, max: 9 },
      turns: { meaning: "how often, for each cell, the generator tries to turn two neighbouring dominoes", min: 1, max: 20 },
    },
    levels: [
      { highest: 4, turns: 4 },
      { highest: 5, turns: 5 },
      { highest: 6, turns: 7 },
      { highest: 7, turns: 9 },
      { highest: 8, turns: 12 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("<>v^"));

  caseGenerator(rng: Rng, { highest, turns }: Level): Case {
    const [rows, columns] = [highest + 1, highest + 2];
    const signs = drawCut(rng, rows, columns, turns);
    const numbers = makeGrid(rows, columns, () => 0);
    const dominoes = rng.shuffle(setUpTo(highest));
    for (const [row, line] of signs.entries()) {
      for (const [column, sign] of line.entries()) {
        if (sign === "<" || sign === "^") continue;
        const [one, other] = dominoes.pop() ?? [0, 0];
        const isTurned = rng.boolean();
        at(numbers, row)[column] = isTurned ? other : one;
        at(numbers, row + SIGNS[sign].row)[column + SIGNS[sign].column] = isTurned ? one : other;
      }
    }
    return { numbers, planted: signs.map((line) => line.join("")) };
  }

  promptFunc({ numbers }: Case): string {
    const highest = numbers.length - 1;
    return [
      `A full set of dominoes with the numbers 0 to ${highest} has one domino for each pair of numbers, equal ones included: 0-0, 0-1, and so on up to ${highest}-${highest}, ${setUpTo(highest).length} dominoes in all. A domino covers two cells that share a side, one number in each, and may lie in any of its four directions.`,
      "",
      "All dominoes of the set, each once, were laid into a rectangle without gaps. Then the lines between them were rubbed out, and these numbers are left:",
      "",
      renderGrid(numbers),
      "",
      "Find out how the dominoes may lie: cut the rectangle into dominoes so that every domino of the set occurs exactly once. If there are several ways, any one of them will do.",
      "",
      `Draw the rectangle with one sign for each cell, ${numbers.length} lines of ${at(numbers, 0).length} signs without spaces. The sign points to the cell that holds the other half of the domino: > right, < left, v down, ^ up.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(planted.join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], { numbers }: Case): number {
    const [rows, columns] = [numbers.length, at(numbers, 0).length];
    if (answer.length !== rows || answer.some((line) => line.length !== columns)) return 0;
    const found = new Set<string>();
    for (const row of range(rows)) {
      for (const column of range(columns)) {
        const other = partner(answer, row, column);
        if (other === undefined) return 0;
        found.add(domino(at(at(numbers, row), column), at(at(numbers, other.row), other.column)));
      }
    }
    return found.size === setUpTo(rows - 1).length ? 1 : 0;
  }
}
