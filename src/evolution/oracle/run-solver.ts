import type { Program } from "../../core/draft/compile-report.ts";
import type { SolverTally } from "../../core/judging/oracle-report.ts";
import type { Silence } from "../../core/judging/silence.ts";
import { explainSilence } from "./explain-silence.ts";
import type { FreshCase } from "./fresh-cases.ts";
import { inCrossings, type Running } from "./in-crossings.ts";
import type { Disagreement } from "./settle-dispute.ts";

/** How a solver did on fresh cases; disagreements smallest first. */
export type SolverRun = SolverTally & {
  readonly disagreements: readonly Disagreement[];
  /** A case that it left without an answer, and one whose answer could not be read. */
  readonly unanswered: FreshCase | undefined;
  /** Why it left that case without an answer. */
  readonly silence: Silence | undefined;
  readonly unreadable: { readonly drawn: FreshCase; readonly reason: string } | undefined;
};

/** Runs a solver on cases and has the class's own verifier score what it says: both. */
export async function runSolver(
  solver: Program,
  cases: readonly FreshCase[],
  round: { readonly program: Program },
  running: Running,
): Promise<{ readonly responses: readonly (string | null)[]; readonly run: SolverRun }> {
  const responses = await answerPrompts({ program: solver, of: "solve" }, cases, running);
  const run = await scoreResponses(responses, cases, round, running);
  if (run.unanswered === undefined) return { responses, run };
  const silence = await explainSilence(solver, { of: "solve", arguments: [run.unanswered.prompt] }, running);
  return { responses, run: { ...run, silence } };
}

/** What a function from prompt to response says to each case; null where it threw, hung or gave no text. */
export function answerPrompts(
  { program, of }: { readonly program: Program; readonly of: "solve" | "guess" },
  cases: readonly FreshCase[],
  { drivers, options }: Running,
): Promise<readonly (string | null)[]> {
  return inCrossings(cases, (part) =>
    drivers.sandbox.call(program, { of, arguments: part.map(({ prompt }) => [prompt]) }, options.limits),
  );
}

/** How responses to cases do before the class's own verifier; null and "" are none. */
export async function scoreResponses(
  responses: readonly (string | null)[],
  cases: readonly FreshCase[],
  round: { readonly program: Program },
  { drivers, options }: Running,
): Promise<SolverRun> {
  const answered = cases.flatMap((drawn, position) => {
    const response = responses[position] ?? "";
    return response === "" ? [] : [{ drawn, response }];
  });
  const attempts = answered.map(({ drawn, response }) => ({ instance: drawn.instance, response }));
  const verified = await drivers.sandbox.verify(round.program, attempts, options.limits);
  if (verified.status !== "completed")
    throw new Error(`verifying a blind solver's answers ended as ${verified.status}`);
  const scored = answered.map((one, index) => ({ ...one, score: verified.value[index] }));
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
      .map(({ drawn, response }) => ({ drawn, response, classScore: "wrong", isGiven: true }) as const)
      .toSorted((a, b) => a.drawn.prompt.length - b.drawn.prompt.length || a.drawn.index - b.drawn.index),
    unanswered: cases.find((_, index) => (responses[index] ?? "") === ""),
    silence: undefined,
    unreadable: unreadable[0],
  };
}
