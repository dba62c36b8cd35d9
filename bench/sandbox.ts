import ivm from "isolated-vm";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInProcessCompiler } from "../src/compile/compile-source.ts";
import type { Attempt, JobLimits } from "../src/core/execution.ts";
import { createSandbox } from "../src/sandbox/create-sandbox.ts";
import { loadProgram } from "../src/sandbox/run-in-isolate.ts";
import type { Row } from "./print-table.ts";

const LIMITS: JobLimits = { timeoutMs: 10_000, memoryMiB: 64 };
const ISOLATES = 60;
const BATCH = 100;
const BATCHES = 40;

/** What the isolate and the pool cost, each against doing the same work without them in the same run. */
export async function benchSandbox(): Promise<readonly Row[]> {
  const file = resolve(import.meta.dirname, "..", "library/natural-science/calorimetry/bootcamp.ts");
  const report = createInProcessCompiler().compile(readFileSync(file, "utf8"));
  if (report.status !== "compiled") throw new Error(`${file} does not compile`);
  const { program } = report;
  const isolateMs = isolateCost(program);
  const bareMs = bareIsolateCost();

  const sandbox = createSandbox({ size: 1 });
  const draw = await sandbox.draw(program, { level: 3, seed: 0, start: 0, count: BATCH }, LIMITS);
  if (draw.status !== "completed") throw new Error("the library class draws no cases");
  const attempts = draw.value.flatMap((one): readonly Attempt[] =>
    one.status === "drawn"
      ? [{ instance: one.instance, response: `${"x ".repeat(1_000)}\n${one.reference}` }]
      : [],
  );
  const started = performance.now();
  let cpuMs = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const verified = await sandbox.verify(program, attempts, LIMITS);
    if (verified.status !== "completed") throw new Error("the library class verifies nothing");
    cpuMs += verified.cpuMs;
  }
  const elapsed = performance.now() - started;
  const emptyStarted = performance.now();
  for (let call = 0; call < BATCHES; call++) await sandbox.extract(program, [], LIMITS);
  const roundTrip = (performance.now() - emptyStarted) / BATCHES;
  sandbox.close();
  return [
    { what: "fresh isolate with toolkit and class, CPU", value: isolateMs, unit: "ms", aim: "" },
    { what: "bare isolate and context, CPU", value: bareMs, unit: "ms", aim: "" },
    {
      what: "isolate overhead: the class loaded and ready",
      value: isolateMs,
      unit: "ms",
      aim: "at most 4 ms",
      met: isolateMs <= 4,
    },
    { what: "job in a pooled child, fresh context, round trip", value: roundTrip, unit: "ms", aim: "" },
    {
      what: "verifications through the pool, 2 KB responses",
      value: (BATCH * BATCHES * 1000) / elapsed,
      unit: "a second and core",
      aim: "",
    },
    { what: "share of that time inside the isolate", value: cpuMs / elapsed, unit: "", aim: "" },
  ];
}

/** CPU of making an isolate, loading toolkit and class, and answering one empty job, in this process. */
function isolateCost(program: { readonly toolkit: string; readonly code: string }): number {
  const job = { operation: "extract", payload: '{"responses":[]}', wallMs: LIMITS.timeoutMs };
  const readings = new SharedArrayBuffer(16);
  const once = (): void => {
    const loaded = loadProgram(program, LIMITS.memoryMiB);
    const outcome = loaded.run(job, readings);
    if (outcome.status !== "answered") throw new Error(`an empty job ended as ${outcome.status}`);
    loaded.dispose();
  };
  return cpuMsOf(once);
}

function bareIsolateCost(): number {
  return cpuMsOf(() => {
    const isolate = new ivm.Isolate({ memoryLimit: LIMITS.memoryMiB });
    isolate.createContextSync().release();
    isolate.dispose();
  });
}

function cpuMsOf(act: () => void): number {
  for (let warmUp = 0; warmUp < 5; warmUp++) act();
  const before = process.cpuUsage();
  for (let run = 0; run < ISOLATES; run++) act();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000 / ISOLATES;
}
