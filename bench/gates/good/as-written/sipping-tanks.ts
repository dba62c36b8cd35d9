import { at, Bootcamp, type Card, integer, list, range, type Rng, tagged } from "campforge/bootcamp";

/** Tanks by their place in the circle, counted from 0. */
type Pouring = { readonly from: number; readonly to: number };

type Entry = Pouring | "night";

type Case = {
  readonly capacities: readonly number[];
  readonly contents: readonly number[];
  readonly events: readonly Entry[];
};

type Level = {
  readonly tanks: number;
  readonly events: number;
  /** Litres that a tank can hold. */
  readonly smallest: number;
  readonly largest: number;
};

/** What a pouring moves; siphoned is -1 where the siphon does not start. */
type Flow = { readonly poured: number; readonly siphoned: number };

const PER_ROW = 12;
const TRIES = 200;

/** Pours one tank into another, with the siphon; changes the contents. */
function pour({ from, to }: Pouring, contents: number[], capacities: readonly number[]): Flow {
  const poured = Math.min(at(contents, from), at(capacities, to) - at(contents, to));
  contents[from] = at(contents, from) - poured;
  contents[to] = at(contents, to) + poured;
  if (at(contents, to) < at(capacities, to)) return { poured, siphoned: -1 };
  const behind = (to + 1) % capacities.length;
  const siphoned = Math.min(Math.floor(at(contents, to) / 2), at(capacities, behind) - at(contents, behind));
  contents[to] = at(contents, to) - siphoned;
  contents[behind] = at(contents, behind) + siphoned;
  return { poured, siphoned };
}

/** Every odd content loses one litre; changes the contents. */
function passNight(contents: number[]): void {
  for (const [tank, content] of contents.entries()) contents[tank] = content - (content % 2);
}

/** The flow of each event (undefined for a night) and the contents behind it. */
type Step = { readonly flow: Flow | undefined; readonly contents: readonly number[] };

function stepsOf({ capacities, contents, events }: Case): Step[] {
  const held = [...contents];
  return events.map((entry) => {
    const flow = entry === "night" ? undefined : pour(entry, held, capacities);
    if (entry === "night") passNight(held);
    return { flow, contents: [...held] };
  });
}

const endOf = (instance: Case): readonly number[] => stepsOf(instance).at(-1)?.contents ?? instance.contents;

const entryText = (entry: Entry): string => (entry === "night" ? "night" : `${entry.from + 1}>${entry.to + 1}`);

/** A pouring that starts the siphon or does not, as it is wished; seldom any other one. */
function drawPouring(rng: Rng, contents: readonly number[], capacities: readonly number[]): Pouring {
  const tanks = range(capacities.length);
  const all = tanks.flatMap((from) => tanks.flatMap((to) => (from === to ? [] : [{ from, to }])));
  const fills = ({ from, to }: Pouring): boolean => at(contents, from) + at(contents, to) >= at(capacities, to);
  const isWished = rng.boolean(0.36);
  const fitting = all.filter((pouring) => at(contents, pouring.from) > 0 && fills(pouring) === isWished);
  return rng.choice(fitting.length === 0 || rng.boolean(0.03) ? all : fitting);
}

function draw(rng: Rng, { tanks, events: count, smallest, largest }: Level): Case {
  const capacities = range(tanks).map(() => rng.integer(smallest, largest));
  const contents = capacities.map((capacity) => rng.integer(Math.floor(capacity / 3), capacity));
  const held = [...contents];
  const events: Entry[] = [];
  let untilNight = rng.integer(4, 6);
  while (events.length < count) {
    if (untilNight === 0) {
      events.push("night");
      passNight(held);
      untilNight = rng.integer(4, 6);
    } else {
      const pouring = drawPouring(rng, held, capacities);
      events.push(pouring);
      pour(pouring, held, capacities);
      untilNight--;
    }
  }
  return { capacities, contents, events };
}

/** True when about a third of the pourings start the siphon, and one of these is stopped by the tank behind. */
function isLively(instance: Case): boolean {
  const { capacities, events } = instance;
  const steps = stepsOf(instance);
  const pourings = steps.filter(({ flow }) => flow !== undefined);
  const siphons = pourings.filter(({ flow }) => flow !== undefined && flow.siphoned >= 0);
  const share = siphons.length / pourings.length;
  const isStopped = steps.some(({ flow, contents }, index) => {
    const entry = at(events, index);
    if (entry === "night" || flow === undefined || flow.siphoned < 0) return false;
    return contents[entry.to] !== at(capacities, entry.to) - Math.floor(at(capacities, entry.to) / 2);
  });
  return share >= 0.22 && share <= 0.48 && isStopped;
}

export default class SippingTanks extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "SippingTanks",
    slug: "sipping-tanks",
    title: "Sipping Tanks",
    domain: "natural-science",
    description:
      "Tanks in a circle are poured into each other. A tank that gets full starts a siphon into the one behind it, and at night every tank with an odd content loses a litre. The contents after a list of events are asked for. Harder cases have more and larger tanks and many more events.",
    answerFormat: "the contents of all tanks in order, separated by commas, in <answer> tags",
    parameters: {
      tanks: { meaning: "number of tanks", min: 3, max: 24 },
      events: { meaning: "number of pourings and nights", min: 6, max: 500 },
      smallest: { meaning: "litres that a tank can hold at the least", min: 4, max: 200 },
      largest: { meaning: "litres that a tank can hold at the most", min: 4, max: 300 },
    },
    levels: [
      { tanks: 3, events: 12, smallest: 8, largest: 20 },
      { tanks: 6, events: 55, smallest: 15, largest: 45 },
      { tanks: 9, events: 120, smallest: 25, largest: 80 },
      { tanks: 12, events: 210, smallest: 40, largest: 120 },
      { tanks: 16, events: 340, smallest: 60, largest: 160 },
    ],
  };

  readonly answerFormat = tagged(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ capacities, contents, events }: Case): string {
    const count = capacities.length;
    const rows = range(Math.ceil(events.length / PER_ROW)).map((row) =>
      events
        .slice(row * PER_ROW, (row + 1) * PER_ROW)
        .map(entryText)
        .join(", "),
    );
    return [
      "Tanks stand in a circle and are numbered from 1. Each has a capacity and a content in whole litres. Tank 2 is behind tank 1, tank 3 behind tank 2 and so on, and tank 1 is behind the last one. Events come one after the other, and there are two kinds of them:",
      "- i>j, such as 1>2: tank i is poured into tank j until i is empty or j is full. If j is full after that (also if it was full before), a siphon starts: half of what j holds, rounded down to a whole number, runs into the tank behind j, or less, as much as fits there. The tank behind j may be tank i itself.",
      "- night: every tank with an odd content loses one litre.",
      "The siphon does not start another one, and it starts only for the tank j that was poured into.",
      "",
      "An example with three tanks of the capacities 12, 9, 15 and the contents 10, 4, 7:",
      "- 1>2: 5 litres fit, so tank 2 is full (9), and the siphon takes 4 into tank 3: 5, 5, 11.",
      "- night: 4, 4, 10.",
      "- 3>1: 8 litres fit, so tank 1 is full (12). The siphon would take 6 into tank 2, but only 5 fit there: 7, 9, 2.",
      "- 2>3: all 9 litres fit, and tank 3 is not full: 7, 0, 11.",
      "- night: 6, 0, 10.",
      "- 1>2: all 6 litres fit, and tank 2 is not full: 0, 6, 10.",
      "The answer is 0, 6, 10.",
      "",
      `Now there are ${count} tanks:`,
      ...range(count).map((tank) => `- tank ${tank + 1}: capacity ${at(capacities, tank)}, content ${at(contents, tank)}`),
      "",
      `These are the ${events.length} events, to be read row by row, each row from left to right:`,
      ...rows,
      "",
      "What are the contents of the tanks at the end? Give the numbers alone, in the order of the tanks, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(endOf(instance).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    return answer.join() === endOf(instance).join() ? 1 : 0;
  }

  /** What flows in each event, and the contents behind it. */
  override workedSolution(instance: Case): string {
    const steps = stepsOf(instance).map(({ flow, contents }, index) => {
      const poured = flow === undefined ? "" : ` ${flow.poured} poured`;
      const siphoned = flow === undefined || flow.siphoned < 0 ? "" : `, ${flow.siphoned} through the siphon`;
      return `${index + 1}. ${entryText(at(instance.events, index))}:${poured}${siphoned} ${contents.join(", ")}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Events, and siphons that start. */
  override hardness(instance: Case): number {
    const siphons = stepsOf(instance).filter(({ flow }) => flow !== undefined && flow.siphoned >= 0);
    return instance.events.length + siphons.length;
  }
}
