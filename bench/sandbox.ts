import { spawn } from "node:child_process";
import ivm from "isolated-vm";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Script } from "node:vm";
import type { BootcampClass } from "../src/bootcamp/index.ts";
import { createInProcessCompiler } from "../src/compile/compile-source.ts";
import type { Program } from "../src/core/draft/compile-report.ts";
import type { Attempt, JobLimits } from "../src/core/draft/execution.ts";
import { startChild } from "../src/processes/start-child.ts";
import { childProgram } from "../src/sandbox/child-program.ts";
import { createSandbox } from "../src/sandbox/create-sandbox.ts";
import { loadProgram } from "../src/sandbox/run-in-isolate.ts";
import { atLeast, atMost, type Row } from "./print-table.ts";
import type { Scale } from "./scale.ts";

const EXAMPLE = resolve(import.meta.dirname, "..", "library/natural-science/calorimetry/bootcamp.ts");
const LIMITS: JobLimits = { timeoutMs: 10_000, memoryMiB: 64 };
const READINGS = new SharedArrayBuffer(16);
const SIZES = {
  full: { isolates: 60, cases: 100, batches: 40, children: 6, crossings: 200, overdue: 3 },
  smoke: { isolates: 2, cases: 4, batches: 2, children: 1, crossings: 2, overdue: 1 },
} as const;
type Sizes = (typeof SIZES)[Scale];
const OVERSHOOT_LIMIT_MS = 200;

/** Never returns and cannot be interrupted: only the death of its process ends it. */
const STUBBORN = `((__toolkit) => class Probe extends __toolkit.Bootcamp {
  static card = { name: "Probe", levels: [{}] };
  caseGenerator() { return String((1n << 30_000_000n) ** 3n).length; }
})`;

/** A computation of which nothing is the sandbox's doing. */
const COMPUTE = `(() => {
  let sum = 0;
  for (let n = 2; n < 60_000; n++) { let p = 2; while (p * p <= n && n % p) p++; if (p * p > n) sum += n; }
  return sum;
})()`;

/** What the sandbox costs, with the machine otherwise quiet and then with every core busy. */
export async function benchSandbox(scale: Scale): Promise<readonly Row[]> {
  const program = compiledExample();
  const quiet = await measure(program, SIZES[scale]);
  const busy = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }),
  );
  try {
    const loaded = await measure(program, SIZES[scale]);
    return [...quiet, ...loaded.map((row) => ({ ...row, what: `loaded: ${row.what}` }))];
  } finally {
    for (const one of busy) one.kill("SIGKILL");
  }
}

function compiledExample(): Program {
  const report = createInProcessCompiler().compile(readFileSync(EXAMPLE, "utf8"));
  if (report.status !== "compiled") throw new Error(`${EXAMPLE} does not compile`);
  return report.program;
}

async function measure(program: Program, sizes: Sizes): Promise<readonly Row[]> {
  const isolateMs = isolateCost(program, sizes);
  const memoryMiB = isolateMemory(program, sizes);
  const compute = computeRatio();
  const start = await childStart(sizes);
  const { inSandbox, inProcess, cpuShare, roundTrip } = await verifications(program, sizes);
  const still = await stillVerifications(program, sizes);
  const overshoot = await worstOvershoot(program, sizes);
  return [
    atMost("fresh isolate, class loaded, first job done, CPU", isolateMs, "ms", 4),
    { what: "memory of such an isolate", value: memoryMiB, unit: "MiB", aim: "" },
    { what: "bare isolate and context, CPU", value: bareIsolateCost(sizes), unit: "ms", aim: "" },
    atLeast("compute in the isolate, of plain V8", compute, "times as fast", 0.9),
    { what: "child process, start to ready", value: start, unit: "ms", aim: "a spare is kept" },
    { what: "job in a pooled child, round trip", value: roundTrip, unit: "ms", aim: "" },
    { what: "drafts' verifications through the pool", value: inSandbox, unit: "a second and core", aim: "" },
    atLeast("the same of a class that keeps nothing, 2 KB", still.aSecond, "a second and core", 25_000),
    { what: "CPU of both sides for each", value: still.cpuMicros, unit: "µs", aim: "at most 40" },
    { what: "the same by plain calls in this process", value: inProcess, unit: "a second", aim: "" },
    { what: "pool / plain calls", value: inSandbox / inProcess, unit: "times as fast", aim: "" },
    { what: "share of the pool's time in the isolate", value: cpuShare, unit: "", aim: "" },
    atMost("past a time limit, built-in that never returns", overshoot, "ms", 1_000),
  ];
}

/** CPU of making an isolate, loading toolkit and class, and answering one empty job, in this process. */
function isolateCost(program: Program, sizes: Sizes): number {
  const job = { operation: "extract", payload: '{"responses":[]}', wallMs: LIMITS.timeoutMs };
  return cpuMsOf(sizes, () => {
    const loaded = loadProgram(program, LIMITS.memoryMiB);
    const outcome = loaded.run(job, READINGS);
    if (outcome.status !== "answered") throw new Error(`an empty job ended as ${outcome.status}`);
    loaded.dispose();
  });
}

function isolateMemory(program: Program, { isolates }: Sizes): number {
  const before = process.memoryUsage.rss();
  const job = { operation: "extract", payload: '{"responses":[]}', wallMs: LIMITS.timeoutMs };
  const kept = Array.from({ length: isolates }, () => loadProgram(program, LIMITS.memoryMiB));
  for (const loaded of kept) loaded.run(job, READINGS);
  const after = process.memoryUsage.rss();
  for (const loaded of kept) loaded.dispose();
  return (after - before) / isolates / 1024 / 1024;
}

function bareIsolateCost(sizes: Sizes): number {
  return cpuMsOf(sizes, () => {
    const isolate = new ivm.Isolate({ memoryLimit: LIMITS.memoryMiB });
    isolate.createContextSync().release();
    isolate.dispose();
  });
}

function cpuMsOf({ isolates }: Sizes, act: () => void): number {
  for (let warmUp = 0; warmUp < 5; warmUp++) act();
  const before = process.cpuUsage();
  for (let run = 0; run < isolates; run++) act();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000 / isolates;
}

/** The same script in an isolate and here, in turns, the best of each. */
function computeRatio(): number {
  const isolate = new ivm.Isolate({ memoryLimit: LIMITS.memoryMiB });
  const context = isolate.createContextSync();
  const script = isolate.compileScriptSync(COMPUTE);
  const plain = new Script(COMPUTE);
  let inside = Infinity;
  let here = Infinity;
  for (let run = 0; run < 8; run++) {
    inside = Math.min(
      inside,
      elapsedMs(() => script.runSync(context)),
    );
    here = Math.min(
      here,
      elapsedMs(() => plain.runInThisContext()),
    );
  }
  isolate.dispose();
  return here / inside;
}

function elapsedMs(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

async function childStart({ children }: Sizes): Promise<number> {
  const program = childProgram(1);
  const times: number[] = [];
  for (let run = 0; run < children; run++) {
    const start = performance.now();
    const child = startChild(program);
    await child.ready;
    times.push(performance.now() - start);
    child.kill();
  }
  return median(times);
}

async function verifications(
  program: Program,
  sizes: Sizes,
): Promise<{
  readonly inSandbox: number;
  readonly inProcess: number;
  readonly cpuShare: number;
  readonly roundTrip: number;
}> {
  const sandbox = createSandbox({ size: 1 });
  try {
    const draw = await sandbox.draw(program, { level: 3, seed: 0, start: 0, count: sizes.cases }, LIMITS);
    if (draw.status !== "completed") throw new Error("the library class draws no cases");
    const attempts = draw.value.flatMap((one): readonly Attempt[] =>
      one.status === "drawn"
        ? [{ instance: one.instance, response: `${"x ".repeat(1_000)}\n${one.reference}` }]
        : [],
    );
    const times: number[] = [];
    let cpuMs = 0;
    for (let batch = 0; batch < sizes.batches; batch++) {
      const start = performance.now();
      const verified = await sandbox.verify(program, attempts, LIMITS);
      if (verified.status !== "completed") throw new Error("the library class verifies nothing");
      times.push(performance.now() - start);
      cpuMs += verified.cpuMs;
    }
    const crossings: number[] = [];
    for (let call = 0; call < sizes.crossings; call++) {
      const start = performance.now();
      await sandbox.extract(program, [], LIMITS);
      crossings.push(performance.now() - start);
    }
    return {
      inSandbox: (attempts.length * 1_000) / median(times),
      inProcess: await plainVerifications(attempts, sizes),
      cpuShare: cpuMs / times.reduce((sum, ms) => sum + ms, 0),
      roundTrip: median(crossings),
    };
  } finally {
    sandbox.close();
  }
}

/** Through the pool by a class that is evaluated once, with the CPU time of this process and of the child. */
async function stillVerifications(
  careful: Program,
  sizes: Sizes,
): Promise<{ readonly aSecond: number; readonly cpuMicros: number }> {
  const study = createInProcessCompiler().study(readFileSync(EXAMPLE, "utf8"));
  if (study.status !== "studied" || study.path.status !== "still")
    throw new Error("the class keeps something");
  const program = { careful, still: { toolkit: careful.toolkit, code: study.path.code } };
  const sandbox = createSandbox({ size: 1, jobsPerChild: 1e6 });
  try {
    const draw = await sandbox.draw(careful, { level: 3, seed: 0, start: 0, count: sizes.cases }, LIMITS);
    if (draw.status !== "completed") throw new Error("the library class draws no cases");
    const attempts = draw.value.flatMap((one) =>
      one.status === "drawn"
        ? [
            {
              caseName: String(one.index),
              caseText: JSON.stringify(one.instance),
              response: `${"x ".repeat(1_000)}\n${one.reference}`,
            },
          ]
        : [],
    );
    const times: number[] = [];
    let childMs = 0;
    const score = async (): Promise<void> => {
      const start = performance.now();
      const { outcomes, cpuMs } = await sandbox.scoring(program, attempts, LIMITS);
      if (outcomes.some(({ status }) => status !== "scored")) throw new Error("a response was not scored");
      times.push(performance.now() - start);
      childMs += cpuMs;
    };
    for (let batch = 0; batch < sizes.batches; batch++) await score();
    times.length = 0;
    childMs = 0;
    const before = process.cpuUsage();
    for (let batch = 0; batch < 5 * sizes.batches; batch++) await score();
    const own = process.cpuUsage(before);
    const count = 5 * sizes.batches * attempts.length;
    return {
      aSecond: (attempts.length * 1_000) / median(times),
      cpuMicros: (own.user + own.system + childMs * 1_000) / count,
    };
  } finally {
    sandbox.close();
  }
}

/** The class imported as any module, as a trainer without a sandbox would. */
async function plainVerifications(attempts: readonly Attempt[], sizes: Sizes): Promise<number> {
  const { default: Example }: { readonly default: BootcampClass } = await import(EXAMPLE);
  const times: number[] = [];
  for (let batch = 0; batch < sizes.batches; batch++) {
    const start = performance.now();
    for (const { instance, response } of attempts) {
      const score = new Example().verifyScore(response, instance);
      if (score.status !== "scored") throw new Error("the library class verifies nothing");
    }
    times.push(performance.now() - start);
  }
  return (attempts.length * 1_000) / median(times);
}

async function worstOvershoot({ toolkit }: Program, { overdue }: Sizes): Promise<number> {
  let worst = 0;
  const sandbox = createSandbox({
    size: 1,
    onTry: ({ wallMs }) => (worst = Math.max(worst, wallMs - OVERSHOOT_LIMIT_MS)),
  });
  const limits = { timeoutMs: OVERSHOOT_LIMIT_MS, memoryMiB: 64 };
  const program = { toolkit, code: STUBBORN };
  for (let run = 0; run < overdue; run++)
    await sandbox.draw(program, { level: 0, seed: 0, start: 0, count: 1 }, limits);
  sandbox.close();
  return worst;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
