import { Rng } from "../src/bootcamp/index.ts";
import { DEFAULT_BAND } from "../src/core/judging/band.ts";
import { firstLevel, insideAt } from "../src/core/judging/first-level.ts";
import {
  type JudgeReport,
  judgeLevel,
  type LevelJudgement,
  nextLevel,
} from "../src/core/judging/judge-report.ts";
import { nextBatchSize, SEQUENTIAL_RULE } from "../src/core/judging/sampling-rule.ts";

/** Samples and levels that a draft takes, by where its judge begins. */
export type StartEconomy = {
  readonly start: "in the middle" | "where the run's drafts were inside";
  readonly meanSamples: number;
  readonly meanLevels: number;
};

const LEVELS = 5;
const TASKS_A_RUN = 40;

/** How far a run's author errs from levels that are solved as aimed at, in levels: the same for all its drafts. */
const ERROR = 1.5;
/** How far its drafts differ from each other, in levels; and how much harder each level is, in logits. */
const SPREAD = 0.8;
const STEP = 1.6;

/**
 * Simulates runs of forty tasks of five levels. The chance to solve a level falls by the logistic curve. An author
 * errs by up to one level and a half in either direction, all of its drafts alike, and drafts differ from each other.
 * Both ways judge the same drafts with the same luck.
 */
export function simulateStarts(runs: number, seed: string): readonly StartEconomy[] {
  const rng = Rng.from(seed);
  const drawn = Array.from({ length: runs }, () => {
    const error = (2 * rng.float() - 1) * ERROR;
    return Array.from({ length: TASKS_A_RUN }, (): Simulated => {
      const own = error + (rng.float() + rng.float() + rng.float() - 1.5) * 2 * SPREAD;
      const accuracies = Array.from({ length: LEVELS }, (_, level) => solved((LEVELS - 1) / 2 + own - level));
      return { accuracies, seed: `${rng.integer(0, 1e9)}` };
    });
  });
  const ways = ["in the middle", "where the run's drafts were inside"] as const;
  return ways.map((start) => {
    const judged = drawn.flatMap((run) => {
      const seen: number[] = [];
      return run.map((draft) => {
        const report = judge(draft, start === "in the middle" ? [] : seen);
        const place = insideAt(report);
        if (place !== undefined) seen.push(place);
        return report;
      });
    });
    const mean = (of: (report: JudgeReport) => number): number =>
      judged.reduce((sum, report) => sum + of(report), 0) / judged.length;
    return {
      start,
      meanSamples: mean(({ levels }) => levels.reduce((sum, { attempts }) => sum + attempts, 0)),
      meanLevels: mean(({ levels }) => levels.length),
    };
  });
}

type Simulated = { readonly accuracies: readonly number[]; readonly seed: string };

const solved = (ease: number): number => 1 / (1 + Math.exp(-STEP * ease));

function judge({ accuracies, seed }: Simulated, seen: readonly number[]): JudgeReport {
  const levels: LevelJudgement[] = [];
  let level: number | undefined = firstLevel(LEVELS, seen);
  while (level !== undefined) {
    levels.push(sample(level, accuracies[level] ?? 0, Rng.from(`${seed} ${level}`)));
    level = nextLevel(levels, LEVELS);
  }
  return { levels, levelCount: LEVELS, dispute: { status: "not-asked" } };
}

function sample(level: number, accuracy: number, rng: Rng): LevelJudgement {
  const samples: Parameters<typeof judgeLevel>[1][number][] = [];
  for (;;) {
    const judgement = judgeLevel(level, samples, {
      rule: SEQUENTIAL_RULE,
      band: DEFAULT_BAND,
      limit: SEQUENTIAL_RULE.cap,
    });
    if (judgement.decision !== "open") return judgement;
    for (let size = nextBatchSize(samples.length, SEQUENTIAL_RULE); size > 0; size--) {
      const score = rng.boolean(accuracy) ? 1 : 0;
      const outcome = { status: "scored", score, answer: "", response: "" } as const;
      samples.push({ level, index: samples.length, attempt: 1, outcome });
    }
  }
}
