import { at, Bootcamp, type Card, finalLine, range, Rational, rational, type Rng } from "campforge/bootcamp";

type Dominance = "complete" | "incomplete";

type Gene = {
  /** The dominant allele; the other one is its small letter. */
  readonly letter: string;
  readonly trait: string;
  /** What is seen with two dominant alleles, with one, and with none. */
  readonly looks: readonly [string, string, string];
};

/** Genes on one chromosome in their order, with recombination between neighbours in percent. */
type Chromosome = { readonly genes: readonly Gene[]; readonly recombination: readonly number[] };

/** For each chromosome two strands, each an allele for each gene: `Ab` beside `aB`. */
type Genotype = readonly (readonly [string, string])[];

/** What is asked about: of a trait how it looks, or of a gene how many dominant alleles there are. */
type Finding =
  | { readonly about: "look"; readonly trait: string; readonly look: string }
  | { readonly about: "alleles"; readonly letter: string; readonly dominant: number };

type Voice = "plants" | "exercise" | "brief";

type Case = {
  readonly chromosomes: readonly Chromosome[];
  readonly mother: Genotype;
  readonly father: Genotype;
  readonly asked: readonly Finding[];
  /** What is known of the offspring already. */
  readonly given: readonly Finding[];
  readonly voice: Voice;
};

type Level = {
  /** Chromosomes with one gene of interest. */
  readonly alone: number;
  /** Chromosomes with two, and with three linked genes. */
  readonly pairs: number;
  readonly triples: number;
  readonly incompleteShare: number;
  readonly asked: number;
  readonly given: number;
};

const VOICES: readonly Voice[] = ["plants", "exercise", "brief"];

const TRAITS: readonly { readonly letter: string; readonly trait: string; readonly looks: readonly [string, string, string] }[] = [
  { letter: "A", trait: "flower colour", looks: ["red", "pink", "white"] },
  { letter: "B", trait: "stem length", looks: ["tall", "medium", "dwarf"] },
  { letter: "D", trait: "seed shape", looks: ["round", "oval", "wrinkled"] },
  { letter: "E", trait: "leaf edge", looks: ["smooth", "wavy", "jagged"] },
  { letter: "F", trait: "pod colour", looks: ["green", "lime", "yellow"] },
  { letter: "G", trait: "fruit size", looks: ["large", "middle-sized", "small"] },
  { letter: "H", trait: "surface", looks: ["hairy", "downy", "bald"] },
  { letter: "K", trait: "scent", looks: ["strong", "faint", "absent"] },
  { letter: "L", trait: "root type", looks: ["thick", "slim", "thin"] },
  { letter: "M", trait: "flowering", looks: ["early", "mid-season", "late"] },
];

const dominanceOf = ({ looks: [pure, mixed] }: Gene): Dominance => (pure === mixed ? "complete" : "incomplete");

/** The gametes of a pair of strands with their probabilities: a strand is followed, and left between two genes by recombination. */
function gametes([one, other]: readonly [string, string], recombination: readonly number[]): Map<string, Rational> {
  let strands: { readonly made: string; readonly on: 0 | 1; readonly chance: Rational }[] = [
    { made: one.charAt(0), on: 0, chance: Rational.of(1, 2) },
    { made: other.charAt(0), on: 1, chance: Rational.of(1, 2) },
  ];
  recombination.forEach((percent, index) => {
    strands = strands.flatMap(({ made, on, chance }) =>
      [percent, 100 - percent].map((share, stays) => {
        const next = stays === 1 ? on : on === 0 ? 1 : 0;
        const allele = (next === 0 ? one : other).charAt(index + 1);
        return { made: made + allele, on: next, chance: chance.times(Rational.of(share, 100)) };
      }),
    );
  });
  return merged(strands.map(({ made, chance }) => [made, chance]));
}

function merged(pairs: readonly (readonly [string, Rational])[]): Map<string, Rational> {
  const sums = new Map<string, Rational>();
  for (const [key, chance] of pairs) sums.set(key, (sums.get(key) ?? Rational.of(0)).plus(chance));
  return sums;
}

const isDominant = (allele: string): boolean => allele === allele.toUpperCase();

function agrees(finding: Finding, gene: Gene, dominant: number): boolean {
  return finding.about === "alleles"
    ? finding.letter !== gene.letter || finding.dominant === dominant
    : finding.trait !== gene.trait || finding.look === at(gene.looks, 2 - dominant);
}

/** The probability that the offspring agrees with some findings: chromosomes are passed on independently. */
function chanceOf({ chromosomes, mother, father }: Omit<Case, "voice">, findings: readonly Finding[]): Rational {
  return chromosomes.reduce((chance, { genes, recombination }, place) => {
    const [eggs, pollen] = [mother, father].map((parent) => gametes(at(parent, place), recombination));
    let sum = Rational.of(0);
    for (const [egg, one] of eggs ?? []) {
      for (const [grain, other] of pollen ?? []) {
        const fits = genes.every((gene, index) => {
          const dominant = [egg, grain].filter((strand) => isDominant(strand.charAt(index))).length;
          return findings.every((finding) => agrees(finding, gene, dominant));
        });
        if (fits) sum = sum.plus(one.times(other));
      }
    }
    return chance.times(sum);
  }, Rational.of(1));
}

function answerOf(instance: Omit<Case, "voice">): Rational {
  const given = chanceOf(instance, instance.given);
  return chanceOf(instance, [...instance.given, ...instance.asked]).dividedBy(given);
}

/** Whether the answer is the same without what is given or with one finding of it alone, or as if genes were passed on independently. */
function fallsToThumb(drawn: Omit<Case, "voice">, answer: Rational): boolean {
  const fewer = drawn.given.length > 1 ? [[], ...drawn.given.map((finding) => [finding])] : drawn.given.length > 0 ? [[]] : [];
  // All links broken, or of three genes only the first or the last one.
  const kept = drawn.chromosomes.some(({ genes }) => genes.length > 2) ? [[], [0], [1]] : [[]];
  const looser = kept.map((links) =>
    drawn.chromosomes.map(({ genes, recombination }) => ({
      genes,
      recombination: recombination.map((percent, index) => (links.includes(recombination.length === 1 ? 0 : index) ? percent : 50)),
    })),
  );
  const isLinked = drawn.chromosomes.some(({ genes }) => genes.length > 1);
  return (
    fewer.some((given) => answerOf({ ...drawn, given }).equals(answer)) ||
    (isLinked && looser.some((chromosomes) => answerOf({ ...drawn, chromosomes }).equals(answer)))
  );
}

/** Outcomes of both parents' gametes that have a probability of their own: the cells of all Punnett squares that matter. */
function cells({ chromosomes, mother, father, asked, given }: Omit<Case, "voice">): number {
  return chromosomes.reduce((sum, { genes, recombination }, place) => {
    const matters = [...asked, ...given].some((finding) =>
      genes.some((gene) => (finding.about === "look" ? finding.trait === gene.trait : finding.letter === gene.letter)),
    );
    const counts = [mother, father].map((parent) => gametes(at(parent, place), recombination).size);
    return matters ? sum + counts.reduce((product, count) => product * count, 1) : sum;
  }, 0);
}

function drawChromosomes(rng: Rng, level: Level): Chromosome[] {
  const sizes = [...range(level.alone).map(() => 1), ...range(level.pairs).map(() => 2), ...range(level.triples).map(() => 3)];
  let traits = rng.shuffle(TRAITS);
  return rng.shuffle(sizes).map((size) => {
    const genes = traits.slice(0, size).map(({ letter, trait, looks: [pure, mixed, none] }): Gene => {
      const isIncomplete = rng.boolean(level.incompleteShare);
      return { letter, trait, looks: [pure, isIncomplete ? mixed : pure, none] };
    });
    traits = traits.slice(size);
    return { genes, recombination: range(size - 1).map(() => rng.integer(2, 20) * 2) };
  });
}

/** Strands of a parent: mostly with one allele of each kind, in either phase. */
function drawGenotype(rng: Rng, chromosomes: readonly Chromosome[]): Genotype {
  return chromosomes.map(({ genes }) => {
    const strands = genes.map(({ letter }) => {
      const small = letter.toLowerCase();
      const pair = rng.boolean(0.8) ? [letter, small] : rng.choice([[letter, letter], [small, small]]);
      return rng.shuffle(pair);
    });
    return [strands.map((pair) => at(pair, 0)).join(""), strands.map((pair) => at(pair, 1)).join("")] as const;
  });
}

function drawFinding(rng: Rng, gene: Gene): Finding {
  return dominanceOf(gene) === "complete" && rng.boolean(0.3)
    ? { about: "alleles", letter: gene.letter, dominant: rng.integer(0, 2) }
    : { about: "look", trait: gene.trait, look: rng.choice([...new Set(gene.looks)]) };
}

const COUNTS = ["homozygous recessive", "heterozygous", "homozygous dominant"] as const;

function words(finding: Finding): string {
  return finding.about === "look"
    ? `has the look "${finding.look}" (${finding.trait})`
    : `is ${at(COUNTS, finding.dominant)} for gene ${finding.letter}`;
}

function joined(findings: readonly Finding[]): string {
  const all = findings.map(words);
  return all.length === 1 ? at(all, 0) : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;
}

const genotypeWords = (genotype: Genotype): string => genotype.map(([one, other]) => `${one}/${other}`).join("; ");

export default class GeneCrosses extends Bootcamp<Case, Rational, Level> {
  static readonly card: Card<Level> = {
    name: "GeneCrosses",
    slug: "gene-crosses",
    title: "Gene Crosses",
    domain: "natural-science",
    description:
      "Two plants with given genotypes are crossed. Genes may be dominant or not, alone on their chromosome or linked to one or two others with given recombination. The probability of what the offspring looks like or carries is asked for, in harder cases given what is already known of it.",
    answerFormat: "an exact fraction or decimal number on a last line `Answer: …`",
    parameters: {
      alone: { meaning: "chromosomes with one gene", min: 0, max: 4 },
      pairs: { meaning: "chromosomes with two linked genes", min: 0, max: 3 },
      triples: { meaning: "chromosomes with three linked genes", min: 0, max: 2 },
      incompleteShare: { meaning: "share of genes whose heterozygotes look different", min: 0, max: 1 },
      asked: { meaning: "findings that are asked about", min: 1, max: 6 },
      given: { meaning: "findings that are given", min: 0, max: 5 },
    },
    levels: [
      { alone: 4, pairs: 0, triples: 0, incompleteShare: 0.4, asked: 4, given: 0 },
      { alone: 1, pairs: 0, triples: 1, incompleteShare: 0.3, asked: 2, given: 2 },
      { alone: 0, pairs: 1, triples: 1, incompleteShare: 0.4, asked: 2, given: 3 },
      { alone: 1, pairs: 2, triples: 1, incompleteShare: 0.4, asked: 3, given: 4 },
      { alone: 1, pairs: 1, triples: 2, incompleteShare: 0.5, asked: 4, given: 5 },
    ],
  };

  readonly answerFormat = finalLine(rational());

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const chromosomes = drawChromosomes(rng, level);
      const [mother, father] = [drawGenotype(rng, chromosomes), drawGenotype(rng, chromosomes)];
      const genes = rng.shuffle(chromosomes.flatMap((one) => one.genes));
      const findings = genes.slice(0, level.asked + level.given).map((gene) => drawFinding(rng, gene));
      const drawn = {
        chromosomes,
        mother,
        father,
        asked: findings.slice(0, level.asked),
        given: findings.slice(level.asked),
      };
      if (chanceOf(drawn, drawn.given).numerator === 0n) continue;
      const answer = answerOf(drawn);
      // Certain and impossible outcomes, and the commonest fractions, need no reckoning.
      if (answer.numerator === 0n || answer.denominator < 12n) continue;
      // Some are kept in which linkage or what is given makes no difference: to see that is part of the task.
      if (!rng.boolean(0.1) && fallsToThumb(drawn, answer)) continue;
      return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ chromosomes, mother, father, asked, given, voice }: Case): string {
    const genes = chromosomes.flatMap((one) => one.genes);
    const linked = chromosomes.filter((one) => one.genes.length > 1);
    const opening = {
      plants: "Two plants of a diploid species are crossed with each other, and one of their seeds is grown.",
      exercise: "Consider a cross of two diploid plants and one offspring of it.",
      brief: "One offspring of a cross of two diploid plants:",
    }[voice];
    const question =
      given.length === 0
        ? `What is the probability that the offspring ${joined(asked)}?`
        : `The offspring ${joined(given)}. Given this, what is the probability that it ${joined(asked)}?`;
    return [
      opening,
      "",
      "Genes, each with a dominant allele (capital letter) and a recessive one (small letter):",
      ...genes.map((gene) =>
        dominanceOf(gene) === "complete"
          ? `- ${gene.letter}, ${gene.trait}: ${gene.looks[0]} with at least one ${gene.letter}, ${gene.looks[2]} with none`
          : `- ${gene.letter}, ${gene.trait}: ${gene.looks[0]} with two ${gene.letter}, ${gene.looks[1]} with one, ${gene.looks[2]} with none`,
      ),
      "",
      "Chromosomes:",
      ...linked.map(
        ({ genes: own, recombination }) =>
          `- ${own.map(({ letter }) => letter).join(", ")} lie on one chromosome in this order. Recombination: ${recombination.map((percent, index) => `${percent}% between ${own[index]?.letter ?? ""} and ${own[index + 1]?.letter ?? ""}`).join(", ")}.`,
      ),
      linked.length === 0
        ? "- Each gene lies on a chromosome of its own, and all are passed on independently."
        : "- All other genes lie on chromosomes of their own; different chromosomes are passed on independently.",
      ...(linked.some((one) => one.genes.length > 2)
        ? ["- Recombination between the first two genes of a chromosome and between the last two are independent events (no interference)."]
        : []),
      "",
      "Genotypes, with a slash between the two homologous strands and a semicolon between chromosomes:",
      `- mother: ${genotypeWords(mother)}`,
      `- father: ${genotypeWords(father)}`,
      "",
      "Recombination is the probability that a gamete has the alleles of two neighbouring genes from different strands of the parent; it is the same in both parents. All gametes and seeds are equally viable.",
      "",
      question,
      "Give the exact value, as a fraction such as 5/17 (it need not be in lowest terms) or as a decimal number that is not rounded.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(answerOf(instance).toString());
  }

  verifyCorrection(answer: Rational, instance: Case): number {
    return answer.equals(answerOf(instance)) ? 1 : 0;
  }

  /** Cells of the Punnett squares of all chromosomes that the question is about. */
  override hardness(instance: Case): number {
    return cells(instance);
  }
}
