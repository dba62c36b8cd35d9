import type { Json } from "../bootcamp/index.ts";
import type { CheckedCard } from "../core/draft/card.ts";
import type { DrawnCase, Execution, LoadedClass, Sandbox } from "../core/draft/execution.ts";
import { drawAgain } from "./cases/draw-again.ts";
import type { DrawnAgain, Evidence, TestedCase, Testing } from "./cases/evidence.ts";
import { rememberAnswers } from "./answers/remember-answers.ts";
import { noteFaults } from "./cases/note-faults.ts";
import { verifyAll } from "./cases/verify-all.ts";

type Gathered = {
  readonly loaded: LoadedClass;
  readonly card: CheckedCard;
  readonly levels: readonly (readonly DrawnCase[])[];
};

/** What several checks look at, found once for all of them; or how that ended instead. */
export async function gatherEvidence(
  { evaluatingOnce, ...testing }: Testing & { readonly evaluatingOnce?: Sandbox },
  gathered: Gathered,
): Promise<Execution<Evidence>> {
  const own = new Set<Json>(gathered.levels.flat().map(({ instance }) => instance));
  const quick = rememberAnswers(evaluatingOnce ?? testing.sandbox, testing.program);
  const noting = noteFaults(quick, testing.program, (instance) => own.has(instance));
  const { sandbox, faults } = noting;
  const remembering = { ...testing, sandbox };
  const tested = await testReferences(remembering, gathered.levels);
  if (tested.status !== "completed") return tested;
  const again: Execution<DrawnAgain>[] = [];
  for (const level of gathered.levels.keys()) {
    const execution = await drawAgain(testing, level);
    again.push(execution);
    if (execution.status !== "completed") break;
  }
  const { loaded, card } = gathered;
  const value = {
    ...remembering,
    faults,
    measure: () => {},
    freshSandbox: testing.sandbox,
    loaded,
    card,
    levels: tested.value,
    again,
  };
  return { status: "completed", value, cpuMs: tested.cpuMs };
}

/** The answer and the score of every reference. */
async function testReferences(
  testing: Testing,
  levels: readonly (readonly DrawnCase[])[],
): Promise<Execution<readonly (readonly TestedCase[])[]>> {
  const all = levels.flat();
  const scores = await verifyAll(
    testing,
    all.map(({ instance, reference }) => ({ instance, response: reference })),
  );
  if (scores.status !== "completed") return scores;
  // A score names the answer that it is for. Where the verifier failed, whether there is one is another question.
  const unnamed = all.flatMap(({ reference }, index) => {
    const status = scores.value[index]?.status;
    return status === "scored" || status === "unparsable" ? [] : [reference];
  });
  const answers = await testing.sandbox.extract(testing.program, unnamed, testing.limits);
  if (answers.status !== "completed") return answers;
  const named = new Map(unnamed.map((reference, position) => [reference, answers.value[position]?.text]));
  let place = 0;
  const value = levels.map((cases) =>
    cases.map((drawn): TestedCase => {
      const score = scores.value[place++] ?? { status: "error", message: "not verified" };
      const answer = score.status === "scored" ? score.answer : (named.get(drawn.reference) ?? null);
      return { ...drawn, answer, score };
    }),
  );
  return { status: "completed", value, cpuMs: scores.cpuMs + answers.cpuMs };
}
