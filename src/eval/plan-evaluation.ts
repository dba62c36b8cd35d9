import type { RoleConfig } from "../core/calls/model-config.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { EvaluationPlan } from "../core/run/evaluation-plan.ts";
import { type Config, readModelOption } from "../files/read-config.ts";
import { requirePricesOf } from "../run/plan/make-plan.ts";
import type { Benchmark } from "./benchmark/benchmark.ts";
import type { EvalFlags } from "./eval-flags.ts";

/** More samples of one case than this are taken for a slip of the finger. */
const MOST_SAMPLES = 1_000;

/** Who is evaluated, and how: what can be planned before there are cases. */
export type CandidatePlan = Omit<EvaluationPlan, "benchmark" | "cases">;

/**
 * Who is evaluated: what the flags say, else the configuration. Throws a CommandError where there is no candidate, where
 * an option is not as expected, or where a budget in money could not be kept.
 */
export function planCandidate(flags: EvalFlags, config: Config): CandidatePlan {
  const { samples } = flags;
  if (samples > MOST_SAMPLES)
    throw new CommandError(EXIT.usage, `--samples ${samples}: expected at most ${MOST_SAMPLES}`);
  const plan: CandidatePlan = {
    kind: "evaluation",
    endpoints: config.endpoints,
    candidate: candidateOf(flags, config),
    samples,
    budget: { ...config.budget, ...flags.budget },
  };
  requirePricesOf({ candidate: plan.candidate }, plan);
  return plan;
}

/** The whole plan, once there are cases. */
export function planEvaluation(candidate: CandidatePlan, { hash, cases }: Benchmark): EvaluationPlan {
  return { ...candidate, benchmark: hash, cases: cases.length };
}

function candidateOf({ model, maxTokens, temperature }: EvalFlags, config: Config): RoleConfig {
  const candidate = model === undefined ? config.candidate : readModelOption(model);
  if (candidate === undefined)
    throw new CommandError(
      EXIT.configuration,
      `no model to evaluate: give --model ENDPOINT/MODEL, or write candidate into ${config.file ?? "a configuration (campforge init creates one)"}`,
    );
  if (candidate.kind === "endpoint")
    return {
      ...candidate,
      ...(maxTokens === undefined ? {} : { maxTokens }),
      ...(temperature === undefined ? {} : { temperature }),
    };
  if (maxTokens !== undefined || temperature !== undefined)
    throw new CommandError(
      EXIT.usage,
      "--max-tokens and --temperature are about a model at an endpoint, and this one is recorded. Remove them",
    );
  return candidate;
}
