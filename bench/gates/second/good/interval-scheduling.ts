import { at, Bootcamp, type Card, finalLine, type Rng, setOf, text, textTable } from "campforge/bootcamp";

type Booking = {
  readonly name: string;
  /** Minutes after midnight. */
  readonly start: number;
  readonly end: number;
  readonly fee: number;
};

type Case = {
  readonly bookings: readonly Booking[];
  /** Minutes that the hall stays empty between two bookings, for cleaning. */
  readonly pause: number;
  /** The most bookings that may be taken. */
  readonly limit: number;
};

type Level = { readonly bookings: number; readonly pause: number; readonly limit: number };

const NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const OPENING = 8 * 60;
const CLOSING = 22 * 60;

/** Whether two bookings leave the pause between them. */
const agree = (one: Booking, other: Booking, pause: number): boolean =>
  one.end + pause <= other.start || other.end + pause <= one.start;

/** The bookings of the greatest total fee, by the last booking and how many were taken. */
function bestChoice({ bookings, pause, limit }: Case): Booking[] {
  const sorted = bookings.toSorted((one, other) => one.end - other.end || (one.name < other.name ? -1 : 1));
  const feeOf = (chosen: readonly Booking[]): number => chosen.reduce((sum, { fee }) => sum + fee, 0);
  // For each booking, the best choice of so many bookings that ends with it.
  let ending: (readonly Booking[] | undefined)[] = sorted.map((booking) => [booking]);
  let best: readonly Booking[] = [];
  for (let count = 1; count <= limit; count++) {
    for (const chosen of ending) if (chosen !== undefined && feeOf(chosen) > feeOf(best)) best = chosen;
    const before = ending;
    ending = sorted.map((booking) => {
      const possible = before.filter(
        (chosen): chosen is readonly Booking[] =>
          chosen !== undefined && at(chosen, chosen.length - 1).end + pause <= booking.start,
      );
      if (possible.length === 0) return undefined;
      const longest = possible.reduce((one, other) => (feeOf(other) > feeOf(one) ? other : one));
      return [...longest, booking];
    });
  }
  return [...best];
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export default class IntervalScheduling extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "IntervalScheduling",
    slug: "interval-scheduling",
    title: "Interval Scheduling",
    domain: "logical-reasoning",
    description:
      "Bookings of a hall have a time and a fee. Those are to be chosen that leave a pause between one another, are not too many and bring the greatest total fee. Any best choice is right.",
    answerFormat: "a final line `Answer: …` with the letters of the chosen bookings, apart by commas",
    parameters: {
      bookings: { meaning: "bookings that are asked for", min: 4, max: 26 },
      pause: { meaning: "minutes between two bookings", min: 0, max: 60 },
      limit: { meaning: "the most bookings that may be taken", min: 2, max: 12 },
    },
    levels: [
      { bookings: 6, pause: 0, limit: 3 },
      { bookings: 10, pause: 15, limit: 5 },
      { bookings: 16, pause: 20, limit: 4 },
      { bookings: 24, pause: 25, limit: 5 },
    ],
  };

  readonly answerFormat = finalLine(setOf(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const drawn = Array.from({ length: level.bookings }, () => {
      const minutes = rng.integer(6, 40) * 5;
      const start = rng.integer(OPENING / 5, (CLOSING - minutes) / 5) * 5;
      // Longer bookings bring more, but not in proportion.
      const fee = 20 + Math.round(minutes * 0.6) + rng.integer(0, 60);
      return { start, end: start + minutes, fee };
    });
    const bookings = drawn.map((booking, place) => ({ name: at([...NAMES], place), ...booking }));
    return { bookings, pause: level.pause, limit: level.limit };
  }

  promptFunc(instance: Case): string {
    const { bookings, pause, limit } = instance;
    const rows = bookings.map(({ name, start, end, fee }) => [name, clock(start), clock(end), fee]);
    const pauseRule =
      pause === 0
        ? "2. Two bookings never overlap; one may begin at the very minute when another ends."
        : `2. Between the end of one booking and the beginning of the next, at least ${pause} minutes must pass.`;
    return [
      "A hall is let for one booking at a time. These bookings are asked for:",
      "",
      textTable(["booking", "from", "to", "fee"], rows),
      "",
      "Choose the bookings to be taken. Rules:",
      "1. A booking is taken as a whole, at its time, or not at all.",
      pauseRule,
      `3. At most ${limit} bookings are taken.`,
      "4. The sum of the fees is as large as possible under these rules.",
      "",
      "Any choice with the largest possible sum is right. Give the letters of the bookings that are taken, apart by",
      "commas, in any order. If Y and Z were to be taken on another day, the last line would be `Answer: Y, Z`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      bestChoice(instance)
        .map(({ name }) => name)
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { bookings, pause, limit } = instance;
    const chosen = bookings.filter(({ name }) => answer.includes(name));
    if (chosen.length !== answer.length || chosen.length > limit) return 0;
    const apart = chosen.every((one, place) =>
      chosen.slice(place + 1).every((other) => agree(one, other, pause)),
    );
    const total = chosen.reduce((sum, { fee }) => sum + fee, 0);
    const largest = bestChoice(instance).reduce((sum, { fee }) => sum + fee, 0);
    return apart && total === largest ? 1 : 0;
  }
}
