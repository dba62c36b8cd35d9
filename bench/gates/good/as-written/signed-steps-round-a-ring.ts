import {
  at,
  Bootcamp,
  type Card,
  integer,
  mapping,
  modulo,
  parsed,
  range,
  record,
  refine,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

/** What the prompt shows; a dot stands for a letter that is lost or not known. */
type Puzzle = {
  readonly alphabet: readonly string[];
  /** Steps go from -most to most. */
  readonly most: number;
  readonly ciphertext: string;
  /** The letters of the message as far as they are known, place by place. */
  readonly known: string;
};

type Case = Puzzle & {
  /** One solution: the steps in the order of the alphabet, and the message. */
  readonly planted: { readonly steps: readonly number[]; readonly message: string };
};

type Answer = { readonly key: ReadonlyMap<string, number>; readonly message: string };

type Level = {
  readonly places: number;
  readonly letters: number;
  readonly most: number;
  readonly lost: number;
  readonly late: number;
};

const LETTERS: readonly string[] = ["A", "B", "C", "D", "E", "F", "G", "H"];
const MOST_FITS = 2;
const MOST_NODES = 8000;

const stepsUpTo = (most: number): number[] => [...range(-most, 0), ...range(1, most + 1)];

/** Where to go on among the letters left, when the one at a position was taken out. */
const nextIndex = (index: number, step: number, left: number): number =>
  modulo(step > 0 ? index + step - 1 : index + step, Math.max(1, left));

/** The places, counted from 0, in the order in which they are read. `letterAt` tells the letter that is read. */
function readingOrder(
  count: number,
  key: ReadonlyMap<string, number>,
  letterAt: (place: number, time: number) => string,
): number[] {
  const present = range(count);
  const order: number[] = [];
  let index: number = 0;
  while (present.length > 0) {
    const place = at(present, index);
    const letter = letterAt(place, order.length);
    order.push(place);
    present.splice(index, 1);
    index = nextIndex(index, key.get(letter) ?? 0, present.length);
  }
  return order;
}

const encipheringOrder = (message: string, key: ReadonlyMap<string, number>): number[] =>
  readingOrder(message.length, key, (place) => message.charAt(place));

const keyOf = (alphabet: readonly string[], steps: readonly number[]): Map<string, number> =>
  new Map(alphabet.map((letter, index): [string, number] => [letter, at(steps, index)]));

const agrees = (shown: string, letter: string): boolean => shown === "." || shown === letter;

const agreesEverywhere = (shown: string, actual: string): boolean =>
  [...shown].every((sign, index) => agrees(sign, actual.charAt(index)));

/** How many pairs of key and message fit, and how many letters are read to find out; stops when either is too many. */
function search({ alphabet, most, ciphertext, known }: Puzzle): { fits: number; nodes: number } {
  const steps = stepsUpTo(most);
  const chosen = alphabet.map(() => 0);
  const counts = alphabet.map(() => 0);
  let fits: number = 0;
  let nodes: number = 0;
  const read = (present: readonly number[], index: number, time: number): void => {
    const place = at(present, index);
    const rest = present.toSpliced(index, 1);
    for (let letter = 0; letter < alphabet.length; letter += 1) {
      const sign = at(alphabet, letter);
      if (!agrees(ciphertext.charAt(time), sign) || !agrees(known.charAt(place), sign)) continue;
      if (fits > MOST_FITS || nodes >= MOST_NODES) return;
      nodes += 1;
      counts[letter] = at(counts, letter) + 1;
      const step = at(chosen, letter);
      if (rest.length === 0) {
        // A letter that is met for the first time at the very end may have any step that is left.
        const ways = chosen.includes(0) ? steps.length - alphabet.length + 1 : 1;
        if (counts.every((count) => count > 0)) fits += ways;
      } else if (step !== 0) {
        read(rest, nextIndex(index, step, rest.length), time + 1);
      } else {
        for (const one of steps) {
          if (chosen.includes(one)) continue;
          chosen[letter] = one;
          read(rest, nextIndex(index, one, rest.length), time + 1);
          chosen[letter] = 0;
        }
      }
      counts[letter] = at(counts, letter) - 1;
    }
  };
  read(range(known.length), 0, 0);
  return { fits, nodes };
}

/** All places in the order in which they become known: `late` percent of them from those read last. */
function drawReveals(rng: Rng, order: readonly number[], late: number): number[] {
  const byTime = order.toReversed();
  const anyhow = rng.shuffle(order);
  const reveals: number[] = [];
  while (reveals.length < order.length) {
    const source = rng.boolean(late / 100) ? byTime : anyhow;
    const place = source.find((one) => !reveals.includes(one));
    if (place !== undefined) reveals.push(place);
  }
  return reveals;
}

/** About the least number of known places with which few keys can fit. */
function leastKnown({ letters, most, lost }: Level): number {
  const bits = range(letters).reduce((sum, index) => sum + Math.log2(2 * most - index), 0);
  return Math.max(2, Math.round(bits / Math.log2(letters)) + lost - 1);
}

const signed = (step: number): string => (step > 0 ? `+${step}` : String(step));

export default class SignedStepsRoundARing extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "SignedStepsRoundARing",
    slug: "signed-steps-round-a-ring",
    title: "Signed Steps Round A Ring",
    domain: "cryptography",
    description:
      "The letters of a message stand round a ring and are read and taken out one after the other, each letter telling by its own signed step which one comes next. From a ciphertext with gaps and some letters of the message, a key and a full message that fit are to be found.",
    answerFormat:
      "letter=step for each letter of the alphabet after key:, and the letters of the message after message:, between <answer> and </answer>",
    parameters: {
      places: { meaning: "letters of the message", min: 6, max: 18 },
      letters: { meaning: "letters of the alphabet", min: 2, max: 6 },
      most: { meaning: "greatest size of a step", min: 2, max: 8 },
      lost: { meaning: "letters of the ciphertext that are lost", min: 0, max: 5 },
      late: {
        meaning: "percentage of the known places that are taken from those read last, the others being random",
        min: 0,
        max: 100,
      },
    },
    levels: [
      { places: 8, letters: 3, most: 3, lost: 1, late: 0 },
      { places: 11, letters: 4, most: 4, lost: 1, late: 40 },
      { places: 13, letters: 4, most: 5, lost: 2, late: 60 },
      { places: 15, letters: 5, most: 5, lost: 2, late: 70 },
      { places: 16, letters: 5, most: 6, lost: 3, late: 80 },
    ],
  };

  readonly answerFormat = tagged(
    record({
      key: mapping(text({ letterCase: "upper" }), integer()),
      message: refine(text({ letterCase: "upper" }), (value) => parsed(value.replaceAll(/[ ,]/g, ""))),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const alphabet = rng.sample(LETTERS, level.letters).toSorted();
      const others = range(level.places - 2 * level.letters).map(() => rng.choice(alphabet));
      const message = rng.shuffle([...alphabet, ...alphabet, ...others]).join("");
      const steps = rng.sample(stepsUpTo(level.most), level.letters);
      const order = encipheringOrder(message, keyOf(alphabet, steps));
      const lost = rng.sample(range(message.length), level.lost);
      const ciphertext = order
        .map((place, time) => (lost.includes(time) ? "." : message.charAt(place)))
        .join("");
      const reveals = drawReveals(rng, order, level.late);
      for (let count = leastKnown(level); count <= message.length - 2; count += 1) {
        const places = reveals.slice(0, count);
        const known = [...message].map((letter, place) => (places.includes(place) ? letter : ".")).join("");
        const puzzle: Puzzle = { alphabet, most: level.most, ciphertext, known };
        const { fits, nodes } = search(puzzle);
        if (fits <= MOST_FITS && nodes < MOST_NODES) return { ...puzzle, planted: { steps, message } };
      }
    }
  }

  promptFunc(instance: Case): string {
    const { alphabet, most, ciphertext, known } = instance;
    const places = [...known].flatMap((letter, place) =>
      letter === "." ? [] : [`- place ${place + 1}: ${letter}`],
    );
    return [
      `A message of ${known.length} letters is enciphered. Its letters stand at places 1 to ${known.length}, clockwise round a ring, so that place 1`,
      `follows clockwise on place ${known.length}. The message uses the letters ${alphabet.join(", ")}, each at least once, and no others. The key`,
      `gives each of these letters its own step, a whole number from -${most} to ${most} other than 0; no two letters have the same`,
      "step.",
      "",
      "Enciphering starts at place 1. The letter there is written down and taken out, which leaves a gap. If the step of this",
      "letter is +k, go on to the k-th letter that is still present clockwise from the gap; if it is -k, to the k-th letter",
      "that is still present anticlockwise from the gap. The nearest present letter in that direction is the first. Where",
      "fewer than k letters are left, keep going round in the same direction and count them again, as often as needed. The",
      "letter that is reached is treated likewise: it is written down and taken out, and its own step tells where to go on,",
      "until the ring is empty. The letters in the order in which they were written down are the ciphertext.",
      "",
      "The ciphertext, in which a dot stands for a letter that has been lost:",
      [...ciphertext].join(" "),
      "",
      "These letters of the message are known:",
      ...places,
      "",
      "Find a key and a full message that agree with all of this. If several pairs of key and message do, give any of them.",
      "",
      "Write two lines. The first is key: and then, for each letter of the alphabet, the letter, an equals sign and its step",
      `with its sign, separated by commas. The second is message: and then the ${known.length} letters of the message from place 1 on,`,
      "without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ alphabet, planted }: Case): string {
    const key = alphabet.map((letter, index) => `${letter}=${signed(at(planted.steps, index))}`);
    return this.answerFormat.wrap(`key: ${key.join(", ")}\nmessage: ${planted.message}`);
  }

  override workedSolution(instance: Case): string {
    const { alphabet, most, known, planted } = instance;
    const { steps, message } = planted;
    const key = keyOf(alphabet, steps);
    const order = encipheringOrder(message, key);
    const written = order.map((place) => message.charAt(place));
    const readings = order.map((place, time) => {
      const letter = at(written, time);
      return `- ${time + 1}. place ${place + 1}: ${letter}, step ${signed(key.get(letter) ?? 0)}`;
    });
    const unused = stepsUpTo(most).filter((step) => !steps.includes(step));
    const reasons = alphabet.flatMap((letter, index) =>
      unused.flatMap((step): string[] => {
        const other = keyOf(alphabet, steps.with(index, step));
        const places = readingOrder(message.length, other, (_, time) => at(written, time));
        const time = places.findIndex((place, now) => !agrees(known.charAt(place), at(written, now)));
        if (time < 0) return [];
        const place = at(places, time);
        return [
          `- ${letter} ${signed(step)}: letter ${time + 1} of the ciphertext, ${at(written, time)}, would be at place ${place + 1}, which holds ${known.charAt(place)}.`,
        ];
      }),
    );
    return [
      `Try steps for the letters in the order in which the ciphertext brings them, and drop each that reaches a known place`,
      "with another letter. What stays:",
      ...readings,
      "",
      `This agrees with all that is left of the ciphertext and with all known places. With the full ciphertext ${written.join("")},`,
      "a single other step fails like this:",
      ...reasons,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Letters that are read in a full search with steps chosen when they are first needed. */
  override hardness(instance: Case): number {
    return search(instance).nodes;
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { alphabet, most, ciphertext, known } = instance;
    const { key, message } = answer;
    const steps = alphabet.map((letter) => key.get(letter) ?? 0);
    const isInRange = steps.every((step) => step !== 0 && Math.abs(step) <= most);
    const isKey = key.size === alphabet.length && isInRange && new Set(steps).size === steps.length;
    const isOfAlphabet = [...message].every((letter) => alphabet.includes(letter));
    const isComplete = alphabet.every((letter) => message.includes(letter));
    const isMessage = message.length === known.length && isOfAlphabet && isComplete;
    if (!isKey || !isMessage || !agreesEverywhere(known, message)) return 0;
    const written = encipheringOrder(message, key).map((place) => message.charAt(place));
    return agreesEverywhere(ciphertext, written.join("")) ? 1 : 0;
  }
}
