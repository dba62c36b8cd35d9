import { CASE_RANGES } from "../../core/judging/case-ranges.ts";
import type { TestedRound } from "../../core/draft/draft.ts";
import type { DrawnCase } from "../../core/draft/execution.ts";
import { drawCases, type Drawing } from "../judging/attempt-cases.ts";

/** Fresh cases that a blind program is run on, at least (docs/admission.md, the second oracle). */
export const FRESH_CASES = 200;
/** Cases of each level whose prompts its author sees. */
const SHOWN = 2;

/** A fresh case with its level. */
export type FreshCase = DrawnCase & { readonly level: number };

type Drawable = Pick<TestedRound, "program" | "bootcamp">;

/** Cases that no other gate draws, over all levels alike. */
export function drawFresh(round: Drawable, work: Drawing): Promise<readonly FreshCase[]> {
  return drawOver(round, work, { start: CASE_RANGES.fresh.start, total: FRESH_CASES });
}

/** Cases of each level that a guesser is run on: 100 and more in all, and enough at each to tell 0.5 from 0.7. */
const GUESSED = 50;

/** Cases that no other gate draws, for whoever looks for a shortcut. */
export function drawGuessed(round: Drawable, work: Drawing): Promise<readonly FreshCase[]> {
  const total = GUESSED * round.bootcamp.levels.length;
  return drawOver(round, work, { start: CASE_RANGES.guessed.start, total });
}

/** The prompts that the author of a blind program sees. */
export async function drawShown(round: Drawable, work: Drawing): Promise<readonly string[]> {
  const total = SHOWN * round.bootcamp.levels.length;
  return (await drawOver(round, work, { start: CASE_RANGES.shown.start, total })).map(({ prompt }) => prompt);
}

async function drawOver(
  round: Drawable,
  work: Drawing,
  { start, total }: { readonly start: number; readonly total: number },
): Promise<readonly FreshCase[]> {
  const levels = [...round.bootcamp.levels.keys()];
  const count = Math.ceil(total / levels.length);
  const drawn = await Promise.all(
    levels.map(async (level) =>
      (await drawCases(round, { level, start, count }, work)).map((one) => ({ ...one, level })),
    ),
  );
  return drawn.flat();
}
