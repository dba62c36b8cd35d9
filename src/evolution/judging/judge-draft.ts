import { type TestedRound, roundAddress } from "../../core/draft/draft.ts";
import type { DrawnCase } from "../../core/draft/execution.ts";
import {
  countedScores,
  judgeLevel,
  type JudgeReport,
  type JudgeSample,
  type LevelJudgement,
  nextLevel,
  refusalOf,
} from "../../core/judging/judge-report.ts";
import { FAILED_CALL } from "../../core/calls/describe-no-text.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import { firstLevel } from "../../core/judging/first-level.ts";
import { attemptLimit, nextBatchSize } from "../../core/judging/sampling-rule.ts";
import { CASE_RANGES } from "../../core/judging/case-ranges.ts";
import { askDispute } from "./ask-dispute.ts";
import { attemptCases, drawCases } from "./attempt-cases.ts";
import type { Work } from "../line/work.ts";

/** As many as half of all levels need (docs/admission.md, the judge): a job for each batch would cost more than the cases. */
const DRAWN_AT_ONCE = 32;

/**
 * Has the judge attempt fresh cases, level by level, until its accuracy is known well enough. Throws a LostTask where its
 * endpoint turns away what it is asked.
 */
export async function judgeDraft(round: TestedRound, work: Work): Promise<JudgeReport> {
  const levelCount = round.bootcamp.levels.length;
  const levels: LevelJudgement[] = [];
  const samples: JudgeSample[] = [];
  for (
    let level: number | undefined = firstLevel(levelCount, work.drivers.insideSoFar());
    level !== undefined;
    level = nextLevel(levels, levelCount)
  ) {
    const judged = await sampleLevel(level, round, work);
    levels.push(judged.judgement);
    samples.push(...judged.samples);
  }
  const failedAll = levels.some(({ level, decision }) => level === 0 && decision === "below");
  const dispute = failedAll ? await askDispute(samples, round, work) : ({ status: "not-asked" } as const);
  const report: JudgeReport = { levels, levelCount, dispute };
  work.drivers.record({
    type: "draft-judged",
    task: work.task,
    address: roundAddress(round),
    judged: report,
  });
  return report;
}

type JudgedLevel = { readonly judgement: LevelJudgement; readonly samples: readonly JudgeSample[] };

async function sampleLevel(level: number, round: TestedRound, work: Work): Promise<JudgedLevel> {
  const { rule, band } = work.options;
  const limit = attemptLimit(rule);
  const samples: JudgeSample[] = [];
  let drawn: readonly DrawnCase[] = [];
  for (;;) {
    const judgement = judgeLevel(level, samples, { rule, band, limit });
    const refusal = refusalOf(samples, judgement.decision === "judge unusable");
    if (refusal !== undefined) throw new LostTask(`${FAILED_CALL}${refusal}`);
    if (judgement.decision !== "open") return { judgement, samples };
    const size = Math.min(nextBatchSize(countedScores(samples).length, rule), limit - samples.length);
    if (drawn.length < samples.length + size) {
      const count = Math.min(Math.max(size, DRAWN_AT_ONCE), limit - drawn.length);
      const more = await drawCases(
        round,
        { level, start: CASE_RANGES.judge.start + drawn.length, count },
        work,
      );
      drawn = [...drawn, ...more];
    }
    const taken = await attemptCases(
      drawn.slice(samples.length, samples.length + size).map((one) => ({ level, drawn: one, attempt: 1 })),
      round,
      work,
    );
    samples.push(...taken);
  }
}
