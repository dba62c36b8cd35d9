import { ProxyTracerProvider, SpanKind, trace, type Tracer } from "@opentelemetry/api";
import type { Drivers, Stage, SynthesisEvent, Within } from "../core/run/synthesis.ts";
import { inSpan } from "./in-span.ts";
import { type CallTracing, traceComplete } from "./trace-complete.ts";
import { traceRounds } from "./trace-rounds.ts";
import { traceCompile, traceSandbox } from "./trace-sandbox.ts";

const NAME = "campforge";

/**
 * The same drivers with a span around everything that takes time: tasks, rounds, stages, model calls,
 * compilations, jobs in the sandbox. Without an SDK of OpenTelemetry in the process, the very same drivers.
 * `connect` makes conversations of what completes, so that a conversation's calls are traced too.
 */
export function traceDrivers(
  drivers: Omit<Drivers, "converse">,
  connect: (complete: Drivers["complete"]) => Drivers["converse"],
  calls: CallTracing,
): Drivers {
  if (!isTracing()) return { ...drivers, converse: connect(drivers.complete) };
  const tracer = trace.getTracer(NAME);
  let inRound: Drivers["complete"] = drivers.complete;
  const converse = connect((request) => inRound(request));
  const rounds = traceRounds(converse, traceComplete(drivers.complete, tracer, calls), tracer);
  inRound = rounds.complete;
  const stages = traceStages(tracer);
  return {
    ...drivers,
    compile: traceCompile(drivers.compile, tracer, "compile"),
    compileBlind: (source, kind) =>
      traceCompile((text) => drivers.compileBlind(text, kind), tracer, `compile ${kind}`)(source),
    sandbox: traceSandbox(drivers.sandbox, tracer),
    complete: rounds.complete,
    converse: rounds.converse,
    within: stages.within,
    record: (event) => {
      rounds.note(event);
      stages.note(event);
      drivers.record(event);
    },
  };
}

/** Whether somebody listens: an SDK has registered itself in this process. */
export function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(NAME) !== undefined;
}

type TracedStages = { readonly within: Within; readonly note: (event: SynthesisEvent) => void };

function traceStages(tracer: Tracer): TracedStages {
  return {
    within: (stage, work) =>
      inSpan(tracer, { name: stage.kind, kind: SpanKind.INTERNAL, attributes: attributesOf(stage) }, () =>
        work(),
      ),
    // What is told, is told within the stage that it is about.
    note: (event) => {
      const span = trace.getActiveSpan();
      switch (event.type) {
        case "task-decided":
          span?.setAttribute("campforge.verdict", event.synthesis.verdict.status);
          break;
        case "truth-examined":
          span?.setAttribute("campforge.oracle.status", event.oracle.status);
          break;
        case "draft-criticized":
          span?.setAttribute("campforge.critic.status", event.critic.status);
          break;
        case "shortcut-sought":
          span?.setAttribute("campforge.adversary.status", event.adversary.status);
          break;
        case "draft-judged":
          span?.setAttribute("campforge.judge.decision", event.judged.levels.at(-1)?.decision ?? "none");
          break;
        case "reply-refused":
        case "round-finished":
        case "draft-stands":
        case "reference-compared":
        case "verifier-calibrated":
        case "samples-taken":
        case "twin-found":
          break;
      }
    },
  };
}

function attributesOf(stage: Stage): Readonly<Record<string, string | number>> {
  const task = { "campforge.task": stage.task };
  return stage.kind === "task"
    ? task
    : { ...task, "campforge.line": stage.line, "campforge.round": stage.round };
}
