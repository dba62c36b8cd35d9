import { PLAIN_DRIVERS } from "../../src/core/run/plain-drivers.ts";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { context, trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, expect, test } from "vitest";
import {
  type Complete,
  type CompletionRequest,
  ModelFault,
  type Role,
} from "../../src/core/calls/completion.ts";
import { readPrompts } from "../../src/files/read-prompts.ts";
import { taskId } from "../../src/core/task/ids.ts";
import type { Drivers } from "../../src/core/run/synthesis.ts";
import { traceDrivers } from "../../src/tracing/trace-drivers.ts";
import type { TracedModel } from "../../src/tracing/trace-complete.ts";

const model: TracedModel = {
  provider: "openai",
  model: "m",
  server: null,
  maxTokens: null,
  temperature: null,
};
const models: Readonly<Record<Role, TracedModel>> = {
  author: model,
  refiner: model,
  solver: model,
  arbiter: model,
  critic: model,
  adversary: model,
  judge: model,
  proposer: model,
  checker: model,
  teacher: model,
  candidate: model,
  verifier: model,
};

function startSdk(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  return exporter;
}

afterEach(() => {
  trace.disable();
  context.disable();
});

const unused = (): Promise<never> => Promise.reject(new Error("is not called here"));

function driversWith(complete: Complete): Omit<Drivers, "converse"> {
  return {
    compile: unused,
    compileBlind: unused,
    sandbox: {
      call: unused,
      callForTexts: unused,
      endingOf: unused,
      load: unused,
      draw: unused,
      word: unused,
      refer: unused,
      work: unused,
      redraw: unused,
      verify: unused,
      verifyAlone: unused,
      attempt: unused,
      known: unused,
      mutate: unused,
      extract: unused,
      wrap: unused,
    },
    known: () => Promise.resolve([]),
    prompts: readPrompts(""),
    complete,
    ...PLAIN_DRIVERS,
    record: () => undefined,
  };
}

const request: CompletionRequest = {
  address: { role: "critic", task: taskId("a-task"), line: 1, round: 1 },
  messages: [{ role: "user", text: "a question" }],
  sample: 1,
  seed: 7,
};

const converse: Drivers["converse"] = () => Promise.resolve();

test("without an SDK every driver is the very one that was given: tracing costs nothing", () => {
  const given = driversWith(unused);
  const traced = traceDrivers(given, () => converse, { models, content: false });
  expect(traced).toEqual({ ...given, converse });
  expect(traced.complete).toBe(given.complete);
  expect(traced.sandbox).toBe(given.sandbox);
  expect(traced.within).toBe(given.within);
});

test("a fault passes through as it is, and its span tells its kind and not its message", async () => {
  const exporter = startSdk();
  const fault = new ModelFault("quota", "the body said: a secret");
  const traced = traceDrivers(
    driversWith(() => Promise.reject(fault)),
    () => converse,
    { models, content: true },
  );
  await expect(traced.complete(request)).rejects.toBe(fault);
  const [span] = exporter.getFinishedSpans();
  expect(span?.attributes["error.type"]).toBe("quota");
  expect(span?.status).toEqual({ code: 2 });
  expect(JSON.stringify([span?.attributes, span?.events])).not.toContain("a secret");
});

test("a reply that cannot be used marks its span, by its status alone", async () => {
  const exporter = startSdk();
  const usage = { promptTokens: 3, completionTokens: 0, estimated: true, cost: null };
  const refused: Complete = () => Promise.resolve({ status: "refused", reason: "a secret", usage });
  await traceDrivers(driversWith(refused), () => converse, { models, content: true }).complete(request);
  expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({
    "error.type": "refused",
    "campforge.reply.status": "refused",
    "campforge.usage.estimated": true,
    "gen_ai.usage.input_tokens": 3,
  });
  expect(JSON.stringify(exporter.getFinishedSpans()[0]?.attributes)).not.toContain("a secret");
});
