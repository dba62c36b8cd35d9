import {
  type Attributes,
  context,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";

/** What a span is called and of which kind. */
export type SpanPlan = { readonly name: string; readonly kind: SpanKind; readonly attributes: Attributes };

/**
 * Does some work inside a span, a child of the one that is under way. A fault is noted by its type alone:
 * its message may quote what a model or an endpoint said.
 */
export async function inSpan<Value>(
  tracer: Tracer,
  { name, kind, attributes }: SpanPlan,
  work: (span: Span) => Promise<Value>,
): Promise<Value> {
  const span = tracer.startSpan(name, { kind, attributes });
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span));
  } catch (error) {
    markFault(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as ended in error, with a short name of the kind of error. */
export function markFault(span: Span, type: string): void {
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "_OTHER";
  return "kind" in error && typeof error.kind === "string" ? error.kind : error.name;
}
