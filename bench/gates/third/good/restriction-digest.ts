import { at, Bootcamp, type Card, finalLine, integer, list, type Rng } from "campforge/bootcamp";

type Enzyme = {
  readonly name: string;
  /** In the letters A, C, G, T, and R, Y, N for several of them. */
  readonly site: string;
  /** How many bases of the site stand before the cut. */
  readonly before: number;
};

type Case = {
  readonly bases: string;
  readonly circular: boolean;
  readonly enzymes: readonly Enzyme[];
};

type Level = {
  readonly bases: number;
  readonly enzymes: number;
  readonly circular: boolean;
  readonly ambiguous: boolean;
};

const PLAIN: readonly Enzyme[] = [
  { name: "EcoRI", site: "GAATTC", before: 1 },
  { name: "BamHI", site: "GGATCC", before: 1 },
  { name: "HindIII", site: "AAGCTT", before: 1 },
  { name: "PstI", site: "CTGCAG", before: 5 },
  { name: "SmaI", site: "CCCGGG", before: 3 },
  { name: "EcoRV", site: "GATATC", before: 3 },
  { name: "HaeIII", site: "GGCC", before: 2 },
  { name: "AluI", site: "AGCT", before: 2 },
];
const AMBIGUOUS: readonly Enzyme[] = [
  { name: "HincII", site: "GTYRAC", before: 3 },
  { name: "HinfI", site: "GANTC", before: 1 },
  { name: "AccB1I", site: "GGYRCC", before: 1 },
  { name: "ApoI", site: "RAATTY", before: 1 },
];
const STANDS_FOR: { readonly [letter: string]: string | undefined } = { R: "AG", Y: "CT", N: "ACGT" };
const ATTEMPTS = 200;

const basesFor = (letter: string): string => STANDS_FOR[letter] ?? letter;

/** The places where an enzyme cuts: each is the number of bases before the cut. */
function cutsOf({ bases, circular }: Case, { site, before }: Enzyme): number[] {
  const extended = circular ? bases + bases.slice(0, site.length - 1) : bases;
  const cuts: number[] = [];
  for (let start = 0; start + site.length <= extended.length; start++) {
    const fits = [...site].every((letter, offset) =>
      basesFor(letter).includes(extended.charAt(start + offset)),
    );
    if (fits) cuts.push((start + before) % bases.length);
  }
  return cuts;
}

/** The lengths of the pieces after a complete digestion, the longest first. */
function fragmentsOf(instance: Case): number[] {
  const { bases, circular, enzymes } = instance;
  const cuts = [...new Set(enzymes.flatMap((enzyme) => cutsOf(instance, enzyme)))].toSorted((a, b) => a - b);
  const first = cuts[0];
  if (first === undefined) return [bases.length];
  const ends = circular ? [...cuts, first + bases.length] : [0, ...cuts, bases.length];
  return ends
    .slice(1)
    .map((end, index) => end - at(ends, index))
    .toSorted((a, b) => b - a);
}

function drawBases(rng: Rng, level: Level, enzymes: readonly Enzyme[]): string {
  const bases = Array.from({ length: level.bases }, () => rng.choice(["A", "C", "G", "T"]));
  for (const { site } of enzymes) {
    const copies = rng.integer(1, 3);
    for (let copy = 0; copy < copies; copy++) {
      const start = rng.integer(1, level.bases - site.length - 1);
      [...site].forEach((letter, offset) => {
        bases[start + offset] = rng.choice([...basesFor(letter)]);
      });
    }
  }
  // A ring may be written from any base, so that a site can lie across the end of the text.
  const turn = level.circular ? rng.integer(0, level.bases - 1) : 0;
  return [...bases.slice(turn), ...bases.slice(0, turn)].join("");
}

/** Lines of 50 bases in groups of 10, each with the number of its first base. */
function inLines(bases: string): string {
  const lines: string[] = [];
  for (let start = 0; start < bases.length; start += 50) {
    const line = bases.slice(start, start + 50);
    const groups = Array.from({ length: Math.ceil(line.length / 10) }, (_, index) =>
      line.slice(10 * index, 10 * index + 10),
    );
    lines.push(`${String(start + 1).padStart(4)}  ${groups.join(" ")}`);
  }
  return lines.join("\n");
}

export default class RestrictionDigest extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "RestrictionDigest",
    slug: "restriction-digest",
    title: "Restriction Digest",
    domain: "natural-science",
    description:
      "A piece of DNA, linear or circular, is cut completely by enzymes with given recognition sites, some of them with ambiguous bases. The lengths of all fragments are asked for, the longest first.",
    answerFormat: "the fragment lengths from the longest to the shortest, on a final line behind Answer:",
    parameters: {
      bases: { meaning: "bases of the molecule", min: 30, max: 300 },
      enzymes: { meaning: "enzymes that cut at the same time", min: 1, max: 6 },
      circular: { meaning: "whether the molecule is a ring" },
      ambiguous: { meaning: "whether some sites have letters that stand for several bases" },
    },
    levels: [
      { bases: 40, enzymes: 1, circular: false, ambiguous: false },
      { bases: 80, enzymes: 2, circular: false, ambiguous: false },
      { bases: 120, enzymes: 3, circular: true, ambiguous: false },
      { bases: 180, enzymes: 4, circular: true, ambiguous: true },
    ],
  };

  readonly answerFormat = finalLine(list(integer({ min: 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const ambiguous = level.ambiguous ? rng.sample(AMBIGUOUS, Math.floor(level.enzymes / 2)) : [];
      const plain = rng.sample(PLAIN, level.enzymes - ambiguous.length);
      const enzymes = rng.shuffle([...plain, ...ambiguous]);
      const drawn = { bases: drawBases(rng, level, enzymes), circular: level.circular, enzymes };
      const allCut = enzymes.every((enzyme) => cutsOf(drawn, enzyme).length > 0);
      if ((allCut && fragmentsOf(drawn).length > level.enzymes) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { bases, circular, enzymes } = instance;
    const hasLetters = enzymes.some(({ site }) => /[RYN]/.test(site));
    const shape = circular
      ? "The molecule is a ring: base 1 follows the last base, and a site may lie across that place."
      : "The molecule is linear.";
    return [
      `A molecule of double-stranded DNA has ${bases.length} base pairs. One strand, in the usual direction, reads:`,
      "",
      inLines(bases),
      "",
      shape,
      "It is digested completely by the following enzymes at the same time. Each cuts wherever its site occurs in the",
      "strand shown, at the place marked ^.",
      "",
      ...enzymes.map(({ name, site, before }) => `- ${name}: ${site.slice(0, before)}^${site.slice(before)}`),
      ...(hasLetters ? ["", "In a site, R stands for A or G, Y for C or T, and N for any base."] : []),
      "",
      "All sites are found in the uncut molecule: occurrences that overlap all count, and a cut never spoils another",
      "site. Two enzymes that cut at the same place make one cut there. The other strand can be left out of account, as",
      "every site reads the same on both; the length of a fragment is the number of its bases on the strand shown.",
      "",
      "Give the lengths of all fragments from the longest to the shortest, separated by commas, equal lengths as often as",
      `they occur, as in \`Answer: 999, 20, 20\`. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(fragmentsOf(instance).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const fragments = fragmentsOf(instance);
    const agrees = fragments.every((length, index) => answer[index] === length);
    return answer.length === fragments.length && agrees ? 1 : 0;
  }
}
