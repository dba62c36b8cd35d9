import type { Program } from "../../core/draft/compile-report.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import { buildDataset } from "../../datasets/drawing/build-dataset.ts";
import { openPublished } from "../../datasets/drawing/open-published.ts";
import type { Dataset } from "../../datasets/layout/dataset.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import type { Workshop } from "../../workshop/workshop.ts";

/** The cases of a sampling, with the programs of their bootcamps by slug. */
export type DrawnCases = { readonly dataset: Dataset; readonly programs: ReadonlyMap<string, Program> };

/** Draws the cases of a plan: those of `campforge export` with the same options. Throws a CommandError. */
export async function drawSampled(
  published: readonly PublishedVersion[],
  { drawing }: Pick<SamplingPlan, "drawing">,
  workshop: Workshop,
): Promise<DrawnCases> {
  const dataset = await buildDataset(published, drawing, workshop);
  const programs = new Map<string, Program>();
  for (const { published: one } of dataset.tasks)
    programs.set(one.slug, (await openPublished(one, workshop)).program);
  return { dataset, programs };
}
