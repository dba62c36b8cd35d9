import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  parsed,
  primesUpTo,
  refine,
  type Rng,
  text,
  textTable,
} from "campforge/bootcamp";

type Known = {
  /** Counted from 0. */
  readonly place: number;
  readonly letter: string;
};

type Case = {
  /** A prime. */
  readonly modulus: number;
  readonly numbers: readonly number[];
  /** In order of place, at least two of them, enciphered from different states. */
  readonly known: readonly Known[];
};

type Level = {
  readonly smallestModulus: number;
  readonly largestModulus: number;
  readonly letters: number;
  readonly firstGap: number;
  readonly secondGap: number;
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Remainders are below 4,000, so that products of two of them are exact. */
const modulo = (value: number, modulus: number): number => ((value % modulus) + modulus) % modulus;

/** The inverses of 1 to p - 1 modulo a prime p; that of q comes from that of p mod q, which is smaller. */
function inversesModulo(prime: number): readonly number[] {
  const inverses = [0, 1];
  for (let value = 2; value < prime; value++) {
    inverses.push(modulo(-Math.floor(prime / value) * at(inverses, prime % value), prime));
  }
  return inverses;
}

/** The sequence x → multiplier·x + increment, so many steps on, as one such step. */
function manySteps(multiplier: number, steps: number, modulus: number): { power: number; sum: number } {
  let [power, sum] = [1, 0];
  for (let step = 0; step < steps; step++) {
    sum = (sum * multiplier + 1) % modulus;
    power = (power * multiplier) % modulus;
  }
  return { power, sum };
}

/** Every message that some key turns into the numbers, the known letters included. */
function possibleMessages(instance: Case): readonly string[] {
  const { modulus, numbers, known } = instance;
  const inverses = inversesModulo(modulus);
  const fixed = known.map(({ place, letter }) => ({
    place,
    state: modulo(at(numbers, place) - LETTERS.indexOf(letter), modulus),
  }));
  const [first, second] = [at(fixed, 0), at(fixed, 1)];
  const messages = new Set<string>();
  for (let multiplier = 2; multiplier < modulus; multiplier++) {
    const { power, sum } = manySteps(multiplier, second.place - first.place, modulus);
    // A sum of 0 makes the power 1: the two states would be equal, and they differ.
    if (sum === 0) continue;
    const increment = modulo((second.state - power * first.state) * at(inverses, sum), modulus);
    const agrees = fixed.slice(2).every(({ place, state }, index) => {
      const before = at(fixed, index + 1);
      const steps = manySteps(multiplier, place - before.place, modulus);
      return (steps.power * before.state + steps.sum * increment) % modulus === state;
    });
    if (!agrees) continue;
    let state = first.state;
    for (let place = first.place; place > 0; place--) {
      state = modulo((state - increment) * at(inverses, multiplier), modulus);
    }
    const message = decipher(numbers, { modulus, multiplier, increment, state });
    if (message !== undefined) messages.add(message);
  }
  return [...messages];
}

type Key = {
  readonly modulus: number;
  readonly multiplier: number;
  readonly increment: number;
  /** The state at the first letter. */
  readonly state: number;
};

const statesOf = ({ modulus, multiplier, increment, state }: Key, count: number): readonly number[] => {
  const states = [state];
  while (states.length < count)
    states.push((multiplier * at(states, states.length - 1) + increment) % modulus);
  return states;
};

/** The message, or undefined when a number stands for no letter under this key. */
function decipher(numbers: readonly number[], key: Key): string | undefined {
  const states = statesOf(key, numbers.length);
  const values = numbers.map((number, place) => modulo(number - at(states, place), key.modulus));
  if (values.some((value) => value >= LETTERS.length)) return undefined;
  return values.map((value) => LETTERS.charAt(value)).join("");
}

function drawMessage(rng: Rng, level: Level): Case {
  const { letters, firstGap, secondGap } = level;
  const modulus = rng.choice(
    primesUpTo(level.largestModulus).filter((prime) => prime >= level.smallestModulus),
  );
  const multiplier = rng.integer(2, modulus - 1);
  const increment = rng.integer(0, modulus - 1);
  const states = statesOf({ modulus, multiplier, increment, state: rng.integer(0, modulus - 1) }, letters);
  const message = states.map(() => rng.integer(0, LETTERS.length - 1));
  const start = rng.integer(0, letters - 1 - firstGap - secondGap);
  const places = [start, start + firstGap, start + firstGap + secondGap];
  return {
    modulus,
    numbers: message.map((letter, place) => (letter + at(states, place)) % modulus),
    known: places.map((place) => ({ place, letter: LETTERS.charAt(at(message, place)) })),
  };
}

/** True when the known letters were enciphered from states that all differ and leave one message only. */
function isSolvable(instance: Case): boolean {
  const { modulus, numbers, known } = instance;
  const states = known.map(({ place, letter }) =>
    modulo(at(numbers, place) - LETTERS.indexOf(letter), modulus),
  );
  return new Set(states).size === states.length && possibleMessages(instance).length === 1;
}

export default class GeneratorKnownPlaintext extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "GeneratorKnownPlaintext",
    slug: "generator-known-plaintext",
    title: "Known Plaintext Against a Linear Congruential Generator",
    domain: "cryptography",
    description:
      "A message of random letters is enciphered by adding the states of a linear congruential generator modulo a known prime. Three letters of the message are known; multiplier, increment and first state are not. The whole message is asked for; exactly one is possible.",
    answerFormat: "the message in capital letters on a final line `Answer: …`",
    parameters: {
      smallestModulus: { meaning: "lower bound of the prime modulus", min: 29, max: 3000 },
      largestModulus: { meaning: "upper bound of the prime modulus", min: 50, max: 4000 },
      letters: { meaning: "letters in the message", min: 5, max: 40 },
      firstGap: { meaning: "steps from the first known letter to the second", min: 1, max: 5 },
      secondGap: { meaning: "steps from the second known letter to the third", min: 1, max: 5 },
    },
    levels: [
      { smallestModulus: 53, largestModulus: 199, letters: 6, firstGap: 1, secondGap: 1 },
      { smallestModulus: 211, largestModulus: 997, letters: 10, firstGap: 1, secondGap: 1 },
      { smallestModulus: 211, largestModulus: 997, letters: 14, firstGap: 1, secondGap: 2 },
      { smallestModulus: 1009, largestModulus: 2999, letters: 20, firstGap: 2, secondGap: 2 },
    ],
  };

  // Messages are often written in groups; the spaces mean nothing.
  readonly answerFormat = finalLine(
    refine(text({ letterCase: "upper", maxLength: 200 }), (message) => parsed(message.replaceAll(" ", ""))),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = drawMessage(rng, level);
    while (!isSolvable(drawn)) drawn = drawMessage(rng, level);
    return drawn;
  }

  promptFunc(instance: Case): string {
    const { modulus, numbers, known } = instance;
    const rows = numbers.map((number, place) => [
      place + 1,
      number,
      known.find((one) => one.place === place)?.letter ?? "?",
    ]);
    return [
      `A message of ${numbers.length} capital letters was enciphered. The letters were drawn at random; the message need not be a word. The modulus m = ${modulus} is a prime and public; the key is secret: a multiplier a from 2 to m - 1, an increment c from 0 to m - 1 and a first state s(1) from 0 to m - 1, all of them whole numbers.`,
      "",
      "This is how it was done:",
      "1. Each state follows from the one before: s(i + 1) is the remainder of a * s(i) + c on division by m.",
      "2. Letters count as numbers: A = 0, B = 1, and so on to Z = 25.",
      "3. The i-th number of the cipher is the remainder of s(i) + (the i-th letter as a number) on division by m.",
      "",
      "The cipher, with the three letters that are known already and a question mark for each of the others:",
      "",
      textTable(["i", "cipher", "letter"], rows),
      "",
      "Exactly one message agrees with all of this. Which one? Give all of its letters in order, the known ones",
      `included, without anything between them. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(possibleMessages(instance)[0] ?? "no message");
  }

  verifyCorrection(answer: string, instance: Case): number {
    return possibleMessages(instance).includes(answer) ? 1 : 0;
  }
}
