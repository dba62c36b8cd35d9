import { at, Bootcamp, type Card, finalLine, isPrime, range, type Rng, text } from "campforge/bootcamp";

type Case = {
  readonly message: string;
  /** Weights each of which is greater than the sum of those before it. */
  readonly weights: readonly number[];
  readonly modulus: number;
  readonly multiplier: number;
  /** For each bit of a block the position of its weight. */
  readonly order: readonly number[];
  /** Whether the multiplier is kept from the reader. */
  readonly hidden: boolean;
};

type Level = {
  readonly lettersPerBlock: number;
  readonly blocks: number;
  readonly shuffled: boolean;
  readonly hidden: boolean;
};

const BITS_PER_LETTER = 5;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CONSONANTS = [..."BCDFGHJKLMNPRSTVWYZ"];
const VOWELS = [..."AEIOU"];

/** The number that the public key has for each bit of a block. */
const publicKey = ({ weights, modulus, multiplier, order }: Omit<Case, "message" | "hidden">): number[] =>
  order.map((position) => (at(weights, position) * multiplier) % modulus);

const bitsOf = (letter: string): number[] =>
  [...LETTERS.indexOf(letter).toString(2).padStart(BITS_PER_LETTER, "0")].map(Number);

/** The sum of the public key's numbers for each block of the message. */
function encrypt(instance: Case): number[] {
  const key = publicKey(instance);
  const bits = [...instance.message].flatMap(bitsOf);
  return range(bits.length / key.length).map((block) =>
    key.reduce((sum, number, index) => sum + number * at(bits, block * key.length + index), 0),
  );
}

function drawWeights(rng: Rng, count: number): number[] {
  const weights: number[] = [];
  let sum = rng.integer(1, 4);
  while (weights.length < count) {
    const weight = sum + rng.integer(1, Math.max(4, Math.floor(sum / 6)));
    weights.push(weight);
    sum += weight;
  }
  return weights;
}

/** The first prime from a number on. */
function primeFrom(number: number): number {
  let prime = number;
  while (!isPrime(BigInt(prime))) prime++;
  return prime;
}

/** True when no other multiplier makes the same numbers out of the weights, in whatever order. */
function tellsMultiplier(key: Omit<Case, "message" | "hidden">): boolean {
  const numbers = new Set(publicKey(key));
  const [first = 1, ...others] = key.weights;
  /** Inverse of the first weight, by Fermat's little theorem in whole numbers that stay exact. */
  const inverse = powerOf(first, key.modulus - 2, key.modulus);
  const fitting = [...numbers]
    .map((number) => Number((BigInt(number) * BigInt(inverse)) % BigInt(key.modulus)))
    .filter((multiplier) => others.every((weight) => numbers.has((weight * multiplier) % key.modulus)));
  return fitting.length === 1;
}

function powerOf(base: number, exponent: number, modulus: number): number {
  let [result, square] = [1n, BigInt(base)];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % BigInt(modulus);
    square = (square * square) % BigInt(modulus);
  }
  return Number(result);
}

/** Letters that can be spoken, two of three of them as consonant and vowel by turns. */
const drawMessage = (rng: Rng, length: number): string =>
  range(length)
    .map((index) => rng.choice(rng.boolean(0.1) || index % 2 === 0 ? CONSONANTS : VOWELS))
    .join("");

export default class MerkleKnapsack extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "MerkleKnapsack",
    slug: "merkle-knapsack",
    title: "Knapsack Cipher",
    domain: "cryptography",
    description:
      "A message was encrypted bit by bit as sums of a public key that is made from secret, fast growing weights. The private key is known and the message is asked for. Harder cases have longer blocks, a public key in another order than the weights, and a multiplier that has to be found out first.",
    answerFormat: "the message in letters without spaces, on a last line `Answer: …`",
    parameters: {
      lettersPerBlock: { meaning: "letters in a block, of five bits each", min: 1, max: 3 },
      blocks: { meaning: "blocks of the message", min: 2, max: 6 },
      shuffled: { meaning: "whether the public key is in another order than the weights" },
      hidden: { meaning: "whether the multiplier is kept secret" },
    },
    levels: [
      { lettersPerBlock: 1, blocks: 3, shuffled: false, hidden: false },
      { lettersPerBlock: 1, blocks: 5, shuffled: true, hidden: false },
      { lettersPerBlock: 2, blocks: 3, shuffled: true, hidden: false },
      { lettersPerBlock: 2, blocks: 4, shuffled: true, hidden: true },
      { lettersPerBlock: 3, blocks: 4, shuffled: true, hidden: true },
    ],
  };

  readonly answerFormat = finalLine(text({ letterCase: "upper", maxLength: 100 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const message = drawMessage(rng, level.lettersPerBlock * level.blocks);
    const bits = level.lettersPerBlock * BITS_PER_LETTER;
    for (;;) {
      const weights = drawWeights(rng, bits);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const modulus = primeFrom(sum + rng.integer(1, Math.max(9, Math.floor(sum / 4))));
      const multiplier = rng.integer(Math.floor(modulus / 5), modulus - 2);
      const order = level.shuffled ? rng.shuffle(range(bits)) : range(bits);
      const key = { weights, modulus, multiplier, order };
      if (tellsMultiplier(key)) return { message, ...key, hidden: level.hidden };
    }
  }

  promptFunc(instance: Case): string {
    const { message, weights, modulus, multiplier, hidden } = instance;
    const key = publicKey(instance);
    const isSorted = instance.order.every((position, index) => position === index);
    return [
      `A message of ${message.length} capital letters was encrypted. Each letter became five bits, its number in the alphabet in binary with the highest bit first: A is 00000, B is 00001, and so on to Z, which is 11001. The bits of all letters were written one after another and cut into blocks of ${key.length} bits.`,
      `The public key is a list of ${key.length} numbers, one for each bit of a block, from the first to the last. A block is encrypted as the sum of those numbers whose bit is 1.`,
      "",
      `Public key: ${key.join(", ")}`,
      `Encrypted blocks, in order: ${encrypt(instance).join(", ")}`,
      "",
      `You are the receiver and know how the public key was made: each of the secret weights was multiplied by the same secret multiplier, and the remainder modulo ${modulus} was taken. ${isSorted ? "The results were put into the public key in the order of the weights." : "The results were then put into the public key in an order that was not written down, and which need not be that of the weights."}`,
      "",
      `Secret weights: ${weights.join(", ")}`,
      hidden
        ? "The multiplier, a whole number between 1 and the modulus, was lost; only one agrees with the numbers above."
        : `Secret multiplier: ${multiplier}`,
      "",
      "What is the message? Give its letters without spaces or anything else between them.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ message }: Case): string {
    return this.answerFormat.wrap(message);
  }

  verifyCorrection(answer: string, { message }: Case): number {
    return answer === message ? 1 : 0;
  }
}
