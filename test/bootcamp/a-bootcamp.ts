import type { AnswerFormat } from "../../src/bootcamp/answer-format.ts";
import { Bootcamp } from "../../src/bootcamp/bootcamp.ts";

/** What two bootcamps of the tests differ in: how an answer is written, and what it earns. */
export type BootcampPieces<Answer> = {
  readonly answerFormat: AnswerFormat<Answer>;
  /** Some tests return what no verifier may. */
  readonly verifyCorrection: (answer: Answer) => unknown;
};

class TestBootcamp<Answer> extends Bootcamp<
  { readonly question: string },
  Answer,
  { readonly size: number }
> {
  readonly answerFormat: AnswerFormat<Answer>;
  readonly #verify: (answer: Answer) => unknown;

  constructor({ answerFormat, verifyCorrection }: BootcampPieces<Answer>) {
    super();
    this.answerFormat = answerFormat;
    this.#verify = verifyCorrection;
  }

  caseGenerator(): { readonly question: string } {
    return { question: "What is it?" };
  }

  promptFunc({ question }: { readonly question: string }): string {
    return `${question} ${this.answerFormat.instruction}`;
  }

  referenceAnswer(): string {
    return this.answerFormat.wrap("42");
  }

  verifyCorrection(answer: Answer): number {
    // Without a type on the way: some tests return what the compiler would not let through.
    const earned: { readonly score: number } = Object.create({ score: this.#verify(answer) });
    return earned.score;
  }
}

/** A bootcamp with one case, for what happens between a response and its score. */
export function aBootcamp<Answer>(pieces: BootcampPieces<Answer>): TestBootcamp<Answer> {
  return new TestBootcamp(pieces);
}

/** The case of every such bootcamp. */
export const ONLY_CASE = { question: "What is it?" };
