import type { Asked, Score } from "../../bootcamp/index.ts";

/** What a model verifier is asked: whether an answer to a question is the same as the reference. */
export type VerifierQuestion = Pick<Asked, "question" | "reference" | "answer" | "equal">;

/**
 * What a model verifier makes of an answer. `invalid` is no answer that could be right or wrong. A `fault`
 * says nothing of the answer: the endpoint failed, or its reply is none of the three.
 */
export type VerifierVerdict =
  | { readonly status: "right" }
  | { readonly status: "wrong" }
  | { readonly status: "invalid" }
  | {
      readonly status: "fault";
      readonly reason: string;
      /** Whether it may be gone when the same is asked again: nobody was reached, or nothing came back. */
      readonly mayPass?: true;
    };

/** A model verifier by its own name, and the version of the prompt that it is asked by. */
export type ModelVerifier = { readonly model: string; readonly prompt: string };

/** Asks a model verifier once. */
export type AskVerifier = (question: VerifierQuestion) => Promise<VerifierVerdict>;

/** Who compares answers, and how to ask them about those of a bootcamp. */
export type Verifying = {
  readonly verifier: ModelVerifier;
  readonly askAbout: (bootcamp: string) => AskVerifier;
};

/** Where nobody is configured to be asked. */
export const NO_VERIFIER: AskVerifier = () =>
  Promise.resolve({
    status: "fault",
    reason:
      "its answers are compared by a model, and none was asked: name one as `verifier` in the configuration (docs/configuration.md)",
  });

/** The same without a model: what the class itself knows of the answer. */
export const settleAlone = ({ answer, score, isKnown }: Asked): Score => ({
  status: "scored",
  score: isKnown ? score : 0,
  answer,
});

/**
 * The score of an answer that a model was asked about. What the verifier cannot say is an error, never a
 * score.
 */
export function settleAsked(asked: Asked, verdict: VerifierVerdict): Score {
  switch (verdict.status) {
    case "right":
      return { status: "scored", score: asked.score, answer: asked.answer };
    case "wrong":
      return { status: "scored", score: 0, answer: asked.answer };
    case "invalid":
      return {
        status: "unparsable",
        score: 0,
        reason: "the model verifier calls it invalid: no one answer that could be right or wrong",
        by: "model verifier",
      };
    case "fault":
      return {
        status: "error",
        message: `the model verifier: ${verdict.reason}`,
        by: "model verifier",
        ...(verdict.mayPass === true ? { mayPass: true } : {}),
      };
  }
}
