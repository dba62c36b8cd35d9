import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  scoreValue,
} from "../cases/evidence.ts";
import { formatResponse } from "../answers/format-response.ts";
import { verifyAll } from "../cases/verify-all.ts";

const FORMATTED_CASES = 2;

/** Every reference answer scores 1, also when it is formatted as people format. */
export async function checkReferenceAnswers(evidence: Evidence): Promise<Check> {
  const name = "reference answers score 1";
  const plain = firstCases(evidence, Infinity).map((drawn) => ({
    drawn,
    response: drawn.reference,
    how: "unchanged",
    score: drawn.score,
  }));
  const formatted = firstCases(evidence, FORMATTED_CASES).flatMap((drawn) =>
    formatResponse(drawn, evidence.loaded.answerPlace).map(([how, response]) => ({ drawn, response, how })),
  );
  const execution = await verifyAll(
    evidence,
    formatted.map(({ drawn, response }) => ({ instance: drawn.instance, response })),
  );
  if (execution.status !== "completed")
    return failed(name, `verifying reference answers: ${describeExecution(execution)}`);
  const tried = [
    ...plain,
    ...formatted.flatMap((one, index) => {
      const score = execution.value[index];
      return score === undefined ? [] : [{ ...one, score }];
    }),
  ];
  const wrong = tried.filter(({ score }) => scoreValue(score) !== 1);
  const [first] = wrong;
  if (first === undefined) {
    return passed(name, `${plain.length} answers, and ${formatted.length} formatted in other ways`);
  }
  const count = wrong.filter(({ how }) => how === first.how).length;
  const of = tried.filter(({ how }) => how === first.how).length;
  return failed(
    name,
    `${count} of ${of} reference answers do not score 1 (${first.how})`,
    wrong
      .filter(({ how }) => how === first.how)
      .map(({ drawn, response, score }) => counterexample(drawn, evidence.seed, response, score)),
  );
}
