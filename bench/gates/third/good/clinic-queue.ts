import { at, Bootcamp, boxed, type Card, integer, type Rng, textTable } from "campforge/bootcamp";

type Patient = {
  /** The minute of arrival; no two patients arrive in the same minute. */
  readonly arrival: number;
  readonly minutes: number;
  readonly urgent: boolean;
};

type Case = {
  /** In order of arrival. */
  readonly patients: readonly Patient[];
  readonly desks: number;
  /** The longest that anybody waits before leaving, 0 where nobody leaves. */
  readonly patience: number;
};

type Level = {
  readonly patients: number;
  readonly desks: number;
  readonly urgentShare: number;
  readonly patience: number;
};

const ATTEMPTS = 200;
const LEAST_TOTAL = 15;

type Outcome = { readonly total: number; readonly left: number; readonly overtakings: number };

/** The day minute by minute: desks fall free, a patient arrives, desks call, and the impatient leave. */
function simulate({ patients, desks, patience }: Case): Outcome {
  const freeFrom = Array.from({ length: desks }, () => 0);
  const waiting: Patient[] = [];
  let total = 0;
  let left = 0;
  let overtakings = 0;
  let next = 0;
  for (let minute = 0; next < patients.length || waiting.length > 0; minute++) {
    const arriving = patients[next];
    if (arriving !== undefined && arriving.arrival === minute) {
      waiting.push(arriving);
      next++;
    }
    for (let desk = 0; desk < desks; desk++) {
      if (at(freeFrom, desk) > minute || waiting.length === 0) continue;
      const urgent = waiting.findIndex((patient) => patient.urgent);
      const [called] = waiting.splice(Math.max(urgent, 0), 1);
      if (called === undefined) continue;
      if (urgent > 0) overtakings++;
      total += minute - called.arrival;
      freeFrom[desk] = minute + called.minutes;
    }
    if (patience === 0) continue;
    for (let index = waiting.length - 1; index >= 0; index--) {
      if (minute - at(waiting, index).arrival < patience) continue;
      waiting.splice(index, 1);
      total += patience;
      left++;
    }
  }
  return { total, left, overtakings };
}

function drawCase(rng: Rng, level: Level): Case {
  // About as much work arrives as the desks can do, so that a queue forms and shrinks again.
  const meanGap = 9 / level.desks;
  const span = Math.ceil(level.patients * meanGap);
  const minutes = Array.from({ length: span }, (_, index) => index);
  const arrivals = rng.sample(minutes, level.patients).toSorted((a, b) => a - b);
  const patients = arrivals.map((arrival) => ({
    arrival,
    minutes: rng.integer(4, 16),
    urgent: rng.boolean(level.urgentShare),
  }));
  return { patients, desks: level.desks, patience: level.patience };
}

export default class ClinicQueue extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ClinicQueue",
    slug: "clinic-queue",
    title: "Waiting at the Clinic",
    domain: "mathematical-modelling",
    description:
      "Patients arrive at a clinic with a few desks. Harder cases have urgent patients who are called first and patients who leave after waiting too long. The total time that all patients wait is asked for.",
    answerFormat: "the total waiting time in minutes as a whole number in \\boxed{}",
    parameters: {
      patients: { meaning: "patients who arrive", min: 3, max: 30 },
      desks: { meaning: "desks that serve one patient each at a time", min: 1, max: 4 },
      urgentShare: { meaning: "share of the patients who are urgent", min: 0, max: 0.8 },
      patience: { meaning: "minutes after which a waiting patient leaves, 0 for never", min: 0, max: 60 },
    },
    levels: [
      { patients: 5, desks: 1, urgentShare: 0, patience: 0 },
      { patients: 8, desks: 1, urgentShare: 0.35, patience: 0 },
      { patients: 13, desks: 2, urgentShare: 0.35, patience: 0 },
      { patients: 20, desks: 3, urgentShare: 0.3, patience: 9 },
    ],
  };

  readonly answerFormat = boxed(integer());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const drawn = drawCase(rng, level);
      const { total, left, overtakings } = simulate(drawn);
      const isRich =
        total >= LEAST_TOTAL &&
        (level.urgentShare === 0 || overtakings > 0) &&
        (level.patience === 0 || left > 0);
      if (isRich || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { patients, desks, patience } = instance;
    const hasUrgent = patients.some(({ urgent }) => urgent);
    const rows = patients.map(({ arrival, minutes, urgent }, index) => [
      index + 1,
      arrival,
      minutes,
      ...(hasUrgent ? [urgent ? "yes" : "no"] : []),
    ]);
    const heading = ["patient", "arrives at minute", "treatment (minutes)", ...(hasUrgent ? ["urgent"] : [])];
    const order = hasUrgent
      ? "An urgent patient is called before any that is not urgent; among equals, whoever arrived first is called first. A treatment that has begun is never interrupted."
      : "Whoever arrived first is called first.";
    const leaving = `A patient who has waited ${patience} minutes and is not called in that very minute leaves and does not come back. Such a patient has waited exactly ${patience} minutes, which count.`;
    return [
      `A clinic has ${desks === 1 ? "one desk" : `${desks} equal desks`}. Each desk treats one patient at a time, and all are free at minute 0.`,
      "",
      textTable(heading, rows),
      "",
      "Rules:",
      "1. A free desk calls a waiting patient at once. A patient who arrives while a desk is free does not wait.",
      `2. ${order}`,
      "3. A treatment that begins at minute s and takes d minutes ends at minute s + d, and its desk can call the next",
      "   patient in that same minute, including one who arrives in it.",
      ...(patience > 0 ? [`4. ${leaving}`] : []),
      "",
      "The waiting time of a patient is the time from the arrival to the call" +
        (patience > 0 ? ", or to leaving." : "."),
      "What is the sum of the waiting times of all patients, in minutes?",
      "",
      `Give a whole number, without a unit, written like \\boxed{1234}. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(simulate(instance).total));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === simulate(instance).total ? 1 : 0;
  }
}
