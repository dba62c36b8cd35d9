import type { Diagnostic } from "../core/draft/compile-report.ts";
import type { CriticReport } from "../core/judging/critic-report.ts";
import type { RejectReason } from "../core/verdict/decide-verdict.ts";
import type { JudgeReport } from "../core/judging/judge-report.ts";
import { cutText } from "../core/text/cut-text.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { OracleReport } from "../core/judging/oracle-report.ts";
import type { UnitTestReport } from "../core/checks/unit-test-report.ts";
import { makeVisible } from "../core/text/visible-text.ts";
import { describeChecks } from "./describe-checks.ts";

/** The longest message to an author, in characters: more is not read, and the first few faults mend the rest. */
export const MAX_MESSAGE = 6_000;

/** What of it may be evidence; the rest frames it. */
export const MAX_FEEDBACK = 5_000;

/** What an author hears of a round, and whether it is asked what it simplified away. */
export type Finding = { readonly finding: string; readonly feedback: string; readonly wasClean: boolean };

const SIMPLIFIED_QUESTION =
  "Before you write, go through the description once more, rule by rule: what did your last version leave out, shorten or make easier than it is described? Put it in. ";

/** The message that sends an author back to work. */
export function refineMessage(finding: Finding, prompts: Prompts): string {
  const fill = (feedback: string): string =>
    fillSlots(prompts.refine.user, {
      finding: finding.finding,
      feedback,
      question: finding.wasClean ? SIMPLIFIED_QUESTION : "",
    });
  const room = Math.max(0, MAX_MESSAGE - fill("").length);
  return fill(cutText(finding.feedback, room));
}

/** A reply without code that could be compiled. */
export function feedbackOnUnusableReply(reason: string): Finding {
  return {
    finding: "Your reply cannot be used.",
    feedback: `The reason: ${cutText(makeVisible(reason), 1_000)}.`,
    wasClean: false,
  };
}

/** A draft that the compiler, the contract or the policy refuses. */
export function feedbackOnDiagnostics(diagnostics: readonly Diagnostic[]): Finding {
  const lines = diagnostics.map(({ category, code, message, line, column, lineText }) =>
    makeVisible(
      `Line ${line}, column ${column}, ${category} error ${code}: ${cutText(message, 900)}${lineText === "" ? "" : `\n    ${cutText(lineText, 300)}`}`,
    ),
  );
  return {
    finding: "Your class does not compile. Mend each of these:",
    feedback: joinWithin(lines, MAX_FEEDBACK),
    wasClean: false,
  };
}

/** A blind solver that answers too little, with a prompt on which it fails. */
export function feedbackOnSolverTrouble(run: {
  readonly cases: number;
  readonly answered: number;
  readonly unanswered: { readonly prompt: string } | undefined;
  readonly unreadable: { readonly drawn: { readonly prompt: string }; readonly reason: string } | undefined;
}): Finding {
  const unanswered =
    run.unanswered === undefined
      ? []
      : [`It throws, takes too long or gives nothing on this prompt:\n${run.unanswered.prompt}`];
  const unreadable =
    run.unreadable === undefined
      ? []
      : [`Its answer to this one cannot be read (${run.unreadable.reason}):\n${run.unreadable.drawn.prompt}`];
  return {
    finding: `Your program answers ${run.answered} of ${run.cases} other prompts of the family.`,
    feedback: joinWithin([...unanswered, ...unreadable], MAX_FEEDBACK),
    wasClean: false,
  };
}

/** A blind solver that was found wrong by working a case through. */
export function feedbackOnSolverMistake(prompt: string, response: string, why: string): Finding {
  return {
    finding: "Your program gives a wrong answer to this prompt, as working it through by hand shows.",
    feedback: joinWithin([prompt, `Its answer:\n${response}`, `What is wrong: ${why}`], MAX_FEEDBACK),
    wasClean: false,
  };
}

/** A blind checker that decides too little, with an answer that it leaves undecided. */
export function feedbackOnCheckerTrouble(run: {
  readonly cases: number;
  readonly answered: number;
  readonly undecided: { readonly drawn: { readonly prompt: string }; readonly response: string } | undefined;
}): Finding {
  const undecided =
    run.undecided === undefined
      ? []
      : [
          `It throws, takes too long or is unsure about this answer:\n${run.undecided.response}`,
          `The prompt:\n${run.undecided.drawn.prompt}`,
        ];
  return {
    finding: `Your program decides on ${run.answered} of ${run.cases} answers to other prompts of the family.`,
    feedback: joinWithin(undecided, MAX_FEEDBACK),
    wasClean: false,
  };
}

/** A blind checker that was found wrong by working a case through. */
export function feedbackOnCheckerMistake(
  prompt: string,
  { response, classScore }: { readonly response: string; readonly classScore: "right" | "wrong" },
  why: string,
): Finding {
  return {
    finding: `Your program holds a ${classScore} answer to this prompt ${classScore === "right" ? "wrong" : "right"}, as working it through by hand shows.`,
    feedback: joinWithin([prompt, `The answer:\n${response}`, `Worked through: ${why}`], MAX_FEEDBACK),
    wasClean: false,
  };
}

/** A translation of a reference solution that gives another output than an example. */
export function feedbackOnTranslationMistake(
  example: { readonly input: string; readonly output: string },
  given: string | null,
): Finding {
  return {
    finding: "Your `answer` does not give the output of an example of the description.",
    feedback: joinWithin(
      [
        `Input:\n${example.input}`,
        `Output of the example:\n${example.output}`,
        given === null ? "Yours throws, or takes too long." : `Yours:\n${given}`,
      ],
      MAX_FEEDBACK,
    ),
    wasClean: false,
  };
}

/** A draft that was run: what failed first, with its counterexamples, then what was only noticed. */
export function feedbackOnUnitTests(report: UnitTestReport): Finding {
  const failures = report.checks.filter((check) => check.status === "failed");
  return {
    finding:
      failures.length > 0
        ? "Your class compiles and was run. These tests failed:"
        : "Your class passes every test. A reviewer would stumble over this:",
    feedback: describeChecks(report.checks, MAX_FEEDBACK),
    wasClean: failures.length === 0,
  };
}

/** A draft that a critic objects to. Its points are a model's, and the author is told so. */
export function feedbackOnCritic({
  faithful,
  points,
}: CriticReport & { readonly status: "reviewed" }): Finding {
  const lines = points.map(
    ({ kind, point, quote }) =>
      `- ${kind}: ${cutText(makeVisible(point), 500)}\n  About: ${cutText(makeVisible(quote), 300)}`,
  );
  return {
    finding: `Your class passes every test. A reader who compared it with the description holds it for faithful to ${faithful} of 4, and says this. Weigh each point; mend what is so, and leave what is not.`,
    feedback: joinWithin(lines, MAX_FEEDBACK),
    wasClean: true,
  };
}

/** A draft that was rejected for what was found after its tests; undefined for other reasons. */
export function feedbackOnRejection(
  reason: RejectReason,
  { judged, oracle }: { readonly judged: JudgeReport | undefined; readonly oracle: OracleReport },
): Finding | undefined {
  switch (reason.kind) {
    case "truth disputed":
      return oracle.status === "disputed" ? onDisputedTruth(oracle) : undefined;
    case "too simple":
      return {
        finding:
          "Your class passes every test, and a language model solved nearly all of its cases, at the hardest level too.",
        feedback:
          "Make the levels harder in the way the task itself is hard: larger instances, more interacting constraints, longer chains of steps, rules of the description that you left out. Do not make prompts unclear, rules hidden, or answers longer to write, and keep the verifier exact.",
        wasClean: true,
      };
    case "too hard":
      return {
        finding:
          "Your class passes every test, and a language model solved hardly any of its cases, even at the easiest level.",
        feedback:
          "Attempts at the same case disagree with each other, so the task is probably right but too hard. Give it easier levels to begin with, and make sure that the prompt states every rule and the exact form of the answer.",
        wasClean: true,
      };
    case "levels too far apart":
      return {
        finding:
          "Your class passes every test. One level is solved nearly always, and the next one hardly ever.",
        feedback: "Put levels between them, so that difficulty grows in small steps.",
        wasClean: true,
      };
    case "broken":
      return onDispute(reason.detail, judged);
    case "no usable draft":
    case "unit tests failed":
      return undefined;
  }
}

const DISPUTED = {
  "wrong truth":
    "Your class passes every test, and a program written from your prompts alone disagrees with it. Worked through by hand, the other answer is right: your reference answer and your verifier share a mistake.",
  "ambiguous prompt":
    "Your class passes every test, and a program written from your prompts alone disagrees with it. The prompt does not say enough to decide: a rule is missing from it, or can be read in two ways. State every rule that the verifier applies.",
  "alternative refused":
    "Your class passes every test, and your verifier refuses an answer that the rules allow. Check answers by the rules, not against one solution.",
} as const;

const WRONGLY_PAID =
  "Your class passes every test, and a program written from your prompts alone disagrees with it. Worked through by hand, an answer that your verifier pays for is wrong: it shares a mistake with your reference answer, or does not look at every rule.";

function onDisputedTruth(oracle: OracleReport & { readonly status: "disputed" }): Finding {
  const { prompt, reference, solverAnswer, classScore, why } = oracle.disputed;
  const isPaid = classScore === "right" && oracle.ruling === "wrong truth";
  return {
    finding: isPaid ? WRONGLY_PAID : DISPUTED[oracle.ruling],
    feedback: joinWithin(
      [
        `Prompt:\n${prompt}`,
        `Your answer: ${reference}`,
        `The ${classScore === "right" ? "answer that you pay for" : "other answer"}: ${solverAnswer}`,
        `Worked through: ${why}`,
      ],
      MAX_FEEDBACK,
    ),
    wasClean: true,
  };
}

function onDispute(detail: string, judged: JudgeReport | undefined): Finding {
  const dispute = judged?.dispute;
  if (dispute?.status !== "verifier-wrong") {
    return {
      finding: "Your class passes every test, and failed on a real reply.",
      feedback: detail,
      wasClean: true,
    };
  }
  const smallest = dispute.cases.toSorted((one, other) => one.prompt.length - other.prompt.length);
  const cases = smallest.flatMap(({ prompt, agreed }) =>
    agreed === null
      ? []
      : [
          `Prompt:\n${cutText(makeVisible(prompt), 1_200)}\nIndependent attempts agree on: ${cutText(makeVisible(agreed), 400)}\nYour verifier pays none of them.`,
        ],
  );
  return {
    finding:
      "Your class passes every test, and no attempt of a language model scored. Independent attempts at the same case agree with each other and disagree with your verifier. Work these cases through by hand: most likely your reference answer and your verifier share a mistake, or the prompt lacks a rule.",
    feedback: joinWithin(cases, MAX_FEEDBACK),
    wasClean: true,
  };
}

/** A draft that a person read and sent back with a note. */
export function feedbackOnSendBack(note: string): Finding {
  return {
    finding: "A person has reviewed your class and wants another version of it. Do what their note asks for:",
    feedback: cutText(makeVisible(note), MAX_FEEDBACK),
    wasClean: false,
  };
}

/** As many whole pieces as fit. */
function joinWithin(pieces: readonly string[], limit: number): string {
  let joined = "";
  for (const [index, piece] of pieces.entries()) {
    const next = joined === "" ? piece : `${joined}\n\n${piece}`;
    if (next.length > limit) {
      const rest = `\n\n(${pieces.length - index} more)`;
      return cutText(joined === "" ? piece : `${joined}${rest}`, limit);
    }
    joined = next;
  }
  return joined;
}
