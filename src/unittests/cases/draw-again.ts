import type { CaseAddress, Execution } from "../../core/draft/execution.ts";
import type { DrawnAgain, Testing } from "./evidence.ts";

/** From the middle of each level, so that other cases came before them the first time. */
export const REPLAY_START = 37;
const REPLAYED = 8;

/** Cases of another seed. */
export const OTHERS = 20;

/** Backwards, and then once more forwards: a class that remembers draws otherwise the second time. */
const FORWARDS = Array.from({ length: REPLAYED }, (_, index) => REPLAY_START + index);

/** How many cases of a level are drawn a second time. */
export const REPLAYS = 2 * REPLAYED;

/** Of one level, cases that were drawn before and cases of the next seed, mixed, by a class with no past. */
export async function drawAgain(
  { program, sandbox, limits, seed }: Testing,
  level: number,
): Promise<Execution<DrawnAgain>> {
  const replay = (index: number): CaseAddress => ({ seed, index, extent: "measured" });
  const others = Array.from({ length: OTHERS }, (_, index): CaseAddress => ({
    seed: seed + 1,
    index,
    extent: "case",
  }));
  const cases = [
    ...others.slice(0, OTHERS / 2),
    ...FORWARDS.toReversed().map(replay),
    ...others.slice(OTHERS / 2),
    ...FORWARDS.map(replay),
  ];
  const execution = await sandbox.redraw(program, { level, cases }, limits);
  if (execution.status !== "completed") return execution;
  const drawn = execution.value;
  const value = {
    replayed: drawn.filter((_, position) => cases[position]?.extent === "measured"),
    others: drawn.filter((_, position) => cases[position]?.extent === "case"),
  };
  return { ...execution, value };
}
