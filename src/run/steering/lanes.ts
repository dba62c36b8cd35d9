import type { CompletionRequest } from "../../core/calls/completion.ts";
import type { Lane } from "../batch/call-queue.ts";
import type { SamplingRule } from "../../core/judging/sampling-rule.ts";
import { openTasksFor } from "../batch/open-tasks.ts";
import { endpointsOf, type ModelConfig, type RoleConfig, rolesOf } from "../../core/calls/model-config.ts";

/** Where each role's calls go, and how many may be under way there. */
export type Lanes = {
  readonly laneOf: (request: CompletionRequest) => Lane;
  /** Every endpoint that some role uses. */
  readonly endpoints: readonly string[];
  /** What an endpoint is asked for at once at most. */
  readonly configured: (endpoint: string) => number;
  readonly setConfigured: (endpoint: string, slots: number) => void;
  /** How many tasks to have under way, by the plan or by what is configured now. */
  readonly parallel: () => number;
  readonly setParallel: (parallel: number | "auto") => void;
};

/** What of a run's plan decides how much is under way at once. */
type Breadth = { readonly parallel: number | "auto"; readonly rule: SamplingRule };

/** Recordings answer at once: there is nothing to keep busy. */
const RECORDED_TASKS = 4;

/** Batches take hours however large they are: the more tasks share one, the sooner the run ends. */
const BATCHED_TASKS = 512;

/** Derives the lanes of a run from its plan; both kinds of limits may be changed while it is under way. */
export function openLanes(plan: Breadth, config: ModelConfig): Lanes {
  const { author, judge, solver, critic } = rolesOf(config.roles);
  const roles = { author, refiner: author, solver, arbiter: solver, critic, judge };
  const used = [...new Set(Object.values(roles).flatMap(namesOf))];
  const slots = new Map(used.map((name) => [name, config.endpoints[name]?.concurrency ?? 1]));
  const configured = (endpoint: string): number => slots.get(endpoint) ?? Infinity;
  /** Several endpoints of a role are one lane; what is not sent call by call waits for nothing here. */
  const laneOfRole = (role: RoleConfig): Lane => {
    const names = namesOf(role);
    if (names.length === 0)
      return { endpoint: role.kind === "endpoint" ? "batches" : "recorded", slots: () => Infinity };
    return {
      endpoint: names.join(","),
      slots: () => names.reduce((sum, name) => sum + configured(name), 0),
    };
  };
  let { parallel } = plan;
  return {
    laneOf: ({ address }) => laneOfRole(roles[address.role]),
    endpoints: used,
    configured,
    setConfigured: (endpoint, count) => slots.set(endpoint, count),
    parallel: () => {
      if (parallel !== "auto") return parallel;
      if (judge.kind === "endpoint" && judge.batch !== undefined) return BATCHED_TASKS;
      if (used.length === 0) return RECORDED_TASKS;
      const all = [...slots.values()].reduce((sum, one) => sum + one, 0);
      return openTasksFor(all, plan.rule);
    },
    setParallel: (count) => {
      parallel = count;
    },
  };
}

const namesOf = (role: RoleConfig): readonly string[] =>
  role.kind === "endpoint" && role.batch === undefined ? endpointsOf(role) : [];
