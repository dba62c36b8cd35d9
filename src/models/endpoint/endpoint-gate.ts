import { ModelFault } from "../../core/calls/completion.ts";
import type { EndpointHealth } from "../../core/run/run-status.ts";
import { type Allowance, allowed, fullAllowance, lowered, raised } from "./concurrency-allowance.ts";
import { afterTrouble, type Circuit, CLOSED, openCircuit } from "./circuit.ts";
import type { Clock } from "./timer-clock.ts";
import type { EndpointConfig } from "../../core/calls/model-config.ts";
import { createRateWindow, type Sent } from "./rate-window.ts";
import type { Timing } from "./timing.ts";
import { createWaitingLine, type WaitingTicket } from "./waiting-line.ts";

/** The right to send one call, which ends with one word on how it went. */
export type Pass = {
  readonly endpoint: string;
  /** Gives the place back: nothing was sent. */
  readonly unused: () => void;
  /** The endpoint answered, or turned this one call away; `tokens` is what it took. */
  readonly answered: (tokens: number) => void;
  /** It wants fewer calls: so long, or as long as seems right. */
  readonly rateLimited: (afterMs: number | null) => void;
  /** It went wrong. Says whether the endpoint is asked by anybody now. */
  readonly troubled: (trouble: Trouble) => "closed" | "open";
  /** Nobody can be answered there: everyone who waits is told, and who comes later. */
  readonly doomed: (fault: ModelFault) => void;
};

export type Trouble = {
  readonly reason: string;
  /** What it may have taken. */
  readonly tokens: number;
  readonly afterMs: number | null;
  /** The item has no more tries, and nobody else was answered since its first: the endpoint is to blame. */
  readonly blamesEndpoint: boolean;
  /** Another endpoint may answer the item. */
  readonly hasAlternative: boolean;
};

export type EndpointGateSetup = {
  readonly name: string;
  readonly config: EndpointConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: Timing;
  readonly warn: (message: string) => void;
  /** True while no call of any endpoint may begin, for want of budget. */
  readonly isHeld: () => boolean;
};

/** Where calls wait for one endpoint, and what it is spared. */
export type EndpointGate = {
  readonly name: string;
  /** Calls under way relative to those allowed; infinite while nobody may pass. */
  readonly load: () => number;
  readonly enter: (ticket: WaitingTicket<Pass>) => void;
  readonly leave: (ticket: WaitingTicket<Pass>) => void;
  /** Lets those pass who may. To be called when something outside has changed. */
  readonly pump: () => void;
  readonly refuseAll: (fault: ModelFault) => void;
  readonly setConcurrency: (configured: number) => void;
  readonly countRetry: () => void;
  /** When the endpoint last answered anybody; null when it never has. */
  readonly answeredAtMs: () => number | null;
  readonly health: () => EndpointHealth;
};

/** A pause beyond this is announced. */
const LONG_PAUSE_MS = 60_000;
const LONGEST_BACKOFF_MS = 60_000;

/** The gate of one endpoint, shared by all roles that use it. */
export function createEndpointGate(setup: EndpointGateSetup): EndpointGate {
  const { name, config, clock, random, timing, warn } = setup;
  const line = createWaitingLine<WaitingTicket<Pass>>();
  const window = createRateWindow({ requests: config.requestsPerMinute, tokens: config.tokensPerMinute });
  let allowance: Allowance = fullAllowance(config.concurrency);
  let circuit: Circuit = CLOSED;
  let inFlight = 0;
  let pausedUntilMs = 0;
  let pauses = 0;
  let answeredAtMs: number | null = null;
  let gone: ModelFault | undefined;
  let cancelTimer = (): void => {};
  const counted = { requests: 0, retries: 0, failures: 0, tokens: 0 };

  /** When the next ticket may pass; infinite when that takes an event and not time. */
  const opensAt = (nowMs: number, tokens: number): number => {
    if (setup.isHeld() || circuit.status === "half-open" || inFlight >= allowed(allowance)) return Infinity;
    const circuitMs = circuit.status === "open" ? circuit.untilMs : 0;
    return Math.max(pausedUntilMs, circuitMs, window.freeAt(nowMs, tokens));
  };

  const pump = (): void => {
    cancelTimer();
    for (let ticket = line.first(); ticket !== undefined; ticket = line.first()) {
      const nowMs = clock.now();
      const atMs = opensAt(nowMs, ticket.tokens);
      if (atMs > nowMs) {
        if (atMs !== Infinity) cancelTimer = clock.after(atMs - nowMs, pump);
        return;
      }
      line.remove(ticket);
      if (circuit.status === "open") {
        circuit = { status: "half-open", sinceMs: circuit.sinceMs, coolDownMs: circuit.coolDownMs };
      }
      ticket.take(createPass(window.add(nowMs, ticket.tokens)));
    }
  };

  const pauseFor = (ms: number): void => {
    const untilMs = clock.now() + ms;
    if (untilMs <= pausedUntilMs) return;
    pausedUntilMs = untilMs;
    if (ms >= LONG_PAUSE_MS) {
      const until = new Date(untilMs).toISOString().slice(11, 19);
      warn(`${name} asks to wait ${Math.round(ms / 1000)} s, until ${until} UTC; its calls wait for that`);
    }
  };

  const backOff = (): number =>
    Math.min(timing.retryDelayMs * 2 ** Math.min(pauses, 20), LONGEST_BACKOFF_MS) * (0.5 + random() / 2);

  /** Tells those who wait that there is no point in it. */
  const giveUp = (fault: ModelFault): void => {
    gone = fault;
    for (const ticket of line.all()) {
      line.remove(ticket);
      ticket.refuse(fault);
    }
    cancelTimer();
  };

  const considerGivingUp = (sinceMs: number, reason: string): void => {
    const lastedMs = clock.now() - sinceMs;
    if (answeredAtMs !== null && lastedMs < timing.unavailableAfterMs) return;
    const how = answeredAtMs === null ? "" : ` and has not for ${Math.round(lastedMs / 1000)} s`;
    const help = `${name} (${config.baseUrl}) does not answer as it should${how}: ${reason}. Check that it runs and that baseUrl is right, then run again with --resume`;
    giveUp(new ModelFault("unavailable", help));
  };

  const troubled = ({ reason, tokens, afterMs, ...about }: Trouble): "closed" | "open" => {
    const before: Circuit = circuit;
    counted.failures++;
    counted.tokens += tokens;
    if (afterMs !== null) pauseFor(afterMs);
    // Until it has answered once, items that can go nowhere else use up their own tries: they are soon over.
    if (answeredAtMs !== null || before.status !== "closed" || about.hasAlternative)
      circuit = afterTrouble(circuit, clock.now(), timing.coolDownMs);
    if (about.blamesEndpoint && circuit.status === "closed")
      circuit = openCircuit(clock.now(), timing.coolDownMs);
    if (circuit.status === "open") {
      if (before.status !== "open") considerGivingUp(circuit.sinceMs, reason);
      if (before.status === "closed" && gone === undefined)
        warn(`${name} is in trouble (${reason}); its calls wait while one at a time tries again`);
    }
    return circuit.status === "closed" ? "closed" : "open";
  };

  const createPass = (sent: Sent): Pass => {
    inFlight++;
    counted.requests++;
    const back = <Given>(tokens: number | null, act: () => Given): Given => {
      inFlight--;
      if (tokens !== null) sent.tokens = tokens;
      const given = act();
      pump();
      return given;
    };
    return {
      endpoint: name,
      unused: () => {
        back(null, () => {
          counted.requests--;
          window.remove(sent);
          if (circuit.status === "half-open") circuit = { ...circuit, status: "open", untilMs: clock.now() };
        });
      },
      answered: (tokens) => {
        back(tokens, () => {
          if (circuit.status !== "closed") warn(`${name} answers again`);
          circuit = CLOSED;
          gone = gone?.kind === "unavailable" ? undefined : gone;
          pauses = 0;
          answeredAtMs = clock.now();
          allowance = raised(allowance);
          counted.tokens += tokens;
        });
      },
      rateLimited: (afterMs) => {
        back(0, () => {
          if (circuit.status !== "closed") circuit = CLOSED;
          if (sent.atMs > allowance.loweredAtMs) pauses++;
          allowance = lowered(allowance, sent.atMs, clock.now());
          pauseFor(afterMs ?? backOff());
        });
      },
      troubled: (trouble) => back(trouble.tokens, () => troubled(trouble)),
      doomed: (fault) => {
        back(0, () => giveUp(fault));
      },
    };
  };

  return {
    name,
    load: () => (opensAt(clock.now(), 0) > clock.now() ? Infinity : inFlight / allowed(allowance)),
    enter: (ticket) => {
      // Where others may answer too, the ticket stays: the endpoint is still tried now and then.
      if (gone !== undefined && !ticket.refuse(gone)) return;
      line.add(ticket);
      pump();
    },
    leave: (ticket) => {
      line.remove(ticket);
      // A timer for nobody would keep the process from ending.
      if (line.first() === undefined) cancelTimer();
    },
    pump,
    refuseAll: giveUp,
    setConcurrency: (configured) => {
      allowance = fullAllowance(configured);
      pump();
    },
    countRetry: () => void counted.retries++,
    answeredAtMs: () => answeredAtMs,
    health: () => ({
      endpoint: name,
      inFlight,
      allowed: allowed(allowance),
      configured: allowance.configured,
      paused: pausedUntilMs > clock.now() ? { untilMs: pausedUntilMs } : null,
      circuit: circuit.status,
      ...counted,
    }),
  };
}
