import type { Feedback } from "../../agents/feedback/feedback.ts";
import {
  feedbackOnNoCheck,
  feedbackOnNothingOpen,
  feedbackOnTooFewDecisions,
  feedbackOnWrongDecision,
} from "../../agents/feedback/feedback-on-program.ts";
import { feedbackOnDiagnostics, feedbackOnUnusableReply } from "../../agents/feedback/feedback-on-reply.ts";
import { joinFeedback } from "../../agents/feedback/join-feedback.ts";
import { readReply } from "../../agents/read-code-block.ts";
import { readOpen } from "../../agents/read-open.ts";
import type { Completion } from "../../core/calls/completion.ts";
import type { Diagnostic, Program } from "../../core/draft/compile-report.ts";
import type { TestedRound } from "../../core/draft/draft.ts";
import { UNVERIFIED } from "../../core/judging/second-verifier.ts";
import type { Work } from "../line/work.ts";
import type { FreshCase } from "./fresh-cases.ts";
import { explainSilence } from "./explain-silence.ts";
import { interpretAnswers } from "./interpret-run.ts";
import { type Battery, makeBattery } from "./make-battery.ts";
import { makeNearMisses } from "./near-misses.ts";
import { disputeOf, type Progress, type Wanted } from "./oracle-progress.ts";
import { reviewDisagreements } from "./review-disagreements.ts";
import { reviewOpenRule } from "./review-open-rule.ts";
import { callOf, runCheck } from "./run-check.ts";
import { runSolver, type SolverRun } from "./run-solver.ts";
import { KINDS, scoreAnswers } from "./score-answers.ts";
import { agreementOf, tallyOf, weighCheck } from "./weigh-check.ts";

type About = Wanted & {
  readonly cases: readonly FreshCase[];
  readonly round: TestedRound;
  readonly work: Work;
};

/** What a reply has shown, and what its author is to be told; nothing where there is nothing to mend. */
export type Examined = { readonly progress: Progress; readonly feedback: Feedback | undefined };

/** Compiles what a reply brings, solver and verifier, and runs both. What is settled is not run again. */
export async function examineReply(reply: Completion, before: Progress, about: About): Promise<Examined> {
  const { prompts, compileBlind } = about.work.drivers;
  const without: Progress = { ...before, withoutCheck: before.withoutCheck + 1 };
  const read = readReply(reply);
  if (read.status === "unusable")
    return { progress: without, feedback: feedbackOnUnusableReply(read.reason, prompts) };
  const compiled = await compileBlind(read.source, "verifier");
  const said = readOpen(reply);
  const open = said.length > 0 ? said : before.open;
  const alone = compiled.status === "compiled" ? compiled : await compileBlind(read.source, "solver");
  if (alone.status === "refused") {
    const diagnostics = compiled.status === "refused" ? compiled.diagnostics : alone.diagnostics;
    return {
      progress: { ...noteNone(without), open },
      feedback: feedbackOnDiagnostics(diagnostics, prompts),
    };
  }
  const answers = await examineSolver(alone.program, { ...before, open: [] }, about);
  const solved = await weighOpenRules(open, answers, about);
  if (solved.progress.dispute !== undefined) return solved;
  const checked =
    compiled.status === "compiled"
      ? await examineCheck(compiled.program, solved, about)
      : missing(compiled.diagnostics, solved.progress, about);
  const told = [solved.feedback, checked.feedback].filter((one) => one !== undefined);
  return { progress: checked.progress, feedback: joinFeedback(told) };
}

/** Where neither program came of a reply: what is known of earlier ones stays. */
function noteNone(progress: Progress): Progress {
  const reason = "the module does not compile";
  const isFirst = progress.last.answered === 0 && !progress.last.isAble;
  const isNone = progress.verifier.status === "none";
  return {
    ...progress,
    ...(isFirst ? { last: { ...progress.last, reason } } : {}),
    ...(isNone ? { verifier: { status: "none", reason } } : {}),
  };
}

type Solved = Examined & { readonly run: SolverRun; readonly responses: readonly (string | null)[] };

async function examineSolver(program: Program, before: Progress, about: About): Promise<Solved> {
  const { cases, round, work, checksAlone } = about;
  const { responses, run } = await runSolver(program, cases, round, work);
  if (before.truth !== undefined) return { progress: before, feedback: undefined, run, responses };
  const outcome = await interpretAnswers(run, { by: "solver", looked: before.looked }, { round, work });
  if (outcome.status === "settled") {
    const { report } = outcome;
    const found = report.status === "disputed" ? { dispute: report } : { truth: report };
    return { progress: { ...before, ...found }, feedback: undefined, run, responses };
  }
  const { reason, isAble, tally, feedback } = outcome;
  const progress = { ...before, last: { reason, isAble, ...tally } };
  return { progress, feedback: checksAlone && !isAble ? undefined : feedback, run, responses };
}

/** Where the solver's author says that the prompts leave a rule open, a third look says whether they do. */
async function weighOpenRules(open: readonly string[], solved: Solved, about: About): Promise<Solved> {
  const { progress, run } = solved;
  const { round, work } = about;
  if (progress.dispute !== undefined) return solved;
  const closer = await reviewOpenRule(open, run, progress.looked, { round, work });
  if (closer?.status === "class") {
    const { cases, answered, agreed } = run;
    const dispute = {
      status: "disputed",
      by: "solver",
      ruling: closer.ruling,
      disputed: { ...closer.disputed, solverAnswer: "", open: open.join(" ") },
      cases,
      answered,
      agreed,
      verifier: UNVERIFIED,
    } as const;
    return { ...solved, progress: { ...progress, dispute }, feedback: undefined };
  }
  if (closer?.status !== "program" || solved.feedback === undefined) return solved;
  const { prompt } = closer.disagreement.drawn;
  const told = feedbackOnNothingOpen({ prompt, open, why: closer.why }, work.drivers.prompts);
  return { ...solved, feedback: joinFeedback([solved.feedback, told]) };
}

function missing(diagnostics: readonly Diagnostic[], before: Progress, { work }: About): Examined {
  const { prompts } = work.drivers;
  const isKnown = before.verifier.status !== "none";
  const told = feedbackOnDiagnostics(diagnostics, prompts).evidence;
  const reason = "the reply brought no usable check";
  return {
    progress: {
      ...before,
      withoutCheck: before.withoutCheck + 1,
      verifier: isKnown ? before.verifier : { status: "none", reason },
    },
    feedback: before.verifier.status === "vouches" ? undefined : feedbackOnNoCheck(told, prompts),
  };
}

async function examineCheck(
  program: Program,
  { progress: before, responses }: Solved,
  about: About,
): Promise<Examined> {
  if (before.verifier.status === "vouches") return { progress: before, feedback: undefined };
  const { cases, round, work } = about;
  const { prompts } = work.drivers;
  const battery = before.battery ?? (await makeBattery(cases, round, work));
  const run = await runCheck(program, await withOwn(battery, { program, responses }, about), work);
  const { looked } = before;
  const closer = await reviewDisagreements(run.disagreements, looked, { round, work });
  const figures = agreementOf(run, looked);
  const progress = { ...before, battery };
  if (closer.status === "class") {
    const verifier = { status: "disputes", ...figures } as const;
    return { progress: { ...progress, verifier, dispute: disputeOf(closer, verifier) }, feedback: undefined };
  }
  if (closer.status === "no ruling") {
    const reason = "no third look settled a difference";
    const verifier = { status: "unreliable", reason, ...figures } as const;
    return { progress: { ...progress, verifier, isUnsettled: true }, feedback: undefined };
  }
  const weighed = weighCheck(run, looked);
  if (weighed.status === "vouches")
    return { progress: { ...progress, verifier: { status: "vouches", ...figures } }, feedback: undefined };
  const verifier = { status: "unreliable", reason: weighed.reason, ...figures } as const;
  const { undecided } = run;
  const silence = undecided && (await explainSilence(program, callOf(undecided), work));
  const tooFew = feedbackOnTooFewDecisions({ ...tallyOf(run), undecided, silence }, prompts);
  if (closer.status !== "program") return { progress: { ...progress, verifier }, feedback: tooFew };
  const { drawn, response, classScore } = closer.disagreement;
  const wrong = { prompt: drawn.prompt, response, classScore, why: closer.why };
  const told = [feedbackOnWrongDecision(wrong, prompts), ...(weighed.status === "too few" ? [tooFew] : [])];
  return { progress: { ...progress, verifier }, feedback: joinFeedback(told) };
}

/**
 * What the module brings itself belongs into the battery: its solver's answers, which the class has scored by
 * its rules, not by one answer, and its near misses.
 */
async function withOwn(
  battery: Battery,
  { program, responses }: { readonly program: Program; readonly responses: Solved["responses"] },
  { cases, round, work }: About,
): Promise<Battery> {
  const solved = cases.flatMap((drawn, index) => {
    const response = responses[index] ?? "";
    return response === "" ? [] : [{ drawn, kind: KINDS.solved, response }];
  });
  const missed = await makeNearMisses(program, battery.cases, work);
  const trials = await scoreAnswers([...solved, ...missed], round, work);
  return { ...battery, trials: [...battery.trials, ...trials] };
}
