import type { Check } from "../core/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  scoreValue,
  verifyAll,
} from "./evidence.ts";

const FORMATTED_CASES = 5;

/** Every reference answer scores 1, also when it is formatted as people format. */
export async function checkReferenceAnswers(evidence: Evidence): Promise<Check> {
  const all = firstCases(evidence, Infinity);
  const plain = all.map((drawn) => ({ drawn, response: drawn.reference, how: "as it is" }));
  const formatted = firstCases(evidence, FORMATTED_CASES).flatMap((drawn) =>
    formattings(drawn.reference, evidence.loaded.answerPlace).map(([how, response]) => ({
      drawn,
      response,
      how,
    })),
  );
  const tried = [...plain, ...formatted];
  const execution = await verifyAll(
    evidence,
    tried.map(({ drawn, response }) => ({ instance: drawn.instance, response })),
  );
  if (execution.status !== "completed") {
    return failed(
      "reference answers score 1",
      `verifying reference answers: ${describeExecution(execution)}`,
    );
  }
  const wrong = tried.flatMap((one, place) => {
    const score = execution.value[place];
    return score !== undefined && scoreValue(score) !== 1 ? [{ ...one, score }] : [];
  });
  const [first] = wrong;
  if (first === undefined) {
    return passed(
      "reference answers score 1",
      `${plain.length} answers, ${formatted.length} of them formatted in other ways`,
    );
  }
  const count = wrong.filter(({ how }) => how === first.how).length;
  const of = tried.filter(({ how }) => how === first.how).length;
  return failed(
    "reference answers score 1",
    `${count} of ${of} reference answers do not score 1 (${first.how})`,
    wrong
      .filter(({ how }) => how === first.how)
      .map(({ drawn, response, score }) => counterexample(drawn, evidence.seed, response, score)),
  );
}

/** Ways in which models dress a right response, by the place where the answer stands. */
function formattings(
  reference: string,
  place: string,
): readonly (readonly [how: string, response: string])[] {
  const thinking =
    "<think>\nLet me try something first. Answer: 0\n\\boxed{0} <answer>0</answer>\n</think>\n\n";
  const inside = (open: string, close: string, mark: string): string =>
    reference.replace(open, `${open}${mark}`).replace(close, `${mark}${close}`);
  const common: (readonly [string, string])[] = [
    ["with thinking before it", thinking + reference],
    ["with white space around it", `\n\n  ${reference}  \n\n`],
  ];
  const sentence = ["with a sentence before it", `Here is what I found.\n\n${reference}`] as const;
  switch (place) {
    case "tagged":
      return [
        ...common,
        sentence,
        ["in bold", inside("<answer>", "</answer>", "**")],
        ["with spaces inside", inside("<answer>", "</answer>", " ")],
      ];
    case "bracketed":
      return [...common, sentence, ["with spaces inside", inside("[answer]", "[/answer]", " ")]];
    case "boxed":
      return [
        ...common,
        sentence,
        ["in dollar signs", reference.replace(/\\boxed\{.*\}/s, (box) => `$${box}$`)],
      ];
    case "final-line":
      return [...common, sentence, ["in bold", reference.replace(/^(Answer:.*)$/m, "**$1**")]];
    case "fenced":
      return [...common, sentence];
    default:
      return common;
  }
}
