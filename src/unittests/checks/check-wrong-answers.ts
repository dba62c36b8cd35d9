import type { Attempt } from "../../core/draft/execution.ts";
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
import { spreadOver } from "../cases/spread-over.ts";
import { verifyAll } from "../cases/verify-all.ts";
import { asksForTheBest, cutAnswer, detourAnswer } from "../answers/distort-answer.ts";
import { mutateAnswer } from "../answers/mutate-answer.ts";

const CASES = 8;

/** What knows nothing of the case is tried on these of each level. */
const GARBAGE_CASES = 4;

/** Above these shares of close wrong answers that score 1, the verifier hardly looks, or a person should. */
const FAILED_MUTANTS = 0.5;
const WARNED_MUTANTS = 0.25;

/** Above this share, the rest of an answer is hardly looked at. */
const FAILED_PARTS = 0.2;

/** Above this share of cases, an answer that goes a longer way is no tie. */
const WARNED_DETOURS = 0.25;

/** Cases of each level on which detours are tried; there are many for each. */
const DETOURED_CASES = 3;

/** Above this share, an answer of another case being right here is no coincidence. */
const FAILED_OTHERS = 0.3;

/** Above this share of the prompt's own words and lines that score 1, the verifier takes whatever it is told. */
const FAILED_PIECES = 0.3;

/** So many of a prompt's words and lines are tried, on so many cases of each level. */
const MOST_PIECES = 30;
const PIECED_CASES = 2;

/** Words and signs that turn an answer into its opposite, in a few languages. */
const OPPOSITES: readonly ((answer: string) => string)[] = [
  (answer) => `not ${answer}`,
  (answer) => `≠ ${answer}`,
  (answer) => `!= ${answer}`,
  (answer) => `anything but ${answer}`,
  (answer) => `no ${answer}`,
  (answer) => `не ${answer}`,
  (answer) => `¬${answer}`,
];

/** Texts that say nothing, and patterns that match anything. */
const GARBAGE: readonly string[] = [
  "",
  "?",
  "I do not know.",
  "asdf qwer",
  "42 42 42 42",
  "the answer",
  "…",
  ".*",
  ".+",
  "*",
  "%",
  "[^ ]*",
  "NaN",
];

type Kind =
  | "garbage"
  | "the prompt itself"
  | "the prompt's example"
  | "two contradictory answers"
  | "the opposite of the right answer"
  | "a piece of the prompt"
  | "another case's answer"
  | "a part of the correct answer"
  | "a detour"
  | "a mutant";
type Trial = { readonly kind: Kind; readonly drawn: PlacedCase; readonly response: string };

/** What is wrong scores below 1: garbage, echoes, contradictions, other cases' answers, close mutants. */
export async function checkWrongAnswers(evidence: Evidence): Promise<Check> {
  const name = "wrong answers score below 1";
  const trials = await collectTrials(evidence);
  if (typeof trials === "string") return failed(name, trials);
  const attempts = trials.map(({ drawn, response }): Attempt => ({ instance: drawn.instance, response }));
  const execution = await verifyAll(evidence, attempts);
  if (execution.status !== "completed") return failed(name, describeExecution(execution));

  const shown = (trial: Trial): ReturnType<typeof counterexample> =>
    counterexample(trial.drawn, evidence.seed, trial.response, execution.value[trials.indexOf(trial)]);
  const winners = trials.filter((_, index) => scoreValue(execution.value[index]) === 1);
  const share = (kind: Kind): number => count(winners, kind) / Math.max(1, count(trials, kind));
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
  if (share("a piece of the prompt") > FAILED_PIECES)
    return failed(
      name,
      `${pieces.length} of ${count(trials, "a piece of the prompt")} words and lines of the prompt score 1 as an answer`,
      pieces.map(shown),
    );
  const others = winners.filter(({ kind }) => kind === "another case's answer");
  if (share("another case's answer") > FAILED_OTHERS) {
    return failed(
      name,
      `${others.length} of ${count(trials, "another case's answer")} answers to other cases score 1`,
      others.map(shown),
    );
  }
  const parts = winners.filter(({ kind }) => kind === "a part of the correct answer");
  const detours = winners.filter(({ kind }) => kind === "a detour");
  const partsDetail = `a part of the correct answer scores 1 in ${parts.length} of ${count(trials, "a part of the correct answer")} trials`;
  if (share("a part of the correct answer") > FAILED_PARTS)
    return failed(name, partsDetail, parts.map(shown));
  const casesWithDetour = new Set(detours.map(({ drawn }) => drawn)).size;
  const casesTried = new Set(trials.filter(({ kind }) => kind === "a detour").map(({ drawn }) => drawn)).size;
  if (casesWithDetour > WARNED_DETOURS * casesTried) {
    return warned(
      name,
      `the task asks for the best answer, but in ${casesWithDetour} of ${casesTried} cases the correct answer with a detour also scores 1`,
      detours.map(shown),
    );
  }
  if (count(trials, "a mutant") === 0)
    return warned(
      name,
      "no wrong answer close to a correct one could be made: the answers have no parts to change",
    );
  const mutants = winners.filter(({ kind }) => kind === "a mutant");
  const detail = `${mutants.length} of ${count(trials, "a mutant")} correct answers with one element changed still score 1`;
  if (share("a mutant") > FAILED_MUTANTS) return failed(name, detail, mutants.map(shown));
  if (share("a mutant") > WARNED_MUTANTS) return warned(name, detail, mutants.map(shown));
  return passed(name, `${trials.length} wrong answers; ${detail}`);
}

const count = (trials: readonly Trial[], kind: Kind): number =>
  trials.filter((trial) => trial.kind === kind).length;

/** The trials, or why they could not be made. */
async function collectTrials(evidence: Evidence): Promise<readonly Trial[] | string> {
  const { program, sandbox, limits } = evidence;
  const cases = firstCases(evidence, CASES);
  const read = await sandbox.extract(
    program,
    [...cases.map(({ prompt }) => prompt), ...cases.map(({ reference }) => reference)],
    limits,
  );
  if (read.status !== "completed") return `extracting an answer from the prompt: ${describeExecution(read)}`;
  const echoed = read.value.slice(0, cases.length);
  const right = read.value.slice(cases.length).map((answer) => answer?.canonical);

  const isSet = evidence.loaded.answerShape?.kind === "set";
  const texts: TextTrial[] = [];
  const trials: Trial[] = [];
  for (const [index, drawn] of cases.entries()) {
    const answer = drawn.answer ?? "";
    if (index % CASES < GARBAGE_CASES)
      for (const text of GARBAGE) texts.push({ kind: "garbage", drawn, text });
    for (const text of mutateAnswer(answer)) texts.push({ kind: "a mutant", drawn, text });
    for (const text of cutAnswer(answer)) texts.push({ kind: "a part of the correct answer", drawn, text });
    if (index % CASES < DETOURED_CASES && asksForTheBest(drawn.prompt))
      for (const text of detourAnswer(answer, drawn.instance, { isSet }))
        texts.push({ kind: "a detour", drawn, text });
    if (index % CASES < GARBAGE_CASES)
      for (const oppose of OPPOSITES)
        texts.push({ kind: "the opposite of the right answer", drawn, text: oppose(answer) });
    if (index % CASES < PIECED_CASES)
      for (const text of piecesOf(drawn.prompt)) texts.push({ kind: "a piece of the prompt", drawn, text });
    trials.push({ kind: "the prompt itself", drawn, response: drawn.prompt });
    const example = echoed[index];
    if (example !== null && example !== undefined && example.canonical !== right[index]) {
      texts.push({ kind: "the prompt's example", drawn, text: example.text });
    }
    const other = cases.find(
      (one, at) => at > index && one.level === drawn.level && right[at] !== right[index],
    );
    if (other !== undefined) {
      trials.push({ kind: "another case's answer", drawn, response: other.reference });
      const both = `${drawn.reference}\n\nOr rather:\n\n${other.reference}`;
      trials.push({ kind: "two contradictory answers", drawn, response: both });
    }
  }
  const wrapped = await wrapWrong(
    evidence,
    texts,
    new Map(cases.map((drawn, position) => [drawn, right[position]])),
  );
  return typeof wrapped === "string" ? wrapped : [...trials, ...wrapped];
}

/** Words and lines of a prompt, each once, evenly over it. */
function piecesOf(prompt: string): readonly string[] {
  const lines = prompt.split("\n").map((line) => line.trim());
  const words = prompt.match(/[\p{L}\d][\p{L}\d_.'-]*/gu) ?? [];
  const pieces = [...new Set([...lines, ...words])].filter((piece) => piece !== "" && piece.length <= 200);
  return spreadOver(pieces, MOST_PIECES);
}

type TextTrial = { readonly kind: Kind; readonly drawn: PlacedCase; readonly text: string };

/** Texts as responses, without those that are the right answer written in another way. */
async function wrapWrong(
  { program, sandbox, limits }: Evidence,
  texts: readonly TextTrial[],
  right: ReadonlyMap<PlacedCase, string | undefined>,
): Promise<readonly Trial[] | string> {
  const wrapped = await sandbox.wrap(
    program,
    texts.map(({ text }) => text),
    limits,
  );
  if (wrapped.status !== "completed") return `wrapping an answer: ${describeExecution(wrapped)}`;
  const read = await sandbox.extract(program, wrapped.value, limits);
  if (read.status !== "completed") return `extracting a changed answer: ${describeExecution(read)}`;
  return texts.flatMap(({ kind, drawn }, index): Trial[] => {
    const isRight =
      kind !== "garbage" &&
      kind !== "the opposite of the right answer" &&
      kind !== "the prompt's example" &&
      read.value[index]?.canonical === right.get(drawn);
    // Of a prompt's pieces only those say something that can be read as an answer.
    const isNothing = kind === "a piece of the prompt" && (read.value[index] ?? null) === null;
    return isRight || isNothing ? [] : [{ kind, drawn, response: wrapped.value[index] ?? "" }];
  });
}
