import { at, Bootcamp, type Card, range, type Rng, tagged, text } from "campforge/bootcamp";

/** A text after the transformation, and the row, counted from 1, in which the text itself stands. */
type Column = { readonly letters: string; readonly row: number };

type Case = {
  /** The last column after all rounds. */
  readonly letters: string;
  /** The row of each round, the first round first. */
  readonly rows: readonly number[];
  readonly reversed: boolean;
};

type Level = {
  readonly length: number;
  readonly alphabet: number;
  readonly rounds: number;
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** All rotations of a text, in alphabetical order. */
const rotationsOf = (whole: string): string[] =>
  range(whole.length)
    .map((from) => whole.slice(from) + whole.slice(0, from))
    .toSorted();

/** The last column of the sorted rotations; undefined where two rotations are equal. */
function encode(whole: string): Column | undefined {
  const rotations = rotationsOf(whole);
  if (new Set(rotations).size < rotations.length) return undefined;
  return {
    letters: rotations.map((rotation) => rotation.slice(-1)).join(""),
    row: rotations.indexOf(whole) + 1,
  };
}

/** The text of a last column: the n-th of equal letters in it is the n-th of them in the first column. */
function decode({ letters, row }: Column): string {
  const sorted = range(letters.length).toSorted(
    (one, other) => letters.charCodeAt(one) - letters.charCodeAt(other) || one - other,
  );
  let whole = "";
  let place = row - 1;
  while (whole.length < letters.length) {
    place = at(sorted, place);
    whole += letters.charAt(place);
  }
  return whole;
}

const backwards = (whole: string): string => [...whole].toReversed().join("");

/** The text with which the first round began. */
function solve({ letters, rows, reversed }: Case): string {
  return rows.toReversed().reduce((column, row, index) => {
    const inner = decode({ letters: column, row });
    return reversed && index < rows.length - 1 ? backwards(inner) : inner;
  }, letters);
}

/** All rounds, or undefined where a text on the way has two equal rotations. */
function encodeAll(whole: string, rounds: number, reversed: boolean): Case | undefined {
  const rows: number[] = [];
  let letters = whole;
  for (let round = 0; round < rounds; round++) {
    const column = encode(reversed && round > 0 ? backwards(letters) : letters);
    if (column === undefined) return undefined;
    rows.push(column.row);
    letters = column.letters;
  }
  return { letters, rows, reversed };
}

/** A text in which every letter of the alphabet occurs. */
function drawText(rng: Rng, length: number, alphabet: number): string {
  const letters = rng.sample([...LETTERS], Math.min(alphabet, length));
  const more = range(length - letters.length).map(() => rng.choice(letters));
  return rng.shuffle([...letters, ...more]).join("");
}

export default class LastColumn extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "LastColumn",
    slug: "last-column",
    title: "Last Column",
    domain: "character-puzzles",
    description:
      "All rotations of a text are sorted, and of the table only the last column and the row of the text are kept. The text is to be found again. Harder cases are longer, have fewer different letters, and repeat the transformation.",
    answerFormat: "the text, in capital letters, between <answer> and </answer>",
    parameters: {
      length: { meaning: "letters of the text", min: 5, max: 24 },
      alphabet: { meaning: "different letters in it", min: 2, max: 12 },
      rounds: { meaning: "times that the transformation is applied", min: 1, max: 5 },
    },
    levels: [
      { length: 7, alphabet: 5, rounds: 1 },
      { length: 10, alphabet: 4, rounds: 1 },
      { length: 11, alphabet: 5, rounds: 2 },
      { length: 14, alphabet: 5, rounds: 3 },
      { length: 18, alphabet: 4, rounds: 4 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "upper", maxLength: 60 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const reversed = level.rounds > 1 && rng.boolean();
    for (;;) {
      const whole = drawText(rng, level.length, level.alphabet);
      const encoded = encodeAll(whole, level.rounds, reversed);
      if (encoded !== undefined && encoded.letters !== whole && encoded.letters !== backwards(whole)) return encoded;
    }
  }

  promptFunc({ letters, rows, reversed }: Case): string {
    const next = reversed ? "is written backwards, and this serves" : "serves";
    const rounds =
      rows.length === 1
        ? [`The last column is ${letters}, and the text stands in row ${at(rows, 0)}.`]
        : [
            `This was done ${rows.length} times. After each round but the last, the last column ${next} as the text of the next round.`,
            ...rows.map((row, index) => `- In round ${index + 1}, the text of that round stands in row ${row}.`),
            `The last column of round ${rows.length} is ${letters}.`,
          ];
    return [
      `A text of ${letters.length} capital letters is hidden as follows. All its rotations are written one below the other: the text itself, the text with its first letter moved to the end, then with its first two letters moved to the end in their order, and so on, ${letters.length} rotations in all. They are sorted alphabetically and numbered as rows from 1. No two of them are equal. Of this table only the last column, read from top to bottom, and the number of the row in which the text itself stands are kept.`,
      "For example, the rotations of TOTS are, when sorted, OTST, STOT, TOTS and TSTO: the last column is TTSO, and the text stands in row 3.",
      "",
      ...rounds,
      "",
      `Which text ${rows.length === 1 ? "was hidden" : "was hidden in round 1"}? Give its ${letters.length} letters without spaces. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === solve(instance) ? 1 : 0;
  }

  /** Letters that are traced back, in all rounds. */
  override hardness({ letters, rows }: Case): number {
    return letters.length * rows.length;
  }
}
