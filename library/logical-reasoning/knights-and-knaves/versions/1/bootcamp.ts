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
const VOICES: readonly Voice[] = ["island", "market", "brief"];
const FORMS: readonly Form[] = ["is", "alike", "either", "count", "if", "says"];
const NAMES = [
  "Ada", "Ben", "Cleo", "Dan", "Edda", "Finn", "Gwen", "Hugo", "Iris", "Jon", "Kira", "Leo", "Maya", "Nils", "Olga",
  "Paul", "Quinn", "Rosa", "Sam", "Tess", "Udo", "Vera", "Walt", "Xenia", "Yann", "Zoe",
];

/** Settled kinds after which a search is given up, and the group is drawn anew. */
const MOST_SETTLED = 6_000;

type Known = ReadonlyMap<string, boolean>;

/** Whether a claim is true when so much is known of who is a knight; undefined where that does not decide it. */
function truth(claim: Claim, known: Known): boolean | undefined {
  switch (claim.form) {
    case "is": {
      const knight = known.get(claim.who);
      return knight === undefined ? undefined : knight === claim.knight;
    }
    case "alike": {
      const [first, second] = [known.get(claim.first), known.get(claim.second)];
      return first === undefined || second === undefined ? undefined : (first === second) === claim.alike;
    }
    case "count": {
      const knights = claim.group.filter((who) => known.get(who) === true).length;
      const most = knights + claim.group.filter((who) => known.get(who) === undefined).length;
      const low = claim.bound === "at most" ? 0 : claim.count;
      const high = claim.bound === "at least" ? claim.group.length : claim.count;
      if (most < low || knights > high) return false;
      return knights >= low && most <= high ? true : undefined;
    }
    case "if":
    case "either": {
      const [first, second] = [truth(claim.first, known), truth(claim.second, known)];
      if (claim.form === "either") return first === undefined || second === undefined ? undefined : first !== second;
      if (first === false || second === true) return true;
      return first === undefined || second === undefined ? undefined : false;
    }
    case "says": {
      const [speaker, said] = [known.get(claim.who), truth(claim.claim, known)];
      return speaker === undefined || said === undefined ? undefined : speaker === said;
    }
  }
}

function mentioned(claim: Claim): readonly string[] {
  switch (claim.form) {
    case "is":
      return [claim.who];
    case "alike":
      return [claim.first, claim.second];
    case "count":
      return claim.group;
    case "if":
    case "either":
      return [claim.first.who, claim.second.who];
    case "says":
      return [claim.who, ...mentioned(claim.claim)];
  }
}

type People = Case["people"];

/** Finds who can be what, by what follows from each statement and, where nothing follows, by supposition. */
class Inquiry {
  readonly #people: People;
  readonly #note: (step: string) => void;
  /** Kinds that were settled, those under a false supposition among them. */
  settled = 0;

  constructor(people: People, note: (step: string) => void = () => {}) {
    this.#people = people;
    this.#note = note;
  }

  /** The first assignments that agree with all statements, at most `most`; undefined when it is given up. */
  answers(most: number): readonly Known[] | undefined {
    const found: Known[] = [];
    const visit = (known: Map<string, boolean>): boolean => {
      if (!this.#follow(known)) return true;
      const next = this.#people.find(({ name }) => !known.has(name));
      if (next === undefined) found.push(known);
      if (next === undefined || found.length === most) return true;
      for (const knight of [true, false]) {
        if (++this.settled > MOST_SETTLED) return false;
        this.#note(`Suppose that ${next.name} is a ${kindOf(knight)}.`);
        if (!visit(new Map(known).set(next.name, knight))) return false;
        if (found.length === most) return true;
      }
      return true;
    };
    return visit(new Map()) ? found : undefined;
  }

  /** Settles whatever a statement decides; false at a contradiction. */
  #follow(known: Map<string, boolean>): boolean {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const { name, claim } of this.#people) {
        const open = [...new Set([name, ...mentioned(claim)])].filter((who) => !known.has(who));
        if (open.length > 1 && truth(claim, known) === undefined) continue;
        const [who = name] = open.length > 1 ? [name] : open;
        const possible = [true, false].filter((knight) => {
          const tried = known.has(who) ? known : new Map(known).set(who, knight);
          return tried.get(name) === undefined || truth(claim, tried) === tried.get(name);
        });
        const [knight] = possible;
        if (knight === undefined) {
          this.#note(`But then what ${name} says does not fit: a contradiction.`);
          return false;
        }
        if (known.has(who) || possible.length > 1) continue;
        known.set(who, knight);
        this.settled++;
        isMoving = true;
        this.#note(`By what ${name} says, ${who} must be a ${kindOf(knight)}.`);
      }
    }
    return true;
  }
}

const kindOf = (knight: boolean): Kind => (knight ? "knight" : "knave");

function drawClaim(rng: Rng, others: readonly string[], form: Form, forms: readonly Form[]): Claim {
  const [first = "", second = "", ...rest] = rng.shuffle(others);
  const plain = (who: string): Plain => ({ form: "is", who, knight: rng.boolean() });
  switch (form) {
    case "is":
      return plain(first);
    case "alike":
      return { form, first, second, alike: rng.boolean() };
    case "count": {
      const group = [first, second, ...rest.slice(0, rng.integer(1, 3))];
      const bound = rng.choice(["exactly", "at least", "at most"] as const);
      const low = bound === "at least" ? 2 : 1;
      return { form, group, bound, count: rng.integer(low, group.length - (bound === "at least" ? 0 : 1)) };
    }
    case "if":
    case "either":
      return { form, first: plain(first), second: plain(second) };
    case "says": {
      const inner = rng.choice(forms.filter((one) => one !== "says" && one !== "count"));
      return { form, who: first, claim: drawClaim(rng, [second, ...rest], inner, forms) };
    }
  }
}

/** People of drawn kinds, each with a claim that their kind may make. */
function drawPeople(rng: Rng, { people, forms }: Level): People {
  const names = rng.sample(NAMES, people).toSorted();
  const known = new Map(names.map((name) => [name, rng.boolean()]));
  const allowed = FORMS.slice(0, forms);
  return names.map((name) => {
    const others = names.filter((other) => other !== name);
    for (;;) {
      // A plain accusation settles a kind at once, and is rare where there are other forms.
      const form = rng.weightedChoice(allowed.map((one) => [one, one === "is" && forms > 2 ? 0.3 : 1]));
      const claim = drawClaim(rng, others, form, allowed);
      if (truth(claim, known) === known.get(name)) return { name, claim };
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
      return claim.alike
        ? `${claim.first} and ${claim.second} are of the same kind`
        : `${claim.first} and ${claim.second} are of different kinds`;
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

  readonly answerFormat = tagged(mapping(text(), choiceOf(KINDS)));

  caseGenerator(rng: Rng, level: Level): Case {
    const groups: { readonly people: People; readonly settled: number }[] = [];
    while (groups.length < level.candidates) {
      const people = drawPeople(rng, level);
      const inquiry = new Inquiry(people);
      if (inquiry.answers(2)?.length === 1) groups.push({ people, settled: inquiry.settled });
    }
    const { people } = groups.reduce((hardest, one) => (one.settled > hardest.settled ? one : hardest));
    return { people, voice: rng.choice(VOICES) };
  }

  promptFunc({ people, voice }: Case): string {
    const names = listed(people.map(({ name }) => name));
    const opening = {
      island: `On an island, everyone is either a knight or a knave. Knights say only what is true, knaves only what is false. You meet ${people.length} islanders: ${names}. Each of them tells you one thing:`,
      market: `Every trader at a market is a knight, whose statements are all true, or a knave, whose statements are all false. The traders are ${names}, and this is what they say:`,
      brief: `Each of ${names} is a knight (what they say is true) or a knave (what they say is false).`,
    }[voice];
    return [
      opening,
      "",
      ...people.map(({ name, claim }) => `- ${name}: "${sentence(claim)}"`),
      "",
      "How the statements are meant:",
      '- "If A, then B" is false when A holds and B does not, and true otherwise.',
      '- "Exactly", "at least" and "at most" are meant literally: at least 2 includes 3, and at most 2 includes none.',
      "- What people would answer when asked follows their kind: a knight would answer so if it is true, a knave if it is false.",
      "",
      "Who is what? Exactly one assignment of kinds agrees with everything that is said. Give the kind of everybody as pairs of the form Name=knight or Name=knave, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ people }: Case): string {
    const [known] = new Inquiry(people).answers(1) ?? [];
    return this.answerFormat.wrap(people.map(({ name }) => `${name}=${kindOf(known?.get(name) === true)}`).join(", "));
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
    const known = new Map([...answer].map(([name, kind]) => [name, kind === "knight"]));
    return people.every(({ name, claim }) => truth(claim, known) === known.get(name)) ? 1 : 0;
  }

  /** Kinds that a search by consequences and suppositions settles until it knows the only answer. */
  override hardness({ people }: Case): number {
    const inquiry = new Inquiry(people);
    inquiry.answers(2);
    return inquiry.settled;
  }
}
