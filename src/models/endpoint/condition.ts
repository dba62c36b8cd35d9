import { afterTrouble, type Circuit, CLOSED, openCircuit } from "./circuit.ts";
import { type Allowance, allowed, fullAllowance, lowered, raised } from "./concurrency-allowance.ts";

/** What the answers of an endpoint have taught about it. Times are the clock's, in milliseconds. */
export type Condition = {
  readonly allowance: Allowance;
  readonly circuit: Circuit;
  /** Nothing is sent before that. */
  readonly pausedUntilMs: number;
  /** What it said when it asked for that. */
  readonly pausedFor: string;
  /** Since when it has been paused again and again without answering anybody; null where it is not. */
  readonly waitsSinceMs: number | null;
  /** Pauses since its last answer; those asked of calls that were under way together count once. */
  readonly pauses: number;
  /** When the endpoint last answered anybody; null when it never has. */
  readonly answeredAtMs: number | null;
};

/** A call that went wrong, as its endpoint is told. */
export type Trouble = {
  readonly reason: string;
  /** What it may have taken. */
  readonly tokens: number;
  readonly afterMs: number | null;
  /** The item has no more tries, and nobody else was answered since its first: the endpoint is to blame. */
  readonly blamesEndpoint: boolean;
  /** Another endpoint may answer the item. */
  readonly hasAlternative: boolean;
  /** The endpoint says itself that it will pass: a model that is loading, a server that is too busy. */
  readonly isPassing: boolean;
  /** What somebody can do about it, as a sentence without its full stop. */
  readonly remedy: string;
};

/** An endpoint of which nothing is known yet. */
export function unknownCondition(concurrency: number): Condition {
  return {
    allowance: fullAllowance(concurrency),
    circuit: CLOSED,
    pausedUntilMs: 0,
    pausedFor: "",
    waitsSinceMs: null,
    pauses: 0,
    answeredAtMs: null,
  };
}

/** When another call may be sent beside those in flight; infinite when that takes an event and not time. */
export function opensAt({ allowance, circuit, pausedUntilMs }: Condition, inFlight: number): number {
  if (circuit.status === "half-open" || inFlight >= allowed(allowance)) return Infinity;
  return Math.max(pausedUntilMs, circuit.status === "open" ? circuit.untilMs : 0);
}

/** After a call was let through: the first one to an open circuit is its probe. */
export function afterSending(condition: Condition): Condition {
  const { circuit } = condition;
  if (circuit.status !== "open") return condition;
  const { sinceMs, coolDownMs } = circuit;
  return { ...condition, circuit: { status: "half-open", sinceMs, coolDownMs } };
}

/** After a call that was let through was not sent: another one is the probe. */
export function afterWithdrawal(condition: Condition, nowMs: number): Condition {
  const { circuit } = condition;
  if (circuit.status !== "half-open") return condition;
  return { ...condition, circuit: { ...circuit, status: "open", untilMs: nowMs } };
}

/** After an answer to anybody. */
export function afterAnswer(condition: Condition, nowMs: number): Condition {
  const allowance = raised(condition.allowance);
  return { ...condition, allowance, circuit: CLOSED, pauses: 0, answeredAtMs: nowMs, waitsSinceMs: null };
}

/** After "too many requests" for a call sent at `sentAtMs`, which is to say that the endpoint works. */
export function afterRateLimit(
  condition: Condition,
  { sentAtMs, nowMs }: { readonly sentAtMs: number; readonly nowMs: number },
): Condition {
  const { allowance, pauses } = condition;
  return {
    ...condition,
    circuit: condition.circuit.status === "closed" ? condition.circuit : CLOSED,
    pauses: sentAtMs > allowance.loweredAtMs ? pauses + 1 : pauses,
    allowance: lowered(allowance, sentAtMs, nowMs),
  };
}

/** With nothing sent for so long; a longer pause stays. */
export function paused(
  condition: Condition,
  pause: { readonly untilMs: number; readonly reason: string; readonly nowMs: number },
): Condition {
  const waitsSinceMs = condition.waitsSinceMs ?? pause.nowMs;
  if (pause.untilMs <= condition.pausedUntilMs) return { ...condition, waitsSinceMs };
  return { ...condition, waitsSinceMs, pausedUntilMs: pause.untilMs, pausedFor: pause.reason };
}

/** After a call that went wrong; an open circuit cools down for so long at first. */
export function afterFailure(
  condition: Condition,
  trouble: Pick<Trouble, "blamesEndpoint" | "hasAlternative">,
  { nowMs, coolDownMs }: { readonly nowMs: number; readonly coolDownMs: number },
): Condition {
  const { answeredAtMs } = condition;
  // Until it has answered once, items that can go nowhere else use up their own tries: they are soon over.
  const counts = answeredAtMs !== null || condition.circuit.status !== "closed" || trouble.hasAlternative;
  const circuit = counts ? afterTrouble(condition.circuit, nowMs, coolDownMs) : condition.circuit;
  const isBlamed = trouble.blamesEndpoint && circuit.status === "closed";
  return { ...condition, circuit: isBlamed ? openCircuit(nowMs, coolDownMs) : circuit };
}
