import type { AnswerFormat } from "./answer-format.ts";
import { extractAnswer } from "./extract-answer.ts";
import { canonicalText } from "./json.ts";
import { separateThinking } from "./thinking.ts";

/**
 * What a class says of answers that no rule can compare, so that a model may be asked, and be measured first.
 *
 * @internal
 */
export type ModelVerification<Case> = {
  /** What counts as the same answer, in one to three sentences; the verifier reads it as it stands. */
  readonly equal: string;
  /** Further answers to a case that are right, in other words than the reference; as what stands in the format. */
  readonly reworded: (instance: Case) => readonly string[];
  /** Answers to a case that are wrong, each near a right one. */
  readonly wrong: (instance: Case) => readonly string[];
};

/**
 * An answer format whose answers a model compares with the reference.
 *
 * @internal
 */
export type ModelVerifiedFormat<Answer, Case> = AnswerFormat<Answer> & {
  readonly verifier: ModelVerification<Case>;
};

/**
 * What the class-side part of a verification leaves to a model: nothing in the rules speaks against the answer, and
 * whoever runs the class asks the verifier this. `score` is what the answer earns if the verifier calls it right.
 *
 * @internal
 */
export type Asked = {
  readonly status: "asks";
  readonly score: number;
  readonly answer: string;
  readonly question: string;
  readonly reference: string;
  readonly equal: string;
  /** Whether the answer is, as it was read, the reference or one of its rewordings: all that is known without a model. */
  readonly isKnown: boolean;
};

/**
 * A free-form answer, for the rare task whose right answers no rule can tell: a model compares it with the reference
 * answer. Wherever rules can decide, use another format. The class's card is a `ModelVerifiedCard`; its
 * `verifyCorrection` returns 0 for what its rules refuse, and 1 for what the verifier is to be asked about.
 *
 * @example modelVerified(tagged(text()), { equal: "The same cause.", reworded: () => [], wrong: () => [] }).wrap("rust") // → "<answer>rust</answer>"
 * @internal
 */
export function modelVerified<Answer, Case>(
  format: AnswerFormat<Answer>,
  verifier: ModelVerification<Case>,
): ModelVerifiedFormat<Answer, Case> {
  return { ...format, verifier };
}

/** A class as far as its answers are compared by a model. */
type Verified<Case> = {
  readonly answerFormat: AnswerFormat<unknown>;
  readonly promptFunc: (instance: Case) => string;
  readonly referenceAnswer: (instance: Case) => string;
};

/**
 * What a model is to be asked about an answer that the rules let pass; undefined where the class's own rules decide.
 * Throws where the class gives no reference answer that it can read itself.
 *
 * @internal
 */
export function questionFor<Case>(
  bootcamp: Verified<Case>,
  instance: Case,
  given: { readonly text: string; readonly answer: unknown; readonly score: number },
): Asked | undefined {
  const { answerFormat } = bootcamp;
  const verifier = verifierOf<Case>(answerFormat);
  if (verifier === undefined || given.score === 0) return undefined;
  const reference = extractAnswer(separateThinking(bootcamp.referenceAnswer(instance)).text, answerFormat);
  if (reference.status === "unparsable") throw new TypeError(`the reference answer: ${reference.reason}`);
  const canonical = canonicalText(given.answer);
  const isSame = (text: string): boolean => {
    const read = answerFormat.parse(text);
    return read.status === "parsed" && canonicalText(read.value) === canonical;
  };
  return {
    status: "asks",
    score: given.score,
    answer: given.text,
    question: bootcamp.promptFunc(instance),
    reference: reference.value.text,
    equal: verifier.equal,
    isKnown: canonicalText(reference.value.answer) === canonical || verifier.reworded(instance).some(isSame),
  };
}

/**
 * What a format says of its verifier; undefined where answers are compared by rules.
 *
 * @internal
 */
export function verifierOf<Case>(format: AnswerFormat<unknown>): ModelVerification<Case> | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a class declares format and case together
  return "verifier" in format ? (format as ModelVerifiedFormat<unknown, Case>).verifier : undefined;
}
