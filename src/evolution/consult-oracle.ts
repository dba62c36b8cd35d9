import {
  type Finding,
  onDiagnostics,
  onSolverMistake,
  onSolverTrouble,
  onUnusableReply,
  refineMessage,
} from "../agents/feedback.ts";
import { readReply } from "../agents/read-code-block.ts";
import { solverMessages } from "../agents/solver-messages.ts";
import type { CallAddress, Completion, NextTurn } from "../core/completion.ts";
import { roundAddress, type TestedRound } from "../core/draft.ts";
import type { OracleReport, SolverTally } from "../core/oracle-report.ts";
import { drawCases } from "./attempt-cases.ts";
import type { Work } from "./grow-line.ts";
import { type FreshCase, runSolver, type SolverRun } from "./run-solver.ts";
import { type Settled, settleDispute } from "./settle-dispute.ts";

/** Fresh cases that the solver is run on, at least (admission page, section 2). */
export const FRESH_CASES = 200;
export const FRESH_INDEX = 3_000;
/** Cases of each level whose prompts its author sees, and where they begin. */
const SHOWN = 2;
export const SHOWN_INDEX = 2_950;
/** Turns that a solver's author has, the first included. */
export const TURNS = 3;
/** Below this share of answered cases a solver confirms nothing. */
const ENOUGH_ANSWERED = 0.5;
/** Disagreements that get a third look, the smallest of them. */
export const LOOKS = 3;

type Outcome =
  | { readonly status: "settled"; readonly report: OracleReport }
  | {
      readonly status: "again";
      readonly finding: Finding;
      readonly reason: string;
      readonly tally: SolverTally;
    };

/**
 * The second oracle: another author, who sees rendered prompts and never the class, writes a program that
 * solves them; it runs on fresh cases, and its disagreements with the class get a third look.
 */
export async function consultOracle(round: TestedRound, work: Work): Promise<OracleReport> {
  const { task, drivers, options } = work;
  if (!options.oracle) return { status: "not-asked" };
  const cases = await drawFresh(round, work, { start: FRESH_INDEX, total: FRESH_CASES });
  const shown = await drawFresh(round, work, {
    start: SHOWN_INDEX,
    total: SHOWN * round.bootcamp.levels.length,
  });
  const address = roundAddress(round);
  const none: SolverTally = { cases: cases.length, answered: 0, agreed: 0 };
  let turn = 1;
  let report: OracleReport = { status: "unconfirmed", reason: "no solver was written", ...none };
  const addressOf = (): CallAddress => ({ role: "solver", task: task.id, ...address, turn });

  const onReply = async (reply: Completion): Promise<NextTurn> => {
    const outcome = await examine(reply, { cases, none, round, work });
    if (outcome.status === "settled") {
      report = outcome.report;
      return { status: "end" };
    }
    report = { status: "unconfirmed", reason: outcome.reason, ...outcome.tally };
    if (turn === TURNS) return { status: "end" };
    turn++;
    return { status: "ask", text: refineMessage(outcome.finding, drivers.prompts), address: addressOf() };
  };
  const opening = {
    messages: solverMessages(
      shown.map(({ prompt }) => prompt),
      task,
      drivers.prompts,
    ),
    address: addressOf(),
    sample: 1,
    seed: options.seed,
  };
  await drivers.converse(opening, onReply);
  drivers.record({ type: "truth-examined", task, address, oracle: report });
  return report;
}

async function examine(
  reply: Completion,
  about: {
    readonly cases: readonly FreshCase[];
    readonly none: SolverTally;
    readonly round: TestedRound;
    readonly work: Work;
  },
): Promise<Outcome> {
  const { cases, none, round, work } = about;
  const read = readReply(reply);
  if (read.status === "unusable") {
    const finding = onUnusableReply(read.reason);
    return { status: "again", finding, reason: "no solver was written", tally: none };
  }
  const compiled = await work.drivers.compileSolver(read.source);
  if (compiled.status === "refused") {
    const finding = onDiagnostics(compiled.diagnostics);
    return { status: "again", finding, reason: "the solver does not compile", tally: none };
  }
  return weigh(await runSolver(compiled.program, cases, round, work), round, work);
}

/** What a run of the solver means: confirmed, disputed, or back to its author. */
async function weigh(run: SolverRun, round: TestedRound, work: Work): Promise<Outcome> {
  const tally = { cases: run.cases, answered: run.answered, agreed: run.agreed };
  const mistakes: (Settled & { readonly status: "solver" })[] = [];
  for (const disagreement of run.disagreements.slice(0, LOOKS)) {
    const settled = await settleDispute(disagreement, round, work);
    if (settled.status === "class") {
      const { ruling, disputed } = settled;
      return { status: "settled", report: { status: "disputed", ruling, disputed, ...tally } };
    }
    if (settled.status === "solver") mistakes.push(settled);
  }
  const [mistake] = mistakes;
  if (mistake !== undefined) {
    const { drawn, response } = mistake.disagreement;
    return {
      status: "again",
      finding: onSolverMistake(drawn.prompt, response, mistake.why),
      reason: `the solver is wrong on ${run.disagreements.length} of ${run.answered} cases`,
      tally,
    };
  }
  if (run.disagreements.length > 0) {
    const report = {
      status: "unconfirmed",
      reason: "no third look settled a disagreement",
      ...tally,
    } as const;
    return { status: "settled", report };
  }
  if (run.answered < ENOUGH_ANSWERED * run.cases) {
    return {
      status: "again",
      finding: onSolverTrouble(run),
      reason: `the solver answered ${run.answered} of ${run.cases} cases`,
      tally,
    };
  }
  return { status: "settled", report: { status: "confirmed", ...tally } };
}

async function drawFresh(
  round: TestedRound,
  work: Work,
  { start, total }: { readonly start: number; readonly total: number },
): Promise<readonly FreshCase[]> {
  const levels = [...round.bootcamp.levels.keys()];
  const count = Math.ceil(total / levels.length);
  const drawn = await Promise.all(
    levels.map(async (level) =>
      (await drawCases(round, { level, start, count }, work)).map((one) => ({ ...one, level })),
    ),
  );
  return drawn.flat();
}
