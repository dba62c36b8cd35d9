/** Whether an endpoint is asked at all. Times are the clock's, in milliseconds. */
export type Circuit =
  | { readonly status: "closed"; readonly failures: number }
  /** Nobody is sent until `untilMs`, then one call as a probe. `sinceMs` is when the trouble began. */
  | {
      readonly status: "open";
      readonly sinceMs: number;
      readonly untilMs: number;
      readonly coolDownMs: number;
    }
  | { readonly status: "half-open"; readonly sinceMs: number; readonly coolDownMs: number };

/** As an endpoint begins, and as it is after every answer. */
export const CLOSED: Circuit = { status: "closed", failures: 0 };

/** So many calls in a row that went wrong, of whichever items, are the endpoint's fault and not theirs. */
const MOST_FAILURES = 5;
const LONGEST_COOL_DOWN_MS = 60_000;

/** The circuit after a call that went wrong; each failed probe doubles the time until the next one. */
export function afterTrouble(circuit: Circuit, nowMs: number, coolDownMs: number): Circuit {
  switch (circuit.status) {
    case "closed": {
      const failures = circuit.failures + 1;
      return failures < MOST_FAILURES ? { status: "closed", failures } : openCircuit(nowMs, coolDownMs);
    }
    case "open":
      return circuit; // it was sent before the others failed
    case "half-open": {
      const doubled = Math.min(circuit.coolDownMs * 2, LONGEST_COOL_DOWN_MS);
      return { status: "open", sinceMs: circuit.sinceMs, untilMs: nowMs + doubled, coolDownMs: doubled };
    }
  }
}

/** A circuit that opens now. */
export function openCircuit(nowMs: number, coolDownMs: number): Circuit {
  return { status: "open", sinceMs: nowMs, untilMs: nowMs + coolDownMs, coolDownMs };
}
