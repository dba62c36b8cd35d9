import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  lines,
  type Parsed,
  parsed,
  range,
  Rational,
  rational,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Voice = "log" | "exercise" | "brief";

/** A tank with float switches and a pump. */
type Switched = {
  readonly start: number;
  readonly high: number;
  readonly low: number;
  readonly pump: number;
};

type Case = {
  readonly capacity: number;
  readonly start: number;
  readonly draw: number;
  /** The feed from a time on, in order of time; the first one from 0. */
  readonly feeds: readonly { readonly from: number; readonly rate: number }[];
  readonly second: Switched;
  /** The tank into which the pump delivers, where there is one. */
  readonly third: Switched | null;
  /** How many events are asked for. */
  readonly count: number;
  readonly voice: Voice;
};

type Level = {
  readonly events: number;
  readonly refill: boolean;
  readonly changes: number;
  readonly third: boolean;
  readonly fractions: number;
  readonly largestDenominator: number;
};

type Plant = Omit<Case, "voice">;
type Happening = { readonly name: string; readonly time: Rational };

const VOICES: readonly Voice[] = ["log", "exercise", "brief"];
const ZERO = Rational.of(0);

/** What happens, and in how many stretches of constant rates. */
type Run = {
  readonly events: readonly Happening[];
  readonly stretches: number;
  /** False where two things happen at one time by chance, or A runs dry. */
  readonly isClean: boolean;
};

function simulate({ capacity, start, draw, feeds, second, third, count }: Plant): Run {
  const events: Happening[] = [];
  let [now, a, b, c] = [ZERO, Rational.of(start), Rational.of(second.start), Rational.of(third?.start ?? 0)];
  let [isFull, isPumping, isPumpingOn] = [false, false, false];
  let isClean = true;
  let stretches = 0;
  while (events.length < count) {
    const time = now;
    const feed = feeds.findLast(({ from }) => Rational.of(from).compare(time) <= 0)?.rate ?? 0;
    const net = Rational.of(feed, isPumping ? 2 : 1).minus(Rational.of(draw));
    if (isFull && net.compare(ZERO) < 0) {
      isFull = false;
      events.push({ name: "drop", time });
      continue;
    }
    const pumped = Rational.of(isPumping ? second.pump : 0);
    const rateA = isFull ? ZERO : net;
    const rateB = (isFull ? net : ZERO).minus(pumped);
    const rateC = pumped.minus(Rational.of(isPumpingOn ? (third?.pump ?? 0) : 0));

    // What can be next, and after how long.
    const next: { readonly name: string; readonly after: Rational }[] = [];
    const reach = (name: string, level: Rational, goal: number, rate: Rational, direction: number): void => {
      if (rate.compare(ZERO) * direction > 0)
        next.push({ name, after: Rational.of(goal).minus(level).dividedBy(rate) });
    };
    if (!isFull) reach("full", a, capacity, rateA, 1);
    if (isPumping) reach("off", b, second.low, rateB, -1);
    else reach("on", b, second.high, rateB, 1);
    if (third !== null && isPumpingOn) reach("off2", c, third.low, rateC, -1);
    if (third !== null && !isPumpingOn) reach("on2", c, third.high, rateC, 1);
    const change = feeds.find(({ from }) => Rational.of(from).compare(time) > 0);
    if (change !== undefined) next.push({ name: "change", after: Rational.of(change.from).minus(time) });

    const { name, after } = next.reduce((first, one) => (one.after.compare(first.after) < 0 ? one : first));
    if (next.filter((one) => one.after.equals(after)).length > 1) isClean = false;
    now = now.plus(after);
    a = a.plus(rateA.times(after));
    b = b.plus(rateB.times(after));
    c = c.plus(rateC.times(after));
    stretches++;
    if (a.compare(ZERO) <= 0) isClean = false;
    if (name === "full") isFull = true;
    if (name === "on" || name === "off") isPumping = name === "on";
    if (name === "on2" || name === "off2") isPumpingOn = name === "on2";
    if (name !== "change") events.push({ name, time: now });
  }
  return { events, stretches, isClean };
}

const written = ({ name, time }: Happening): string => `${name} ${time.toString()}`;

function drawPlant(rng: Rng, level: Level): Plant {
  const draw = rng.integer(4, 11);
  const rate = (): number =>
    level.refill && rng.boolean(0.7)
      ? rng.integer(draw + 1, 2 * draw - 1)
      : rng.integer(2 * draw + 1, 2 * draw + 7);
  const feeds = [
    { from: 0, rate: level.refill && level.changes === 0 ? rng.integer(draw + 1, 2 * draw - 1) : rate() },
  ];
  for (let change = 0; change < level.changes; change++) {
    const last = at(feeds, change);
    let next = rate();
    while (next === last.rate) next = rate();
    feeds.push({ from: last.from + rng.integer(4, 16), rate: next });
  }
  const strongest = Math.max(...feeds.map((feed) => feed.rate)) - draw;
  const capacity = rng.integer(40, 120);
  const high = rng.integer(24, 60);
  const low = rng.integer(3, high - 12);
  const second = { start: rng.integer(0, high - 6), high, low, pump: strongest + rng.integer(1, 9) };
  const highThird = rng.integer(20, 70);
  const third = {
    start: rng.integer(0, highThird - 6),
    high: highThird,
    low: rng.integer(2, highThird - 10),
    pump: second.pump + rng.integer(1, 9),
  };
  return {
    capacity,
    start: capacity - rng.integer(6, 36),
    draw,
    feeds,
    second,
    third: level.third ? third : null,
    count: level.events,
  };
}

function isWanted(plant: Plant, level: Level): boolean {
  const { events, isClean } = simulate(plant);
  const last = at(events, events.length - 1).time;
  const lastChange = at(plant.feeds, plant.feeds.length - 1).from;
  const has = (name: string): boolean => events.some((event) => event.name === name);
  // The last change comes early enough to be felt, not at a moment when A is below its lip and only the pump matters.
  const { events: without } = simulate({ ...plant, feeds: plant.feeds.slice(0, Math.max(1, level.changes)) });
  const isFelt =
    level.changes === 0 || events.some((event, index) => written(event) !== written(at(without, index)));
  return (
    isClean &&
    last.compare(Rational.of(lastChange)) > 0 &&
    isFelt &&
    events.filter(({ time }) => !time.isInteger()).length >= level.fractions &&
    events.every(({ time }) => time.denominator <= BigInt(level.largestDenominator)) &&
    has("drop") === level.refill &&
    (!level.third || has("off2"))
  );
}

export default class OverflowInterlock extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "OverflowInterlock",
    slug: "overflow-interlock",
    title: "Overflow Interlock",
    domain: "mathematical-modelling",
    description:
      "A tank, whose feed changes by a timetable, overflows into another one whose pump is governed by float switches; while the pump runs, the feed of the first tank is halved. The first events and their exact times are asked for. Harder cases have more events with fractional times, a first tank that has to refill, more changes of the feed, and a third tank with a pump of its own.",
    answerFormat: "a fenced block with one event per line, its name and its time, such as full 5 or on 20/3",
    parameters: {
      events: { meaning: "events that are asked for", min: 3, max: 20 },
      refill: { meaning: "whether tank A drops below its lip while the pump runs", oneOf: [false, true] },
      changes: { meaning: "changes of the feed", min: 0, max: 8 },
      third: { meaning: "whether there is a third tank", oneOf: [false, true] },
      fractions: { meaning: "events at the least whose time is not an integer", min: 0, max: 20 },
      largestDenominator: { meaning: "denominators of the times are at most this", min: 1, max: 1_000_000 },
    },
    levels: [
      { events: 4, refill: false, changes: 1, third: false, fractions: 0, largestDenominator: 100 },
      { events: 7, refill: true, changes: 1, third: false, fractions: 4, largestDenominator: 1_000 },
      { events: 9, refill: true, changes: 2, third: false, fractions: 6, largestDenominator: 20_000 },
      { events: 12, refill: true, changes: 3, third: false, fractions: 9, largestDenominator: 100_000 },
      { events: 15, refill: true, changes: 5, third: true, fractions: 12, largestDenominator: 1_000_000 },
    ],
  };

  readonly answerFormat = fencedBlock(
    lines(
      refine(text({ letterCase: "lower" }), (line): Parsed<string> => {
        const found = /^([a-z]+2?)[\s:,=]+(.+)$/.exec(line);
        if (found === null) return unparsable("not the name of an event and a time");
        const [, name = "", rest = ""] = found;
        const time = rational()(rest.replace(/(\d),(?=\d{3})/g, "$1"));
        return time.status === "unparsable" ? time : parsed(written({ name, time: time.value }));
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const plant = drawPlant(rng, level);
      if (isWanted(plant, level)) return { ...plant, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ capacity, start, draw, feeds, second, third, count, voice }: Case): string {
    const opening = {
      log: `An engineer wants to know in advance what the event log of a plant with ${third === null ? "two" : "three"} tanks will say. Litres and minutes are used throughout; the plant is switched on at time 0.`,
      exercise: `This exercise is about ${third === null ? "two tanks" : "three tanks"} with an overflow, float switches and an interlock. All amounts are in litres, all times in minutes, all rates in litres per minute, and everything begins at time 0.`,
      brief: `${third === null ? "Two" : "Three"} tanks, litres and minutes, from time 0. Find the first ${count} events exactly.`,
    }[voice];
    const only = at(feeds, 0).rate;
    const timetable = feeds.map(({ from, rate }, index) => {
      const end = feeds[index + 1];
      return `- ${end === undefined ? `from ${from} on` : `from ${from} to ${end.from}`}: f = ${rate}`;
    });
    return [
      opening,
      "",
      `Tank A has a capacity of ${capacity} and holds ${start} at the start. ${feeds.length === 1 ? `A feed of f = ${only} runs into it` : "A feed f runs into it, which changes by the timetable below"}, and a constant draw of d = ${draw} is taken out of it. When A is full, the surplus goes over the lip into tank B and A stays full; below full nothing goes over.`,
      ...(feeds.length === 1 ? [] : ["Timetable of the feed:", ...timetable]),
      "",
      `Tank B holds ${second.start} at the start. Its only inflow is A's overflow. A pump with float switches empties it: the pump goes on when B, rising, reaches ${second.high}, goes off when B, falling, reaches ${second.low}, and stays as it is in between. It is off at the start. While it runs it takes p = ${second.pump} out of B. B never gets above its rim.`,
      "",
      "Interlock: while the pump of B runs, A's feed is only f/2 instead of f. If f/2 is less than d, A then drops below the lip at once, and the overflow stops until A has filled up again.",
      "",
      ...(third === null
        ? []
        : [
            `Tank C holds ${third.start} at the start. The pump of B delivers into it, ${second.pump} a minute while it runs, and nothing else flows in. C has a pump and float switches of its own: this second pump goes on when C, rising, reaches ${third.high}, goes off when C, falling, reaches ${third.low}, and stays as it is in between. It is off at the start. While it runs it takes ${third.pump} out of C. It has no effect on A and B.`,
            "",
          ]),
      "Events:",
      "- full: A reaches its capacity.",
      "- drop: A, having been full, begins to fall below its capacity.",
      "- on, off: the pump of B goes on or off.",
      ...(third === null ? [] : ["- on2, off2: the pump of C goes on or off."]),
      `${feeds.length === 1 ? "" : "A change of the feed is not an event itself. "}If A drops because the pump of B goes on, both events have the same time, and on comes before drop. No other two events have the same time.`,
      "",
      `Give the first ${count} events in order of time, one per line: its name, a space and its time in minutes, exactly, as an integer or as a fraction in lowest terms; for example full 5 or on 20/3.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(simulate(instance).events.map(written).join("\n"));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { events } = simulate(instance);
    return answer.length === events.length &&
      range(events.length).every((index) => answer[index] === written(at(events, index)))
      ? 1
      : 0;
  }

  /** Stretches of time with constant rates. */
  override hardness(instance: Case): number {
    return simulate(instance).stretches;
  }
}
