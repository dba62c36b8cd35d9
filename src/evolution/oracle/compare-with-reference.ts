import { feedbackOnTranslation } from "../../agents/feedback/feedback-on-program.ts";
import { translatorMessages } from "../../agents/translator-messages.ts";
import { type TestedRound } from "../../core/draft/draft.ts";
import type { ExaminedTruth } from "../../core/judging/oracle-report.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { applyWaivers } from "../../core/checks/waivers.ts";
import { writeBlindProgram, type Examination } from "./write-blind-program.ts";
import { describeContradiction, describeExamination } from "./describe-agreement.ts";
import { drawFresh, drawShown } from "./fresh-cases.ts";
import type { Work } from "../line/work.ts";
import type { Looked } from "./review-disagreements.ts";
import {
  examplesOf,
  findContradiction,
  type Prepared,
  prepareSolution,
  runTranslation,
  type TranslationRun,
} from "./run-translation.ts";
import { interpretAnswers } from "./interpret-run.ts";

/** The round with the check on it, and the truth where the description's own solution has settled it. */
export type Compared = { readonly round: TestedRound; readonly settled: ExaminedTruth | undefined };

/**
 * Compares a class with the solution and the examples of its description, where it brings any. The oracle's
 * author, who never sees the class, leads from a prompt to the solution's input and from its output to a
 * response. The author of the class sees none of it, so that two programs agree that nobody wrote with a look
 * at the other.
 */
export async function compareWithReference(round: TestedRound, work: Work): Promise<Compared> {
  const { task, drivers, options } = work;
  const isThere = task.referenceSolution !== null || examplesOf(task).length > 0;
  if (!options.oracle || !isThere) return { round, settled: undefined };
  const prepared = await prepareSolution(task, drivers.compileBlind, work);
  const { check: found, settled } =
    prepared.contradicted === undefined
      ? await lead(prepared, round, work)
      : { check: describeContradiction(prepared.contradicted, prepared), settled: undefined };
  const { checks } = applyWaivers({ checks: [found] }, task.waivers);
  const report = { ...round.report, checks: [...round.report.checks, ...checks] };
  const compared: TestedRound = { ...round, report };
  drivers.record({ type: "reference-compared", task, round: compared });
  // Whoever waives the check holds the solution for wrong: then it says nothing of the class.
  const counts = checks.every(({ status }) => status !== "waived");
  return { round: compared, settled: counts ? settled : undefined };
}

type Led = { readonly check: Check; readonly settled: ExaminedTruth | undefined };

async function lead(prepared: Prepared, round: TestedRound, work: Work): Promise<Led> {
  const { drivers, task } = work;
  const cases = await drawFresh(round, work);
  const shown = await drawShown(round, work);
  const { solution, examples } = prepared;
  const looked: Looked = new Map();
  let last: TranslationRun | undefined;
  const examination: Examination = await writeBlindProgram(
    {
      by: "translation",
      messages: translatorMessages({ shown, task, solution, examples }, drivers.prompts),
      compile: (source) =>
        drivers.compileBlind(source, solution.status === "runs" ? "adapter" : "translation"),
      cases: cases.length,
      examine: async (program) => {
        const wrong =
          solution.status === "runs"
            ? undefined
            : await findContradiction({ program, of: "answer" }, examples, work);
        if (wrong !== undefined) {
          return {
            status: "again",
            isAble: false,
            feedback: feedbackOnTranslation(wrong.example, wrong.given, drivers.prompts),
            reason: `the translation does not give the output of example ${wrong.number}`,
            tally: { cases: cases.length, answered: 0, agreed: 0 },
          };
        }
        last = await runTranslation(program, prepared, { cases, round }, work);
        return interpretAnswers(last, { by: "translation", looked }, { round, work });
      },
    },
    round,
    work,
  );
  const { report, ending } = examination;
  const isSettled = ending === "settled" && report.status !== "unconfirmed";
  return {
    check: describeExamination(examination, { prepared, run: last, seed: work.options.seed }),
    settled: isSettled ? report : undefined,
  };
}
