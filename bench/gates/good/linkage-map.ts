import {
  at,
  Bootcamp,
  type Card,
  mapping,
  permutations,
  Rational,
  rational,
  type Rng,
  tagged,
  text,
  textTable,
} from "campforge/bootcamp";

/**
 * Offspring that show the same traits. A type is a letter for each gene, in the order of the case's genes:
 * a capital where the dominant trait shows, a small one where the recessive does.
 */
type Class = { readonly type: string; readonly count: number };

type Case = {
  /** Capital letters in alphabetical order, which says nothing of their order on the chromosome. */
  readonly genes: readonly string[];
  readonly classes: readonly Class[];
  readonly parentsTold: boolean;
};

type Level = { readonly genes: number; readonly offspring: number; readonly parentsTold: boolean };

/** Letters whose capital and small form cannot be mistaken for one another. */
const LETTERS = [..."ABDEFGHLMNQRT"];

/** The two commonest types: all the others descend from them by crossing-over. */
const parentalTypes = ({ classes }: Case): readonly string[] =>
  classes
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 2)
    .map(({ type }) => type);

const total = ({ classes }: Case): number => classes.reduce((sum, { count }) => sum + count, 0);

/** For each pair of genes, by their places, the offspring that hold the pair as neither parental type does. */
function recombinants(instance: Case): number[][] {
  const [parent = ""] = parentalTypes(instance);
  const counts = instance.genes.map(() => instance.genes.map(() => 0));
  for (const { type, count } of instance.classes) {
    // The other parental type is the opposite in every gene, so agreeing with it in both is no recombination.
    const agrees = [...type].map((letter, gene) => letter === parent[gene]);
    counts.forEach((row, first) =>
      row.forEach((known, second) => {
        if (at(agrees, first) !== at(agrees, second)) row[second] = known + count;
      }),
    );
  }
  return counts;
}

/** The orders with the fewest recombinants between neighbours, each read in one direction only. */
function bestOrders(instance: Case): number[][] {
  const counts = recombinants(instance);
  const cost = (order: readonly number[]): number =>
    order.slice(1).reduce((sum, gene, place) => sum + at(at(counts, at(order, place)), gene), 0);
  const orders = permutations(instance.genes.map((_, gene) => gene)).filter(
    (order) => at(order, 0) < at(order, order.length - 1),
  );
  const costs = orders.map(cost);
  const fewest = Math.min(...costs);
  return orders.filter((_, place) => at(costs, place) === fewest);
}

/** The map: for each pair of neighbouring genes, written in alphabetical order, the distance between them. */
function mapOf(instance: Case): ReadonlyMap<string, Rational> {
  const counts = recombinants(instance);
  const [order = []] = bestOrders(instance);
  return new Map(
    order.slice(1).map((gene, place) => {
      const before = at(order, place);
      const pair = [at(instance.genes, before), at(instance.genes, gene)].sort().join("");
      return [pair, Rational.of(100 * at(at(counts, before), gene), total(instance))];
    }),
  );
}

/** The cross itself: gametes of a parent whose two chromosomes cross over between neighbours now and then. */
function breed(rng: Rng, level: Level): Case {
  const genes = rng.sample(LETTERS, level.genes).sort();
  const order = rng.shuffle(genes.map((_, gene) => gene));
  const gaps = genes.slice(1).map(() => 0.03 + 0.17 * rng.float());
  const phase = genes.map(() => rng.boolean());
  const counts = new Map<string, number>();
  const offspring = 10 * rng.integer(Math.ceil(level.offspring / 20), Math.floor(level.offspring / 10));
  for (let born = 0; born < offspring; born++) {
    const dominant = genes.map(() => false);
    let strand = rng.boolean();
    order.forEach((gene, place) => {
      if (place > 0 && rng.boolean(at(gaps, place - 1))) strand = !strand;
      dominant[gene] = strand === at(phase, gene);
    });
    const type = genes.map((gene, place) => (at(dominant, place) ? gene : gene.toLowerCase())).join("");
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const classes = rng.shuffle([...counts]).map(([type, count]) => ({ type, count }));
  return { genes, classes, parentsTold: level.parentsTold };
}

/** Whether the data speak clearly: no tie about the parental types, which are opposites, nor about the order. */
function isClear(instance: Case): boolean {
  const counts = instance.classes.map(({ count }) => count).sort((a, b) => b - a);
  const [one = "", other = ""] = parentalTypes(instance);
  const areOpposite = [...one].every(
    (letter, gene) => letter !== other[gene] && letter.toUpperCase() === other[gene]?.toUpperCase(),
  );
  const noTie = counts.length > 2 && at(counts, 1) > at(counts, 2);
  const allApart = [...mapOf(instance).values()].every((distance) => distance.numerator > 0n);
  return areOpposite && noTie && allApart && bestOrders(instance).length === 1;
}

export default class LinkageMap extends Bootcamp<Case, ReadonlyMap<string, Rational>, Level> {
  static readonly card: Card<Level> = {
    name: "LinkageMap",
    slug: "linkage-map",
    title: "Linkage Map",
    domain: "natural-science",
    description:
      "The offspring of a test cross are counted by the traits of several linked genes. The order of the genes on the chromosome is to be found, and the distance between neighbours as an exact number of map units.",
    answerFormat:
      "a pair genes=distance for each two neighbouring genes, apart by commas, between <answer> and </answer>",
    parameters: {
      genes: { meaning: "linked genes", min: 3, max: 6 },
      offspring: {
        meaning: "most offspring that are counted, at least half of them are",
        min: 100,
        max: 2000,
      },
      parentsTold: { meaning: "whether the two parental types are named, not only described" },
    },
    levels: [
      { genes: 3, offspring: 300, parentsTold: true },
      { genes: 4, offspring: 500, parentsTold: true },
      { genes: 5, offspring: 800, parentsTold: false },
      { genes: 6, offspring: 1000, parentsTold: false },
    ],
  };

  readonly answerFormat = tagged(mapping(text({ letterCase: "upper" }), rational()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const instance = breed(rng, level);
      if (isClear(instance)) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { genes, classes, parentsTold } = instance;
    const parents = [...parentalTypes(instance)].sort().join(" and ");
    const rows = classes.map(({ type, count }) => [type, count]);
    return [
      `The ${genes.length} genes ${genes.join(", ")} lie on one chromosome, in an order that is not known. A plant that is`,
      "heterozygous in all of them was crossed with one that is recessive in all of them, and the offspring were",
      "counted by their traits. In a type, a capital letter stands for the dominant trait of that gene and a small",
      "letter for the recessive one; the letters stand in alphabetical order, whatever the order of the genes.",
      "",
      textTable(["type", "offspring"], rows),
      "",
      "How the map is to be made:",
      parentsTold
        ? `1. The parental types are ${parents}.`
        : "1. The parental types are the two types with the most offspring.",
      "2. An offspring is recombinant for two genes when it shows these two genes in a combination that neither",
      "   parental type shows.",
      "3. The order of the genes on the chromosome is the one in which the recombinant offspring, counted for each",
      "   two neighbouring genes and summed over all neighbours, are fewest. Apart from reading it backwards,",
      "   exactly one order has the fewest here.",
      "4. The distance between two neighbouring genes, in map units, is 100 times the number of offspring that are",
      "   recombinant for them, divided by the number of all offspring. It is not corrected in any other way.",
      "",
      `Give the ${genes.length - 1} distances between neighbouring genes and no others, each as a pair of the form genes=distance,`,
      "with the two letters of the genes together, in either order, and the distance exact: a whole number, a",
      "fraction p/q or a finite decimal, never rounded. Put commas between the pairs.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const pairs = [...mapOf(instance)].map(([genes, distance]) => `${genes}=${distance.toString()}`);
    return this.answerFormat.wrap(pairs.join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, Rational>, instance: Case): number {
    const map = mapOf(instance);
    const isRight = [...answer].every(([genes, distance]) => {
      const wanted = map.get([...genes].sort().join(""));
      return wanted !== undefined && wanted.equals(distance);
    });
    // A pair written both ways round counts once, and so fills no gap.
    const named = new Set([...answer.keys()].map((genes) => [...genes].sort().join("")));
    return isRight && named.size === map.size ? 1 : 0;
  }
}
