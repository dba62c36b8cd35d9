import { hashJson } from "../src/core/draft/hash.ts";
import type { Program } from "../src/core/draft/compile-report.ts";
import type { DrawnCase, Execution, JobLimits } from "../src/core/draft/execution.ts";
import { cardSchema } from "../src/core/draft/card.ts";
import { describeExecution, scoreText, scoreValue } from "../src/unittests/cases/evidence.ts";
import type { Workshop } from "../src/workshop/workshop.ts";

/** What many cases of one level came to. */
export type LevelFigures = {
  readonly cases: number;
  /** Cases that an earlier one of the level is equal to. */
  readonly repeats: number;
  /** Cases whose own reference answer does not score 1. */
  readonly refused: number;
  /** Cases in which something threw, ran out of time or memory, or was lost in JSON. */
  readonly exceptions: number;
  /** CPU in the sandbox for each case: drawing and wording it, its reference, and verifying that once. */
  readonly cpuMs: number;
};

/** A bootcamp measured: its levels, easiest first, and the first of each thing that was wrong in words. */
export type BootcampFigures = {
  readonly levels: readonly LevelFigures[];
  readonly faults: readonly string[];
};

/** Cases in one crossing, so few that the slowest classes stay below the limit of a job. */
const CROSSING = 20;

const LIMITS: JobLimits = { timeoutMs: 30_000, memoryMiB: 256 };

/** Draws so many cases of each level of a class in the sandbox, and verifies their references. One that does not load has no level. */
export async function measureBootcamp(
  source: string,
  { cases, seed, workshop }: { readonly cases: number; readonly seed: number; readonly workshop: Workshop },
): Promise<BootcampFigures> {
  const report = await workshop.compiler.compile(source);
  if (report.status === "refused") return unusable(`does not compile: ${report.diagnostics[0]?.message}`);
  const loaded = await workshop.sandbox.load(report.program, LIMITS);
  if (loaded.status !== "completed") return unusable(`does not load: ${describeExecution(loaded)}`);
  const card = cardSchema.safeParse(loaded.value.card);
  if (!card.success) return unusable(`its card is not as expected: ${card.error.issues[0]?.message}`);
  const count = card.data.levels.length;
  const faults: string[] = [];
  const levels: LevelFigures[] = [];
  for (let level = 0; level < count; level++)
    levels.push(await measureLevel(report.program, { level, cases, seed, faults, workshop }));
  return { levels, faults };
}

const unusable = (fault: string): BootcampFigures => ({ levels: [], faults: [fault] });

async function measureLevel(
  program: Program,
  about: {
    readonly level: number;
    readonly cases: number;
    readonly seed: number;
    readonly faults: string[];
    readonly workshop: Workshop;
  },
): Promise<LevelFigures> {
  const { level, cases, seed, workshop } = about;
  const { sandbox } = workshop;
  const seen = new Map<string, number>();
  let [repeats, refused, exceptions, cpuMs] = [0, 0, 0, 0];
  const first = new Set<string>();
  const note = (kind: string, fault: string): void => {
    if (!first.has(kind)) about.faults.push(`level ${level}: ${fault}`);
    first.add(kind);
  };
  for (let start = 0; start < cases; start += CROSSING) {
    const count = Math.min(CROSSING, cases - start);
    const drawn = await sandbox.draw(program, { level, seed, start, count }, LIMITS);
    if (drawn.status !== "completed") {
      exceptions += count;
      note("exception", `cases ${start} to ${start + count - 1}: ${describeExecution(drawn)}`);
      continue;
    }
    const good: DrawnCase[] = [];
    for (const one of drawn.value) {
      if (one.status === "threw" || one.lost !== null) {
        exceptions++;
        const what =
          one.status === "threw" ? `${one.method} failed: ${one.message}` : `JSON loses ${one.lost}`;
        note("exception", `case ${one.index}: ${what}`);
        continue;
      }
      good.push(one);
      const hash = hashJson(one.instance);
      const before = seen.get(hash);
      if (before !== undefined) {
        repeats++;
        note("repeat", `case ${one.index} is case ${before} again`);
      } else seen.set(hash, one.index);
    }
    const attempts = good.map(({ instance, reference }) => ({ instance, response: reference }));
    const verified = await sandbox.verify(program, attempts, LIMITS);
    cpuMs += drawn.cpuMs + cpuOf(verified);
    if (verified.status !== "completed") {
      exceptions += attempts.length;
      note("exception", `verifying cases ${start} to ${start + count - 1}: ${describeExecution(verified)}`);
      continue;
    }
    for (const [place, score] of verified.value.entries()) {
      if (score.status === "error" || score.status === "timeout") exceptions++;
      else if (scoreValue(score) < 1) refused++;
      else continue;
      note("reference", `the reference of case ${good[place]?.index} is ${scoreText(score)}`);
    }
  }
  return { cases, repeats, refused, exceptions, cpuMs: cpuMs / cases };
}

const cpuOf = (execution: Execution<unknown>): number =>
  execution.status === "completed" ? execution.cpuMs : 0;
