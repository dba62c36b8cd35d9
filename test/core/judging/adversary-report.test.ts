import { expect, test } from "vitest";
import {
  type AdversaryReport,
  describeAdversary,
  type GuessedLevel,
  leavesOutTheEasiest,
  overpaidLevels,
  payingLevels,
  shortcutOf,
} from "../../../src/core/judging/adversary-report.ts";

const levelsOf = (means: readonly number[]): readonly GuessedLevel[] =>
  means.map((mean, level) => ({ level, cases: 50, mean, limit: 0.5 }));

const guessed = (...means: readonly number[]): AdversaryReport => ({
  status: "scored",
  trick: "Take the nearest.",
  levels: levelsOf(means),
  paid: null,
});

test.each([
  [[0.91, 0.2, 0.1], "the easiest level is left out"],
  [[1, 0.5, 0.5, 0.5, 0.5], "the easiest level is left out"],
  [[0.7, 0.5, 0, 0], "the easiest level is left out"],
  [[0.64, 0.47, 0.44, 0.1, 0], "the easiest level is left out"],
  [[1, 0.84, 0.36, 0.12, 0.12], "the easiest 2 levels are left out"],
  [[0.7, 0.9, 0.5, 0.4, 0.5], "the easiest 2 levels are left out"],
  [[1, 0.9, 0.8, 0.1, 0, 0, 0], "the easiest 3 levels are left out"],
])(
  "what pays at the easiest levels, fewer than half, and clearly less at each harder one pays nowhere that counts: %j",
  (means, left) => {
    const report = guessed(...means);
    expect(payingLevels(report)).toEqual([]);
    expect(shortcutOf(report)).toBeUndefined();
    expect(describeAdversary(report)).toContain(left);
  },
);

test.each([
  ["it pays at a harder one, too", [0.91, 0.1, 0.6], [0, 2]],
  ["it pays at two of four", [0.91, 0.8, 0.1, 0], [0, 1]],
  ["it pays at most of five", [1, 0.9, 0.8, 0, 0], [0, 1, 2]],
  ["a level between those that pay does not", [0.91, 0.1, 0.8, 0, 0], [0, 2]],
  ["one of the harder ones pays nearly as much", [0.6, 0.5, 0], [0]],
  ["there are but two levels", [0.91, 0.1], [0]],
  ["there is no other", [0.91], [0]],
  ["it pays at a harder one alone", [0.1, 0.91, 0], [1]],
] as const)("the easiest level counts where %s", (_, means, levels) => {
  const report = guessed(...means);
  expect(leavesOutTheEasiest(levelsOf(means))).toBe(false);
  expect(payingLevels(report).map(({ level }) => level)).toEqual(levels);
});

test("a level that comes to pay less makes no other level count", () => {
  const shares = [0.1, 0.42, 0.47, 0.5, 0.55, 0.64, 0.9];
  for (const first of shares)
    for (const second of shares)
      for (const third of shares) {
        const means = [first, second, third, 0.3, 0.2];
        if (!leavesOutTheEasiest(levelsOf(means))) continue;
        for (const less of shares.filter((share) => share < second))
          expect(
            overpaidLevels(levelsOf([first, less, third, 0.3, 0.2])),
            `${means.join()}, ${less}`,
          ).toEqual([]);
      }
});
