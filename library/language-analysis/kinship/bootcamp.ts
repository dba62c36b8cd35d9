import { at, Bootcamp, type Card, finalLine, list, range, type Rng, vocabulary } from "campforge/bootcamp";

type Link = "father" | "mother" | "son" | "daughter" | "brother" | "sister" | "husband" | "wife";

/** "`one` is the `link` of `other`". */
type Fact = { readonly one: string; readonly link: Link; readonly other: string };

type Voice = "album" | "exercise" | "brief";

type Case = {
  readonly facts: readonly Fact[];
  /** How the first of each pair is related to the second is asked. */
  readonly pairs: readonly (readonly [first: string, second: string])[];
  readonly voice: Voice;
};

type Level = {
  readonly generations: number;
  /** Children of each couple that goes on, at the most. */
  readonly children: number;
  readonly people: number;
  readonly pairs: number;
};

const VOICES: readonly Voice[] = ["album", "exercise", "brief"];
const BEGINNINGS = ["Ba", "Do", "Fe", "Gi", "Ka", "Lu", "Me", "No", "Pi", "Ra", "Su", "Ti", "Va", "Zo"];
const ENDINGS = ["bin", "dal", "fex", "lan", "mor", "nek", "rin", "sol", "tam", "vey"];

const GREATS = range(5).map((count) => "great-".repeat(count));
const ORDINALS = ["first", "second", "third", "fourth", "fifth"];
const REMOVALS = ["", " once removed", " twice removed", " three times removed", " four times removed"];
const IN_LAWS = ["father", "mother", "son", "daughter", "brother", "sister"].map((term) => `${term}-in-law`);

/** Every term that may be an answer. */
const TERMS = [
  ...["father", "mother", "son", "daughter", "brother", "sister", "husband", "wife"],
  ...GREATS.flatMap((great) => ["grandfather", "grandmother", "grandson", "granddaughter"].map((term) => great + term)),
  ...GREATS.flatMap((great) => ["uncle", "aunt", "nephew", "niece"].map((term) => great + term)),
  ...ORDINALS.flatMap((ordinal) => REMOVALS.map((removal) => `${ordinal} cousin${removal}`)),
  ...IN_LAWS,
];

/** Made once: to look all spellings of so many terms up takes longer than to verify an answer. */
const FORMAT = finalLine(list(vocabulary(TERMS), { separators: [",", ";"] }));
const KNOWN = new Set(TERMS);
const NAMES = BEGINNINGS.flatMap((one) => ENDINGS.map((other) => one + other));

/** How many generations back each of somebody's ancestors is, the nearest first, themselves included. */
type Ancestry = { readonly people: readonly number[]; readonly generations: readonly number[] };

/** Everybody that the facts speak of, as numbers in the order in which they are named; `NOBODY` is in no family. */
type Family = {
  readonly numbers: ReadonlyMap<string, number>;
  readonly isMan: readonly boolean[];
  readonly spouses: readonly number[];
  /** One of the parents of each, the other being that one's spouse. */
  readonly parents: readonly number[];
  /** Found when they are first asked for: often few of the family are asked for, but those several times. */
  readonly ancestries: (Ancestry | undefined)[];
};

const NOBODY = -1;

const isOfMan = (link: Link): boolean => link === "father" || link === "son" || link === "brother" || link === "husband";

/** Siblings have the same parents, and a child of one spouse is a child of both. */
function familyOf(facts: readonly Fact[]): Family {
  const numbers = new Map<string, number>();
  const isMan: boolean[] = [];
  const spouses: number[] = [];
  const parents: number[] = [];
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, isMan.length);
    spouses.push(NOBODY);
    parents.push(NOBODY);
    return isMan.push(false) - 1;
  };
  const siblings: (readonly [number, number])[] = [];
  for (const { one: name, link, other: otherName } of facts) {
    const [one, other] = [numberOf(name), numberOf(otherName)];
    if (isOfMan(link)) isMan[one] = true;
    if (link === "husband" || link === "wife") [spouses[one], spouses[other]] = [other, one];
    else if (link === "father" || link === "mother") parents[other] = one;
    else if (link === "son" || link === "daughter") parents[one] = other;
    else siblings.push([one, other], [other, one]);
  }
  for (let isMoving = siblings.length > 0; isMoving;) {
    isMoving = false;
    for (const [one, other] of siblings) {
      const known = parents[other] ?? NOBODY;
      if (known === NOBODY || parents[one] !== NOBODY) continue;
      parents[one] = known;
      isMoving = true;
    }
  }
  return { numbers, isMan, spouses, parents, ancestries: [] };
}

const spouseOf = (person: number, { spouses }: Family): number => spouses[person] ?? NOBODY;

function findAncestry(person: number, family: Family): Ancestry {
  const people = [person];
  const generations = [0];
  for (let index = 0; index < people.length; index++) {
    const parent = family.parents[people[index] ?? NOBODY] ?? NOBODY;
    if (parent === NOBODY) continue;
    for (const one of [parent, spouseOf(parent, family)]) {
      if (one === NOBODY || people.includes(one)) continue;
      people.push(one);
      generations.push((generations[index] ?? 0) + 1);
    }
  }
  return { people, generations };
}

const ancestryOf = (person: number, family: Family): Ancestry =>
  (family.ancestries[person] ??= findAncestry(person, family));

/** The term for relatives by blood from their distances to the nearest common ancestor; undefined where there is none. */
function bloodTerm(first: number, second: number, family: Family): string | undefined {
  if (first === NOBODY || second === NOBODY) return undefined;
  const [own, others] = [ancestryOf(first, family), ancestryOf(second, family)];
  let [up, down] = [Infinity, Infinity];
  for (let index = 0; index < own.people.length; index++) {
    const found = others.people.indexOf(own.people[index] ?? NOBODY);
    if (found < 0) continue;
    const [above, below] = [own.generations[index] ?? 0, others.generations[found] ?? 0];
    if (above + below < up + down) [up, down] = [above, below];
  }
  if (up === Infinity) return undefined;
  const by = (man: string, woman: string): string => (family.isMan[first] === true ? man : woman);
  const great = (count: number): string => "great-".repeat(count);
  if (up === 0) return down === 1 ? by("father", "mother") : great(down - 2) + by("grandfather", "grandmother");
  if (down === 0) return up === 1 ? by("son", "daughter") : great(up - 2) + by("grandson", "granddaughter");
  if (up === 1) return down === 1 ? by("brother", "sister") : great(down - 2) + by("uncle", "aunt");
  if (down === 1) return great(up - 2) + by("nephew", "niece");
  const ordinal = ORDINALS[Math.min(up, down) - 2];
  return ordinal === undefined ? undefined : `${ordinal} cousin${REMOVALS[Math.abs(up - down)] ?? ""}`;
}

/** Relatives by blood of which there are relatives in law, each with the term for a man, in the order in which they count. */
const CLOSE = [
  ["father", "father"],
  ["mother", "father"],
  ["son", "son"],
  ["daughter", "son"],
  ["brother", "brother"],
  ["sister", "brother"],
] as const;

/** What the first is to the second, by blood or by one marriage; undefined where there is no term for it. */
function termFor(first: number, second: number, family: Family): string | undefined {
  const direct = bloodTerm(first, second, family);
  if (direct !== undefined || first === second) return direct;
  const isMan = family.isMan[first] === true;
  if (spouseOf(first, family) === second) return isMan ? "husband" : "wife";
  // Through the marriage of either of the two.
  const byOther = bloodTerm(first, spouseOf(second, family), family);
  const byOwn = bloodTerm(spouseOf(first, family), second, family);
  if (byOther === undefined && byOwn === undefined) return undefined;
  const kind = CLOSE.find(([term]) => term === byOther || term === byOwn)?.[1];
  if (kind === undefined) return undefined;
  // The spouse of a parent is a parent, so through the own marriage only children and siblings count.
  if (byOther === undefined && kind === "father") return undefined;
  const woman = { father: "mother", son: "daughter", brother: "sister" }[kind];
  return `${isMan ? kind : woman}-in-law`;
}

/** The terms for the first of each pair. */
function termsFor({ facts, pairs }: Case): readonly (string | undefined)[] {
  const family = familyOf(facts);
  const numberOf = (name: string): number => family.numbers.get(name) ?? NOBODY;
  return pairs.map(([first, second]) => termFor(numberOf(first), numberOf(second), family));
}

/** Who is named together with whom. */
function linksOf(facts: readonly Fact[], { numbers }: Family): readonly (readonly number[])[] {
  const links: number[][] = Array.from(numbers, () => []);
  for (const fact of facts) {
    const [one, other] = [numbers.get(fact.one) ?? NOBODY, numbers.get(fact.other) ?? NOBODY];
    links[one]?.push(other);
    links[other]?.push(one);
  }
  return links;
}

/** How many facts have to be put together to get from each person to another. */
function chain(links: readonly (readonly number[])[], first: number, second: number): number {
  const reached = [first];
  const distance: number[] = links.map(() => -1);
  distance[first] = 0;
  for (const person of reached) {
    const steps = distance[person] ?? 0;
    if (person === second) return steps;
    for (const next of links[person] ?? []) {
      if (distance[next] !== -1) continue;
      distance[next] = steps + 1;
      reached.push(next);
    }
  }
  return 0;
}

/** Facts about a family that grows from one couple; each says who somebody is, man or woman, just once. */
function drawFacts(rng: Rng, level: Level): readonly Fact[] {
  const names = rng.shuffle(NAMES);
  let used = 0;
  const newName = (): string => at(names, used++);
  const facts: Fact[] = [];
  const [husband, wife] = [newName(), newName()];
  facts.push({ one: husband, link: "husband", other: wife });
  let couples = [[husband, wife] as const];
  for (let generation = 1; generation < level.generations; generation++) {
    const next: (readonly [string, string])[] = [];
    for (const [index, couple] of couples.entries()) {
      const [first, ...others] = range(rng.integer(index === 0 ? 2 : 1, level.children)).map(() => newName());
      if (first === undefined || used + 2 > level.people) break;
      const isFirstCouple = couple[0] === husband;
      const childLink = (): Link => rng.choice(["son", "daughter"]);
      facts.push({ one: first, link: childLink(), other: isFirstCouple ? husband : rng.choice(couple) });
      // The wife of the first couple is said to be a woman by one of her children.
      if (isFirstCouple) facts.push({ one: wife, link: "mother", other: first });
      const children = [first];
      for (const child of others) {
        const isBySibling = rng.boolean();
        const link = isBySibling ? rng.choice<Link>(["brother", "sister"]) : childLink();
        facts.push({ one: child, link, other: isBySibling ? rng.choice(children) : rng.choice(couple) });
        children.push(child);
      }
      for (const child of rng.shuffle(children).slice(0, 2)) {
        if (used + 1 > level.people) break;
        const spouse = newName();
        const isMan = facts.some(({ one, link }) => one === child && (link === "son" || link === "brother"));
        facts.push({ one: spouse, link: isMan ? "wife" : "husband", other: child });
        next.push([child, spouse]);
      }
    }
    couples = rng.shuffle(next).slice(0, 4);
  }
  return rng.shuffle(facts);
}

const OPENINGS: Readonly<Record<Voice, string>> = {
  album: "Below the pictures in a family album stand these notes:",
  exercise: "Read these statements about a family.",
  brief: "A family:",
};

/** The words before each link: there may be more than one son, daughter, brother or sister. */
const ARTICLES: Readonly<Record<Link, string>> = {
  father: "the", mother: "the", son: "a", daughter: "a", brother: "a", sister: "a", husband: "the", wife: "the",
};

const DEFINITIONS = [
  "A great-grandfather is the father of a grandparent, a great-great-grandfather the grandfather of a grandparent, and so on; likewise for great-grandmothers, great-grandsons and great-granddaughters.",
  "An uncle or aunt is a brother or sister of a parent, a great-uncle or great-aunt one of a grandparent, a great-great-uncle one of a great-grandparent; a nephew or niece is a child of a brother or sister, a great-nephew a grandson of one, and so on. The spouse of an uncle or aunt is not counted as one.",
  "First cousins are children of two siblings, second cousins are grandchildren of two siblings by different ones of them, third cousins great-grandchildren, and so on. A first cousin once removed is a child of one's first cousin or a first cousin of one's parent; twice removed means two generations apart, and so on.",
  "A father-in-law or mother-in-law is a parent of the spouse, a son-in-law or daughter-in-law the spouse of a child, a brother-in-law or sister-in-law a sibling of the spouse or the spouse of a sibling.",
];

/** What every prompt says between the statements and the questions. */
const RULES = [
  "",
  "All brothers and sisters here have the same two parents, everybody was married at most once, every child of a married person is a child of both spouses, and each marriage is between a man and a woman. Whether a name belongs to a man or a woman follows only from the statements.",
  "",
  "What the terms mean:",
  ...DEFINITIONS.map((definition) => `- ${definition}`),
  "",
  "Complete each sentence by one term, such as sister, great-uncle, son-in-law or second cousin once removed:",
].join("\n");

export default class Kinship extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "Kinship",
    slug: "kinship",
    title: "Kinship",
    domain: "language-analysis",
    description:
      "From single statements about a family with invented names, who is whose son, sister or wife, the relation between several pairs of people is to be found, up to cousins several times removed and relatives by marriage. Whether somebody is a man or a woman has to be gathered from the statements, too.",
    answerFormat: "one term for each pair, separated by commas, on a last line `Answer: …`",
    parameters: {
      generations: { meaning: "generations of the family", min: 3, max: 6 },
      children: { meaning: "children of a couple at the most", min: 2, max: 4 },
      people: { meaning: "people in the family, about", min: 8, max: 80 },
      pairs: { meaning: "pairs that are asked about", min: 2, max: 8 },
    },
    levels: [
      { generations: 3, children: 2, people: 12, pairs: 2 },
      { generations: 4, children: 3, people: 20, pairs: 3 },
      { generations: 5, children: 3, people: 30, pairs: 4 },
      { generations: 6, children: 3, people: 44, pairs: 5 },
      { generations: 6, children: 4, people: 66, pairs: 8 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const facts = drawFacts(rng, level);
      const family = familyOf(facts);
      const links = linksOf(facts, family);
      const names = [...family.numbers.keys()];
      const last = names.length - 1;
      const pairs: (readonly [string, string])[] = [];
      const terms = new Set<string>();
      for (let attempt = 0; attempt < 60 * level.pairs; attempt++) {
        // Two different people, as `rng.sample` draws them, without a copy of all.
        const first = rng.integer(0, last);
        const drawn = rng.integer(1, last);
        const second = drawn === first ? 0 : drawn;
        const term = termFor(first, second, family);
        if (term === undefined || terms.has(term) || !KNOWN.has(term)) continue;
        // Mostly far relatives, and no term twice.
        const far = attempt < 30 * level.pairs ? level.generations : 3;
        if (chain(links, first, second) < far) continue;
        terms.add(term);
        pairs.push([names[first] ?? "", names[second] ?? ""]);
        if (pairs.length === level.pairs) return { facts, pairs, voice: rng.choice(VOICES) };
      }
    }
  }

  promptFunc({ facts, pairs, voice }: Case): string {
    let statements = "";
    for (const { one, link, other } of facts) statements += `- ${one} is ${ARTICLES[link]} ${link} of ${other}.\n`;
    const asked = pairs.map(([first, second], index) => `${index + 1}. ${first} is the … of ${second}.`);
    return `${OPENINGS[voice]}\n${statements}${RULES}\n${asked.join("\n")}\n\nGive the ${pairs.length} terms in this order, separated by commas.\n${FORMAT.instruction}`;
  }

  referenceAnswer(instance: Case): string {
    return FORMAT.wrap(
      termsFor(instance)
        .map((term) => term ?? "none")
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    if (answer.length !== instance.pairs.length) return 0;
    return termsFor(instance).every((term, index) => term === answer[index]) ? 1 : 0;
  }

  /** Statements that lie between the people of all pairs, along the shortest chains. */
  override hardness({ facts, pairs }: Case): number {
    const family = familyOf(facts);
    const links = linksOf(facts, family);
    const numberOf = (name: string): number => family.numbers.get(name) ?? NOBODY;
    return pairs.reduce((sum, [first, second]) => sum + chain(links, numberOf(first), numberOf(second)), 0);
  }
}
