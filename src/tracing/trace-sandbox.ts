import { SpanKind, type Tracer } from "@opentelemetry/api";
import type { Compile } from "../core/draft/compile-report.ts";
import type { Execution, Sandbox } from "../core/draft/execution.ts";
import { inSpan } from "./in-span.ts";

/** Puts a span around each job in the sandbox. */
export function traceSandbox(sandbox: Sandbox, tracer: Tracer): Sandbox {
  const traced = <Value>(
    job: keyof Sandbox,
    items: number,
    work: () => Promise<Execution<Value>>,
  ): Promise<Execution<Value>> => {
    const plan = {
      name: `sandbox ${job}`,
      kind: SpanKind.INTERNAL,
      attributes: { "campforge.sandbox.items": items },
    };
    return inSpan(tracer, plan, async (span) => {
      const execution = await work();
      span.setAttribute("campforge.sandbox.status", execution.status);
      if (execution.status === "completed") span.setAttribute("campforge.sandbox.cpu_ms", execution.cpuMs);
      return execution;
    });
  };
  return {
    call: (program, calls, limits) =>
      traced("call", calls.arguments.length, () => sandbox.call(program, calls, limits)),
    callForTexts: (program, calls, limits) =>
      traced("callForTexts", calls.arguments.length, () => sandbox.callForTexts(program, calls, limits)),
    endingOf: (program, call, limits) => traced("endingOf", 1, () => sandbox.endingOf(program, call, limits)),
    load: (program, limits) => traced("load", 1, () => sandbox.load(program, limits)),
    draw: (program, range, limits) => traced("draw", range.count, () => sandbox.draw(program, range, limits)),
    refer: (program, instances, limits) =>
      traced("refer", instances.length, () => sandbox.refer(program, instances, limits)),
    work: (program, instances, limits) =>
      traced("work", instances.length, () => sandbox.work(program, instances, limits)),
    word: (program, instances, limits) =>
      traced("word", instances.length, () => sandbox.word(program, instances, limits)),
    redraw: (program, redraw, limits) =>
      traced("redraw", redraw.cases.length, () => sandbox.redraw(program, redraw, limits)),
    verify: (program, attempts, limits) =>
      traced("verify", attempts.length, () => sandbox.verify(program, attempts, limits)),
    verifyAlone: (program, attempts, limits) =>
      traced("verifyAlone", attempts.length, () => sandbox.verifyAlone(program, attempts, limits)),
    attempt: (program, attempts, limits) =>
      traced("attempt", attempts.length, () => sandbox.attempt(program, attempts, limits)),
    known: (program, instances, limits) =>
      traced("known", instances.length, () => sandbox.known(program, instances, limits)),
    mutate: (program, trials, limits) =>
      traced("mutate", trials.mutants.length, () => sandbox.mutate(program, trials, limits)),
    extract: (program, responses, limits) =>
      traced("extract", responses.length, () => sandbox.extract(program, responses, limits)),
    wrap: (program, answers, limits) =>
      traced("wrap", answers.length, () => sandbox.wrap(program, answers, limits)),
  };
}

/** Puts a span around each compilation. */
export function traceCompile(compile: Compile, tracer: Tracer, name: string): Compile {
  return (source) =>
    inSpan(tracer, { name, kind: SpanKind.INTERNAL, attributes: {} }, async (span) => {
      const report = await compile(source);
      span.setAttribute("campforge.compile.status", report.status);
      if (report.status === "refused")
        span.setAttribute("campforge.compile.diagnostics", report.diagnostics.length);
      return report;
    });
}
