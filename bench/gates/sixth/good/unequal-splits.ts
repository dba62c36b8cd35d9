import { at, Bootcamp, type Card, finalLine, parsed, range, refine, type Rng, setOf, text, unparsable } from "campforge/bootcamp";

type Case = {
  readonly heaps: readonly number[];
  /** How much the two parts of a split must differ at the least. */
  readonly gap: number;
};

type Level = {
  readonly heaps: number;
  readonly smallest: number;
  readonly largest: number;
  readonly widestGap: number;
};

type Move = readonly [smaller: number, larger: number];

const MOST_TRIES = 400;

/** The share of cases in which no move wins. */
const LOST = 0.08;

const splitsOf = (heap: number, gap: number): Move[] =>
  range(1, heap).filter((smaller) => heap - 2 * smaller >= gap).map((smaller): Move => [smaller, heap - smaller]);

/** The Grundy numbers of heaps from 0 to the largest. */
function grundyNumbers(largest: number, gap: number): number[] {
  const numbers: number[] = [];
  for (const heap of range(largest + 1)) {
    const reached = new Set(splitsOf(heap, gap).map(([smaller, larger]) => at(numbers, smaller) ^ at(numbers, larger)));
    numbers.push(range(reached.size + 1).find((number) => !reached.has(number)) ?? 0);
  }
  return numbers;
}

/** The splits after which the other player cannot win. */
function winningMoves({ heaps, gap }: Case): Move[] {
  const numbers = grundyNumbers(Math.max(...heaps), gap);
  const all = heaps.reduce((sum, heap) => sum ^ at(numbers, heap), 0);
  return heaps.flatMap((heap) =>
    splitsOf(heap, gap).filter(([smaller, larger]) => (all ^ at(numbers, heap) ^ at(numbers, smaller) ^ at(numbers, larger)) === 0),
  );
}

const written = ([smaller, larger]: Move): string => `${smaller}+${larger}`;

/** A split, with its smaller part first. */
const move = refine(text({ maxLength: 40 }), (source) => {
  const [, one, other] = /^\(?(\d{1,3})\s*\+\s*(\d{1,3})\)?$/.exec(source) ?? [];
  if (one === undefined || other === undefined) return unparsable("expected a split such as 25+45");
  const [a, b] = [Number(one), Number(other)];
  return parsed(written([Math.min(a, b), Math.max(a, b)]));
});

export default class UnequalSplits extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "UnequalSplits",
    slug: "unequal-splits",
    title: "Unequal Splits",
    domain: "logical-reasoning",
    description:
      "Two players take turns to split one of several heaps into two parts that differ by at least a given number; whoever cannot move loses. All first moves that win are asked for. Harder cases have more and larger heaps, and wider differences.",
    answerFormat: "the splits, such as 25+45, separated by commas, or none, on a last line `Answer: …`",
    parameters: {
      heaps: { meaning: "number of heaps, all of different sizes", min: 2, max: 8 },
      smallest: { meaning: "the smallest heap that is drawn", min: 3, max: 20 },
      largest: { meaning: "the largest heap that is drawn", min: 9, max: 60 },
      widestGap: { meaning: "the largest difference that is asked of the two parts", min: 1, max: 6 },
    },
    levels: [
      { heaps: 4, smallest: 4, largest: 18, widestGap: 3 },
      { heaps: 5, smallest: 5, largest: 22, widestGap: 3 },
      { heaps: 5, smallest: 8, largest: 28, widestGap: 4 },
      { heaps: 6, smallest: 9, largest: 36, widestGap: 4 },
      { heaps: 7, smallest: 12, largest: 48, widestGap: 5 },
    ],
  };

  readonly answerFormat = finalLine(setOf(move));

  caseGenerator(rng: Rng, level: Level): Case {
    const isLost = rng.boolean(LOST);
    for (let tried = 0; ; tried++) {
      const instance = { heaps: rng.distinctIntegers(level.heaps, level.smallest, level.largest), gap: rng.integer(1, level.widestGap) };
      const count = winningMoves(instance).length;
      if (tried >= MOST_TRIES || (isLost ? count === 0 : count >= 1 && count <= 6)) return instance;
    }
  }

  promptFunc({ heaps, gap }: Case): string {
    return [
      `Two players take turns with heaps of counters. At first there are ${heaps.length} heaps, of ${heaps.join(", ")} counters.`,
      "",
      "A move takes one heap and splits it into two heaps, neither of them empty, using all of its counters.",
      gap === 1
        ? "The two new heaps must not be equally large."
        : `The two new heaps must differ in size by at least ${gap} counters.`,
      "All other heaps stay as they are, heaps are never joined again, and no counter is taken away.",
      "The player who has no move left loses, and the other one wins. Both play without mistakes.",
      "",
      "Find every first move with which the player whose turn it is can be sure to win.",
      "",
      "Write each of these moves as the sizes of the two new heaps with a plus sign between them, in either order: a heap of 70 that becomes heaps of 25 and 45 is 25+45. All heaps at the beginning have different sizes, so the sum tells which one is split. Separate the moves by commas, in any order, each move once. If no first move wins, write none.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const moves = winningMoves(instance).map(written);
    return this.answerFormat.wrap(moves.length === 0 ? "none" : moves.join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const winning = winningMoves(instance).map(written);
    return answer.length === winning.length && winning.every((one) => answer.includes(one)) ? 1 : 0;
  }
}
