/*
defect: novelty
base: interval-scheduling.ts
what: The task is interval-scheduling told again, with a telescope for the hall, requests for the bookings and worth for the fees.
needs: no model
*/
import { at, Bootcamp, type Card, finalLine, type Rng, setOf, text, textTable } from "campforge/bootcamp";

type Request = {
  readonly name: string;
  /** Minutes after noon. */
  readonly start: number;
  readonly end: number;
  readonly worth: number;
};

type Case = {
  readonly requests: readonly Request[];
  /** Minutes that the dish takes to turn between two requests. */
  readonly turning: number;
  /** The most requests that may be granted. */
  readonly limit: number;
};

type Level = { readonly requests: number; readonly turning: number; readonly limit: number };

const NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DUSK = 2 * 60;
const DAWN = 16 * 60;

/** Whether two requests leave the turning between them. */
const agree = (one: Request, other: Request, turning: number): boolean =>
  one.end + turning <= other.start || other.end + turning <= one.start;

/** The requests of the greatest total worth, by the last request and how many were taken. */
function bestChoice({ requests, turning, limit }: Case): Request[] {
  const sorted = requests.toSorted((one, other) => one.end - other.end || (one.name < other.name ? -1 : 1));
  const worthOf = (chosen: readonly Request[]): number => chosen.reduce((sum, { worth }) => sum + worth, 0);
  // For each request, the best choice of so many requests that ends with it.
  let ending: (readonly Request[] | undefined)[] = sorted.map((request) => [request]);
  let best: readonly Request[] = [];
  for (let count = 1; count <= limit; count++) {
    for (const chosen of ending) if (chosen !== undefined && worthOf(chosen) > worthOf(best)) best = chosen;
    const before = ending;
    ending = sorted.map((request) => {
      const possible = before.filter(
        (chosen): chosen is readonly Request[] =>
          chosen !== undefined && at(chosen, chosen.length - 1).end + turning <= request.start,
      );
      if (possible.length === 0) return undefined;
      const longest = possible.reduce((one, other) => (worthOf(other) > worthOf(one) ? other : one));
      return [...longest, request];
    });
  }
  return [...best];
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export default class TelescopeNights extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "TelescopeNights",
    slug: "telescope-nights",
    title: "Telescope Nights",
    domain: "logical-reasoning",
    description:
      "Requests for a radio telescope have a time and a worth. Those are to be granted that leave time for turning the dish, are not too many and are worth most together. Any best choice is right.",
    answerFormat: "a final line `Answer: …` with the letters of the chosen requests, apart by commas",
    parameters: {
      requests: { meaning: "requests that are asked for", min: 4, max: 26 },
      turning: { meaning: "minutes between two requests", min: 0, max: 60 },
      limit: { meaning: "the most requests that may be granted", min: 2, max: 12 },
    },
    levels: [
      { requests: 6, turning: 0, limit: 3 },
      { requests: 10, turning: 15, limit: 5 },
      { requests: 16, turning: 20, limit: 4 },
      { requests: 24, turning: 25, limit: 5 },
    ],
  };

  readonly answerFormat = finalLine(setOf(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const drawn = Array.from({ length: level.requests }, () => {
      const minutes = rng.integer(6, 40) * 5;
      const start = rng.integer(DUSK / 5, (DAWN - minutes) / 5) * 5;
      // Longer requests are worth more, but not in proportion.
      const worth = 20 + Math.round(minutes * 0.6) + rng.integer(0, 60);
      return { start, end: start + minutes, worth };
    });
    const requests = drawn.map((request, place) => ({ name: at([...NAMES], place), ...request }));
    return { requests, turning: level.turning, limit: level.limit };
  }

  promptFunc(instance: Case): string {
    const { requests, turning, limit } = instance;
    const rows = requests.map(({ name, start, end, worth }) => [name, clock(start), clock(end), worth]);
    const turnRule =
      turning === 0
        ? "2. Two requests never overlap; one may begin at the very minute when another ends."
        : `2. Between the end of one request and the beginning of the next, at least ${turning} minutes must pass.`;
    return [
      "A radio telescope serves one request at a time. These requests have come in; all times count from noon:",
      "",
      textTable(["request", "from", "to", "worth"], rows),
      "",
      "Choose the requests to be granted. Rules:",
      "1. A request is granted as a whole, at its time, or not at all.",
      turnRule,
      `3. At most ${limit} requests are granted.`,
      "4. The sum of the worth is as large as possible under these rules.",
      "",
      "Any choice with the largest possible sum is right. Give the letters of the requests that are granted, apart by",
      "commas, in any order. If Y and Z were to be granted on another day, the last line would be `Answer: Y, Z`.",
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
    const { requests, turning, limit } = instance;
    const chosen = requests.filter(({ name }) => answer.includes(name));
    if (chosen.length !== answer.length || chosen.length > limit) return 0;
    const apart = chosen.every((one, place) =>
      chosen.slice(place + 1).every((other) => agree(one, other, turning)),
    );
    const total = chosen.reduce((sum, { worth }) => sum + worth, 0);
    const largest = bestChoice(instance).reduce((sum, { worth }) => sum + worth, 0);
    return apart && total === largest ? 1 : 0;
  }
}
