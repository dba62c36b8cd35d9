import { Bootcamp, boxed, type Card, choiceOf, either, parsed, type Parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

/** A step of a lock from one state to another on a letter. */
type Step = { readonly from: number; readonly letter: string; readonly to: number };

/** A nondeterministic automaton that begins in state 0; the states are in no other order. */
type Lock = { readonly states: number; readonly steps: readonly Step[]; readonly open: readonly number[] };

type Case = { readonly letters: string; readonly locks: readonly [Lock, Lock] };

type Level = {
  readonly letters: number;
  readonly fewest: number;
  readonly most: number;
  /** Steps, per state and letter, in percent. */
  readonly density: number;
  /** Letters of a shortest word at the least. */
  readonly least: number;
  /** Percent of the cases without a word. */
  readonly none: number;
};

const ALPHABET = "abcd";
const MOST_TRIES = 300;

/** The states, as bits, in which a lock may be after one more letter. */
function advance(lock: Lock, states: number, letter: string): number {
  let next = 0;
  for (const step of lock.steps) {
    if (step.letter === letter && (states & (1 << step.from)) !== 0) next |= 1 << step.to;
  }
  return next;
}

const opens = (lock: Lock, states: number): boolean => lock.open.some((state) => (states & (1 << state)) !== 0);

function accepts(lock: Lock, word: string): boolean {
  let states = 1;
  for (const letter of word) states = advance(lock, states, letter);
  return opens(lock, states);
}

type Search = { readonly word: string | undefined; readonly visited: number };

/** A shortest word that opens both locks, by breadth-first search over what both may be in. */
function search({ letters, locks }: Case): Search {
  const [one, other] = locks;
  const seen = new Set(["1,1"]);
  let layer: { readonly first: number; readonly second: number; readonly word: string }[] = [{ first: 1, second: 1, word: "" }];
  while (layer.length > 0) {
    const found = layer.find(({ first, second }) => opens(one, first) && opens(other, second));
    if (found !== undefined) return { word: found.word, visited: seen.size };
    const next: typeof layer = [];
    for (const { first, second, word } of layer) {
      for (const letter of letters) {
        const [a, b] = [advance(one, first, letter), advance(other, second, letter)];
        if (a === 0 || b === 0 || seen.has(`${a},${b}`)) continue;
        seen.add(`${a},${b}`);
        next.push({ first: a, second: b, word: word + letter });
      }
    }
    layer = next;
  }
  return { word: undefined, visited: seen.size };
}

function drawLock(rng: Rng, letters: string, states: number, density: number): Lock {
  const steps: Step[] = [];
  for (const from of range(states)) {
    for (const letter of letters) {
      const count = rng.boolean(density / 100) ? (rng.boolean(0.2) ? 2 : 1) : 0;
      for (const to of rng.sample(range(states), count)) steps.push({ from, letter, to });
    }
  }
  return { states, steps, open: rng.sample(range(1, states), 1) };
}

function drawCase(rng: Rng, level: Level): Case {
  const letters = ALPHABET.slice(0, level.letters);
  const draw = (): Lock => drawLock(rng, letters, rng.integer(level.fewest, level.most), level.density);
  return { letters, locks: [draw(), draw()] };
}

const nameOf = (state: number): string => `s${state + 1}`;

function lockText({ states, steps, open }: Lock): string {
  const rows = range(states).map((from) => {
    const moves = steps.filter((step) => step.from === from).map(({ letter, to }) => `${letter} to ${nameOf(to)}`);
    return `- ${nameOf(from)}: ${moves.length === 0 ? "no steps" : moves.join(", ")}`;
  });
  return [...rows, `Open state: ${open.map(nameOf).join(", ")}`].join("\n");
}

export default class TwinLocks extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "TwinLocks",
    slug: "twin-locks",
    title: "Twin Locks",
    domain: "language-analysis",
    description:
      "Two locks are automata that step from state to state as letters are typed, and may have a choice. A shortest word that can open both is to be found, or it is to be said that there is none. Harder cases have more states and longer words.",
    answerFormat: "the word, or NONE, in \\boxed{}",
    parameters: {
      letters: { meaning: "letters of the alphabet", min: 2, max: 4 },
      fewest: { meaning: "states of a lock at the least", min: 3, max: 9 },
      most: { meaning: "states of a lock at the most", min: 3, max: 9 },
      density: { meaning: "percent of states and letters with a step", min: 30, max: 100 },
      least: { meaning: "letters of a shortest word at the least", min: 2, max: 12 },
      none: { meaning: "percent of cases without a word", min: 0, max: 30 },
    },
    levels: [
      { letters: 3, fewest: 3, most: 4, density: 65, least: 4, none: 10 },
      { letters: 3, fewest: 4, most: 5, density: 60, least: 5, none: 12 },
      { letters: 3, fewest: 5, most: 6, density: 55, least: 6, none: 15 },
      { letters: 3, fewest: 6, most: 7, density: 55, least: 7, none: 15 },
      { letters: 3, fewest: 8, most: 9, density: 52, least: 8, none: 15 },
    ],
  };

  readonly answerFormat = boxed(
    either(
      choiceOf(["NONE"]),
      refine(text({ letterCase: "lower" }), (whole): Parsed<string> => {
        const word = whole.replace(/[\s,]+/g, "");
        return /^[a-d]+$/.test(word) ? parsed(word) : unparsable("not a word of the letters a to d");
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const isNone = rng.boolean(level.none / 100);
    let best = drawCase(rng, level);
    let longest = -1;
    for (let tried = 0; tried < MOST_TRIES; tried++) {
      const drawn = drawCase(rng, level);
      const { word, visited } = search(drawn);
      if (isNone && word === undefined && visited >= 2 * level.least) return drawn;
      if (!isNone && word !== undefined && word.length >= level.least) return drawn;
      const length = word === undefined ? 0 : word.length;
      if (length <= longest) continue;
      best = drawn;
      longest = length;
    }
    return best;
  }

  promptFunc({ letters, locks }: Case): string {
    const [one, other] = locks;
    const alphabet = [...letters].join(", ");
    return [
      `Two locks have the same keypad with the letters ${alphabet}. Each letter of a word is sent to both locks at the same time. Each lock is in one of its states and takes, at each letter, one step that is listed for its state and this letter.`,
      "",
      "First lock:",
      lockText(one),
      "",
      "Second lock:",
      lockText(other),
      "",
      "Rules:",
      `1. Both locks begin in state ${nameOf(0)}. States of the two locks have nothing to do with each other even where their names are the same.`,
      "2. Where two steps are listed for a state and a letter, the lock may take either of them. Where none is listed, the lock jams and can never open.",
      "3. A word can open a lock if the lock can take a step at every letter and be in an open state after the last one. Passing through an open state earlier does not count.",
      "4. A word opens both locks if it can open each of them; the choices of one lock do not depend on those of the other.",
      "",
      "Find a word with as few letters as possible that opens both locks. If several words are equally short, any of them is correct. If there is no such word at all, the answer is NONE.",
      "",
      "Write the word in lower case without spaces, for example bca, or the word NONE.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(search(instance).word ?? "NONE");
  }

  verifyCorrection(answer: string, instance: Case): number {
    const { word } = search(instance);
    if (word === undefined || answer === "NONE") return word === undefined && answer === "NONE" ? 1 : 0;
    return answer.length === word.length && instance.locks.every((lock) => accepts(lock, answer)) ? 1 : 0;
  }

  /** Pairs of what the two locks may be in that a search looks at. */
  override hardness(instance: Case): number {
    return search(instance).visited;
  }
}
