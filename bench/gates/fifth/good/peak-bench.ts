import { at, Bootcamp, type Card, choiceOf, finalLine, list, range, type Rng, textTable } from "campforge/bootcamp";

type Step = {
  /** Positions of the steps whose results this one needs. */
  readonly needs: readonly number[];
  /** Litres of bench that the result takes. */
  readonly size: number;
};

type Case = { readonly steps: readonly Step[] };

type Level = {
  readonly steps: number;
  readonly mostNeeds: number;
  readonly largest: number;
  readonly blindShare: number;
};

const LABELS = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"] as const;

/** Orders at random by which it is seen how often luck is enough. */
const BLIND_ORDERS = 40;

const MOST_TRIES = 150;

const usersOf = (steps: readonly Step[], index: number): number[] =>
  range(steps.length).filter((other) => at(steps, other).needs.includes(index));

/** Space taken once a set of steps is done, by results that some step still to come needs. */
function kept(steps: readonly Step[], users: readonly (readonly number[])[], done: number): number {
  return steps.reduce(
    (sum, { size }, index) =>
      (done >> index) % 2 === 1 && at(users, index).some((user) => (done >> user) % 2 === 0) ? sum + size : sum,
    0,
  );
}

/** The most space taken at any time, or undefined for an order in which a step comes before what it needs. */
function peakOf(steps: readonly Step[], order: readonly number[]): number | undefined {
  const users = range(steps.length).map((index) => usersOf(steps, index));
  let done = 0;
  let peak = 0;
  for (const index of order) {
    if (at(steps, index).needs.some((other) => (done >> other) % 2 === 0)) return undefined;
    peak = Math.max(peak, kept(steps, users, done) + at(steps, index).size);
    done |= 1 << index;
  }
  return peak;
}

type Solution = { readonly peak: number; readonly order: readonly number[]; readonly states: number };

/** An order with the least peak, by way of every set of steps that can be done first. */
function solve(steps: readonly Step[]): Solution {
  const users = range(steps.length).map((index) => usersOf(steps, index));
  const needs = steps.map((step) => step.needs.reduce((mask, other) => mask | (1 << other), 0));
  const best = new Map<number, { readonly peak: number; readonly last: number }>([[0, { peak: 0, last: -1 }]]);
  const whole = (1 << steps.length) - 1;
  for (let done = 0; done < whole; done++) {
    const before = best.get(done);
    if (before === undefined) continue;
    const space = kept(steps, users, done);
    for (const index of range(steps.length)) {
      if ((done >> index) % 2 === 1 || (done & at(needs, index)) !== at(needs, index)) continue;
      const next = done | (1 << index);
      const peak = Math.max(before.peak, space + at(steps, index).size);
      if (peak < (best.get(next)?.peak ?? Infinity)) best.set(next, { peak, last: index });
    }
  }
  const order: number[] = [];
  for (let done = whole; done > 0; ) {
    const last = best.get(done)?.last ?? 0;
    order.unshift(last);
    done ^= 1 << last;
  }
  return { peak: best.get(whole)?.peak ?? 0, order, states: best.size };
}

/** An order in which the next step is chosen from those that are ready. */
function follow(steps: readonly Step[], choose: (ready: readonly number[], done: number) => number): number[] {
  const order: number[] = [];
  let done = 0;
  while (order.length < steps.length) {
    const ready = range(steps.length).filter(
      (index) => (done >> index) % 2 === 0 && at(steps, index).needs.every((other) => (done >> other) % 2 === 1),
    );
    const next = choose(ready, done);
    order.push(next);
    done |= 1 << next;
  }
  return order;
}

function drawSteps(rng: Rng, level: Level): Step[] {
  const labels = rng.shuffle(range(level.steps));
  const steps: Step[] = range(level.steps).map(() => ({ needs: [], size: 0 }));
  range(level.steps).forEach((place) => {
    const roots = Math.max(2, Math.floor(level.steps / 4));
    const count = place < roots ? 0 : rng.integer(1, Math.min(level.mostNeeds, place));
    const needs = rng.sample(labels.slice(0, place), count).toSorted((one, other) => one - other);
    steps[at(labels, place)] = { needs, size: rng.integer(2, level.largest) };
  });
  return steps;
}

/** True when neither the simple rules nor, more often than allowed, orders at random have the least peak. */
function isTricky(rng: Rng, steps: readonly Step[], blindShare: number): boolean {
  const { peak } = solve(steps);
  const users = range(steps.length).map((index) => usersOf(steps, index));
  const smallest = follow(steps, (ready) => ready.reduce((a, b) => (at(steps, b).size < at(steps, a).size ? b : a)));
  const frugal = follow(steps, (ready, done) =>
    ready.reduce((a, b) => (kept(steps, users, done | (1 << b)) < kept(steps, users, done | (1 << a)) ? b : a)),
  );
  const first = follow(steps, (ready) => at(ready, 0));
  if ([smallest, frugal, first].some((order) => peakOf(steps, order) === peak)) return false;
  const lucky = range(BLIND_ORDERS).filter(() => peakOf(steps, follow(steps, (ready) => rng.choice(ready))) === peak);
  return lucky.length <= (blindShare / 100) * BLIND_ORDERS;
}

export default class PeakBench extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "PeakBench",
    slug: "peak-bench",
    title: "Peak on the Bench",
    domain: "algorithms",
    description:
      "Preparations need the results of others, and a result takes up space on a bench until the last preparation that needs it is done. An order is asked for in which the greatest space ever taken is least; any such order is correct. Harder cases have more preparations, more needs between them and fewer orders that are best.",
    answerFormat: "the letters of all preparations in the order in which they are done, separated by commas, on a last line `Answer: …`",
    parameters: {
      steps: { meaning: "number of preparations", min: 5, max: 13 },
      mostNeeds: { meaning: "results that a preparation needs at the most", min: 1, max: 4 },
      largest: { meaning: "space of a result at the most", min: 5, max: 40 },
      blindShare: { meaning: "percent of random orders that may be best", min: 2, max: 40 },
    },
    levels: [
      { steps: 7, mostNeeds: 2, largest: 9, blindShare: 25 },
      { steps: 8, mostNeeds: 2, largest: 12, blindShare: 18 },
      { steps: 10, mostNeeds: 2, largest: 15, blindShare: 12 },
      { steps: 12, mostNeeds: 3, largest: 20, blindShare: 8 },
      { steps: 13, mostNeeds: 3, largest: 30, blindShare: 5 },
    ],
  };

  readonly answerFormat = finalLine(list(choiceOf(LABELS)));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const steps = drawSteps(rng, level);
      if (tried >= MOST_TRIES || isTricky(rng, steps, level.blindShare)) return { steps };
    }
  }

  promptFunc({ steps }: Case): string {
    const table = textTable(
      ["preparation", "needs the results of", "space of its result (L)"],
      steps.map(({ needs, size }, index) => [
        at(LABELS, index),
        needs.length === 0 ? "nothing" : needs.map((other) => at(LABELS, other)).join(", "),
        size,
      ]),
    );
    return [
      `A laboratory has to carry out ${steps.length} preparations, one after another, each exactly once. A preparation can only be done once all the results it needs are there; it needs the whole bench space of its own result while it is done.`,
      "",
      table,
      "",
      "A result stays on the bench from its preparation until the last preparation that needs it has been done, and is cleared away right after that one. So while a preparation is done, the bench holds its own result and every earlier result that this preparation or a later one needs. A result that no preparation needs takes up space during its own preparation only. A result is shared, not copied: it takes its space once, whatever the number of preparations that need it.",
      "",
      "Find an order of all preparations in which the greatest space taken at any time is as small as possible. Only an order with the least possible greatest space is correct; if there are several, any of them will do.",
      "",
      "Give the letters of all preparations in the order in which they are done, separated by commas, such as C, A, B for three preparations.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ steps }: Case): string {
    return this.answerFormat.wrap(
      solve(steps)
        .order.map((index) => at(LABELS, index))
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], { steps }: Case): number {
    const order = answer.map((label) => LABELS.findIndex((one) => one === label));
    const isComplete = order.length === steps.length && new Set(order).size === steps.length;
    if (!isComplete || order.some((index) => index < 0 || index >= steps.length)) return 0;
    return peakOf(steps, order) === solve(steps).peak ? 1 : 0;
  }

  /** Sets of preparations that can be the ones done first. */
  override hardness({ steps }: Case): number {
    return solve(steps).states;
  }
}
