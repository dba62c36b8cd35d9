import { at, Bootcamp, bracketed, type Card, integer, range, type Rng, setOf } from "campforge/bootcamp";

type Note = {
  /** What is said of the arrival of `later`: at least, or at most, so many minutes after that of `earlier`. */
  readonly kind: "at least" | "at most";
  readonly earlier: number;
  readonly later: number;
  readonly minutes: number;
};

type Case = { readonly guests: readonly string[]; readonly notes: readonly Note[] };

type Level = { readonly guests: number; readonly notes: number; readonly core: number };

const NAMES = ["Ada", "Boris", "Cleo", "Dmitri", "Edna", "Farid", "Greta", "Hugo", "Iris", "Jonas", "Kaya", "Lev"];

/** The last minute at which anybody arrives. */
const LAST_MINUTE = 60;

/** How much room true notes leave between what they say and what was the case. */
const LEAST_SLACK = 3;
const MOST_SLACK = 20;

/** A note as a bound: the arrival of `to` is at most `weight` minutes after that of `from`. */
const boundOf = ({ kind, earlier, later, minutes }: Note) =>
  kind === "at most" ? { from: earlier, to: later, weight: minutes } : { from: later, to: earlier, weight: -minutes };

/** The fewest notes that contradict each other: the bounds around a circle that add up to less than 0. */
function smallestContradiction(guests: number, notes: readonly Note[]): readonly number[] | undefined {
  const bounds = notes.map(boundOf);
  let smallest: readonly number[] | undefined;
  for (let start = 0; start < guests; start++) {
    /** For each number of bounds in a row, the tightest total for each guest, and the last bound on the way there. */
    const totals: number[][] = [range(guests).map((guest) => (guest === start ? 0 : Infinity))];
    const last: number[][] = [[]];
    for (let length = 1; length <= guests && length < (smallest?.length ?? Infinity); length++) {
      const before = at(totals, length - 1);
      const total = before.map(() => Infinity);
      const via: number[] = [];
      bounds.forEach(({ from, to, weight }, index) => {
        if (at(before, from) + weight >= at(total, to)) return;
        total[to] = at(before, from) + weight;
        via[to] = index;
      });
      totals.push(total);
      last.push(via);
      if (at(total, start) < 0) smallest = around(bounds, last, start);
    }
  }
  return smallest;
}

/** The bounds of a walk that comes back to where it starts, from the last one to the first. */
function around(bounds: readonly { readonly from: number }[], last: readonly (readonly number[])[], start: number): number[] {
  const found: number[] = [];
  let guest = start;
  for (let length = last.length - 1; length > 0; length--) {
    const index = at(at(last, length), guest);
    found.push(index);
    guest = at(bounds, index).from;
  }
  return found;
}

/** A note that is true of the arrivals, with so much room. */
function trueNote(rng: Rng, arrivals: readonly number[], one: number, other: number, slack: number): Note {
  const [earlier, later] = at(arrivals, one) <= at(arrivals, other) ? [one, other] : [other, one];
  const gap = at(arrivals, later) - at(arrivals, earlier);
  return rng.boolean() && gap > slack
    ? { kind: "at least", earlier, later, minutes: gap - slack }
    : { kind: "at most", earlier, later, minutes: gap + slack };
}

/** Notes around a circle of guests that leave one minute too little between them. */
function plantedNotes(rng: Rng, arrivals: readonly number[], circle: readonly number[]): Note[] {
  const slacks = circle.map(() => rng.integer(0, 2));
  const broken = rng.integer(0, circle.length - 1);
  const others = slacks.reduce((total, slack, index) => (index === broken ? total : total + slack), 0);
  return circle.flatMap((guest, index): Note[] => {
    const next = at(circle, (index + 1) % circle.length);
    const room = index === broken ? -others - rng.integer(1, 3) : at(slacks, index);
    const weight = at(arrivals, next) - at(arrivals, guest) + room;
    if (weight === 0) return [];
    return [weight > 0 ? { kind: "at most", earlier: guest, later: next, minutes: weight } : { kind: "at least", earlier: next, later: guest, minutes: -weight }];
  });
}

export default class ContradictoryNotes extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "ContradictoryNotes",
    slug: "contradictory-notes",
    title: "Contradictory Notes",
    domain: "logical-reasoning",
    description:
      "A porter's notes say by how many minutes at least or at most guests arrived after one another, and they cannot all be true. A contradiction among as few notes as possible is to be found. Harder cases have more guests and notes, and a contradiction takes more of them.",
    answerFormat: "the numbers of the notes, separated by commas, between [answer] and [/answer]",
    parameters: {
      guests: { meaning: "guests", min: 3, max: 12 },
      notes: { meaning: "notes in all", min: 4, max: 60 },
      core: { meaning: "notes in the smallest contradiction", min: 2, max: 8 },
    },
    levels: [
      { guests: 5, notes: 9, core: 3 },
      { guests: 6, notes: 14, core: 4 },
      { guests: 8, notes: 22, core: 5 },
      { guests: 10, notes: 32, core: 6 },
    ],
  };

  readonly answerFormat = bracketed(setOf(integer()));

  caseGenerator(rng: Rng, { guests, notes, core }: Level): Case {
    const names = rng.sample(NAMES, guests);
    for (;;) {
      const arrivals = rng.distinctIntegers(guests, 1, LAST_MINUTE);
      const kept = plantedNotes(rng, arrivals, rng.sample(range(guests), core));
      if (smallestContradiction(guests, kept)?.length !== core) continue;
      for (let tries = 0; tries < 4 * notes && kept.length < notes; tries++) {
        const [one = 0, other = 1] = rng.sample(range(guests), 2);
        const note = trueNote(rng, arrivals, one, other, rng.integer(LEAST_SLACK, MOST_SLACK));
        const isSaid = kept.some(({ kind, earlier, later }) => kind === note.kind && earlier === note.earlier && later === note.later);
        if (!isSaid && smallestContradiction(guests, [...kept, note])?.length === core) kept.push(note);
      }
      if (kept.length === notes) return { guests: names, notes: rng.shuffle(kept) };
    }
  }

  promptFunc({ guests, notes }: Case): string {
    return [
      `${guests.length} guests came to a hotel one evening: ${guests.join(", ")}. The porter took down these ${notes.length} notes on when they arrived:`,
      "",
      ...notes.map(
        ({ kind, earlier, later, minutes }, index) =>
          `${index + 1}. ${at(guests, later)} arrived ${kind} ${minutes} ${minutes === 1 ? "minute" : "minutes"} after ${at(guests, earlier)}.`,
      ),
      "",
      "How the notes are meant: \"Y arrived at least 5 minutes after X\" says that Y came 5 minutes after X or later. \"Y arrived at most 5 minutes after X\" says that Y did not come later than 5 minutes after X; Y may have come at the same time as X, or before X by any time.",
      "",
      "There are no arrivals of which all of these notes are true. Find a contradiction that is as small as possible: some notes that cannot all be true together, no matter what is the case with the others, and as few of them as there can be. If there are several smallest contradictions, any one of them will do.",
      "",
      "List the numbers of its notes, in any order, separated by commas, as in [answer]104, 101, 110[/answer].",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ guests, notes }: Case): string {
    const smallest = smallestContradiction(guests.length, notes) ?? [];
    return this.answerFormat.wrap(smallest.map((index) => index + 1).join(", "));
  }

  verifyCorrection(answer: readonly number[], { guests, notes }: Case): number {
    if (answer.some((number) => number < 1 || number > notes.length)) return 0;
    const smallest = smallestContradiction(guests.length, notes);
    if (smallest === undefined || answer.length !== smallest.length) return 0;
    const chosen = answer.map((number) => at(notes, number - 1));
    return smallestContradiction(guests.length, chosen) === undefined ? 0 : 1;
  }
}
