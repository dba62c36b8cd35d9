import { spreadOver, spreadPositions } from "../cases/spread-over.ts";
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
  // Of hundreds of steps there are a hundred thousand pairs: only those that are taken are written out.
  const insert = (more: readonly string[]): readonly Longer[] =>
    ends.map((at) => (): readonly string[] => items.toSpliced(at, 0, ...more));
  const others = alphabet.length - 1;
  const pairs = spreadPositions(alphabet.length * others * ends.length, MOST_OF_A_KIND);
  const insertPair = (index: number): Longer => {
    const pair = Math.floor(index / ends.length);
    const [one, other] = [Math.floor(pair / others), pair % others];
    const two = [alphabet[one] ?? "", alphabet[other < one ? other : other + 1] ?? ""];
    return () => items.toSpliced(ends[index % ends.length] ?? 0, 0, ...two);
  };
  const kinds: readonly (readonly Longer[])[] = [
    alphabet.flatMap((step) => insert([step, step])),
    pairs.map(insertPair),
    items.slice(1).map((_, index) => () => items.toSpliced(index + 2, 0, ...items.slice(index, index + 2))),
    [2, 3, 4, items.length].map((count) => () => [...items, ...items.slice(-count)]),
    alphabet.flatMap((step) => insert([step])),
  ];
  const chosen = kinds.flatMap((kind) => spreadOver(kind, MOST_OF_A_KIND));
  return [...new Set(chosen.map((longer) => write(longer())))];
}

/** Writes out one longer answer as steps. */
type Longer = () => readonly string[];

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
