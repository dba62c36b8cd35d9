import type { SamplingRule } from "../../core/judging/sampling-rule.ts";
import { openTasksFor } from "./open-tasks.ts";
import { endpointsOf, type ModelConfig, type RoleConfig, rolesOf } from "../../core/calls/model-config.ts";

/** How much of a run is under way at once; both kinds of limits may be changed meanwhile. */
export type Breadth = {
  /** Every endpoint that some role uses. */
  readonly endpoints: readonly string[];
  /** Notes how many requests an endpoint is asked for at once at most. */
  readonly setConcurrency: (endpoint: string, requests: number) => void;
  /** How many tasks to have under way, by the plan or by what endpoints are asked for now. */
  readonly parallel: () => number;
  readonly setParallel: (parallel: number | "auto") => void;
};

/** Recordings answer at once: there is nothing to keep busy. */
const RECORDED_TASKS = 4;

/** Batches take hours however large they are: the more tasks share one, the sooner the run ends. */
const BATCHED_TASKS = 512;

/** Derives the breadth of a run from its plan. */
export function openBreadth(
  plan: { readonly parallel: number | "auto"; readonly rule: SamplingRule },
  config: ModelConfig,
): Breadth {
  const { author, judge, solver, critic, adversary } = rolesOf(config.roles);
  const { verifier } = config.roles;
  const asked = [author, solver, critic, adversary, judge, ...(verifier === undefined ? [] : [verifier])];
  const endpoints = [...new Set(asked.flatMap(namesOf))];
  const slots = new Map(endpoints.map((name) => [name, config.endpoints[name]?.concurrency ?? 1]));
  let { parallel } = plan;
  return {
    endpoints,
    setConcurrency: (endpoint, requests) => slots.set(endpoint, requests),
    parallel: () => {
      if (parallel !== "auto") return parallel;
      if (judge.kind === "endpoint" && judge.batch !== undefined) return BATCHED_TASKS;
      if (endpoints.length === 0) return RECORDED_TASKS;
      const all = [...slots.values()].reduce((sum, one) => sum + one, 0);
      return openTasksFor(all, plan.rule);
    },
    setParallel: (count) => {
      parallel = count;
    },
  };
}

/** The endpoints that a role asks call by call. */
const namesOf = (role: RoleConfig): readonly string[] =>
  role.kind === "endpoint" && role.batch === undefined ? endpointsOf(role) : [];
