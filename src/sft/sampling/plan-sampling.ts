import { resolve } from "node:path";
import type { RoleConfig } from "../../core/calls/model-config.ts";
import { hashJson } from "../../core/draft/hash.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import { readRequest } from "../../datasets/read-request.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import { type Config, readModelOption } from "../../files/read-config.ts";
import { requirePricesOf } from "../../run/plan/make-plan.ts";
import type { SamplingFlags } from "./sampling-flags.ts";

/** More samples of one case than this are taken for a slip of the finger. */
const MOST_SAMPLES = 1_000;

/**
 * The plan of a sampling: what its flags say, else its configuration. Throws a CommandError where there is no teacher,
 * where an option is not as expected, or where a budget in money could not be kept.
 */
export function planSampling(
  flags: SamplingFlags & { readonly to: string },
  config: Config,
  published: readonly PublishedVersion[],
): SamplingPlan {
  const { samples = 1, keep = null, thinking = "tags" } = flags;
  if (samples > MOST_SAMPLES)
    throw new CommandError(EXIT.usage, `--samples ${samples}: expected at most ${MOST_SAMPLES}`);
  const { levels, splits, ...drawing } = readRequest(flags);
  const plan: SamplingPlan = {
    library: resolve(flags.library),
    to: resolve(flags.to),
    drawing: {
      ...drawing,
      levels: levels.kind === "listed" ? { kind: "listed", levels: [...levels.levels] } : levels,
      bootcamps: drawing.bootcamps === null ? null : [...drawing.bootcamps],
      splits: [...splits],
    },
    classes: hashClasses(published),
    endpoints: config.endpoints,
    teacher: teacherOf(flags, config),
    samples,
    keep,
    thinking,
    requiresThinking: flags.requireThinking === true,
    budget: { ...config.budget, ...flags.budget },
  };
  requirePricesOf({ teacher: plan.teacher }, plan);
  return plan;
}

function teacherOf({ model }: SamplingFlags, config: Config): RoleConfig {
  const teacher = model === undefined ? config.teacher : readModelOption(model);
  if (teacher !== undefined) return teacher;
  throw new CommandError(
    EXIT.configuration,
    `no model for the teacher: write teacher into ${config.file ?? "a configuration (campforge init creates one)"}, or give --model; --worked needs none`,
  );
}

/** The hash of everything that decides which cases a seed draws from a library. */
export function hashClasses(published: readonly PublishedVersion[]): string {
  return hashJson(
    published.map(({ slug, version, domain, isCurrent, card }) => [
      slug,
      version,
      domain,
      isCurrent,
      card.hashes.code,
      card.judge?.inBand ?? null,
    ]),
  );
}
