/*
defect: D22
base: bus-timetable.ts
what: The class reads its number with a regular expression of its own, which refuses bold, dollar signs, a full stop and 42.0.
needs: no model
*/
import { at, Bootcamp, type Card, finalLine, parsed, type Rng, unparsable } from "campforge/bootcamp";

type Line = {
  readonly name: string;
  /** The stops in the order in which each bus of the line serves them. */
  readonly stops: readonly string[];
  /** Minutes from each stop to the next. */
  readonly rides: readonly number[];
  /** When the first bus leaves the first stop, in minutes after midnight. */
  readonly first: number;
  /** Minutes from one bus to the next. */
  readonly every: number;
};

type Case = {
  readonly lines: readonly Line[];
  readonly from: string;
  readonly to: string;
  readonly now: number;
  /** Minutes that a change from one bus to another takes at least. */
  readonly change: number;
};

type Level = {
  readonly lines: number;
  readonly stopsPerLine: number;
  readonly changes: number;
  readonly changeMinutes: number;
};

const STOPS = [
  "Abbey",
  "Bakery",
  "Castle",
  "Depot",
  "Elm Street",
  "Fountain",
  "Granary",
  "Harbour",
  "Infirmary",
  "Junction",
  "Kiln Lane",
  "Library",
  "Market",
  "Northgate",
  "Old Mill",
  "Park",
  "Quarry",
  "Racecourse",
];

type Arrival = { readonly minute: number; readonly buses: number };

/** The first departure of a line at one of its stops, not before a minute. */
function nextDeparture(line: Line, place: number, ready: number): number {
  const firstHere = line.rides.slice(0, place).reduce((sum, ride) => sum + ride, line.first);
  const passed = Math.max(0, Math.ceil((ready - firstHere) / line.every));
  return firstHere + passed * line.every;
}

/** The earliest arrival at every stop that can be reached, with the number of buses taken. */
function arrivals(lines: readonly Line[], from: string, now: number, change: number): Map<string, Arrival> {
  const earliest = new Map<string, Arrival>([[from, { minute: now, buses: 0 }]]);
  const settled = new Set<string>();
  for (;;) {
    const open = [...earliest].filter(([stop]) => !settled.has(stop));
    const [nearest] = open.toSorted(([, one], [, other]) => one.minute - other.minute);
    if (nearest === undefined) return earliest;
    const [stop, { minute, buses }] = nearest;
    settled.add(stop);
    for (const line of lines) {
      const place = line.stops.indexOf(stop);
      if (place < 0) continue;
      let clock = nextDeparture(line, place, minute + (buses === 0 ? 0 : change));
      for (let next = place + 1; next < line.stops.length; next++) {
        clock += at(line.rides, next - 1);
        const reached = at(line.stops, next);
        const before = earliest.get(reached);
        if (before === undefined || clock < before.minute)
          earliest.set(reached, { minute: clock, buses: buses + 1 });
      }
    }
  }
}

/** Lines of which each shares a stop with an earlier one. */
function drawLines(rng: Rng, level: Level): Line[] {
  const lines: Line[] = [];
  for (let place = 0; place < level.lines; place++) {
    const known = [...new Set(lines.flatMap(({ stops }) => stops))];
    const shared = known.length === 0 ? [] : [rng.choice(known)];
    const others = rng.sample(
      STOPS.filter((stop) => !shared.includes(stop)),
      level.stopsPerLine - shared.length,
    );
    lines.push({
      name: `${rng.integer(1, 9)}${at([..."ABCDEFGHIJ"], place)}`,
      stops: rng.shuffle([...shared, ...others]),
      rides: others
        .concat(shared)
        .slice(1)
        .map(() => rng.integer(2, 14)),
      first: rng.integer(5 * 60, 6 * 60),
      every: rng.integer(7, 35),
    });
  }
  return lines;
}

const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export default class BusTimetable extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "BusTimetable",
    slug: "bus-timetable",
    title: "Bus Timetable",
    domain: "logical-reasoning",
    description:
      "Bus lines run at regular intervals along known stops. A passenger wants to be at another stop as early as possible, with changes that take some minutes. The length of the journey, waiting included, is asked for.",
    answerFormat: "a final line `Answer: …` with the minutes from now to the arrival",
    parameters: {
      lines: { meaning: "bus lines", min: 2, max: 10 },
      stopsPerLine: { meaning: "stops of each line", min: 3, max: 9 },
      changes: {
        meaning: "changes that the earliest arrival takes, where the lines allow it",
        min: 0,
        max: 4,
      },
      changeMinutes: { meaning: "minutes that a change takes at least", min: 0, max: 10 },
    },
    levels: [
      { lines: 2, stopsPerLine: 4, changes: 0, changeMinutes: 2 },
      { lines: 4, stopsPerLine: 5, changes: 1, changeMinutes: 3 },
      { lines: 6, stopsPerLine: 6, changes: 2, changeMinutes: 4 },
      { lines: 9, stopsPerLine: 7, changes: 3, changeMinutes: 5 },
    ],
  };

  readonly answerFormat = finalLine((written) =>
    /^\d{1,6}$/.test(written) ? parsed(Number(written)) : unparsable("expected a whole number of minutes"),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const lines = drawLines(rng, level);
    const now = rng.integer(7 * 60, 19 * 60);
    const served = [...new Set(lines.flatMap(({ stops }) => stops))];
    const journeys = served.flatMap((from) =>
      [...arrivals(lines, from, now, level.changeMinutes)].flatMap(([to, { buses }]) =>
        to === from ? [] : [{ from, to, gap: Math.abs(buses - 1 - level.changes) }],
      ),
    );
    const smallest = Math.min(...journeys.map(({ gap }) => gap));
    const { from, to } = rng.choice(journeys.filter(({ gap }) => gap === smallest));
    return { lines, from, to, now, change: level.changeMinutes };
  }

  promptFunc(instance: Case): string {
    const { lines, from, to, now, change } = instance;
    const shown = lines.map(({ name, stops, rides, first, every }) => {
      const way = stops.map((stop, place) => (place === 0 ? stop : `(${at(rides, place - 1)}) ${stop}`));
      return `- Line ${name}: ${way.join(" ")}. First bus ${clockTime(first)}, then every ${every} minutes.`;
    });
    return [
      "These bus lines serve a town. The stops of each line stand in the order in which its buses serve them; the",
      "number in brackets is the minutes from the stop before it. The times are those at the first stop of the line.",
      "",
      ...shown,
      "",
      "Rules:",
      "1. Every line runs in the given direction only, all day, exactly to plan. A bus stops for no time at all.",
      "2. You can board a bus that leaves at the very minute when you are ready, and leave a bus at any of its stops.",
      `3. After you get off a bus, you need ${change} minutes until you are ready to board another one. Staying on a bus`,
      "   takes no such time, and for the first bus you are ready at once. You cannot walk from stop to stop.",
      "",
      `It is ${clockTime(now)}, and you are at the stop ${from}. You want to be at the stop ${to} as early as possible.`,
      "How many minutes from now do you arrive there, waiting and changing included? Give a whole number. Somebody",
      "who could arrive at 09:00 and asked at 06:50 would have to write 130.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { lines, from, to, now, change } = instance;
    const arrival = arrivals(lines, from, now, change).get(to);
    return this.answerFormat.wrap(arrival === undefined ? "none" : `${arrival.minute - now}`);
  }

  verifyCorrection(answer: number, instance: Case): number {
    const { lines, from, to, now, change } = instance;
    const arrival = arrivals(lines, from, now, change).get(to);
    return arrival !== undefined && answer === arrival.minute - now ? 1 : 0;
  }
}
