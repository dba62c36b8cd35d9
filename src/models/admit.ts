import type { ModelFault } from "../core/completion.ts";
import type { Pass, Turnstile } from "./turnstile.ts";
import type { Ticket, WaitingTicket } from "./waiting-line.ts";

/**
 * Waits at all endpoints that may answer, the least loaded first and those in `avoid` last, and passes where
 * there is room first. Throws a ModelFault once none of them will answer, or one of them stops the run.
 */
export function admit(
  turnstiles: readonly Turnstile[],
  ticket: Ticket,
  avoid: ReadonlySet<string>,
): Promise<Pass> {
  return new Promise((resolve, reject) => {
    const refusing = new Set<Turnstile>();
    let settled = false;
    const settle = (): void => {
      settled = true;
      for (const [turnstile, waiting] of places) turnstile.leave(waiting);
    };
    const waitAt = (turnstile: Turnstile): WaitingTicket<Pass> => ({
      ...ticket,
      take: (pass) => {
        settle();
        resolve(pass);
      },
      refuse: (fault: ModelFault) => {
        refusing.add(turnstile);
        if (fault.kind === "unavailable" && refusing.size < turnstiles.length) return true;
        settle();
        reject(fault);
        return false;
      },
    });
    const places = new Map(turnstiles.map((turnstile) => [turnstile, waitAt(turnstile)]));
    const cost = (turnstile: Turnstile): number => turnstile.load() + (avoid.has(turnstile.name) ? 1_000 : 0);
    const costs = new Map(turnstiles.map((turnstile) => [turnstile, cost(turnstile)]));
    // Infinity from infinity is no number: equal then.
    const byCost = (a: Turnstile, b: Turnstile): number => (costs.get(a) ?? 0) - (costs.get(b) ?? 0) || 0;
    for (const turnstile of turnstiles.length === 1 ? turnstiles : turnstiles.toSorted(byCost)) {
      const place = places.get(turnstile);
      if (!settled && place !== undefined) turnstile.enter(place);
    }
  });
}
