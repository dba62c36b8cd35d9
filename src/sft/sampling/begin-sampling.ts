import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { samplingKey, type SamplingPlan } from "../../core/run/sampling-plan.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import type { Config } from "../../files/read-config.ts";
import { requirePricesOf } from "../../run/plan/make-plan.ts";
import { softwareVersions } from "../../run/plan/software-versions.ts";
import type { Store } from "../../store/open-store.ts";
import type { KeyedRun } from "../../store/keyed-runs.ts";
import { hashClasses } from "./plan-sampling.ts";
import type { SamplingFlags } from "./sampling-flags.ts";

/** A sampling that the record knows. */
export type StartedSampling = { readonly id: number; readonly plan: SamplingPlan };

type Book = Pick<Store, "samplings" | "runs">;

/**
 * Goes on with the sampling that was begun with this plan, or begins it: the accounts of the earlier one go on, too.
 * Throws a CommandError where one is to be resumed and was never begun.
 */
export function beginSampling(
  store: Book,
  plan: SamplingPlan,
  { resume }: Pick<SamplingFlags, "resume">,
): StartedSampling {
  const found = store.samplings.findByKey(samplingKey(plan));
  if (found === undefined && resume === true)
    throw new CommandError(
      EXIT.usage,
      "nothing to resume: the record has no sampling with these options, this teacher and these classes. Begin one without --resume",
    );
  if (found === undefined) return { id: store.samplings.begin({ plan, versions: softwareVersions() }), plan };
  store.samplings.replan(found.run, plan);
  store.runs.reopen(found.run);
  return { id: found.run, plan };
}

/**
 * The plan of the sampling to resume: the one that is named, else the latest that is not done. Where its endpoints are
 * reached, and its budget, may have changed since; nothing else may. Throws a CommandError where there is none.
 */
export function planOfResumed(store: Book, flags: SamplingFlags, config: Config): SamplingPlan {
  const kept = findToResume(store, flags.run).plan;
  const plan = {
    ...kept,
    endpoints: { ...kept.endpoints, ...config.endpoints },
    budget: { ...kept.budget, ...flags.budget },
  };
  requirePricesOf({ teacher: plan.teacher }, plan);
  return plan;
}

function findToResume(store: Book, named: number | undefined): KeyedRun<SamplingPlan> {
  const [found] = store.samplings.list(named ?? "not done");
  if (found !== undefined) return found;
  const what =
    named === undefined ? "every sampling of the record is done" : `the record has no sampling ${named}`;
  throw new CommandError(EXIT.usage, `nothing to resume: ${what}. Begin one with campforge sft --to FOLDER`);
}

/** Throws a CommandError where a library has changed since a sampling was begun: its seed would draw other cases. */
export function requireSameClasses(plan: SamplingPlan, published: readonly PublishedVersion[]): void {
  if (hashClasses(published) === plan.classes) return;
  throw new CommandError(
    EXIT.usage,
    `${plan.library}: has changed since the sampling started, so other cases would be drawn. Give the whole command again, with --to: replies that fit are used again`,
  );
}
