/*
defect: D14
base: blood-groups.ts
what: A man who shows a dominant group is taken to have two equal alleles, so men who can be the father too are excluded and naming them is refused.
needs: second verifier
*/
import { at, Bootcamp, boxed, type Card, choiceOf, type Rng, textTable } from "campforge/bootcamp";

/** Blood groups by system, in the order of SYSTEMS, for as many systems as the case has. */
type Groups = readonly string[];

type Case = {
  readonly mother: Groups;
  readonly children: readonly Groups[];
  readonly men: readonly { readonly name: string; readonly groups: Groups }[];
};

type Level = { readonly systems: number; readonly children: number };

type System = {
  readonly name: string;
  readonly alleles: readonly string[];
  /** The group that a pair of alleles shows. */
  readonly shows: (pair: readonly [string, string]) => string;
  readonly rule: string;
};

const has = (pair: readonly [string, string], allele: string): boolean =>
  pair[0] === allele || pair[1] === allele;

const SYSTEMS: readonly System[] = [
  {
    name: "ABO",
    alleles: ["A", "B", "O"],
    shows: (pair) => (has(pair, "A") ? (has(pair, "B") ? "AB" : "A") : has(pair, "B") ? "B" : "O"),
    rule: "ABO has the alleles A, B and O. A and B both show over O: a person with A and B has group AB, with A and A or A and O group A, with B and B or B and O group B, with O and O group O.",
  },
  {
    name: "Rh",
    alleles: ["D", "d"],
    shows: (pair) => (has(pair, "D") ? "Rh+" : "Rh-"),
    rule: "Rh has the alleles D and d. A person with at least one D is Rh+, a person with d and d is Rh-.",
  },
  {
    name: "MN",
    alleles: ["M", "N"],
    shows: (pair) => (has(pair, "M") ? (has(pair, "N") ? "MN" : "M") : "N"),
    rule: "MN has the alleles M and N. A person with M and M has group M, with N and N group N, with M and N group MN.",
  },
  {
    name: "Kell",
    alleles: ["K", "k"],
    shows: (pair) => (has(pair, "K") ? "K+" : "K-"),
    rule: "Kell has the alleles K and k. A person with at least one K is K+, a person with k and k is K-.",
  },
];
const NAMES = [
  "Adam", "Bruno", "Carl", "David", "Emil", "Felix", "Georg", "Hugo", "Ivan", "Jakob", "Karim", "Leo",
  "Milan", "Nils", "Oskar", "Pavel", "Quentin", "Rafael", "Simon", "Tomas", "Urs", "Viktor", "Walter", "Yusuf",
] as const; // prettier-ignore
const MEN = 5;
const MAX_DRAWS = 2_000;

const pairsOf = (system: System): (readonly [string, string])[] =>
  system.alleles.flatMap((one) => system.alleles.map((other) => [one, other] as const));

/** True when a man with this group can be the father of all the children in one system. */
function canBeFatherIn(system: System, father: string, mother: string, children: readonly string[]): boolean {
  const fathers = pairsOf(system)
    .filter((pair) => system.shows(pair) === father)
    .slice(0, 1);
  const mothers = pairsOf(system).filter((pair) => system.shows(pair) === mother);
  return fathers.some((his) =>
    mothers.some((hers) => {
      const possible = new Set(his.flatMap((one) => hers.map((other) => system.shows([one, other]))));
      return children.every((child) => possible.has(child));
    }),
  );
}

function canBeFather(groups: Groups, { mother, children }: Pick<Case, "mother" | "children">): boolean {
  return groups.every((group, place) =>
    canBeFatherIn(
      at(SYSTEMS, place),
      group,
      at(mother, place),
      children.map((child) => at(child, place)),
    ),
  );
}

export default class BloodGroups extends Bootcamp<Case, (typeof NAMES)[number], Level> {
  static readonly card: Card<Level> = {
    name: "BloodGroups",
    slug: "blood-groups",
    title: "Who Can Be the Father",
    domain: "natural-science",
    description:
      "From the blood groups of a mother, her children and five men in up to four systems, with the rules of inheritance stated, the only man who can be the father of all the children is to be found.",
    answerFormat: "the name of the man in \\boxed{}",
    choices: 5,
    parameters: {
      systems: { meaning: "blood group systems that were tested", min: 1, max: 4 },
      children: { meaning: "children of the same father and mother", min: 1, max: 4 },
    },
    levels: [
      { systems: 2, children: 1 },
      { systems: 3, children: 1 },
      { systems: 3, children: 2 },
      { systems: 4, children: 3 },
    ],
  };

  readonly answerFormat = boxed(choiceOf(NAMES));

  caseGenerator(rng: Rng, level: Level): Case {
    const systems = SYSTEMS.slice(0, level.systems);
    const drawPair = (system: System): readonly [string, string] => [
      rng.choice(system.alleles),
      rng.choice(system.alleles),
    ];
    for (;;) {
      const mother = systems.map(drawPair);
      const father = systems.map(drawPair);
      const children = Array.from({ length: level.children }, () =>
        systems.map((system, place) =>
          system.shows([rng.choice(at(mother, place)), rng.choice(at(father, place))]),
        ),
      );
      const show = (pairs: readonly (readonly [string, string])[]): string[] =>
        systems.map((system, place) => system.shows(at(pairs, place)));
      const family = { mother: show(mother), children };
      if (!canBeFather(show(father), family)) continue;
      const others: string[][] = [];
      for (let draw = 0; draw < MAX_DRAWS && others.length < MEN - 1; draw++) {
        const groups = show(systems.map(drawPair));
        if (!canBeFather(groups, family)) others.push(groups);
      }
      if (others.length < MEN - 1) continue;
      const names = rng.sample(NAMES, MEN);
      const men = rng.shuffle([show(father), ...others]);
      return { ...family, men: men.map((groups, place) => ({ name: at(names, place), groups })) };
    }
  }

  promptFunc(instance: Case): string {
    const { mother, children, men } = instance;
    const systems = SYSTEMS.slice(0, mother.length);
    const rows = [
      ["mother", ...mother],
      ...children.map((child, place) => [`child ${place + 1}`, ...child]),
      ...men.map(({ name, groups }) => [name, ...groups]),
    ];
    return [
      "The blood groups of a mother, of her children and of five men were found:",
      "",
      textTable(["person", ...systems.map(({ name }) => name)], rows),
      "",
      "Rules:",
      "1. In each system every person has two alleles, which may be equal.",
      "2. A child gets one of the two alleles of its mother and one of the two alleles of its father.",
      "3. The systems are inherited independently of each other; there are no mutations.",
      "4. All children in the table have the same mother and the same father.",
      ...systems.map(({ rule }, place) => `${place + 5}. ${rule}`),
      "",
      "Example: a child of group O with a mother of group A cannot have a father of group AB, since it got an O",
      "from each of its parents.",
      "",
      "Exactly one of the five men can be the father. Who is it? Answer with his name.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const father = instance.men.find(({ groups }) => canBeFather(groups, instance));
    return this.answerFormat.wrap(father?.name ?? "nobody");
  }

  verifyCorrection(answer: (typeof NAMES)[number], instance: Case): number {
    const man = instance.men.find(({ name }) => name === answer);
    return man !== undefined && canBeFather(man.groups, instance) ? 1 : 0;
  }
}
