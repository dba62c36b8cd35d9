import type { Check } from "../../core/checks/unit-test-report.ts";
import { readTree } from "../answers/answer-tree.ts";
import { counterexample, type Evidence, firstCases, type PlacedCase, warned } from "../cases/evidence.ts";
import { findCalculations } from "../texts/find-calculation.ts";
import { findMethod } from "../texts/find-method.ts";

/** Cases of each level whose prompts are read. */
const CASES = 20;

/** So many prompts may have a sentence, or a calculation, that is about something else. */
const MOST = 0.1;

/** A calculation that is the answer, but for how it is rounded. */
const ROUNDED = 0.005;

/** The prompt tells how its question is answered, so that only carrying it out is left. */
export function objectToMethod(evidence: Evidence): Check | undefined {
  const { title, description } = evidence.card;
  const task = `${title}\n${description}`;
  const cases = firstCases(evidence, CASES);
  const found = [
    { what: "tell how the answer is found", all: cases.map(({ prompt }) => findMethod(prompt, task)) },
    {
      what: "write the answer out as a calculation",
      all: cases.map((drawn) => calculationOf(drawn, evidence)),
    },
  ].map(({ what, all }) => ({
    what,
    said: all.flatMap((said, index) => (said === undefined ? [] : [{ said, drawn: cases[index] }])),
  }));
  const told = found.find(({ said }) => said.length > MOST * cases.length);
  const [first] = told?.said ?? [];
  if (told === undefined || first === undefined) return undefined;
  return warned(
    "no leak",
    `${told.said.length} of ${cases.length} prompts ${told.what}: "${first.said.slice(0, 160)}"`,
    told.said.flatMap(({ drawn }) =>
      drawn === undefined ? [] : [counterexample(drawn, evidence.seed, drawn.reference)],
    ),
  );
}

function calculationOf({ prompt, answer }: PlacedCase, { loaded }: Evidence): string | undefined {
  const tree = readTree(answer ?? "", loaded.answerShape);
  const right = tree.kind === "number" ? tree.value : Number(/^-?\d+(?:\.\d+)?(?= )/.exec(answer ?? "")?.[0]);
  if (!Number.isFinite(right)) return undefined;
  const value = findCalculations(prompt).find((one) => Math.abs(one - right) <= ROUNDED * Math.abs(right));
  return value === undefined ? undefined : String(value);
}
