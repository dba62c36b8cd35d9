import type { z } from "zod";
import type { casesReplySchema } from "../../core/training/score-api.ts";
import { caseId, dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
import { sha256 } from "../../core/draft/hash.ts";
import type { Curriculum } from "../difficulty/curriculum.ts";
import type { Draw, ServedClass } from "../holdings/served-class.ts";
import { Refused } from "../scoring/refusal.ts";

/** A case as a row of a data set. */
export type CaseRow = z.infer<typeof casesReplySchema>["cases"][number];

/** Which cases are wanted; `level` is asked for each index. */
export type Wanted = {
  readonly seed: number;
  readonly start: number;
  readonly count: number;
  readonly level: (index: number) => number;
};

/** Draws cases, each of its own level, in the order of their indices. Throws Refused where the class draws none. */
export async function drawRows(
  of: ServedClass,
  { seed, start, count, level }: Wanted,
  { draw, curriculum }: { readonly draw: Draw; readonly curriculum: Curriculum },
): Promise<readonly CaseRow[]> {
  const wanted = Array.from({ length: count }, (_, item) => start + item);
  const byLevel = Map.groupBy(wanted, level);
  const rows: CaseRow[] = [];
  for (const [own, indices] of byLevel)
    rows.push(...(await drawLevel(of, { seed, level: own, indices }, { draw, curriculum })));
  return rows.toSorted((a, b) => a.extra_info.index - b.extra_info.index);
}

async function drawLevel(
  of: ServedClass,
  wanted: Parameters<Draw>[1],
  { draw, curriculum }: { readonly draw: Draw; readonly curriculum: Curriculum },
): Promise<readonly CaseRow[]> {
  const { seed, level } = wanted;
  const drawn = await draw(of, wanted);
  if (drawn.status !== "completed")
    throw new Refused("verifier-threw", `${of.slug} draws no cases at level ${level}: ${drawn.status}`);
  return drawn.value.map((one): CaseRow => {
    if (one.status !== "drawn")
      throw new Refused(
        "verifier-threw",
        `${of.slug} cannot draw case ${one.index} of level ${level}: ${one.message}`,
      );
    const { instance, prompt, index } = one;
    const { slug: bootcamp, version, domain } = of;
    curriculum.drew(of, sha256(JSON.stringify(instance)), level);
    return {
      data_source: dataSource(bootcamp),
      prompt,
      ground_truth: writeGroundTruth({ bootcamp, version, case: instance }),
      extra_info: { index, split: "live", bootcamp, version, domain, level, seed, case_id: caseId(instance) },
    };
  });
}
