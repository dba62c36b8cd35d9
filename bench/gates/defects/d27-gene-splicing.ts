import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  grid,
  parsed,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

/** An enzyme cuts out one copy of `site` and puts `insert` in its place. */
type Enzyme = { readonly site: string; readonly insert: string };

type Case = {
  /** How many cuts the quickest protocol needs. */
  readonly cuts: number;
  readonly source: string;
  readonly goal: string;
  readonly enzymes: readonly Enzyme[];
};

type Level = {
  readonly bases: number;
  readonly enzymes: number;
  readonly fewestCuts: number;
  readonly mostCuts: number;
  readonly resizes: boolean;
  readonly leastStrands: number;
};

const BASES = "ACGT";
const STRANDS_LIMIT = 1000;
const MAX_STRAND = 100;

function randomStrand(rng: Rng, bases: number, length: number): string {
  const pool = [...BASES].slice(0, bases);
  let strand = "";
  while (strand.length < length) strand += rng.choice(pool);
  return strand;
}

/** The strands that a single cut can produce. */
function afterOneCut(strand: string, enzymes: readonly Enzyme[]): Set<string> {
  const results = new Set<string>();
  for (const { site, insert } of enzymes) {
    for (let index = 0; index + site.length <= strand.length; index++) {
      if (strand.startsWith(site, index)) {
        results.add(`${strand.slice(0, index)}${insert}${strand.slice(index + site.length)}`);
      }
    }
  }
  return results;
}

/** Strands grouped by the number of cuts they need at least; undefined where there are too many or too few. */
function generations(source: string, enzymes: readonly Enzyme[], cuts: number): string[][] | undefined {
  const groups: string[][] = [[source]];
  const known = new Set(groups[0]);
  while (groups.length <= cuts) {
    const fresh = new Set<string>();
    for (const strand of at(groups, groups.length - 1)) {
      afterOneCut(strand, enzymes).forEach((result) => !known.has(result) && fresh.add(result));
      if (fresh.size + known.size > STRANDS_LIMIT) return undefined;
    }
    if (fresh.size === 0) return undefined;
    for (const strand of fresh) known.add(strand);
    groups.push([...fresh]);
  }
  return groups;
}

/** One of the quickest protocols, by breadth-first search. */
function quickestProtocol({ source, goal, enzymes }: Case): string[] {
  const parents = new Map<string, string | undefined>([[source, undefined]]);
  for (const [strand] of parents) {
    if (strand === goal) break;
    for (const result of afterOneCut(strand, enzymes)) if (!parents.has(result)) parents.set(result, strand);
  }
  const protocol: string[] = [];
  for (let strand: string | undefined = goal; strand !== undefined; strand = parents.get(strand))
    protocol.push(strand);
  return protocol.toReversed();
}

/** Enzymes that all differ; with resizing, one of them lengthens strands and another shortens them. */
function randomEnzymes(rng: Rng, { bases, enzymes, resizes }: Level): Enzyme[] {
  const made = new Map<string, Enzyme>();
  while (made.size < enzymes) {
    const isFirst = made.size === 0;
    const growth = resizes ? (isFirst ? 1 : made.size === 1 ? -1 : rng.integer(-1, 1)) : 0;
    const length = resizes && isFirst ? rng.integer(1, 2) : rng.integer(2, 3);
    const enzyme = {
      site: randomStrand(rng, bases, length),
      insert: randomStrand(rng, bases, length + growth),
    };
    if (enzyme.site !== enzyme.insert) made.set(`${enzyme.site}/${enzyme.insert}`, enzyme);
  }
  return rng.shuffle([...made.values()]);
}

const strands = refine(
  grid(text({ letterCase: "upper", maxLength: MAX_STRAND }), { columns: 1 }),
  (lines) => {
    const read = lines.flat();
    const isStrand = (line: string): boolean => /^[ACGT]+$/.test(line);
    return read.every(isStrand) ? parsed(read) : unparsable("expected one strand of A, C, G and T per line");
  },
);

export default class GeneSplicing extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "GeneSplicing",
    slug: "gene-splicing",
    title: "Gene Splicing",
    domain: "natural-science",
    description:
      "Enzymes exchange one short piece of a strand of DNA for another. A protocol is to be written that turns one strand into another with the smallest possible number of cuts, all strands in between included. Every quickest protocol is accepted.",
    answerFormat: "a fenced block with one strand per line, from the source to the goal",
    parameters: {
      bases: { meaning: "different bases that strands consist of", min: 2, max: 4 },
      enzymes: { meaning: "enzymes at hand", min: 2, max: 6 },
      fewestCuts: { meaning: "least number of cuts of a quickest protocol", min: 2, max: 9 },
      mostCuts: { meaning: "greatest number of cuts of a quickest protocol", min: 2, max: 9 },
      resizes: { meaning: "whether enzymes may change the length of a strand" },
      leastStrands: { meaning: "least number of strands within reach of so many cuts", min: 3, max: 200 },
    },
    levels: [
      { bases: 3, enzymes: 3, fewestCuts: 2, mostCuts: 2, resizes: false, leastStrands: 5 },
      { bases: 3, enzymes: 4, fewestCuts: 3, mostCuts: 5, resizes: true, leastStrands: 20 },
      { bases: 4, enzymes: 6, fewestCuts: 6, mostCuts: 9, resizes: true, leastStrands: 150 },
    ],
  };

  readonly answerFormat = fencedBlock(strands);

  caseGenerator(rng: Rng, level: Level): Case {
    const cuts = rng.integer(level.fewestCuts, level.mostCuts);
    for (;;) {
      const enzymes = randomEnzymes(rng, level);
      const source = randomStrand(rng, level.bases, rng.integer(4, 7));
      const groups = generations(source, enzymes, cuts);
      if (groups === undefined || groups.flat().length < level.leastStrands) continue;
      const goals = at(groups, cuts).filter((strand) => strand.length <= source.length);
      if (goals.length > 0) return { cuts, source, goal: rng.choice(goals), enzymes };
    }
  }

  promptFunc({ cuts, source, goal, enzymes }: Case): string {
    return [
      "A laboratory has these enzymes:",
      ...enzymes.map(({ site, insert }, index) => `- enzyme ${index + 1} exchanges ${site} for ${insert}`),
      "",
      "With one cut, an enzyme finds its piece somewhere in the strand, as letters that stand side by side, and exchanges",
      "this one copy of it; all other letters keep their place. If the piece occurs several times, you choose which copy",
      "is exchanged. Enzymes do not work in the opposite direction. Each may be used any number of times, in any order,",
      "and strands may grow and shrink on the way.",
      "",
      `Turn the strand ${source} into the strand ${goal}. This takes at least ${cuts} cuts, and your protocol must not take more.`,
      "Every such protocol is accepted.",
      "",
      `Write the protocol as ${cuts + 1} lines with one strand each: ${source}, then the strand after every cut, ending with ${goal}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(quickestProtocol(instance).join("\n"));
  }

  verifyCorrection(answer: readonly string[], { cuts, source, goal, enzymes }: Case): number {
    if (answer.length - 1 !== cuts || answer.at(-1) !== goal || answer[0] !== source) return 0;
    for (let cut = 1; cut <= cuts; cut++) {
      if (!afterOneCut(at(answer, cut - 1), enzymes).has(at(answer, cut))) return 0;
    }
    return 1;
  }
}
