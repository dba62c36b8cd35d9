import { expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import { estimateAccuracy, wilsonInterval } from "../../src/core/judging/band.ts";
import { combineFigures, levelFigures } from "../../src/eval/results/level-figures.ts";
import { groupLevels } from "../../src/eval/results/group-levels.ts";
import {
  combinePaired,
  pairedFigures,
  pairLevel,
  type ScorePair,
} from "../../src/eval/results/paired-figures.ts";
import { UNSCORED } from "../../src/eval/results/outcome.ts";
import { passAtK } from "../../src/eval/results/pass-at-k.ts";

/** Of all ways to choose k of n samples, the share that holds one of the first c. */
function chooseAll(n: number, c: number, k: number): number {
  const all = Array.from({ length: 2 ** n }, (_, bits) => bits).filter(
    (bits) => bits.toString(2).replaceAll("0", "").length === k,
  );
  return all.filter((bits) => (bits & (2 ** c - 1)) !== 0).length / all.length;
}

test("pass@k is the share of all choices of k samples that hold a right one", () => {
  for (let n = 1; n <= 7; n++)
    for (let c = 0; c <= n; c++)
      for (let k = 1; k <= n; k++) expect(passAtK(n, c, k)).toBeCloseTo(chooseAll(n, c, k), 12);
});

test("what a model leaves unanswered scores 0, what its endpoint or the verifier leaves counts for nothing, and each is counted", () => {
  const figures = levelFigures(
    [1, ...UNSCORED].map((outcome) => [outcome]),
    1,
  );
  expect(figures.samples).toBe(6);
  expect(figures.accuracy).toEqual(estimateAccuracy([1, 0, 0, 0, 0, 0]));
  expect(figures.unscored).toEqual(Object.fromEntries(UNSCORED.map((kind) => [kind, 1])));
});

test("a task counts as much as another, however many levels and cases it has", () => {
  const part = (bootcamp: string, level: number, scores: readonly number[]) => ({
    domain: bootcamp === "c" ? "other" : "one",
    bootcamp,
    version: 1,
    level,
    figures: levelFigures(
      scores.map((score) => [score]),
      1,
    ),
  });
  const parts = [
    part("a", 0, [1, 1, 1, 1, 1, 1]),
    part("b", 0, [0, 0]),
    part("b", 1, [1]),
    part("c", 0, [0]),
  ];
  const { all, domains, levels, tasks } = groupLevels(parts, combineFigures);
  expect(tasks.map(({ figures }) => figures.accuracy.mean)).toEqual([1, 0.5, 0]);
  expect(all.accuracy).toMatchObject({ mean: 0.5, samples: 10 });
  expect(domains.map(({ figures }) => figures.accuracy.mean)).toEqual([0.75, 0]);
  expect(levels.map(({ tasks: count, figures }) => [count, figures.accuracy.mean])).toEqual([
    [3, 1 / 3],
    [1, 1],
  ]);
  expect(all.accuracy.high - all.accuracy.low).toBeGreaterThan(0.2);
});

const rng = Rng.from("figures");
const uniform = (): number => rng.integer(0, 999_999) / 1_000_000;

/** How two candidates answer a level: right with these probabilities, the more alike the more a case decides. */
type Setting = {
  readonly cases: number;
  readonly samples: number;
  readonly accuracies: readonly (readonly [first: number, second: number])[];
  readonly alike: number;
};

function answerLevel(setting: Setting, [first, second]: readonly [number, number]): readonly ScorePair[] {
  return Array.from({ length: setting.cases }, () => {
    const hardness = uniform();
    const answers = (accuracy: number): readonly number[] =>
      Array.from({ length: setting.samples }, () =>
        (uniform() < setting.alike ? hardness : uniform()) < accuracy ? 1 : 0,
      );
    return { first: answers(first), second: answers(second) };
  });
}

const ROUNDS = 400;
/** Fewer than 95 of 100 by no more than as many rounds may miss. */
const LEAST_COVERED = 0.92;

test.each<Setting>([
  { cases: 16, samples: 1, accuracies: [[0.6, 0.5]], alike: 0.7 },
  { cases: 16, samples: 4, accuracies: [[0.9, 0.8]], alike: 0.5 },
  { cases: 50, samples: 4, accuracies: [[0.3, 0.6]], alike: 1 },
  { cases: 16, samples: 1, accuracies: [[0.95, 0.9], [0.7, 0.6], [0.4, 0.2], [0.05, 0.02]], alike: 0.7 }, // prettier-ignore
  { cases: 16, samples: 4, accuracies: [[0.95, 0.9], [0.7, 0.6], [0.4, 0.2], [0.05, 0.02]], alike: 0.3 }, // prettier-ignore
])("intervals hold the true accuracy and the true difference: %j", (setting) => {
  const mean = (of: (one: readonly [number, number]) => number): number =>
    setting.accuracies.reduce((sum, one) => sum + of(one), 0) / setting.accuracies.length;
  const [first, difference] = [mean(([one]) => one), mean(([one, other]) => other - one)];
  let covered = 0;
  let coveredDifferences = 0;
  let width = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const levels = setting.accuracies.map((one) => answerLevel(setting, one));
    const { accuracy } = combineFigures(
      levels.map((pairs) =>
        levelFigures(
          pairs.map((pair) => pair.first),
          setting.samples,
        ),
      ),
    );
    const paired = pairedFigures(combinePaired(levels.map(pairLevel)));
    expect(paired.first).toEqual(accuracy);
    if (accuracy.low <= first && first <= accuracy.high) covered++;
    if (paired.difference.low <= difference && difference <= paired.difference.high) coveredDifferences++;
    width += accuracy.high - accuracy.low;
  }
  expect(covered / ROUNDS).toBeGreaterThanOrEqual(LEAST_COVERED);
  expect(coveredDifferences / ROUNDS).toBeGreaterThanOrEqual(LEAST_COVERED);
  // Intervals that hold everything say nothing: with one sample a case, they are as wide as those of so many cases.
  const of = setting.cases * setting.accuracies.length;
  const { low, high } = wilsonInterval(first, of);
  expect(width / ROUNDS).toBeLessThan(1.1 * (high - low));
});

test("for right and wrong answers, paired intervals are those of Newcombe's tenth method", () => {
  for (let round = 0; round < 200; round++) {
    const [both, onlyFirst, onlySecond, neither] = [12, 6, 6, 9].map((most) => rng.integer(0, most));
    const table = [both ?? 0, onlyFirst ?? 0, onlySecond ?? 0, neither ?? 1] as const;
    const answers = [
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ] as const;
    const pairs = answers.flatMap(([first, second], kind) =>
      Array.from({ length: table[kind] ?? 0 }, (): ScorePair => ({ first: [first], second: [second] })),
    );
    if (pairs.length === 0) continue;
    const { low, high } = newcombe(table);
    const { difference } = pairedFigures(pairLevel(pairs));
    expect(difference.low).toBeCloseTo(low, 10);
    expect(difference.high).toBeCloseTo(high, 10);
  }
});

/** Newcombe's tenth method from the table of both answers, for the second less the first. */
function newcombe([e, f, g, h]: readonly [number, number, number, number]): {
  readonly low: number;
  readonly high: number;
} {
  const n = e + f + g + h;
  const [p1, p2] = [(e + g) / n, (e + f) / n];
  const [one, two] = [wilsonInterval(p1, n), wilsonInterval(p2, n)];
  const product = (e + f) * (g + h) * (e + g) * (f + h);
  const cross = e * h - f * g;
  const corrected = cross > n / 2 ? cross - n / 2 : cross < 0 ? cross : 0;
  const phi = product === 0 ? 0 : corrected / Math.sqrt(product);
  const away = (a: number, b: number): number => Math.sqrt(a ** 2 - 2 * phi * a * b + b ** 2);
  return {
    low: p1 - p2 - away(p1 - one.low, two.high - p2),
    high: p1 - p2 + away(one.high - p1, p2 - two.low),
  };
}
