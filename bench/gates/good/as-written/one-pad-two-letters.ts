import { at, Bootcamp, type Card, list, range, record, type Rng, tagged, text } from "campforge/bootcamp";

type Case = {
  readonly words: readonly string[];
  readonly first: string;
  readonly second: string;
};

type Level = {
  readonly words: number;
  readonly shortest: number;
  readonly longest: number;
  readonly letters: number;
  readonly length: number;
};

type Answer = { readonly first: readonly string[]; readonly second: readonly string[] };

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Words that a reader of lists could take for something else. */
const AVOIDED = ["AND", "OR", "NONE", "FIRST"];

const numberOf = (letter: string): number => letter.charCodeAt(0) - 65;

const letterOf = (value: number): string => LETTERS.charAt(((value % 26) + 26) % 26);

/** The key that turns a plain text into a cipher text, as numbers. */
const keyOf = (cipher: string, plain: string): string =>
  [...plain].map((letter, index) => (cipher.charCodeAt(index) - letter.charCodeAt(0) + 26) % 26).join(" ");

/** Both messages are known up to `position`; the message `lead` goes on with `overhang` beyond it. */
type State = { readonly position: number; readonly lead: number; readonly overhang: string };

/** A word that is put at the end of a message, and where that leads. */
type Step = { readonly message: number; readonly word: string; readonly next: State };

/** How often a state can be completed, 2 standing for more as well, and how many words can follow it at the most. */
type Outlook = { readonly ways: number; readonly depth: number };

/** Words for which a false start has to go on in order to count as plausible. */
const LOOKAHEAD = 3;

/** States that the searches for a case may visit together; then the best draw with one solution is taken, or the next one. */
const EFFORT = 8_000;

const START: State = { position: 0, lead: 0, overhang: "" };

const nameOf = ({ position, lead, overhang }: State): string => `${position}/${lead}/${overhang}`;

/** What stands in the other message beside the overhang. */
function besideOverhang({ first, second }: Case, { position, lead, overhang }: State): string {
  let beside = "";
  for (let index = 0; index < overhang.length; index++) {
    const difference = first.charCodeAt(position + index) - second.charCodeAt(position + index);
    beside += letterOf(numberOf(overhang.charAt(index)) + (lead === 0 ? -difference : difference));
  }
  return beside;
}

/** Every word that may come next: in the message that is behind, or in the first one where both are level. */
function stepsFrom(puzzle: Case, state: State): Step[] {
  const { position, lead, overhang } = state;
  const room = puzzle.first.length - position;
  const beside = besideOverhang(puzzle, state);
  const message = overhang === "" ? 0 : 1 - lead;
  const steps: Step[] = [];
  for (const word of puzzle.words) {
    if (word.length > room) continue;
    if (word.length < beside.length) {
      if (!beside.startsWith(word)) continue;
      const next = { position: position + word.length, lead, overhang: overhang.slice(word.length) };
      steps.push({ message, word, next });
    } else if (word.startsWith(beside)) {
      const rest = word.slice(beside.length);
      const next = { position: position + beside.length, lead: rest === "" ? 0 : message, overhang: rest };
      steps.push({ message, word, next });
    }
  }
  return steps;
}

/** The outlook of each state that can be reached; where there are several solutions, the search stops at the second. */
function explore(puzzle: Case): ReadonlyMap<string, Outlook> {
  const seen = new Map<string, Outlook>();
  const look = (state: State): Outlook => {
    const name = nameOf(state);
    const known = seen.get(name);
    if (known !== undefined) return known;
    const isEnd = state.position === puzzle.first.length;
    let ways = isEnd ? 1 : 0;
    let depth = isEnd ? Infinity : 0;
    for (const { next } of isEnd ? [] : stepsFrom(puzzle, state)) {
      const following = look(next);
      ways += following.ways;
      depth = Math.max(depth, following.depth + 1);
      if (ways > 1) break;
    }
    const outlook = { ways: Math.min(ways, 2), depth };
    seen.set(name, outlook);
    return outlook;
  };
  look(START);
  return seen;
}

const outlookOf = (seen: ReadonlyMap<string, Outlook>, state: State): Outlook =>
  seen.get(nameOf(state)) ?? { ways: 0, depth: 0 };

/** The words of both messages, in the order in which they are found. */
function solve(puzzle: Case, seen: ReadonlyMap<string, Outlook>): Step[] {
  const path: Step[] = [];
  let state = START;
  while (state.position < puzzle.first.length) {
    const step = stepsFrom(puzzle, state).find(({ next }) => outlookOf(seen, next).ways > 0);
    if (step === undefined) break;
    path.push(step);
    state = step.next;
  }
  return path;
}

/** One in so many walks that take nothing back gets to the end, if it picks at random among the words that go on for some more. */
function walksOf(puzzle: Case, seen: ReadonlyMap<string, Outlook>): number {
  let walks = 1;
  let state = START;
  for (const { next } of solve(puzzle, seen)) {
    walks *= stepsFrom(puzzle, state).filter((step) => outlookOf(seen, step.next).depth >= LOOKAHEAD).length;
    state = next;
  }
  return walks;
}

const backwards = (letters: string): string => [...letters].toReversed().join("");

/** The same puzzle read from its end. */
function mirrored({ words, first, second }: Case): Case {
  return { words: words.map(backwards), first: backwards(first), second: backwards(second) };
}

const wordsOf = (path: readonly Step[], message: number): string =>
  path.flatMap((step) => (step.message === message ? [step.word] : [])).join(", ");

function drawWords(rng: Rng, { words: count, shortest, longest, letters }: Level): string[] {
  const low = rng.integer(0, 26 - letters);
  const words = new Set<string>();
  while (words.size < count) {
    // Every length comes equally often.
    const length = shortest + (words.size % (longest - shortest + 1));
    const word = range(length)
      .map(() => letterOf(low + rng.integer(0, letters - 1)))
      .join("");
    if (!AVOIDED.includes(word)) words.add(word);
  }
  return [...words].toSorted();
}

function drawMessage(rng: Rng, words: readonly string[], length: number): string {
  for (;;) {
    let message = "";
    while (message.length < length) message += rng.choice(words);
    if (message.length === length) return message;
  }
}

function encipher(plain: string, key: readonly number[]): string {
  return [...plain].map((letter, index) => letterOf(numberOf(letter) + at(key, index))).join("");
}

const spaced = (letters: string): string => [...letters].join(" ");

export default class OnePadTwoLetters extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "OnePadTwoLetters",
    slug: "one-pad-two-letters",
    title: "One Pad, Two Letters",
    domain: "cryptography",
    description:
      "Two messages of equal length, each made of words from a printed list run together, were enciphered with the same random letter key. Both messages are to be found as lists of words; there is exactly one solution. Harder cases have longer messages, more and shorter words, and more false starts that survive a few letters.",
    answerFormat: "the words of the first message after first: and those of the second after second:, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words in the printed list", min: 12, max: 30 },
      shortest: { meaning: "letters of the shortest words", min: 2, max: 5 },
      longest: { meaning: "letters of the longest words", min: 3, max: 6 },
      letters: { meaning: "neighbouring letters of the alphabet that words are made of; fewer let more false starts survive", min: 4, max: 26 },
      length: { meaning: "letters of a message at the least; up to 3 more occur", min: 8, max: 60 },
    },
    levels: [
      { words: 16, shortest: 2, longest: 4, letters: 5, length: 24 },
      { words: 19, shortest: 2, longest: 4, letters: 6, length: 32 },
      { words: 22, shortest: 2, longest: 4, letters: 7, length: 38 },
      { words: 26, shortest: 2, longest: 4, letters: 8, length: 44 },
      { words: 30, shortest: 2, longest: 4, letters: 9, length: 50 },
    ],
  };

  readonly answerFormat = tagged(
    record({ first: list(text({ letterCase: "upper" })), second: list(text({ letterCase: "upper" })) }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case | undefined;
    let most = 0;
    let visited = 0;
    for (;;) {
      const words = drawWords(rng, level);
      const length = level.length + rng.integer(0, 3);
      const key = range(length).map(() => rng.integer(0, 25));
      const puzzle: Case = {
        words,
        first: encipher(drawMessage(rng, words, length), key),
        second: encipher(drawMessage(rng, words, length), key),
      };
      const seen = explore(puzzle);
      visited += seen.size;
      if (outlookOf(seen, START).ways === 1) {
        const mirror = mirrored(puzzle);
        const seenBackwards = explore(mirror);
        visited += seenBackwards.size;
        const walks = Math.min(walksOf(puzzle, seen), walksOf(mirror, seenBackwards));
        if (walks > most) {
          best = puzzle;
          most = walks;
        }
      }
      if (best !== undefined && visited >= EFFORT) return best;
    }
  }

  promptFunc({ words, first, second }: Case): string {
    return [
      `A lazy clerk has enciphered two messages of ${first.length} letters each with the same key, a random sequence of ${first.length} letters.`,
      "Letters count as numbers, A = 0, B = 1, …, Z = 25. At every position, cipher letter = plain letter + key letter, modulo 26; the letters of the key at different positions have nothing to do with each other, but both messages were enciphered with the same key letter at the same position.",
      "",
      `Each message consists of code words from this list of ${words.length}, run together without spaces. A word may be used several times, in one message or in both, and some words may not be used at all:`,
      words.join(", "),
      "",
      "The ciphertexts, printed with a space after each letter (the spaces mean nothing):",
      `First message:  ${spaced(first)}`,
      `Second message: ${spaced(second)}`,
      "",
      "Only one pair of word sequences is possible. Find both messages. Give the words of each message in order, separated by commas, in this form:",
      "first: WORD, WORD, …",
      "second: WORD, WORD, …",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const path = solve(instance, explore(instance));
    return this.answerFormat.wrap(`first: ${wordsOf(path, 0)}\nsecond: ${wordsOf(path, 1)}`);
  }

  verifyCorrection(answer: Answer, { words, first, second }: Case): number {
    const isListed = [...answer.first, ...answer.second].every((word) => words.includes(word));
    const plain = answer.first.join("");
    const isSameKey = keyOf(first, plain) === keyOf(second, answer.second.join(""));
    return isListed && plain.length === first.length && isSameKey ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const { first, second } = instance;
    const differences = range(first.length).map(
      (index) => (numberOf(first.charAt(index)) - numberOf(second.charAt(index)) + 26) % 26,
    );
    let state = START;
    const steps = solve(instance, explore(instance)).map(({ message, word, next }) => {
      const before = state;
      state = next;
      const which = message === 0 ? "first" : "second";
      const position = before.position + 1;
      return before.overhang === ""
        ? `Both messages are level before letter ${position}. Of the words that lead on to the end, the ${which} message goes on with ${word}.`
        : `From letter ${position} the other message has ${before.overhang}, so the ${which} message has ${besideOverhang(instance, before)} there: ${word} fits and leads on to the end.`;
    });
    return [
      `The key cancels in the differences first minus second, modulo 26: ${differences.join(", ")}.`,
      ...steps,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** States of position and overhang that can be reached, false starts included. */
  hardness(instance: Case): number {
    return explore(instance).size;
  }
}
