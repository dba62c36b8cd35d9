import { at, Bootcamp, type Card, integer, list, range, type Rng, tagged } from "campforge/bootcamp";

type Kind = "flip" | "take" | "deny";

type Latch = {
  readonly letter: string;
  readonly kind: Kind;
  /** The place of the guard in the list of latches; null for a flip without one. */
  readonly guard: number | null;
};

type Case = {
  readonly latches: readonly Latch[];
  /** The letter of each tick. */
  readonly ticks: readonly string[];
};

type Level = {
  readonly latches: number;
  readonly letters: number;
  readonly ticks: number;
};

const NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
const LETTERS = "pqrstuvwxyz".split("");
const PER_ROW = 20;
const TRIES = 300;

const nameOf = (index: number): string => at(NAMES, index);

/** The state of a latch behind a tick of its letter, by the states that it sees. */
function act({ kind, guard }: Latch, index: number, seen: readonly number[]): number {
  const guardState = guard === null ? 0 : at(seen, guard);
  const own = at(seen, index);
  if (kind === "take") return guardState;
  if (kind === "deny") return 1 - guardState;
  return guardState === 0 ? 1 - own : own;
}

/** The states after each tick; the latches act at the same time, or for comparison one after the other. */
function statesOf({ latches, ticks }: Case, atOnce = true): number[][] {
  let states = latches.map(() => 0);
  return ticks.map((letter) => {
    const before = states;
    const after = [...before];
    for (const [index, latch] of latches.entries())
      if (latch.letter === letter) after[index] = act(latch, index, atOnce ? before : after);
    states = after;
    return after;
  });
}

const countsOf = (instance: Case, atOnce = true): number[] =>
  statesOf(instance, atOnce).map((states) => states.reduce((sum, state) => sum + state, 0));

function draw(rng: Rng, level: Level): Case {
  const letters = rng.sample(LETTERS, level.letters);
  const places = rng.shuffle(range(level.latches));
  const sure = rng.integer(0, level.latches - 1);
  const latches = range(level.latches).map((index): Latch => {
    // The latches at the first places of the shuffled list see to it that somebody listens to each letter.
    const place = at(places, index);
    const letter = place < letters.length ? at(letters, place) : rng.choice(letters);
    const kind = index === sure ? "flip" : rng.choice<Kind>(["flip", "take", "deny"]);
    const hasGuard = kind !== "flip" || (index !== sure && rng.boolean(0.75));
    const others = range(level.latches).filter((other) => other !== index);
    return { letter, kind, guard: hasGuard ? rng.choice(others) : null };
  });
  return { latches, ticks: range(level.ticks).map(() => rng.choice(letters)) };
}

/** True when every latch is 1 at some time, and it matters that the latches act at the same time. */
function isLively(instance: Case): boolean {
  const states = statesOf(instance);
  const allChange = instance.latches.every((_, index) => states.some((after) => after[index] === 1));
  return allChange && countsOf(instance).join() !== countsOf(instance, false).join();
}

function latchText({ letter, kind, guard }: Latch, index: number): string {
  const how = guard === null ? `${kind}, no guard` : `${kind}, guard ${nameOf(guard)}`;
  return `- ${nameOf(index)}: listens to ${letter}, ${how}`;
}

export default class LatchHall extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "LatchHall",
    slug: "latch-hall",
    title: "Latch Hall",
    domain: "logical-reasoning",
    description:
      "Latches with the states 0 and 1 listen to letters and flip, or take or deny the state of another latch, all at the same time. For each letter of a sequence, the number of latches that are 1 after it is asked for. Harder cases have more latches, more letters and longer sequences.",
    answerFormat: "the numbers after each tick, separated by spaces, in <answer> tags",
    parameters: {
      latches: { meaning: "number of latches, at least as many as letters", min: 3, max: 26 },
      letters: { meaning: "number of different letters", min: 2, max: 8 },
      ticks: { meaning: "number of ticks", min: 8, max: 500 },
    },
    levels: [
      { latches: 5, letters: 2, ticks: 16 },
      { latches: 10, letters: 3, ticks: 50 },
      { latches: 15, letters: 4, ticks: 100 },
      { latches: 20, letters: 4, ticks: 180 },
      { latches: 26, letters: 5, ticks: 300 },
    ],
  };

  readonly answerFormat = tagged(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ latches, ticks }: Case): string {
    const rows = range(Math.ceil(ticks.length / PER_ROW)).map((row) =>
      ticks.slice(row * PER_ROW, (row + 1) * PER_ROW).join(" "),
    );
    return [
      "A hall has latches, each of which is 0 or 1. All are 0 at the start. Every latch listens to one letter and has one of these kinds; a guard is another latch:",
      "- flip, no guard: when its letter comes, it changes its state (0 becomes 1, 1 becomes 0).",
      "- flip with a guard: when its letter comes, it changes its state if its guard is 0; if its guard is 1, it keeps its state.",
      "- take with a guard: when its letter comes, it takes the state that its guard has.",
      "- deny with a guard: when its letter comes, it takes the opposite of the state that its guard has.",
      "",
      "One letter comes at each tick. All latches that listen to it act at the same time, by the states before the tick. The others keep their states.",
      "",
      "An example: A listens to x (flip, no guard), B to y (take, guard A), C to x (deny, guard B) and D to z (flip, guard C). The letters are x y x z y x.",
      "1. x: A becomes 1, and C becomes 1 because B is 0: two latches are 1.",
      "2. y: B takes 1 from A: three.",
      "3. x: A becomes 0, and C becomes 0 because B is 1: one.",
      "4. z: D becomes 1 because its guard C is 0: two.",
      "5. y: B takes 0 from A: one.",
      "6. x: A becomes 1, and C becomes 1 because B is 0: three.",
      "The numbers are 2 3 1 2 1 3.",
      "",
      `Now these are the ${latches.length} latches:`,
      ...latches.map(latchText),
      "",
      `These are the letters of the ${ticks.length} ticks, to be read row by row, each row from left to right:`,
      ...rows,
      "",
      `How many latches are 1 after each tick? Give the ${ticks.length} numbers in the order of the ticks, separated by spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(countsOf(instance).join(" "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    return answer.join(" ") === countsOf(instance).join(" ") ? 1 : 0;
  }

  /** The latches that are 1 after each tick. */
  override workedSolution(instance: Case): string {
    const steps = statesOf(instance).map((states, tick) => {
      const ones = range(states.length).filter((index) => states[index] === 1);
      return `${tick + 1}. ${at(instance.ticks, tick)}: ${ones.map(nameOf).join(" ")} (${ones.length})`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** How often a latch acts. */
  override hardness({ latches, ticks }: Case): number {
    return ticks.reduce((sum, letter) => sum + latches.filter((latch) => latch.letter === letter).length, 0);
  }
}
