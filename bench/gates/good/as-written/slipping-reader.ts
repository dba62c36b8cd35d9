import { Bootcamp, type Card, list, range, type Rng, tagged, text } from "campforge/bootcamp";

type Case = { readonly strip: string };

type Level = { readonly letters: number };

/** One reading: the three letters, the link that they add (none where it is empty), and what is left behind it. */
type Reading = { readonly triple: string; readonly link: string; readonly rest: string; readonly isTurned: boolean };

const LETTERS = "ACGU".split("");
/** The link of a middle letter, in the order of the letters. */
const LINKS = "pqrs";
const STRONG = "GC";
/** Each slip of as many turns round what is left. */
const TURNS_EVERY = 3;
const GROUP = 10;
const GROUPS_PER_LINE = 5;
const TRIES = 400;

/** All readings up to the end; for comparison also without turning round. */
function readingsOf({ strip }: Case, turns = true): Reading[] {
  const readings: Reading[] = [];
  let rest = strip;
  let slips = 0;
  while (rest.length >= 3) {
    const triple = rest.slice(0, 3);
    const strong = triple.split("").filter((letter) => STRONG.includes(letter)).length;
    let link = "";
    let isTurned = false;
    if (triple.charAt(0) === triple.charAt(2)) {
      slips++;
      link = "x";
      isTurned = turns && slips % TURNS_EVERY === 0;
      const left = rest.slice(2);
      rest = isTurned ? left.split("").toReversed().join("") : left;
    } else if (strong === 3) {
      rest = rest.slice(4);
    } else {
      link = `${LINKS.charAt(LETTERS.indexOf(triple.charAt(1)))}${strong}`;
      rest = rest.slice(3);
    }
    readings.push({ triple, link, rest, isTurned });
  }
  return readings;
}

const chainOf = (instance: Case, turns = true): string[] =>
  readingsOf(instance, turns)
    .map(({ link }) => link)
    .filter((link) => link !== "");

const draw = (rng: Rng, { letters }: Level): Case => ({
  strip: range(letters)
    .map(() => rng.choice(LETTERS))
    .join(""),
});

/** True when turning round matters and some three letters add nothing. */
const isLively = (instance: Case): boolean =>
  chainOf(instance).join("-") !== chainOf(instance, false).join("-") &&
  readingsOf(instance).some(({ link }) => link === "");

/** Letters in groups, several groups a line. */
function grouped(letters: string): string[] {
  const line = GROUP * GROUPS_PER_LINE;
  return range(Math.ceil(letters.length / line)).map((row) =>
    range(GROUPS_PER_LINE)
      .map((group) => letters.slice(row * line + group * GROUP, row * line + (group + 1) * GROUP))
      .join(" ")
      .trim(),
  );
}

export default class SlippingReader extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "SlippingReader",
    slug: "slipping-reader",
    title: "Slipping Reader",
    domain: "natural-science",
    description:
      "A molecule reads a strip of the letters A, C, G and U three at a time and builds a chain. By what it reads it goes on by two, three or four letters, and every third slip turns the rest of the strip round. The chain is asked for. Harder cases have longer strips, which are turned round more often.",
    answerFormat: "the links of the chain separated by hyphens, in <answer> tags",
    parameters: {
      letters: { meaning: "letters of the strip", min: 15, max: 1000 },
    },
    levels: [{ letters: 28 }, { letters: 90 }, { letters: 180 }, { letters: 320 }, { letters: 540 }],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" }), { separators: ["-"] }));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ strip }: Case): string {
    return [
      "A molecule reads a strip of the letters A, C, G, U from the left, three letters at a time, and builds a chain. At each reading the first of these rules that fits is applied:",
      "1. If the first and the third letter are the same, it slips: the chain gets the link x, and reading goes on two letters further on (at the third of the letters just read).",
      "2. Otherwise, if all three letters are G or C, nothing is added to the chain, and reading goes on four letters further on (the letter behind the three is skipped).",
      "3. Otherwise the chain gets a link of two characters: p, q, r or s if the middle letter is A, C, G or U, in this order, and then the number of letters among the three that are G or C. Reading goes on three letters further on.",
      "",
      "After the third, sixth, ninth, ... x of the chain, what is left of the strip (from the letter at which reading would go on to the end) is reversed, last letter first, and reading goes on at its new beginning. Reading ends where fewer than three letters are left.",
      "",
      "A first example: AUGGCACUUACGGCGAUCA. AUG has U in the middle and one G: s1. GCA gives q2, CUU gives s1, ACG gives q2. GCG slips: x, and reading goes on at its last letter. GAU gives p1. Only CA is left, so this is the end. The chain is s1-q2-s1-q2-x-p1.",
      "",
      "A second example: UGUCUCUGACA. UGU slips: x, and UCUCUGACA is left. UCU slips: x, and UCUGACA is left. UCU slips again: this is the third x, and the UGACA that is left is reversed to ACAGU. ACA slips: x, and AGU is left. AGU gives r1, and nothing is left. The chain is x-x-x-x-r1.",
      "",
      `Now the strip has these ${strip.length} letters (the spaces and line breaks are only there to make it easier to read):`,
      ...grouped(strip),
      "",
      "What is the chain? Write its links in their order, separated by hyphens.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(chainOf(instance).join("-"));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    return answer.join("-") === chainOf(instance).join("-") ? 1 : 0;
  }

  /** Each reading with its link, and the strip whenever it is turned round. */
  override workedSolution(instance: Case): string {
    const steps = readingsOf(instance).map(({ triple, link, rest, isTurned }, index) => {
      const turned = isTurned ? `, and what is left is reversed: ${rest}` : "";
      return `${index + 1}. ${triple}: ${link === "" ? "nothing" : link}${turned}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Readings up to the end. */
  override hardness(instance: Case): number {
    return readingsOf(instance).length;
  }
}
