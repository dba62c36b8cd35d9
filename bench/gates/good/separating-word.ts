import {
  at,
  Bootcamp,
  bracketed,
  type Card,
  parsed,
  refine,
  type Rng,
  text,
  textTable,
} from "campforge/bootcamp";

/** A deterministic automaton with states counted from 0. */
type Automaton = {
  readonly start: number;
  readonly accepting: readonly boolean[];
  /** For each state and each letter, the next state. */
  readonly next: readonly (readonly number[])[];
};

type Case = { readonly letters: string; readonly first: Automaton; readonly second: Automaton };

type Level = {
  readonly letters: number;
  readonly states: number;
  readonly twins: number;
  readonly shortest: number;
  readonly longest: number;
};

const LETTERS = "abc";

function accepts({ start, accepting, next }: Automaton, word: string, letters: string): boolean {
  return at(
    accepting,
    [...word].reduce((state, letter) => at(at(next, state), letters.indexOf(letter)), start),
  );
}

/**
 * A shortest word that one automaton accepts and the other does not; undefined when there is none. Goes
 * through the pairs of states that the two reach with the same word, the shortest words first.
 */
function separate({ letters, first, second }: Case): string | undefined {
  const seen = new Set([`${first.start} ${second.start}`]);
  const waiting = [{ one: first.start, other: second.start, word: "" }];
  for (const { one, other, word } of waiting) {
    if (at(first.accepting, one) !== at(second.accepting, other)) return word;
    for (const [place, letter] of [...letters].entries()) {
      const after = {
        one: at(at(first.next, one), place),
        other: at(at(second.next, other), place),
        word: word + letter,
      };
      const key = `${after.one} ${after.other}`;
      if (seen.has(key)) continue;
      seen.add(key);
      waiting.push(after);
    }
  }
  return undefined;
}

/** One letter leads deeper from each state, the others back or nowhere, so that far states take long words. */
function drawAutomaton(rng: Rng, states: number, letters: number): Automaton {
  const accepting = Array.from({ length: states }, () => rng.boolean(0.4));
  const next = accepting.map((_, state) => {
    const forward = rng.integer(0, letters - 1);
    return Array.from({ length: letters }, (_unused, letter) =>
      letter === forward && state + 1 < states ? state + 1 : rng.integer(0, state),
    );
  });
  return { start: 0, accepting, next };
}

/** The same language with one state more: a twin behaves like its state and takes some of what leads there. */
function addTwin(rng: Rng, { start, accepting, next }: Automaton): Automaton {
  const state = rng.integer(0, accepting.length - 1);
  const twin = accepting.length;
  const grown = [...next, at(next, state)].map((row) =>
    row.map((target) => (target === state && rng.boolean() ? twin : target)),
  );
  return { start, accepting: [...accepting, at(accepting, state)], next: grown };
}

/** One arrow bent to another state, or one state that accepts no more or now does. */
function changeOnce(rng: Rng, { start, accepting, next }: Automaton): Automaton {
  const state = rng.integer(0, accepting.length - 1);
  if (rng.boolean(0.3)) {
    return { start, next, accepting: accepting.with(state, !at(accepting, state)) };
  }
  const row = at(next, state);
  const bent = row.with(rng.integer(0, row.length - 1), rng.integer(0, accepting.length - 1));
  return { start, accepting, next: next.with(state, bent) };
}

/** The same automaton with its states numbered in another order, so that numbers tell nothing. */
function renumber(rng: Rng, { start, accepting, next }: Automaton): Automaton {
  const old = rng.shuffle(accepting.map((_, state) => state));
  return {
    start: old.indexOf(start),
    accepting: old.map((state) => at(accepting, state)),
    next: old.map((state) => at(next, state).map((target) => old.indexOf(target))),
  };
}

function drawPair(rng: Rng, level: Level): Case {
  const first = drawAutomaton(rng, level.states, level.letters);
  let second = first;
  for (let count = 0; count < level.twins; count++) second = addTwin(rng, second);
  return {
    letters: LETTERS.slice(0, level.letters),
    first: renumber(rng, first),
    second: renumber(rng, changeOnce(rng, second)),
  };
}

function describe(name: string, automaton: Automaton, letters: string): string[] {
  const { start, accepting, next } = automaton;
  const rows = next.map((row, state) => [
    `${name}${state + 1}`,
    ...row.map((target) => `${name}${target + 1}`),
    at(accepting, state) ? "yes" : "no",
  ]);
  return [
    `Automaton ${name} starts in state ${name}${start + 1}.`,
    "",
    textTable(["state", ...[...letters].map((letter) => `on ${letter}`), "accepting"], rows),
    "",
  ];
}

export default class SeparatingWord extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "SeparatingWord",
    slug: "separating-word",
    title: "Separating Word",
    domain: "language-analysis",
    description:
      "Two deterministic finite automata accept languages that are nearly the same. A shortest word that one of them accepts and the other rejects is asked for; every such word is right.",
    answerFormat: "the word between [answer] and [/answer]",
    parameters: {
      letters: { meaning: "letters of the alphabet", min: 2, max: 3 },
      states: { meaning: "states of the first automaton", min: 3, max: 20 },
      twins: { meaning: "states that the second automaton has more", min: 0, max: 10 },
      shortest: { meaning: "letters in a shortest separating word, at least", min: 1, max: 12 },
      longest: { meaning: "letters in a shortest separating word, at most", min: 1, max: 20 },
    },
    levels: [
      { letters: 2, states: 6, twins: 1, shortest: 4, longest: 5 },
      { letters: 2, states: 8, twins: 2, shortest: 6, longest: 7 },
      { letters: 3, states: 9, twins: 4, shortest: 7, longest: 9 },
      { letters: 3, states: 12, twins: 6, shortest: 9, longest: 13 },
    ],
  };

  // Spaces between the letters mean nothing.
  readonly answerFormat = bracketed(
    refine(text({ letterCase: "lower" }), (word) => parsed(word.replaceAll(" ", ""))),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = drawPair(rng, level);
      const { length } = separate(drawn) ?? "";
      if (length >= level.shortest && length <= level.longest) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { letters, first, second } = instance;
    return [
      `Two finite automata, P and Q, read words over the letters ${[...letters].join(", ")}. Each begins in its start state and reads the word letter by letter from the left; the table says to which state it goes from each state on each letter. It accepts the word if the state in which it is after the last letter is accepting, and rejects it otherwise.`,
      "",
      ...describe("P", first, letters),
      ...describe("Q", second, letters),
      "A word separates the two automata if one of them accepts it and the other rejects it; which of them accepts does not matter. Find a separating word that is as short as possible. If there are several of that length, any of them is right.",
      "",
      `Give the word alone, its letters one after the other. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(separate(instance) ?? "no word");
  }

  verifyCorrection(answer: string, instance: Case): number {
    const { letters, first, second } = instance;
    if (answer.length !== separate(instance)?.length) return 0;
    if ([...answer].some((letter) => !letters.includes(letter))) return 0;
    return accepts(first, answer, letters) !== accepts(second, answer, letters) ? 1 : 0;
  }
}
