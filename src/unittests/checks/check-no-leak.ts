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
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { isTold } from "../cases/is-told.ts";
import { tryAnswers } from "../cases/try-answers.ts";
import { elementsOf, readTree, writeTree } from "../answers/answer-tree.ts";
import { findOrders, findPlaces, findWholes, type Habit, type Placed } from "../texts/find-positions.ts";
import {
  answerCodes,
  type AnswerCodes,
  findEncoded,
  searchedPrompt,
  type SearchedPrompt,
} from "../texts/find-encoded.ts";
import { scorePositions } from "../answers/positional-answers.ts";

const CASES = 60;

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
  if (first === undefined || share <= LEAK.warned)
    return checkPositions(evidence, firstCases(evidence, POSITION_CASES));
  const detail = `the answer appears in ${leaks.length} of ${cases.length} prompts (${first.how}; ${byChance} expected by chance)`;
  const shown = leaks.map(({ drawn }) => counterexample(drawn, evidence.seed, drawn.reference));
  return share > LEAK.failed ? failed("no leak", detail, shown) : warned("no leak", detail, shown);
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
  if (mean - byChance <= POSITION_LIMIT) return checkHabits(evidence, cases.length);
  const detail = `${what} of the prompt, given as the answer, scores ${mean.toFixed(2)} on average`;
  const shown = cases.map((drawn, index) => counterexample(drawn, evidence.seed, responses[index]));
  return failed("no leak", detail, shown);
}

/**
 * So much more often than by chance right answers may stand where they do in a list of their case. Good classes
 * show at most 0.21 for one of a list, 0.02 for a run and 0.01 for the others (docs/checks.md).
 */
const HABIT_LIMIT = 0.3;

/** A habit is shown to a person where the task may have made it: which of a list is right, in which order. */
const FAILED_HABIT: Readonly<Record<Habit["kind"], number>> = {
  "one of a list": 0.5,
  "a run": HABIT_LIMIT,
  "all of a list": HABIT_LIMIT,
  "in order": Infinity,
};

/** Cases in which the elements of an answer are turned round, to see whether their order is asked for. */
const TURNED = 6;

/** Nor does where it stands in a list of the case give the answer away: always the first, a run, all of a list. */
async function checkHabits(evidence: Evidence, prompts: number): Promise<Check> {
  const name = "no leak";
  const drawn = firstCases(evidence, Infinity);
  const { answerShape } = evidence.loaded;
  const placed = drawn.map(({ instance, answer }): Placed => {
    const elements = elementsOf(readTree(answer ?? "", answerShape));
    return { instance, elements: elements.map((one) => writeTree(one).toLowerCase()) };
  });
  const isSet = answerShape?.kind === "set" || answerShape?.kind === "multiset";
  const habits = [...findPlaces(placed), ...findOrders(placed), ...(isSet ? findWholes(placed) : [])]
    .filter(({ kind, excess }) => excess > HABIT_LIMIT && (kind !== "in order" || !isSet))
    .toSorted((one, other) => other.excess - one.excess);
  const worst = await firstTold(habits, drawn, evidence);
  if (worst === undefined) return passed(name, `${prompts} prompts`);
  const shown = worst.shown.flatMap((index) => drawn[index] ?? []);
  if (worst.kind === "in order" && !(await isOrderAsked(evidence, shown)))
    return passed(name, `${prompts} prompts`);
  const report = worst.excess > FAILED_HABIT[worst.kind] ? failed : warned;
  return report(
    name,
    `the right answer is ${worst.what} in ${shown.length} of ${worst.cases} cases, which can be read off without solving anything`,
    shown.map((one) => counterexample(one, evidence.seed, one.reference)),
  );
}

/** The first habit whose lists the prompts tell of: nobody reads an answer off what only the case holds. */
async function firstTold(
  habits: readonly Habit[],
  drawn: readonly PlacedCase[],
  evidence: Evidence,
): Promise<Habit | undefined> {
  const told = new Map<string, boolean>();
  for (const habit of habits) {
    const fields = new Set(habit.paths.map(topField));
    for (const field of fields)
      if (!told.has(field))
        told.set(
          field,
          field === "" ||
            (await isTold(
              field,
              habit.shown.flatMap((index) => drawn[index] ?? []),
              evidence,
            )),
        );
    if ([...fields].every((field) => told.get(field) === true)) return habit;
  }
  return undefined;
}

/** The field of the case in which a list stands, by the list's path; empty for the case itself. */
const topField = (path: string): string => /^case\.([^.[{]+)/.exec(path)?.[1] ?? "";

/** Whether the verifier tells the elements of an answer in reverse order from the right ones. */
async function isOrderAsked(evidence: Evidence, cases: readonly PlacedCase[]): Promise<boolean> {
  const trials = cases.slice(0, TURNED).flatMap((drawn) => {
    const tree = readTree(drawn.answer ?? "", evidence.loaded.answerShape);
    return tree.kind === "sequence"
      ? [{ drawn, text: writeTree({ ...tree, items: tree.items.toReversed() }) }]
      : [];
  });
  const turned = await tryAnswers(evidence, trials);
  if (turned.status === "failed") return true;
  const accepted = turned.tried.filter(({ score }) => scoreValue(score) === 1).length;
  return accepted * 2 < turned.tried.length;
}

type FoldedPrompt = SearchedPrompt & { readonly folded: string };
type SoughtAnswer = { readonly folded: string; readonly codes: AnswerCodes };
type Searched = { readonly drawn: PlacedCase; readonly prompt: FoldedPrompt; readonly answer: SoughtAnswer };

const soughtAnswer = (text: string): SoughtAnswer => ({ folded: fold(text), codes: answerCodes(text) });

function findLeak(prompt: FoldedPrompt, answer: SoughtAnswer): string | undefined {
  if (answer.folded === "") return undefined;
  if (isLabelled(prompt.folded, answer.folded)) return "labelled as the answer";
  if (answer.folded.length >= LEAK.shortest && prompt.folded.includes(answer.folded)) return "in plain text";
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
