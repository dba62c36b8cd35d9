import { type Json, Rng } from "../../bootcamp/index.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { type AnswerTree, elementsOf, readTree, writeTree } from "../../unittests/answers/answer-tree.ts";
import { breakRules } from "../../unittests/answers/break-rules.ts";
import { changeAnswer } from "../../unittests/answers/change-answer.ts";
import { cutAnswer } from "../../unittests/answers/distort-answer.ts";
import { GUESSERS } from "../../unittests/answers/guess-answer.ts";
import { listAnswers } from "../../unittests/answers/list-answers.ts";
import { mutateAnswer } from "../../unittests/answers/mutate-answer.ts";
import { SURFACE_POLICIES } from "../../unittests/answers/surface-policies.ts";
import { scalarsOf } from "../../unittests/cases/case-fields.ts";
import { spreadOver } from "../../unittests/cases/spread-over.ts";
import type { FreshCase } from "./fresh-cases.ts";
import type { Running } from "./in-crossings.ts";
import {
  KINDS,
  type Made,
  MOST_OF_A_KIND,
  scoreAnswers,
  type Trial,
  withoutSpellings,
} from "./score-answers.ts";

/** Answers for two verifiers to judge. */
export type Battery = {
  readonly trials: readonly Trial[];
  /** The cases whose answers they are. */
  readonly cases: readonly FreshCase[];
  /** The easy cases of which every answer of the form is among them. */
  readonly listed: number;
};

/** Cases of which answers are made, over all levels alike: a fault in 3% of them is then met in 95% of the runs. */
const CASES = 100;

/** The same for ways to answer at random, each of which says something on every case. */
const MOST_GUESSES = 40;

/** Of each case, changes of its text and broken rules that are tried. */
const FEW = 2;

/** Words that models put before an answer: who reads an answer must find it behind them. */
const WORKING = "Worked through.\n\n";

/**
 * References, bare and behind a line of working; right answers changed by every operator, by small changes of
 * their text and by rules broken one at a time, all their numbers moved alike, a word of the case added; answers of
 * other cases, at random, and off the prompt's surface; and all answers there are to a few cases of the easiest
 * level. What the class cannot read tells nothing and is left out; what it pays in part it does not take for right.
 */
export async function makeBattery(
  fresh: readonly FreshCase[],
  round: { readonly program: Program },
  running: Running,
): Promise<Battery> {
  const byLevel = [...Map.groupBy(fresh, ({ level }) => level).values()];
  const perLevel = Math.ceil(CASES / Math.max(1, byLevel.length));
  const chosen = byLevel.map((cases) => spreadOver(cases, perLevel));
  const { drivers, options } = running;
  const loaded = await drivers.sandbox.load(round.program, options.limits);
  const shape = loaded.status === "completed" ? loaded.value.answerShape : null;
  const references = chosen.flat().map(({ reference }) => reference);
  const found = await drivers.sandbox.extract(round.program, references, options.limits);
  const texts = found.status === "completed" ? found.value : [];
  const known = new Map(
    chosen.flat().map((drawn, index) => {
      const text = texts[index]?.text ?? "";
      return [drawn, { text, tree: readTree(text, shape) }] as const;
    }),
  );
  const answers = chosen.map((cases) =>
    cases.flatMap((drawn) => {
      const answer = known.get(drawn);
      return answer === undefined || answer.text === "" ? [] : [{ drawn, ...answer }];
    }),
  );
  const listed = listAnswers(answers[0] ?? [], shape);
  const all = listed.flatMap(({ of: { drawn }, texts: every }) =>
    every.map((text): Made => ({ drawn, kind: KINDS.listed, text })),
  );
  const told = await withoutSpellings(answers.flatMap(answersOf), round, running);
  const trials = await scoreAnswers([...told, ...all], round, running);
  return { trials, cases: chosen.flat(), listed: listed.length };
}

type Answered = { readonly drawn: FreshCase; readonly text: string; readonly tree: AnswerTree };

/** Answers to the cases of one level, so many of each kind at most. */
function answersOf(cases: readonly Answered[]): readonly Made[] {
  const made = cases.flatMap(({ drawn, text, tree }, index): readonly Made[] => {
    const others = cases.filter((_, at) => at !== index);
    const trees = others.map((other) => other.tree);
    const foreign = [1, 2, 3].flatMap((step) => {
      const other = cases[(index + step) % cases.length];
      return other === undefined || other.drawn === drawn ? [] : elementsOf(other.tree);
    });
    const rng = Rng.from(`battery ${drawn.level} ${drawn.index}`);
    const next = cases[(index + 1) % cases.length];
    const of = (kind: string, all: readonly string[]): readonly Made[] =>
      all.map((one): Made => ({ drawn, kind, text: one }));
    return [
      {
        drawn,
        kind: "reference",
        response: index % 2 === 0 ? drawn.reference : WORKING + drawn.reference,
      },
      ...(next === undefined || next.drawn === drawn ? [] : of("other", [next.text])),
      ...changeAnswer(tree, foreign).map((one): Made => ({ drawn, kind: one.operator, text: one.text })),
      ...of("text", turned(mutateAnswer(text), index)),
      ...of("rule", turned(breakRules(text, drawn.instance), index)),
      ...of("part", cutAnswer(text)),
      ...of("numbers", moveNumbers(text)),
      ...of("added", addKnown(tree, drawn.instance)),
      ...GUESSERS.flatMap(({ what, guess }) => {
        const one = guess(tree, trees, rng.split(what));
        return one === undefined ? [] : of(what, [one]);
      }),
      ...SURFACE_POLICIES.flatMap(({ what, answer }) => {
        const one = answer(drawn.prompt, tree);
        return one === undefined ? [] : of(what, [one]);
      }),
    ];
  });
  const guesses = new Set(GUESSERS.map(({ what }) => what));
  return [...Map.groupBy(made, ({ kind }) => kind)].flatMap(([kind, all]) => {
    if (PER_CASE.has(kind)) return all;
    return spreadOver(all, guesses.has(kind) ? MOST_GUESSES : MOST_OF_A_KIND);
  });
}

/** Kinds of which each case has a few. */
const PER_CASE: ReadonlySet<string> = new Set(["reference", "other", "text", "rule"]);

/** Every number of an answer of several moved alike: a multiple, the other sign, one more of each. */
function moveNumbers(text: string): readonly string[] {
  const numbers = text.match(/\d+/g) ?? [];
  if (numbers.length < 2 || numbers.some(({ length }) => length > 12)) return [];
  const move = (to: (number: number) => number): string =>
    text.replace(/\d+/g, (digits) => String(to(Number(digits))));
  return [move((number) => 2 * number), move((number) => 3 * number), move((number) => number + 1)];
}

/** Words of the case that an answer of several elements does not have, added to it. */
function addKnown(tree: AnswerTree, instance: Json): readonly string[] {
  if (tree.kind !== "sequence") return [];
  const used = new Set(tree.items.map((item) => writeTree(item).toLowerCase()));
  const isWord = (text: string): boolean => /^[\p{L}\d]+$/u.test(text);
  if (![...used].every(isWord)) return [];
  const isNumber = tree.items.every(({ kind }) => kind === "number");
  const known = [...new Set(scalarsOf(instance).map(String))].filter(
    (text) => isWord(text) && !used.has(text.toLowerCase()) && /^\d+$/.test(text) === isNumber,
  );
  return known
    .slice(0, FEW)
    .map((text) => writeTree({ ...tree, items: [...tree.items, { kind: "word", text, options: null }] }));
}

/** A few of a list, others of it for the next case. */
function turned<Item>(items: readonly Item[], index: number): readonly Item[] {
  const from = (index * FEW) % Math.max(1, items.length);
  return [...items.slice(from), ...items.slice(0, from)].slice(0, FEW);
}
