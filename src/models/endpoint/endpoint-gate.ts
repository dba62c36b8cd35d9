import { ModelFault } from "../../core/calls/completion.ts";
import type { EarlierTraffic } from "../../core/calls/earlier-traffic.ts";
import type { EndpointConfig } from "../../core/calls/model-config.ts";
import type { EndpointHealth } from "../../core/run/run-status.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { allowed, fullAllowance } from "./concurrency-allowance.ts";
import * as conditions from "./condition.ts";
import { type GateState, healthOf, newGateState } from "./gate-state.ts";
import { createRateWindow, type RateWindow, type Sent } from "./rate-window.ts";
import type { Clock } from "./timer-clock.ts";
import type { Timing } from "./timing.ts";
import { createWaitingLine, type WaitingTicket } from "./waiting-line.ts";

/** The right to send one call, which ends with one word on how it went. */
export type Pass = {
  readonly endpoint: string;
  /** Gives the slot back: nothing was sent. */
  readonly unused: () => void;
  /** The endpoint answered, or turned this one call away; `tokens` is what it took. */
  readonly answered: (tokens: number) => void;
  /** It wants fewer calls: so long, or as long as seems right. `reason` is what it says. */
  readonly rateLimited: (afterMs: number | null, reason: string) => void;
  /** It went wrong. Says whether the endpoint is asked by anybody now. */
  readonly troubled: (trouble: conditions.Trouble) => "closed" | "open";
  /** Nobody can be answered there: everyone who waits is told, and who comes later. */
  readonly doomed: (fault: ModelFault) => void;
};

export type EndpointGateSetup = {
  readonly name: string;
  readonly config: EndpointConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: Timing;
  readonly warn: (message: string) => void;
  /** True while no call of any endpoint may begin, for want of budget or because the run is paused. */
  readonly isHeld: () => boolean;
  /** What a process before sent and was told. */
  readonly earlier: EarlierTraffic;
};

/** The one place where calls wait for a slot of an endpoint, which also knows what the endpoint is spared. */
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
  /** What went wrong last, where no reply has come since; undefined else. */
  readonly lastTrouble: () => string | undefined;
  readonly health: () => EndpointHealth;
};

/** A wait beyond this is announced, with what it is for. */
const LONG_WAIT_MS = 30_000;
const LONGEST_BACKOFF_MS = 60_000;

/** The gate of one endpoint, shared by all roles that use it. */
export function createEndpointGate(setup: EndpointGateSetup): EndpointGate {
  const { name, config, clock } = setup;
  const line = createWaitingLine<WaitingTicket<Pass>>();
  const window = createRateWindow({ requests: config.requestsPerMinute, tokens: config.tokensPerMinute });
  for (const { atMs, tokens } of setup.earlier.sent) window.add(atMs, tokens);
  const state = newGateState(config.concurrency);
  if (setup.earlier.paused !== null)
    state.condition = conditions.paused(state.condition, { ...setup.earlier.paused, nowMs: clock.now() });
  let cancelTimer = (): void => {};

  const opensAt = (nowMs: number, tokens: number): number => {
    const atMs = setup.isHeld() ? Infinity : conditions.opensAt(state.condition, state.inFlight);
    return atMs === Infinity ? atMs : Math.max(atMs, window.freeAt(nowMs, tokens));
  };
  const pump = (): void => {
    cancelTimer();
    for (let ticket = line.first(); ticket !== undefined; ticket = line.first()) {
      const nowMs = clock.now();
      const atMs = opensAt(nowMs, ticket.tokens);
      if (atMs > nowMs) {
        if (atMs !== Infinity) cancelTimer = clock.after(atMs - nowMs, pump);
        noteOwnLimit(atMs, { setup, state });
        return;
      }
      line.remove(ticket);
      state.condition = conditions.afterSending(state.condition);
      ticket.take(createPass(window.add(nowMs, ticket.tokens), { setup, state, window, pump, giveUp }));
    }
  };
  /** Tells those who wait that there is no point in it. */
  const giveUp = (fault: ModelFault): void => {
    state.gone = fault;
    for (const ticket of line.all()) {
      line.remove(ticket);
      ticket.refuse(fault);
    }
    cancelTimer();
  };

  return {
    name,
    load: () => {
      const isShut = opensAt(clock.now(), 0) > clock.now();
      return isShut ? Infinity : state.inFlight / allowed(state.condition.allowance);
    },
    enter: (ticket) => {
      // Where others may answer too, the ticket stays: the endpoint is still tried now and then.
      if (state.gone !== undefined && !ticket.refuse(state.gone)) return;
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
      state.condition = { ...state.condition, allowance: fullAllowance(configured) };
      pump();
    },
    countRetry: () => void state.retries++,
    answeredAtMs: () => state.condition.answeredAtMs,
    lastTrouble: () => state.lastTrouble,
    health: () => healthOf(state, { name, nowMs: clock.now() }),
  };
}

/** What a pass acts upon. */
type Desk = {
  readonly setup: EndpointGateSetup;
  readonly state: GateState;
  readonly window: RateWindow;
  readonly pump: () => void;
  readonly giveUp: (fault: ModelFault) => void;
};

function createPass(sent: Sent, desk: Desk): Pass {
  const { setup, state, window, pump, giveUp } = desk;
  const { name, clock } = setup;
  state.inFlight++;
  state.requests++;
  const back = <Given>(tokens: number | null, act: () => Given): Given => {
    state.inFlight--;
    if (tokens !== null) sent.tokens = tokens;
    const given = act();
    pump();
    return given;
  };
  return {
    endpoint: name,
    unused: () =>
      back(null, () => {
        state.requests--;
        window.remove(sent);
        state.condition = conditions.afterWithdrawal(state.condition, clock.now());
      }),
    answered: (tokens) =>
      back(tokens, () => {
        if (state.condition.circuit.status !== "closed") setup.warn(`${name} answers again`);
        state.condition = conditions.afterAnswer(state.condition, clock.now());
        if (state.gone?.kind === "unavailable") state.gone = undefined;
        state.tokens += tokens;
        if (tokens > 0) state.lastTrouble = undefined; // a request that was turned away brought no reply
      }),
    rateLimited: (afterMs, reason) =>
      back(0, () => {
        const about = { sentAtMs: sent.atMs, nowMs: clock.now() };
        state.condition = conditions.afterRateLimit(state.condition, about);
        pauseFor(pauseMs(afterMs, state.condition.pauses, setup), reason, desk);
      }),
    troubled: (trouble) => back(trouble.tokens, () => noteTrouble(trouble, desk)),
    doomed: (fault) => back(0, () => giveUp(fault)),
  };
}

/** A named wait that hardly is one has been tried once it has brought the next refusal: from then on it grows. */
const SHORT_WAIT_MS = 1_000;

function pauseMs(namedMs: number | null, pauses: number, setup: EndpointGateSetup): number {
  if (namedMs !== null && (namedMs >= SHORT_WAIT_MS || pauses <= 1)) return namedMs;
  return Math.max(namedMs ?? 0, backOff(pauses, setup));
}

function backOff(pauses: number, { timing, random }: EndpointGateSetup): number {
  const doubled = timing.retryDelayMs * 2 ** Math.min(pauses, 20);
  return Math.min(doubled, LONGEST_BACKOFF_MS) * (0.5 + random() / 2);
}

/** Says once where a limit a minute of the configuration's own has calls wait for long. */
function noteOwnLimit(opensAtMs: number, { setup, state }: Pick<Desk, "setup" | "state">): void {
  const { name, clock, config, warn } = setup;
  const { condition } = state;
  const waitsMs = opensAtMs - clock.now();
  const isOwn =
    opensAtMs !== Infinity && condition.circuit.status === "closed" && opensAtMs > condition.pausedUntilMs;
  if (!isOwn || waitsMs < LONG_WAIT_MS || state.saidOwnLimit) return;
  state.saidOwnLimit = true;
  const limits = [
    ...(config.requestsPerMinute === undefined ? [] : [`requestsPerMinute (${config.requestsPerMinute})`]),
    ...(config.tokensPerMinute === undefined ? [] : [`tokensPerMinute (${config.tokensPerMinute})`]),
  ].join(" and ");
  warn(`${name}: calls wait for up to a minute, because the configuration limits it: ${limits}`);
}

/** Lets nothing be sent for a while, and says so where nobody was answered, or will be, for long. */
function pauseFor(ms: number, reason: string, { setup, state }: Desk): void {
  const { name, clock, warn } = setup;
  const nowMs = clock.now();
  const untilMs = nowMs + ms;
  const isLonger = untilMs > state.condition.pausedUntilMs;
  state.condition = conditions.paused(state.condition, { untilMs, reason, nowMs });
  const sinceMs = state.condition.waitsSinceMs ?? nowMs;
  const isLong = ms >= LONG_WAIT_MS;
  const lastsLong = untilMs - sinceMs >= LONG_WAIT_MS && untilMs - state.announcedMs >= LONG_WAIT_MS;
  if (!isLonger || (!isLong && !lastsLong)) return;
  state.announcedMs = isLong ? untilMs : untilMs + 2 * (nowMs - sinceMs);
  const until = new Date(untilMs).toISOString().slice(11, 19);
  const how = isLong
    ? `asks to wait ${Math.round(ms / 1000)} s, until ${until} UTC`
    : `has let nothing through for ${Math.round((nowMs - sinceMs) / 1000)} s, and is asked again at ${until} UTC`;
  warn(`${name} ${how} (${reason}); its calls wait for that`);
}

function noteTrouble(trouble: conditions.Trouble, desk: Desk): "closed" | "open" {
  const { setup, state, giveUp } = desk;
  const { name, clock, timing, warn } = setup;
  const before = state.condition.circuit;
  state.failures++;
  state.lastTrouble = trouble.reason;
  state.tokens += trouble.tokens;
  if (trouble.afterMs !== null) pauseFor(trouble.afterMs, trouble.reason, desk);
  const times = { nowMs: clock.now(), coolDownMs: timing.coolDownMs };
  state.condition = conditions.afterFailure(state.condition, trouble, times);
  const { circuit } = state.condition;
  if (circuit.status !== "open") return circuit.status === "closed" ? "closed" : "open";
  if (before.status !== "open") {
    const fault = unavailableFault(trouble, circuit.sinceMs, desk);
    if (fault !== undefined) giveUp(fault);
  }
  if (before.status === "closed" && state.gone === undefined) {
    const how = trouble.isPassing
      ? `is not ready (${trouble.reason}); its calls wait for it, for ${formatDuration(timing.notReadyMs)} at most,`
      : `is in trouble (${trouble.reason}); its calls wait`;
    warn(`${name} ${how} while one at a time tries again`);
  }
  return "open";
}

/** What stops the run once an endpoint has been in trouble for too long, or has never answered. */
function unavailableFault(
  { reason, isPassing, remedy }: conditions.Trouble,
  sinceMs: number,
  { setup, state }: Desk,
): ModelFault | undefined {
  const { name, config, clock, timing } = setup;
  const { answeredAtMs } = state.condition;
  const lastedMs = clock.now() - sinceMs;
  const waitsMs = answeredAtMs === null ? 0 : timing.unavailableAfterMs;
  if (lastedMs < (isPassing ? Math.max(waitsMs, timing.notReadyMs) : waitsMs)) return undefined;
  const how = answeredAtMs === null && !isPassing ? "" : ` and has not for ${Math.round(lastedMs / 1000)} s`;
  const help = `${name} (${config.baseUrl}) does not answer as it should${how}: ${reason}. ${remedy}, then run again with --resume`;
  return new ModelFault("unavailable", help);
}
