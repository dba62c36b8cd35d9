import { Bootcamp, type Card, choiceOf, mapping, type Rng, tagged, text } from "campforge/bootcamp";

/** "X is a knight", or a knave. */
type Plain = { readonly form: "is"; readonly who: string; readonly knight: boolean };

type Claim =
  | Plain
  | { readonly form: "alike"; readonly first: string; readonly second: string; readonly alike: boolean }
  | {
      readonly form: "count";
      readonly group: readonly string[];
      readonly bound: "exactly" | "at least" | "at most";
      readonly count: number;
    }
  | { readonly form: "if" | "either"; readonly first: Plain; readonly second: Plain }
  | { readonly form: "says"; readonly who: string; readonly claim: Claim };

type Form = Claim["form"];

type Voice = "island" | "market" | "brief";

type Case = {
  readonly people: readonly { readonly name: string; readonly claim: Claim }[];
  readonly voice: Voice;
};

type Level = {
  readonly people: number;
  /** How many forms of statement occur, in the order of `FORMS`. */
  readonly forms: number;
  /** Groups of which the one that takes the most suppositions is taken. */
  readonly candidates: number;
};

type Kind = "knight" | "knave";

const KINDS = ["knight", "knave"] as const;
const FORMAT = tagged(mapping(text(), choiceOf(KINDS)));
const VOICES: readonly Voice[] = ["island", "market", "brief"];
const FORMS: readonly Form[] = ["is", "alike", "either", "count", "if", "says"];
const NAMES = [
  "Ada", "Ben", "Cleo", "Dan", "Edda", "Finn", "Gwen", "Hugo", "Iris", "Jon", "Kira", "Leo", "Maya", "Nils", "Olga",
  "Paul", "Quinn", "Rosa", "Sam", "Tess", "Udo", "Vera", "Walt", "Xenia", "Yann", "Zoe",
];

/** Settled kinds after which a search is given up, and the group is drawn anew. */
const MOST_SETTLED = 6_000;

type People = Case["people"];

/** What a statement comes to of which too little is known. */
const OPEN = -1;

/**
 * Somebody's claim with the people as bits. Each form comes to this: of a group, at least `low` and at most `high` are
 * knights, or knaves where `flipped` says so; and this is turned round by each knight among others, and perhaps once more.
 */
type Statement = {
  readonly speaker: number;
  group: number;
  flipped: number;
  low: number;
  high: number;
  turners: number;
  turned: number;
};

const bitOfNumber = (person: number): number => 1 << person;

const EVERYBODY = bitOfNumber(30) - 1; // more people than there can be

type BitOf = (name: string) => number;

/** Finds the bits of people by their names. An unknown name has that of the number -1, which is never known. */
function bitsOf(names: readonly string[]): BitOf {
  const numbers = new Map(names.map((name, index) => [name, index]));
  return (name) => bitOfNumber(numbers.get(name) ?? -1);
}

function statementOf(name: string, claim: Claim, bitOf: BitOf): Statement {
  const statement = { speaker: bitOf(name), group: 0, flipped: 0, low: 0, high: 0, turners: 0, turned: 0 };
  put(statement, claim, bitOf);
  return statement;
}

/** Has a statement turned round unless somebody is of a kind. */
function turnUnless(statement: Statement, who: number, knight: boolean): void {
  statement.turners |= who;
  statement.turned ^= knight ? 1 : 0;
}

function put(statement: Statement, claim: Claim, bitOf: BitOf): void {
  switch (claim.form) {
    case "is":
      return turnUnless(statement, bitOf(claim.who), claim.knight);
    case "alike":
      turnUnless(statement, bitOf(claim.first), true);
      return turnUnless(statement, bitOf(claim.second), claim.alike);
    case "either":
      turnUnless(statement, bitOf(claim.first.who), claim.first.knight);
      return turnUnless(statement, bitOf(claim.second.who), !claim.second.knight);
    case "says":
      turnUnless(statement, bitOf(claim.who), true);
      return put(statement, claim.claim, bitOf);
    case "count":
      for (const who of claim.group) statement.group |= bitOf(who);
      statement.low = claim.bound === "at most" ? 0 : claim.count;
      statement.high = claim.bound === "at least" ? claim.group.length : claim.count;
      return;
    case "if": {
      // Not both: that the first part holds, and that the second does not.
      const [first, second] = [bitOf(claim.first.who), bitOf(claim.second.who)];
      statement.group = first | second;
      statement.flipped = (claim.first.knight ? 0 : first) | (claim.second.knight ? second : 0);
      statement.high = 1;
    }
  }
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Whether a statement is true, 1 or 0, when the kinds of so many are known; `OPEN` where that does not decide it. */
function truth({ group, flipped, low, high, turners, turned }: Statement, known: number, knights: number): number {
  if ((turners & ~known) !== 0) return OPEN;
  const least = countBits((knights ^ flipped) & group & known);
  const most = least + countBits(group & ~known);
  const turns = turned + countBits(turners & knights);
  if (most < low || least > high) return turns & 1;
  return least >= low && most <= high ? (turns + 1) & 1 : OPEN;
}

/** Whether somebody of whom so much is known may say this. */
function fits(statement: Statement, known: number, knights: number): boolean {
  const { speaker } = statement;
  return (speaker & known) === 0 || truth(statement, known, knights) === ((speaker & knights) === 0 ? 0 : 1);
}

/** Finds who can be what, by what follows from each statement and, where nothing follows, by supposition. */
class Inquiry {
  readonly #people: People;
  readonly #statements: readonly Statement[];
  readonly #note: ((step: string) => void) | undefined;
  #known = 0;
  #knights = 0;
  /** Kinds that were settled, those under a false supposition among them. */
  settled = 0;

  constructor(people: People, note?: (step: string) => void) {
    const bitOf = bitsOf(people.map(({ name }) => name));
    this.#people = people;
    this.#statements = people.map(({ name, claim }) => statementOf(name, claim, bitOf));
    this.#note = note;
  }

  #nameOf(bit: number): string {
    return this.#people[31 - Math.clz32(bit)]?.name ?? "";
  }

  /** The knights of the first assignments that agree with all statements, at most `most`; undefined when it is given up. */
  answers(most: number): readonly number[] | undefined {
    const found: number[] = [];
    return this.#visit(most, found) ? found : undefined;
  }

  #visit(most: number, found: number[]): boolean {
    if (!this.#follow()) return true;
    const [known, knights] = [this.#known, this.#knights];
    const open = (bitOfNumber(this.#people.length) - 1) & ~known;
    if (open === 0) found.push(knights);
    if (open === 0 || found.length === most) return true;
    const who = open & -open;
    for (const knight of [true, false]) {
      if (++this.settled > MOST_SETTLED) return false;
      this.#note?.(`Suppose that ${this.#nameOf(who)} is a ${kindOf(knight)}.`);
      this.#known = known | who;
      this.#knights = knight ? knights | who : knights;
      if (!this.#visit(most, found)) return false;
      if (found.length === most) return true;
    }
    return true;
  }

  /** Settles whatever a statement decides; false at a contradiction. */
  #follow(): boolean {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const statement of this.#statements) {
        const [known, knights] = [this.#known, this.#knights];
        const open = (statement.speaker | statement.turners | statement.group) & ~known;
        const hasMore = (open & (open - 1)) !== 0;
        if (hasMore && truth(statement, known, knights) === OPEN) continue;
        const who = hasMore || open === 0 ? statement.speaker : open;
        const isKnown = (who & known) !== 0;
        const knight = fits(statement, known | who, isKnown ? knights : knights | who);
        const knave = fits(statement, known | who, knights);
        if (!knight && !knave) {
          this.#note?.(`But then what ${this.#nameOf(statement.speaker)} says does not fit: a contradiction.`);
          return false;
        }
        if (isKnown || knight === knave) continue;
        this.#known |= who;
        if (knight) this.#knights |= who;
        this.settled++;
        isMoving = true;
        this.#note?.(`By what ${this.#nameOf(statement.speaker)} says, ${this.#nameOf(who)} must be a ${kindOf(knight)}.`);
      }
    }
    return true;
  }
}

const kindOf = (knight: boolean): Kind => (knight ? "knight" : "knave");

/** Shuffles what stands from `from` on, as `rng.shuffle` does. */
function shuffleFrom(rng: Rng, items: string[], from: number): void {
  for (let place = items.length - 1; place > from; place--) {
    const other = rng.integer(from, place);
    const moved = items[place] ?? "";
    items[place] = items[other] ?? "";
    items[other] = moved;
  }
}

/** What a level draws claims from. A plain accusation settles a kind at once, and is rare where there are other forms. */
type Menu = { readonly forms: readonly (readonly [Form, number])[]; readonly asked: readonly Form[] };

function menuOf(forms: number): Menu {
  const allowed = FORMS.slice(0, forms);
  return {
    forms: allowed.map((form) => [form, form === "is" && forms > 2 ? 0.3 : 1]),
    asked: allowed.filter((form) => form !== "says" && form !== "count"),
  };
}

/** A claim about some of the others, which are those from `from` on. */
function drawClaim(rng: Rng, others: string[], from: number, form: Form, menu: Menu): Claim {
  shuffleFrom(rng, others, from);
  const [first, second] = [others[from] ?? "", others[from + 1] ?? ""];
  const plain = (who: string): Plain => ({ form: "is", who, knight: rng.boolean() });
  switch (form) {
    case "is":
      return plain(first);
    case "alike":
      return { form, first, second, alike: rng.boolean() };
    case "count": {
      const group = [first, second, ...others.slice(from + 2, from + 2 + rng.integer(1, 3))];
      const bound = rng.choice(["exactly", "at least", "at most"] as const);
      const low = bound === "at least" ? 2 : 1;
      return { form, group, bound, count: rng.integer(low, group.length - (bound === "at least" ? 0 : 1)) };
    }
    case "if":
    case "either":
      return { form, first: plain(first), second: plain(second) };
    case "says":
      return { form, who: first, claim: drawClaim(rng, others, from + 1, rng.choice(menu.asked), menu) };
  }
}

/** People of drawn kinds, each with a claim that their kind may make. */
function drawPeople(rng: Rng, people: number, menu: Menu): People {
  const names = rng.sample(NAMES, people).toSorted();
  const bitOf = bitsOf(names);
  let knights = 0;
  for (const name of names) if (rng.boolean()) knights |= bitOf(name);
  return names.map((name, person) => {
    for (;;) {
      const others = names.toSpliced(person, 1);
      const claim = drawClaim(rng, others, 0, rng.weightedChoice(menu.forms), menu);
      if (fits(statementOf(name, claim, bitOf), EVERYBODY, knights)) return { name, claim };
    }
  });
}

const plainWords = ({ who, knight }: Plain): string => `${who} is a ${kindOf(knight)}`;

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

function words(claim: Claim): string {
  switch (claim.form) {
    case "is":
      return plainWords(claim);
    case "alike":
      return `${claim.first} and ${claim.second} are of ${claim.alike ? "the same kind" : "different kinds"}`;
    case "count":
      return `${claim.bound} ${claim.count} of ${listed(claim.group)} ${claim.count === 1 ? "is a knight" : "are knights"}`;
    case "if":
      return `if ${plainWords(claim.first)}, then ${plainWords(claim.second)}`;
    case "either":
      return `either ${plainWords(claim.first)} or ${plainWords(claim.second)}, but not both`;
    case "says":
      return `if you asked ${claim.who}, the answer would be that ${words(claim.claim)}`;
  }
}

const sentence = (claim: Claim): string => {
  const said = words(claim);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
};

const OPENINGS: Readonly<Record<Voice, (names: string, count: number) => string>> = {
  island: (names, count) => `On an island, everyone is either a knight or a knave. Knights say only what is true, knaves only what is false. You meet ${count} islanders: ${names}. Each of them tells you one thing:`,
  market: (names) => `Every trader at a market is a knight, whose statements are all true, or a knave, whose statements are all false. The traders are ${names}, and this is what they say:`,
  brief: (names) => `Each of ${names} is a knight (what they say is true) or a knave (what they say is false).`,
};

/** What every prompt ends with. */
const RULES = [
  "",
  "How the statements are meant:",
  '- "If A, then B" is false when A holds and B does not, and true otherwise.',
  '- "Exactly", "at least" and "at most" are meant literally: at least 2 includes 3, and at most 2 includes none.',
  "- What people would answer when asked follows their kind: a knight would answer so if it is true, a knave if it is false.",
  "",
  "Who is what? Exactly one assignment of kinds agrees with everything that is said. Give the kind of everybody as pairs of the form Name=knight or Name=knave, separated by commas.",
  FORMAT.instruction,
].join("\n");

export default class KnightsAndKnaves extends Bootcamp<Case, ReadonlyMap<string, Kind>, Level> {
  static readonly card: Card<Level> = {
    name: "KnightsAndKnaves",
    slug: "knights-and-knaves",
    title: "Knights and Knaves",
    domain: "logical-reasoning",
    description:
      "Knights always tell the truth and knaves always lie; from one statement of each person it is to be found out who is what. There is exactly one answer. Harder groups are larger, speak of numbers, conditions and of what others would say, and need more suppositions.",
    answerFormat: "pairs name=kind, separated by commas, between <answer> and </answer>",
    parameters: {
      people: { meaning: "people in the group", min: 3, max: 24 },
      forms: { meaning: "forms of statement that occur, from plain ones to what somebody would say", min: 2, max: 6 },
      candidates: { meaning: "groups of which the one that takes the most suppositions is taken", min: 1, max: 20 },
    },
    levels: [
      { people: 4, forms: 3, candidates: 1 },
      { people: 7, forms: 5, candidates: 1 },
      { people: 10, forms: 6, candidates: 2 },
      { people: 14, forms: 6, candidates: 2 },
      { people: 18, forms: 6, candidates: 2 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const menu = menuOf(level.forms);
    let [hardest, most]: [People, number] = [[], -1];
    for (let candidate = 0; candidate < level.candidates;) {
      const people = drawPeople(rng, level.people, menu);
      const inquiry = new Inquiry(people);
      if (inquiry.answers(2)?.length !== 1) continue;
      if (inquiry.settled > most) [hardest, most] = [people, inquiry.settled];
      candidate++;
    }
    return { people: hardest, voice: rng.choice(VOICES) };
  }

  promptFunc({ people, voice }: Case): string {
    const claims = people.map(({ name, claim }) => `- ${name}: "${sentence(claim)}"`);
    const opening = OPENINGS[voice](listed(people.map(({ name }) => name)), people.length);
    return `${opening}\n\n${claims.join("\n")}\n${RULES}`;
  }

  referenceAnswer({ people }: Case): string {
    const [knights = 0] = new Inquiry(people).answers(1) ?? [];
    const pairs = people.map(({ name }, index) => `${name}=${kindOf((knights & bitOfNumber(index)) !== 0)}`);
    return FORMAT.wrap(pairs.join(", "));
  }

  override workedSolution(instance: Case): string {
    const steps: string[] = [];
    new Inquiry(instance.people, (step) => steps.push(`- ${step}`)).answers(1);
    return [
      "Take the statements one after the other. Whoever says something true is a knight, whoever says something false",
      "a knave; where nothing follows, suppose something, and take it back when it leads to a contradiction.",
      ...steps,
      "",
      "Everything that is said now fits with the kinds.",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection(answer: ReadonlyMap<string, Kind>, { people }: Case): number {
    if (answer.size !== people.length || people.some(({ name }) => !answer.has(name))) return 0;
    const bitOf = bitsOf(people.map(({ name }) => name));
    let knights = 0;
    for (const [name, kind] of answer) if (kind === "knight") knights |= bitOf(name);
    return people.every(({ name, claim }) => fits(statementOf(name, claim, bitOf), EVERYBODY, knights)) ? 1 : 0;
  }

  /** Kinds that a search by consequences and suppositions settles until it knows the only answer. */
  override hardness({ people }: Case): number {
    const inquiry = new Inquiry(people);
    inquiry.answers(2);
    return inquiry.settled;
  }
}
