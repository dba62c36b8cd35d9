import type { DrawnCase } from "../../core/draft/execution.ts";
import { type KnownBootcamp, similarity, type Sketch, sketchPrompts } from "../../core/draft/novelty.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type Evidence, passed, warned } from "../cases/evidence.ts";

/** Prompts that are compared, over all levels together. */
const PROMPTS = 20;

/**
 * From either of these on, two bootcamps are near-duplicates. Measured over the 496 pairs of the 28 good
 * classes and four twins of `bench/gates`, which were written anew from the same task: programs of twins are
 * 0.32 to 0.46 alike, all others at most 0.23 (median 0.13). Prompts of others are at most 0.10 alike, those
 * of reworded twins no more: prompts give away a task whose program was written in another way.
 */
export const SYNTAX_LIMIT = 0.28;
export const PROMPTS_LIMIT = 0.3;

/** The draft is no twin of a bootcamp that is there already: neither its program nor its prompts resemble one. */
export function checkNew(evidence: Evidence): Check {
  const { syntax, known } = evidence;
  const prompts = sketchLevels(evidence.levels);
  const compared = known.map((other) => compareSketches({ syntax, prompts }, other));
  const twins = compared
    .filter(({ isTwin }) => isTwin)
    .toSorted((a, b) => b.syntax + b.prompts - a.syntax - a.prompts);
  const [closest] = twins;
  if (closest === undefined) return passed("new", `compared with ${known.length} bootcamps`);
  return warned("new", `it is a near-duplicate of ${describeTwin(closest)}`, [
    { response: twins.map(describeTwin).join("\n") },
  ]);
}

/** How alike two bootcamps are, and whether that is too much. */
export type Comparison = {
  readonly name: string;
  readonly syntax: number;
  readonly prompts: number;
  readonly isTwin: boolean;
};

/** Compares a bootcamp with a known one. */
export function compareSketches(
  one: { readonly syntax: Sketch; readonly prompts: Sketch },
  other: KnownBootcamp,
): Comparison {
  const syntax = similarity(one.syntax, other.syntax);
  const prompts = similarity(one.prompts, other.prompts);
  return {
    name: other.name,
    syntax,
    prompts,
    isTwin: syntax >= SYNTAX_LIMIT || prompts >= PROMPTS_LIMIT,
  };
}

/** A twin in words: its name and both similarities. */
export function describeTwin({ name, syntax, prompts }: Comparison): string {
  return `${name} (programs ${syntax.toFixed(2)} alike, prompts ${prompts.toFixed(2)}; limits ${SYNTAX_LIMIT.toFixed(2)} and ${PROMPTS_LIMIT.toFixed(2)})`;
}

/** The sketch of the first prompts of each level. */
export function sketchLevels(levels: readonly (readonly DrawnCase[])[]): Sketch {
  const each = promptsPerLevel(levels.length);
  return sketchPrompts(levels.flatMap((cases) => cases.slice(0, each).map(({ prompt }) => prompt)));
}

/** How many prompts of each level are compared. */
export function promptsPerLevel(levelCount: number): number {
  return Math.ceil(PROMPTS / Math.max(1, levelCount));
}
