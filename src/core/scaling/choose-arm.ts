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
  /** How much a cell is wanted, from 0 to 1: the less it holds, the more. */
  readonly need: (cell: MapCell) => number;
  /** In [0, 1). */
  readonly random: () => number;
};

/** How often it is explored while some cell was never tried, and afterwards. */
const FLOOR = { untried: 0.5, always: 0.1 } as const;

/** How many proposals what is known of similar arms counts for: two, so that an arm's own three outweigh it. */
const PRIOR = 2;

/**
 * Thompson sampling over cells and sources: of each arm a yield is drawn from what is believed of it, and the arm with
 * the greatest drawn yield, times how much its cell is wanted, is taken. What is believed begins with the yields of arms
 * that share its domain, answer type, hardness or source. Now and then a cell that was tried least is taken instead.
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

const armName = ({ cell, from }: Arm): string => `${cellName(cell)} / ${from}`;

type Tally = { readonly count: number; readonly sum: number };

/** The parameters of the beta distribution that stands for what is believed of an arm. */
function beliefs(pulled: readonly Pulled[]): (arm: Arm) => { readonly good: number; readonly bad: number } {
  const traits = (arm: Arm): readonly string[] => [
    `domain ${arm.cell.domain}`,
    `answer ${arm.cell.answer}`,
    `hard ${arm.cell.hardBecause}`,
    `from ${arm.from}`,
  ];
  const tallies = new Map<string, Tally>();
  const note = (name: string, gained: number): void => {
    const { count, sum } = tallies.get(name) ?? { count: 0, sum: 0 };
    tallies.set(name, { count: count + 1, sum: sum + gained });
  };
  for (const one of pulled) for (const name of ["all", armName(one), ...traits(one)]) note(name, one.yield);
  const tally = (name: string): Tally => tallies.get(name) ?? { count: 0, sum: 0 };
  const all = tally("all");
  const overall = (all.sum + 1) / (all.count + 2);
  const shrunk = ({ count, sum }: Tally): number => (sum + PRIOR * overall) / (count + PRIOR);
  return (arm) => {
    const some = traits(arm).map((name) => shrunk(tally(name)));
    const mean = some.reduce((sum, one) => sum + one, 0) / some.length;
    const own = tally(armName(arm));
    return { good: PRIOR * mean + own.sum, bad: PRIOR * (1 - mean) + own.count - own.sum };
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
