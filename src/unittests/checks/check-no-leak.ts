import { LEAK } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  shorten,
  warned,
} from "../cases/evidence.ts";
import { objectToExamples } from "../leaks/object-to-examples.ts";
import { objectToHabits } from "../leaks/object-to-habits.ts";
import { objectToMethod } from "../leaks/object-to-method.ts";
import { objectToParts } from "../leaks/object-to-parts.ts";
import { objectToSlots } from "../leaks/object-to-slots.ts";
import {
  answerCodes,
  type AnswerCodes,
  type Encoded,
  findEncoded,
  searchedPrompt,
  type SearchedPrompt,
} from "../texts/find-encoded.ts";
import { scorePositions } from "../answers/positional-answers.ts";

const CASES = 60;

type FoundLeak = Encoded & { readonly drawn: PlacedCase };

/** In what order a prompt is looked at for its answer. */
const LOOKS: readonly ((evidence: Evidence) => Promise<Check | undefined> | Check | undefined)[] = [
  objectToTexts,
  objectToPositions,
  objectToHabits,
  objectToSlots,
  objectToParts,
  objectToExamples,
  objectToMethod,
];

/** No prompt gives its answer away, nor how it is found. What stops a class is said before what flags it. */
export async function checkNoLeak(evidence: Evidence): Promise<Check> {
  const flagged: Check[] = [];
  for (const look of LOOKS) {
    const check = await look(evidence);
    if (check?.status === "failed") return check;
    if (check !== undefined) flagged.push(check);
  }
  return flagged[0] ?? passed("no leak", `${firstCases(evidence, POSITION_CASES).length} prompts`);
}

/** The reference answer stands in the prompt, plainly, labelled or encoded, more often than by chance. */
function objectToTexts(evidence: Evidence): Check | undefined {
  const cases = firstCases(evidence, CASES).map((drawn): Searched => ({
    drawn,
    prompt: { ...searchedPrompt(drawn.prompt), folded: fold(drawn.prompt) },
    answer: soughtAnswer(drawn.answer ?? ""),
  }));
  const leaks: FoundLeak[] = [];
  let byChance = 0;
  for (const [index, { drawn, prompt, answer }] of cases.entries()) {
    const leak = findLeak(prompt, answer);
    if (leak !== undefined) leaks.push({ ...leak, drawn });
    // The same answer in a neighbour's prompt says how often chance alone puts it there.
    const neighbour = cases[(index + 1) % cases.length];
    if (neighbour !== undefined && findLeak(neighbour.prompt, answer) !== undefined) byChance++;
  }
  const share = (leaks.length - byChance) / Math.max(1, cases.length);
  const [first] = leaks;
  if (first === undefined || share <= LEAK.warned) return undefined;
  const detail = `the answer, or a word of it, appears in ${leaks.length} of ${cases.length} prompts (${byChance} expected by chance): ${describeLeak(first)}`;
  const shown = leaks.map(({ drawn }) => counterexample(drawn, evidence.seed, drawn.reference));
  return share > LEAK.failed ? failed("no leak", detail, shown) : warned("no leak", detail, shown);
}

/** An answer by position may earn so much more than chance: the limit of constant answers. */
const POSITION_LIMIT = 0.3;

/** Cases of each level on which an answer by position is tried: some eighty in all. */
const POSITION_CASES = 20;

/** The answer can be read off a fixed place of the prompt, whatever the rest says. */
async function objectToPositions(evidence: Evidence): Promise<Check | undefined> {
  const cases = firstCases(evidence, POSITION_CASES);
  const execution = await scorePositions(evidence, cases);
  if (execution.status !== "completed") return failed("no leak", describeExecution(execution));
  const { what, mean, byChance, responses } = execution.value;
  if (mean - byChance <= POSITION_LIMIT) return undefined;
  const detail = `${what} of the prompt, given as the answer, scores ${mean.toFixed(2)} on average`;
  const shown = cases.map((drawn, index) => counterexample(drawn, evidence.seed, responses[index]));
  return failed("no leak", detail, shown);
}

type FoldedPrompt = SearchedPrompt & { readonly folded: string };
type SoughtAnswer = { readonly folded: string; readonly codes: AnswerCodes };
type Searched = { readonly drawn: PlacedCase; readonly prompt: FoldedPrompt; readonly answer: SoughtAnswer };

const soughtAnswer = (text: string): SoughtAnswer => ({ folded: fold(text), codes: answerCodes(text) });

function findLeak(prompt: FoldedPrompt, answer: SoughtAnswer): Encoded | undefined {
  const whole = { code: answer.folded, piece: answer.folded };
  if (whole.code === "") return undefined;
  const labelled = findLabelled(prompt.folded, whole.code);
  if (labelled !== undefined) return { ...whole, how: "labelled as the answer", code: labelled };
  if (whole.code.length >= LEAK.shortest && prompt.folded.includes(whole.code))
    return { how: "in plain text", ...whole };
  return findEncoded(prompt, answer.codes);
}

/** Characters of a prompt that are quoted on either side of what stands in it. */
const QUOTED_AROUND = 40;

/** What stands where, quoted: the prompt beside it is cut short, and may be so before the words that matter. */
function describeLeak({ drawn, how, code, piece }: FoundLeak): string {
  const prompt = drawn.prompt.replace(/\s+/g, " ");
  const found = findStanding(prompt.toLowerCase(), code.toLowerCase());
  const [from, to] = [Math.max(0, found - QUOTED_AROUND), found + code.length + QUOTED_AROUND];
  const quoted = `${from > 0 ? "…" : ""}${prompt.slice(from, to)}${to < prompt.length ? "…" : ""}`;
  return `in the first of them "${shorten(piece, 100)}" stands ${how}, in "${shorten(quoted, 200)}"`;
}

/** Where a code stands: as a word of its own, if it does, since a short one stands within others by chance. */
function findStanding(text: string, code: string): number {
  for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
    const beside = text.charAt(at - 1) + text.charAt(at + code.length);
    if (!/[a-z0-9]/.test(beside)) return at;
  }
  return text.indexOf(code);
}

const LABEL =
  /(?:answer|solution|result|secret|expected)(?:[^a-z0-9]+(?:is|are|was|equals))?[^a-z0-9]{1,12}$/;

/** What is wanted, with the label before it. */
function findLabelled(text: string, wanted: string): string | undefined {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [label] = LABEL.exec(text.slice(Math.max(0, at - 30), at)) ?? [];
    if (label !== undefined) return label + wanted;
  }
  return undefined;
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
