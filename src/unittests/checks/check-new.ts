import type { DrawnCase } from "../../core/draft/execution.ts";
import { type KnownBootcamp, similarity, type Sketch, sketchPrompts } from "../../core/draft/novelty.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type Agreement, compareBehaviour, isSameTask } from "../cases/compare-behaviour.ts";
import { type Evidence, passed, warned } from "../cases/evidence.ts";
import { sketchStructure } from "../cases/sketch-structure.ts";

/** Prompts that are compared, over all levels together. */
const PROMPTS = 20;

/**
 * What makes two bootcamps near-duplicates. Measured over the 56 good classes of `bench/gates` and six twins of
 * theirs, four of which were written anew from the same task. Programs of twins are 0.32 to 1.00 alike, and their
 * cases and answers 1.00; of other pairs, two have programs that are as much alike (0.37, two mixtures in a
 * table; 0.38, two choices of intervals), and cases that are 0.57 and 0.40 alike. Programs that are nearly the
 * same are twins whatever their cases. Prompts of others are at most 0.10 alike, those of reworded twins no
 * more: prompts give away a task whose program was written in another way.
 */
export const SYNTAX_LIMIT = 0.28;
export const STRUCTURE_LIMIT = 0.75;
export const SAME_SYNTAX = 0.5;
export const PROMPTS_LIMIT = 0.3;

/** The draft is no twin of a bootcamp that is there already, by its program, its cases, its prompts or its scores. */
export async function checkNew(evidence: Evidence): Promise<Check> {
  const { syntax, known, levels, loaded } = evidence;
  const each = promptsPerLevel(levels.length);
  const cases = inTurn(levels.map((all) => all.slice(0, each)));
  const own = {
    syntax,
    prompts: sketchLevels(levels),
    structure: sketchStructure(cases, loaded.answerShape),
  };
  const twins: Comparison[] = [];
  for (const other of known) {
    const found = compareSketches(own, other);
    if (found.isTwin) twins.push(found);
    else {
      const instances = cases.slice(0, other.probes.length).map(({ instance }) => instance);
      const agreement = await compareBehaviour(evidence, instances, other.probes);
      if (agreement !== undefined && isSameTask(agreement)) twins.push({ ...found, agreement, isTwin: true });
    }
  }
  const [closest] = twins.toSorted((a, b) => b.syntax + b.prompts - a.syntax - a.prompts);
  if (closest === undefined) return passed("new", `compared with ${countNoun(known.length, "bootcamp")}`);
  return warned("new", `it is a near-duplicate of ${describeTwin(closest)}`, [
    { found: twins.map(describeTwin).join("\n") },
  ]);
}

/** How alike two bootcamps are, and whether that is too much. */
export type Comparison = {
  readonly name: string;
  readonly syntax: number;
  readonly prompts: number;
  readonly structure: number;
  readonly isTwin: boolean;
  /** How it scores the other's cases, where nothing else makes it a twin. */
  readonly agreement?: Agreement;
};

/** Compares a bootcamp with a known one. */
export function compareSketches(
  one: { readonly syntax: Sketch; readonly prompts: Sketch; readonly structure: Sketch },
  other: KnownBootcamp,
): Comparison {
  const syntax = similarity(one.syntax, other.syntax);
  const prompts = similarity(one.prompts, other.prompts);
  const structure = similarity(one.structure, other.structure);
  const isRetold = syntax >= SYNTAX_LIMIT && structure >= STRUCTURE_LIMIT;
  const isTwin = isRetold || syntax >= SAME_SYNTAX || prompts >= PROMPTS_LIMIT;
  return { name: other.name, syntax, prompts, structure, isTwin };
}

/** A twin in words: its name, the similarities, and how its cases are scored where that gave it away. */
export function describeTwin({ name, syntax, prompts, structure, agreement }: Comparison): string {
  const alike = `programs ${syntax.toFixed(2)} alike, cases ${structure.toFixed(2)}, prompts ${prompts.toFixed(2)}`;
  const why =
    agreement === undefined
      ? `limits ${SYNTAX_LIMIT.toFixed(2)} with ${STRUCTURE_LIMIT.toFixed(2)}, and ${PROMPTS_LIMIT.toFixed(2)}`
      : `but put before its verifier, cases of the other are scored as there: ${agreement.right} of ${agreement.ofRight} right answers score 1, ${agreement.wrong} of ${agreement.ofWrong} wrong ones do not`;
  return `${name} (${alike}; ${why})`;
}

/** The first case of each level, then the second of each, and so on. */
export function inTurn<Drawn>(levels: readonly (readonly Drawn[])[]): readonly Drawn[] {
  const most = Math.max(0, ...levels.map(({ length }) => length));
  return Array.from({ length: most }, (_, index) =>
    levels.flatMap((cases) => {
      const drawn = cases[index];
      return drawn === undefined ? [] : [drawn];
    }),
  ).flat();
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
