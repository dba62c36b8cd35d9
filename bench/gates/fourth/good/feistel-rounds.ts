import { at, Bootcamp, boxed, type Card, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Case = {
  /** Bits of half a block. */
  readonly width: number;
  readonly rounds: number;
  readonly key: string;
  /** Places by which the key is turned from round to round. */
  readonly keyTurn: number;
  /** Places by which the sum is turned within the round function. */
  readonly turn: number;
  readonly cipher: string;
};

type Level = {
  readonly width: number;
  readonly rounds: number;
};

const bitsOf = (value: number, width: number): string => value.toString(2).padStart(width, "0");

/** The bits moved to the left, those that fall off coming in at the right. */
const turnLeft = (value: number, by: number, width: number): number => {
  const bits = bitsOf(value, width);
  const places = by % width;
  return Number.parseInt(bits.slice(places) + bits.slice(0, places), 2);
};

/** The keys of the rounds, the first round first: the first `width` bits of the key, turned further each time. */
function roundKeys({ width, rounds, key, keyTurn }: Case): number[] {
  return range(rounds).map((round) => {
    const places = (round * keyTurn) % key.length;
    const turned = key.slice(places) + key.slice(0, places);
    return Number.parseInt(turned.slice(0, width), 2);
  });
}

/** F(R, K): the sum modulo 2^width, turned left, XOR the key. */
const roundFunction = (right: number, key: number, { width, turn }: Case): number =>
  turnLeft((right + key) % 2 ** width, turn, width) ^ key;

function decrypt(instance: Case): string {
  const { width, cipher } = instance;
  let left = Number.parseInt(cipher.slice(0, width), 2);
  let right = Number.parseInt(cipher.slice(width), 2);
  for (const key of roundKeys(instance).toReversed()) {
    [left, right] = [right ^ roundFunction(left, key, instance), left];
  }
  return bitsOf(left, width) + bitsOf(right, width);
}

function encrypt(plain: string, instance: Case): string {
  const { width } = instance;
  let left = Number.parseInt(plain.slice(0, width), 2);
  let right = Number.parseInt(plain.slice(width), 2);
  for (const key of roundKeys(instance)) {
    [left, right] = [right, left ^ roundFunction(right, key, instance)];
  }
  return bitsOf(left, width) + bitsOf(right, width);
}

export default class FeistelRounds extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "FeistelRounds",
    slug: "feistel-rounds",
    title: "Feistel Rounds",
    domain: "cryptography",
    description:
      "A block of bits was enciphered by a small Feistel network whose round function adds, turns and combines with the key of the round. Key and ciphertext are given, the plaintext is to be found. Harder cases have wider blocks and more rounds.",
    answerFormat: "the plaintext as a string of bits in \\boxed{}",
    parameters: {
      width: { meaning: "bits of half a block", min: 3, max: 12 },
      rounds: { meaning: "rounds", min: 1, max: 12 },
    },
    levels: [
      { width: 4, rounds: 2 },
      { width: 5, rounds: 3 },
      { width: 6, rounds: 4 },
      { width: 8, rounds: 5 },
      { width: 8, rounds: 8 },
    ],
  };

  readonly answerFormat = boxed(
    refine(text(), (written) => {
      const bits = written.replaceAll(/[ |_]/g, "");
      return /^[01]+$/.test(bits) ? parsed(bits) : unparsable("not a string of bits");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const { width, rounds } = level;
    const drawBits = (count: number): string => bitsOf(rng.integer(1, 2 ** count - 2), count);
    const open = {
      width,
      rounds,
      key: drawBits(width + 4),
      keyTurn: rng.integer(1, 3),
      turn: rng.integer(1, width - 1),
      cipher: "",
    };
    for (;;) {
      const plain = drawBits(2 * width);
      const cipher = encrypt(plain, open);
      // The plaintext must not stand in the prompt in any half that was left as it was.
      if (cipher !== plain) return { ...open, cipher };
    }
  }

  promptFunc({ width, rounds, key, keyTurn, turn, cipher }: Case): string {
    const block = 2 * width;
    return [
      `A block of ${block} bits was enciphered by a small Feistel network with ${rounds} rounds. Find the plaintext.`,
      "",
      `key:        ${key}`,
      `ciphertext: ${cipher}`,
      "",
      "The cipher:",
      `- The key has ${key.length} bits. The key of round 1 is its first ${width} bits (on the left). Before each later round the whole`,
      `  key is turned ${keyTurn} place${keyTurn === 1 ? "" : "s"} to the left, further than before (bits that fall off on the left come in on the right), and the key of`,
      `  that round is again the first ${width} bits.`,
      `- The plaintext is cut into a left half L and a right half R of ${width} bits each; bit strings are read as binary numbers with`,
      "  the highest bit on the left.",
      "- In each round with its key K, the new L is the old R, and the new R is the old L XOR F(R, K), with the old R in F.",
      `- F(R, K) is computed in three steps: add R and K modulo ${2 ** width}; turn the ${width} bits of the sum ${turn} place${turn === 1 ? "" : "s"} to the left;`,
      "  XOR the result with K.",
      "- After the last round the ciphertext is L followed by R; the halves are not exchanged once more.",
      "",
      "An example of F, for 3 bits and a turn of 1 place: R = 110, K = 011 gives the sum 9, modulo 8 that is 001; turned it is",
      "010; XOR 011 makes 001.",
      "",
      `Write the plaintext as ${block} bits, L followed by R, with all leading zeros. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(decrypt(instance));
  }

  override workedSolution(instance: Case): string {
    const { width, cipher } = instance;
    const keys = roundKeys(instance);
    let left = Number.parseInt(cipher.slice(0, width), 2);
    let right = Number.parseInt(cipher.slice(width), 2);
    const steps: string[] = [];
    for (const round of range(keys.length).toReversed()) {
      const key = at(keys, round);
      const made = roundFunction(left, key, instance);
      [left, right] = [right ^ made, left];
      steps.push(
        `Round ${round + 1} undone: K = ${bitsOf(key, width)}, F = ${bitsOf(made, width)}, so L = ${bitsOf(left, width)}, R = ${bitsOf(right, width)}.`,
      );
    }
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  override hardness({ width, rounds }: Case): number {
    return width * rounds;
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === decrypt(instance) ? 1 : 0;
  }
}
