import { floatText } from "../../core/text/float-text.ts";
import type { ScoringOutcome } from "../../sandbox/score-responses.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** What an outcome is for whoever asked: a score, or why there is none. */
export type Verdict =
  | { readonly status: "scored"; readonly score: number; readonly answer: string }
  | { readonly status: "unparsable"; readonly score: 0; readonly reason: string }
  | { readonly status: "error"; readonly refusal: Refusal };

/** Sorts outcomes into scores, faults of a verifier, and faults of ours. */
export function readOutcome(outcome: ScoringOutcome): Verdict {
  switch (outcome.status) {
    case "scored":
      return { status: "scored", score: outcome.score, answer: outcome.answer };
    case "unparsable":
      return { status: "unparsable", score: 0, reason: outcome.reason };
    case "error":
      if (outcome.by === undefined) return error("verifier-threw", outcome.message);
      return error(
        outcome.mayPass === true ? "model-verifier-unavailable" : "model-verifier-unclear",
        outcome.message,
      );
    case "timeout":
      return error("verifier-timed-out", `the verifier used more than ${outcome.limitMs} ms`);
    case "out-of-memory":
      return error("verifier-out-of-memory", `the verifier needed more than ${outcome.limitMiB} MiB`);
    case "faulted":
      return error("fault", `a process of the server ended under it: ${outcome.reason.slice(0, 300)}`);
  }
}

const error = (code: Parameters<typeof refusal>[0], message: string): Verdict => ({
  status: "error",
  refusal: refusal(code, message),
});

/** A verdict as the reply to one item has it, as JSON. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.status) {
    case "scored":
      return `{"status":"scored","score":${floatText(verdict.score)},"answer":${JSON.stringify(verdict.answer)}}`;
    case "unparsable":
      return `{"status":"unparsable","score":0.0,"reason":${JSON.stringify(verdict.reason)}}`;
    case "error":
      return refusalText(verdict.refusal);
  }
}

/** An error as every reply has it, as JSON. */
export function refusalText({ code, message, retryable }: Refusal): string {
  return JSON.stringify({ status: "error", code, message, retryable });
}
