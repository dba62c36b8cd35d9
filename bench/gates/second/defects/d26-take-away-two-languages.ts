/*
defect: D26
base: take-away.ts
what: Where the heaps hold an odd number of counters in all, the last rule and the question are in Chinese.
needs: no model
*/
import { at, Bootcamp, type Card, choiceOf, finalLine, type Rng } from "campforge/bootcamp";

/** Takes `take` counters from the heap at place `heap`, counted from 0. */
type Move = { readonly heap: number; readonly take: number };

type Case = {
  readonly heaps: readonly number[];
  /** How many counters may be taken in one move, rising. */
  readonly takes: readonly number[];
  readonly moves: readonly Move[];
};

type Level = { readonly heaps: number; readonly largest: number; readonly takes: number };

const LETTERS = ["A", "B", "C", "D", "E"] as const;
const MAX_DRAWS = 500;

/** For each size of a heap from 0 up to the largest, its Grundy number: the least one that no move reaches. */
function grundyNumbers(largest: number, takes: readonly number[]): number[] {
  const numbers: number[] = [];
  for (let size = 0; size <= largest; size++) {
    const reached = new Set(takes.filter((take) => take <= size).map((take) => at(numbers, size - take)));
    let least = 0;
    while (reached.has(least)) least++;
    numbers.push(least);
  }
  return numbers;
}

/** True when the player who has just made the move wins, whatever the other one does. */
function isWinning(move: Move, heaps: readonly number[], takes: readonly number[]): boolean {
  const numbers = grundyNumbers(Math.max(...heaps), takes);
  const after = heaps.map((size, heap) => (heap === move.heap ? size - move.take : size));
  return after.reduce((sum, size) => sum ^ at(numbers, size), 0) === 0;
}

function legalMoves(heaps: readonly number[], takes: readonly number[]): Move[] {
  return heaps.flatMap((size, heap) => takes.filter((take) => take <= size).map((take) => ({ heap, take })));
}

export default class TakeAway extends Bootcamp<Case, (typeof LETTERS)[number], Level> {
  static readonly card: Card<Level> = {
    name: "TakeAway",
    slug: "take-away",
    title: "Take-Away Game",
    domain: "games",
    description:
      "Two players take turns to take counters from one of several heaps; only certain numbers may be taken, and whoever cannot move loses. Of five moves, the only one that wins is asked for.",
    answerFormat: "the letter of the winning move, A to E, on a final line",
    choices: 5,
    parameters: {
      heaps: { meaning: "heaps of counters", min: 1, max: 8 },
      largest: { meaning: "most counters in a heap", min: 6, max: 60 },
      takes: { meaning: "different numbers of counters that may be taken", min: 3, max: 6 },
    },
    levels: [
      { heaps: 2, largest: 10, takes: 3 },
      { heaps: 3, largest: 15, takes: 3 },
      { heaps: 4, largest: 22, takes: 4 },
      { heaps: 6, largest: 35, takes: 5 },
    ],
  };

  readonly answerFormat = finalLine(choiceOf(LETTERS));

  caseGenerator(rng: Rng, level: Level): Case {
    const lowest = Math.max(4, Math.floor(level.largest / 2));
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const heaps = Array.from({ length: level.heaps }, () => rng.integer(lowest, level.largest));
      const takes = rng
        .sample([1, 2, 3, 4, 5, 6, 7, 8].slice(0, level.takes + 3), level.takes)
        .toSorted((one, other) => one - other);
      const moves = legalMoves(heaps, takes);
      const winning = moves.filter((move) => isWinning(move, heaps, takes));
      const losing = moves.filter((move) => !isWinning(move, heaps, takes));
      if (winning.length === 0 || losing.length < LETTERS.length - 1) continue;
      const offered = [rng.choice(winning), ...rng.sample(losing, LETTERS.length - 1)];
      return { heaps, takes, moves: rng.shuffle(offered) };
    }
    // A position that serves where chance found none: one counter may be taken, or two, or three.
    const moves = [1, 2, 3].map((take) => ({ heap: 0, take }));
    return { heaps: [7, 4], takes: [1, 2, 3], moves: [...moves, { heap: 1, take: 2 }, { heap: 1, take: 3 }] };
  }

  promptFunc(instance: Case): string {
    const { heaps, takes, moves } = instance;
    const counters = (count: number): string => (count === 1 ? "1 counter" : `${count} counters`);
    const isOdd = heaps.reduce((sum, size) => sum + size, 0) % 2 === 1;
    return [
      "Two players play with heaps of counters:",
      ...heaps.map((size, heap) => `- heap ${heap + 1}: ${counters(size)}`),
      "",
      "Rules:",
      "1. The players take turns.",
      "2. In a turn, a player chooses one heap and takes counters from that heap only.",
      `3. The number of counters taken in a turn is one of these: ${takes.join(", ")}. A heap must hold at least as many.`,
      isOdd
        ? "4. 轮到某位玩家时，如果每一堆的筹码都不够取，该玩家就输，另一位玩家获胜。"
        : "4. A player who cannot move, since every heap holds too few counters, loses; the other one wins.",
      "",
      "Example: with one heap of 3 counters and only 1 or 2 allowed, taking 1 loses at once, since the other player",
      "then takes the last 2.",
      "",
      isOdd
        ? "现在轮到你。下面五种取法中恰好有一种能保证你获胜："
        : "It is your turn. After exactly one of these five moves you win, however well the other player plays:",
      ...moves.map(
        ({ heap, take }, place) => `${at(LETTERS, place)}. Take ${counters(take)} from heap ${heap + 1}.`,
      ),
      "",
      isOdd ? "是哪一种？请回答它的字母。" : "Which one? Answer with its letter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { heaps, takes, moves } = instance;
    const place = moves.findIndex((move) => isWinning(move, heaps, takes));
    return this.answerFormat.wrap(at(LETTERS, place));
  }

  verifyCorrection(answer: (typeof LETTERS)[number], instance: Case): number {
    const { heaps, takes, moves } = instance;
    const move = moves[LETTERS.indexOf(answer)];
    return move !== undefined && isWinning(move, heaps, takes) ? 1 : 0;
  }
}
