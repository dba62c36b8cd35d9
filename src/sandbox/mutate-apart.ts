import type { Execution } from "../core/draft/execution.ts";
import type { MutantOutcome, MutantTrial } from "../core/checks/verifier-mutant.ts";

/** A verifier that more mistakes than this bring down, or keep from ending, is reported as a whole. */
const MOST_FAILURES = 3;

type Tried = Execution<MutantTrial>;
type Mutate = (mutants: readonly number[]) => Promise<Tried>;

const FATAL: MutantOutcome = { status: "killed", by: -1 };

/**
 * Tries mistakes so that one which keeps a verification from ending, or brings the process down, costs
 * itself and no other: it is noticed for certain, and the others are tried without it.
 */
export async function mutateApart(mutants: readonly number[], mutate: Mutate): Promise<Tried> {
  let failures = 0;
  const go = async (some: readonly number[]): Promise<Tried> => {
    if (some.length === 0) return completed([], 0);
    const execution = await mutate(some);
    if (execution.status === "completed") return execution;
    const item = execution.status === "timed-out" ? execution.item : null;
    // Before the first mistake was made it was the verifier itself.
    if (execution.status === "timed-out" && item === null) return execution;
    if (some.length === 1 || item !== null) {
      failures++;
      if (failures > MOST_FAILURES) return execution;
    }
    if (some.length === 1) return completed([FATAL], 0);
    const middle = item ?? some.length >> 1;
    const before = await go(some.slice(0, middle));
    if (before.status !== "completed") return before;
    const behind = await go(some.slice(item === null ? middle : middle + 1));
    if (behind.status !== "completed") return behind;
    const outcomes = [...before.value.outcomes, ...(item === null ? [] : [FATAL]), ...behind.value.outcomes];
    return completed(outcomes, Math.max(before.value.tried, behind.value.tried), before.cpuMs + behind.cpuMs);
  };
  return go(mutants);
}

const completed = (outcomes: readonly MutantOutcome[], tried: number, cpuMs = 0): Tried => ({
  status: "completed",
  value: { tried, outcomes },
  cpuMs,
});
