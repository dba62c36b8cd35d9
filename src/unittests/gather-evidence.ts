import type { CheckedCard } from "../core/card.ts";
import type { DrawnCase, Execution, LoadedClass } from "../core/execution.ts";
import type { Evidence, TestedCase, Testing } from "./evidence.ts";
import { verifyAll } from "./verify-all.ts";

type Gathered = {
  readonly loaded: LoadedClass;
  readonly card: CheckedCard;
  readonly levels: readonly (readonly DrawnCase[])[];
};

/** The answer and the score of every reference, found once for all checks; or how that ended instead. */
export async function gatherEvidence(testing: Testing, gathered: Gathered): Promise<Execution<Evidence>> {
  const { program, sandbox, limits } = testing;
  const all = gathered.levels.flat();
  const answers = await sandbox.extract(
    program,
    all.map(({ reference }) => reference),
    limits,
  );
  if (answers.status !== "completed") return answers;
  const referenceScores = await verifyAll(
    testing,
    all.map(({ instance, reference }) => ({ instance, response: reference })),
  );
  if (referenceScores.status !== "completed") return referenceScores;
  let place = 0;
  const levels = gathered.levels.map((cases) =>
    cases.map((drawn): TestedCase => {
      const answer = answers.value[place] ?? null;
      const score = referenceScores.value[place++] ?? { status: "error", message: "not verified" };
      return { ...drawn, answer, score };
    }),
  );
  const value: Evidence = { ...testing, loaded: gathered.loaded, card: gathered.card, levels };
  return { status: "completed", value, cpuMs: answers.cpuMs + referenceScores.cpuMs };
}
