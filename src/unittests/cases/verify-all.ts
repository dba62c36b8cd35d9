import type { Score } from "../../bootcamp/index.ts";
import type { Attempt, Execution } from "../../core/draft/execution.ts";
import type { Testing } from "./evidence.ts";

/** Attempts in one crossing: beyond about a hundred nothing is gained (docs/architecture.md, processes). */
const CROSSING = 200;

/** Verifies any number of attempts; the first crossing that does not complete ends it. */
export async function verifyAll(
  testing: Testing,
  attempts: readonly Attempt[],
): Promise<Execution<readonly Score[]>> {
  const scores: Score[] = [];
  let cpuMs = 0;
  for (let start = 0; start < attempts.length; start += CROSSING) {
    const part = attempts.slice(start, start + CROSSING);
    const execution = await testing.sandbox.verify(testing.program, part, testing.limits);
    if (execution.status === "timed-out") {
      return { ...execution, item: execution.item === null ? null : start + execution.item };
    }
    if (execution.status !== "completed") return execution;
    scores.push(...execution.value);
    cpuMs += execution.cpuMs;
  }
  return { status: "completed", value: scores, cpuMs };
}
