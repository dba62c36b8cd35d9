import { at, Bootcamp, type Card, finalLine, list, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Sex = "woman" | "man";

type Person = { readonly name: string; readonly sex: Sex; readonly marbles: number };

type Sentence = {
  /** A name, or he, she, the former, the latter. */
  readonly giver: string;
  /** A name, or him, her, the former, the latter. */
  readonly receiver: string;
  readonly amount: number | "half" | "as many";
};

type Case = { readonly people: readonly Person[]; readonly sentences: readonly Sentence[] };

type Level = { readonly people: number; readonly sentences: number };

type Holding = { readonly name: string; readonly marbles: number };

/** How things stand behind a sentence. */
type State = {
  readonly holdings: readonly number[];
  /** The persons mentioned so far, the last one first. */
  readonly recent: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly moved: number;
};

const WOMEN = ["Ann", "Cara", "Eva", "Gina", "Ida", "Kim", "Mia", "Olga", "Rosa", "Tess", "Uma", "Zoe"];
const MEN = ["Bob", "Dan", "Finn", "Hugo", "Ian", "Jack", "Leo", "Ned", "Paul", "Sam", "Tom", "Will"];
const SEXES: ReadonlyMap<string, Sex> = new Map<string, Sex>([
  ["he", "man"],
  ["him", "man"],
  ["she", "woman"],
  ["her", "woman"],
]);
const GIVERS = ["he", "she", "the former", "the latter"];
const RECEIVERS = ["him", "her", "the former", "the latter"];
const KINDS = ["he", "she", "him", "her", "the former", "the latter", "half", "as many"];

/** The place of the person meant by a phrase, or -1 where it means nobody. */
function meantBy(phrase: string, people: readonly Person[], state: State, leftOut: number): number {
  if (phrase === "the former") return state.from;
  if (phrase === "the latter") return state.to;
  const sex = SEXES.get(phrase);
  if (sex === undefined) return people.findIndex(({ name }) => name === phrase);
  return state.recent.find((person) => at(people, person).sex === sex && person !== leftOut) ?? -1;
}

/** What a sentence does; undefined where a phrase means nobody, or where giver and receiver are one person. */
function advance(people: readonly Person[], state: State, { giver, receiver, amount }: Sentence): State | undefined {
  const from = meantBy(giver, people, state, -1);
  const to = meantBy(receiver, people, state, from);
  if (from < 0 || to < 0 || from === to) return undefined;
  const held = at(state.holdings, from);
  const wanted = amount === "half" ? Math.floor(held / 2) : amount === "as many" ? state.moved : amount;
  const moved = Math.min(wanted, held);
  return {
    holdings: state.holdings.map((count, person) =>
      person === from ? count - moved : person === to ? count + moved : count,
    ),
    recent: [to, from, ...state.recent.filter((person) => person !== to && person !== from)],
    from,
    to,
    moved,
  };
}

const startOf = (people: readonly Person[]): State => ({
  holdings: people.map(({ marbles }) => marbles),
  recent: [],
  from: -1,
  to: -1,
  moved: 0,
});

/** How things stand behind each sentence. */
function statesOf({ people, sentences }: Case): State[] {
  const states: State[] = [];
  let state: State | undefined = startOf(people);
  for (const sentence of sentences) {
    state = advance(people, state, sentence);
    if (state === undefined) return states;
    states.push(state);
  }
  return states;
}

const finalHoldings = (instance: Case): readonly number[] =>
  statesOf(instance).at(-1)?.holdings ?? startOf(instance.people).holdings;

function drawPeople(rng: Rng, count: number): Person[] {
  const women = rng.integer(Math.floor(count / 2), Math.ceil(count / 2));
  const drawn = [
    ...rng.sample(WOMEN, women).map((name) => ({ name, sex: "woman" as const })),
    ...rng.sample(MEN, count - women).map((name) => ({ name, sex: "man" as const })),
  ];
  return rng.shuffle(drawn).map(({ name, sex }) => ({ name, sex, marbles: rng.integer(6, 20) }));
}

/** A name: of somebody new, or else often of the person who was not mentioned for longest. */
function drawName(rng: Rng, people: readonly Person[], { recent }: State): string {
  const unseen = people.filter((_, person) => !recent.includes(person));
  if (unseen.length > 0) return rng.choice(unseen).name;
  return rng.boolean() ? at(people, at(recent, recent.length - 1)).name : rng.choice(people).name;
}

/** A sentence that moves at least one marble, with what it does. */
function drawSentence(
  rng: Rng,
  people: readonly Person[],
  state: State,
  isFirst: boolean,
  naming: number,
): { readonly sentence: Sentence; readonly next: State } {
  for (let tries = 0; ; tries++) {
    // Where phrases find nobody who can give, names and a number do.
    const isPlain = isFirst || tries > 60;
    const giver = isPlain || rng.boolean(naming) ? drawName(rng, people, state) : rng.choice(GIVERS);
    const receiver = isPlain || rng.boolean(naming) ? drawName(rng, people, state) : rng.choice(RECEIVERS);
    const kind = rng.weightedChoice<"number" | "half" | "as many">([
      ["number", 4],
      ["half", 3],
      ["as many", 3],
    ]);
    const amount = isPlain || kind === "number" ? rng.integer(1, 12) : kind;
    const sentence: Sentence = { giver, receiver, amount };
    const next = advance(people, state, sentence);
    if (next !== undefined && next.moved > 0) return { sentence, next };
  }
}

function drawCase(rng: Rng, level: Level): Case {
  const people = drawPeople(rng, level.people);
  const sentences: Sentence[] = [];
  let state = startOf(people);
  for (const index of range(level.sentences)) {
    const naming = index < level.sentences / 3 ? 0.5 : 0.12;
    const { sentence, next } = drawSentence(rng, people, state, index === 0, naming);
    sentences.push(sentence);
    state = next;
  }
  return { people, sentences };
}

/** What a case lacks: kinds of phrases, persons who take part, and numbers at the end that tell the persons apart. */
function lacksOf(instance: Case): number {
  const { people, sentences } = instance;
  const used = new Set<string | number>(sentences.flatMap(({ giver, receiver, amount }) => [giver, receiver, amount]));
  const last = statesOf(instance).at(-1) ?? startOf(people);
  return (
    KINDS.filter((kind) => !used.has(kind)).length +
    (people.length - last.recent.length) +
    (new Set(last.holdings).size >= people.length - 1 ? 0 : 1)
  );
}

const capital = (phrase: string): string => phrase.slice(0, 1).toUpperCase() + phrase.slice(1);

const written = ({ giver, receiver, amount }: Sentence): string => `${capital(giver)} gives ${receiver} ${amount}.`;

export default class PassingPronouns extends Bootcamp<Case, readonly Holding[], Level> {
  static readonly card: Card<Level> = {
    name: "PassingPronouns",
    slug: "passing-pronouns",
    title: "Passing Pronouns",
    domain: "language-analysis",
    description:
      "Women and men hold marbles, and a text of short sentences passes them on. Givers and receivers are mostly pronouns or the former and the latter, which are resolved by fixed rules, and amounts are numbers, halves, or as many as moved before. Who holds how many marbles at the end is asked for. Harder cases have more people and more sentences.",
    answerFormat: "all persons with their marbles in the order given, on a last line such as Answer: Ann 6, Bob 8, Cara 4, Dan 0",
    parameters: {
      people: { meaning: "number of people", min: 3, max: 7 },
      sentences: { meaning: "number of sentences", min: 6, max: 400 },
    },
    levels: [
      { people: 3, sentences: 12 },
      { people: 4, sentences: 30 },
      { people: 5, sentences: 70 },
      { people: 6, sentences: 150 },
      { people: 7, sentences: 300 },
    ],
  };

  readonly answerFormat = finalLine(
    list(
      refine<string, Holding>(text(), (item) => {
        const match = /^([A-Za-z]+)(?: ?[:=] ?| )(\d+)$/.exec(item);
        if (match === null) return unparsable("not a name and a number");
        return parsed({ name: at(match, 1), marbles: Number(at(match, 2)) });
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let lacks = lacksOf(best);
    for (let tries = 0; tries < 200 && lacks > 0; tries++) {
      const drawn = drawCase(rng, level);
      const count = lacksOf(drawn);
      if (count < lacks) {
        best = drawn;
        lacks = count;
      }
    }
    return best;
  }

  promptFunc({ people, sentences }: Case): string {
    return [
      "Some women and men hold marbles, and a text tells how they pass them on. Work out who holds how many marbles at the end.",
      "",
      "Rules:",
      '- Each sentence has the form "GIVER gives RECEIVER AMOUNT." The sentences happen in their order. Giver and receiver are always two different people.',
      "- A person is mentioned whenever a sentence means them, whether by name, by a pronoun, or as the former or the latter. Within a sentence, the receiver counts as mentioned after the giver.",
      '- "He" or "She" as the giver means the man or the woman, respectively, who was mentioned most recently in the sentences before this one.',
      '- "him" or "her" as the receiver means the man or the woman, respectively, who was mentioned most recently in the sentences before this one, leaving out the giver of this sentence.',
      '- "the former" means the giver of the sentence directly before, and "the latter" its receiver. Either may stand for the giver or for the receiver of a sentence.',
      '- The amount is a number of marbles, or "half", which is half of what the giver holds just before this sentence, rounded down, or "as many", which is the number of marbles that really moved in the sentence directly before.',
      "- A giver who holds fewer marbles than the amount gives all that they hold.",
      "",
      "Example: Ann (woman) 6, Bob (man) 5, Cara (woman) 4, Dan (man) 3. Ann gives Bob 2. He gives Cara half. She gives her as many. The latter gives Dan 5. He gives him half. The former gives her 6.",
      "Ann gives Bob 2; Bob, who has 7, gives Cara 3; Cara gives Ann 3; Ann gives Dan 5; Dan, who has 8, gives Bob 4; Dan gives Ann only 4, which is all he has. At the end: Ann 6, Bob 8, Cara 4, Dan 0.",
      "",
      `At the start: ${people.map(({ name, sex, marbles }) => `${name} (${sex}) ${marbles}`).join(", ")}.`,
      "",
      "The text:",
      sentences.map(written).join(" "),
      "",
      "Give all the people with the number of marbles that each holds at the end, in the order of the list at the start, separated by commas, each as the name, a space and the number.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const holdings = finalHoldings(instance);
    return this.answerFormat.wrap(
      instance.people.map(({ name }, person) => `${name} ${at(holdings, person)}`).join(", "),
    );
  }

  verifyCorrection(answer: readonly Holding[], instance: Case): number {
    const holdings = finalHoldings(instance);
    const right = instance.people.map(({ name }, person) => `${name} ${at(holdings, person)}`);
    return answer.map(({ name, marbles }) => `${name} ${marbles}`).join() === right.join() ? 1 : 0;
  }

  /** Each sentence with the persons whom it means and what they hold behind it. */
  workedSolution(instance: Case): string {
    const { people, sentences } = instance;
    const states = statesOf(instance);
    return [
      ...states.map(({ holdings, from, to, moved }, index) => {
        const [giver, receiver] = [at(people, from).name, at(people, to).name];
        return `${index + 1}. ${written(at(sentences, index))} ${giver} gives ${receiver} ${moved}: ${giver} ${at(holdings, from)}, ${receiver} ${at(holdings, to)}.`;
      }),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Sentences, and phrases in them that are to be resolved. */
  hardness({ people, sentences }: Case): number {
    const names = people.map(({ name }) => name);
    const open = sentences.flatMap(({ giver, receiver }) => [giver, receiver]).filter((phrase) => !names.includes(phrase));
    return sentences.length + open.length;
  }
}
