import {
  type CallIntent,
  type CallMemo,
  type Complete,
  type Completion,
  type CompletionRequest,
  type Origin,
  type Role,
} from "../core/completion.ts";
import { hashJson } from "../core/hash.ts";
import { type Ask, createEndpoint } from "./ask-endpoint.ts";
import type { ModelConfig, RoleConfig } from "./model-config.ts";
import { type KeyOf, requireEndpoint } from "./require-models.ts";
import { openRecordings, type Provenance, type RecordingWriter } from "./recordings.ts";

/** The models of a run, behind the memo. */
export type Models = {
  readonly complete: Complete;
  /** Where the recorded replies of some tasks came from; empty when no role is recorded. */
  readonly provenance: (tasks: readonly string[]) => readonly Provenance[];
};

export type ModelsSetup = {
  readonly config: ModelConfig;
  readonly memo: CallMemo;
  readonly keyOf: KeyOf;
  readonly warn: (message: string) => void;
  readonly recorder: RecordingWriter | undefined;
  readonly retryDelayMs: number;
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
 * in the environment, before anything is asked.
 */
export function createModels(setup: ModelsSetup): Models {
  const openEndpoint = createEndpointOpener(setup);
  const recordings = new Map<string, ReturnType<typeof openRecordings>>();
  const openRecording = (path: string): ReturnType<typeof openRecordings> => {
    const opened = recordings.get(path) ?? openRecordings(path, setup.warn);
    recordings.set(path, opened);
    return opened;
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
      ask: openEndpoint(role.endpoint)(role),
      endpoint: role.endpoint,
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
  const underWay = new Map<string, Promise<Completion>>();

  const answer = async (
    intent: CallIntent,
    request: CompletionRequest,
    route: Route,
  ): Promise<Completion> => {
    const known = setup.memo.find(intent);
    if (known !== undefined) return known;
    setup.memo.begin(intent);
    const completion = await route.ask(request);
    setup.memo.finish(intent, completion, route.origin);
    return completion;
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
  };
}

/** The memo's key: everything that decides the reply, in canonical form. */
function intentOf(request: CompletionRequest, route: Route): CallIntent {
  const { endpoint, model, parameters } = route;
  const { messages, seed, sample, address } = request;
  return { key: hashJson({ endpoint, model, parameters, messages, seed, sample }), address, endpoint, model };
}

type OpenedEndpoint = ReturnType<typeof createEndpoint>;

function createEndpointOpener({
  config,
  keyOf,
  retryDelayMs,
}: ModelsSetup): (name: string) => OpenedEndpoint {
  const endpoints = new Map<string, OpenedEndpoint>();
  return (name) => {
    const known = endpoints.get(name);
    if (known !== undefined) return known;
    const required = requireEndpoint(name, config, keyOf);
    const opened = createEndpoint({ name, ...required, retryDelayMs });
    endpoints.set(name, opened);
    return opened;
  };
}
