import { cartesianProduct, factorial, permutations } from "../../bootcamp/index.ts";
import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import { type AnswerTree, elementsOf, type Sequence, writeTree } from "./answer-tree.ts";

/** Cases of a level of which every answer is listed, and answers in all: scored one by one, they take some 30 ms. */
const LISTED = { cases: 3, answers: 720 } as const;

/** Whose answers are listed: a case with its right answer, taken apart. */
type Answered = { readonly tree: AnswerTree };

/** A case, and every answer that has the form of its right one. */
export type ListedAnswers<Of> = { readonly of: Of; readonly texts: readonly string[] };

/** What the answers of a level show of their form. */
type Level = {
  /** Every element, once. */
  readonly elements: readonly AnswerTree[];
  readonly numbers: readonly number[];
  /** Signs that words are made of. */
  readonly signs: readonly string[];
  /** Whether no answer has an element twice. */
  readonly isArrangement: boolean;
  /** What the class's parser states: a set has no order and no repeats, a multiset no order. */
  readonly kind: AnswerShape["kind"] | undefined;
};

/**
 * All answers to the first few cases of a level whose answers can be listed, as far as there is room: the options
 * of a choice, the words over a level's few signs, the whole numbers in and just outside of the range in which
 * answers lie, the subsets of what a level's sets are made of, as many elements of its multisets, every element in each place of an answer, or its own in every
 * order where no answer repeats one or where that would be too many. `shape` is what the class's parser states.
 */
export function listAnswers<Of extends Answered>(
  cases: readonly Of[],
  shape: AnswerShape | null,
): readonly ListedAnswers<Of>[] {
  const level = describeLevel(
    cases.map(({ tree }) => tree),
    shape?.kind,
  );
  const listed: ListedAnswers<Of>[] = [];
  let room: number = LISTED.answers;
  for (const of of cases) {
    if (listed.length === LISTED.cases) break;
    const texts = listOne(of.tree, level, room);
    if (texts === undefined || texts.length === 0 || texts.length > room) continue;
    listed.push({ of, texts });
    room -= texts.length;
  }
  return listed;
}

function describeLevel(trees: readonly AnswerTree[], kind: Level["kind"]): Level {
  const elements = new Map(trees.flatMap(elementsOf).map((one) => [writeTree(one), one]));
  return {
    elements: [...elements.values()],
    numbers: trees.flatMap((tree) => (tree.kind === "number" ? [tree.value] : [])),
    signs: [...new Set(trees.flatMap((tree) => (tree.kind === "word" ? [...tree.text] : [])))],
    isArrangement: !trees.some(hasRepeats),
    kind,
  };
}

/** Undefined where the form has no end, or more answers than there is room for. */
function listOne(own: AnswerTree, level: Level, most: number): readonly string[] | undefined {
  switch (own.kind) {
    case "expression":
      return undefined;
    case "number":
      return own.text.includes("/") ? undefined : listNumbers(level.numbers, most);
    case "word":
      return own.options ?? listWords(own.text.length, level.signs, most);
    case "sequence":
      return listSequences(own, level, most)?.map((items) => writeTree({ ...own, items }));
    case "pairs":
      return fillPlaces(elementsOf(own), level, most)?.map((values) =>
        writeTree({
          ...own,
          pairs: own.pairs.map((pair, index) => ({ ...pair, value: values[index] ?? pair.value })),
        }),
      );
    case "grid": {
      const width = own.rows[0]?.length ?? 1;
      return fillPlaces(elementsOf(own), level, most)?.map((cells) =>
        writeTree({ ...own, rows: own.rows.map((_, row) => cells.slice(row * width, (row + 1) * width)) }),
      );
    }
  }
}

function listNumbers(values: readonly number[], most: number): readonly string[] | undefined {
  if (!values.every(Number.isInteger)) return undefined;
  const low = Math.min(...values);
  const high = Math.max(...values);
  // What lies just outside of the range is of the same form.
  const margin = Math.max(2, Math.ceil((high - low) / 4));
  const count = high - low + 2 * margin + 1;
  if (!Number.isSafeInteger(low - margin) || !Number.isSafeInteger(high + margin) || count > most)
    return undefined;
  return Array.from({ length: count }, (_, index) => String(low - margin + index));
}

const listWords = (length: number, signs: readonly string[], most: number): readonly string[] | undefined =>
  signs.length ** length > most
    ? undefined
    : cartesianProduct(Array.from({ length }, () => signs)).map((word) => word.join(""));

type Elements = readonly AnswerTree[];

function listSequences(own: Sequence, level: Level, most: number): readonly Elements[] | undefined {
  if (level.kind === "multiset") return multisets(level.elements, own.items.length, most);
  if (level.kind === "set") return 2 ** level.elements.length > most ? undefined : subsets(level.elements);
  if (own.items.length < 2) return undefined;
  const filled = level.isArrangement ? undefined : fillPlaces(own.items, level, most);
  return filled ?? (hasRepeats(own) ? undefined : orders(own.items, most));
}

function hasRepeats(tree: AnswerTree): boolean {
  const texts = elementsOf(tree).map(writeTree);
  return new Set(texts).size < texts.length;
}

/** All but the empty one. */
const subsets = (items: Elements): readonly Elements[] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, index) =>
    items.filter((__, at) => ((index + 1) >> at) % 2 === 1),
  );

/** Every choice of so many, repeats allowed and in one order each; undefined where there are too many. */
function multisets(items: Elements, size: number, most: number): readonly Elements[] | undefined {
  let all: readonly { readonly chosen: Elements; readonly from: number }[] = [{ chosen: [], from: 0 }];
  for (let count = 0; count < size; count++) {
    all = all.flatMap(({ chosen, from }) =>
      items.slice(from).map((item, step) => ({ chosen: [...chosen, item], from: from + step })),
    );
    if (all.length > most) return undefined;
  }
  return all.map(({ chosen }) => chosen);
}

const orders = (items: Elements, most: number): readonly Elements[] | undefined =>
  // Of more than twenty there are too many whatever may be listed.
  factorial(Math.min(items.length, 20)) > BigInt(most) ? undefined : permutations(items);

/** Every way to put elements that answers have into the places of one. */
function fillPlaces(places: Elements, level: Level, most: number): readonly Elements[] | undefined {
  if (places.some(({ kind }) => kind !== "word" && kind !== "number")) return undefined;
  const options = places.flatMap((one): Elements =>
    one.kind === "word" && one.options !== null
      ? one.options.map((text): AnswerTree => ({ ...one, text }))
      : [],
  );
  const known = options.length > 0 ? options : level.elements;
  const elements = [...new Map(known.map((one) => [writeTree(one), one])).values()];
  if (elements.length < 2 || elements.length ** places.length > most) return undefined;
  return cartesianProduct(places.map(() => elements));
}
