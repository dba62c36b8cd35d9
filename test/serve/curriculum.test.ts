import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCurriculum } from "../../src/serve/difficulty/curriculum.ts";
import { renderCurriculum } from "../../src/serve/difficulty/render-curriculum.ts";
import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";

import { ROOT } from "../project.ts";
import { drawCurriculum } from "./draw-curriculum.ts";
import { held, learn, learners, STEPS } from "./simulated-learner.ts";

const EMPTY = { curriculum: 1, tracks: {} } as const;
describe("the difficulty controller", () => {
  test("holds a learner whose skill grows in the band on twenty bootcamps for nine steps of ten", () => {
    const shares = learners().map(held);
    expect(shares).toHaveLength(20);
    expect(shares.filter((share) => share < 0.9)).toEqual([]);
  });

  test("is shown in the documentation as npm run bench:curriculum draws it", () => {
    expect(readFileSync(join(ROOT, "docs/images/curriculum.svg"), "utf8")).toBe(drawCurriculum());
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
