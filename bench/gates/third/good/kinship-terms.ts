import { at, Bootcamp, type Card, choiceOf, finalLine, type Rng } from "campforge/bootcamp";

type Person = {
  readonly name: string;
  readonly sex: "woman" | "man";
  readonly born: number;
  /** Positions of mother and father; null for those who married into the family and for its founders. */
  readonly mother: number | null;
  readonly father: number | null;
};

type Case = {
  readonly people: readonly Person[];
  /** The couples in the order in which the prompt lists them, as positions of wife and husband. */
  readonly couples: readonly (readonly [wife: number, husband: number])[];
  /** The invented words, in the order of the letters A to J, each with the kind of relative it names. */
  readonly terms: readonly { readonly word: string; readonly kind: Kind }[];
  readonly speaker: number;
  readonly relative: number;
};

type Level = { readonly generations: number; readonly leastSteps: number; readonly mostSteps: number };

const KINDS = [
  "mother",
  "father",
  "cross aunt",
  "cross uncle",
  "older sibling",
  "younger sibling",
  "cross cousin",
  "child",
  "cross child",
  "grandparent",
] as const;
type Kind = (typeof KINDS)[number];

const LETTERS = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] as const;
type Letter = (typeof LETTERS)[number];

const MEANINGS: { readonly [kind in Kind]: string } = {
  mother: "the speaker's mother, or a woman who is a sib of the speaker's mother",
  father: "the speaker's father, or a man who is a sib of the speaker's father",
  "cross aunt": "a woman who is a sib of the speaker's father",
  "cross uncle": "a man who is a sib of the speaker's mother",
  "older sibling": "a sib of the speaker who was born earlier than the speaker",
  "younger sibling": "a sib of the speaker who was born later than the speaker",
  "cross cousin": "a child of a cross aunt or cross uncle of the speaker, as defined by the two words for these",
  child: "the speaker's own child, or a child of one of the speaker's sibs, if that sib has the same sex as the speaker",
  "cross child": "a child of one of the speaker's sibs, if that sib does not have the same sex as the speaker",
  grandparent: "a parent of a parent of the speaker",
};

const WOMEN = "Ada Bera Cilla Dova Elma Fira Gisa Hanna Ilka Jova Kera Lida Mila Nora Olla Pia Runa Sela Tilda Ulla Vera Wanda Yela Zora Amra Beke Cora Dilma Etta Fenna".split(" ");
const MEN = "Arn Bodo Curt Drago Egon Falk Gero Hugo Ivo Jan Kuno Lars Milo Nils Otto Piet Rolf Sven Timo Udo Vito Wim Yann Zeno Armo Birk Colin Dirk Enno Finn".split(" ");
const SYLLABLES = ["ka", "mo", "ti", "ru", "sel", "no", "pa", "ven", "dul", "li", "go", "shi", "ba", "tor"];
const ATTEMPTS = 200;

/** Children of the same couple, and the children of two sibs of one sex. */
function areSibs(people: readonly Person[], one: number, other: number): boolean {
  if (one === other) return false;
  const [a, b] = [at(people, one), at(people, other)];
  if (a.mother === null || b.mother === null || a.father === null || b.father === null) return false;
  if (a.mother === b.mother) return true;
  return areSibs(people, a.mother, b.mother) || areSibs(people, a.father, b.father);
}

/** What the speaker calls the relative; undefined where no word fits. */
function kindOf(people: readonly Person[], speaker: number, relative: number): Kind | undefined {
  const [me, you] = [at(people, speaker), at(people, relative)];
  const isCross = (parent: number, other: number): boolean =>
    areSibs(people, parent, other) && at(people, parent).sex !== at(people, other).sex;
  if (areSibs(people, speaker, relative)) return you.born < me.born ? "older sibling" : "younger sibling";
  if (me.mother !== null && me.father !== null) {
    const mine = [me.mother, me.father];
    if (mine.includes(relative)) return you.sex === "woman" ? "mother" : "father";
    if (mine.some((parent) => [at(people, parent).mother, at(people, parent).father].includes(relative)))
      return "grandparent";
    for (const parent of mine) {
      if (!areSibs(people, parent, relative)) continue;
      if (at(people, parent).sex === you.sex) return you.sex === "woman" ? "mother" : "father";
      return you.sex === "woman" ? "cross aunt" : "cross uncle";
    }
    const yours = [you.mother, you.father].filter((parent) => parent !== null);
    if (yours.some((other) => mine.some((parent) => isCross(parent, other)))) return "cross cousin";
  }
  for (const parent of [you.mother, you.father]) {
    if (parent === null) continue;
    if (parent === speaker) return "child";
    if (areSibs(people, parent, speaker)) return at(people, parent).sex === me.sex ? "child" : "cross child";
  }
  return undefined;
}

/** How many generations a person stands below the founders. */
function depthOf(people: readonly Person[], index: number): number {
  const { mother, father } = at(people, index);
  if (mother === null || father === null) return 0;
  return 1 + Math.max(depthOf(people, mother), depthOf(people, father));
}

/** Steps up from the speaker and down to the relative by way of the nearest ancestor of both. */
function stepsBetween(people: readonly Person[], one: number, other: number): number {
  if (one === other) return 0;
  const [deeper, upper] = depthOf(people, one) >= depthOf(people, other) ? [one, other] : [other, one];
  const { mother, father } = at(people, deeper);
  const parents = [mother, father].filter((parent) => parent !== null);
  return parents.length === 0 ? 1000 : 1 + Math.min(...parents.map((parent) => stepsBetween(people, parent, upper)));
}

/** A family from one couple; everybody who marries takes somebody from outside. */
function drawFamily(rng: Rng, generations: number): { people: Person[]; couples: [number, number][] } {
  const women = rng.shuffle(WOMEN);
  const men = rng.shuffle(MEN);
  const years = new Set<number>();
  const people: Person[] = [];
  const couples: [number, number][] = [];
  const add = (sex: Person["sex"], generation: number, parents: [number, number] | undefined): number => {
    let born = 1800 + 34 * generation + rng.integer(0, 12);
    while (years.has(born)) born = 1800 + 34 * generation + rng.integer(0, 18);
    years.add(born);
    const name = (sex === "woman" ? women.pop() : men.pop()) ?? `Person ${people.length + 1}`;
    people.push({ name, sex, born, mother: parents?.[0] ?? null, father: parents?.[1] ?? null });
    return people.length - 1;
  };
  let pairs: [number, number][] = [[add("woman", 0, undefined), add("man", 0, undefined)]];
  for (let generation = 1; generation < generations; generation++) {
    couples.push(...pairs);
    const children = pairs.flatMap((pair) =>
      Array.from({ length: generation === 1 ? 3 : 2 }, () =>
        add(rng.choice(["woman", "man"]), generation, pair),
      ),
    );
    const marrying = rng.sample(children, Math.min(children.length, 4));
    pairs = generation === generations - 1 ? [] : marrying.map((child): [number, number] => {
      const isWoman = at(people, child).sex === "woman";
      const partner = add(isWoman ? "man" : "woman", generation, undefined);
      return isWoman ? [child, partner] : [partner, child];
    });
  }
  return { people, couples };
}

function drawWords(rng: Rng): string[] {
  const words = new Set<string>();
  while (words.size < KINDS.length) words.add(rng.choice(SYLLABLES) + rng.choice(SYLLABLES));
  return [...words];
}

export default class KinshipTerms extends Bootcamp<Case, Letter, Level> {
  static readonly card: Card<Level> = {
    name: "KinshipTerms",
    slug: "kinship-terms",
    title: "Kinship Terms of an Invented Language",
    domain: "language-analysis",
    description:
      "An invented language has ten kinship terms that group relatives otherwise than English: children of two brothers or of two sisters count as siblings. Given a family tree in words, the term that one person uses for another is asked for.",
    answerFormat: "the letter of the term, A to J, on a final line behind Answer:",
    choices: 10,
    parameters: {
      generations: { meaning: "generations of the family", min: 3, max: 5 },
      leastSteps: { meaning: "least number of steps between parent and child that separate the two people", min: 1, max: 9 },
      mostSteps: { meaning: "greatest number of such steps", min: 1, max: 9 },
    },
    levels: [
      { generations: 3, leastSteps: 1, mostSteps: 3 },
      { generations: 4, leastSteps: 3, mostSteps: 4 },
      { generations: 4, leastSteps: 5, mostSteps: 6 },
      { generations: 5, leastSteps: 6, mostSteps: 9 },
    ],
  };

  readonly answerFormat = finalLine(choiceOf(LETTERS));

  caseGenerator(rng: Rng, level: Level): Case {
    const words = drawWords(rng);
    const terms = rng.shuffle(KINDS).map((kind, index) => ({ word: at(words, index), kind }));
    for (let attempt = 0; ; attempt++) {
      const { people, couples } = drawFamily(rng, level.generations);
      const indexes = people.map((_, index) => index);
      const pairs = indexes.flatMap((speaker) =>
        indexes.flatMap((relative) => {
          const kind = kindOf(people, speaker, relative);
          const steps = stepsBetween(people, speaker, relative);
          const isFar = steps >= level.leastSteps && steps <= level.mostSteps;
          return kind !== undefined && (isFar || attempt > ATTEMPTS) ? [{ speaker, relative, kind }] : [];
        }),
      );
      // Every kind that occurs is equally likely, however many pairs it has.
      const kinds = KINDS.filter((kind) => pairs.some((pair) => pair.kind === kind));
      if (kinds.length < 4) continue;
      const kind = rng.choice(kinds);
      const { speaker, relative } = rng.choice(pairs.filter((pair) => pair.kind === kind));
      return { people, couples: rng.shuffle(couples), terms, speaker, relative };
    }
  }

  promptFunc(instance: Case): string {
    const { people, couples, terms, speaker, relative } = instance;
    const describe = (index: number): string => `${at(people, index).name} (born ${at(people, index).born})`;
    const families = couples.map((couple) => {
      const children = people.flatMap((person, index) => (person.mother === couple[0] ? [index] : []));
      const named = children.map(
        (child) => `${describe(child)}, a ${at(people, child).sex === "woman" ? "daughter" : "son"}`,
      );
      return `- ${describe(couple[0])} (wife) and ${describe(couple[1])} (husband). Children: ${named.join("; ")}.`;
    });
    return [
      "In an invented language, two people are called sibs if they have the same mother and father, if their mothers are",
      "sibs, or if their fathers are sibs. This definition applies again and again, so that sibs can be distant",
      "relatives. Everybody is a woman or a man. The kinship terms of the language and their meanings are:",
      "",
      ...terms.map(({ word, kind }, index) => `(${at(LETTERS, index)}) ${word}: ${MEANINGS[kind]}`),
      "",
      "A family, listed couple by couple in no particular order. Nobody has other parents, children or partners than those",
      "given, and nobody whose parents are not given is a sib of anyone.",
      "",
      ...families,
      "",
      `Which term does ${at(people, speaker).name} use for ${at(people, relative).name}? Exactly one of the ten is right.`,
      "",
      `Give the letter from A to J that stands before the term, as in \`Answer: X\`. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const kind = kindOf(instance.people, instance.speaker, instance.relative);
    const index = instance.terms.findIndex((term) => term.kind === kind);
    return this.answerFormat.wrap(at(LETTERS, index));
  }

  verifyCorrection(answer: Letter, instance: Case): number {
    const kind = kindOf(instance.people, instance.speaker, instance.relative);
    return at(instance.terms, LETTERS.indexOf(answer)).kind === kind ? 1 : 0;
  }
}
