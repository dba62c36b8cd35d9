import {
  BEHAVIOUR_CASES,
  BEHAVIOUR_SEED,
  hashBehaviour,
  type ObservedCase,
  probeAttempts,
} from "../core/draft/behaviour.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { DrawnCase, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { describeExecution } from "./cases/evidence.ts";

/** A behaviour hash, or why there is none: what does not draw and score its cases behaves in no fixed way. */
export type Behaviour =
  | { readonly status: "observed"; readonly hash: string; readonly cases: number }
  | { readonly status: "unobservable"; readonly reason: string };

/** Where a class runs, and cases of `BEHAVIOUR_SEED` that it has drawn of each level, which are not drawn again. */
export type Observing = {
  readonly sandbox: Sandbox;
  readonly limits: JobLimits;
  readonly drawn?: readonly (readonly DrawnCase[])[];
};

/** Runs a class on the fixed cases of every level and hashes what it does, as `hashBehaviour` lays it out. */
export async function observeBehaviour(
  program: Program,
  levelCount: number,
  { sandbox, limits, drawn: before = [] }: Observing,
): Promise<Behaviour> {
  const cases: ObservedCase[] = [];
  for (let level = 0; level < levelCount; level++) {
    const own = before[level]?.slice(0, BEHAVIOUR_CASES) ?? [];
    const drawn = own.length === BEHAVIOUR_CASES ? own : await drawLevel(program, level, { sandbox, limits });
    if (typeof drawn === "string") return unobservable(drawn);
    const attempts = probeAttempts(drawn);
    const verified = await sandbox.verifyAlone(program, attempts, limits);
    if (verified.status !== "completed")
      return unobservable(`scoring cases of level ${level}: ${describeExecution(verified)}`);
    const probes = attempts.length / Math.max(1, drawn.length);
    drawn.forEach(({ index, instance, prompt, reference }, place) => {
      const scores = verified.value.slice(place * probes, (place + 1) * probes);
      cases.push({ level, index, instance, prompt, reference, scores });
    });
  }
  return { status: "observed", hash: hashBehaviour(levelCount, cases), cases: cases.length };
}

const unobservable = (reason: string): Behaviour => ({ status: "unobservable", reason });

/** The fixed cases of a level, or why they cannot be drawn. */
async function drawLevel(
  program: Program,
  level: number,
  { sandbox, limits }: Observing,
): Promise<readonly DrawnCase[] | string> {
  const range = { level, seed: BEHAVIOUR_SEED, start: 0, count: BEHAVIOUR_CASES };
  const execution = await sandbox.draw(program, range, limits);
  if (execution.status !== "completed")
    return `drawing cases of level ${level}: ${describeExecution(execution)}`;
  const drawn: DrawnCase[] = [];
  for (const outcome of execution.value) {
    if (outcome.status === "threw")
      return `level ${level}, case ${outcome.index}: ${outcome.method} failed: ${outcome.message}`;
    drawn.push(outcome);
  }
  return drawn;
}
