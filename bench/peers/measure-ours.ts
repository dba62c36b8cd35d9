import type { DrawnCase, Execution, Extent, JobLimits } from "../../src/core/draft/execution.ts";
import { stillProgram } from "../../src/core/draft/class-study.ts";
import { drawOnce } from "../../src/sandbox/draw-once.ts";
import type { Scored } from "../../src/sandbox/score-responses.ts";
import { describeExecution } from "../../src/unittests/cases/evidence.ts";
import { compiledProgram, type Workshop } from "../../src/workshop/workshop.ts";
import type { PeerName, SharedTask } from "./shared-tasks.ts";

/** Cases and verifications for each CPU second. */
export type Rates = { readonly generated: number; readonly verified: number };

const LIMITS: JobLimits = { timeoutMs: 60_000, memoryMiB: 256 };
const BATCH = 50;

/** What a policy writes before its answer, as in measure_peer.py: a response has 2 KB. */
const THOUGHTS = `<think>${"x ".repeat(1_000)}</think>\n`;

/**
 * Measures a class of ours in the sandbox, on the CPU time of its isolate: cases as the peer makes them, drawn as for a
 * trainer, which are worded and, with reasoning-gym, answered (neither says how hard its case is), and verifications
 * as the reward server has them done.
 */
export async function measureOurs(
  source: string,
  { task, peer, seconds }: { readonly task: SharedTask; readonly peer: PeerName; readonly seconds: number },
  { compiler, sandbox }: Workshop,
): Promise<Rates> {
  const careful = await compiledProgram(compiler.compile, source, task.ours);
  const programs = { careful, still: stillProgram(await compiler.study(source), careful) };
  const drawing = drawOnce(sandbox, programs);
  const parameters = Object.keys(task.parameters).length === 0 ? {} : { parameters: task.parameters };
  const draw = async (start: number, extent: Extent): Promise<Batch> => {
    const range = { level: 0, seed: 1, start, count: BATCH, extent, ...parameters };
    const drawn = required(await drawing.draw(careful, range, LIMITS), task);
    const cases = drawn.value.flatMap((one) => (one.status === "drawn" ? [one] : []));
    if (cases.length < BATCH) throw new Error(`${task.ours}: a case was not drawn`);
    return { cases, cpuMs: drawn.cpuMs };
  };
  const { cases } = await draw(0, "answered");
  const extent = peer === "reasoning-gym" ? "answered" : "prompted";
  const generated = await rateOf(seconds, (batch) => draw(batch * BATCH, extent));
  const verified = await measureVerifying(programs, { cases, seconds, task }, sandbox);
  return { generated, verified };
}

type Batch = { readonly cases: readonly DrawnCase[]; readonly cpuMs: number };

async function measureVerifying(
  programs: Scored,
  about: {
    readonly cases: readonly DrawnCase[];
    readonly seconds: number;
    readonly task: SharedTask;
  },
  sandbox: Workshop["sandbox"],
): Promise<number> {
  const { cases, seconds, task } = about;
  const attempts = cases.map(({ index, instance, reference }) => ({
    caseName: String(index),
    caseText: JSON.stringify(instance),
    response: `${THOUGHTS}${reference}`,
  }));
  return rateOf(seconds, async () => {
    const { outcomes, cpuMs } = await sandbox.scoring(programs, attempts, LIMITS);
    if (outcomes.some((one) => one.status !== "scored" || one.score < 1))
      throw new Error(`${task.ours}: a reference does not score 1`);
    return { cases, cpuMs };
  });
}

/** Cases for each CPU second, after a tenth of that time to warm up. */
async function rateOf(seconds: number, next: (batch: number) => Promise<Batch>): Promise<number> {
  let [batch, count, usedMs] = [0, 0, 0];
  for (const share of [0.1, 1]) {
    [count, usedMs] = [0, 0];
    while (usedMs < 1_000 * seconds * share) {
      const { cases, cpuMs } = await next(batch++);
      count += cases.length;
      // A batch below the resolution of the clock still ends some time.
      usedMs += Math.max(cpuMs, 0.01);
    }
  }
  return (1_000 * count) / usedMs;
}

function required<Value>(
  execution: Execution<Value>,
  task: SharedTask,
): Extract<Execution<Value>, { status: "completed" }> {
  if (execution.status === "completed") return execution;
  throw new Error(`${task.ours}: ${describeExecution(execution)}`);
}
