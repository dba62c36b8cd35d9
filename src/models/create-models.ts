import type { BatchBook } from "../core/calls/batch-book.ts";
import {
  type CallIntent,
  type CallMemo,
  type Complete,
  type Completion,
  type CompletionRequest,
  ModelFault,
} from "../core/calls/completion.ts";
import type { Profiles } from "../core/calls/compat.ts";
import type { EarlierTraffic } from "../core/calls/earlier-traffic.ts";
import type { Ledger } from "../core/calls/ledger.ts";
import type { ModelConfig } from "../core/calls/model-config.ts";
import { hashJson } from "../core/draft/hash.ts";
import type { EndpointHealth } from "../core/run/run-status.ts";
import { createRunSwitch, type RunSwitch } from "../core/run/run-switch.ts";
import { NO_PROXY, type Proxy } from "./endpoint/dispatcher.ts";
import type { KeyOf } from "./endpoint/require-models.ts";
import { type Clock, systemClock } from "./endpoint/timer-clock.ts";
import { type CallMeter, createCallMeter } from "./call-meter.ts";
import type { Timing } from "./endpoint/timing.ts";
import { createRedact, type Redact, redactError } from "./exchange/redact.ts";
import { openRoutes, type Route, type Routes } from "./open-routes.ts";
import type { ProvenanceCounts, RecordingWriter } from "./recordings.ts";

/** The models of a run, behind the memo. */
export type Models = {
  readonly complete: Complete;
  /** For how many of some tasks recorded replies came from where; none when no role is recorded. */
  readonly countProvenance: (tasks: readonly string[]) => ProvenanceCounts;
  /** How each endpoint that a role uses is doing at the moment; cheap. */
  readonly health: () => readonly EndpointHealth[];
  /** How many calls are under way, and how many wait for a slot or for a paused run to be resumed. */
  readonly load: () => {
    readonly inFlight: number;
    readonly waiting: number;
    /** Of those waiting, how many wait until calls under way give back what they do not need of the budget. */
    readonly waitingForBudget: number;
  };
  /** What endpoints have answered since the models were opened, and when a task last had a reply (by `clock`). */
  readonly traffic: CallMeter["traffic"];
  readonly heardMs: CallMeter["heardMs"];
  /** How many calls an endpoint, or each (null), may have under way from now on: 1 to 1024. */
  readonly setConcurrency: (endpoint: string | null, most: number) => void;
};

export type ModelsSetup = {
  readonly config: ModelConfig;
  readonly memo: CallMemo;
  readonly keyOf: KeyOf;
  readonly warn: (message: string) => void;
  readonly recorder: RecordingWriter | undefined;
  /** Where each request sets its worst case aside before it is sent. */
  readonly ledger: Ledger;
  readonly timing: Timing;
  /** Where batches are kept; null where no role is asked by them. */
  readonly batches: BatchBook | null;
  /** While it is paused no call begins; without one nothing pauses. */
  readonly runSwitch?: Pick<RunSwitch, "state" | "onChange">;
  /** Aborted, it ends waits and calls that are not yet sent; those under way keep their deadline. */
  readonly signal?: AbortSignal;
  readonly proxy?: Proxy;
  /** What `campforge doctor --probe` found out. */
  readonly profiles?: Profiles;
  readonly clock?: Clock;
  /** What a process before sent to an endpoint, and was told by it. */
  readonly earlier?: (endpoint: string) => EarlierTraffic;
  /** For jitter, in [0, 1). */
  readonly random?: () => number;
};

/** The most that the configuration allows, too. */
const MOST_CONCURRENCY = 1024;

/**
 * Opens the model of each role. Throws a ModelFault when an endpoint is not configured or its key is not
 * in the environment, before anything is asked. No key leaves what is returned, in whatever an endpoint says.
 */
export function createModels(setup: ModelsSetup): Models {
  const redact = createRedact(configuredKeys(setup));
  const { signal = new AbortController().signal, runSwitch = createRunSwitch(), clock = systemClock } = setup;
  const routes = openRoutes({
    proxy: NO_PROXY,
    profiles: {},
    random: Math.random,
    ...setup,
    clock,
    runSwitch,
    signal,
    warn: (message) => setup.warn(redact(message)),
    redact,
  });
  refuseOnceStopped(routes, signal);
  const meter = createCallMeter(clock.now);
  const answer = createAnswer(setup.memo, { meter, redact });
  const begin = createBeginning(runSwitch, signal);
  const underWay = new Map<string, { readonly reply: Promise<Completion>; readonly waitsInLine: boolean }>();

  const complete: Complete = async (request) => {
    if (!begin.isOpen()) await begin.opened();
    const route = routes.of(request.address.role);
    const { waitsInLine } = route;
    const intent = intentOf(request, route);
    const call = underWay.get(intent.key) ?? { reply: answer(intent, request, route), waitsInLine };
    underWay.set(intent.key, call);
    const completion = await call.reply.finally(() => underWay.delete(intent.key));
    meter.hear(request.address.task);
    setup.recorder?.add(request, completion);
    return completion;
  };
  return {
    complete,
    countProvenance: routes.countProvenance,
    health: () => routes.gates().map((gate) => gate.health()),
    load: () => {
      const inLine = [...underWay.values()].filter((call) => call.waitsInLine).length;
      const sent = routes.gates().reduce((sum, gate) => sum + gate.health().inFlight, 0);
      const waiting = Math.max(0, inLine - sent);
      return {
        inFlight: sent + underWay.size - inLine,
        waiting: waiting + begin.waiting(),
        waitingForBudget: routes.isShort() ? waiting : 0,
      };
    },
    traffic: meter.traffic,
    heardMs: meter.heardMs,
    setConcurrency: (endpoint, most) => {
      const configured = Math.min(Math.max(Math.trunc(most), 1), MOST_CONCURRENCY);
      for (const gate of routes.gates())
        if (endpoint === null || gate.name === endpoint) gate.setConcurrency(configured);
    },
  };
}

/** Answers one call: out of the memo, or by its route, and then for the memo. */
function createAnswer(
  memo: CallMemo,
  { meter, redact }: { readonly meter: CallMeter; readonly redact: Redact },
): (intent: CallIntent, request: CompletionRequest, route: Route) => Promise<Completion> {
  const ask = async (route: Route, request: CompletionRequest, key: string): Promise<Completion> => {
    try {
      return await route.ask(request, key);
    } catch (error) {
      throw redactError(error, redact);
    }
  };
  return async (intent, request, route) => {
    const known = memo.find(intent);
    if (known !== undefined) {
      route.remembered();
      return known;
    }
    memo.begin(intent);
    const completion = await ask(route, request, intent.key);
    // What was never answered is asked again by a run that is resumed.
    if (completion.status !== "failed" || route.origin === "recording") {
      memo.finish(intent, completion, route.origin);
      if (route.origin === "endpoint") meter.count(completion);
    }
    await memo.kept();
    return completion;
  };
}

/** Where a call begins: not while the run is paused, and not once it was stopped. */
type Beginning = {
  readonly isOpen: () => boolean;
  /** Resolves once calls may begin. Throws a ModelFault once none may any more. */
  readonly opened: () => Promise<void>;
  /** Calls that have not begun. */
  readonly waiting: () => number;
};

function createBeginning(
  { state, onChange }: Pick<RunSwitch, "state" | "onChange">,
  signal: AbortSignal,
): Beginning {
  let waiting = 0;
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      const forget = onChange(() => {
        forget();
        resolve();
      });
    });
  return {
    isOpen: () => state() === "on" && !signal.aborted,
    opened: async () => {
      waiting++;
      while (state() === "paused" && !signal.aborted) await changed();
      waiting--;
      if (state() === "stopped" || signal.aborted) throw stoppedFault();
    },
    waiting: () => waiting,
  };
}

function refuseOnceStopped(routes: Routes, signal: AbortSignal): void {
  const stop = (): void => {
    for (const gate of routes.gates()) gate.refuseAll(stoppedFault());
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
}

const stoppedFault = (): ModelFault => new ModelFault("stopped", "the run was stopped");

/** The keys of all endpoints, also of those that no role uses: one endpoint may echo what was meant for another. */
function configuredKeys({ config, keyOf }: ModelsSetup): readonly string[] {
  return Object.values(config.endpoints).flatMap(({ apiKeyEnv }) => {
    const key = apiKeyEnv === undefined ? undefined : keyOf(apiKeyEnv);
    return key === undefined ? [] : [key];
  });
}

/** The memo's key: everything that decides the reply, in canonical form. */
function intentOf(request: CompletionRequest, route: Route): CallIntent {
  const { endpoint, model, parameters } = route;
  const { messages, seed, sample, address } = request;
  return { key: hashJson({ endpoint, model, parameters, messages, seed, sample }), address, endpoint, model };
}
