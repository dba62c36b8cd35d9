import { type AnswerTree, readTree } from "./answer-tree.ts";
import { cutAnswer, detourAnswer } from "./distort-answer.ts";
import { givenTexts } from "./given-texts.ts";
import { lengthenAnswer } from "./lengthen-answer.ts";
import { mutateAnswer } from "./mutate-answer.ts";
import {
  describeExecution,
  describeWrapping,
  type Evidence,
  firstCases,
  type PlacedCase,
} from "../cases/evidence.ts";
import { spreadOver } from "../cases/spread-over.ts";
import { askForTheBest, askForTheShortest } from "../texts/find-superlative.ts";

/** Cases of each level on which wrong answers are tried. */
const CASES = 8;

/** What knows nothing of the case is tried on these of each level. */
const GARBAGE_CASES = 4;

/** Cases of each level on which detours and longer answers are tried; there are many for each. */
const DETOURED_CASES = 3;

/** So many of a prompt's words and lines are tried, on so many cases of each level. */
const MOST_PIECES = 30;
const PIECED_CASES = 2;

/** Words that turn any answer into its opposite. */
const OPPOSITES: readonly ((answer: string) => string)[] = [
  (answer) => `not ${answer}`,
  (answer) => `anything but ${answer}`,
  (answer) => `no ${answer}`,
];

/** Signs and foreign words that do so to a number or to one of a few things; beside a long text they say nothing. */
const OPPOSITE_SIGNS: readonly ((answer: string) => string)[] = [
  (answer) => `≠ ${answer}`,
  (answer) => `!= ${answer}`,
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

export type WrongKind =
  | "garbage"
  | "the prompt itself"
  | "the prompt's example"
  | "two contradictory answers"
  | "the opposite of the right answer"
  | "a piece of the prompt"
  | "what the prompt gives"
  | "another case's answer"
  | "a part of the correct answer"
  | "a detour"
  | "a longer answer"
  | "a mutant";
export type WrongTrial = {
  readonly kind: WrongKind;
  readonly drawn: PlacedCase;
  readonly response: string;
  /** Of what the prompt gives: which line of it, alike in all prompts of the level. */
  readonly line?: number;
};

/** Wrong answers of every kind as responses, or why they could not be made. */
export async function collectWrong(evidence: Evidence): Promise<readonly WrongTrial[] | string> {
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

  const { answerShape } = evidence.loaded;
  const isSet = answerShape?.kind === "set" || answerShape?.kind === "multiset";
  const answers = cases.map(({ answer }) => (answer ?? "").toLowerCase());
  const hasFewAnswers =
    new Set(answers).size * 2 <= answers.length || answers.every((answer) => /^[-+]?[\d.,/]+$/.test(answer));
  const given = evidence.levels.flatMap((_, level) => givenTexts(cases.filter((one) => one.level === level)));
  const treesOf = (level: number): readonly AnswerTree[] =>
    cases.flatMap((one) => (one.level === level ? [readTree(one.answer ?? "", answerShape)] : []));
  const texts: TextTrial[] = [];
  const trials: WrongTrial[] = [];
  for (const [index, drawn] of cases.entries()) {
    const answer = drawn.answer ?? "";
    if (index % CASES < GARBAGE_CASES)
      for (const text of GARBAGE) texts.push({ kind: "garbage", drawn, text });
    for (const text of mutateAnswer(answer)) texts.push({ kind: "a mutant", drawn, text });
    for (const text of cutAnswer(answer)) texts.push({ kind: "a part of the correct answer", drawn, text });
    if (index % CASES < DETOURED_CASES && askForTheBest(drawn.prompt) !== undefined)
      for (const text of detourAnswer(answer, drawn.instance, { isSet }))
        texts.push({ kind: "a detour", drawn, text });
    if (index % CASES < GARBAGE_CASES)
      for (const oppose of hasFewAnswers ? [...OPPOSITES, ...OPPOSITE_SIGNS] : OPPOSITES)
        texts.push({ kind: "the opposite of the right answer", drawn, text: oppose(answer) });
    if (index % CASES < PIECED_CASES)
      for (const text of piecesOf(drawn.prompt)) texts.push({ kind: "a piece of the prompt", drawn, text });
    if (index % CASES < DETOURED_CASES && askForTheShortest(drawn.prompt) !== undefined)
      for (const text of lengthenAnswer(readTree(answer, answerShape), treesOf(drawn.level)))
        texts.push({ kind: "a longer answer", drawn, text });
    for (const { line, text } of given[index] ?? [])
      for (const written of answer.includes("(") ? [text, `(${text})`] : [text])
        texts.push({ kind: "what the prompt gives", drawn, line, text: written });
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

type TextTrial = Omit<WrongTrial, "response"> & { readonly text: string };

/** Texts as responses, without those that are the right answer written in another way. */
async function wrapWrong(
  { program, sandbox, limits }: Evidence,
  texts: readonly TextTrial[],
  right: ReadonlyMap<PlacedCase, string | undefined>,
): Promise<readonly WrongTrial[] | string> {
  const wrapped = await sandbox.wrap(
    program,
    texts.map(({ text }) => text),
    limits,
  );
  if (wrapped.status !== "completed") return describeWrapping(wrapped);
  const read = await sandbox.extract(program, wrapped.value, limits);
  if (read.status !== "completed") return `extracting a changed answer: ${describeExecution(read)}`;
  return texts.flatMap(({ kind, drawn, line }, index): WrongTrial[] => {
    const isRight =
      kind !== "garbage" &&
      kind !== "the opposite of the right answer" &&
      kind !== "the prompt's example" &&
      read.value[index]?.canonical === right.get(drawn);
    // Of a prompt's pieces only those say something that can be read as an answer.
    const isNothing =
      (kind === "a piece of the prompt" || kind === "what the prompt gives") &&
      (read.value[index] ?? null) === null;
    return isRight || isNothing
      ? []
      : [{ kind, drawn, response: wrapped.value[index] ?? "", ...(line === undefined ? {} : { line }) }];
  });
}
