import type { ProposalSource } from "../task/proposal-origin.ts";
import { cellName, type MapCell } from "../task/map-cell.ts";

/** What the budget is spent on: a cell of the map, and where the idea for it comes from. */
export type Arm = { readonly cell: MapCell; readonly from: ProposalSource };

/** What became of an earlier proposal: 1 where its bootcamp was admitted, 0 where not, between where it is flagged. */
export type Pulled = Arm & { readonly yield: number };

/** What an arm is chosen from. */
export type Choice = {
  readonly arms: readonly Arm[];
  readonly pulled: readonly Pulled[];
  /** Proposals under way: they count as tried, and as nothing else. */
  readonly underWay: readonly Arm[];
  /** How much a cell is wanted, from 0 to 1: the less it holds, the more (`needOf`). */
  readonly need: (cell: MapCell) => number;
  /** In [0, 1). */
  readonly random: () => number;
};

/** How much a cell is wanted that holds so many already: half as much once it holds fifteen. */
export const needOf = (held: number): number => (1 + held) ** -0.25;

/** How often it is explored while some cell was never tried, and afterwards. */
const FLOOR = { untried: 0.5, always: 0.1 } as const;

/** How many proposals what is known of similar arms counts for: an arm's own eight outweigh it. */
const PRIOR = 8;

/** How many proposals of a side count for as much as those of all, before it is believed to differ. */
const SIDE = 4;

/** The same for the proposals of a cell over all sources: few have many, and one that was admitted says much. */
const CELL = 1;

/**
 * Thompson sampling over cells and sources: of each arm a yield is drawn from what is believed of it, and the arm with
 * the greatest drawn yield, times how much its cell is wanted, is taken. What is believed begins with the yields of arms
 * that share its domain, answer type, what makes it hard, or source. Now and then a cell that was tried least is taken instead.
 */
export function chooseArm(choice: Choice): Arm | undefined {
  const { arms, pulled, underWay, random } = choice;
  const tries = new Map<string, number>();
  for (const { cell } of [...pulled, ...underWay])
    tries.set(cellName(cell), (tries.get(cellName(cell)) ?? 0) + 1);
  const triesOf = ({ cell }: Arm): number => tries.get(cellName(cell)) ?? 0;
  const fewest = arms.reduce((least, arm) => Math.min(least, triesOf(arm)), Infinity);
  if (random() < (fewest === 0 ? FLOOR.untried : FLOOR.always)) {
    const least = arms.filter((arm) => triesOf(arm) === fewest);
    return least[Math.floor(random() * least.length)];
  }
  return drawBest(choice);
}

function drawBest({ arms, pulled, underWay, need, random }: Choice): Arm | undefined {
  const believe = beliefs(pulled);
  const waiting = new Map<string, number>();
  for (const arm of underWay) waiting.set(armName(arm), (waiting.get(armName(arm)) ?? 0) + 1);
  let best: { readonly arm: Arm; readonly drawn: number } | undefined;
  for (const arm of arms) {
    const { good, bad } = believe(arm);
    // What is under way may fail: it counts half, so that not all of them go the same way.
    const drawn = drawBeta(good, bad + (waiting.get(armName(arm)) ?? 0) / 2, random) * need(arm.cell);
    if (best === undefined || drawn > best.drawn) best = { arm, drawn };
  }
  return best?.arm;
}

/** What an arm is known by: its own name, and those of the sides that it shares with others. */
type Names = { readonly own: string; readonly cell: string; readonly sides: readonly string[] };

const names = new WeakMap<Arm, Names>();

function namesOf(arm: Arm): Names {
  const known = names.get(arm);
  if (known !== undefined) return known;
  const { cell, from } = arm;
  const name = cellName(cell);
  const sides = [
    `domain ${cell.domain}`,
    `answer ${cell.answer}`,
    `hard ${cell.hardBecause}`,
    `from ${from}`,
  ];
  const made = { own: `${name} / ${from}`, cell: name, sides };
  names.set(arm, made);
  return made;
}

const armName = (arm: Arm): string => namesOf(arm).own;

type Tally = { readonly count: number; readonly sum: number };

/** What is believed of a yield is never certain. */
const [LEAST, MOST] = [0.005, 0.95];

/**
 * The parameters of the beta distribution that stands for what is believed of an arm. Before its own proposals are
 * counted, its yield is taken for that of all, times how much better or worse each of its sides, and its cell over all
 * sources, does than all.
 */
function beliefs(pulled: readonly Pulled[]): (arm: Arm) => { readonly good: number; readonly bad: number } {
  const tallies = new Map<string, Tally>();
  const note = (name: string, gained: number): void => {
    const { count, sum } = tallies.get(name) ?? { count: 0, sum: 0 };
    tallies.set(name, { count: count + 1, sum: sum + gained });
  };
  let total = 0;
  for (const one of pulled) {
    const { own, cell, sides } = namesOf(one);
    total += one.yield;
    for (const name of [own, cell, ...sides]) note(name, one.yield);
  }
  const tally = (name: string): Tally => tallies.get(name) ?? { count: 0, sum: 0 };
  const overall = (total + 1) / (pulled.length + 2);
  const ratios = new Map<string, number>();
  const ratioOf = (name: string, weight: number): number => {
    const known = ratios.get(name);
    if (known !== undefined) return known;
    const { count, sum } = tally(name);
    const ratio = (sum + weight * overall) / (count + weight) / overall;
    ratios.set(name, ratio);
    return ratio;
  };
  return (arm) => {
    const { own, cell, sides } = namesOf(arm);
    const expected = sides.reduce((all, name) => all * ratioOf(name, SIDE), overall * ratioOf(cell, CELL));
    const mean = Math.min(MOST, Math.max(LEAST, expected));
    const { count, sum } = tally(own);
    return { good: PRIOR * mean + sum, bad: PRIOR * (1 - mean) + count - sum };
  };
}

/** A draw from the beta distribution, as the share of two gamma draws. */
function drawBeta(good: number, bad: number, random: () => number): number {
  const one = drawGamma(good, random);
  const other = drawGamma(bad, random);
  return one + other === 0 ? 0 : one / (one + other);
}

/** Marsaglia and Tsang's method (ACM TOMS 26, 2000); below 1 by the usual boost. */
function drawGamma(shape: number, random: () => number): number {
  if (shape <= 0) return 0;
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller's transform. */
const drawNormal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
