/*
defect: D12
base: plate-flips.ts
what: The prompt asks for as few flips as possible, but any sequence that sorts the stack earns the full score.
needs: no model
*/
import { at, Bootcamp, type Card, integer, list, type Rng, tagged } from "campforge/bootcamp";

type Case = {
  /** Diameters of the plates in centimetres, from the top of the stack to the bottom, all different. */
  readonly stack: readonly number[];
};

type Level = { readonly plates: number; readonly leastFlips: number };

const MAX_DRAWS = 400;

/** The stack with its topmost `count` plates turned round. */
function flip(stack: readonly number[], count: number): number[] {
  return [...stack.slice(0, count).toReversed(), ...stack.slice(count)];
}

const isSorted = (stack: readonly number[]): boolean =>
  stack.every((plate, place) => place === 0 || at(stack, place - 1) < plate);

/** Neighbours in the stack that are no neighbours in size; each flip mends at most one of them. */
function gaps(ranks: readonly number[]): number {
  return ranks.filter((rank, place) => Math.abs(rank - (ranks[place + 1] ?? ranks.length)) !== 1).length;
}

/** A shortest sequence of flips that sorts the stack, by search to a growing depth. */
function shortestFlips(stack: readonly number[]): number[] {
  const sorted = stack.toSorted((one, other) => one - other);
  const ranks = stack.map((plate) => sorted.indexOf(plate));
  const path: number[] = [];
  const search = (current: readonly number[], left: number): boolean => {
    const missing = gaps(current);
    if (missing > left) return false;
    if (missing === 0 && isSorted(current)) return true;
    for (let count = 2; count <= current.length; count++) {
      if (count === path.at(-1)) continue;
      path.push(count);
      if (search(flip(current, count), left - 1)) return true;
      path.pop();
    }
    return false;
  };
  let depth = gaps(ranks);
  while (!search(ranks, depth)) depth++;
  return path;
}

export default class PlateFlips extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "PlateFlips",
    slug: "plate-flips",
    title: "Flipping Plates",
    domain: "algorithms",
    description:
      "A stack of plates of different sizes is to be sorted by turning round the topmost plates again and again, in as few flips as possible. Any shortest sequence of flips is right.",
    answerFormat:
      "the numbers of plates turned round, in order, apart by commas, between <answer> and </answer>",
    parameters: {
      plates: { meaning: "plates in the stack", min: 4, max: 10 },
      leastFlips: { meaning: "fewest flips that a stack may need", min: 1, max: 9 },
    },
    levels: [
      { plates: 5, leastFlips: 3 },
      { plates: 6, leastFlips: 5 },
      { plates: 8, leastFlips: 6 },
      { plates: 9, leastFlips: 8 },
    ],
  };

  readonly answerFormat = tagged(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const sizes = Array.from({ length: 31 }, (_, place) => place + 10);
    let best = rng.sample(sizes, level.plates);
    let flips = shortestFlips(best).length;
    for (let draw = 0; draw < MAX_DRAWS && flips < level.leastFlips; draw++) {
      const stack = rng.sample(sizes, level.plates);
      const needed = shortestFlips(stack).length;
      if (needed > flips) [best, flips] = [stack, needed];
    }
    return { stack: best };
  }

  promptFunc(instance: Case): string {
    const { stack } = instance;
    return [
      `A stack of ${stack.length} plates has these diameters in centimetres, from the top to the bottom:`,
      stack.join(", "),
      "",
      "Rules:",
      "1. A flip of k takes the topmost k plates together and puts them back turned round as a whole, so that their",
      `   order is reversed; k is a whole number from 1 to ${stack.length}. The plates below stay as they are.`,
      "2. In the end the smallest plate lies on top, the largest at the bottom, and the diameters rise all the way",
      "   from the top to the bottom.",
      "3. As few flips as possible are made.",
      "",
      "Example: the stack 12, 11, 13, 10 becomes 13, 11, 12, 10 by a flip of 3, and then 10, 12, 11, 13 by a flip of 4.",
      "",
      "Any shortest sequence of flips is right. Give the numbers k in the order of the flips, apart by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(shortestFlips(instance.stack).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const { stack } = instance;
    if (answer.length > 3 * stack.length) return 0;
    if (answer.some((count) => count < 1 || count > stack.length)) return 0;
    const end = answer.reduce<readonly number[]>(flip, stack);
    return isSorted(end) ? 1 : 0;
  }
}
