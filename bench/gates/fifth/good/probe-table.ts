import { at, Bootcamp, type Card, choiceOf, either, finalLine, integer, list, range, type Rng } from "campforge/bootcamp";

type Stepping = "one" | "second";

type Operation = { readonly kind: "insert" | "remove"; readonly key: number };

type Case = {
  readonly slots: number;
  readonly stepping: Stepping;
  readonly operations: readonly Operation[];
};

type Level = {
  readonly slots: number;
  readonly operations: number;
  readonly removals: number;
  readonly crowding: number;
  readonly stepping: Stepping;
};

/** What a slot holds: a key, nothing ever (`E`), or the mark of a removed key (`D`). */
type Slot = number | "E" | "D";

const HIGHEST_KEY = 999;

/** At most this share of the slots holds keys at any time. */
const FULLEST = 0.8;

const homeOf = (key: number, slots: number): number => key % slots;

const strideOf = (key: number, slots: number, stepping: Stepping): number =>
  stepping === "one" ? 1 : 1 + (Math.floor(key / slots) % (slots - 1));

/** The slots in which a key is looked for, in order; each slot once, since the number of slots is prime. */
const probesOf = (key: number, { slots, stepping }: Pick<Case, "slots" | "stepping">): number[] =>
  range(slots).map((step) => (homeOf(key, slots) + step * strideOf(key, slots, stepping)) % slots);

/** The table after all operations, and how many slots were looked at on the way. */
function run(instance: Case): { readonly table: readonly Slot[]; readonly looks: number } {
  const table: Slot[] = range(instance.slots).map(() => "E");
  let looks = 0;
  for (const { kind, key } of instance.operations) {
    let free = -1;
    let found = -1;
    for (const slot of probesOf(key, instance)) {
      looks++;
      const content = at(table, slot);
      if (content === key) found = slot;
      if (content !== key && typeof content !== "number" && free < 0) free = slot;
      if (content === key || content === "E") break;
    }
    if (kind === "insert" && found < 0) table[free] = key;
    if (kind === "remove" && found >= 0) table[found] = "D";
  }
  return { table, looks };
}

/** A key that is not in use; with the given chance in percent it starts where one in the table starts. */
function freshKey(rng: Rng, slots: number, live: readonly number[], crowding: number): number {
  for (;;) {
    const key = rng.integer(10, HIGHEST_KEY);
    if (live.includes(key)) continue;
    if (live.length === 0 || rng.integer(1, 100) > crowding) return key;
    const home = homeOf(rng.choice(live), slots);
    const crowded = home + slots * rng.integer(1, Math.floor((HIGHEST_KEY - home) / slots));
    if (!live.includes(crowded)) return crowded;
  }
}

function drawOperations(rng: Rng, { slots, operations, removals, crowding }: Level): Operation[] {
  const drawn: Operation[] = [];
  let live: number[] = [];
  const removed: number[] = [];
  while (drawn.length < operations) {
    const isFull = live.length >= Math.floor(FULLEST * slots);
    if (live.length > 0 && removals > 0 && (isFull || rng.integer(1, 100) <= removals)) {
      const key = rng.choice(live);
      live = live.filter((one) => one !== key);
      removed.push(key);
      drawn.push({ kind: "remove", key });
      continue;
    }
    const again = removed.filter((key) => !live.includes(key));
    let key = freshKey(rng, slots, live, crowding);
    if (isFull || (live.length > 1 && rng.boolean(0.18))) key = rng.choice(live);
    else if (again.length > 0 && rng.boolean(0.2)) key = rng.choice(again);
    if (!live.includes(key)) live.push(key);
    drawn.push({ kind: "insert", key });
  }
  return drawn;
}

export default class ProbeTable extends Bootcamp<Case, readonly Slot[], Level> {
  static readonly card: Card<Level> = {
    name: "ProbeTable",
    slug: "probe-table",
    title: "Probe Table",
    domain: "algorithms",
    description:
      "Keys are put into and removed from a table of slots in which a key that finds its slot taken moves on, by one slot or by a stride of its own, and a removed key leaves a mark. The contents of the table after all operations are asked for. Harder cases have more slots and operations, more keys that start in the same slot, removals and strides.",
    answerFormat: "the content of every slot from slot 0 on, `E` for empty and `D` for removed, separated by spaces, on a last line `Answer: …`",
    parameters: {
      slots: { meaning: "slots of the table, a prime", oneOf: [7, 11, 13, 17, 19] },
      operations: { meaning: "operations in all", min: 4, max: 45 },
      removals: { meaning: "chance in percent that an operation removes a key", min: 0, max: 45 },
      crowding: { meaning: "chance in percent that a new key starts in the slot of another", min: 0, max: 80 },
      stepping: { meaning: "whether a key moves on by one slot or by a stride of its own", oneOf: ["one", "second"] },
    },
    levels: [
      { slots: 7, operations: 6, removals: 15, crowding: 40, stepping: "one" },
      { slots: 11, operations: 11, removals: 20, crowding: 50, stepping: "one" },
      { slots: 11, operations: 16, removals: 25, crowding: 60, stepping: "second" },
      { slots: 13, operations: 24, removals: 30, crowding: 65, stepping: "second" },
      { slots: 17, operations: 36, removals: 30, crowding: 70, stepping: "second" },
    ],
  };

  readonly answerFormat = finalLine(list(either(choiceOf(["E", "D"]), integer({ min: 0 }))));

  caseGenerator(rng: Rng, level: Level): Case {
    return { slots: level.slots, stepping: level.stepping, operations: drawOperations(rng, level) };
  }

  promptFunc({ slots, stepping, operations }: Case): string {
    const stride =
      stepping === "one"
        ? "the stride of every key is 1"
        : `the stride of a key k is 1 + (floor(k / ${slots}) mod ${slots - 1})`;
    return [
      `A table has ${slots} slots, numbered from 0 to ${slots - 1}. At first every slot is empty.`,
      `The home of a key k is slot k mod ${slots}, and ${stride}. The path of a key begins at its home and goes on by its stride each time, modulo ${slots}, until every slot has been visited.`,
      "",
      "- `insert k`: follow the path of k until a slot holds k itself or is empty. If a slot that holds k was met, nothing changes. Otherwise k is written into the first slot on its path that is empty or marked as removed, even where that mark lies before the slot at which the walk stopped. (If the walk ends because all slots have been visited, the same rule applies.)",
      "- `remove k`: follow the path of k in the same way. The slot that holds k is then marked as removed; it does not become empty again.",
      "A slot marked as removed does not stop a walk; only k itself or an empty slot does.",
      "",
      "These operations are carried out in this order:",
      "",
      ...operations.map(({ kind, key }, index) => `${index + 1}. ${kind} ${key}`),
      "",
      `What does the table hold in the end? List the contents of slots 0 to ${slots - 1} in order, separated by spaces: the key, or E for a slot that is empty, or D for one that is marked as removed. A table of four slots might read: 12 E D 7.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(run(instance).table.join(" "));
  }

  verifyCorrection(answer: readonly Slot[], instance: Case): number {
    const { table } = run(instance);
    return answer.length === table.length && answer.every((content, slot) => content === at(table, slot)) ? 1 : 0;
  }

  /** Slots that are looked at while the operations are carried out. */
  override hardness(instance: Case): number {
    return run(instance).looks;
  }
}
