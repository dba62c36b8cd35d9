import { estimateSampling, type SamplingEstimate } from "../asking/estimate-sampling.ts";
import { type RoleConfig, soleModelConfig } from "../core/calls/model-config.ts";
import { type EvaluationPlan, evaluationKey } from "../core/run/evaluation-plan.ts";
import { StoreFault } from "../core/run/store-fault.ts";
import type { Config } from "../files/read-config.ts";
import { requireModels } from "../models/endpoint/require-models.ts";
import { openRecord } from "../record/open-record.ts";
import { recallMeasured } from "../record/recall-measured.ts";
import { softwareVersions } from "../run/plan/software-versions.ts";
import type { Store } from "../store/open-store.ts";
import { noVerifier } from "../core/run/no-verifier.ts";
import type { Programs } from "./benchmark/open-task.ts";
import { findModelVerified } from "./verify-candidate.ts";
import { openWorkshop, type Workshop } from "../workshop/workshop.ts";
import { carryOutEvaluation, type EvaluationContext, type EvaluationEnd } from "./carry-out-evaluation.ts";
import type { EvalFlags } from "./eval-flags.ts";
import { openCases } from "./open-cases.ts";
import { planCandidate, planEvaluation } from "./plan-evaluation.ts";

/** Whoever the evaluation speaks to and is reached through. */
type Surroundings = Pick<EvaluationContext, "keyOf" | "proxy" | "terminal" | "clock" | "view">;

/** An evaluation that came to an end, whole or not, with its number in the record. */
export type RanEvaluation = { readonly run: number; readonly end: EvaluationEnd };

/**
 * Begins what the flags say, or goes on with it where it was begun before, and carries it out. Whatever cannot be had (a
 * library, cases, a model) throws a CommandError or a ModelFault before anything is recorded.
 */
export async function runEvaluation(
  flags: EvalFlags,
  config: Config,
  about: Surroundings,
): Promise<RanEvaluation> {
  const { db, record, label } = flags;
  const candidate = planCandidate(flags, config);
  requireModels(soleModelConfig(candidate.endpoints, candidate.candidate), about.keyOf);
  const workshop = openWorkshop();
  try {
    const opened = await openCases(flags, workshop, about.terminal.noticeLine);
    const verifier = await verifierFor(opened.programs, config, workshop);
    if (verifier !== undefined) requireModels(soleModelConfig(candidate.endpoints, verifier), about.keyOf);
    const plan = {
      ...planEvaluation(candidate, opened.benchmark),
      ...(verifier === undefined ? {} : { verifier }),
    };
    const store = openRecord(db, about.terminal.noticeLine);
    try {
      const run = beginEvaluation(store, plan);
      const context = { ...about, store, workshop, opened, db, record, label };
      const end = await carryOutEvaluation(run, plan, context);
      await store.kept(); // one whose end is not on the disk has not ended
      return { run, end };
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      const message = `${error.message} The same command goes on with the evaluation afterwards.`;
      throw new StoreFault(error.problem, message, { cause: error });
    } finally {
      store.close();
    }
  } finally {
    workshop.close();
  }
}

/** Who compares answers, where some bootcamp has that done by a model. Throws a CommandError where nobody is named. */
async function verifierFor(
  programs: Programs,
  config: Config,
  workshop: Workshop,
): Promise<RoleConfig | undefined> {
  const asking = await findModelVerified(programs, workshop);
  if (asking === undefined) return undefined;
  if (config.verifier !== undefined) return config.verifier;
  throw noVerifier(asking, config.file);
}

/** What it would take; undefined where the candidate is recorded. Sends nothing and writes nothing. */
export async function estimateEvaluation(
  flags: EvalFlags,
  config: Config,
  notice: (text: string) => void,
): Promise<SamplingEstimate | undefined> {
  const { endpoints, candidate: model, samples } = planCandidate(flags, config);
  const workshop = openWorkshop();
  try {
    const { benchmark } = await openCases(flags, workshop, notice);
    const prompts = benchmark.cases.map(({ prompt }) => prompt);
    const asked = { role: "candidate" as const, endpoints, model, samples };
    return estimateSampling(asked, prompts, recallMeasured(flags.db));
  } finally {
    workshop.close();
  }
}

/** The evaluation that was begun with such a plan goes on, with its accounts; else one begins. */
function beginEvaluation(store: Pick<Store, "evaluations" | "runs">, plan: EvaluationPlan): number {
  const found = store.evaluations.findByKey(evaluationKey(plan));
  if (found === undefined) return store.evaluations.begin({ plan, versions: softwareVersions() });
  store.evaluations.replan(found.run, plan);
  store.runs.reopen(found.run);
  return found.run;
}
