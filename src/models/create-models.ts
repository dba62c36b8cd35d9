import type { BatchBook } from "../core/calls/batch-book.ts";
import {
  type CallIntent,
  type CallMemo,
  type Complete,
  type Completion,
  type CompletionRequest,
  ModelFault,
  type Origin,
  type Role,
} from "../core/calls/completion.ts";
import type { EndpointHealth } from "../core/run/run-status.ts";
import { hashJson } from "../core/draft/hash.ts";
import type { Ledger } from "../core/calls/ledger.ts";
import type { Ask } from "./exchange/ask-route.ts";
import { type Clock, systemClock } from "./endpoint/timer-clock.ts";
import type { Profiles } from "../core/calls/compat.ts";
import { NO_PROXY, type Proxy } from "./endpoint/dispatcher.ts";
import { openBatches } from "./batch-api/open-batches.ts";
import {
  type BatchConfig,
  type EndpointRole,
  endpointsOf,
  type ModelConfig,
  type RoleConfig,
} from "../core/calls/model-config.ts";
import { openEndpoints } from "./open-endpoints.ts";
import { openRecordings, type Provenance, type RecordingWriter } from "./recordings.ts";
import { createRedact, redactCompletion, redactError } from "./exchange/redact.ts";
import type { KeyOf } from "./endpoint/require-models.ts";
import type { Timing } from "./endpoint/timing.ts";

/** The models of a run, behind the memo. */
export type Models = {
  readonly complete: Complete;
  /** Where the recorded replies of some tasks came from; empty when no role is recorded. */
  readonly provenance: (tasks: readonly string[]) => readonly Provenance[];
  /** How each endpoint that a role uses is doing at the moment; cheap. */
  readonly health: () => readonly EndpointHealth[];
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
  /** Aborted, it ends waits and calls that are not yet sent; those under way keep their deadline. */
  readonly signal?: AbortSignal;
  readonly proxy?: Proxy;
  /** What `campforge doctor --probe` found out. */
  readonly profiles?: Profiles;
  readonly clock?: Clock;
  /** For jitter, in [0, 1). */
  readonly random?: () => number;
};

type Route = {
  readonly ask: Ask;
  readonly endpoint: string;
  readonly model: string;
  readonly origin: Origin;
  /** What of the role's configuration decides a reply. */
  readonly parameters: { readonly maxTokens: number | null; readonly temperature: number | null };
};

/**
 * Opens the model of each role. Throws a ModelFault when an endpoint is not configured or its key is not
 * in the environment, before anything is asked. No key leaves what is returned, in whatever an endpoint says.
 */
export function createModels(setup: ModelsSetup): Models {
  const redact = createRedact(configuredKeys(setup));
  const { signal = new AbortController().signal } = setup;
  const warn = (message: string): void => setup.warn(redact(message));
  const endpoints = openEndpoints({
    proxy: NO_PROXY,
    profiles: {},
    clock: systemClock,
    random: Math.random,
    ...setup,
    signal,
    warn,
    redact,
  });
  const stop = (): void => {
    const fault = new ModelFault("stopped", "the run was interrupted");
    for (const gate of endpoints.gates()) gate.refuseAll(fault);
  };
  const recordings = new Map<string, ReturnType<typeof openRecordings>>();
  const openRecording = (path: string): ReturnType<typeof openRecordings> => {
    const opened = recordings.get(path) ?? openRecordings(path, setup.warn);
    recordings.set(path, opened);
    return opened;
  };
  const openBatchRole = (role: EndpointRole, policy: BatchConfig): Ask => {
    if (setup.batches === null)
      throw new Error("batches are configured, and there is no book to keep them in");
    return openBatches(role, policy, {
      ...setup,
      book: setup.batches,
      proxy: setup.proxy ?? NO_PROXY,
      signal,
      warn,
    });
  };
  const openRole = (role: RoleConfig): Route => {
    if (role.kind === "recorded") {
      const parameters = { maxTokens: null, temperature: null };
      return {
        ask: openRecording(role.path).ask,
        endpoint: "recorded",
        model: role.path,
        origin: "recording",
        parameters,
      };
    }
    const parameters = { maxTokens: role.maxTokens, temperature: role.temperature ?? null };
    return {
      ask: role.batch === undefined ? endpoints.openRole(role) : openBatchRole(role, role.batch),
      // Whichever of several answers: the reply is the role's.
      endpoint: endpointsOf(role).join(","),
      model: role.model,
      origin: "endpoint",
      parameters,
    };
  };
  const { roles } = setup.config;
  const author = openRole(roles.author);
  const solver = roles.solver === undefined ? author : openRole(roles.solver);
  const critic = roles.critic === undefined ? author : openRole(roles.critic);
  const judge = openRole(roles.judge);
  const routes: Readonly<Record<Role, Route>> = {
    author,
    refiner: author,
    solver,
    arbiter: solver,
    critic,
    judge,
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const underWay = new Map<string, Promise<Completion>>();

  const answer = async (
    intent: CallIntent,
    request: CompletionRequest,
    route: Route,
  ): Promise<Completion> => {
    const known = setup.memo.find(intent);
    if (known !== undefined) return known;
    setup.memo.begin(intent);
    const completion = await askRedacted(route, request, intent.key);
    // What was never answered is asked again by a run that is resumed.
    if (completion.status !== "failed" || route.origin === "recording")
      setup.memo.finish(intent, completion, route.origin);
    await setup.ledger.kept();
    return completion;
  };
  const askRedacted = async (route: Route, request: CompletionRequest, key: string): Promise<Completion> => {
    try {
      return redactCompletion(await route.ask(request, key), redact);
    } catch (error) {
      throw redactError(error, redact);
    }
  };
  const complete: Complete = async (request) => {
    const route = routes[request.address.role];
    const intent = intentOf(request, route);
    const pending = underWay.get(intent.key) ?? answer(intent, request, route);
    underWay.set(intent.key, pending);
    const completion = await pending.finally(() => underWay.delete(intent.key));
    setup.recorder?.add(request, completion);
    return completion;
  };
  return {
    complete,
    provenance: (tasks) => [...new Set([...recordings.values()].flatMap((one) => one.provenance(tasks)))],
    health: () => endpoints.gates().map((gate) => gate.health()),
    setConcurrency: (endpoint, most) => {
      const configured = Math.min(Math.max(Math.trunc(most), 1), MOST_CONCURRENCY);
      for (const gate of endpoints.gates())
        if (endpoint === null || gate.name === endpoint) gate.setConcurrency(configured);
    },
  };
}

/** The most that the configuration allows, too. */
const MOST_CONCURRENCY = 1024;

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
