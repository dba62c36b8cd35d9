import { spreadOver } from "../cases/spread-over.ts";
import { type AnswerTree, writeTree } from "./answer-tree.ts";

/** So many longer answers of each kind are made of one answer. */
const MOST_OF_A_KIND = 16;

/** Words of so few different letters are taken for moves that were written together. */
const MOST_LETTERS = 8;

/** An answer as steps one after the other, and how steps are written. */
type Steps = {
  readonly items: readonly string[];
  readonly write: (items: readonly string[]) => string;
};

/**
 * Answers that are longer than a right one and may be right all the same, but for their length: two steps
 * more that undo each other (each pair of steps that answers are made of), a stretch gone back and forth
 * again, a loop at the end repeated, one idle step. `all` are right answers of the same level.
 */
export function lengthenAnswer(tree: AnswerTree, all: readonly AnswerTree[]): readonly string[] {
  const known = all.flatMap((one) => stepsOf(one, all)?.items ?? []);
  const steps = stepsOf(tree, all);
  if (steps === undefined || steps.items.length === 0) return [];
  const { items, write } = steps;
  const alphabet = [...new Set([...items, ...known])];
  const ends = [0, items.length, items.length >> 1];
  const insert = (more: readonly string[]): readonly (readonly string[])[] =>
    ends.map((at) => items.toSpliced(at, 0, ...more));
  const kinds = [
    alphabet.flatMap((step) => insert([step, step])),
    alphabet.flatMap((one) => alphabet.flatMap((other) => (one === other ? [] : insert([one, other])))),
    items.slice(1).map((_, index) => items.toSpliced(index + 2, 0, ...items.slice(index, index + 2))),
    [2, 3, 4, items.length].map((count) => [...items, ...items.slice(-count)]),
    alphabet.flatMap((step) => insert([step])),
  ];
  return [...new Set(kinds.flatMap((kind) => spreadOver(kind, MOST_OF_A_KIND)).map(write))];
}

function stepsOf(tree: AnswerTree, all: readonly AnswerTree[]): Steps | undefined {
  if (tree.kind === "sequence" && tree.items.length > 1)
    return {
      items: tree.items.map(writeTree),
      write: (items) => tree.open + items.join(tree.between) + tree.close,
    };
  if (tree.kind !== "word" || tree.options !== null) return undefined;
  const letters = new Set(all.flatMap((one) => (one.kind === "word" ? [...one.text] : [])));
  return letters.size < 2 || letters.size > MOST_LETTERS
    ? undefined
    : { items: [...tree.text], write: (items) => items.join("") };
}
