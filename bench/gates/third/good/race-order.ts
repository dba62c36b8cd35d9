import { at, Bootcamp, type Card, choiceOf, finalLine, list, permutations, type Rng } from "campforge/bootcamp";

type Runner = (typeof NAMES)[number];

type Clue =
  | { readonly kind: "before"; readonly first: Runner; readonly second: Runner }
  | { readonly kind: "between"; readonly middle: Runner; readonly one: Runner; readonly other: Runner }
  | { readonly kind: "apart"; readonly one: Runner; readonly other: Runner; readonly count: number }
  | { readonly kind: "not-next"; readonly one: Runner; readonly other: Runner }
  | { readonly kind: "among-first"; readonly runner: Runner; readonly count: number };

type Case = {
  readonly runners: readonly Runner[];
  readonly clues: readonly Clue[];
  /** How many of the clues are false. */
  readonly lies: number;
};

type Level = { readonly runners: number; readonly lies: number; readonly vague: number };

const NAMES = ["Anna", "Bert", "Cleo", "Dina", "Emil", "Fred", "Gina", "Hugo"] as const;
const MOST_CLUES = 20;
const ATTEMPTS = 60;

/** Whether a clue is true when the runners finish in this order. */
function holds(clue: Clue, order: readonly Runner[]): boolean {
  const place = (runner: Runner): number => order.indexOf(runner);
  switch (clue.kind) {
    case "before":
      return place(clue.first) < place(clue.second);
    case "between": {
      const middle = place(clue.middle);
      return place(clue.one) < middle !== place(clue.other) < middle;
    }
    case "apart":
      return Math.abs(place(clue.one) - place(clue.other)) === clue.count + 1;
    case "not-next":
      return Math.abs(place(clue.one) - place(clue.other)) !== 1;
    case "among-first":
      return place(clue.runner) < clue.count;
  }
}

const liesIn = (clues: readonly Clue[], order: readonly Runner[]): number =>
  clues.filter((clue) => !holds(clue, order)).length;

/** Every order in which exactly as many clues are false as there should be. */
function solutions({ runners, clues, lies }: Case): Runner[][] {
  return permutations(runners).filter((order) => liesIn(clues, order) === lies);
}

function drawClue(rng: Rng, runners: readonly Runner[], vague: number): Clue {
  const [one = "Anna", other = "Bert", third = "Cleo"] = rng.sample(runners, 3);
  if (rng.boolean(vague)) {
    return rng.boolean()
      ? { kind: "not-next", one, other }
      : { kind: "among-first", runner: one, count: rng.integer(2, runners.length - 2) };
  }
  switch (rng.integer(0, 2)) {
    case 0:
      return { kind: "before", first: one, second: other };
    case 1:
      return { kind: "between", middle: one, one: other, other: third };
    default:
      return { kind: "apart", one, other, count: rng.integer(1, runners.length - 2) };
  }
}

/** Clues about one order, of which the first ones are false, added until only one order is left. */
function drawClues(rng: Rng, level: Level, runners: readonly Runner[], orders: readonly Runner[][]): Clue[] | undefined {
  const truth = rng.shuffle(runners);
  const clues: Clue[] = [];
  let left = orders.map((order) => ({ order, lies: 0 }));
  while (clues.length < MOST_CLUES) {
    const clue = drawClue(rng, runners, level.vague);
    const isLie = clues.length < level.lies;
    if (holds(clue, truth) === isLie || clues.some((one) => JSON.stringify(one) === JSON.stringify(clue))) continue;
    const after = left
      .map(({ order, lies }) => ({ order, lies: holds(clue, order) ? lies : lies + 1 }))
      .filter(({ lies }) => lies <= level.lies);
    // A clue that rules nothing out would be idle; while there may still be lies, none rules much out at first.
    if (level.lies === 0 && after.length === left.length) continue;
    clues.push(clue);
    left = after;
    if (left.filter(({ lies }) => lies === level.lies).length === 1) return rng.shuffle(clues);
  }
  return undefined;
}

function say(clue: Clue): string {
  switch (clue.kind) {
    case "before":
      return `${clue.first} finished before ${clue.second}.`;
    case "between":
      return `${clue.middle} finished after one of ${clue.one} and ${clue.other} and before the other.`;
    case "apart":
      return `Exactly ${clue.count === 1 ? "one runner" : `${clue.count} runners`} finished between ${clue.one} and ${clue.other}.`;
    case "not-next":
      return `${clue.one} and ${clue.other} did not finish in neighbouring places.`;
    case "among-first":
      return `${clue.runner} was among the first ${clue.count}.`;
  }
}

export default class RaceOrder extends Bootcamp<Case, readonly Runner[], Level> {
  static readonly card: Card<Level> = {
    name: "RaceOrder",
    slug: "race-order",
    title: "The Order of a Race",
    domain: "logical-reasoning",
    description:
      "Clues are given about the order in which runners finished a race. In harder cases there are more runners, vaguer clues, and a known number of the clues are false without it being said which. The only possible order is asked for.",
    answerFormat: "the runners from first to last, separated by commas, on a final line behind Answer:",
    parameters: {
      runners: { meaning: "runners", min: 4, max: 7 },
      lies: { meaning: "clues that are false", min: 0, max: 2 },
      vague: { meaning: "share of clues that rule out little", min: 0, max: 0.9 },
    },
    levels: [
      { runners: 4, lies: 0, vague: 0 },
      { runners: 5, lies: 0, vague: 0.3 },
      { runners: 6, lies: 0, vague: 0.5 },
      { runners: 6, lies: 1, vague: 0.1 },
      { runners: 7, lies: 1, vague: 0.15 },
    ],
  };

  readonly answerFormat = finalLine(list(choiceOf(NAMES)));

  caseGenerator(rng: Rng, level: Level): Case {
    const runners = rng.sample(NAMES, level.runners);
    const orders = permutations(runners);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const clues = drawClues(rng, level, runners, orders);
      if (clues !== undefined) return { runners, clues, lies: level.lies };
    }
    // The whole order, said pair by pair; not reached with the levels of the card.
    const clues = runners.slice(1).map((second, index): Clue => ({ kind: "before", first: at(runners, index), second }));
    return { runners: runners.toSorted(), clues, lies: 0 };
  }

  promptFunc(instance: Case): string {
    const { runners, clues, lies } = instance;
    const truth =
      lies === 0
        ? "All the statements are true."
        : `Exactly ${lies === 1 ? "one of the statements is" : `${lies} of the statements are`} false; all the others are true. It is not said which.`;
    return [
      `${runners.length} runners took part in a race: ${runners.join(", ")}. All of them finished, no two at the same time.`,
      "Afterwards these statements were made:",
      "",
      ...clues.map((clue, index) => `${index + 1}. ${say(clue)}`),
      "",
      `${truth} Only one order is possible.`,
      "",
      "In which order did they finish? Give all their names from the first to the last, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap((solutions(instance)[0] ?? []).join(", "));
  }

  verifyCorrection(answer: readonly Runner[], instance: Case): number {
    const { runners, clues, lies } = instance;
    if (answer.length !== runners.length || new Set(answer).size !== runners.length) return 0;
    if (!runners.every((runner) => answer.includes(runner))) return 0;
    return liesIn(clues, answer) === lies ? 1 : 0;
  }
}
