import { at, Bootcamp, type Card, digits, fencedBlock, mapping, type Rng, text, textTable } from "campforge/bootcamp";

type Case = {
  readonly symbols: readonly { readonly symbol: string; readonly count: number }[];
  /** The most digits that a code word may have. */
  readonly longest: number;
};

type Level = {
  readonly symbols: number;
  /** How unequal the counts are. */
  readonly skew: number;
  /** By how much the longest word of a best code without a limit is cut; 0 for no limit that matters. */
  readonly cut: number;
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ATTEMPTS = 300;

/** A package of the package-merge algorithm: a weight and how often it takes each symbol. */
type Package = { readonly weight: number; readonly taken: readonly number[] };

/** The lengths of the words of a best prefix code with no word longer than a limit (Larmore and Hirschberg, 1990). */
function bestLengths(counts: readonly number[], longest: number): number[] {
  const single = counts.map((weight, index) => ({ weight, taken: [index] }));
  const byWeight = (one: Package, other: Package): number => one.weight - other.weight;
  let packages: Package[] = [];
  for (let round = 0; round < longest; round++) {
    const merged = [...packages, ...single].toSorted(byWeight);
    packages = [];
    const pairs = round === longest - 1 ? merged : merged.slice(0, merged.length - (merged.length % 2));
    if (round === longest - 1) {
      packages = pairs;
      break;
    }
    for (let index = 0; index < pairs.length; index += 2) {
      const [one, other] = [at(pairs, index), at(pairs, index + 1)];
      packages.push({ weight: one.weight + other.weight, taken: [...one.taken, ...other.taken] });
    }
  }
  const lengths = counts.map(() => 0);
  for (const { taken } of packages.slice(0, 2 * counts.length - 2)) {
    for (const index of taken) lengths[index] = at(lengths, index) + 1;
  }
  return lengths;
}

/** Code words of the given lengths, in order of length, none of which begins with another. */
function wordsOf(lengths: readonly number[]): string[] {
  const order = lengths.map((_, index) => index).toSorted((a, b) => at(lengths, a) - at(lengths, b));
  const words = lengths.map(() => "");
  let next = 0;
  let before = at(lengths, at(order, 0));
  for (const index of order) {
    const length = at(lengths, index);
    next *= 2 ** (length - before);
    words[index] = next.toString(2).padStart(length, "0");
    before = length;
    next++;
  }
  return words;
}

const totalOf = (counts: readonly number[], lengths: readonly number[]): number =>
  counts.reduce((sum, count, index) => sum + count * at(lengths, index), 0);

function drawCounts(rng: Rng, level: Level): number[] {
  const counts: number[] = [];
  let size = rng.integer(2, 9);
  while (counts.length < level.symbols) {
    counts.push(size + rng.integer(0, 2));
    size = Math.ceil(size * (1 + level.skew * rng.float()));
  }
  return rng.shuffle(counts);
}

export default class PrefixCode extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "PrefixCode",
    slug: "prefix-code",
    title: "A Shortest Prefix Code",
    domain: "algorithms",
    description:
      "For symbols that occur with given frequencies, binary code words are to be found, none of which begins with another, so that the coded text is as short as possible. In harder cases no word may be longer than a limit that rules out the usual code. Any code of least length is correct.",
    answerFormat: "one line symbol=word for each symbol, in a fenced block",
    parameters: {
      symbols: { meaning: "symbols to be coded", min: 3, max: 16 },
      skew: { meaning: "how fast the counts grow from one symbol to the next", min: 0.1, max: 1.5 },
      cut: { meaning: "digits by which the longest word of the best code without a limit is cut", min: 0, max: 3 },
    },
    levels: [
      { symbols: 4, skew: 0.8, cut: 0 },
      { symbols: 6, skew: 0.9, cut: 0 },
      { symbols: 8, skew: 1, cut: 1 },
      { symbols: 10, skew: 1.1, cut: 1 },
      { symbols: 12, skew: 1.1, cut: 2 },
    ],
  };

  readonly answerFormat = fencedBlock(mapping(text({ letterCase: "upper" }), digits()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const counts = drawCounts(rng, level);
      const free = Math.max(...bestLengths(counts, counts.length - 1));
      const least = Math.ceil(Math.log2(counts.length));
      const longest = Math.max(level.cut === 0 ? free + 1 : free - level.cut, least);
      const isCut = level.cut === 0 || longest < free;
      // Without a limit a code of equal lengths should not do.
      if ((isCut && free > least) || attempt >= ATTEMPTS) {
        return { symbols: counts.map((count, index) => ({ symbol: LETTERS.charAt(index), count })), longest };
      }
    }
  }

  promptFunc(instance: Case): string {
    const { symbols, longest } = instance;
    return [
      "A text consists of these symbols, each of which occurs as often as stated:",
      "",
      textTable(["symbol", "occurs"], symbols.map(({ symbol, count }) => [symbol, count])),
      "",
      "Each symbol is to be given a code word, and the coded text is the code words of its symbols one after another.",
      "",
      "Rules:",
      "1. A code word is a row of at least one of the digits 0 and 1.",
      "2. No code word is the beginning of another one, and no two symbols have the same code word.",
      `3. No code word has more than ${longest} digits.`,
      "4. The coded text has as few digits as possible under these rules.",
      "",
      "Any code that follows all the rules is correct. Give one line for each symbol with its code word, as in these lines for",
      "other symbols:",
      "X=10",
      "Y=110",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const counts = instance.symbols.map(({ count }) => count);
    const words = wordsOf(bestLengths(counts, instance.longest));
    return this.answerFormat.wrap(instance.symbols.map(({ symbol }, index) => `${symbol}=${at(words, index)}`).join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    const { symbols, longest } = instance;
    const words = symbols.map(({ symbol }) => answer.get(symbol) ?? "");
    if (answer.size !== symbols.length || words.some((word) => word === "" || word.length > longest)) return 0;
    if (words.some((word) => [...word].some((digit) => digit !== "0" && digit !== "1"))) return 0;
    const isBeginning = words.some((word, index) =>
      words.some((other, position) => position !== index && other.startsWith(word)),
    );
    if (isBeginning) return 0;
    const counts = symbols.map(({ count }) => count);
    const total = totalOf(counts, words.map((word) => word.length));
    return total === totalOf(counts, bestLengths(counts, longest)) ? 1 : 0;
  }
}
