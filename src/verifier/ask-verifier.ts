import { readVerdict, verifierMessages } from "../agents/verifier-messages.ts";
import { type Complete, ModelFault } from "../core/calls/completion.ts";
import type { Prompts } from "../core/calls/prompts.ts";
import type { AskVerifier } from "../core/draft/model-verifier.ts";
import { hashJson } from "../core/draft/hash.ts";
import type { TaskId } from "../core/task/ids.ts";

/** Equal questions have equal verdicts: nothing else decides the request. */
const SEED = 0;

/**
 * Asks a model whether answers are right, once for each question: the memo behind `complete` knows it
 * afterwards. Rejects with a ModelFault where nobody can be asked.
 */
export function createAskVerifier(about: {
  readonly complete: Complete;
  readonly prompts: Pick<Prompts, "verifier">;
  readonly task: TaskId;
}): AskVerifier {
  const { complete, prompts, task } = about;
  return async ({ question, reference, equal, answer }) => {
    const asked = { question, reference, equal, answer };
    const reply = await complete({
      address: { role: "verifier", task, questionHash: hashJson(asked) },
      messages: verifierMessages(asked, prompts),
      sample: 1,
      seed: SEED,
    });
    return readVerdict(reply);
  };
}

/**
 * The same for those who go on with what can be scored: that nobody can be asked is a fault of each question.
 */
export function forgivingFaults(ask: AskVerifier): AskVerifier {
  return async (question) => {
    try {
      return await ask(question);
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      return { status: "fault", reason: error.message, mayPass: true };
    }
  };
}
