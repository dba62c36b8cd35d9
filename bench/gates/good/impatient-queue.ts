import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  Rational,
  rational,
  type Rng,
  textTable,
} from "campforge/bootcamp";

type Customer = {
  readonly arrival: number;
  readonly service: number;
  /** How many minutes the customer waits at most; null for one who waits for ever. */
  readonly patience: number | null;
  readonly member: boolean;
};

/** From `from` until just before `to` the counter calls nobody. */
type Pause = { readonly counter: number; readonly from: number; readonly to: number };

type Case = {
  readonly counters: number;
  /** In order of arrival, so that the place in the list is the place in line. */
  readonly customers: readonly Customer[];
  readonly pauses: readonly Pause[];
};

type Level = {
  readonly customers: number;
  readonly counters: number;
  readonly impatient: boolean;
  readonly memberShare: number;
  readonly pauses: number;
};

/** The waiting time of each customer, in order; undefined for one who left unserved. */
function waitingTimes({ counters, customers, pauses }: Case): (number | undefined)[] {
  const waits: (number | undefined)[] = customers.map(() => undefined);
  const freeFrom = Array.from({ length: counters }, () => 0);
  const lastArrival = Math.max(...customers.map(({ arrival }) => arrival));
  let line: number[] = [];
  for (let minute = 0; minute <= lastArrival || line.length > 0; minute++) {
    customers.forEach(({ arrival }, customer) => arrival === minute && line.push(customer));
    // Numbers follow arrivals, so within members and within others the lower number came first.
    line.sort((a, b) => Number(at(customers, b).member) - Number(at(customers, a).member) || a - b);
    for (let counter = 0; counter < counters; counter++) {
      const pausing = pauses.some(
        (pause) => pause.counter === counter && pause.from <= minute && minute < pause.to,
      );
      if (pausing || at(freeFrom, counter) > minute) continue;
      const called = line.shift();
      if (called === undefined) break;
      const { arrival, service } = at(customers, called);
      waits[called] = minute - arrival;
      freeFrom[counter] = minute + service;
    }
    line = line.filter((customer) => {
      const { arrival, patience } = at(customers, customer);
      return patience === null || minute - arrival < patience;
    });
  }
  return waits;
}

const servedOf = (waits: readonly (number | undefined)[]): number[] =>
  waits.filter((wait) => wait !== undefined);

function meanWait(instance: Case): Rational {
  const served = servedOf(waitingTimes(instance));
  return Rational.of(
    served.reduce((sum, wait) => sum + wait, 0),
    served.length,
  );
}

function drawCustomers(rng: Rng, level: Level): Customer[] {
  // Services last 5.5 minutes on average: this gap brings about a third more work than the counters can do.
  const widestGap = Math.round(8 / level.counters);
  let clock = rng.integer(0, 3);
  return Array.from({ length: level.customers }, () => {
    const customer = {
      arrival: clock,
      service: rng.integer(2, 9),
      patience: level.impatient ? rng.integer(3, 14) : null,
      member: rng.boolean(level.memberShare),
    };
    clock += rng.integer(0, widestGap);
    return customer;
  });
}

function drawPauses(rng: Rng, level: Level, lastArrival: number): Pause[] {
  const counters = Array.from({ length: level.counters }, (_, counter) => counter);
  return rng
    .sample(counters, level.pauses)
    .sort((a, b) => a - b)
    .map((counter) => {
      const from = rng.integer(3, Math.max(4, lastArrival - 3));
      return { counter, from, to: from + rng.integer(4, 10) };
    });
}

export default class ImpatientQueue extends Bootcamp<Case, Rational, Level> {
  static readonly card: Card<Level> = {
    name: "ImpatientQueue",
    slug: "impatient-queue",
    title: "Impatient Queue",
    domain: "mathematical-modelling",
    description:
      "Customers with given arrival times, service times and patience queue for a few counters, some of which pause; members go first. The line is followed minute by minute under stated rules, and the mean waiting time of those who are served is asked for as an exact fraction.",
    answerFormat: "the mean waiting time in minutes as an exact fraction, on a final line after Answer:",
    parameters: {
      customers: { meaning: "customers who arrive", min: 4, max: 30 },
      counters: { meaning: "counters that serve", min: 1, max: 4 },
      impatient: { meaning: "whether customers leave when they have waited too long" },
      memberShare: { meaning: "chance of a customer to be a member, who goes first", min: 0, max: 1 },
      pauses: { meaning: "counters that pause once", min: 0, max: 4 },
    },
    levels: [
      { customers: 7, counters: 1, impatient: false, memberShare: 0, pauses: 0 },
      { customers: 10, counters: 2, impatient: true, memberShare: 0, pauses: 0 },
      { customers: 15, counters: 2, impatient: true, memberShare: 0.35, pauses: 1 },
      { customers: 22, counters: 3, impatient: true, memberShare: 0.35, pauses: 2 },
    ],
  };

  readonly answerFormat = finalLine(rational());

  caseGenerator(rng: Rng, level: Level): Case {
    // Drawn again until the line matters: some wait, and where customers may leave, some do, though not most.
    for (;;) {
      const customers = drawCustomers(rng, level);
      const pauses = drawPauses(rng, level, at(customers, customers.length - 1).arrival);
      const instance = { counters: level.counters, customers, pauses };
      const served = servedOf(waitingTimes(instance));
      const left = customers.length - served.length;
      const waiting = served.filter((wait) => wait > 0).length;
      const someLeave = !level.impatient || (left > 0 && left < served.length);
      if (waiting >= 3 && someLeave) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { counters, customers, pauses } = instance;
    const withPatience = customers.some(({ patience }) => patience !== null);
    const withMembers = customers.some(({ member }) => member);
    const columns: readonly (readonly [heading: string, cell: (one: Customer, place: number) => string])[] = [
      ["customer", (_, place) => `${place + 1}`],
      ["arrives at minute", ({ arrival }) => `${arrival}`],
      ["service lasts", ({ service }) => `${service}`],
      ...(withPatience
        ? [["patience", ({ patience }: Customer) => `${patience ?? "endless"}`] as const]
        : []),
      ...(withMembers ? [["member", ({ member }: Customer) => (member ? "yes" : "no")] as const] : []),
    ];
    const rows = customers.map((customer, place) => columns.map(([, cell]) => cell(customer, place)));
    const order = withMembers
      ? "members stand before all others; among members, and among the others, the lower customer number stands first"
      : "the lower customer number stands first";
    const impatience = [
      "Last, every customer who is still in line, and whose minutes since arrival have reached the patience, leaves for good, unserved. (With patience 5, one who arrived at minute 10 can still be called at minute 15, and otherwise leaves then.)",
    ];
    const steps = [
      "Services that are due end: a service of s minutes that began at minute m ends at minute m + s, and its counter is free from then on, at minute m + s already.",
      `Customers who arrive at this minute join the one common line, in which ${order}.`,
      `The free counters${pauses.length > 0 ? " that do not pause" : ""} are gone through in order of their number, and each calls the customer who then stands first, if there is one. The service begins at this minute and is never broken off.`,
      ...(withPatience ? impatience : []),
    ];
    const pauseRules = pauses.map(
      ({ counter, from, to }) =>
        `- Counter ${counter + 1} pauses: from minute ${from} to minute ${to - 1}, both included, it calls nobody. A service that is running when the pause begins goes on to its end; the pause gets no longer by that.`,
    );
    return [
      `An office has ${counters === 1 ? "one counter" : `${counters} counters, numbered from 1`}, and the customers of the table below come to it. All times are whole minutes. At the start no counter is busy and nobody waits.`,
      "",
      "At each minute 0, 1, 2, … these steps are taken, in this order, until everyone has been served or has left:",
      ...steps.map((step, place) => `${place + 1}. ${step}`),
      ...(pauses.length > 0 ? ["", "Pauses:", ...pauseRules] : []),
      "",
      textTable(
        columns.map(([heading]) => heading),
        rows,
      ),
      "",
      "The waiting time of a customer who is served is the minute at which the service begins minus the minute of arrival.",
      `What is the mean waiting time, in minutes, of ${withPatience ? "those customers who are served" : "all customers"}?`,
      "",
      "Give it exactly, as a fraction such as p/q or as a whole number, never rounded.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(meanWait(instance).toString());
  }

  verifyCorrection(answer: Rational, instance: Case): number {
    return answer.equals(meanWait(instance)) ? 1 : 0;
  }
}
