import type { ModelFault } from "../../core/calls/completion.ts";
import type { Pass, EndpointGate } from "./endpoint-gate.ts";
import type { Ticket, WaitingTicket } from "./waiting-line.ts";

/**
 * Waits at all endpoints that may answer, the least loaded first and those in `avoid` last, and passes where
 * there is room first. Throws a ModelFault once none of them will answer, or one of them stops the run.
 */
export function admit(
  gates: readonly EndpointGate[],
  ticket: Ticket,
  avoid: ReadonlySet<string>,
): Promise<Pass> {
  return new Promise((resolve, reject) => {
    const refusing = new Set<EndpointGate>();
    let settled = false;
    const settle = (): void => {
      settled = true;
      for (const [gate, waiting] of places) gate.leave(waiting);
    };
    const waitAt = (gate: EndpointGate): WaitingTicket<Pass> => ({
      ...ticket,
      take: (pass) => {
        settle();
        resolve(pass);
      },
      refuse: (fault: ModelFault) => {
        refusing.add(gate);
        if (fault.kind === "unavailable" && refusing.size < gates.length) return true;
        settle();
        reject(fault);
        return false;
      },
    });
    const places = new Map(gates.map((gate) => [gate, waitAt(gate)]));
    const cost = (gate: EndpointGate): number => gate.load() + (avoid.has(gate.name) ? 1_000 : 0);
    const costs = new Map(gates.map((gate) => [gate, cost(gate)]));
    // Infinity from infinity is no number: equal then.
    const byCost = (a: EndpointGate, b: EndpointGate): number =>
      (costs.get(a) ?? 0) - (costs.get(b) ?? 0) || 0;
    for (const gate of gates.length === 1 ? gates : gates.toSorted(byCost)) {
      const place = places.get(gate);
      if (!settled && place !== undefined) gate.enter(place);
    }
  });
}
