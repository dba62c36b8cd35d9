import { at, Bootcamp, boxed, type Card, integer, makeGrid, neighbours, range, renderGrid, type Rng } from "campforge/bootcamp";

type Case = {
  readonly rows: readonly string[];
  readonly word: string;
  /** Whether a step may also go to a cell that shares a corner. */
  readonly diagonal: boolean;
};

type Level = { readonly rows: number; readonly columns: number; readonly letters: number; readonly diagonal: boolean };

const WORDS = [
  ...["NOON", "TOOT", "DEED", "MAMA", "ANNA", "OTTO", "PAPA", "LULL", "SEES", "COCO"],
  ...["LEVEL", "RADAR", "KAYAK", "ROTOR", "COCOA", "MADAM", "CIVIC", "NANNY", "MUMMY", "TEPEE"],
  ...["BANANA", "PAPAYA", "TATTOO", "COCOON", "SENSES", "VOODOO", "POTATO", "TITBIT", "HUBBUB", "ASSESS"],
  ...["SUCCESS", "DEIFIED", "ALFALFA", "REVIVER", "ROTATOR", "BARBARA", "TEETERS", "COCONUT"],
  ...["CHOWCHOW", "COUSCOUS", "MURMURER", "BERIBERI", "ASSESSES", "TATTOOED"],
];

/** Trails that a case should have, and draws after which it may have any number. */
const FEWEST = 10;
const MOST = 4_000;
const MOST_TRIES = 300;

/** In how many ways the word can be read from cell to cell, no cell being used twice. */
function countTrails({ rows, word, diagonal }: Case): number {
  const [height, width] = [rows.length, at(rows, 0).length];
  const used = new Set<number>();
  const from = (row: number, column: number, place: number): number => {
    const key = row * width + column;
    if (at(rows, row).charAt(column) !== word.charAt(place) || used.has(key)) return 0;
    if (place === word.length - 1) return 1;
    used.add(key);
    let count = 0;
    for (const next of neighbours({ row, column }, height, width, diagonal ? "sides and corners" : "sides")) count += from(next.row, next.column, place + 1);
    used.delete(key);
    return count;
  };
  return range(height).reduce((sum, row) => sum + range(width).reduce((inner, column) => inner + from(row, column, 0), 0), 0);
}

export default class WordTrails extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "WordTrails",
    slug: "word-trails",
    title: "Word Trails",
    domain: "character-puzzles",
    description:
      "In a grid of letters, the number of ways is asked in which a word can be read by stepping from cell to neighbouring cell without using a cell twice. Harder cases have larger grids, longer words and diagonal steps.",
    answerFormat: "the number of ways as a whole number in \\boxed{}",
    parameters: {
      rows: { meaning: "rows of the grid", min: 3, max: 7 },
      columns: { meaning: "columns of the grid", min: 3, max: 7 },
      letters: { meaning: "letters of the word", min: 4, max: 8 },
      diagonal: { meaning: "whether steps may be diagonal", oneOf: [false, true] },
    },
    levels: [
      { rows: 4, columns: 5, letters: 4, diagonal: false },
      { rows: 5, columns: 5, letters: 5, diagonal: false },
      { rows: 4, columns: 5, letters: 6, diagonal: true },
      { rows: 5, columns: 6, letters: 7, diagonal: true },
      { rows: 6, columns: 6, letters: 8, diagonal: true },
    ],
  };

  readonly answerFormat = boxed(integer({ min: 0 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const words = WORDS.filter(({ length }) => length === level.letters);
    for (let tried = 0; ; tried++) {
      const word = rng.choice(words);
      const letters = [...word];
      const grid = makeGrid(level.rows, level.columns, () => rng.choice(letters));
      const instance = { rows: grid.map((line) => line.join("")), word, diagonal: level.diagonal };
      const count = countTrails(instance);
      if ((count >= FEWEST && count <= MOST) || tried >= MOST_TRIES) return instance;
    }
  }

  promptFunc({ rows, word, diagonal }: Case): string {
    return [
      "Here is a grid of letters:",
      "",
      renderGrid(rows.map((line) => [...line])),
      "",
      `In how many ways can the word ${word} be read in it? A way begins at any cell with the letter ${word.charAt(0)} and goes on, letter by letter, from each cell to ${diagonal ? "one of the up to eight cells that share a side or a corner with it" : "one of the up to four cells that share a side with it; diagonal steps are not allowed"}. It may change its direction at every step, but must not use any cell twice.`,
      "",
      "Two ways are different if at some letter of the word they use different cells. So the same cells passed in another order count as another way, also where the word reads the same backwards.",
      "",
      "Give the number of ways as a whole number.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(countTrails(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === countTrails(instance) ? 1 : 0;
  }

  /** Cells times letters, and the ways that have to be told apart. */
  override hardness(instance: Case): number {
    return instance.rows.join("").length * instance.word.length + countTrails(instance);
  }
}
