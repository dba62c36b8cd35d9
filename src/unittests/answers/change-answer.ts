import { type AnswerTree, elementsOf, type Pair, type Sequence, writeTree } from "./answer-tree.ts";
import { changeLeaf } from "./change-leaf.ts";

/** What an operator does to an answer: `order` changes nothing but the order of its elements. */
export type Effect = "order" | "count" | "value";

/** An answer with one change; `operator` says which, in words that follow "with". */
export type ChangedAnswer = { readonly operator: string; readonly effect: Effect; readonly text: string };

/** Answers of so many parts at most have each part changed apart: "the second of two numbers". */
const MOST_COMPONENTS = 6;

/**
 * A right answer changed in every way that its form knows, each by a name of its own, so that what a verifier
 * never looks at can be told. `foreign` are elements of other cases' answers, for replacing. Answers that come
 * out as they went in are left out.
 */
export function changeAnswer(tree: AnswerTree, foreign: readonly AnswerTree[]): readonly ChangedAnswer[] {
  const original = writeTree(tree);
  const changed = [
    ...changeWhole(tree, foreign),
    ...changeParts(tree, foreign),
    ...changeAllNumbers(tree),
  ].map(([operator, effect, made]): ChangedAnswer => ({ operator, effect, text: writeTree(made) }));
  return changed.filter(({ text }) => text.trim() !== "" && text !== original);
}

type Change = readonly [operator: string, effect: Effect, made: AnswerTree];

function changeWhole(tree: AnswerTree, foreign: readonly AnswerTree[]): readonly Change[] {
  switch (tree.kind) {
    case "sequence":
      return changeSequence(tree, foreign);
    case "pairs":
      return changePairs(tree.pairs).map(([operator, effect, pairs]): Change => [
        operator,
        effect,
        { ...tree, pairs },
      ]);
    case "grid":
      return changeGrid(tree.rows, foreign).map(([operator, effect, rows]): Change => [
        operator,
        effect,
        { ...tree, rows },
      ]);
    case "number":
    case "word":
    case "expression":
      return changeLeaf(tree, foreign).map(([operator, made]): Change => [operator, "value", made]);
  }
}

function changeSequence(tree: Sequence, foreign: readonly AnswerTree[]): readonly Change[] {
  const { items } = tree;
  const last = items.length - 1;
  const make = (operator: string, effect: Effect, changed: readonly AnswerTree[]): Change => [
    operator,
    effect,
    { ...tree, items: changed },
  ];
  const [first] = items;
  if (first === undefined) return [];
  const texts = new Set(items.map(writeTree));
  const stranger = foreign.find((one) => !texts.has(writeTree(one)));
  const sorted = items.toSorted((one, other) => compare(one, other));
  const middle = items.length >> 1;
  return [
    ...(items.length < 2
      ? []
      : [
          make("two neighbours swapped", "order", swap(items, middle - 1, middle)),
          make("its first and last element swapped", "order", swap(items, 0, last)),
          make("its order reversed", "order", items.toReversed()),
          make("its elements sorted", "order", sorted),
          make("its elements rotated", "order", [...items.slice(1), first]),
          make("its last element left out", "count", items.slice(0, -1)),
          make("its first element left out", "count", items.slice(1)),
          make("its second half left out", "count", items.slice(0, Math.ceil(items.length / 2))),
        ]),
    make("an element repeated", "count", items.toSpliced(middle, 0, items[middle] ?? first)),
    ...(stranger === undefined
      ? []
      : [
          make("an element of another answer added", "count", [...items, stranger]),
          make("an element of another answer in the place of one", "value", items.with(middle, stranger)),
        ]),
    ...(texts.size < 2
      ? []
      : [make("one element in the place of another", "value", items.with(last, other(items, last)))]),
  ];
}

function changePairs(pairs: readonly Pair[]): readonly (readonly [string, Effect, readonly Pair[]])[] {
  const [first, second] = pairs;
  if (first === undefined || second === undefined) return [];
  const last = pairs.length - 1;
  const values = pairs.map(({ value }) => value);
  const rotated = [...values.slice(1), first.value];
  return [
    [
      "two values swapped",
      "value",
      pairs.map((pair, index) => ({ ...pair, value: swap(values, 0, last)[index] ?? pair.value })),
    ],
    [
      "its values moved on by one",
      "value",
      pairs.map((pair, index) => ({ ...pair, value: rotated[index] ?? pair.value })),
    ],
    ["its last pair left out", "count", pairs.slice(0, -1)],
    ["its first pair left out", "count", pairs.slice(1)],
  ];
}

type Rows = readonly (readonly AnswerTree[])[];

function changeGrid(
  rows: Rows,
  foreign: readonly AnswerTree[],
): readonly (readonly [string, Effect, Rows])[] {
  const [first] = rows;
  if (first === undefined) return [];
  const last = rows.length - 1;
  const width = first.length;
  const cells = rows.flat();
  const changeCell = (at: number): Rows => {
    const cell = rows[at]?.[at % width];
    const others = [...cells, ...foreign];
    const instead = others.find((one) => cell === undefined || writeTree(one) !== writeTree(cell));
    return instead === undefined ? rows : rows.with(at, (rows[at] ?? []).with(at % width, instead));
  };
  return [
    ["its first cell changed", "value", changeCell(0)],
    ["a cell in the middle changed", "value", changeCell(rows.length >> 1)],
    ["a cell of its last row changed", "value", changeCell(last)],
    ["two rows swapped", "value", swap(rows, 0, last)],
    ["two columns swapped", "value", rows.map((row) => swap(row, 0, width - 1))],
    [
      "two cells of a row swapped",
      "value",
      rows.with(rows.length >> 1, swapUnlike(rows[rows.length >> 1] ?? [])),
    ],
    ...(width === rows.length
      ? [["transposed", "value", first.map((_, column) => rows.flatMap((row) => row[column] ?? []))] as const]
      : []),
    ["turned upside down", "value", rows.toReversed()],
    ["its last row left out", "count", rows.slice(0, -1)],
    ["a row repeated", "count", [...rows, rows[last] ?? []]],
  ];
}

/**
 * Each part of an answer changed alone, by what it is, however deep it stands: the number in a list in a named part.
 * Of many parts and of a grid it is the one in the middle.
 */
function changeParts(tree: AnswerTree, foreign: readonly AnswerTree[]): readonly Change[] {
  if (tree.kind === "number" || tree.kind === "word" || tree.kind === "expression") return [];
  const elements = elementsOf(tree);
  const isMany = tree.kind === "grid" || elements.length > MOST_COMPONENTS;
  const places = isMany ? [elements.length >> 1] : elements.keys().toArray();
  return places.flatMap((place) => {
    const element = elements[place];
    if (element === undefined) return [];
    const ofElement = changePart(element, elements, foreign);
    return ofElement.map(([operator, effect, made]): Change => [
      `${isMany ? "a middle element" : nameOf(tree, place)}: ${operator}`,
      effect,
      replaceElement(tree, place, made),
    ]);
  });
}

const nameOf = (tree: AnswerTree, place: number): string =>
  (tree.kind === "pairs" ? tree.pairs[place]?.name : undefined) ?? `element ${place + 1}`;

/** One part among the others of its answer, and what other answers have in its place. */
function changePart(
  part: AnswerTree,
  others: readonly AnswerTree[],
  foreign: readonly AnswerTree[],
): readonly Change[] {
  const isLeaf = part.kind === "word" || part.kind === "number" || part.kind === "expression";
  // What stands in the place of a composite part is composite, and no stranger to what it is made of.
  if (!isLeaf) return changeParts(part, []);
  const known = part.kind === "expression" ? foreign : [...others, ...foreign];
  return changeLeaf(part, known).map(([operator, made]): Change => [operator, "value", made]);
}

/** Every number of an answer of several changed alike: what compares them with each other alone sees no change. */
function changeAllNumbers(tree: AnswerTree): readonly Change[] {
  const elements = elementsOf(tree);
  if (elements.length < 2 || elements.some(({ kind }) => kind !== "number")) return [];
  const all = (operator: string, change: (value: number) => number): readonly Change[] => {
    const made = elements.map((one): AnswerTree => {
      if (one.kind !== "number" || !Number.isSafeInteger(one.value)) return one;
      const value = change(one.value) + 0;
      return { ...one, text: String(value), value };
    });
    return [[operator, "value", replaceElements(tree, made)]];
  };
  return [
    ...all("all its signs changed", (value) => (value === 0 ? 0 : -value)),
    ...all("all its numbers doubled", (value) => 2 * value),
    ...all("0 in the place of each number", () => 0),
    ...all("1 added to each number", (value) => value + 1),
  ];
}

function replaceElements(tree: AnswerTree, made: readonly AnswerTree[]): AnswerTree {
  return made.reduce((changed, one, index) => replaceElement(changed, index, one), tree);
}

function replaceElement(tree: AnswerTree, index: number, made: AnswerTree): AnswerTree {
  if (tree.kind === "sequence") return { ...tree, items: tree.items.with(index, made) };
  if (tree.kind === "grid") {
    const width = tree.rows[0]?.length ?? 1;
    const row = Math.floor(index / width);
    return { ...tree, rows: tree.rows.with(row, (tree.rows[row] ?? []).with(index % width, made)) };
  }
  if (tree.kind !== "pairs") return tree;
  return { ...tree, pairs: tree.pairs.map((pair, at) => (at === index ? { ...pair, value: made } : pair)) };
}

function swap<Item>(items: readonly Item[], one: number, two: number): readonly Item[] {
  return items.map((item, index) => (index === one ? items[two] : index === two ? items[one] : item) ?? item);
}

/** The first element of a row and the first that is unlike it, swapped. */
function swapUnlike(row: readonly AnswerTree[]): readonly AnswerTree[] {
  const [first] = row;
  if (first === undefined) return row;
  const at = row.findIndex((one) => writeTree(one) !== writeTree(first));
  return at < 0 ? row : swap(row, 0, at);
}

/** An element that is unlike the one at an index. */
function other(items: readonly AnswerTree[], index: number): AnswerTree {
  const own = items[index];
  const text = own === undefined ? "" : writeTree(own);
  return items.find((one) => writeTree(one) !== text) ?? own ?? { kind: "word", text, options: null };
}

function compare(one: AnswerTree, two: AnswerTree): number {
  if (one.kind === "number" && two.kind === "number") return one.value - two.value;
  const [left, right] = [writeTree(one), writeTree(two)];
  return left < right ? -1 : left > right ? 1 : 0;
}
