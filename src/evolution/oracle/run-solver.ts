import type { Program } from "../../core/draft/compile-report.ts";
import type { Execution } from "../../core/draft/execution.ts";
import type { SolverTally } from "../../core/judging/oracle-report.ts";
import type { FreshCase } from "./fresh-cases.ts";
import type { Work } from "../line/work.ts";
import type { Disagreement } from "./settle-dispute.ts";

/** How a solver did on fresh cases; disagreements smallest first. */
export type SolverRun = SolverTally & {
  readonly disagreements: readonly Disagreement[];
  /** A case that it threw on or left without an answer, and one whose answer could not be read. */
  readonly unanswered: FreshCase | undefined;
  readonly unreadable: { readonly drawn: FreshCase; readonly reason: string } | undefined;
};

/** What is needed to run a program beside a class. */
export type Running = {
  readonly drivers: Pick<Work["drivers"], "sandbox">;
  readonly options: Pick<Work["options"], "limits">;
};

/** Items in one crossing: a crossing that does not end costs what it would say of all of them. */
export const CROSSING = 25;

/** A program of which so many crossings did not end well is asked nothing more. */
const MOST_FAILED = 3;

/** Has a batch done in parts of this size; null for each item of a part that did not end well. */
export async function inCrossings<Item, Given>(
  items: readonly Item[],
  cross: (part: readonly Item[]) => Promise<Execution<readonly (Given | null)[]>>,
  size = CROSSING,
): Promise<readonly (Given | null)[]> {
  const given: (Given | null)[] = [];
  let failed = 0;
  for (let start = 0; start < items.length; start += size) {
    const part = items.slice(start, start + size);
    if (failed === MOST_FAILED) {
      given.push(...part.map(() => null));
      continue;
    }
    const execution = await cross(part);
    if (execution.status !== "completed") failed++;
    given.push(...(execution.status === "completed" ? execution.value : part.map(() => null)));
  }
  return given;
}

/** Runs a solver on cases and has the class's own verifier score what it says: both. */
export async function runSolver(
  solver: Program,
  cases: readonly FreshCase[],
  round: { readonly program: Program },
  running: Running,
): Promise<{ readonly responses: readonly (string | null)[]; readonly run: SolverRun }> {
  const responses = await answerPrompts({ program: solver, of: "solve" }, cases, running);
  return { responses, run: await scoreResponses(responses, cases, round, running) };
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
    unreadable: unreadable[0],
  };
}
