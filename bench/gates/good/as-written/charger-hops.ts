import { at, Bootcamp, type Card, finalLine, integer, list, range, type Rng, textTable } from "campforge/bootcamp";

type Voice = "van" | "exercise" | "brief";

type Charger = {
  readonly km: number;
  /** Minutes for a unit added below half the capacity. */
  readonly low: number;
  /** Minutes for a unit added from half the capacity upwards. */
  readonly high: number;
  readonly plug: number;
};

type Case = {
  readonly capacity: number;
  readonly start: number;
  readonly length: number;
  /** In the order of the road. */
  readonly chargers: readonly Charger[];
  readonly voice: Voice;
};

type Level = {
  readonly chargers: number;
  readonly capacity: number;
  readonly longestLeg: number;
  readonly candidates: number;
};

type Trip = Omit<Case, "voice">;

const VOICES: readonly Voice[] = ["van", "exercise", "brief"];

/** The distance from a charger to the next one, or from the last one to the end. */
function legAfter({ chargers, length }: Trip, index: number): number {
  const end = index + 1 < chargers.length ? at(chargers, index + 1).km : length;
  return end - at(chargers, index).km;
}

/** Minutes at a charger where the van arrives with some charge and takes some units. */
function minutesAt(charger: Charger, half: number, charge: number, units: number): number {
  if (units === 0) return 0;
  const below = Math.min(units, Math.max(0, half - charge));
  return charger.plug + below * charger.low + (units - below) * charger.high;
}

/** The minutes of a plan; infinite where it breaks a rule. */
function minutesOf({ capacity, start, length, chargers }: Trip, plan: readonly number[]): number {
  let charge = start;
  let place = 0;
  let minutes = 0;
  for (const [index, charger] of chargers.entries()) {
    charge -= charger.km - place;
    if (charge < 0) return Infinity;
    const units = at(plan, index);
    minutes += minutesAt(charger, capacity / 2, charge, units);
    charge += units;
    if (charge > capacity) return Infinity;
    place = charger.km;
  }
  return charge < length - place ? Infinity : minutes;
}

/** For each charger, and for the end, the least minutes from there on by the charge on arrival. */
function remaining(trip: Trip): number[][] {
  const { capacity, chargers } = trip;
  let next = range(capacity + 1).map(() => 0);
  const rows = [next];
  for (const index of range(chargers.length).toReversed()) {
    const charger = at(chargers, index);
    const leg = legAfter(trip, index);
    const after = next;
    next = after.map((_, charge) => {
      let best = Infinity;
      for (let full = Math.max(charge, leg); full <= capacity; full++) {
        best = Math.min(best, minutesAt(charger, capacity / 2, charge, full - charge) + at(after, full - leg));
      }
      return best;
    });
    rows.unshift(next);
  }
  return rows;
}

/** The charge on arrival at the first charger. */
function firstCharge({ start, chargers }: Trip): number {
  return start - at(chargers, 0).km;
}

function optimum(trip: Trip): number {
  return at(at(remaining(trip), 0), firstCharge(trip));
}

/** A plan that takes the fewest minutes. */
function bestPlan(trip: Trip): number[] {
  const { capacity, chargers } = trip;
  const rows = remaining(trip);
  let charge = firstCharge(trip);
  return chargers.map((charger, index) => {
    const arrived = charge;
    const leg = legAfter(trip, index);
    const target = at(at(rows, index), arrived);
    const after = at(rows, index + 1);
    const units =
      range(capacity - arrived + 1).find(
        (one) =>
          arrived + one >= leg &&
          minutesAt(charger, capacity / 2, arrived, one) + at(after, arrived + one - leg) === target,
      ) ?? 0;
    charge = arrived + units - leg;
    return units;
  });
}

/** How many charges on leaving some charger belong to a plan within 10% of the optimum, but to no optimal one. */
function nearMisses(trip: Trip): number {
  const { capacity, chargers } = trip;
  const rows = remaining(trip);
  const first = firstCharge(trip);
  const best = at(at(rows, 0), first);
  let arrivals = range(capacity + 1).map((charge) => (charge === first ? 0 : Infinity));
  let count = 0;
  for (const [index, charger] of chargers.entries()) {
    const leg = legAfter(trip, index);
    const after = at(rows, index + 1);
    const arrived = arrivals;
    const departures = arrived.map((_, full) =>
      Math.min(
        ...range(full + 1).map(
          (charge) => at(arrived, charge) + minutesAt(charger, capacity / 2, charge, full - charge),
        ),
      ),
    );
    count += range(leg, capacity + 1).filter((full) => {
      const total = at(departures, full) + at(after, full - leg);
      return total > best && total <= 1.1 * best;
    }).length;
    arrivals = departures.map((_, charge) => (charge + leg <= capacity ? at(departures, charge + leg) : Infinity));
  }
  return count;
}

/** Charges at each charger up to a wanted charge, which may depend on the charge on arrival. */
function followRule(trip: Trip, wanted: (index: number, charge: number) => number): number[] {
  const { chargers } = trip;
  let charge = firstCharge(trip);
  return chargers.map((_, index) => {
    const units = Math.max(0, wanted(index, charge) - charge);
    charge += units - legAfter(trip, index);
    return units;
  });
}

/** Adds a unit for each km that is still out of reach, at the charger where it costs least. */
function unitByUnit(trip: Trip): number[] {
  let plan = trip.chargers.map(() => 0);
  for (const km of range(trip.start + 1, trip.length + 1)) {
    const part = { ...trip, length: km, chargers: trip.chargers.filter((charger) => charger.km < km) };
    const soFar = plan;
    if (minutesOf(part, soFar) < Infinity) continue;
    const options = part.chargers.map((_, index) => soFar.with(index, at(soFar, index) + 1));
    plan = options.reduce((best, one) => (minutesOf(part, one) < minutesOf(part, best) ? one : best));
  }
  return plan;
}

/** Plans of simple rules, and plans that ignore a rule. */
function simplePlans(trip: Trip): number[][] {
  const { capacity, length, chargers } = trip;
  const half = capacity / 2;
  const rest = (index: number): number => length - at(chargers, index).km;
  const late = (level: number): number[] =>
    followRule(trip, (index, charge) => {
      const leg = legAfter(trip, index);
      return charge >= leg ? 0 : Math.min(rest(index), Math.max(leg, level));
    });
  const cheaper = (level: number): number[] =>
    followRule(trip, (index) => {
      const here = at(chargers, index);
      const next = chargers.find((one) => one.km > here.km && one.km - here.km <= capacity && one.low < here.low);
      const far = next === undefined ? Math.min(capacity, rest(index)) : next.km - here.km;
      return Math.min(far, Math.max(level, legAfter(trip, index)));
    });
  return [
    ...[0, half, capacity].map(late),
    ...[half, capacity].map(cheaper),
    unitByUnit(trip),
    bestPlan({ ...trip, chargers: chargers.map((one) => ({ ...one, plug: 0 })) }),
    bestPlan({ ...trip, chargers: chargers.map((one) => ({ ...one, high: one.low })) }),
  ];
}

/** The item of least cost. */
function cheapest(items: readonly number[], cost: (item: number) => number): number {
  const costs = items.map(cost);
  return at(items, costs.indexOf(Math.min(...costs)));
}

/** Charges with which a stop is often left: as it was, just enough for some later charger or the end, half, and full. */
function usualCharges({ capacity, length, chargers }: Trip, index: number, charge: number): number[] {
  const { km } = at(chargers, index);
  const ahead = [...chargers.slice(index + 1).map((one) => one.km), length].map((place) => place - km);
  const least = Math.max(charge, at(ahead, 0));
  return [charge, ...ahead, capacity / 2, capacity].filter((full) => full >= least && full <= capacity);
}

/** Charges so that the time at each stop, less a flat value for each unit, is least; the first stops may be settled. */
function byFlatValue(trip: Trip, value: number, settled: readonly number[]): number[] {
  const { capacity, chargers } = trip;
  return followRule(
    trip,
    (index, charge) =>
      settled[index] ??
      cheapest(
        usualCharges(trip, index, charge),
        (full) => minutesAt(at(chargers, index), capacity / 2, charge, full - charge) - value * full,
      ),
  );
}

/** Settles one stop after another by how the trip would end if all later ones were left to a flat value. */
function byOutlook(trip: Trip, value: number): number[] {
  const settled: number[] = [];
  return followRule(trip, (index, charge) => {
    const full = cheapest(usualCharges(trip, index, charge), (one) =>
      minutesOf(trip, byFlatValue(trip, value, [...settled, one])),
    );
    settled.push(full);
    return full;
  });
}

/** Whether one walk along the road, with nothing taken back, finds a best plan. */
function isSolvedInOneWalk(trip: Trip): boolean {
  const price = trip.chargers.reduce((sum, one) => sum + (one.low + one.high) / 2, 0) / trip.chargers.length;
  const best = optimum(trip);
  return [0.5, 0.75, 1].some((share) => minutesOf(trip, byOutlook(trip, share * price)) === best);
}

/** Trips that fewer simple rules solve come first, then those with more near misses. */
function rating(trip: Trip): number {
  const best = optimum(trip);
  const solved = simplePlans(trip).filter((plan) => minutesOf(trip, plan) === best).length;
  return nearMisses(trip) - 1_000 * solved;
}

function drawTrip(rng: Rng, { chargers: count, capacity, longestLeg }: Level): Trip {
  const half = capacity / 2;
  const drawLeg = (): number =>
    rng.boolean(0.12) ? rng.integer(longestLeg, capacity) : rng.integer(Math.ceil(longestLeg / 4), longestLeg);
  const first = drawLeg();
  const start = rng.integer(first, Math.max(first, half));
  let km = first;
  const chargers = range(count).map(() => {
    const low = rng.integer(3, 15);
    const charger = { km, low, high: low + rng.integer(1, 9), plug: rng.integer(half, 5 * half) };
    km += drawLeg();
    return charger;
  });
  return { capacity, start, length: km, chargers };
}

export default class ChargerHops extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "ChargerHops",
    slug: "charger-hops",
    title: "Charger Hops",
    domain: "mathematical-modelling",
    description:
      "An electric van drives along a straight road with chargers that differ in their speeds, below and above half the capacity, and in the time for plugging in. The units to be taken at each charger are asked for, so that the van reaches the end with the least time for charging and plugging in; any best plan is correct. Harder cases have more chargers and a larger battery.",
    answerFormat:
      "the units taken at each charger in the order of the road, separated by commas, on a last line `Answer: …`",
    parameters: {
      chargers: { meaning: "number of chargers", min: 2, max: 14 },
      capacity: { meaning: "capacity of the battery in units, even", min: 10, max: 48 },
      longestLeg: {
        meaning: "most km between neighbouring chargers, except for a few longer legs of at most the capacity",
        min: 4,
        max: 24,
      },
      candidates: {
        meaning: "trips drawn, of which the one with the most near misses is taken that simple rules fail on",
        min: 1,
        max: 30,
      },
    },
    levels: [
      { chargers: 4, capacity: 16, longestLeg: 10, candidates: 24 },
      { chargers: 6, capacity: 20, longestLeg: 10, candidates: 24 },
      { chargers: 8, capacity: 26, longestLeg: 11, candidates: 12 },
      { chargers: 10, capacity: 32, longestLeg: 12, candidates: 14 },
      { chargers: 12, capacity: 40, longestLeg: 13, candidates: 16 },
    ],
  };

  readonly answerFormat = finalLine(list(integer({ min: 0 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const rated = range(level.candidates).map(() => {
      const trip = drawTrip(rng, level);
      return { trip, rating: rating(trip) };
    });
    const ranked = rated.toSorted((one, other) => other.rating - one.rating);
    const { trip } = ranked.find((one) => !isSolvedInOneWalk(one.trip)) ?? at(ranked, 0);
    return { ...trip, voice: rng.choice(VOICES) };
  }

  promptFunc({ capacity, start, length, chargers, voice }: Case): string {
    const half = capacity / 2;
    const count = chargers.length;
    const table = textTable(
      ["charger", "km", `min per unit below ${half}`, `min per unit from ${half} up`, "plug-in min"],
      chargers.map((one, index) => [index + 1, one.km, one.low, one.high, one.plug]),
    );
    const sentences = chargers.map(
      (one, index) =>
        `- Charger ${index + 1} at km ${one.km}: ${one.low} min per unit below ${half}, ${one.high} min per unit from ${half} up, ${one.plug} min for plugging in.`,
    );
    const task = {
      van: [
        `An electric van has to drive ${length} km along a straight road, from km 0 to km ${length}. Its battery holds at most ${capacity} units, and ${start} units are in it at the start. On the way there are ${count} chargers:`,
        "",
        ...sentences,
      ],
      exercise: [
        `Plan the charging stops of an electric van on a straight road from km 0 to km ${length}. The capacity of its battery is ${capacity} units, its charge at km 0 is ${start} units. These ${count} chargers stand along the road:`,
        "",
        table,
      ],
      brief: [
        `Minimize the charging time of an electric van. Road: km 0 to km ${length}. Battery: capacity ${capacity} units, ${start} units at the start. Chargers (${count}):`,
        "",
        table,
      ],
    }[voice];
    return [
      ...task,
      "",
      "Rules:",
      `1. Driving 1 km takes 1 unit. The van never turns back and must get to km ${length}. It must never need charge that it does not have; it may arrive at a charger, or at the end, with exactly 0 units.`,
      `2. At each charger that it passes, the van may take any whole number of units, or none, but the charge may never exceed ${capacity} units.`,
      `3. A unit that raises the charge from b to b + 1 takes the charger's lower rate if b is less than ${half}, half the capacity, and its higher rate if b is ${half} or more. A van that arrives with ${half - 2} units and takes 5, for instance, gets 2 of them at the lower rate and 3 at the higher.`,
      "4. At each charger where at least one unit is taken, its plug-in time is added once. A charger where nothing is taken costs no time.",
      "5. The total of charging and plug-in time is to be as small as possible. The time for driving does not count.",
      "",
      `Give the number of units taken at each charger, from charger 1 to charger ${count}, as ${count} whole numbers separated by commas, with 0 for a charger that is skipped. If several plans take the least time, any of them is correct.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(bestPlan(instance).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    if (answer.length !== instance.chargers.length) return 0;
    return minutesOf(instance, answer) === optimum(instance) ? 1 : 0;
  }

  /** Charges on leaving some charger that belong to a plan within 10% of the optimum, but to no optimal one. */
  override hardness(instance: Case): number {
    return nearMisses(instance);
  }
}
