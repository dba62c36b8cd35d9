import type { TestedRound } from "../../core/draft/draft.ts";
import { FAILED_CALL } from "../../core/calls/describe-no-text.ts";
import {
  countedScores,
  type Dispute,
  type DisputedCase,
  type JudgeSample,
  refusalOf,
} from "../../core/judging/judge-report.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import { attemptCases, drawCases } from "./attempt-cases.ts";
import { agreedAnswer, ATTEMPTS, CASES, decideDispute } from "./decide-dispute.ts";
import type { Work } from "../line/work.ts";

/**
 * Tells a wrong verifier from a task that is too hard: the judge attempts a few cases that it failed, at
 * the easiest level, several times. Attempts that agree with each other and disagree with the verifier
 * speak against the verifier; attempts that disagree with each other speak of a hard task. Throws a LostTask where the
 * endpoint turns them away.
 */
export async function askDispute(
  samples: readonly JudgeSample[],
  round: TestedRound,
  work: Work,
): Promise<Dispute> {
  const failed = samples.filter(
    ({ level, outcome }) => level === 0 && outcome.status === "scored" && outcome.score === 0,
  );
  const chosen = failed.slice(0, CASES);
  const cases: DisputedCase[] = [];
  for (const first of chosen) {
    const [drawn] = await drawCases(round, { level: 0, start: first.index, count: 1 }, work);
    if (drawn === undefined) continue;
    const planned = Array.from({ length: ATTEMPTS - 1 }, (_, position) => ({
      level: 0,
      drawn,
      attempt: position + 2,
    }));
    const again = await attemptCases(planned, round, work);
    const refusal = refusalOf(again, again.length > 0 && countedScores(again).length === 0);
    if (refusal !== undefined) throw new LostTask(`${FAILED_CALL}${refusal}`);
    cases.push(
      await compareAttempts(
        [first, ...again],
        { index: first.index, prompt: drawn.prompt, reference: drawn.reference },
        round,
        work,
      ),
    );
  }
  return { status: decideDispute(cases.filter(({ agreed }) => agreed !== null).length), cases };
}

async function compareAttempts(
  attempts: readonly JudgeSample[],
  about: { readonly index: number; readonly prompt: string; readonly reference: string },
  round: TestedRound,
  { drivers, options }: Work,
): Promise<DisputedCase> {
  const answered = attempts.flatMap(({ outcome }) => (outcome.status === "scored" ? [outcome] : []));
  const found = await drivers.sandbox.extract(
    round.program,
    answered.map(({ response }) => response),
    options.limits,
  );
  const canonical = found.status === "completed" ? found.value.map((one) => one?.canonical) : [];
  const isPaid = answered.some(({ score }) => score > 0);
  const most = isPaid ? undefined : agreedAnswer(canonical);
  const agreed = most === undefined ? undefined : answered[canonical.indexOf(most)]?.answer;
  return { ...about, answers: answered.map(({ answer }) => answer), agreed: agreed ?? null };
}
