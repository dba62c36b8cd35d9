import { type Context, context, type Span, SpanKind, trace, type Tracer } from "@opentelemetry/api";
import type { CallAddress, Complete, Converse } from "../core/calls/completion.ts";
import type { SynthesisEvent } from "../core/run/synthesis.ts";
import { markFault } from "./in-span.ts";

/** Spans of the rounds of authors' conversations, each from its first call to the report on its draft. */
export type TracedRounds = {
  readonly converse: Converse;
  /** Has an author's call run inside the span of its round. */
  readonly complete: Complete;
  readonly note: (event: SynthesisEvent) => void;
};

type OpenRound = { readonly span: Span; readonly context: Context };

type AuthorAddress = Extract<CallAddress, { readonly role: "author" | "refiner" }>;

const keyOf = ({ task, line, round }: Pick<AuthorAddress, "task" | "line" | "round">): string =>
  `${task} ${line} ${round}`;

const isAuthor = (address: CallAddress): address is AuthorAddress =>
  address.role === "author" || address.role === "refiner";

/** A conversation knows its rounds only by what each reply is followed by: a round begins with its address. */
export function traceRounds(converse: Converse, complete: Complete, tracer: Tracer): TracedRounds {
  const rounds = new Map<string, OpenRound>();
  const begin = (address: AuthorAddress): OpenRound => {
    const { task, line, round } = address;
    const attributes = { "campforge.task": task, "campforge.line": line, "campforge.round": round };
    const span = tracer.startSpan(`round ${round}`, { kind: SpanKind.INTERNAL, attributes });
    const opened = { span, context: trace.setSpan(context.active(), span) };
    rounds.set(keyOf(address), opened);
    return opened;
  };
  const end = (address: AuthorAddress): void => {
    rounds.get(keyOf(address))?.span.end();
    rounds.delete(keyOf(address));
  };
  return {
    complete: (request) => {
      const { address } = request;
      const round = isAuthor(address) ? rounds.get(keyOf(address)) : undefined;
      return round === undefined ? complete(request) : context.with(round.context, () => complete(request));
    },
    converse: async (opening, onReply) => {
      const { address: first } = opening;
      if (!isAuthor(first)) return converse(opening, onReply);
      const around = context.active();
      let address = first;
      let round = begin(address);
      try {
        await converse(opening, async (reply) => {
          const next = await context.with(round.context, () => onReply(reply));
          const following = next.status === "ask" ? next.address : address;
          if (isAuthor(following) && keyOf(following) !== keyOf(address)) {
            end(address);
            address = following;
            round = context.with(around, () => begin(following));
          }
          return next;
        });
      } catch (error) {
        markFault(round.span, error instanceof Error ? error.name : "_OTHER");
        throw error;
      } finally {
        end(address);
      }
    },
    note: (event) => {
      if (event.type !== "round-finished") return;
      const { line, round } = "draft" in event.round ? event.round.draft : event.round;
      rounds
        .get(keyOf({ task: event.task.id, line, round }))
        ?.span.setAttribute("campforge.round.status", event.round.status);
    },
  };
}
