import type { Score } from "../bootcamp/index.ts";
import type { Attempt, Execution } from "../core/execution.ts";
import type { Testing } from "./evidence.ts";

/** Attempts in one crossing: beyond about a hundred the gain is flat (sandbox page). */
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

/** An attempt that took much longer than it may, alone. */
export type SlowAttempt = { readonly place: number; readonly cpuMs: number };

/** The first attempt whose verification alone takes more than `budgetMs` of CPU; halves the batch around it. */
export async function findSlow(
  testing: Testing,
  attempts: readonly Attempt[],
  budgetMs: number,
): Promise<SlowAttempt | undefined> {
  const search = async (start: number, end: number): Promise<SlowAttempt | undefined> => {
    const execution = await testing.sandbox.verify(
      testing.program,
      attempts.slice(start, end),
      testing.limits,
    );
    // What does not complete is a fault, which is reported as one.
    if (execution.status !== "completed" || execution.cpuMs <= budgetMs + PER_ATTEMPT_MS * (end - start))
      return undefined;
    if (end - start === 1) return confirm(start);
    const middle = (start + end) >> 1;
    return (await search(start, middle)) ?? (await search(middle, end));
  };
  /** Once more: the first time a program that was not loaded had to be, or another job was in the way. */
  const confirm = async (place: number): Promise<SlowAttempt | undefined> => {
    const execution = await testing.sandbox.verify(
      testing.program,
      attempts.slice(place, place + 1),
      testing.limits,
    );
    const isSlow = execution.status === "completed" && execution.cpuMs > budgetMs;
    return isSlow ? { place, cpuMs: execution.cpuMs } : undefined;
  };
  return attempts.length === 0 ? undefined : search(0, attempts.length);
}

/** What a verification may cost besides: a class of its own for each, and its answer read. */
const PER_ATTEMPT_MS = 2;
