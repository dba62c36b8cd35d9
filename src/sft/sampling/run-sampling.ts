import { soleModelConfig } from "../../core/calls/model-config.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import { claimFolder } from "../../datasets/claim-folder.ts";
import { type PublishedVersion, readPublished } from "../../export/published-versions.ts";
import type { Config } from "../../files/read-config.ts";
import { requireModels } from "../../models/endpoint/require-models.ts";
import { openRecord, requireRecord } from "../../record/open-record.ts";
import { recallMeasured } from "../../record/recall-measured.ts";
import { openWorkshop, type Workshop } from "../../workshop/workshop.ts";
import { beginSampling, planOfResumed, requireSameClasses, type StartedSampling } from "./begin-sampling.ts";
import { carryOutSampling, type SamplingContext, type SamplingEnd } from "./carry-out-sampling.ts";
import { drawSampled } from "./draw-sampled.ts";
import { estimateSampling, type SamplingEstimate } from "../../asking/estimate-sampling.ts";
import { planSampling } from "./plan-sampling.ts";
import type { SamplingFlags } from "./sampling-flags.ts";

/** A plan with the library that it draws from. */
type Planned = { readonly plan: SamplingPlan; readonly published: readonly PublishedVersion[] };

/** Whoever the sampling speaks to and is reached through. */
type Surroundings = Pick<SamplingContext, "keyOf" | "proxy" | "terminal" | "clock" | "view">;

/**
 * Begins or resumes what the flags say and carries it out. Whatever cannot be had (a library, cases, a folder, a model)
 * throws a CommandError or a ModelFault before anything is recorded.
 */
export async function runSampling(
  flags: SamplingFlags,
  config: Config,
  about: Surroundings,
): Promise<StartedSampling & { readonly end: SamplingEnd }> {
  const { db, record } = flags;
  if (flags.resume === true) requireRecord(db, "campforge sft --to FOLDER");
  const planned = planNew(flags, config) ?? planKept(flags, config, about.terminal.noticeLine);
  const { plan } = planned;
  requireModels(soleModelConfig(plan.endpoints, plan.teacher), about.keyOf);
  const folder = claimFolder(plan.to);
  const workshop = openWorkshop();
  try {
    const drawn = await drawSampled(planned.published, plan, workshop);
    const store = openRecord(db, about.terminal.noticeLine);
    try {
      const started = beginSampling(store, plan, flags);
      const end = await carryOutSampling(started, { ...about, store, workshop, drawn, folder, db, record });
      await store.kept(); // one whose end is not on the disk has not ended
      return { ...started, end };
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      const message = `${error.message} The same command continues the sampling afterwards.`;
      throw new StoreFault(error.problem, message, { cause: error });
    } finally {
      store.close();
    }
  } finally {
    workshop.close();
  }
}

/** What a new sampling would take; undefined where its teacher is recorded. Sends nothing and writes nothing. */
export async function estimateNew(
  flags: SamplingFlags & { readonly to: string },
  config: Config,
): Promise<SamplingEstimate | undefined> {
  const published = readPublished(flags.library);
  const plan = planSampling(flags, config, published);
  claimFolder(plan.to);
  const workshop: Workshop = openWorkshop();
  try {
    const { dataset } = await drawSampled(published, plan, workshop);
    const prompts = dataset.splits.flatMap(({ rows }) => rows.map(({ prompt }) => prompt));
    const asked = { role: "teacher" as const, model: plan.teacher, ...plan };
    return estimateSampling(asked, prompts, recallMeasured(flags.db));
  } finally {
    workshop.close();
  }
}

function planNew(flags: SamplingFlags, config: Config): Planned | undefined {
  const { to } = flags;
  if (to === undefined) return undefined;
  const published = readPublished(flags.library);
  return { plan: planSampling({ ...flags, to }, config, published), published };
}

function planKept(flags: SamplingFlags, config: Config, notice: (text: string) => void): Planned {
  const store = openRecord(flags.db, notice);
  try {
    const plan = planOfResumed(store, flags, config);
    const published = readPublished(plan.library);
    requireSameClasses(plan, published);
    return { plan, published };
  } finally {
    store.close();
  }
}
