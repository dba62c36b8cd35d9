import type { Program } from "../core/compile-report.ts";
import type { TestedRound } from "../core/draft.ts";
import type { DrawnCase } from "../core/execution.ts";
import type { SolverTally } from "../core/oracle-report.ts";
import type { Work } from "./grow-line.ts";

/** A fresh case with its level. */
export type FreshCase = DrawnCase & { readonly level: number };

/** A case that the solver answered and the verifier did not pay in full. */
export type Disagreement = { readonly drawn: FreshCase; readonly response: string };

/** How a solver did on fresh cases; disagreements smallest first. */
export type SolverRun = SolverTally & {
  readonly disagreements: readonly Disagreement[];
  /** A case that it threw on or left without an answer, and one whose answer could not be read. */
  readonly unanswered: FreshCase | undefined;
  readonly unreadable: { readonly drawn: FreshCase; readonly reason: string } | undefined;
};

/** Cases in one crossing: a crossing that does not end costs the answers of all of them. */
const CROSSING = 25;

/** Runs a solver on cases and has the class's own verifier score what it says. */
export async function runSolver(
  solver: Program,
  cases: readonly FreshCase[],
  round: TestedRound,
  { drivers, options }: Work,
): Promise<SolverRun> {
  const responses: (string | null)[] = [];
  for (let start = 0; start < cases.length; start += CROSSING) {
    const part = cases.slice(start, start + CROSSING);
    const prompts = part.map(({ prompt }) => prompt);
    const execution = await drivers.sandbox.solve(solver, prompts, options.limits);
    responses.push(...(execution.status === "completed" ? execution.value : part.map(() => null)));
  }
  const answered = cases.flatMap((drawn, place) => {
    const response = responses[place] ?? "";
    return response === "" ? [] : [{ drawn, response }];
  });
  const attempts = answered.map(({ drawn, response }) => ({ instance: drawn.instance, response }));
  const verified = await drivers.sandbox.verify(round.program, attempts, options.limits);
  if (verified.status !== "completed")
    throw new Error(`verifying a blind solver's answers ended as ${verified.status}`);
  const scored = answered.map((one, place) => ({ ...one, score: verified.value[place] }));
  const isAgreed = ({ score }: (typeof scored)[number]): boolean =>
    score?.status === "scored" && score.score === 1;
  const unreadable = scored.flatMap(({ drawn, score }) =>
    score?.status === "unparsable" ? [{ drawn, reason: score.reason }] : [],
  );
  const read = scored.filter(({ score }) => score?.status !== "unparsable");
  return {
    cases: cases.length,
    answered: read.length,
    agreed: read.filter(isAgreed).length,
    disagreements: read
      .filter((one) => !isAgreed(one))
      .map(({ drawn, response }) => ({ drawn, response }))
      .toSorted((a, b) => a.drawn.prompt.length - b.drawn.prompt.length || a.drawn.index - b.drawn.index),
    unanswered: cases.find((_, place) => (responses[place] ?? "") === ""),
    unreadable: unreadable[0],
  };
}
