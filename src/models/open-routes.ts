import type { BatchBook } from "../core/calls/batch-book.ts";
import { ModelFault, type Origin, type Role } from "../core/calls/completion.ts";
import {
  endpointsOf,
  type EndpointRole,
  type ModelConfig,
  type RoleConfig,
} from "../core/calls/model-config.ts";
import { openBatches } from "./batch-api/open-batches.ts";
import type { Asking } from "./exchange/ask-route.ts";
import { type EndpointsSetup, openEndpoints } from "./open-endpoints.ts";
import type { EndpointGate } from "./endpoint/endpoint-gate.ts";
import { redactCompletion } from "./exchange/redact.ts";
import { openRecordings, type Provenance, type ProvenanceCounts, type Recordings } from "./recordings.ts";

/** The way of a role's calls to whoever answers them. No reply that comes back holds a key. */
export type Route = Asking & {
  readonly endpoint: string;
  readonly model: string;
  readonly origin: Origin;
  /** Whether a call waits in the line of an endpoint before it is sent. */
  readonly waitsInLine: boolean;
  /** What of the role's configuration decides a reply. */
  readonly parameters: { readonly maxTokens: number | null; readonly temperature: number | null };
};

export type RoutesSetup = EndpointsSetup & {
  /** Where batches are kept; null where no role is asked by them. */
  readonly batches: BatchBook | null;
};

export type Routes = {
  readonly of: (role: Role) => Route;
  readonly gates: () => readonly EndpointGate[];
  /** True while calls wait until others give back what they do not need of the budget. */
  readonly isShort: () => boolean;
  /** For how many of some tasks recorded replies came from where. */
  readonly countProvenance: (tasks: readonly string[]) => ProvenanceCounts;
};

/** Opens the route of each role. Throws a ModelFault when an endpoint is not configured or lacks its key. */
export function openRoutes(setup: RoutesSetup): Routes {
  const endpoints = openEndpoints(setup);
  const recordings = new Map<string, Recordings>();
  const openRole = (role: RoleConfig): Route => {
    if (role.kind === "recorded") return recordedRoute(role.path, recordings, setup);
    return {
      ...(role.batch === undefined ? endpoints.openRole(role) : openBatchRole(role, role.batch, setup)),
      // Whichever of several answers: the reply is the role's.
      endpoint: endpointsOf(role).join(","),
      model: role.model,
      origin: "endpoint",
      waitsInLine: role.batch === undefined,
      parameters: { maxTokens: role.maxTokens, temperature: role.temperature ?? null },
    };
  };
  const routes = openRoles(setup.config.roles, openRole);
  return {
    of: (role) => routes[role],
    gates: endpoints.gates,
    isShort: endpoints.isShort,
    countProvenance: (tasks) => {
      const opened = [...recordings.values()];
      const count = (provenance: Provenance): number =>
        tasks.filter((task) => opened.some((one) => one.provenanceOf(task) === provenance)).length;
      return { recorded: count("recorded"), scripted: count("scripted") };
    },
  };
}

/** Opens each configured role once; those that are not take after the author or the solver. */
function openRoles(
  roles: ModelConfig["roles"],
  open: (role: RoleConfig) => Route,
): Readonly<Record<Role, Route>> {
  const author = open(roles.author);
  const solver = roles.solver === undefined ? author : open(roles.solver);
  const critic = roles.critic === undefined ? author : open(roles.critic);
  const adversary = roles.adversary === undefined ? author : open(roles.adversary);
  const judge = open(roles.judge);
  const verifier = roles.verifier === undefined ? NOBODY : open(roles.verifier);
  // Teacher and candidate are asked alone, each as its author (`soleModelConfig`); a run of tasks never asks them.
  return {
    author,
    refiner: author,
    solver,
    arbiter: solver,
    critic,
    adversary,
    judge,
    // So is a proposer; whoever looks at its proposals is the critic of that configuration.
    proposer: author,
    checker: critic,
    verifier,
    teacher: author,
    candidate: author,
  };
}

/** For a role that nobody plays, and that nobody who is configured so asks. */
const NOBODY: Route = {
  ask: () =>
    Promise.reject(
      new ModelFault("configuration", "no verifier is configured: name one as verifier in the configuration"),
    ),
  remembered: () => {},
  endpoint: "none",
  model: "none",
  origin: "endpoint",
  waitsInLine: false,
  parameters: { maxTokens: null, temperature: null },
};

function recordedRoute(path: string, opened: Map<string, Recordings>, { warn, redact }: RoutesSetup): Route {
  const recording = opened.get(path) ?? openRecordings(path, warn);
  opened.set(path, recording);
  return {
    ask: async (request) => redactCompletion(await recording.ask(request), redact),
    remembered: () => {},
    endpoint: "recorded",
    model: path,
    origin: "recording",
    waitsInLine: false,
    parameters: { maxTokens: null, temperature: null },
  };
}

function openBatchRole(
  role: EndpointRole,
  policy: NonNullable<EndpointRole["batch"]>,
  setup: RoutesSetup,
): Asking {
  const { batches: book } = setup;
  if (book === null) throw new Error("batches are configured, and there is no book to keep them in");
  return openBatches(role, policy, { ...setup, book });
}
