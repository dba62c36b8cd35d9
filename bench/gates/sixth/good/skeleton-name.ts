import { at, Bootcamp, boxed, type Card, countBy, range, type Rng, sortNumbers, text } from "campforge/bootcamp";

type Bond = readonly [one: number, other: number];

type Case = {
  readonly carbons: number;
  /** Bonds between carbon atoms, which are numbered from 1. */
  readonly bonds: readonly Bond[];
  readonly halogens: readonly { readonly carbon: number; readonly element: "Br" | "Cl" }[];
};

type Level = {
  readonly shortest: number;
  readonly longest: number;
  readonly alkyls: number;
  readonly halogens: number;
};

type Substituent = { readonly locant: number; readonly name: string };

const PARENTS = ["", "meth", "eth", "prop", "but", "pent", "hex", "hept", "oct", "non", "dec", "undec", "dodec"];
const ALKYLS = ["", "methyl", "ethyl", "propyl"];
const MULTIPLIERS = ["", "", "di", "tri", "tetra", "penta", "hexa", "hepta"];

const MOST_TRIES = 200;

/** For each carbon, from 1, the carbons bound to it. */
function bondsOf({ carbons, bonds }: Case): number[][] {
  const near: number[][] = range(carbons + 1).map(() => []);
  for (const [one, other] of bonds) {
    at(near, one).push(other);
    at(near, other).push(one);
  }
  return near;
}

/** All chains of the greatest length, each in both directions. */
function longestChains(near: readonly (readonly number[])[]): number[][] {
  const chains: number[][] = [];
  const walk = (chain: readonly number[]): void => {
    const next = at(near, at(chain, chain.length - 1)).filter((carbon) => carbon !== chain.at(-2));
    if (next.length === 0) chains.push([...chain]);
    for (const carbon of next) walk([...chain, carbon]);
  };
  for (const carbon of range(1, near.length)) if (at(near, carbon).length <= 1) walk([carbon]);
  const most = Math.max(...chains.map((chain) => chain.length));
  return chains.filter((chain) => chain.length === most);
}

/** The substituents of a chain, by rising locant; a branched one, or one with a halogen, has the name "branched". */
function substituentsOf(instance: Case, near: readonly (readonly number[])[], chain: readonly number[]): Substituent[] {
  const onChain = new Set(chain);
  const alkylName = (root: number, from: number): string => {
    let length = 1;
    for (let [carbon, before] = [root, from]; ; length++) {
      const next = at(near, carbon).filter((other) => other !== before);
      const isPlain = next.length <= 1 && instance.halogens.every((halogen) => halogen.carbon !== carbon);
      if (!isPlain || length >= ALKYLS.length) return "branched";
      if (next.length === 0) return at(ALKYLS, length);
      [before, carbon] = [carbon, at(next, 0)];
    }
  };
  return chain.flatMap((carbon, index) => [
    ...instance.halogens.filter((halogen) => halogen.carbon === carbon).map(({ element }) => ({ locant: index + 1, name: element === "Br" ? "bromo" : "chloro" })),
    ...at(near, carbon).filter((other) => !onChain.has(other)).map((other) => ({ locant: index + 1, name: alkylName(other, carbon) })),
  ]);
}

/** Less than 0 where the first of two lists of numbers is lower at the first difference. */
const byFirstDifference = (one: readonly number[], other: readonly number[]): number =>
  one.map((value, index) => value - at(other, index)).find((difference) => difference !== 0) ?? 0;

/** Substituents in the order in which a name has them: by letter, then by locant. */
const cited = (substituents: readonly Substituent[]): Substituent[] =>
  substituents.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.locant - other.locant));

function written(length: number, substituents: readonly Substituent[]): string {
  const parts = [...countBy(cited(substituents), ({ name }) => name)].map(([name, count]) => {
    const locants = sortNumbers(substituents.filter((one) => one.name === name).map(({ locant }) => locant));
    return `${locants.join(",")}-${at(MULTIPLIERS, count)}${name}`;
  });
  return `${parts.join("-")}${at(PARENTS, length)}ane`;
}

/** The name of a molecule, or undefined where the rules leave several, or a substituent is none of the named ones. */
function nameOf(instance: Case): string | undefined {
  const near = bondsOf(instance);
  const numbered = longestChains(near).map((chain) => ({ length: chain.length, found: substituentsOf(instance, near, chain) }));
  const most = Math.max(...numbered.map(({ found }) => found.length));
  const candidates = numbered.filter(({ found }) => found.length === most);
  if (candidates.some(({ found }) => found.some(({ name }) => name === "branched"))) return undefined;
  const compare = (one: { readonly found: readonly Substituent[] }, other: { readonly found: readonly Substituent[] }): number =>
    byFirstDifference(one.found.map(({ locant }) => locant), other.found.map(({ locant }) => locant)) ||
    byFirstDifference(cited(one.found).map(({ locant }) => locant), cited(other.found).map(({ locant }) => locant));
  const ranked = candidates.toSorted(compare);
  const names = new Set(ranked.filter((one) => compare(one, at(ranked, 0)) === 0).map(({ length, found }) => written(length, found)));
  return names.size === 1 ? [...names].join("") : undefined;
}

/** A molecule in which no carbon has more than four bonds. */
function drawMolecule(rng: Rng, level: Level): Case {
  const length = rng.integer(level.shortest, level.longest);
  const bonds: [number, number][] = range(1, length).map((carbon) => [carbon, carbon + 1]);
  const used = range(length + 1).map((carbon): number => (carbon === 1 || carbon === length ? 1 : 2));
  let carbons = length;
  const take = (first: number, last: number): number | undefined => {
    const free = range(first, last + 1).filter((carbon) => at(used, carbon) < 4);
    if (free.length === 0) return undefined;
    const carbon = rng.choice(free);
    used[carbon] = at(used, carbon) + 1;
    return carbon;
  };
  for (let count = 0; count < level.alkyls; count++) {
    const size = rng.weightedChoice([[1, 5], [2, 3], [3, length >= 8 ? 2 : 0]]);
    const carbon = take(size + 1, length - size);
    if (carbon === undefined) continue;
    for (let added = 0; added < size; added++) {
      bonds.push([added === 0 ? carbon : carbons, carbons + 1]);
      carbons++;
    }
  }
  const halogens = range(level.halogens).flatMap(() => {
    const carbon = take(1, length);
    return carbon === undefined ? [] : [{ carbon, element: rng.choice(["Br", "Cl"] as const) }];
  });
  const label = [0, ...rng.shuffle(range(1, carbons + 1))];
  const relabelled = bonds.map(([one, other]): Bond => (rng.boolean() ? [at(label, one), at(label, other)] : [at(label, other), at(label, one)]));
  return {
    carbons,
    bonds: rng.shuffle(relabelled),
    halogens: rng.shuffle(halogens.map(({ carbon, element }) => ({ carbon: at(label, carbon), element }))),
  };
}

export default class SkeletonName extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "SkeletonName",
    slug: "skeleton-name",
    title: "Skeleton Name",
    domain: "natural-science",
    description:
      "The skeleton of a branched alkane, in part with bromine and chlorine, is given as a list of bonds between numbered atoms. Its systematic name is asked for. Harder molecules have longer chains and more substituents, so that more chains and numberings compete.",
    answerFormat: "the name in \\boxed{}",
    parameters: {
      shortest: { meaning: "carbons of the drawn main chain at the least", min: 5, max: 12 },
      longest: { meaning: "carbons of the drawn main chain at the most", min: 5, max: 12 },
      alkyls: { meaning: "alkyl groups on the chain", min: 1, max: 7 },
      halogens: { meaning: "halogen atoms", min: 0, max: 4 },
    },
    levels: [
      { shortest: 6, longest: 8, alkyls: 2, halogens: 0 },
      { shortest: 7, longest: 8, alkyls: 3, halogens: 0 },
      { shortest: 7, longest: 9, alkyls: 3, halogens: 2 },
      { shortest: 8, longest: 10, alkyls: 5, halogens: 2 },
      { shortest: 9, longest: 12, alkyls: 6, halogens: 4 },
    ],
  };

  readonly answerFormat = boxed(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const molecule = drawMolecule(rng, level);
      if (nameOf(molecule) !== undefined || tried > MOST_TRIES) return molecule;
    }
  }

  promptFunc({ carbons, bonds, halogens }: Case): string {
    return [
      `A molecule has ${carbons} carbon atoms, numbered from 1 to ${carbons} in no particular order. All bonds are single, and hydrogen atoms are left out. These carbons are bound to each other:`,
      "",
      bonds.map(([one, other]) => `${one}-${other}`).join(", "),
      "",
      halogens.length === 0
        ? "There are no atoms other than carbon and hydrogen."
        : `These halogen atoms are bound to carbons, each entry being an atom of its own: ${halogens.map(({ carbon, element }) => `${element} on ${carbon}`).join(", ")}.`,
      "",
      "Name the molecule by these rules:",
      "1. The parent chain is a longest chain of carbon atoms; among several, one with the most substituents. Everything bound to the chain is a substituent: bromo, chloro, methyl (1 carbon), ethyl (2) and propyl (3 in a row, bound at an end) are all that occur.",
      "2. The chain is numbered from one end. Write down the positions of all substituents in rising order, a position as often as it has substituents: that chain and direction is right whose list is lower at the first point of difference.",
      "3. Where this leaves several, compare in the same way the positions in the order in which the name cites them.",
      "4. The name cites the substituents in alphabetical order, equal ones together: their positions in rising order, separated by commas, a hyphen, then di, tri, tetra, penta, hexa or hepta for 2 to 7 of them, then the substituent. These multiplying prefixes do not count for the alphabetical order. Groups are joined by hyphens, and the name of the chain follows the last one directly: pentane, hexane, heptane, octane, nonane, decane, undecane, dodecane for 5 to 12 carbons.",
      "",
      "Stereochemistry is ignored. A name looks like this one of another molecule: 4-bromo-3-ethyl-2,2-dimethylnonane.",
      "",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(nameOf(instance) ?? "");
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer.replaceAll(" ", "") === nameOf(instance) ? 1 : 0;
  }
}
