import type { Check } from "../core/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  warned,
} from "./evidence.ts";
import { findEncoded } from "./find-encoded.ts";
import { scorePositions } from "./positional-answers.ts";

const CASES = 60;

/** Shorter answers stand in prompts by chance. */
const SHORTEST_PLAIN = 16;

/** Above these shares of cases an answer in the prompt is no coincidence, or should be looked at. */
const FAILED_SHARE = 0.2;
const WARNED_SHARE = 0.05;

type Leak = { readonly drawn: PlacedCase; readonly how: string };

/** The reference answer does not stand in the prompt, plainly, labelled or encoded, more often than by chance. */
export function checkNoLeak(evidence: Evidence): Promise<Check> | Check {
  const cases = firstCases(evidence, CASES);
  const leaks: Leak[] = [];
  let byChance = 0;
  for (const [place, drawn] of cases.entries()) {
    const answer = drawn.answer?.text ?? "";
    const how = findLeak(drawn.prompt, answer);
    if (how !== undefined) leaks.push({ drawn, how });
    // The same answer in a neighbour's prompt says how often chance alone puts it there.
    const neighbour = cases[(place + 1) % cases.length];
    if (neighbour !== undefined && findLeak(neighbour.prompt, answer) !== undefined) byChance++;
  }
  const share = (leaks.length - byChance) / Math.max(1, cases.length);
  const [first] = leaks;
  if (first === undefined || share <= WARNED_SHARE)
    return checkPositions(evidence, firstCases(evidence, POSITION_CASES));
  const detail = `the answer stands in ${leaks.length} of ${cases.length} prompts (${first.how}; by chance ${byChance})`;
  const shown = leaks.map(({ drawn }) => counterexample(drawn, evidence.seed, drawn.reference));
  return share > FAILED_SHARE ? failed("no leak", detail, shown) : warned("no leak", detail, shown);
}

/** An answer by position may earn so much more than chance: the limit of constant answers. */
const POSITION_LIMIT = 0.3;

/** Cases of each level on which an answer by position is tried: some eighty in all. */
const POSITION_CASES = 20;

/** Nor can the answer be read off a fixed place of the prompt, whatever the rest says. */
async function checkPositions(evidence: Evidence, cases: readonly PlacedCase[]): Promise<Check> {
  const execution = await scorePositions(evidence, cases);
  if (execution.status !== "completed") return failed("no leak", describeExecution(execution));
  const { what, mean, byChance, responses } = execution.value;
  if (mean - byChance <= POSITION_LIMIT) return passed("no leak", `${cases.length} prompts`);
  const detail = `${what} of the prompt, given as the answer, scores ${mean.toFixed(2)} on average`;
  const shown = cases.map((drawn, place) => counterexample(drawn, evidence.seed, responses[place]));
  return failed("no leak", detail, shown);
}

function findLeak(prompt: string, answer: string): string | undefined {
  const text = fold(prompt);
  const wanted = fold(answer);
  if (wanted === "") return undefined;
  if (isLabelled(text, wanted)) return "labelled as the answer";
  if (wanted.length >= SHORTEST_PLAIN && text.includes(wanted)) return "plainly";
  return findEncoded(prompt, answer);
}

const LABEL =
  /(?:answer|solution|result|secret|expected)(?:[^a-z0-9]+(?:is|are|was|equals))?[^a-z0-9]{1,12}$/;

function isLabelled(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (LABEL.test(text.slice(Math.max(0, at - 30), at))) return true;
  }
  return false;
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
