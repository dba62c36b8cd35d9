import { at, Bootcamp, type Card, countBy, finalLine, integer, list, range, type Rng, textTable } from "campforge/bootcamp";

type Voice = "potter" | "contest" | "brief";

type Order = {
  /** First and last slot in which the order may be fired. */
  readonly release: number;
  readonly deadline: number;
  readonly value: number;
};

type Case = {
  readonly orders: readonly Order[];
  readonly voice: Voice;
};

type Level = {
  readonly orders: number;
  readonly slots: number;
  readonly longestWindow: number;
  readonly lowestValue: number;
  readonly highestValue: number;
  readonly candidates: number;
};

const VOICES: readonly Voice[] = ["potter", "contest", "brief"];

/** The first slot of a case is at most this. */
const LATEST_START = 60;

/** Plans made without moving anything, at random, none of which may be best. */
const BLIND_PLANS = 16;

/** Draws after which orders are taken for which a simple rule may do, as where there are too few, or windows of one slot. */
const MOST_TRIES = 2_000;

/** Orders that can be fired in a slot. */
const capacityOf = (slot: number): number => (slot % 2 === 0 ? 2 : 1);

/** The positions of the orders, the most valuable first. */
const byValue = (orders: readonly Order[]): number[] =>
  range(orders.length).toSorted((one, other) => at(orders, other).value - at(orders, one).value || one - other);

/** What a plan earns; it holds the slot of each order, 0 for a refused one. */
const earned = (orders: readonly Order[], plan: readonly number[]): number =>
  orders.reduce((sum, { value }, index) => (at(plan, index) === 0 ? sum : sum + value), 0);

/** A best plan, and the slots that were looked at to find it. Orders are taken by falling value; one is refused only where no rearrangement of those taken before makes room for it. */
function solve(orders: readonly Order[]): { readonly plan: readonly number[]; readonly looks: number } {
  const plan = orders.map(() => 0);
  let looks = 0;
  const place = (order: number, seen: Set<number>): boolean => {
    const { release, deadline } = at(orders, order);
    for (let slot = release; slot <= deadline; slot++) {
      if (seen.has(slot)) continue;
      seen.add(slot);
      looks++;
      const fired = range(orders.length).filter((other) => at(plan, other) === slot);
      if (fired.length < capacityOf(slot) || fired.some((other) => place(other, seen))) {
        plan[order] = slot;
        return true;
      }
    }
    return false;
  };
  for (const order of byValue(orders)) place(order, new Set());
  return { plan, looks };
}

/** A plan in which nothing is moved: the most valuable order first, each once and for all in one of its free slots. */
function valuableFirst(orders: readonly Order[], choose: (free: readonly number[]) => number): readonly number[] {
  const plan = orders.map(() => 0);
  for (const order of byValue(orders)) {
    const { release, deadline } = at(orders, order);
    const free = range(release, deadline + 1).filter(
      (slot) => plan.filter((other) => other === slot).length < capacityOf(slot),
    );
    if (free.length > 0) plan[order] = choose(free);
  }
  return plan;
}

/** The plan of a simple rule: slot by slot, the first of the orders that wait. */
function slotBySlot(orders: readonly Order[], compare: (one: Order, other: Order) => number): readonly number[] {
  const plan = orders.map(() => 0);
  const first = Math.min(...orders.map(({ release }) => release));
  const last = Math.max(...orders.map(({ deadline }) => deadline));
  for (let slot = first; slot <= last; slot++) {
    const now = slot;
    const waiting = range(orders.length)
      .filter((order) => at(plan, order) === 0 && at(orders, order).release <= now && now <= at(orders, order).deadline)
      .toSorted((one, other) => compare(at(orders, one), at(orders, other)));
    for (const order of waiting.slice(0, capacityOf(now))) plan[order] = now;
  }
  return plan;
}

/** True when none of the simple rules earns the most, nor a plan without moves at random. */
function isTricky(rng: Rng, orders: readonly Order[], most: number): boolean {
  return (
    earned(orders, valuableFirst(orders, (free) => Math.min(...free))) < most &&
    earned(orders, slotBySlot(orders, (one, other) => one.deadline - other.deadline || other.value - one.value)) < most &&
    earned(orders, valuableFirst(orders, (free) => Math.max(...free))) < most &&
    earned(orders, slotBySlot(orders, (one, other) => other.value - one.value || one.deadline - other.deadline)) < most &&
    range(BLIND_PLANS).every(() => earned(orders, valuableFirst(orders, (free) => rng.choice(free))) < most)
  );
}

function drawOrders(rng: Rng, level: Level): readonly Order[] {
  const first = rng.integer(1, LATEST_START);
  return range(level.orders).map(() => {
    const length = rng.integer(1, Math.min(level.longestWindow, level.slots));
    const release = first + rng.integer(0, level.slots - length);
    return { release, deadline: release + length - 1, value: rng.integer(level.lowestValue, Math.max(level.lowestValue, level.highestValue)) };
  });
}

/** Orders for which the simple rules fail, wherever there are such, and the slots looked at to solve them. */
function drawTricky(rng: Rng, level: Level): { readonly orders: readonly Order[]; readonly looks: number } {
  for (let tried = 0; ; tried++) {
    const orders = drawOrders(rng, level);
    const { plan, looks } = solve(orders);
    if (tried >= MOST_TRIES || isTricky(rng, orders, earned(orders, plan))) return { orders, looks };
  }
}

export default class TwoKilns extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "TwoKilns",
    slug: "two-kilns",
    title: "Two Kilns",
    domain: "algorithms",
    description:
      "Orders with a window of time slots and a value are to be fired in two kilns, one of which is free in even slots only, or refused. A plan of the greatest total value is asked for; any such plan is correct. Harder cases have more orders, longer overlapping windows and closer values, so that more orders have to be moved to make room for others.",
    answerFormat: "the slot of each order, 0 for a refused one, separated by spaces, on a last line `Answer: …`",
    parameters: {
      orders: { meaning: "number of orders", min: 3, max: 30 },
      slots: { meaning: "consecutive slots in which all windows lie", min: 3, max: 20 },
      longestWindow: { meaning: "slots of a window at the most", min: 1, max: 15 },
      lowestValue: { meaning: "least value of an order", min: 1, max: 98 },
      highestValue: { meaning: "greatest value of an order", min: 2, max: 99 },
      candidates: { meaning: "sets of orders of which the one that takes most work is taken", min: 1, max: 12 },
    },
    levels: [
      { orders: 9, slots: 5, longestWindow: 3, lowestValue: 5, highestValue: 50, candidates: 2 },
      { orders: 11, slots: 6, longestWindow: 4, lowestValue: 10, highestValue: 60, candidates: 1 },
      { orders: 15, slots: 8, longestWindow: 5, lowestValue: 20, highestValue: 60, candidates: 3 },
      { orders: 20, slots: 11, longestWindow: 7, lowestValue: 30, highestValue: 69, candidates: 5 },
      { orders: 24, slots: 14, longestWindow: 9, lowestValue: 40, highestValue: 79, candidates: 8 },
    ],
  };

  readonly answerFormat = finalLine(list(integer({ min: 0 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const drawn = range(level.candidates).map(() => drawTricky(rng, level));
    const { orders } = drawn.reduce((hardest, one) => (one.looks > hardest.looks ? one : hardest));
    return { orders, voice: rng.choice(VOICES) };
  }

  promptFunc({ orders, voice }: Case): string {
    const table = textTable(
      ["order", "first slot", "last slot", "value"],
      orders.map(({ release, deadline, value }, index) => [index + 1, release, deadline, value]),
    );
    const task = {
      potter: [
        `A potter owns a big kiln and a small one and has been offered ${orders.length} orders. Time is divided into slots 1, 2, 3, and so on, and firing one order takes exactly one kiln for exactly one slot.`,
        "The big kiln can be used in every slot. The small kiln is shared with a neighbour, who uses it in every slot with an odd number, so the potter may use it in slots with an even number only. The two kilns are equally good for every order.",
        "",
        "Each order is delivered raw at the beginning of its first slot and must be fired in a slot from its first to its last, both included; otherwise the customer withdraws it. An order fired in time earns its value; a withdrawn or refused one earns nothing and costs nothing. Any order may be refused.",
        "",
        table,
      ],
      contest: [
        "Two kilns fire pottery in time slots 1, 2, 3, and so on. The big kiln is available in every slot, the small kiln only in slots with an even number. An order occupies one kiln, no matter which, for one slot, so at most one order can be fired in an odd slot and at most two in an even slot.",
        "Order i becomes available at the beginning of slot r_i and must be fired in one of the slots r_i, r_i + 1, ..., d_i to earn w_i. An order that is not fired earns and costs nothing; orders may be refused.",
        "",
        `There are n = ${orders.length} orders. The first line below is n; line i of the n lines after it holds r_i, d_i and w_i of order i, counted from 1.`,
        "",
        String(orders.length),
        ...orders.map(({ release, deadline, value }) => `${release} ${deadline} ${value}`),
      ],
      brief: [
        `Choose which of ${orders.length} orders to fire, and in which time slots. An odd-numbered slot has room for one order, an even-numbered slot for two (two kilns, one of which is not available in odd slots; it does not matter which one fires an order). An order takes one slot within its window, ends included, and then earns its value; an order may be refused and then earns nothing.`,
        "",
        ...orders.map(
          ({ release, deadline, value }, index) => `${index + 1}. slots ${release} to ${deadline}, value ${value}`,
        ),
      ],
    }[voice];
    return [
      ...task,
      "",
      "Find a plan that earns as much as possible in total. Only a plan with the greatest possible total is correct; if there are several, any of them will do.",
      "",
      `Give ${orders.length} integers separated by spaces, one for each order in the order of the list: the number of the slot in which it is fired, or 0 if it is not fired. For three orders, for instance, 8 0 7 would mean that the first is fired in slot 8, the second is refused and the third is fired in slot 7.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ orders }: Case): string {
    return this.answerFormat.wrap(solve(orders).plan.join(" "));
  }

  verifyCorrection(answer: readonly number[], { orders }: Case): number {
    if (answer.length !== orders.length) return 0;
    const keepsWindows = orders.every(({ release, deadline }, index) => {
      const slot = at(answer, index);
      return slot === 0 || (slot >= release && slot <= deadline);
    });
    const fired = countBy(answer.filter((slot) => slot > 0));
    const fits = [...fired].every(([slot, count]) => count <= capacityOf(slot));
    return keepsWindows && fits && earned(orders, answer) === earned(orders, solve(orders).plan) ? 1 : 0;
  }

  /** Slots that are looked at while orders are placed by falling value and earlier ones moved to make room. */
  override hardness({ orders }: Case): number {
    return solve(orders).looks;
  }
}
