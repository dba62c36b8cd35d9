import {
  feedbackOnTooFewDecisions,
  feedbackOnWrongDecision,
} from "../../agents/feedback/feedback-on-program.ts";
import { checkerMessages } from "../../agents/checker-messages.ts";
import { solverMessages } from "../../agents/solver-messages.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import type { ExaminedTruth, OracleReport } from "../../core/judging/oracle-report.ts";
import { writeBlindProgram, type Examination, type Outcome } from "./write-blind-program.ts";
import { drawFresh, drawShown, type FreshCase } from "./fresh-cases.ts";
import type { Work } from "../line/work.ts";
import type { Looked } from "./review-disagreements.ts";
import { type CheckerRun, makeTrials, runChecker } from "./run-checker.ts";
import { runSolver } from "./run-solver.ts";
import { ENOUGH_ANSWERED, interpretAnswers, interpretRun } from "./interpret-run.ts";

/**
 * The second oracle: another author, who sees rendered prompts and never the class, writes a program that
 * solves them; it runs on fresh cases, and its disagreements with the class get a third look. Where none can
 * solve enough of them, or the description says that they are hard to solve and easy to check, that author
 * writes one that tells right answers from wrong ones instead. `settled` is what the description's reference
 * solution has settled already.
 */
export async function consultOracle(
  round: TestedRound,
  work: Work,
  settled?: ExaminedTruth,
): Promise<OracleReport> {
  const { task, drivers, options } = work;
  if (!options.oracle) return { status: "not-asked" };
  const oracle = settled ?? (await askAuthor(round, work));
  drivers.record({ type: "truth-examined", task, address: roundAddress(round), oracle });
  return oracle;
}

async function askAuthor(round: TestedRound, work: Work): Promise<ExaminedTruth> {
  const cases = await drawFresh(round, work);
  const shown = await drawShown(round, work);
  const about = { cases, shown, round, work };
  if (work.task.oracle === "checker") return (await askForChecker(about)).report;
  const solver = await askForSolver(about);
  if (solver.ending !== "unable") return solver.report;
  const checker = await askForChecker(about);
  const { report } = checker;
  if (report.status !== "unconfirmed") return report;
  const first = solver.report.status === "unconfirmed" ? `${solver.report.reason}, and ` : "";
  return { ...report, reason: `${first}${report.reason}` };
}

type About = {
  readonly cases: readonly FreshCase[];
  readonly shown: readonly string[];
  readonly round: TestedRound;
  readonly work: Work;
};

function askForSolver({ cases, shown, round, work }: About): Promise<Examination> {
  const looked: Looked = new Map();
  return writeBlindProgram(
    {
      by: "solver",
      messages: solverMessages(shown, work.drivers.prompts),
      compile: (source) => work.drivers.compileBlind(source, "solver"),
      cases: cases.length,
      examine: async (program) =>
        interpretAnswers(
          await runSolver(program, cases, round, work),
          { by: "solver", looked },
          { round, work },
        ),
    },
    round,
    work,
  );
}

async function askForChecker({ cases, shown, round, work }: About): Promise<Examination> {
  const { drivers } = work;
  const trials = await makeTrials(cases, round, work);
  const looked: Looked = new Map();
  return writeBlindProgram(
    {
      by: "checker",
      messages: checkerMessages(shown, drivers.prompts),
      compile: (source) => drivers.compileBlind(source, "checker"),
      cases: trials.length,
      examine: async (program) =>
        interpretDecisions(await runChecker(program, trials, work), looked, { round, work }),
    },
    round,
    work,
  );
}

/** What the run of a checker means, by the answers that it decided on. */
function interpretDecisions(
  run: CheckerRun,
  looked: Looked,
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<Outcome> {
  const { answered, agreed, decided, shown } = run;
  const { prompts } = about.work.drivers;
  // Right answers alone would confirm a class that pays for all of them.
  const isEnough = (["right", "wrong"] as const).every(
    (kind) => decided[kind] > 0 && decided[kind] >= ENOUGH_ANSWERED * shown[kind],
  );
  return interpretRun(
    {
      by: "checker",
      run,
      looked,
      isEnough,
      onMistake: ({ drawn, response, classScore }, why) => ({
        feedback: feedbackOnWrongDecision({ prompt: drawn.prompt, response, classScore, why }, prompts),
        reason: `the checker is wrong on ${answered - agreed} of ${answered} answers`,
      }),
      onTooFew: () => ({
        feedback: feedbackOnTooFewDecisions(run, prompts),
        reason: `the checker decided on ${decided.right} of ${shown.right} right and ${decided.wrong} of ${shown.wrong} wrong answers`,
      }),
    },
    about,
  );
}
