import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  warned,
} from "../cases/evidence.ts";
import {
  answerCodes,
  type AnswerCodes,
  findEncoded,
  searchedPrompt,
  type SearchedPrompt,
} from "../texts/find-encoded.ts";
import { scorePositions } from "../answers/positional-answers.ts";

const CASES = 60;

/** Shorter answers stand in prompts by chance. */
const SHORTEST_PLAIN = 16;

/** Above these shares of cases an answer in the prompt is no coincidence, or should be looked at. */
const FAILED_SHARE = 0.2;
const WARNED_SHARE = 0.05;

type Leak = { readonly drawn: PlacedCase; readonly how: string };

/** The reference answer does not stand in the prompt, plainly, labelled or encoded, more often than by chance. */
export function checkNoLeak(evidence: Evidence): Promise<Check> | Check {
  const cases = firstCases(evidence, CASES).map((drawn): Searched => ({
    drawn,
    prompt: { ...searchedPrompt(drawn.prompt), folded: fold(drawn.prompt) },
    answer: soughtAnswer(drawn.answer ?? ""),
  }));
  const leaks: Leak[] = [];
  let byChance = 0;
  for (const [index, { drawn, prompt, answer }] of cases.entries()) {
    const how = findLeak(prompt, answer);
    if (how !== undefined) leaks.push({ drawn, how });
    // The same answer in a neighbour's prompt says how often chance alone puts it there.
    const neighbour = cases[(index + 1) % cases.length];
    if (neighbour !== undefined && findLeak(neighbour.prompt, answer) !== undefined) byChance++;
  }
  const share = (leaks.length - byChance) / Math.max(1, cases.length);
  const [first] = leaks;
  if (first === undefined || share <= WARNED_SHARE)
    return checkPositions(evidence, firstCases(evidence, POSITION_CASES));
  const detail = `the answer appears in ${leaks.length} of ${cases.length} prompts (${first.how}; ${byChance} expected by chance)`;
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
  const shown = cases.map((drawn, index) => counterexample(drawn, evidence.seed, responses[index]));
  return failed("no leak", detail, shown);
}

type FoldedPrompt = SearchedPrompt & { readonly folded: string };
type SoughtAnswer = { readonly folded: string; readonly codes: AnswerCodes };
type Searched = { readonly drawn: PlacedCase; readonly prompt: FoldedPrompt; readonly answer: SoughtAnswer };

const soughtAnswer = (text: string): SoughtAnswer => ({ folded: fold(text), codes: answerCodes(text) });

function findLeak(prompt: FoldedPrompt, answer: SoughtAnswer): string | undefined {
  if (answer.folded === "") return undefined;
  if (isLabelled(prompt.folded, answer.folded)) return "labelled as the answer";
  if (answer.folded.length >= SHORTEST_PLAIN && prompt.folded.includes(answer.folded)) return "in plain text";
  return findEncoded(prompt, answer.codes);
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
