import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import type { Silence } from "../../core/judging/silence.ts";
import type { Feedback } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/** How many of the cases, or answers, a blind program had something to say to. */
type Answered = { readonly cases: number; readonly answered: number };

/** What working a case through by hand has shown. */
type WorkedThrough = { readonly prompt: string; readonly response: string; readonly why: string };

/** A blind solver that answers too few cases, with a prompt on which it fails. */
export function feedbackOnTooFewAnswers(
  run: Answered & {
    readonly unanswered: { readonly prompt: string } | undefined;
    readonly silence: Silence | undefined;
    readonly unreadable: { readonly drawn: { readonly prompt: string }; readonly reason: string } | undefined;
  },
  prompts: Prompts,
): Feedback {
  const texts = prompts["program-feedback"];
  const { cases, answered, unanswered, silence, unreadable } = run;
  const pieces = [
    ...(unanswered === undefined || silence === undefined
      ? []
      : [fillSlots(texts.noAnswer, { why: describeSilence(silence, prompts), prompt: unanswered.prompt })]),
    ...(unreadable === undefined
      ? []
      : [fillSlots(texts.unreadableAnswer, { reason: unreadable.reason, prompt: unreadable.drawn.prompt })]),
  ];
  return {
    finding: fillSlots(texts.tooFewAnswers, { answered, cases }),
    evidence: joinEvidence(pieces, prompts),
    standing: "fails",
  };
}

/** A blind solver that was found wrong. */
export function feedbackOnWrongAnswer({ prompt, response, why }: WorkedThrough, prompts: Prompts): Feedback {
  const texts = prompts["program-feedback"];
  const pieces = [prompt, fillSlots(texts.itsAnswer, { response }), fillSlots(texts.whatIsWrong, { why })];
  return { finding: texts.wrongAnswer.text, evidence: joinEvidence(pieces, prompts), standing: "fails" };
}

/** A blind author who says that the prompts leave a rule open, where working one through has shown that they do not. */
export function feedbackOnNothingOpen(
  { prompt, open, why }: { readonly prompt: string; readonly open: readonly string[]; readonly why: string },
  prompts: Prompts,
): Feedback {
  const texts = prompts["program-feedback"];
  const pieces = [fillSlots(texts.prompt, { prompt }), fillSlots(texts.workedThrough, { why })];
  return {
    finding: fillSlots(texts.notLeftOpen, { open: open.join(" ") }),
    evidence: joinEvidence(pieces, prompts),
    standing: "fails",
  };
}

/** A blind solver that came without a verifier. */
export function feedbackOnNoCheck(evidence: string, prompts: Prompts): Feedback {
  return { finding: prompts["program-feedback"].noCheck.text, evidence, standing: "fails" };
}

/** A blind checker that decides on too few answers, with one that it leaves undecided. */
export function feedbackOnTooFewDecisions(
  run: Answered & {
    readonly undecided:
      { readonly drawn: { readonly prompt: string }; readonly response: string } | undefined;
    readonly silence: Silence | undefined;
  },
  prompts: Prompts,
): Feedback {
  const texts = prompts["program-feedback"];
  const { cases, answered, undecided, silence } = run;
  const pieces =
    undecided === undefined || silence === undefined
      ? []
      : [
          fillSlots(texts.undecidedAnswer, {
            why: describeSilence(silence, prompts),
            response: undecided.response,
          }),
          fillSlots(texts.prompt, { prompt: undecided.drawn.prompt }),
        ];
  return {
    finding: fillSlots(texts.tooFewDecisions, { answered, cases }),
    evidence: joinEvidence(pieces, prompts),
    standing: "fails",
  };
}

function describeSilence(silence: Silence, prompts: Prompts): string {
  const texts = prompts["program-feedback"];
  const of = silence.of === null ? texts.theSolution.text : `\`${silence.of}\``;
  switch (silence.status) {
    case "threw":
      return fillSlots(texts.threw, { of, message: silence.message });
    case "gave no text":
      return fillSlots(texts.gaveNoText, { of, type: silence.type });
    case "empty":
      return fillSlots(texts.gaveEmptyText, { of });
    case "unsure":
      return fillSlots(texts.isUnsure, { of });
    case "timed out":
      return fillSlots(texts.timedOut, { of, limit: `${silence.limitMs / 1_000} s` });
    case "late":
      return fillSlots(texts.late, {
        of,
        ms: Math.round(silence.cpuMs),
        count: silence.count,
        limit: `${silence.limitMs / 1_000} s`,
      });
  }
}

/** A blind checker that was found wrong about an answer that is `classScore`, as the class says. */
export function feedbackOnWrongDecision(
  { prompt, response, why, classScore }: WorkedThrough & { readonly classScore: "right" | "wrong" },
  prompts: Prompts,
): Feedback {
  const texts = prompts["program-feedback"];
  const section = classScore === "right" ? texts.rightAnswerMarkedWrong : texts.wrongAnswerMarkedRight;
  const pieces = [prompt, fillSlots(texts.answer, { response }), fillSlots(texts.workedThrough, { why })];
  return { finding: section.text, evidence: joinEvidence(pieces, prompts), standing: "fails" };
}

/** A translation of a reference solution that gives another output than an example; null where it gave none. */
export function feedbackOnTranslation(
  example: { readonly input: string; readonly output: string },
  given: string | null,
  prompts: Prompts,
): Feedback {
  const texts = prompts["program-feedback"];
  const pieces = [
    fillSlots(texts.exampleInput, { input: example.input }),
    fillSlots(texts.exampleOutput, { output: example.output }),
    given === null ? texts.noOutput.text : fillSlots(texts.output, { output: given }),
  ];
  return { finding: texts.outputDiffers.text, evidence: joinEvidence(pieces, prompts), standing: "fails" };
}
