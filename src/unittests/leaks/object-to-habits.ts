import type { Check } from "../../core/checks/unit-test-report.ts";
import { type AnswerTree, elementsOf, readTree, writeTree } from "../answers/answer-tree.ts";
import {
  counterexample,
  type Evidence,
  failed,
  firstCases,
  type PlacedCase,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { isOrderTold, isTold } from "../cases/is-told.ts";
import { tryAnswers } from "../cases/try-answers.ts";
import { listsOf } from "../cases/case-lists.ts";
import { findBlocks } from "../texts/find-blocks.ts";
import { findLabelled } from "./find-labels.ts";
import {
  findOrders,
  findPlaces,
  findWholes,
  type Habit,
  placeAnswer,
  type Placed,
} from "../texts/find-positions.ts";
import { standInOrder } from "../texts/stand-in-order.ts";

/**
 * So much more often than by chance right answers may stand where they do in a list of their case or of their prompt.
 * Good classes show at most 0.21 for one of a list, 0.02 for a run and 0.01 for the others (docs/checks.md).
 */
const HABIT_LIMIT = 0.3;

/** A habit is shown to a person where the task may have made it: which of a list is right, in which order. */
const FAILED_HABIT: Readonly<Record<Habit["kind"], number>> = {
  "one of a list": 0.5,
  "a block": 0.5,
  "on one side": Infinity,
  "a run": HABIT_LIMIT,
  "all of a list": HABIT_LIMIT,
  "in order": Infinity,
};

const isFault = ({ kind, excess }: Habit): boolean => excess > FAILED_HABIT[kind];

/** Of so many cases of each level the lists of the prompt are looked at, too. */
const READ_PROMPTS = 40;

/** Cases in which the elements of an answer are turned round, to see whether their order is asked for. */
const TURNED = 6;

/** A case with its right answer taken apart. */
type Answered = PlacedCase & { readonly tree: AnswerTree };

/** Where it stands in a list gives the answer away: always the first, the first few, a run, all of a list. */
export async function objectToHabits(evidence: Evidence): Promise<Check | undefined> {
  const drawn = firstCases(evidence, Infinity);
  const { answerShape } = evidence.loaded;
  const answered = drawn.map((one): Answered => ({ ...one, tree: readTree(one.answer ?? "", answerShape) }));
  const placed = answered.map((one): Placed => {
    const texts = elementsOf(one.tree).map((element) => writeTree(element).toLowerCase());
    return placeAnswer(one, texts, { withPrompt: one.index < READ_PROMPTS });
  });
  const isSet = answerShape?.kind === "set" || answerShape?.kind === "multiset";
  const all = [
    ...findPlaces(placed),
    ...findOrders(placed),
    ...findBlocks(placed),
    ...(isSet ? findWholes(placed) : []),
  ];
  const habits = all
    .filter(({ kind, excess }) => excess > HABIT_LIMIT && (kind !== "in order" || !isSet))
    .toSorted((one, other) => Number(isFault(other)) - Number(isFault(one)) || other.excess - one.excess);
  const worst = await firstTold(habits, drawn, evidence);
  if (worst === undefined) return objectToLabels(answered, evidence);
  const shown = worst.shown.flatMap((index) => drawn[index] ?? []);
  if (worst.kind === "in order" && !(await isOrderAsked(evidence, shown))) return undefined;
  const report = isFault(worst) ? failed : warned;
  return report(
    "no leak",
    `the right answer is ${worst.what} in ${shown.length} of ${worst.cases} cases, which can be read off without solving anything`,
    shown.map((one) => counterexample(one, evidence.seed, one.reference)),
  );
}

/**
 * The first habit whose lists the prompts tell of, in their order where that is what gives the answer away: nobody reads
 * an answer off what only the case holds.
 */
async function firstTold(
  habits: readonly Habit[],
  drawn: readonly PlacedCase[],
  evidence: Evidence,
): Promise<Habit | undefined> {
  const told = { whole: new Map<string, boolean>(), inOrder: new Map<string, boolean>() };
  for (const habit of habits) {
    const shown = habit.shown.flatMap((index) => drawn[index] ?? []);
    const isWhole = habit.kind === "all of a list";
    const [known, ask] = isWhole ? [told.whole, isTold] : [told.inOrder, isOrderTold];
    const fields = new Set(habit.paths.map(topField));
    for (const field of fields)
      if (!known.has(field)) known.set(field, field === "" || (await ask(field, shown, evidence)));
    if (![...fields].every((field) => known.get(field) === true)) continue;
    if (isWhole || !habit.paths.every((path) => isInDisorder(path, shown))) return habit;
  }
  return undefined;
}

/**
 * Whether prompts name the things of a list of the case, and hardly more often in its order than against it: then that
 * order is known only from what follows from it, as that of a planted solution from the end to which it leads. Lists that
 * the prompt itself shows are looked at by themselves.
 */
function isInDisorder(path: string, cases: readonly PlacedCase[]): boolean {
  const excess = cases.flatMap(({ instance, prompt }) => {
    const list = listsOf(instance).get(path) ?? [];
    const along = standInOrder(prompt, list);
    const against = standInOrder(prompt, list.toReversed());
    return along === undefined || list.length === 0 ? [] : [Number(along) - Number(against)];
  });
  const sum = excess.reduce((total, one) => total + one, 0);
  return excess.length * 2 > cases.length && sum <= HABIT_LIMIT * excess.length;
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

/** Labels that were given out by the answer tell it: region A has its mark in the first row, B in the second. */
async function objectToLabels(answered: readonly Answered[], evidence: Evidence): Promise<Check | undefined> {
  for (const { path, cases, excess, shown } of findLabelled(answered)) {
    const ordered = shown.flatMap((index) => answered[index] ?? []);
    if (excess <= HABIT_LIMIT || !(await isTold(topField(path), ordered, evidence))) continue;
    return warned(
      "no leak",
      `the labels of ${path} under the cells of the right answer are in order from row to row in ${shown.length} of ${cases} cases, so that they tell where it lies`,
      ordered.map((one) => counterexample(one, evidence.seed, one.reference)),
    );
  }
  return undefined;
}
