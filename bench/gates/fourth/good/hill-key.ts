import { at, Bootcamp, type Card, fencedBlock, gcd, grid, integer, makeGrid, modInverse, modulo, range, type Rng } from "campforge/bootcamp";

type Matrix = readonly (readonly number[])[];

type Case = {
  readonly dimension: number;
  readonly plain: string;
  readonly cipher: string;
};

type Level = {
  readonly dimension: number;
  /** Blocks of known text beyond as many as the key has rows. */
  readonly extraBlocks: number;
  /** Whether the first blocks alone must not determine the key. */
  readonly trap: boolean;
};

const MODULUS = 26;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const numberOf = (letter: string): number => LETTERS.indexOf(letter);

const without = (matrix: Matrix, row: number, column: number): Matrix =>
  matrix.filter((_, index) => index !== row).map((cells) => cells.filter((_, index) => index !== column));

/** The determinant modulo 26, along the first row. */
function determinant(matrix: Matrix): number {
  const [first = []] = matrix;
  if (first.length === 0) return 1;
  const terms = first.map((cell, column) => (column % 2 === 0 ? cell : -cell) * determinant(without(matrix, 0, column)));
  return modulo(
    terms.reduce((sum, term) => sum + term, 0),
    MODULUS,
  );
}

const isInvertible = (matrix: Matrix): boolean => gcd(determinant(matrix), MODULUS) === 1;

function inverse(matrix: Matrix): Matrix | undefined {
  const factor = modInverse(BigInt(determinant(matrix)), BigInt(MODULUS));
  if (factor === undefined) return undefined;
  return makeGrid(matrix.length, matrix.length, (row, column) => {
    const minor = determinant(without(matrix, column, row));
    return modulo(Number(factor) * ((row + column) % 2 === 0 ? minor : -minor), MODULUS);
  });
}

function product(one: Matrix, other: Matrix): Matrix {
  return one.map((row) =>
    at(other, 0).map((_, column) =>
      modulo(
        row.reduce((sum, cell, index) => sum + cell * at(at(other, index), column), 0),
        MODULUS,
      ),
    ),
  );
}

/** A text as a matrix: each block of letters is one column. */
const columnsOf = (written: string, dimension: number): Matrix =>
  makeGrid(dimension, written.length / dimension, (row, column) => numberOf(written.charAt(column * dimension + row)));

const textOf = (matrix: Matrix): string =>
  at(matrix, 0)
    .map((_, column) => matrix.map((row) => LETTERS.charAt(at(row, column))).join(""))
    .join("");

const blocksOf = (written: string, dimension: number): string[] =>
  range(written.length / dimension).map((block) => written.slice(block * dimension, (block + 1) * dimension));

/** The places of blocks that determine the key together, the first such choice. */
function decidingBlocks(plain: string, dimension: number): number[] | undefined {
  const blocks = blocksOf(plain, dimension);
  const choose = (chosen: number[]): number[] | undefined => {
    if (chosen.length === dimension) {
      const picked = chosen.map((block) => at(blocks, block)).join("");
      return isInvertible(columnsOf(picked, dimension)) ? chosen : undefined;
    }
    for (const next of range((chosen.at(-1) ?? -1) + 1, blocks.length)) {
      const found = choose([...chosen, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return choose([]);
}

export default class HillKey extends Bootcamp<Case, Matrix, Level> {
  static readonly card: Card<Level> = {
    name: "HillKey",
    slug: "hill-key",
    title: "Hill Key",
    domain: "cryptography",
    description:
      "From a known plaintext and its ciphertext under the Hill cipher over the 26 letters, the key matrix is to be recovered; the known text determines it. Harder cases have larger keys, and the blocks have to be chosen so that they can be inverted.",
    answerFormat: "the key in a fenced block, a row a line, its whole numbers from 0 to 25 separated by spaces",
    parameters: {
      dimension: { meaning: "rows and columns of the key", min: 2, max: 4 },
      extraBlocks: { meaning: "blocks of known text beyond as many as the key has rows", min: 0, max: 4 },
      trap: { meaning: "whether the first blocks of the text alone must not determine the key" },
    },
    levels: [
      { dimension: 2, extraBlocks: 0, trap: false },
      { dimension: 2, extraBlocks: 2, trap: true },
      { dimension: 3, extraBlocks: 0, trap: false },
      { dimension: 3, extraBlocks: 2, trap: true },
      { dimension: 4, extraBlocks: 2, trap: true },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer({ min: 0, max: MODULUS - 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const { dimension } = level;
    const blocks = dimension + level.extraBlocks;
    for (;;) {
      const key = makeGrid(dimension, dimension, () => rng.integer(0, MODULUS - 1));
      if (!isInvertible(key)) continue;
      const plain = range(dimension * blocks)
        .map(() => rng.choice([...LETTERS]))
        .join("");
      const deciding = decidingBlocks(plain, dimension);
      if (deciding === undefined || (level.trap && at(deciding, dimension - 1) === dimension - 1)) continue;
      return { dimension, plain, cipher: textOf(product(key, columnsOf(plain, dimension))) };
    }
  }

  promptFunc({ dimension, plain, cipher }: Case): string {
    return [
      `A text was enciphered with a Hill cipher whose key is a matrix K of ${dimension} rows and ${dimension} columns. Plaintext and ciphertext are known:`,
      "",
      `plaintext:  ${blocksOf(plain, dimension).join(" ")}`,
      `ciphertext: ${blocksOf(cipher, dimension).join(" ")}`,
      "",
      "This is how the cipher works:",
      "- Letters stand for numbers: A = 0, B = 1, and so on up to Z = 25. All arithmetic is modulo 26.",
      `- The plaintext is cut into blocks of ${dimension} letters, as shown. Each block is a column vector p, its first letter on top.`,
      "- The block becomes the column vector c = K p, K standing on the left, and c is written as letters from the top again.",
      "  So each letter of the ciphertext comes from one row of K.",
      "- K has an inverse modulo 26, and all its entries are from 0 to 25.",
      "",
      "The known text determines K. (A small example of the direction: with the rows 3 1 and 0 5 as K, the block BC, that is",
      "1 and 2, becomes 3*1 + 1*2 = 5 and 0*1 + 5*2 = 10, so FK.)",
      "",
      `Recover K. Write it as ${dimension} lines of ${dimension} whole numbers from 0 to 25, separated by spaces, the first row first.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ dimension, plain, cipher }: Case): string {
    const deciding = decidingBlocks(plain, dimension) ?? [];
    const pick = (written: string): Matrix => {
      const blocks = blocksOf(written, dimension);
      return columnsOf(deciding.map((block) => at(blocks, block)).join(""), dimension);
    };
    const key = product(pick(cipher), inverse(pick(plain)) ?? []);
    return this.answerFormat.wrap(key.map((row) => row.join(" ")).join("\n"));
  }

  override hardness({ dimension, plain }: Case): number {
    const deciding = decidingBlocks(plain, dimension) ?? [];
    return dimension ** 3 * 10 + (deciding.at(-1) ?? 0);
  }

  verifyCorrection(answer: Matrix, { dimension, plain, cipher }: Case): number {
    if (answer.length !== dimension || answer.some((row) => row.length !== dimension)) return 0;
    return textOf(product(answer, columnsOf(plain, dimension))) === cipher ? 1 : 0;
  }
}
