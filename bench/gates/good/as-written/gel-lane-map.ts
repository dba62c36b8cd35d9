import {
  at,
  Bootcamp,
  type Card,
  countBy,
  factorial,
  integer,
  list,
  range,
  record,
  type Rng,
  sortNumbers,
  tagged,
} from "campforge/bootcamp";

type Voice = "laboratory" | "exercise" | "brief";

type Case = {
  readonly length: number;
  /** The lengths of the pieces in rising order. */
  readonly laneA: readonly number[];
  readonly laneB: readonly number[];
  readonly laneBoth: readonly number[];
  /** The length of the piece of lane A at the left end. */
  readonly dyed: number;
  readonly voice: Voice;
};

type Level = {
  readonly fewestCuts: number;
  readonly mostCuts: number;
  readonly shortest: number;
  readonly longest: number;
  readonly orders: number;
  readonly candidates: number;
};

type Gel = Omit<Case, "voice">;

type Cuts = { readonly A: readonly number[]; readonly B: readonly number[] };

type Search = {
  readonly nodes: number;
  readonly maps: number;
  /** How likely a walk ends in a map that takes nothing back and picks at random among the pieces that leave a next step. */
  readonly chance: number;
  readonly first: Cuts;
};

const VOICES: readonly Voice[] = ["laboratory", "exercise", "brief"];

/** Nodes after which a search for a draw is given up; such a draw is the last to be taken. */
const MOST_NODES = 15_000;

/** Instead of a chance: the next segment is not left in the lane of both, or no piece can follow it. */
const ABSENT = -2;
const STUCK = -1;

/** The pieces between the ends and the cuts, sorted. Cuts that are not in rising order within the ends give pieces below 1. */
function laneOf(cuts: readonly number[], length: number): number[] {
  return sortNumbers([...cuts, length].map((end, index) => end - (index === 0 ? 0 : at(cuts, index - 1))));
}

function tally(pieces: readonly number[], length: number): number[] {
  const counts = range(length + 1).map(() => 0);
  for (const piece of pieces) counts[piece] = at(counts, piece) + 1;
  return counts;
}

/** The chance of a walk from the values of the pieces that it may pick. */
function chanceOf(values: readonly number[]): number {
  if (values.every((value) => value === ABSENT)) return STUCK;
  const open = values.filter((value) => value >= 0);
  return open.length === 0 ? 0 : open.reduce((sum, value) => sum + value, 0) / open.length;
}

/** Builds all maps from left to right: the piece of A or B that ends first is followed by each length that is left. */
function search(gel: Gel, limit = Infinity): Search {
  const { length, laneA, laneB, laneBoth, dyed } = gel;
  const sizesA = [...new Set(laneA)];
  const sizesB = [...new Set(laneB)];
  const leftA = tally(laneA, length);
  const leftB = tally(laneB, length);
  const leftBoth = tally(laneBoth, length);
  const cutsA: number[] = [];
  const cutsB: number[] = [];
  let first: Cuts = { A: [], B: [] };
  let nodes = 0;
  let maps = 0;

  const follow = (
    sizes: readonly number[],
    left: number[],
    visitNext: (size: number) => number,
  ): number => {
    const values: number[] = [];
    for (const size of sizes) {
      if (at(left, size) === 0) continue;
      left[size] = at(left, size) - 1;
      values.push(visitNext(size));
      left[size] = at(left, size) + 1;
    }
    return chanceOf(values);
  };

  const visit = (place: number, endA: number, endB: number): number => {
    if (nodes >= limit) return ABSENT;
    nodes++;
    const next = Math.min(endA, endB);
    const piece = next - place;
    if (at(leftBoth, piece) === 0) return ABSENT;
    let chance = 1;
    leftBoth[piece] = at(leftBoth, piece) - 1;
    if (next === length) {
      if (maps === 0) first = { A: [...cutsA], B: [...cutsB] };
      maps++;
    } else if (endA === next) {
      cutsA.push(next);
      chance = follow(sizesA, leftA, (size) => visit(next, next + size, endB));
      cutsA.pop();
    } else {
      cutsB.push(next);
      chance = follow(sizesB, leftB, (size) => visit(next, endA, next + size));
      cutsB.pop();
    }
    leftBoth[piece] = at(leftBoth, piece) + 1;
    return chance;
  };

  leftA[dyed] = at(leftA, dyed) - 1;
  const chance = Math.max(
    0,
    follow(sizesB, leftB, (size) => visit(0, dyed, size)),
  );
  return { nodes, maps, chance, first };
}

/** In how many different orders pieces can stand. */
function ordersOf(pieces: readonly number[]): number {
  let orders = Number(factorial(pieces.length));
  for (const count of countBy(pieces).values()) orders /= Number(factorial(count));
  return orders;
}

/** Draws come first in which a guess from lanes A and B would seldom do, then those with more search for each map in which a walk that takes nothing back seldom ends in one. */
function rating(gel: Gel, leastOrders: number): number {
  const { nodes, maps, chance } = search(gel, MOST_NODES);
  if (nodes >= MOST_NODES) return 0;
  const others = gel.laneA.toSpliced(gel.laneA.indexOf(gel.dyed), 1);
  const orders = ordersOf(others) * ordersOf(gel.laneB);
  return nodes / maps / (chance + 0.02) + (orders / maps >= leastOrders ? 100 * MOST_NODES : 0);
}

function drawGel(rng: Rng, { fewestCuts, mostCuts, shortest, longest }: Level): Gel {
  const length = rng.integer(shortest, longest);
  const countA = rng.integer(fewestCuts, mostCuts);
  const countB = rng.integer(fewestCuts, mostCuts);
  const cuts = rng.distinctIntegers(countA + countB, 1, length - 1);
  const cutsA = sortNumbers(cuts.slice(0, countA));
  const cutsB = sortNumbers(cuts.slice(countA));
  return {
    length,
    laneA: laneOf(cutsA, length),
    laneB: laneOf(cutsB, length),
    laneBoth: laneOf(sortNumbers(cuts), length),
    dyed: at(cutsA, 0),
  };
}

export default class GelLaneMap extends Bootcamp<Case, Cuts, Level> {
  static readonly card: Card<Level> = {
    name: "GelLaneMap",
    slug: "gel-lane-map",
    title: "Gel Lane Map",
    domain: "natural-science",
    description:
      "A straight piece of DNA is cut by two enzymes, alone and together. From the lengths of the pieces in the three lanes of a gel and the piece of the first lane at the left end, the positions where each enzyme cuts are to be found; any map that gives exactly these lanes is correct. Harder cases have more cuts and more orders that look possible.",
    answerFormat:
      "two lines between <answer> and </answer>, such as A: 3, 12 and B: 7, 17, with the positions in increasing order",
    parameters: {
      fewestCuts: { meaning: "cuts of an enzyme at the least", min: 1, max: 6 },
      mostCuts: { meaning: "cuts of an enzyme at the most", min: 1, max: 6 },
      shortest: { meaning: "length of the DNA in kilobases at the least", min: 14, max: 80 },
      longest: { meaning: "length of the DNA in kilobases at the most", min: 14, max: 80 },
      orders: {
        meaning:
          "maps that fit lanes A and B and the dyed piece, for each map that also fits the lane of both, wanted at the least",
        min: 1,
        max: 100_000,
      },
      candidates: {
        meaning: "draws of which the one is taken that needs most search and in which a walk without taking back fails most",
        min: 1,
        max: 40,
      },
    },
    levels: [
      { fewestCuts: 1, mostCuts: 3, shortest: 14, longest: 24, orders: 12, candidates: 16 },
      { fewestCuts: 3, mostCuts: 4, shortest: 20, longest: 36, orders: 60, candidates: 24 },
      { fewestCuts: 4, mostCuts: 5, shortest: 28, longest: 50, orders: 400, candidates: 16 },
      { fewestCuts: 5, mostCuts: 5, shortest: 34, longest: 64, orders: 3_000, candidates: 12 },
      { fewestCuts: 6, mostCuts: 6, shortest: 42, longest: 80, orders: 20_000, candidates: 12 },
    ],
  };

  readonly answerFormat = tagged(record({ A: list(integer()), B: list(integer()) }));

  caseGenerator(rng: Rng, level: Level): Case {
    const rated = range(level.candidates).map(() => {
      const gel = drawGel(rng, level);
      return { gel, rating: rating(gel, level.orders) };
    });
    const { gel } = rated.reduce((top, one) => (one.rating > top.rating ? one : top));
    return { ...gel, voice: rng.choice(VOICES) };
  }

  promptFunc({ length, laneA, laneB, laneBoth, dyed, voice }: Case): string {
    const lanes = [
      `- Lane A (enzyme A alone): ${laneA.join(", ")}`,
      `- Lane B (enzyme B alone): ${laneB.join(", ")}`,
      `- Lane A+B (both enzymes together): ${laneBoth.join(", ")}`,
    ];
    const task = {
      laboratory: [
        `In a laboratory, a straight piece of DNA of ${length} kilobases was cut by two enzymes, A and B, each alone and both together, and the pieces were separated on a gel. These are the lengths of the pieces in kilobases:`,
        "",
        ...lanes,
        "",
        `The left end of the DNA carries a dye. In lane A the dyed piece is ${dyed} kilobases long. Work out where each enzyme cuts.`,
      ],
      exercise: [
        `Find the restriction map of a straight piece of DNA, ${length} kilobases long, for two enzymes A and B. A gel shows the lengths of all pieces, in kilobases:`,
        "",
        ...lanes,
        "",
        `With enzyme A alone, the piece at the left end, which is marked by a dye, has a length of ${dyed}.`,
      ],
      brief: [
        `Double digest of a straight piece of DNA. Length: ${length} kb. Dyed piece at the left end in lane A: ${dyed} kb. Lengths of the pieces in kb:`,
        "",
        ...lanes,
      ],
    }[voice];
    return [
      ...task,
      "",
      "Rules:",
      `1. Positions are counted in kilobases from the left end, from 0 to ${length}. Each enzyme cuts at one or more positions, all of them whole numbers greater than 0 and less than ${length}.`,
      "2. No position is cut by both enzymes. Together they cut at all positions at which one of them cuts.",
      "3. A lane lists the lengths of all pieces between neighbouring cuts, or between a cut and the end of the DNA next to it. The lengths are sorted in increasing order, which says nothing of where the pieces lie, and a length is listed as often as it occurs.",
      "4. A DNA of length 10 that A cuts at 4 and B at 7, for instance, gives 4, 6 in lane A, 3, 7 in lane B and 3, 3, 4 in lane A+B; the dyed piece in lane A has the length 4.",
      "",
      "Give the positions at which each enzyme cuts, in increasing order and separated by commas, one line for each enzyme, in this form:",
      "A: 3, 12",
      "B: 7, 17",
      "Any map that yields exactly the three lanes and the dyed piece is correct.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { first } = search(instance);
    return this.answerFormat.wrap(`A: ${first.A.join(", ")}\nB: ${first.B.join(", ")}`);
  }

  verifyCorrection({ A, B }: Cuts, instance: Case): number {
    const { length, laneA, laneB, laneBoth, dyed } = instance;
    const isLane = (cuts: readonly number[], lane: readonly number[]): boolean =>
      laneOf(cuts, length).join() === lane.join();
    const isMap = isLane(A, laneA) && isLane(B, laneB) && isLane(sortNumbers([...A, ...B]), laneBoth);
    return isMap && A[0] === dyed ? 1 : 0;
  }

  /** Nodes of the search from left to right, for each map that fits. */
  override hardness(instance: Case): number {
    const { nodes, maps } = search(instance);
    return nodes / maps;
  }
}
