import type { ModelFault } from "../../core/calls/completion.ts";
import type { EndpointHealth } from "../../core/run/run-status.ts";
import { allowed } from "./concurrency-allowance.ts";
import { type Condition, unknownCondition } from "./condition.ts";

/** What changes about a gate, but for its line. */
export type GateState = {
  condition: Condition;
  inFlight: number;
  /** What went wrong last, where no reply has come since. */
  lastTrouble: string | undefined;
  /** Until when waits have been announced. */
  announcedMs: number;
  saidOwnLimit: boolean;
  /** Why nobody is answered any more. */
  gone: ModelFault | undefined;
  requests: number;
  retries: number;
  failures: number;
  tokens: number;
};

/** The state of a gate that has let nobody pass. */
export function newGateState(concurrency: number): GateState {
  return {
    condition: unknownCondition(concurrency),
    inFlight: 0,
    lastTrouble: undefined,
    announcedMs: 0,
    saidOwnLimit: false,
    gone: undefined,
    requests: 0,
    retries: 0,
    failures: 0,
    tokens: 0,
  };
}

/** The state of a gate as others may see it. */
export function healthOf(
  state: GateState,
  { name, nowMs }: { readonly name: string; readonly nowMs: number },
): EndpointHealth {
  const { condition, inFlight, requests, retries, failures, tokens } = state;
  const { allowance, circuit } = condition;
  return {
    endpoint: name,
    inFlight,
    allowed: allowed(allowance),
    configured: allowance.configured,
    paused: pauseOf(state, nowMs),
    circuit: circuit.status,
    requests,
    retries,
    failures,
    tokens,
  };
}

/** Until when nothing is sent, and what the endpoint said: it asked for that, or is spared for a while. */
function pauseOf({ condition, lastTrouble }: GateState, nowMs: number): EndpointHealth["paused"] {
  const { circuit, pausedUntilMs, pausedFor } = condition;
  if (pausedUntilMs > nowMs) return { untilMs: pausedUntilMs, reason: pausedFor };
  const isSpared = circuit.status === "open" && circuit.untilMs > nowMs;
  // Trouble is what opened the circuit, and an answer would have closed it: there is a last one.
  return isSpared ? { untilMs: circuit.untilMs, reason: lastTrouble ?? "" } : null;
}
