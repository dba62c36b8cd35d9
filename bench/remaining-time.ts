import { Rng } from "../src/bootcamp/index.ts";
import { estimateRemaining } from "../src/core/run/estimate-remaining.ts";
import type { Row } from "./print-table.ts";
import { type Night, SHAPES, simulateRun } from "./simulate-runs.ts";

/** Each shape is looked at in nights of both sizes, early, half-way and late. */
const NIGHTS: readonly Night[] = [
  { tasks: 200, parallel: 16 },
  { tasks: 60, parallel: 8 },
].flatMap((size) => [0.1, 0.5, 0.9].map((share) => ({ ...size, share })));
const RUNS_A_NIGHT = 25;

/** In how many simulated runs the range of the time left holds the truth, by how long their tasks take. */
export function benchRemainingTime(): readonly Row[] {
  const rows = Object.entries(SHAPES).map(([shape, draw]): Row => {
    const held = NIGHTS.map((night) => {
      const rng = Rng.from(`${shape} ${JSON.stringify(night)}`);
      const runs = Array.from({ length: RUNS_A_NIGHT }, () =>
        simulateRun(night, (share) => draw(share, rng)),
      );
      return runs.filter(({ headway, truthMs }) => {
        const range = estimateRemaining(headway);
        return range !== null && range.lowMs <= truthMs && truthMs <= range.highMs;
      }).length;
    });
    const share = held.reduce((sum, one) => sum + one, 0) / (NIGHTS.length * RUNS_A_NIGHT);
    return { what: shape, value: share * 100, unit: "%", aim: "" };
  });
  const mean = rows.reduce((sum, { value }) => sum + value, 0) / rows.length;
  return [...rows, { what: "all shapes", value: mean, unit: "%", aim: "at least 70", met: mean >= 70 }];
}
