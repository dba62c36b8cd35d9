import { describe, expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import { curriculumSchema, openCurriculum } from "../../src/serve/difficulty/curriculum.ts";
import { renderCurriculum } from "../../src/serve/difficulty/render-curriculum.ts";
import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";

const EMPTY = { curriculum: 1, tracks: {} } as const;
const CASES_A_STEP = 16;
const STEPS = 300;

/** A learner whose skill grows by the step: the chance to solve a level falls as a logistic curve of its index. */
function learn(bootcamp: number, { restartAt = -1 } = {}): readonly number[] {
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

const inBand = (accuracy: number): boolean => accuracy >= USUAL_RULE.low && accuracy <= USUAL_RULE.high;

/** The share of the steps after the first 50 in which the policy's true accuracy lies in the band. */
const held = (accuracies: readonly number[]): number =>
  accuracies.slice(50).filter(inBand).length / (accuracies.length - 50);

describe("the difficulty controller", () => {
  test("holds a learner whose skill grows in the band on twenty bootcamps for nine steps of ten", () => {
    const shares = Array.from({ length: 20 }, (_, bootcamp) => held(learn(bootcamp)));
    expect(shares.filter((share) => share < 0.9)).toEqual([]);
  });

  test("goes on where it was after a restart", () => {
    expect(learn(3, { restartAt: 100 })).toEqual(learn(3));
  });

  test("without it the learner leaves the band for good", () => {
    const accuracies = Array.from({ length: STEPS }, (_, step) => 1 / (1 + Math.exp(-(0.3 + 0.015 * step))));
    expect(held(accuracies)).toBeLessThan(0.1);
  });

  test("stays within the levels, and does not count what it did not draw", () => {
    const course = { slug: "sum", version: 1, levels: 3 };
    const curriculum = openCurriculum(EMPTY, USUAL_RULE);
    curriculum.scored(course, "a stranger", 1);
    expect(curriculum.tracks()).toEqual([]);
    const play = (score: number, cases: number): void => {
      for (let index = 0; index < cases; index++) {
        curriculum.drew(course, `case ${index}`, curriculum.levelAt(course, index));
        curriculum.scored(course, `case ${index}`, score);
      }
    };
    play(1, 500);
    expect(curriculum.tracks()[0]?.track.position).toBe(2);
    expect(curriculum.levelAt(course, 7)).toBe(2);
    play(0, 500);
    expect(curriculum.tracks()[0]?.track.position).toBe(0);
    expect(curriculum.levelNear(course, 0.9)).toBeTypeOf("number");
  });

  test("is shown as a table with a plot", () => {
    const course = { slug: "sum", version: 1, levels: 3 };
    const curriculum = openCurriculum(EMPTY, USUAL_RULE);
    for (let index = 0; index < 200; index++) {
      curriculum.drew(course, `case ${index}`, curriculum.levelAt(course, index));
      curriculum.scored(course, `case ${index}`, 1);
    }
    const [head = "", row = ""] = renderCurriculum(curriculum.state()).split("\n");
    expect(head).toMatch(/^bootcamp +level +accuracy +scores +level over time$/);
    expect(row).toMatch(/^sum@1 +2\.00 of 2 +100% +200 +[▁▂▃▄▅▆▇]+█+$/);
  });

  test("does not move by chance while the accuracy is in the middle of the band", () => {
    const course = { slug: "sum", version: 1, levels: 3 };
    const curriculum = openCurriculum(EMPTY, USUAL_RULE);
    for (let index = 0; index < 400; index++) {
      curriculum.drew(course, `case ${index}`, 0);
      curriculum.scored(course, `case ${index}`, index % 2);
    }
    expect(curriculum.tracks()[0]?.track.position).toBe(0);
  });
});
