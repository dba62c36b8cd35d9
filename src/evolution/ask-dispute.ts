import type { TestedRound } from "../core/draft.ts";
import type { Dispute, DisputedCase, JudgeSample } from "../core/judge-report.ts";
import { attemptCases, drawCases } from "./attempt-cases.ts";
import type { Work } from "./grow-line.ts";

/** Cases that are tried again, and attempts at each, the first included (admission page, section 4). */
export const CASES = 4;
export const ATTEMPTS = 4;

/** Attempts of a case that must give the same answer, and cases on which they must, to blame the verifier. */
const AGREEING = 3;

/**
 * Tells a wrong verifier from a task that is too hard: the judge attempts a few cases that it failed, at
 * the easiest level, several times. Attempts that agree with each other and disagree with the verifier
 * speak against the verifier; attempts that disagree with each other speak of a hard task.
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
    const planned = Array.from({ length: ATTEMPTS - 1 }, (_, place) => ({
      level: 0,
      drawn,
      attempt: place + 2,
    }));
    const again = await attemptCases(planned, round, work);
    cases.push(
      await compareAttempts(
        [first, ...again],
        { index: first.index, prompt: drawn.prompt, reference: drawn.reference },
        round,
        work,
      ),
    );
  }
  const agreed = cases.filter((one) => one.agreed !== null);
  return { status: agreed.length >= AGREEING ? "verifier-wrong" : "too-hard", cases };
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
  const counts = new Map<string, number>();
  for (const one of canonical) if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  const isPaid = answered.some(({ score }) => score > 0);
  const agreed =
    most !== undefined && most[1] >= AGREEING && !isPaid
      ? answered[canonical.indexOf(most[0])]?.answer
      : undefined;
  return { ...about, answers: answered.map(({ answer }) => answer), agreed: agreed ?? null };
}
