import { at, Bootcamp, boxed, type Card, choiceOf, range, type Rng } from "campforge/bootcamp";

/** A species by its position, or two branches. */
type Tree = number | readonly [Tree, Tree];

type Case = {
  readonly species: readonly string[];
  /** The letters of each species, one for each site. */
  readonly sequences: readonly string[];
  readonly trees: readonly Tree[];
};

type Level = {
  readonly species: number;
  readonly sites: number;
  readonly change: number;
  readonly swaps: number;
};

const SPECIES: readonly string[] = [
  "adder", "badger", "curlew", "dunnock", "ermine", "finch", "gecko", "heron", "ibex", "jackdaw", "kestrel", "lynx", "marten", "newt", "otter", "plover",
];
const LETTERS = ["A", "C", "G", "T"] as const;
const OPTIONS = ["A", "B", "C", "D", "E"] as const;

/** Draws after which two of the trees offered may be the same. */
const MOST_TRIES = 200;

/** Letters that the common ancestor may have at the least number of changes, as bits, and that number. */
function ancestor(tree: Tree, letters: readonly number[]): { readonly bits: number; readonly changes: number } {
  if (typeof tree === "number") return { bits: 1 << at(letters, tree), changes: 0 };
  const [left, right] = [ancestor(tree[0], letters), ancestor(tree[1], letters)];
  const changes = left.changes + right.changes;
  const common = left.bits & right.bits;
  return common > 0 ? { bits: common, changes } : { bits: left.bits | right.bits, changes: changes + 1 };
}

/** The least number of changes on a tree, over all sites. */
function changesOn(tree: Tree, sequences: readonly string[]): number {
  return range(at(sequences, 0).length)
    .map((site) => sequences.map((sequence) => LETTERS.findIndex((letter) => letter === sequence[site])))
    .reduce((sum, letters) => sum + ancestor(tree, letters).changes, 0);
}

/** The position of the one tree with the fewest changes, or undefined where several have as few. */
function bestOf({ trees, sequences }: Pick<Case, "trees" | "sequences">): number | undefined {
  const counts = trees.map((tree) => changesOn(tree, sequences));
  const least = Math.min(...counts);
  const best = range(trees.length).filter((index) => at(counts, index) === least);
  return best.length === 1 ? best[0] : undefined;
}

function drawTree(rng: Rng, leaves: number): Tree {
  let parts: Tree[] = rng.shuffle(range(leaves));
  while (parts.length > 2) {
    const [one = 0, other = 0, ...rest] = rng.shuffle(parts);
    parts = [...rest, [one, other]];
  }
  return [at(parts, 0), at(parts, 1)];
}

const relabelled = (tree: Tree, names: readonly number[]): Tree =>
  typeof tree === "number" ? at(names, tree) : [relabelled(tree[0], names), relabelled(tree[1], names)];

/** The tree with pairs of leaves exchanged. */
function withSwaps(rng: Rng, tree: Tree, leaves: number, swaps: number): Tree {
  const names = range(leaves);
  for (const _ of range(swaps)) {
    const [one = 0, other = 0] = rng.distinctIntegers(2, 0, leaves - 1);
    [names[one], names[other]] = [at(names, other), at(names, one)];
  }
  return relabelled(tree, names);
}

/** The letters of the species at one site that evolved along a tree. */
function drawSite(rng: Rng, tree: Tree, leaves: number, change: number): string[] {
  const site = range(leaves).map(() => "A");
  const evolve = (part: Tree, before: string): void => {
    const changed = rng.integer(1, 100) <= change;
    const letter = changed ? rng.choice(LETTERS.filter((one) => one !== before)) : before;
    if (typeof part === "number") site[part] = letter;
    else part.forEach((branch) => evolve(branch, letter));
  };
  evolve(tree, rng.choice(LETTERS));
  return site;
}

/** A tree in brackets, as `((otter, lynx), newt)`. */
const bracketed = (tree: Tree, species: readonly string[]): string =>
  typeof tree === "number" ? at(species, tree) : `(${tree.map((part) => bracketed(part, species)).join(", ")})`;

/** The leaves of each part of a tree; equal for trees that differ in the order of branches only. */
function partsOf(tree: Tree): string {
  const parts: string[] = [];
  const leavesOf = (part: Tree): number[] => {
    const leaves = typeof part === "number" ? [part] : [...leavesOf(part[0]), ...leavesOf(part[1])];
    parts.push(leaves.toSorted((one, other) => one - other).join("."));
    return leaves;
  };
  leavesOf(tree);
  return parts.toSorted().join(" ");
}

export default class ParsimonyTree extends Bootcamp<Case, "A" | "B" | "C" | "D" | "E", Level> {
  static readonly card: Card<Level> = {
    name: "ParsimonyTree",
    slug: "parsimony-tree",
    title: "Most Parsimonious Tree",
    domain: "natural-science",
    description:
      "Aligned DNA sequences of several species and five family trees are given. The tree that explains the sequences with the fewest changes of letters is asked for. Harder cases have more species and sites, more changes, and trees that differ less from each other.",
    answerFormat: "the letter of the tree, A to E, in \\boxed{}",
    choices: 5,
    parameters: {
      species: { meaning: "number of species", min: 5, max: 10 },
      sites: { meaning: "letters of each sequence", min: 6, max: 20 },
      change: { meaning: "chance in percent of a change on a branch, at each site", min: 8, max: 30 },
      swaps: { meaning: "pairs of species exchanged between the trees", min: 1, max: 4 },
    },
    levels: [
      { species: 5, sites: 6, change: 15, swaps: 3 },
      { species: 6, sites: 8, change: 18, swaps: 2 },
      { species: 7, sites: 10, change: 20, swaps: 2 },
      { species: 8, sites: 14, change: 22, swaps: 1 },
      { species: 10, sites: 18, change: 25, swaps: 1 },
    ],
  };

  readonly answerFormat = boxed(choiceOf(OPTIONS));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const truth = drawTree(rng, level.species);
      const family: Tree[] = [truth];
      while (family.length < OPTIONS.length) family.push(withSwaps(rng, rng.choice(family), level.species, level.swaps));
      const trees = rng.shuffle(family);
      const sites = range(level.sites).map(() => drawSite(rng, truth, level.species, level.change));
      const sequences = range(level.species).map((index) => sites.map((site) => at(site, index)).join(""));
      const areDifferent = new Set(trees.map(partsOf)).size === trees.length;
      if ((tried < MOST_TRIES && !areDifferent) || bestOf({ trees, sequences }) === undefined) continue;
      return { species: rng.sample(SPECIES, level.species), sequences, trees };
    }
  }

  promptFunc({ species, sequences, trees }: Case): string {
    const width = Math.max(...species.map(({ length }) => length));
    return [
      `The same stretch of DNA was read in ${species.length} species. The letters that stand below each other correspond:`,
      "",
      ...species.map((name, index) => `${name.padEnd(width)}  ${at(sequences, index)}`),
      "",
      "Five family trees have been proposed. In each, a pair of brackets stands for a common ancestor with two branches, and the outermost pair for the common ancestor of all:",
      "",
      ...trees.map((tree, index) => `${at(OPTIONS, index)}. ${bracketed(tree, species)}`),
      "",
      "Sites evolve independently. At each site, every ancestor had one of the letters A, C, G, T, whichever is best for the tree, and a change from any letter to any other along a branch between an ancestor and its immediate descendant counts as one change. A tree needs as many changes as are necessary, over all sites, to arrive at the sequences above.",
      "",
      "Which of the trees needs the fewest changes? There is exactly one such tree. Give its letter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(at(OPTIONS, bestOf(instance) ?? 0));
  }

  verifyCorrection(answer: "A" | "B" | "C" | "D" | "E", instance: Case): number {
    return answer === at(OPTIONS, bestOf(instance) ?? 0) ? 1 : 0;
  }
}
