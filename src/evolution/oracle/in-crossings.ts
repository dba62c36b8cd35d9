import type { Execution } from "../../core/draft/execution.ts";
import type { Work } from "../line/work.ts";

/** What is needed to run a program beside a class. */
export type Running = {
  readonly drivers: Pick<Work["drivers"], "sandbox">;
  readonly options: Pick<Work["options"], "limits">;
};

/** Items in one crossing: a crossing that does not end costs what it would say of all of them. */
export const CROSSING = 25;

/** A program of which so many crossings did not end well is asked nothing more. */
const MOST_FAILED = 3;

/** Has a batch done in parts of this size; null for each item of a part that did not end well. */
export async function inCrossings<Item, Given>(
  items: readonly Item[],
  cross: (part: readonly Item[]) => Promise<Execution<readonly (Given | null)[]>>,
  size = CROSSING,
): Promise<readonly (Given | null)[]> {
  const given: (Given | null)[] = [];
  let failed = 0;
  for (let start = 0; start < items.length; start += size) {
    const part = items.slice(start, start + size);
    if (failed === MOST_FAILED) {
      given.push(...part.map(() => null));
      continue;
    }
    const execution = await cross(part);
    if (execution.status !== "completed") failed++;
    given.push(...(execution.status === "completed" ? execution.value : part.map(() => null)));
  }
  return given;
}
