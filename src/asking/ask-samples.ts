import type { Complete, Completion } from "../core/calls/completion.ts";
import { seedOf } from "../core/draft/hash.ts";
import { awaitAll } from "../core/run/await-all.ts";
import { taskId } from "../core/task/ids.ts";

/** A case as a model is asked it. */
export type AskedCase = {
  readonly bootcamp: string;
  readonly version: number;
  readonly level: number;
  readonly caseId: string;
  readonly prompt: string;
};

/** Who is asked, how often, and by which seed. */
export type Asking = {
  readonly role: "teacher" | "candidate";
  readonly samples: number;
  readonly seed: number;
  readonly complete: Complete;
};

/**
 * Asks a model for every sample of a case at once. It is shown what a policy will be shown, and nothing else: the prompt
 * of the case. Calls under way are let finish, whatever becomes of the others. Throws a ModelFault when the model cannot
 * be asked.
 */
export function askSamples(one: AskedCase, about: Asking): Promise<readonly Completion[]> {
  const { role, samples, seed, complete } = about;
  const { bootcamp, version, level, caseId, prompt } = one;
  const asked = Array.from({ length: samples }, (_, sample) =>
    complete({
      address: { role, task: taskId(bootcamp), version, level, caseHash: caseId, attempt: sample },
      messages: [{ role: "user", text: prompt }],
      sample,
      seed: seedOf(`${role} ${seed} ${caseId} ${sample}`),
    }),
  );
  return awaitAll(asked);
}
