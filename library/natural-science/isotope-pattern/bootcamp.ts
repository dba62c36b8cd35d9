import {
  at,
  Bootcamp,
  type Card,
  integer,
  isClose,
  lines,
  list,
  range,
  type Rng,
  tagged,
  textTable,
} from "campforge/bootcamp";

type Molecule = { readonly chlorine: number; readonly bromine: number; readonly sulphur: number };

type Case = { readonly molecules: readonly Molecule[] };

type Level = {
  readonly molecules: number;
  readonly leastAtoms: number;
  readonly mostAtoms: number;
  readonly elements: number;
};

/** Abundances in percent of the isotopes that are 0, 1 and 2 units heavier than the lightest one. */
const CHLORINE = [75.8, 0, 24.2];
const BROMINE = [50.7, 0, 49.3];
const SULPHUR = [95.0, 0.7, 4.3];
const NAMES = ["A", "B", "C", "D"];

/** Adds one atom to a distribution over extra mass. */
const withAtom = (pattern: readonly number[], isotopes: readonly number[]): number[] =>
  range(pattern.length + 2).map((extra) =>
    isotopes.reduce((sum, share, heavier) => sum + (share / 100) * (pattern[extra - heavier] ?? 0), 0),
  );

const isotopesOf = ({ chlorine, bromine, sulphur }: Molecule): (readonly number[])[] => [
  ...range(chlorine).map(() => CHLORINE),
  ...range(bromine).map(() => BROMINE),
  ...range(sulphur).map(() => SULPHUR),
];

const atomsOf = (molecule: Molecule): number => isotopesOf(molecule).length;

/** The probability of each extra mass: 0, 1, 2, … */
const probabilitiesOf = (molecule: Molecule): number[] =>
  isotopesOf(molecule).reduce<number[]>((pattern, isotopes) => withAtom(pattern, isotopes), [1]);

/** All exact heights, the tallest 100. */
function allHeightsOf(molecule: Molecule): number[] {
  const probabilities = probabilitiesOf(molecule);
  const tallest = Math.max(...probabilities);
  return probabilities.map((one) => (100 * one) / tallest);
}

const lastPeakOf = (heights: readonly number[]): number => heights.findLastIndex((height) => height >= 1);

/** The exact heights from M to the last peak of at least 1. */
function heightsOf(molecule: Molecule): number[] {
  const heights = allHeightsOf(molecule);
  return heights.slice(0, lastPeakOf(heights) + 1);
}

/** Whether there is no doubt which peak is the last one. */
function isClear(molecule: Molecule): boolean {
  const heights = allHeightsOf(molecule);
  return heights.slice(lastPeakOf(heights)).every((height) => height < 0.85 || height > 1.15);
}

function drawMolecule(rng: Rng, level: Level): Molecule {
  for (;;) {
    const [chlorine = 0, bromine = 0, sulphur = 0] = range(3).map(() => rng.integer(0, level.mostAtoms));
    const molecule: Molecule = { chlorine, bromine, sulphur };
    const atoms = chlorine + bromine + sulphur;
    const elements = [chlorine, bromine, sulphur].filter((count) => count > 0).length;
    const isInRange = atoms >= level.leastAtoms && atoms <= level.mostAtoms;
    if (isInRange && elements >= level.elements && isClear(molecule)) return molecule;
  }
}

const isSame = (one: Molecule, other: Molecule): boolean =>
  one.chlorine === other.chlorine && one.bromine === other.bromine && one.sulphur === other.sulphur;

const writtenPercent = (shares: readonly number[]): string =>
  shares.map((share) => Number((100 * share).toPrecision(5))).join(", ");

/** The steps to the pattern of one molecule. */
function steps(molecule: Molecule): string[] {
  const { chlorine, bromine, sulphur } = molecule;
  const alone = (name: string, count: number, part: Molecule): string[] =>
    count === 0 ? [] : [`- ${name} (${count}): ${writtenPercent(probabilitiesOf(part))}`];
  const heights = heightsOf(molecule);
  return [
    "The probabilities in percent of 0, 1, 2, … extra units of mass, for the atoms of each element:",
    ...alone("chlorine", chlorine, { chlorine, bromine: 0, sulphur: 0 }),
    ...alone("bromine", bromine, { chlorine: 0, bromine, sulphur: 0 }),
    ...alone("sulphur", sulphur, { chlorine: 0, bromine: 0, sulphur }),
    `Combined, every product added where its extra masses add up: ${writtenPercent(probabilitiesOf(molecule))}`,
    `With the tallest as 100, up to the last of at least 1: ${heights.map((height) => height.toFixed(2)).join(", ")}`,
  ];
}

export default class IsotopePattern extends Bootcamp<Case, readonly (readonly number[])[], Level> {
  static readonly card: Card<Level> = {
    name: "IsotopePattern",
    slug: "isotope-pattern",
    title: "Isotope Pattern",
    domain: "natural-science",
    description:
      "From the numbers of chlorine, bromine and sulphur atoms in some molecules and the abundances of their isotopes, the heights of the peaks M, M+1, M+2, … in the mass spectrum of each molecule are to be computed, the tallest being 100, within 1.",
    answerFormat:
      "one line for each molecule with its heights as whole numbers, separated by commas, between <answer> and </answer>",
    parameters: {
      molecules: { meaning: "molecules in a case", min: 1, max: 4 },
      leastAtoms: {
        meaning: "least number of chlorine, bromine and sulphur atoms together",
        min: 1,
        max: 20,
      },
      mostAtoms: {
        meaning: "greatest number of chlorine, bromine and sulphur atoms together",
        min: 1,
        max: 20,
      },
      elements: { meaning: "least number of the three elements in a molecule", min: 1, max: 3 },
    },
    levels: [
      { molecules: 3, leastAtoms: 1, mostAtoms: 5, elements: 1 },
      { molecules: 3, leastAtoms: 4, mostAtoms: 6, elements: 2 },
      { molecules: 3, leastAtoms: 6, mostAtoms: 11, elements: 3 },
      { molecules: 3, leastAtoms: 10, mostAtoms: 13, elements: 3 },
      { molecules: 3, leastAtoms: 14, mostAtoms: 19, elements: 3 },
    ],
  };

  readonly answerFormat = tagged(lines(list(integer({ min: 0 }))));

  caseGenerator(rng: Rng, level: Level): Case {
    const molecules: Molecule[] = [];
    while (molecules.length < level.molecules) {
      const molecule = drawMolecule(rng, level);
      if (!molecules.some((other) => isSame(other, molecule))) molecules.push(molecule);
    }
    return { molecules };
  }

  promptFunc(instance: Case): string {
    const { molecules } = instance;
    const rows = molecules.map(({ chlorine, bromine, sulphur }, index) => [
      at(NAMES, index),
      chlorine,
      bromine,
      sulphur,
    ]);
    return [
      "In a mass spectrometer, molecules of one compound appear at different masses, since an element has several isotopes.",
      "Compute the isotope pattern of each of these molecules. The table gives their numbers of atoms:",
      "",
      textTable(["molecule", "chlorine", "bromine", "sulphur"], rows),
      "",
      "Each atom is, independently of all others, one of these isotopes, with these probabilities:",
      "- chlorine: 35Cl 75.8 %, 37Cl 24.2 %",
      "- bromine: 79Br 50.7 %, 81Br 49.3 %",
      "- sulphur: 32S 95.0 %, 33S 0.7 %, 34S 4.3 %",
      "All other elements in the molecules are ignored: they add nothing to the pattern. Masses are counted in whole units,",
      "as the mass numbers say.",
      "",
      "M is the mass of a molecule all of whose atoms are of the lightest isotope (35Cl, 79Br, 32S). The height of the peak",
      "M+k is proportional to the probability that a molecule is k units heavier than that. Heights are scaled so that the",
      "tallest peak of a molecule has the height 100.",
      "",
      "For each molecule, give the heights of M, M+1, M+2, … in order, without leaving out any peak in between (a peak that",
      "does not occur has the height 0), up to the last peak whose height before rounding is at least 1. Round the heights to",
      "whole numbers; a value counts as correct if it differs by at most 1 from the exact height.",
      "",
      `Write ${molecules.length} lines, one for each molecule in the order of the table, each with the heights alone,`,
      `separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const written = instance.molecules.map((molecule) => heightsOf(molecule).map(Math.round).join(", "));
    return this.answerFormat.wrap(written.join("\n"));
  }

  override workedSolution(instance: Case): string {
    return [
      ...instance.molecules.flatMap((molecule, index) => [
        `Molecule ${at(NAMES, index)}.`,
        ...steps(molecule),
        "",
      ]),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    return instance.molecules.reduce((sum, molecule) => sum + atomsOf(molecule) ** 2, 0);
  }

  verifyCorrection(answer: readonly (readonly number[])[], instance: Case): number {
    const { molecules } = instance;
    const isRight = (values: readonly number[], heights: readonly number[]): boolean =>
      values.length === heights.length &&
      values.every((value, index) => isClose(value, at(heights, index), { absolute: 1 }));
    if (answer.length !== molecules.length) return 0;
    return molecules.every((molecule, index) => isRight(at(answer, index), heightsOf(molecule))) ? 1 : 0;
  }
}
