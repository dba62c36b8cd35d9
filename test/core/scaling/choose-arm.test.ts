import { expect, test } from "vitest";
import { Rng } from "../../../src/bootcamp/index.ts";
import { type Arm, chooseArm, needOf, type Pulled } from "../../../src/core/scaling/choose-arm.ts";
import { cellsOf } from "../../../src/core/scaling/library-map.ts";
import { cellName, DOMAINS } from "../../../src/core/task/map-cell.ts";
import { PROPOSAL_SOURCES } from "../../../src/core/task/proposal-origin.ts";

const BUDGET = 1_000;
const cells = cellsOf(DOMAINS);
const arms = cells.flatMap((cell) => PROPOSAL_SOURCES.map((from): Arm => ({ cell, from })));

/** What share of an arm's proposals is admitted, where its sides decide it, and where each cell is for itself. */
const WORLDS = {
  "sides decide": (seed: number) => {
    const of = (side: string): number => Rng.from(`${seed} ${side}`).float();
    return ({ cell, from }: Arm): number =>
      Math.min(0.95, 1.6 * of(cell.domain) * of(cell.answer) * of(cell.hardBecause) * (0.5 + of(from)));
  },
  "cells decide": (seed: number) => {
    const of = (side: string): number => Rng.from(`${seed} ${side}`).float();
    return ({ cell, from }: Arm): number =>
      (of(cellName(cell)) < 0.15 ? 0.85 : 0.08) * (0.8 + 0.2 * of(from));
  },
} as const;

/** Marsaglia's xorshift (J. Stat. Softw. 8, 2003): a simulation needs millions of draws, and no draw alike elsewhere. */
function quickRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

type Choose = (pulled: readonly Pulled[], random: () => number) => Arm | undefined;

function simulate(yieldOf: (arm: Arm) => number, choose: Choose): { admitted: number; tried: number } {
  const random = quickRandom(1);
  const pulled: Pulled[] = [];
  while (pulled.length < BUDGET) {
    const arm = choose(pulled, random);
    if (arm === undefined) throw new Error("there are arms");
    pulled.push({ ...arm, yield: random() < yieldOf(arm) ? 1 : 0 });
  }
  return {
    admitted: pulled.reduce((sum, one) => sum + one.yield, 0),
    tried: new Set(pulled.map(({ cell }) => cellName(cell))).size,
  };
}

test.each(Object.entries(WORLDS))(
  "of 1,000 proposals the bandit has at least 1.5 times as many admitted as chance, and tries every cell: %s",
  (_, world) => {
    const yieldIn = world(0);
    const yields = new Map(arms.map((arm) => [arm, yieldIn(arm)]));
    const byName = new Map(arms.map((arm) => [`${cellName(arm.cell)} ${arm.from}`, yields.get(arm) ?? 0]));
    const yieldOf = ({ cell, from }: Arm): number => byName.get(`${cellName(cell)} ${from}`) ?? 0;
    const held = new Map<string, number>();
    const bandit = simulate(yieldOf, (pulled, random) => {
      const last = pulled.at(-1);
      if (last?.yield === 1) held.set(cellName(last.cell), (held.get(cellName(last.cell)) ?? 0) + 1);
      const need: (cell: Arm["cell"]) => number = (cell) => needOf(held.get(cellName(cell)) ?? 0);
      return chooseArm({ arms, pulled, underWay: [], need, random });
    });
    const chance = simulate(yieldOf, (_pulled, random) => arms[Math.floor(random() * arms.length)]);
    const said = `${bandit.admitted} to ${chance.admitted}, ${bandit.tried} of ${cells.length} cells`;
    expect(bandit.admitted / chance.admitted, `the bandit: ${said}`).toBeGreaterThanOrEqual(1.5);
    expect(bandit.tried, `the bandit: ${said}`).toBe(cells.length);
  },
  240_000,
);
