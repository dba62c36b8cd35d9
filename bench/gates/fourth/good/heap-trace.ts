import { at, Bootcamp, type Card, integer, list, range, type Rng, tagged } from "campforge/bootcamp";

type Operation =
  | { readonly kind: "insert"; readonly key: number }
  | { readonly kind: "remove" }
  | { readonly kind: "change"; readonly position: number; readonly key: number };

type Case = {
  /** Children of each entry. */
  readonly arity: number;
  readonly start: readonly number[];
  readonly operations: readonly Operation[];
};

type Level = {
  readonly arity: number;
  readonly size: number;
  readonly operations: number;
  readonly largest: number;
  readonly changes: boolean;
};

/** A heap in an array whose first entry is a least one. Positions here are counted from 0. */
class Heap {
  readonly keys: number[];
  readonly #arity: number;
  /** Swaps so far. */
  swaps = 0;

  constructor(keys: readonly number[], arity: number) {
    this.keys = [...keys];
    this.#arity = arity;
  }

  apply(operation: Operation): void {
    if (operation.kind === "insert") {
      this.keys.push(operation.key);
      this.#rise(this.keys.length - 1);
    } else if (operation.kind === "remove") {
      const last = this.keys.pop();
      if (last === undefined || this.keys.length === 0) return;
      this.keys[0] = last;
      this.#sink(0);
    } else {
      const place = operation.position - 1;
      this.keys[place] = operation.key;
      if (this.#rise(place) === place) this.#sink(place);
    }
  }

  #swap(one: number, other: number): void {
    [this.keys[one], this.keys[other]] = [at(this.keys, other), at(this.keys, one)];
    this.swaps++;
  }

  #rise(from: number): number {
    let place = from;
    while (place > 0) {
      const parent = Math.floor((place - 1) / this.#arity);
      if (at(this.keys, place) >= at(this.keys, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
    return place;
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const first = place * this.#arity + 1;
      const children = range(first, Math.max(first, Math.min(first + this.#arity, this.keys.length)));
      let least = place;
      for (const child of children) if (at(this.keys, child) < at(this.keys, least)) least = child;
      if (least === place) return;
      this.#swap(place, least);
      place = least;
    }
  }
}

function run({ arity, start, operations }: Case): Heap {
  const heap = new Heap(start, arity);
  for (const operation of operations) heap.apply(operation);
  return heap;
}

function drawOperation(rng: Rng, heap: Heap, { size, largest, changes }: Level): Operation {
  const kind = rng.weightedChoice([
    ["insert", 3],
    ["remove", heap.keys.length > size / 2 ? 3 : 0],
    ["change", changes ? 3 : 0],
  ] as const);
  if (kind === "remove") return { kind };
  const key = rng.integer(1, largest);
  return kind === "insert" ? { kind, key } : { kind, position: rng.integer(1, heap.keys.length), key };
}

const isSorted = (keys: readonly number[]): boolean => keys.every((key, index) => index === 0 || at(keys, index - 1) <= key);

const wordingOf = (operation: Operation): string =>
  operation.kind === "insert"
    ? `insert ${operation.key}`
    : operation.kind === "remove"
      ? "remove the first entry"
      : `change the entry at position ${operation.position} to ${operation.key}`;

export default class HeapTrace extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "HeapTrace",
    slug: "heap-trace",
    title: "Heap Trace",
    domain: "algorithms",
    description:
      "An array is kept as a heap with two, three or four children an entry while entries are inserted, removed and changed; the array at the end is asked for. Harder cases have larger heaps, more operations and more children.",
    answerFormat: "the entries of the array at the end, in order, between <answer> and </answer>",
    parameters: {
      arity: { meaning: "children of an entry", min: 2, max: 4 },
      size: { meaning: "entries at the start", min: 3, max: 40 },
      operations: { meaning: "operations in a row", min: 1, max: 40 },
      largest: { meaning: "the greatest key", min: 9, max: 999 },
      changes: { meaning: "whether entries are also changed where they stand" },
    },
    levels: [
      { arity: 2, size: 5, operations: 3, largest: 60, changes: false },
      { arity: 2, size: 8, operations: 6, largest: 80, changes: true },
      { arity: 3, size: 12, operations: 9, largest: 60, changes: true },
      { arity: 3, size: 17, operations: 14, largest: 60, changes: true },
      { arity: 4, size: 24, operations: 20, largest: 60, changes: true },
    ],
  };

  readonly answerFormat = tagged(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const keys = range(level.size).map(() => rng.integer(1, level.largest));
      const heap = new Heap([], level.arity);
      for (const key of keys) heap.apply({ kind: "insert", key });
      const start = [...heap.keys];
      heap.swaps = 0;
      const operations: Operation[] = [];
      while (operations.length < level.operations) {
        const operation = drawOperation(rng, heap, level);
        heap.apply(operation);
        operations.push(operation);
      }
      const removes = operations.filter(({ kind }) => kind === "remove").length;
      if (removes > 0 && heap.swaps >= level.operations && !isSorted(heap.keys))
        return { arity: level.arity, start, operations };
    }
  }

  promptFunc({ arity, start, operations }: Case): string {
    const children = range(arity).map((child) => (child === 0 ? `${arity}(p - 1) + 2` : `${arity}(p - 1) + ${child + 2}`));
    return [
      "A program keeps whole numbers in an array whose positions are counted from 1, without gaps.",
      `The children of the entry at position p are the entries at the positions ${children.join(", ")}, as far as the array has them; that entry is their parent. No entry is ever smaller than its parent. Equal numbers may occur.`,
      "",
      "- An entry rises: while it has a parent and is smaller than it, the two swap places.",
      "- An entry sinks: while it has a child that is smaller than itself, it swaps places with its smallest child; of several equal smallest children, with the one at the lowest position.",
      "- To insert a number, the program appends it to the end of the array, where it then rises.",
      "- To remove the first entry, the program takes it away, moves the last entry of the array to position 1, so that the array is one shorter, and lets it sink.",
      "- To change an entry, the program overwrites it at its position with the new number, which then rises as far as it can; if it did not move, it sinks.",
      "",
      `The array at the start: ${start.join(", ")}`,
      "",
      "Operations, in this order:",
      ...operations.map((operation, index) => `${index + 1}. ${wordingOf(operation)}`),
      "",
      "What does the array hold at the end? List its entries in order of position, separated by commas, as in <answer>101, 205, 130</answer>.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(run(instance).keys.join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const { keys } = run(instance);
    return answer.length === keys.length && keys.every((key, index) => key === answer[index]) ? 1 : 0;
  }

  /** Swaps of two entries from the start to the end. */
  override hardness(instance: Case): number {
    return run(instance).swaps;
  }
}
