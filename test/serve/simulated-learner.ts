import { Rng } from "../../src/bootcamp/index.ts";
import { curriculumSchema, openCurriculum } from "../../src/serve/difficulty/curriculum.ts";
import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";

const EMPTY = { curriculum: 1, tracks: {} } as const;
const CASES_A_STEP = 16;
/** Steps that a learner is followed for. */
export const STEPS = 300;

/** A learner whose skill grows by the step: the chance to solve a level falls as a logistic curve of its index. */
export function learn(bootcamp: number, { restartAt = -1 } = {}): readonly number[] {
  const course = { slug: `bootcamp-${bootcamp}`, version: 1, levels: 14 };
  const rng = Rng.from(`learner ${bootcamp}`);
  const steepness = 1 + (bootcamp % 5) * 0.5;
  const speed = 0.015 + (bootcamp % 4) * 0.007;
  const solves = (level: number, step: number): number =>
    1 / (1 + Math.exp(-steepness * (0.3 + speed * step - level)));
  let curriculum = openCurriculum(EMPTY, USUAL_RULE);
  const accuracies: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    if (step === restartAt)
      curriculum = openCurriculum(
        curriculumSchema.parse(JSON.parse(JSON.stringify(curriculum.state()))),
        USUAL_RULE,
      );
    let expected = 0;
    for (let one = 0; one < CASES_A_STEP; one++) {
      const index = step * CASES_A_STEP + one;
      const level = curriculum.levelAt(course, index);
      const chance = solves(level, step);
      expected += chance / CASES_A_STEP;
      curriculum.drew(course, `case ${index}`, level);
      curriculum.scored(course, `case ${index}`, rng.float() < chance ? 1 : 0);
    }
    accuracies.push(expected);
  }
  return accuracies;
}

/** Steps in which the controller still looks for its level. */
export const FROM = 50;

const inBand = (accuracy: number): boolean => accuracy >= USUAL_RULE.low && accuracy <= USUAL_RULE.high;

/** The share of the steps after the first few in which the policy's true accuracy lies in the band. */
export const held = (accuracies: readonly number[]): number =>
  accuracies.slice(FROM).filter(inBand).length / (accuracies.length - FROM);

/** Twenty bootcamps, whose levels are as far apart and whose learners as quick as it comes. */
export const learners = (): readonly (readonly number[])[] =>
  Array.from({ length: 20 }, (_, bootcamp) => learn(bootcamp));
