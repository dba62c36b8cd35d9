import type { Program } from "../../core/draft/compile-report.ts";
import { spreadOver } from "../../unittests/cases/spread-over.ts";
import type { FreshCase } from "./fresh-cases.ts";
import { CROSSING, inCrossings, type Running } from "./in-crossings.ts";
import { type Made, MOST_OF_A_KIND } from "./score-answers.ts";

/** Near misses of one prompt that are taken: one for each rule that it states (prompts/solver.md). */
const MOST_WAYS = 8;

/** Prompts in one crossing: few, because one that does not end costs the near misses of all of them. */
const FEW = 5;

const KIND = "near miss";

/** Whether an answer is one that the author of a second verifier made to be wrong. */
export const isNearMiss = ({ kind }: Pick<Made, "kind">): boolean => kind.startsWith(KIND);

/**
 * Responses that the author of a second verifier gives for wrong in one way each. Where a best of many feasible
 * answers is asked for, no change of a right answer is a feasible one, and only who knows the rules makes one.
 * Each way, the index in what `nearMisses` gives, is a kind of its own. A program without that function, or one
 * that throws, hangs or gives something else than texts, gives none, which says nothing of the class.
 */
export async function makeNearMisses(
  program: Program,
  cases: readonly FreshCase[],
  { drivers, options }: Running,
): Promise<readonly Made[]> {
  // As much time for each prompt as any other function has, and no second try: nothing hangs on it.
  const limits = { ...options.limits, timeoutMs: (options.limits.timeoutMs * FEW) / CROSSING, once: true };
  const given = await inCrossings(
    cases,
    (part) => {
      const lists = part.map(({ prompt }) => [prompt]);
      return drivers.sandbox.callForTexts(program, { of: "nearMisses", arguments: lists }, limits);
    },
    FEW,
  );
  const made = cases.flatMap((drawn, index) =>
    (given[index] ?? []).slice(0, MOST_WAYS).flatMap((response, way): readonly Made[] => {
      // The author has none for this rule here.
      if (response === "") return [];
      return [{ drawn, kind: `${KIND} ${way + 1}`, response }];
    }),
  );
  return [...Map.groupBy(made, ({ kind }) => kind).values()].flatMap((all) =>
    spreadOver(all, MOST_OF_A_KIND),
  );
}
