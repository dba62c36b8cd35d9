import { type Attributes, SpanKind, type Tracer } from "@opentelemetry/api";
import type { CallAddress, Complete, Completion, CompletionRequest, Role } from "../core/calls/completion.ts";
import { inSpan, markFault } from "./in-span.ts";

/** The model that plays a role, as its spans name it. Never a key, never a whole address. */
export type TracedModel = {
  /** By the GenAI conventions: which kind of provider the client takes it for. */
  readonly provider: string;
  readonly model: string;
  readonly server: { readonly address: string; readonly port: number } | null;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
};

export type CallTracing = {
  readonly models: Readonly<Record<Role, TracedModel>>;
  /** Whether spans hold what is said to models and what they say. */
  readonly content: boolean;
};

/** Puts a span around each model call, by OpenTelemetry's conventions for generative AI. */
export function traceComplete(
  complete: Complete,
  tracer: Tracer,
  { models, content }: CallTracing,
): Complete {
  return (request) => {
    const model = models[request.address.role];
    const plan = {
      name: `chat ${model.model}`,
      kind: SpanKind.CLIENT,
      attributes: {
        ...modelAttributes(model),
        "gen_ai.request.seed": request.seed,
        ...addressAttributes(request.address),
        ...(content ? inputAttributes(request) : {}),
      },
    };
    return inSpan(tracer, plan, async (span) => {
      const completion = await complete(request);
      span.setAttributes({
        ...replyAttributes(completion),
        ...(content ? outputAttributes(completion) : {}),
      });
      if (completion.status === "failed" || completion.status === "refused" || completion.status === "empty")
        markFault(span, completion.status);
      return completion;
    });
  };
}

function modelAttributes({ provider, model, server, maxTokens, temperature }: TracedModel): Attributes {
  return {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": provider,
    "gen_ai.request.model": model,
    ...(server === null ? {} : { "server.address": server.address, "server.port": server.port }),
    ...(maxTokens === null ? {} : { "gen_ai.request.max_tokens": maxTokens }),
    ...(temperature === null ? {} : { "gen_ai.request.temperature": temperature }),
  };
}

function addressAttributes(address: CallAddress): Attributes {
  const { role, task } = address;
  const asked = { "campforge.role": role, "campforge.task": task };
  if (role === "teacher" || role === "candidate")
    return { ...asked, "campforge.level": address.level, "campforge.attempt": address.attempt };
  if (role === "proposer" || role === "checker") return { ...asked, "campforge.turn": address.turn };
  if (role === "verifier") return asked;
  const place = { ...asked, "campforge.line": address.line, "campforge.round": address.round };
  if (role !== "judge") return place;
  const { level, index, attempt } = address;
  return { ...place, "campforge.level": level, "campforge.case": index, "campforge.attempt": attempt };
}

const FINISH_REASONS = { complete: "stop", truncated: "length" } as const;

function replyAttributes(completion: Completion): Attributes {
  const { usage, status } = completion;
  return {
    "campforge.reply.status": status,
    ...(status === "complete" || status === "truncated"
      ? { "gen_ai.response.finish_reasons": [FINISH_REASONS[status]] }
      : {}),
    "gen_ai.usage.input_tokens": usage.promptTokens,
    "gen_ai.usage.output_tokens": usage.completionTokens,
    ...(usage.estimated ? { "campforge.usage.estimated": true } : {}),
  };
}

function inputAttributes({ messages }: CompletionRequest): Attributes {
  const part = (text: string): object => ({ type: "text", content: text });
  const system = messages.filter(({ role }) => role === "system").map(({ text }) => part(text));
  const chat = messages.flatMap(({ role, text }) =>
    role === "system" ? [] : [{ role, parts: [part(text)] }],
  );
  return {
    ...(system.length === 0 ? {} : { "gen_ai.system_instructions": JSON.stringify(system) }),
    "gen_ai.input.messages": JSON.stringify(chat),
  };
}

function outputAttributes(completion: Completion): Attributes {
  if (completion.status !== "complete" && completion.status !== "truncated") return {};
  const { text, thinking, status } = completion;
  const parts = [
    ...(thinking === "" ? [] : [{ type: "reasoning", content: thinking }]),
    { type: "text", content: text },
  ];
  const message = { role: "assistant", parts, finish_reason: FINISH_REASONS[status] };
  return { "gen_ai.output.messages": JSON.stringify([message]) };
}
