import {
  at,
  Bootcamp,
  type Card,
  cartesianProduct,
  integer,
  list,
  range,
  type Rng,
  sortNumbers,
  tagged,
  textTable,
} from "campforge/bootcamp";

type Range = { readonly low: number; readonly high: number };

type Reading = { readonly minute: number; readonly power: number };

/** First minute of running, minutes of running, minutes of pause. */
type Schedule = readonly number[];

type Case = {
  /** In kW, by machine. */
  readonly powers: readonly number[];
  readonly lastMinute: number;
  /** Of s, r and p. */
  readonly ranges: readonly Range[];
  readonly readings: readonly Reading[];
  /** By machine. */
  readonly starts: readonly number[];
  readonly fuse: number;
  readonly planted: readonly Schedule[];
};

type Level = {
  readonly machines: number;
  readonly startValues: number;
  readonly runValues: number;
  readonly pauseValues: number;
  readonly spareMinutes: number;
  readonly readings: number;
  readonly mostPower: number;
  readonly equalSums: number;
  readonly fuseShare: number;
};

const NAMES = ["A", "B", "C", "D", "E", "F"];

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const isRunning = (schedule: Schedule, minute: number): boolean => {
  const [start, run, pause] = schedule;
  return minute >= start && (minute - start) % (run + pause) < run;
};

/** How often a machine starts in minutes 1 to lastMinute. */
const startsOf = (schedule: Schedule, lastMinute: number): number => {
  const [start, run, pause] = schedule;
  return Math.floor((lastMinute - start) / (run + pause)) + 1;
};

/** The totals with one more machine; the first is that of minute 0, in which nothing runs. */
const withMachine = (totals: readonly number[], schedule: Schedule, power: number): number[] =>
  totals.map((total, minute) => total + (isRunning(schedule, minute) ? power : 0));

const nothing = (lastMinute: number): number[] => range(lastMinute + 1).map(() => 0);

const totalsOf = (schedules: readonly Schedule[], powers: readonly number[], lastMinute: number): number[] =>
  schedules.reduce<number[]>(
    (totals, schedule, index) => withMachine(totals, schedule, at(powers, index)),
    nothing(lastMinute),
  );

/** For each sum from 0 up, how many sets of machines have this power together. */
const setsBySum = (powers: readonly number[]): number[] =>
  powers.reduce<number[]>(
    (sets, power) => range(sets.length + power).map((sum) => (sets[sum] ?? 0) + (sets[sum - power] ?? 0)),
    [1],
  );

/** Whether one machine's schedule is within the ranges and has the right number of starts. */
const isAllowed = (schedule: Schedule, index: number, { ranges, starts, lastMinute }: Case): boolean =>
  schedule.every((value, place) => value >= at(ranges, place).low && value <= at(ranges, place).high) &&
  startsOf(schedule, lastMinute) === at(starts, index);

/** Whether schedules agree with the fuse and with all readings. */
function agrees(schedules: readonly Schedule[], { powers, lastMinute, fuse, readings }: Case): boolean {
  const totals = totalsOf(schedules, powers, lastMinute);
  return (
    totals.every((total) => total <= fuse) &&
    readings.every(({ minute, power }) => at(totals, minute) === power)
  );
}

/** The schedules that a machine may have by the ranges and its number of starts. */
const schedulesOf = (instance: Case, index: number): number[][] =>
  cartesianProduct(instance.ranges.map(({ low, high }) => range(low, high + 1))).filter((schedule) =>
    isAllowed(schedule, index, instance),
  );

const byFallingPower = (powers: readonly number[]): number[] =>
  range(powers.length).toSorted((one, other) => at(powers, other) - at(powers, one));

/** Different powers, of which many sets have equal sums. */
function drawPowers(rng: Rng, level: Level): number[] {
  let best: number[] = [];
  let bestPercent = -1;
  for (let tries = 0; tries < 200 && bestPercent < level.equalSums; tries += 1) {
    const powers = rng.distinctIntegers(level.machines, 1, level.mostPower);
    const shared = sumOf(setsBySum(powers).filter((sets) => sets >= 2));
    const percent = (100 * shared) / 2 ** level.machines;
    if (percent > bestPercent) {
      best = powers;
      bestPercent = percent;
    }
  }
  return best;
}

/** Schedules whose total stays within a cap, or goes over it by little. */
function drawSchedules(
  rng: Rng,
  powers: readonly number[],
  ranges: readonly Range[],
  lastMinute: number,
  cap: number,
): number[][] {
  const schedules: number[][] = powers.map((): number[] => []);
  let totals: number[] = nothing(lastMinute);
  for (const index of byFallingPower(powers)) {
    const before: readonly number[] = totals;
    let bestPeak = Infinity;
    for (let tries = 0; tries < 30 && bestPeak > cap; tries += 1) {
      const schedule = ranges.map(({ low, high }) => rng.integer(low, high));
      const after = withMachine(before, schedule, at(powers, index));
      const peak = Math.max(...after);
      if (peak < bestPeak) {
        bestPeak = peak;
        schedules[index] = schedule;
        totals = after;
      }
    }
  }
  return schedules;
}

function drawRange(rng: Rng, values: number): Range {
  const low = rng.integer(1, 2);
  return { low, high: low + values - 1 };
}

function drawCase(rng: Rng, level: Level): Case {
  const powers = drawPowers(rng, level);
  const ranges = [level.startValues, level.runValues, level.pauseValues].map((values) =>
    drawRange(rng, values),
  );
  // Late enough for at least two starts of every machine.
  const lastMinute = sumOf(ranges.map(({ high }) => high)) + level.spareMinutes;
  const cap = Math.floor((sumOf(powers) * level.fuseShare) / 100);
  const planted = drawSchedules(rng, powers, ranges, lastMinute, cap);
  const totals = totalsOf(planted, powers, lastMinute);
  const sets = setsBySum(powers);
  const minutes = rng.shuffle(range(1, lastMinute + 1));
  const unclear = minutes.filter((minute) => at(sets, at(totals, minute)) >= 2);
  const first = unclear.slice(0, Math.floor(0.75 * level.readings));
  // A total of 0 tells of all machines at once: in most cases none is read.
  const allowsNone = rng.boolean(0.2);
  const isLast = (minute: number): boolean => !allowsNone && at(totals, minute) === 0;
  const others = minutes.filter((minute) => !first.includes(minute));
  const further = [...others.filter((minute) => !isLast(minute)), ...others.filter(isLast)];
  const read = sortNumbers([...first, ...further.slice(0, level.readings - first.length)]);
  return {
    powers,
    lastMinute,
    ranges,
    readings: read.map((minute): Reading => ({ minute, power: at(totals, minute) })),
    starts: planted.map((schedule) => startsOf(schedule, lastMinute)),
    fuse: Math.max(...totals),
    planted,
  };
}

/** Whether most readings fit several sets of machines. */
function isUnclear({ powers, readings }: Case): boolean {
  const sets = setsBySum(powers);
  return readings.filter(({ power }) => at(sets, power) >= 2).length * 2 > readings.length;
}

/** Whether nearly all schedules that differ from the planted ones by 1 in one number are wrong. */
function isDefinite(instance: Case): boolean {
  const { planted } = instance;
  const changed = planted.flatMap((schedule, index) =>
    range(schedule.length).flatMap((place) =>
      [-1, 1]
        .map((step) => schedule.map((value, here) => (here === place ? value + step : value)))
        .filter((other) => isAllowed(other, index, instance))
        .map((other) => planted.map((one, here): Schedule => (here === index ? other : one))),
    ),
  );
  const right = changed.filter((schedules) => agrees(schedules, instance)).length;
  return right <= 0.15 * 6 * planted.length;
}

const hasMinute = (bits: number, minute: number): boolean => ((bits >> (minute - 1)) & 1) === 1;

/** The minutes in which a machine runs, as bits from minute 1 on; there are at most 31. */
function patternOf(schedule: Schedule, lastMinute: number): number {
  const [start, run, pause] = schedule;
  let bits: number = 0;
  for (let begin = start; begin <= lastMinute; begin += run + pause) {
    for (let minute = begin; minute < begin + run && minute <= lastMinute; minute += 1) {
      bits |= 1 << (minute - 1);
    }
  }
  return bits;
}

/** For each machine, the patterns of the schedules that it may have by the ranges and its number of starts. */
function patternsOf({ ranges, starts, lastMinute }: Case): number[][] {
  const schedules = cartesianProduct(ranges.map(({ low, high }) => range(low, high + 1)));
  const all = schedules.map((schedule) => ({
    starts: startsOf(schedule, lastMinute),
    pattern: patternOf(schedule, lastMinute),
  }));
  return starts.map((count) => all.filter((one) => one.starts === count).map(({ pattern }) => pattern));
}

/** Whether no machine has far fewer possible schedules than another. */
function isBalanced(patterns: readonly (readonly number[])[]): boolean {
  const counts = patterns.map(({ length }) => length);
  return 4 * Math.min(...counts) >= Math.max(...counts);
}

/** A way to settle machine after machine for good: which one comes next, and which of its fitting schedules it gets. */
type Way = {
  readonly order: "falling" | "rising" | "listed" | "fewest";
  readonly pick: "mean" | "half" | "fullest" | "first" | "last";
};

const WAYS: readonly Way[] = (["fewest", "falling", "rising", "listed"] as const).flatMap((order) =>
  (["mean", "half", "fullest", "first", "last"] as const).map((pick): Way => ({ order, pick })),
);

/** Whether a way that never takes back a choice meets all conditions. */
function isPaidBy(
  { order, pick }: Way,
  { powers, readings, lastMinute, fuse }: Case,
  patterns: readonly (readonly number[])[],
  sumsOf: (open: readonly number[]) => readonly number[],
): boolean {
  const falling = byFallingPower(powers);
  const orders = { falling, rising: falling.toReversed(), listed: range(powers.length), fewest: falling };
  const mean = sumOf(readings.map(({ power }) => power)) / (readings.length * sumOf(powers));
  const share = pick === "mean" ? mean : 0.5;
  const totals = nothing(lastMinute);
  /** The patterns of a machine that the readings, the machines still open and the fuse allow now. */
  const fittingOf = (machine: number, rest: readonly number[]): number[] => {
    const power = powers[machine];
    const sums = sumsOf(rest);
    let needed: number = 0;
    let barred: number = 0;
    for (const reading of readings) {
      const left = reading.power - totals[reading.minute];
      if ((sums[left] ?? 0) === 0) needed |= 1 << (reading.minute - 1);
      if ((sums[left - power] ?? 0) === 0) barred |= 1 << (reading.minute - 1);
    }
    for (let minute = 1; minute <= lastMinute; minute += 1) {
      if (totals[minute] + power > fuse) barred |= 1 << (minute - 1);
    }
    return patterns[machine].filter((bits) => (bits & needed) === needed && (bits & barred) === 0);
  };
  let open: readonly number[] = orders[order];
  while (open.length > 0) {
    const now: readonly number[] = open;
    let machine: number = -1;
    let fitting: readonly number[] = [];
    for (const one of order === "fewest" ? now : now.slice(0, 1)) {
      const found = fittingOf(
        one,
        now.filter((other) => other !== one),
      );
      if (machine < 0 || found.length < fitting.length) {
        machine = one;
        fitting = found;
      }
    }
    if (fitting.length === 0) return false;
    const power = at(powers, machine);
    const settled = machine;
    const rest = now.filter((other) => other !== settled);
    const expected = share * sumOf(rest.map((other) => at(powers, other)));
    const rate = (bits: number): number => {
      let rating: number = 0;
      for (const reading of readings) {
        const isOn = hasMinute(bits, reading.minute);
        const left = reading.power - totals[reading.minute] - (isOn ? power : 0);
        if (pick === "fullest") rating -= isOn ? 1 : 0;
        else rating += Math.abs(left - expected);
      }
      return rating;
    };
    let chosen: number = at(fitting, pick === "last" ? fitting.length - 1 : 0);
    if (pick !== "first" && pick !== "last") {
      let least: number = Infinity;
      for (const bits of fitting) {
        const rating = rate(bits);
        if (rating < least) {
          least = rating;
          chosen = bits;
        }
      }
    }
    for (let minute = 1; minute <= lastMinute; minute += 1) {
      if (hasMinute(chosen, minute)) totals[minute] += power;
    }
    open = rest;
  }
  return true;
}

/** Whether any of these ways solves a case. */
function isPaidByShortcut(instance: Case, patterns: readonly (readonly number[])[]): boolean {
  const known = new Map<number, readonly number[]>();
  const sumsOf = (open: readonly number[]): readonly number[] => {
    const key = open.reduce((bits, machine) => bits | (1 << machine), 0);
    const sums = known.get(key) ?? setsBySum(open.map((machine) => at(instance.powers, machine)));
    known.set(key, sums);
    return sums;
  };
  return WAYS.some((way) => isPaidBy(way, instance, patterns, sumsOf));
}

/** The steps to the planted schedules, the strongest machine first. */
function steps(instance: Case): string[] {
  const { powers, readings, lastMinute, starts, fuse, planted } = instance;
  const minutes = range(1, lastMinute + 1);
  const order = byFallingPower(powers);
  const told = order.flatMap((index, place) => {
    const schedule = at(planted, index);
    const running = minutes.filter((minute) => isRunning(schedule, minute));
    const known = order.slice(0, place + 1);
    const left = readings.map(({ minute, power }) => {
      const used = known.filter((one) => isRunning(at(planted, one), minute)).map((one) => at(powers, one));
      return `minute ${minute}: ${power - sumOf(used)}`;
    });
    return [
      `Machine ${at(NAMES, index)} (${at(powers, index)} kW): ${schedulesOf(instance, index).length} schedules within the ranges have ${at(starts, index)} starts.`,
      `Take ${schedule.join("/")}, which runs in minutes ${running.join(", ")}.`,
      place + 1 < order.length
        ? `This leaves for the other machines: ${left.join(", ")}. Each of these is a sum of some of their powers.`
        : `This leaves nothing: ${left.join(", ")}.`,
      "",
    ];
  });
  const totals = totalsOf(planted, powers, lastMinute);
  return [
    "Go through the machines from the strongest to the weakest. A choice is given up when a reading is left that no set of",
    "the remaining machines makes up, or when the fuse would blow. These choices stay:",
    "",
    ...told,
    `Check: the totals are ${minutes.map((minute) => `${at(totals, minute)} in minute ${minute}`).join(", ")}.`,
    `None is above ${fuse}, and all readings agree.`,
    "",
  ];
}

export default class DutyCyclesUnderOneMeter extends Bootcamp<Case, readonly Schedule[], Level> {
  static readonly card: Card<Level> = {
    name: "DutyCyclesUnderOneMeter",
    slug: "duty-cycles-under-one-meter",
    title: "Duty Cycles Under One Meter",
    domain: "mathematical-modelling",
    description:
      "Machines of known power run by secret periodic schedules (first minute, minutes of running, minutes of pause) under one meter. From some readings of the total, each machine's number of starts, the allowed ranges and a fuse limit, schedules that agree with everything are to be found.",
    answerFormat:
      "the schedules s/r/p of all machines in order, separated by commas, between <answer> and </answer>",
    parameters: {
      machines: { meaning: "number of machines", min: 3, max: 6 },
      startValues: { meaning: "how many values the first minute s may take", min: 3, max: 8 },
      runValues: { meaning: "how many values the running time r may take", min: 2, max: 6 },
      pauseValues: { meaning: "how many values the pause p may take", min: 2, max: 6 },
      spareMinutes: {
        meaning: "minutes after the latest minute in which a machine can start for the second time",
        min: 3,
        max: 8,
      },
      readings: { meaning: "number of meter readings", min: 6, max: 12 },
      mostPower: { meaning: "greatest power of a machine in kW", min: 7, max: 12 },
      equalSums: {
        meaning: "least percentage of the sets of machines whose total power another set has as well",
        min: 0,
        max: 90,
      },
      fuseShare: {
        meaning: "percentage of the power of all machines that the fuse limit should not exceed",
        min: 60,
        max: 100,
      },
    },
    levels: [
      {
        machines: 3,
        startValues: 5,
        runValues: 3,
        pauseValues: 4,
        spareMinutes: 3,
        readings: 7,
        mostPower: 9,
        equalSums: 25,
        fuseShare: 100,
      },
      {
        machines: 4,
        startValues: 5,
        runValues: 4,
        pauseValues: 4,
        spareMinutes: 4,
        readings: 8,
        mostPower: 8,
        equalSums: 50,
        fuseShare: 90,
      },
      {
        machines: 5,
        startValues: 5,
        runValues: 4,
        pauseValues: 4,
        spareMinutes: 5,
        readings: 8,
        mostPower: 9,
        equalSums: 60,
        fuseShare: 80,
      },
      {
        machines: 6,
        startValues: 6,
        runValues: 5,
        pauseValues: 5,
        spareMinutes: 6,
        readings: 9,
        mostPower: 11,
        equalSums: 75,
        fuseShare: 70,
      },
      {
        machines: 6,
        startValues: 8,
        runValues: 6,
        pauseValues: 6,
        spareMinutes: 8,
        readings: 10,
        mostPower: 10,
        equalSums: 80,
        fuseShare: 65,
      },
    ],
  };

  readonly answerFormat = tagged(list(list(integer(), { separators: ["/"], minLength: 3, maxLength: 3 })));

  caseGenerator(rng: Rng, level: Level): Case {
    let kept: Case | undefined;
    for (let tries = 0; tries < 300; tries += 1) {
      const drawn = drawCase(rng, level);
      if (isUnclear(drawn)) {
        kept = drawn;
        if (isDefinite(drawn)) {
          const patterns = patternsOf(drawn);
          if (isBalanced(patterns) && !isPaidByShortcut(drawn, patterns)) return drawn;
        }
      }
    }
    return kept ?? drawCase(rng, level);
  }

  promptFunc(instance: Case): string {
    const { powers, lastMinute, ranges, readings, starts, fuse } = instance;
    const [start, run, pause] = ranges.map(({ low, high }) => `from ${low} to ${high}`);
    const machines = powers.map((power, index) => [at(NAMES, index), power, at(starts, index)]);
    return [
      `A workshop has ${powers.length} machines. Each of them follows a secret schedule s/r/p of whole minutes: it starts for`,
      "the first time at minute s, runs for r minutes (minutes s to s+r-1), pauses for p minutes, runs for r minutes again,",
      "pauses for p minutes, and so on without end. Before minute s it is off. A machine draws its full power in each minute",
      "in which it runs, and nothing in all others.",
      "",
      "For every machine, the numbers of its schedule are integers in these ranges, both ends included:",
      `- s: ${start}`,
      `- r: ${run}`,
      `- p: ${pause}`,
      "",
      `The power of each machine, and how many times it starts in minutes 1 to ${lastMinute} (the first start counts, and so does`,
      `a start whose run goes on beyond minute ${lastMinute}):`,
      "",
      textTable(["machine", "power in kW", "starts"], machines),
      "",
      "One meter shows the total power of all machines that run in a minute. It was read in some of the minutes:",
      "",
      textTable(
        ["minute", "total in kW"],
        readings.map(({ minute, power }) => [minute, power]),
      ),
      "",
      `There is a fuse: in none of the minutes 1 to ${lastMinute}, whether read or not, is the total above ${fuse} kW.`,
      "",
      "Find a schedule for every machine so that everything above holds. If several sets of schedules agree with",
      "everything, give any one of them.",
      "",
      `Give ${powers.length} schedules in the order of the machines, ${NAMES.slice(0, powers.length).join(", ")}, each as s/r/p without the name of the`,
      `machine, separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(instance.planted.map((schedule) => schedule.join("/")).join(", "));
  }

  override workedSolution(instance: Case): string {
    return [...steps(instance), this.referenceAnswer(instance)].join("\n");
  }

  /** Binary digits of the number of ways to choose schedules with the right numbers of starts. */
  override hardness(instance: Case): number {
    return sumOf(instance.powers.map((_, index) => Math.log2(schedulesOf(instance, index).length)));
  }

  verifyCorrection(answer: readonly Schedule[], instance: Case): number {
    const isRight =
      answer.length === instance.powers.length &&
      answer.every((schedule, index) => isAllowed(schedule, index, instance)) &&
      agrees(answer, instance);
    return isRight ? 1 : 0;
  }
}
