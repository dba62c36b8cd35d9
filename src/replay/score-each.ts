import type { Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { Attempt, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** Crossings that may fail before a class is given up: each may cost seconds. */
const MOST_FAILURES = 24;

type Scoring = {
  readonly program: Program;
  readonly sandbox: Sandbox;
  readonly limits: JobLimits;
  readonly side: "OLD" | "NEW";
};

/**
 * A score for each attempt. A batch that fails as a whole is halved until the attempts that bring the class
 * down stand alone and have an error each, so that no other attempt suffers. Throws a CommandError where that
 * goes on and on.
 */
export async function scoreEach(attempts: readonly Attempt[], scoring: Scoring): Promise<readonly Score[]> {
  let failures = 0;
  const go = async (some: readonly Attempt[]): Promise<readonly Score[]> => {
    if (some.length === 0) return [];
    const verified = await scoring.sandbox.verify(scoring.program, some, scoring.limits);
    if (verified.status === "completed") return verified.value;
    const reason = describeExecution(verified);
    if (++failures > MOST_FAILURES) {
      throw new CommandError(
        EXIT.checkFailed,
        `${scoring.side}: its verifier cannot score the stored responses: ${reason}. campforge check says more`,
      );
    }
    if (some.length === 1) return [{ status: "error", message: reason }];
    const middle = some.length >> 1;
    return [...(await go(some.slice(0, middle))), ...(await go(some.slice(middle)))];
  };
  return go(attempts);
}
