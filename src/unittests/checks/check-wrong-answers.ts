import type { Score } from "../../bootcamp/index.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { Attempt } from "../../core/draft/execution.ts";
import { CLOSE_ANSWERS } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { collectWrong, type WrongKind, type WrongTrial } from "../answers/collect-wrong.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  passed,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { verifyAll } from "../cases/verify-all.ts";
import { askForTheBest, askForTheShortest } from "../texts/find-superlative.ts";

const name = "wrong answers score below 1";

/** Above this share, the rest of an answer is hardly looked at. */
const FAILED_PARTS = 0.2;

/**
 * Above this share of cases, an answer that goes a longer way is no tie; above the other, length is not asked
 * for.
 */
const WARNED_DETOURS = 0.25;
const FAILED_LONGER = 0.5;

/** Above this share, an answer of another case being right here is no coincidence. */
const FAILED_OTHERS = 0.3;

/**
 * Above this share of the prompt's own words and lines that score 1, the verifier takes whatever it is told.
 */
const FAILED_PIECES = 0.3;

/**
 * Above this share of a level's cases, and in so many, what a line of the prompt gives is no answer by
 * chance.
 */
const FAILED_GIVEN = 0.3;
const LEAST_GIVEN = 3;

/** What is wrong scores below 1: garbage, echoes, contradictions, other cases' answers, close mutants. */
export async function checkWrongAnswers(evidence: Evidence): Promise<Check> {
  const trials = await collectWrong(evidence);
  if (typeof trials === "string") return failed(name, trials);
  const attempts = trials.map(({ drawn, response }): Attempt => ({ instance: drawn.instance, response }));
  const execution = await verifyAll(evidence, attempts);
  if (execution.status !== "completed") return failed(name, describeExecution(execution));

  const shown: Tried["shown"] = (trial) =>
    counterexample(trial.drawn, evidence.seed, trial.response, execution.value[trials.indexOf(trial)]);
  // No model was asked here: what was refused says nothing of a verifier that is one.
  if (evidence.loaded.equal === null)
    evidence.measure({ kind: "wrong answers", ...countPaid(execution.value) });
  const winners = trials.filter((_, index) => scoreValue(execution.value[index]) === 1);
  const tried = { trials, winners, shown };
  return objectToAnything(tried) ?? objectToDetours(tried) ?? weighMutants(tried);
}

/**
 * Wrong answers that got a verdict, and those of them that score 1. One that brings the verifier down is not
 * refused.
 */
function countPaid(scores: readonly Score[]): { readonly tried: number; readonly paid: number } {
  const decided = scores.filter(({ status }) => status === "scored" || status === "unparsable");
  return { tried: decided.length, paid: decided.filter((score) => scoreValue(score) === 1).length };
}

/** Wrong answers, those of them that score 1, and each as a counterexample. */
type Tried = {
  readonly trials: readonly WrongTrial[];
  readonly winners: readonly WrongTrial[];
  readonly shown: (trial: WrongTrial) => ReturnType<typeof counterexample>;
};

const shareOf = ({ trials, winners }: Tried, kind: WrongKind): number =>
  count(winners, kind) / Math.max(1, count(trials, kind));

/** What says that the verifier takes nearly anything for an answer, or what is there to be copied. */
function objectToAnything(tried: Tried): Check | undefined {
  const { trials, winners, shown } = tried;
  for (const kind of [
    "garbage",
    "the prompt itself",
    "the prompt's example",
    "two contradictory answers",
    "the opposite of the right answer",
  ] as const) {
    const found = winners.filter((trial) => trial.kind === kind);
    if (found.length > 0)
      return failed(
        name,
        `${kind} scores 1 in ${found.length} of ${count(trials, kind)} trials`,
        found.map(shown),
      );
  }
  const pieces = winners.filter(({ kind }) => kind === "a piece of the prompt");
  if (shareOf(tried, "a piece of the prompt") > FAILED_PIECES)
    return failed(
      name,
      `${pieces.length} of ${count(trials, "a piece of the prompt")} words and lines of the prompt score 1 as an answer`,
      pieces.map(shown),
    );
  const given = findGiven(trials, winners);
  if (given.length > 0)
    return failed(
      name,
      `what the prompt itself gives, in line ${(given[0]?.line ?? 0) + 1}, scores 1 as the answer in ${countNoun(given.length, "case")} of level ${given[0]?.drawn.level}`,
      given.map(shown),
    );
  const others = winners.filter(({ kind }) => kind === "another case's answer");
  if (shareOf(tried, "another case's answer") > FAILED_OTHERS) {
    return failed(
      name,
      `${others.length} of ${count(trials, "another case's answer")} answers to other cases score 1`,
      others.map(shown),
    );
  }
  const parts = winners.filter(({ kind }) => kind === "a part of the correct answer");
  const partsDetail = `a part of the correct answer scores 1 in ${parts.length} of ${count(trials, "a part of the correct answer")} trials`;
  if (shareOf(tried, "a part of the correct answer") > FAILED_PARTS)
    return failed(name, partsDetail, parts.map(shown));
  return undefined;
}

/** What says that longer ways score 1 though the task asks for the best one. */
function objectToDetours({ trials, winners, shown }: Tried): Check | undefined {
  const detours = winners.filter(({ kind }) => kind === "a detour");
  const casesWithDetour = new Set(detours.map(({ drawn }) => drawn)).size;
  const casesTried = new Set(trials.filter(({ kind }) => kind === "a detour").map(({ drawn }) => drawn)).size;
  if (casesWithDetour > WARNED_DETOURS * casesTried) {
    return warned(
      name,
      `the task asks for the best answer${inTheWords(askForTheBest, detours)}, but in ${casesWithDetour} of ${casesTried} cases the correct answer with an element more, or with another in its place, also scores 1${besides(detours)}`,
      detours.map(shown),
    );
  }
  const longer = winners.filter(({ kind }) => kind === "a longer answer");
  const casesLonger = new Set(longer.map(({ drawn }) => drawn)).size;
  const casesLengthened = new Set(
    trials.filter(({ kind }) => kind === "a longer answer").map(({ drawn }) => drawn),
  ).size;
  if (casesLonger > WARNED_DETOURS * casesLengthened) {
    const report = casesLonger > FAILED_LONGER * casesLengthened ? failed : warned;
    return report(
      name,
      `the task asks for a shortest answer${inTheWords(askForTheShortest, longer)}, but in ${casesLonger} of ${casesLengthened} cases a longer one also scores 1: the right one with steps that undo each other, a loop gone round again, or a step to spare${besides(longer)}`,
      longer.map(shown),
    );
  }
  return undefined;
}

/** The words of the prompt that ask for it: whether they do, its author can tell. */
function inTheWords(ask: (prompt: string) => string | undefined, [first]: readonly WrongTrial[]): string {
  const sentence = ask(first?.drawn.prompt ?? "");
  return sentence === undefined ? "" : ` ("${cutText(sentence, 160)}")`;
}

/** What the first was made from. */
function besides([first]: readonly WrongTrial[]): string {
  const answer = first?.drawn.answer ?? "";
  return answer === ""
    ? ""
    : `; the correct answer of the case below is ${cutText(answer.replaceAll(/\s*\n\s*/g, " / "), 160)}`;
}

function weighMutants(tried: Tried): Check {
  const { trials, winners, shown } = tried;
  if (count(trials, "a mutant") === 0)
    return warned(
      name,
      "no wrong answer close to a correct one could be made: the answers have no parts to change",
    );
  const mutants = winners.filter(({ kind }) => kind === "a mutant");
  const detail = `${mutants.length} of ${count(trials, "a mutant")} correct answers with one element changed still score 1`;
  if (shareOf(tried, "a mutant") > CLOSE_ANSWERS.failed) return failed(name, detail, mutants.map(shown));
  if (shareOf(tried, "a mutant") > CLOSE_ANSWERS.warned) return warned(name, detail, mutants.map(shown));
  return passed(name, `${trials.length} wrong answers; ${detail}`);
}

const count = (trials: readonly WrongTrial[], kind: WrongKind): number =>
  trials.filter((trial) => trial.kind === kind).length;

/**
 * The cases of a level in which one line of the prompt, alike in all of them, holds an answer that scores 1.
 */
function findGiven(trials: readonly WrongTrial[], winners: readonly WrongTrial[]): readonly WrongTrial[] {
  const slot = ({ drawn, line }: WrongTrial): string => `${drawn.level} ${line}`;
  const isGiven = ({ kind }: WrongTrial): boolean => kind === "what the prompt gives";
  const tried = Map.groupBy(trials.filter(isGiven), slot);
  const found = [...Map.groupBy(winners.filter(isGiven), slot)].map(([at, all]) => {
    const casesOf = (some: readonly WrongTrial[]): readonly WrongTrial[] => [
      ...new Map(some.map((one) => [one.drawn, one])).values(),
    ];
    return { won: casesOf(all), cases: casesOf(tried.get(at) ?? []).length };
  });
  return (
    found.find(({ won, cases }) => won.length >= LEAST_GIVEN && won.length > FAILED_GIVEN * cases)?.won ?? []
  );
}
