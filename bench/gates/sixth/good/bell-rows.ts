import { at, Bootcamp, type Card, finalLine, integer, list, range, type Rng } from "campforge/bootcamp";

type Case = {
  /** The row that is given: the first one, or the last one where the first is asked for. */
  readonly row: readonly number[];
  /** The changes of one lead: for each the places, counted from 1, whose bells stay. */
  readonly lead: readonly (readonly number[])[];
  /** For each lead, whether it is called. */
  readonly calls: readonly boolean[];
  /** What replaces the last change of a lead that is called. */
  readonly bob: readonly number[];
  readonly isBackward: boolean;
};

type Level = {
  readonly bells: number;
  readonly changes: number;
  readonly leads: number;
  readonly called: number;
  readonly backward: number;
};

/** One change: pairs of neighbours, from the left, swap unless one of them stays. */
function ring(row: readonly number[], stays: readonly number[]): number[] {
  const next = [...row];
  for (let place = 1; place < row.length; place++) {
    if (stays.includes(place)) continue;
    next[place - 1] = at(row, place);
    next[place] = at(row, place - 1);
    place++;
  }
  return next;
}

/** All changes that are rung, one after the other. */
function changesOf({ lead, calls, bob }: Case): readonly (readonly number[])[] {
  return calls.flatMap((isCalled) => (isCalled ? [...lead.slice(0, -1), bob] : lead));
}

/** The row that is asked for. A change is its own reverse. */
function solve(instance: Case): readonly number[] {
  const changes = changesOf(instance);
  let row = instance.row;
  for (const stays of instance.isBackward ? changes.toReversed() : changes) row = ring(row, stays);
  return row;
}

/** The places that stay in one change; at least two bells move. */
function drawChange(rng: Rng, bells: number): readonly number[] {
  for (;;) {
    const stays: number[] = [];
    for (let place = 1; place <= bells; place++) {
      if (place < bells && rng.boolean(0.75)) place++;
      else stays.push(place);
    }
    if (stays.length < bells) return stays;
  }
}

const isSame = (one: readonly number[], other: readonly number[]): boolean => one.join() === other.join();

function drawChanges(rng: Rng, bells: number, count: number): readonly (readonly number[])[] {
  const changes = [drawChange(rng, bells)];
  while (changes.length < count) {
    const change = drawChange(rng, bells);
    if (!isSame(change, at(changes, changes.length - 1))) changes.push(change);
  }
  return changes;
}

const notation = (stays: readonly number[]): string => (stays.length === 0 ? "x" : stays.join(""));

export default class BellRows extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "BellRows",
    slug: "bell-rows",
    title: "Bell Rows",
    domain: "character-puzzles",
    description:
      "Church bells ring rows, and from row to row neighbours swap as a place notation says; a lead of changes is rung several times, and a call alters its last change. The last row is to be found from the first one, or the first from the last. Harder cases have more bells, longer leads, more of them and calls.",
    answerFormat: "the bells of the row in order, separated by spaces, on a last line `Answer: …`",
    parameters: {
      bells: { meaning: "number of bells", min: 4, max: 9 },
      changes: { meaning: "changes in a lead", min: 2, max: 12 },
      leads: { meaning: "leads that are rung", min: 1, max: 12 },
      called: { meaning: "leads that are called", min: 0, max: 8 },
      backward: { meaning: "percent of cases that ask for the first row", min: 0, max: 100 },
    },
    levels: [
      { bells: 6, changes: 3, leads: 2, called: 0, backward: 0 },
      { bells: 7, changes: 4, leads: 3, called: 1, backward: 20 },
      { bells: 7, changes: 6, leads: 5, called: 2, backward: 40 },
      { bells: 8, changes: 8, leads: 7, called: 3, backward: 60 },
      { bells: 9, changes: 10, leads: 10, called: 5, backward: 60 },
    ],
  };

  readonly answerFormat = finalLine(list(integer({ min: 1, max: 9 })));

  caseGenerator(rng: Rng, { bells, changes, leads, called, backward }: Level): Case {
    const isBackward = rng.boolean(backward / 100);
    const row = rng.shuffle(range(1, bells + 1));
    for (;;) {
      const lead = drawChanges(rng, bells, changes);
      const bob = drawChange(rng, bells);
      const calledLeads = rng.sample(range(leads), called);
      const instance = { row, lead, calls: range(leads).map((index) => calledLeads.includes(index)), bob, isBackward };
      const end = solve(instance);
      const fixed = end.filter((bell, place) => bell === at(row, place)).length;
      if (!isSame(bob, at(lead, changes - 1)) && fixed <= bells / 3) return instance;
    }
  }

  promptFunc({ row, lead, calls, bob, isBackward }: Case): string {
    const bells = row.length;
    const called = calls.flatMap((isCalled, index) => (isCalled ? [index + 1] : []));
    const leads = calls.length;
    return [
      `${bells} bells, numbered 1 to ${bells}, are rung in rows: in each row every bell sounds once. From one row to the next there is a change, in which some bells stay in their places and the others swap with a neighbour.`,
      "",
      `A change is written by the places whose bells stay, counted from 1 on the left; x stands for a change in which no bell stays. The other places are paired from the left, the first with the second of them, the third with the fourth, and so on; the two places of a pair are always next to each other, and their bells swap. For example, with 5 bells the change 3 makes 2 1 4 3 5 into 1 2 4 5 3, and the change 145 makes it into 2 4 1 3 5.`,
      "",
      `A lead consists of these ${lead.length} changes, in this order: ${lead.map(notation).join(" . ")}`,
      `The lead is rung ${leads === 1 ? "once" : `${leads} times, one after the other`}.`,
      ...(called.length === 0
        ? []
        : [
            `${called.length === 1 ? `Lead number ${at(called, 0)} is called` : `Leads number ${called.join(", ")} are called`} (counted from 1 in the order of ringing): in a called lead the last change is replaced by ${notation(bob)}; all its other changes remain.`,
          ]),
      "",
      isBackward
        ? `After the last change the bells stand in the row ${row.join(" ")}. In which row did they stand before the first change?`
        : `Before the first change the bells stand in the row ${row.join(" ")}. In which row do they stand after the last change?`,
      "",
      `Give the ${bells} bells of that row from left to right, separated by spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance).join(" "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    return isSame(answer, solve(instance)) ? 1 : 0;
  }

  /** The row after each change. */
  override workedSolution(instance: Case): string {
    const changes = changesOf(instance);
    let row = instance.row;
    const lines = (instance.isBackward ? changes.toReversed() : changes).map((stays) => {
      row = ring(row, stays);
      return `${notation(stays)}: ${row.join(" ")}`;
    });
    return [
      instance.isBackward ? "A change is its own reverse, so the changes are undone from the last to the first." : "The changes are rung one after the other.",
      `Given: ${instance.row.join(" ")}`,
      ...lines,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Bells that have to be placed, over all changes. */
  override hardness(instance: Case): number {
    return changesOf(instance).length * instance.row.length;
  }
}
