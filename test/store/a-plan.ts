import { type Plan, planSchema } from "../../src/core/run/plan.ts";
import type { Versions } from "../../src/core/run/versions.ts";

const ROLE = { kind: "endpoint", endpoint: "local", model: "a-model" };

/** A plan for runs of which only the record matters. */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
  const plan = planSchema.parse({
    endpoints: { local: { baseUrl: "http://127.0.0.1:9/v1" } },
    author: ROLE,
    judge: ROLE,
    rounds: 1,
    drafts: 1,
    seed: 0,
    parallel: 1,
    rule: { kind: "fixed", samples: 8 },
    band: { low: 0.03, high: 0.85 },
  });
  return { ...plan, ...overrides };
}

/** The versions of a run that keeps none. */
export const NO_VERSIONS: Versions = { software: {}, prompts: {} };
