import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { tryOwnReading } from "../answers/try-own-reading.ts";
import { formatResponse } from "../answers/format-response.ts";
import { verifyAll } from "../cases/verify-all.ts";

const name = "reference answers score 1";

const FORMATTED_CASES = 2;

/** Every reference answer scores 1, also when it is formatted as people format. */
export async function checkReferenceAnswers(evidence: Evidence): Promise<Check> {
  const plain = firstCases(evidence, Infinity).map((drawn) => ({
    drawn,
    response: drawn.reference,
    how: "unchanged",
    score: drawn.score,
  }));
  const formatted = firstCases(evidence, FORMATTED_CASES).flatMap((drawn) =>
    formatResponse(drawn, evidence.loaded.answerPlace, evidence.loaded.answerShape).map(
      ([how, response]) => ({ drawn, response, how }),
    ),
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
  if (first === undefined)
    return judgeReading(evidence, `${plain.length} answers, and ${formatted.length} formatted in other ways`);
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

/** A prompt that names one form may have it; a parser that refuses more than half of what the toolkit reads is brittle. */
const MOST_REFUSED = 0.5;

/** More kinds of spelling in one sentence are read by nobody. */
const MOST_NAMED = 9;

/** What a parser of the class's own makes of spellings that the toolkit's reads, or reads as something else. */
async function judgeReading(evidence: Evidence, detail: string): Promise<Check> {
  const own = await tryOwnReading(evidence);
  if (own.status === "failed") return failed(name, own.reason);
  if (own.status === "the toolkit's") return passed(name, detail);
  const { parser, refused, accepted, shown, spellings, ofRight } = own;
  const listed = (all: readonly string[]): string =>
    all.slice(0, MOST_NAMED).join("; ") +
    (all.length > MOST_NAMED ? `; and ${all.length - MOST_NAMED} more` : "");
  const instead = `the class reads its answers by itself, where the toolkit has ${parser}`;
  if (accepted.length > 0)
    return failed(name, `${instead}: what is another answer scores 1, ${listed(accepted)}`, shown);
  const strict = `${instead}, which also reads right answers that are refused: ${listed(refused)}`;
  if (refused.length > MOST_REFUSED * ofRight) return warned(name, strict, shown);
  if (refused.length > 0) return passed(name, `${detail}; ${strict}`);
  return passed(name, `${detail}; its own parser agrees with ${parser} on ${spellings} spellings`);
}
