import { at, Bootcamp, type Card, choiceOf, either, finalLine, gcd, integer, list, range, type Rng } from "campforge/bootcamp";

type Gate = {
  readonly cycle: number;
  /** The first minute at which the gate opens. */
  readonly opens: number;
  /** Minutes for which it then stays open. */
  readonly stays: number;
};

type Walk = {
  /** Positions of the gates, in the order in which they are passed. */
  readonly gates: readonly number[];
  /** Minutes from each gate to the next. */
  readonly minutes: readonly number[];
};

type Case = { readonly gates: readonly Gate[]; readonly walks: readonly Walk[] };

type Level = {
  readonly gates: number;
  readonly walks: number;
  readonly passed: number;
  readonly longestCycle: number;
  readonly longestStay: number;
};

type Answer = readonly (number | "none")[];

const NONE = "none" as const;
const LETTERS = [..."ABCDEFGHIJ"];
const CYCLES = [4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 21, 24];

/** Minutes after which a walk meets the same gates in the same state again, at the most. */
const LONGEST_PERIOD = 2_520;

const MOST_DRAWS = 400;

const isOpen = ({ cycle, opens, stays }: Gate, minute: number): boolean => {
  return minute >= opens && (minute - opens) % cycle < stays;
};

const periodOf = (gates: readonly Gate[], walk: Walk): number =>
  walk.gates.map((gate) => at(gates, gate).cycle).reduce((period, cycle) => (period / gcd(period, cycle)) * cycle);

/** The first minute at which a walk can begin so that it finds every gate open. */
function firstStart(gates: readonly Gate[], walk: Walk): number | undefined {
  const latest = Math.max(...walk.gates.map((gate) => at(gates, gate).opens));
  const offsets = range(walk.gates.length).map((index) => walk.minutes.slice(0, index).reduce((sum, time) => sum + time, 0));
  // From the minute at which all gates have begun to work, everything comes again after one period.
  return range(latest + periodOf(gates, walk)).find((start) =>
    walk.gates.every((gate, index) => isOpen(at(gates, gate), start + at(offsets, index))),
  );
}

function drawGates(rng: Rng, level: Level): readonly Gate[] {
  const cycles = CYCLES.filter((cycle) => cycle <= level.longestCycle);
  return range(level.gates).map(() => {
    const cycle = rng.choice(cycles);
    return {
      cycle,
      opens: rng.integer(0, cycle - 1),
      stays: rng.integer(1, Math.min(level.longestStay, Math.floor(cycle / 2))),
    };
  });
}

const drawWalk = (rng: Rng, { gates, passed }: Level): Walk => ({
  gates: rng.sample(range(gates), passed),
  minutes: range(passed - 1).map(() => rng.integer(1, 9)),
});

/** Walks of which one or two can never be made, while the others begin late enough. */
function drawCase(rng: Rng, level: Level): Case {
  const gates = drawGates(rng, level);
  const impossible = rng.integer(1, 2);
  const walks: Walk[] = [];
  let none = 0;
  for (let draw = 0; walks.length < level.walks && draw < MOST_DRAWS; draw++) {
    const walk = drawWalk(rng, level);
    if (periodOf(gates, walk) > LONGEST_PERIOD || walks.some((other) => other.gates.join() === walk.gates.join())) continue;
    const start = firstStart(gates, walk);
    if (start === undefined ? none >= impossible : start < 4 || walks.length - none >= level.walks - impossible) continue;
    if (start === undefined) none++;
    walks.push(walk);
  }
  return { gates, walks: rng.shuffle(walks) };
}

export default class WicketMinutes extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "WicketMinutes",
    slug: "wicket-minutes",
    title: "Wicket Minutes",
    domain: "mathematical-modelling",
    description:
      "Gates open for some minutes of every cycle. For each of several walks, which pass gates a fixed time apart without waiting, the earliest minute of departure is asked for at which all of them are found open, or `none`. Harder cases have walks through more gates, longer cycles and shorter openings.",
    answerFormat: "a minute or `none` for each walk, in order, on a last line `Answer: …`",
    parameters: {
      gates: { meaning: "number of gates", min: 3, max: 10 },
      walks: { meaning: "number of walks", min: 3, max: 8 },
      passed: { meaning: "gates that a walk passes", min: 2, max: 5 },
      longestCycle: { meaning: "minutes of a cycle at the most", min: 5, max: 24 },
      longestStay: { meaning: "minutes for which a gate stays open at the most", min: 1, max: 9 },
    },
    levels: [
      { gates: 4, walks: 4, passed: 2, longestCycle: 10, longestStay: 2 },
      { gates: 5, walks: 5, passed: 2, longestCycle: 16, longestStay: 2 },
      { gates: 6, walks: 5, passed: 3, longestCycle: 16, longestStay: 4 },
      { gates: 7, walks: 6, passed: 3, longestCycle: 21, longestStay: 4 },
      { gates: 8, walks: 6, passed: 4, longestCycle: 24, longestStay: 6 },
    ],
  };

  readonly answerFormat = finalLine(list(either(choiceOf([NONE]), integer({ min: 0 }))));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let draw = 0; ; draw++) {
      const instance = drawCase(rng, level);
      if (instance.walks.length === level.walks || (instance.walks.length > 0 && draw >= MOST_DRAWS)) return instance;
    }
  }

  promptFunc({ gates, walks }: Case): string {
    const minutes = (count: number): string => (count === 1 ? "1 minute" : `${count} minutes`);
    const wordingOf = (walk: Walk): string =>
      walk.gates
        .map((gate, index) => (index === 0 ? `gate ${at(LETTERS, gate)}` : `${minutes(at(walk.minutes, index - 1))} later gate ${at(LETTERS, gate)}`))
        .join(", ");
    return [
      `The park has ${gates.length} gates that open by clockwork. Time is counted in whole minutes from 0.`,
      ...gates.map(
        ({ cycle, opens, stays }, gate) =>
          `- Gate ${at(LETTERS, gate)} opens for the first time at minute ${opens}, and then again every ${cycle} minutes. Each time it is open for ${minutes(stays)}.`,
      ),
      "",
      "A gate that opens at minute m and is open for k minutes can be passed at minutes m, m + 1, and so on up to m + k - 1, and no longer at minute m + k. Before it opens for the first time it is closed.",
      "",
      "These walks are planned:",
      ...walks.map((walk, index) => `${index + 1}. ${wordingOf(walk)}.`),
      "",
      "A walk begins at its first gate, at a whole minute from 0 on, and passes each gate in no time at exactly the minute given by its walking times; nobody waits at a gate, walks faster or turns back. Walks have nothing to do with each other.",
      "For each walk, find the earliest minute at which it can pass its first gate so that it finds all of its gates open, or find that there is no such minute, however late.",
      "",
      `Give ${walks.length} answers in the order of the walks, separated by commas: the minute, or the word ${NONE} if there is no such minute. For three walks this could be 31, ${NONE}, 8.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ gates, walks }: Case): string {
    return this.answerFormat.wrap(walks.map((walk) => firstStart(gates, walk) ?? NONE).join(", "));
  }

  verifyCorrection(answer: Answer, { gates, walks }: Case): number {
    const truth = walks.map((walk) => firstStart(gates, walk) ?? NONE);
    return answer.join() === truth.join() ? 1 : 0;
  }

  /** Minutes of departure that one would have to try, over all walks. */
  override hardness({ gates, walks }: Case): number {
    return walks.reduce((sum, walk) => sum + (firstStart(gates, walk) ?? periodOf(gates, walk)), 0);
  }
}
