import type { Score } from "../../bootcamp/index.ts";
import type { Attempt, Execution, Sandbox } from "../../core/draft/execution.ts";
import type { Testing } from "./evidence.ts";

/** Attempts in one crossing: so few that they take no time together unless one of them does. */
const CROSSING = 25;

/** An attempt whose verification alone takes longer than it may. */
export type SlowAttempt = { readonly place: number; readonly cpuMs: number };

/** Once an attempt was slow, so much CPU time is left for what the others may show. */
const MOST_AFTER_SLOW_MS = 4_000;

/** Scores, as far as there was time for them, and the first attempt that was slow. */
export type Timed = {
  readonly scores: readonly (Score | undefined)[];
  readonly slow: SlowAttempt | undefined;
};

/** A crossing that one slow attempt kept from ending in time. */
type Slow = { readonly status: "slow" } & SlowAttempt;

/**
 * Verifies attempts and looks for one that alone takes more than `budgetMs` of CPU: a crossing that took
 * longer is halved until it is found. The first crossing that does not complete ends it, and so does
 * the first verification that does not end. After a slow attempt the rest is left out when it takes long as well:
 * one says all that an author has to mend first.
 */
export async function verifyTimed(
  testing: Testing & { readonly freshSandbox: Sandbox },
  attempts: readonly Attempt[],
  budgetMs: number,
): Promise<Execution<Timed>> {
  const scores: (Score | undefined)[] = [];
  let slow: SlowAttempt | undefined;
  let cpuMs = 0;
  let afterSlowMs = 0;
  for (let start = 0; start < attempts.length && afterSlowMs <= MOST_AFTER_SLOW_MS; start += CROSSING) {
    const part = attempts.slice(start, start + CROSSING);
    const execution = await verifyPart(testing, part, budgetMs);
    if (execution.status === "slow") {
      slow ??= { ...execution, place: start + execution.place };
      scores.push(...part.map(() => undefined));
      afterSlowMs += testing.limits.timeoutMs + execution.cpuMs;
      continue;
    }
    if (execution.status === "timed-out")
      return { ...execution, item: execution.item === null ? null : start + execution.item };
    if (execution.status !== "completed") return execution;
    // Each response that keeps the verifier from ending costs seconds, and one says all.
    const hanging = execution.value.findIndex(({ status }) => status === "timeout");
    if (hanging >= 0)
      return { status: "timed-out", limitMs: testing.limits.timeoutMs, item: start + hanging };
    scores.push(...execution.value);
    cpuMs += execution.cpuMs;
    if (slow !== undefined) afterSlowMs += execution.cpuMs;
    if (slow === undefined && execution.cpuMs > budgetMs) {
      const found = await findSlow(testing, part, budgetMs);
      slow = found === undefined ? undefined : { ...found, place: start + found.place };
    }
  }
  return { status: "completed", value: { scores, slow }, cpuMs };
}

/**
 * Verifies a crossing. Where it does not end, the response at which it was is tried alone, and is the outcome where
 * that does not end either, or is slow: to take the rest apart would cost the whole time limit for each response like
 * it. Where it ends soon alone, the crossing was too much in all, and goes in halves.
 */
async function verifyPart(
  testing: Testing,
  part: readonly Attempt[],
  budgetMs: number,
): Promise<Execution<readonly Score[]> | Slow> {
  const { sandbox, program, limits } = testing;
  const whole = await sandbox.verify(program, part, { ...limits, once: true });
  if (whole.status === "completed") return whole;
  const item = whole.status === "timed-out" ? whole.item : null;
  const suspect = item === null ? undefined : part[item];
  if (suspect === undefined || part.length === 1) return sandbox.verify(program, part, limits);
  const alone = await sandbox.verify(program, [suspect], limits);
  if (alone.status === "timed-out") return { ...alone, item };
  if (alone.status === "completed" && alone.cpuMs > budgetMs)
    return { status: "slow", place: item ?? 0, cpuMs: alone.cpuMs };
  const middle = part.length >> 1;
  const first = await verifyPart(testing, part.slice(0, middle), budgetMs);
  if (first.status !== "completed") return first;
  const second = await verifyPart(testing, part.slice(middle), budgetMs);
  if (second.status === "slow") return { ...second, place: middle + second.place };
  if (second.status === "timed-out" && second.item !== null) return { ...second, item: middle + second.item };
  if (second.status !== "completed") return second;
  return {
    status: "completed",
    value: [...first.value, ...second.value],
    cpuMs: first.cpuMs + second.cpuMs,
  };
}

/** Halves a batch that took long around the attempt that did; nothing where no single one does. */
async function findSlow(
  { freshSandbox, program, limits }: Testing & { readonly freshSandbox: Sandbox },
  attempts: readonly Attempt[],
  budgetMs: number,
): Promise<SlowAttempt | undefined> {
  const cpuOf = async (start: number, end: number): Promise<number> => {
    const execution = await freshSandbox.verify(program, attempts.slice(start, end), limits);
    // What does not complete is a fault, which is reported as one.
    return execution.status === "completed" ? execution.cpuMs : 0;
  };
  const search = async (start: number, end: number): Promise<SlowAttempt | undefined> => {
    const cpuMs = await cpuOf(start, end);
    if (cpuMs <= budgetMs) return undefined;
    if (end - start > 1) return halve(start, end);
    // Once more: the first time a program that was not loaded had to be, or another job was in the way.
    const again = await cpuOf(start, end);
    return again > budgetMs ? { place: start, cpuMs: again } : undefined;
  };
  const halve = async (start: number, end: number): Promise<SlowAttempt | undefined> => {
    const middle = (start + end) >> 1;
    return (await search(start, middle)) ?? (await search(middle, end));
  };
  return attempts.length > 1 ? halve(0, attempts.length) : search(0, attempts.length);
}
