import { Rng } from "../src/bootcamp/index.ts";
import { estimateRemaining } from "../src/core/run/estimate-remaining.ts";
import type { Row } from "./print-table.ts";
import type { Scale } from "./scale.ts";
import { type Night, SHAPES, simulateRun } from "./simulate-runs.ts";

/** Each shape is looked at in nights of both sizes, early, half-way and late. */
const NIGHTS: readonly Night[] = [
  { tasks: 200, parallel: 16 },
  { tasks: 60, parallel: 8 },
].flatMap((size) => [0.1, 0.5, 0.9].map((share) => ({ ...size, share })));
const RUNS_A_NIGHT = { full: 25, smoke: 1 } as const;

/** In how many simulated runs the range of the time left holds the truth, by how long their tasks take. */
export function benchRemainingTime(scale: Scale): readonly Row[] {
  const runsANight = RUNS_A_NIGHT[scale];
  const rows = Object.entries(SHAPES).map(([shape, draw]): Row => {
    const held = NIGHTS.map((night) => {
      const rng = Rng.from(`${shape} ${JSON.stringify(night)}`);
      const runs = Array.from({ length: runsANight }, () => simulateRun(night, (share) => draw(share, rng)));
      return runs.filter(({ headway, truthMs }) => {
        const range = estimateRemaining(headway);
        return range !== null && range.lowMs <= truthMs && truthMs <= range.highMs;
      }).length;
    });
    const share = held.reduce((sum, one) => sum + one, 0) / (NIGHTS.length * runsANight);
    return { what: shape, value: share * 100, unit: "%", aim: "" };
  });
  const mean = rows.reduce((sum, { value }) => sum + value, 0) / rows.length;
  return [...rows, { what: "all shapes", value: mean, unit: "%", aim: "at least 70", met: mean >= 70 }];
}
