import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import type { Attempt } from "../../core/draft/execution.ts";
import { readTree } from "./answer-tree.ts";
import { breakRules } from "./break-rules.ts";
import { changeAnswer } from "./change-answer.ts";
import { describeWrapping, type Evidence, firstCases, type PlacedCase } from "../cases/evidence.ts";
import { cutAnswer } from "./distort-answer.ts";
import { mutateAnswer } from "./mutate-answer.ts";

/** Cases of the easiest levels, and of every other one, and how many attempts are made on each group. */
const EASY_LEVELS = 2;
const EASY = { cases: 3, attempts: 150 };
const OTHER = { cases: 1, attempts: 70 };

/** Answers that lie at the edge of what a verifier compares. */
const BOUNDARIES: readonly string[] = ["0", "1", "-1", "2", "none", "A", "B", "yes", "no"];

type Trial = { readonly drawn: PlacedCase; readonly text: string };

/**
 * Attempts right and wrong that try a verifier from all sides: for some cases of each level the reference
 * answer, answers that break one rule or are close to it, those of other cases, and boundary values. Those
 * on easy levels come first, since a verifier that solves the case gets no further; in each group all kinds
 * mix.
 */
export async function collectBattery(evidence: Evidence): Promise<readonly Attempt[] | string> {
  const { program, sandbox, limits } = evidence;
  const easy = firstCases(evidence, EASY.cases).filter(({ level }) => level < EASY_LEVELS);
  const others = firstCases(evidence, OTHER.cases).filter(({ level }) => level >= EASY_LEVELS);
  const trials = [
    { cases: easy, most: EASY.attempts },
    { cases: others, most: OTHER.attempts },
  ].flatMap(({ cases, most }) => trialsOn(cases, { most, shape: evidence.loaded.answerShape }));
  const wrapped = await sandbox.wrap(
    program,
    trials.map(({ text }) => text),
    limits,
  );
  if (wrapped.status !== "completed") return describeWrapping(wrapped);
  const attempts = trials.map(({ drawn, text }, index) => ({
    instance: drawn.instance,
    // A reference is tried as it was written.
    response: text === drawn.answer ? drawn.reference : (wrapped.value[index] ?? ""),
  }));
  return attempts;
}

function trialsOn(
  cases: readonly PlacedCase[],
  { most, shape }: { readonly most: number; readonly shape: AnswerShape | null },
): readonly Trial[] {
  const texts = cases.map(({ answer }) => answer ?? "");
  const perCase = cases.map((drawn, index): readonly Trial[] => {
    const foreign = texts.filter((_, at) => at !== index && cases[at]?.level === drawn.level);
    const own = texts[index] ?? "";
    const changed = changeAnswer(readTree(own, shape), []).map(({ text }) => text);
    const kinds = [
      rotate(changed, index),
      rotate(breakRules(own, drawn.instance), index),
      rotate(mutateAnswer(own), index),
      [...foreign, ...cutAnswer(own)],
      BOUNDARIES,
    ];
    return [...new Set([own, ...interleave(kinds)])].map((text) => ({ drawn, text }));
  });
  return interleave(perCase).slice(0, most);
}

/** The same list from another place on, so that cases of which few attempts are made differ in theirs. */
function rotate<Item>(items: readonly Item[], turns: number): readonly Item[] {
  const from = Math.floor((turns * items.length) / 3) % Math.max(1, items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}

/** One of each list in turn. */
function interleave<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => {
      const item = list[index];
      return item === undefined ? [] : [item];
    }),
  ).flat();
}
