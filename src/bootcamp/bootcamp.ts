import type { AnswerFormat } from "./answer-format.ts";
import { extractAnswer } from "./extract-answer.ts";
import type { Json, JsonScalar } from "./json.ts";
import { type Asked, questionFor } from "./model-verified.ts";
import type { Rng } from "./rng.ts";
import { separateThinking } from "./thinking.ts";

/** What one parameter of a level means, and the values it may take. */
export type ParameterSpec = {
  readonly meaning: string;
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly JsonScalar[];
};

/** What a bootcamp says of itself. `levels` go from the easiest to the hardest; there are at least three. */
export type Card<Level extends { readonly [K in keyof Level]: JsonScalar }> = {
  /** PascalCase, the name of the class. */
  readonly name: string;
  /** kebab-case, the name of its folder. */
  readonly slug: string;
  readonly title: string;
  readonly domain: string;
  /** One paragraph. */
  readonly description: string;
  /** The answer format in words, for people. */
  readonly answerFormat: string;
  /** How many answers a choice has, for a task that asks for one of k given things. */
  readonly choices?: number;
  readonly parameters: { readonly [K in keyof Level]: ParameterSpec };
  readonly levels: readonly [Level, Level, Level, ...Level[]];
};

/**
 * The card of a class whose answers a model compares with the reference: such a class has no other.
 *
 * @internal
 */
export type ModelVerifiedCard<Level extends { readonly [K in keyof Level]: JsonScalar }> = Card<Level> & {
  readonly modelVerified: true;
};

/**
 * What a response earns, and how sure we are that it was scored at all.
 *
 * @internal
 */
export type Score =
  | { readonly status: "scored"; readonly score: number; readonly answer: string }
  | {
      readonly status: "unparsable";
      readonly score: 0;
      readonly reason: string;
      /** Where a model verifier called it invalid; else it could not be read. */
      readonly by?: "model verifier";
    }
  | {
      readonly status: "error";
      readonly message: string;
      /** Whose fault it is: where nothing is said the class's. */
      readonly by?: "model verifier";
      /** Whether the same may be scored when it is tried again. */
      readonly mayPass?: true;
    }
  | { readonly status: "timeout"; readonly limitMs: number };

/**
 * Choices of whoever asks for a score.
 *
 * @internal
 */
export type ScoreOptions = {
  /** The score of a well-formed wrong answer, in [0, 1); 0 unless said otherwise. */
  readonly formatScore?: number;
};

/**
 * The longest response that is looked at, thinking included, in UTF-16 units.
 *
 * @internal
 */
export const MAX_RESPONSE_LENGTH = 4_000_000;

/**
 * A family of verifiable reasoning tasks. A subclass has no constructor and no state: the same rng state
 * and level give the same case, for ever, and every method depends on its arguments alone.
 *
 * `Case` must be JSON: plain objects, arrays, strings, finite numbers, booleans, null.
 */
export abstract class Bootcamp<
  Case extends { readonly [K in keyof Case]: Json },
  Answer,
  Level extends { readonly [K in keyof Level]: JsonScalar },
> {
  /** Where the answer stands in a response, and how it is read. */
  abstract readonly answerFormat: AnswerFormat<Answer>;

  /** Draws one case: self-contained, what the verifier needs and nothing else. */
  abstract caseGenerator(rng: Rng, level: Level): Case;

  /** The whole prompt: the rules, the instance and the answer format; never the answer. */
  abstract promptFunc(instance: Case): string;

  /** A complete response that scores 1. Where many answers are right, one of them. */
  abstract referenceAnswer(instance: Case): string;

  /**
   * Optional: a solution worked out step by step, as text that ends with the reference answer. It serves supervised
   * fine-tuning; harder cases take more steps.
   */
  workedSolution?(instance: Case): string;

  /** The score in [0, 1] of a parsed answer, by the rules of the task. */
  abstract verifyCorrection(answer: Answer, instance: Case): number;

  /**
   * How hard a case is, as a number that grows with the work of solving it: nodes of a search, steps of a
   * derivation. Optional; where it is there, the levels must rise by it.
   */
  hardness?(instance: Case): number;

  /**
   * Scores a whole response: thinking taken off, the answer found and read, then verified. Final: no
   * bootcamp overrides it. Never throws; a verifier that throws, or leaves [0, 1], gives an `error`, and so does a class
   * whose answers a model compares, which nobody asks here.
   *
   * @internal
   */
  verifyScore(response: string, instance: Case, options: ScoreOptions = {}): Score {
    const scored = this.attemptScore(response, instance, options);
    if (scored.status !== "asks") return scored;
    return {
      status: "error",
      message: "its answers are compared by a model: have campforge score or campforge serve ask it",
      by: "model verifier",
    };
  }

  /**
   * The same, where answers are compared by a model with what that is to be asked in the place of a score. Final.
   *
   * @internal
   */
  attemptScore(response: string, instance: Case, options: ScoreOptions = {}): Score | Asked {
    if (response.length > MAX_RESPONSE_LENGTH)
      return { status: "unparsable", score: 0, reason: "response too long" };
    let acting = "answerFormat";
    try {
      const found = extractAnswer(separateThinking(response).text, this.answerFormat);
      if (found.status === "unparsable") return { status: "unparsable", score: 0, reason: found.reason };
      acting = "verifyCorrection";
      const score: unknown = this.verifyCorrection(found.value.answer, instance);
      if (typeof score !== "number" || !(score >= 0 && score <= 1)) {
        return {
          status: "error",
          message: `verifyCorrection returned ${String(score)}; expected a number in [0, 1]`,
        };
      }
      acting = "answerFormat.verifier";
      const asked = questionFor<Case>(this, instance, { ...found.value, score });
      if (asked !== undefined) return asked;
      const paid = score === 0 ? (options.formatScore ?? 0) : score;
      return { status: "scored", score: paid, answer: found.value.text };
    } catch (error) {
      return { status: "error", message: `${acting} threw ${describeError(error)}` };
    }
  }
}

function describeError(error: unknown): string {
  try {
    return error instanceof Error
      ? `${error.name}: ${error.message}`.slice(0, 500)
      : "something that is no Error";
  } catch {
    return "an error that cannot be read";
  }
}

/**
 * A bootcamp as a value: the class that a module exports by default, with its card.
 *
 * @internal
 */
export type BootcampClass = {
  // The three parameters differ from class to class; here only their presence matters.
  // oxlint-disable-next-line typescript/no-explicit-any
  new (): Bootcamp<any, any, any>;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly card: Card<any>;
};
