import { at, Bootcamp, type Card, decimal, finalLine, isClose, range, type Rng } from "campforge/bootcamp";

type Pour = { readonly grams: number; readonly temperature: number };

type Stage = {
  /** Temperature of the place, in degrees Celsius. */
  readonly place: number;
  /** Minutes spent there, or null for the stage that is asked for. */
  readonly minutes: number | null;
  /** Milk that is stirred in at the beginning of the stage. */
  readonly pour: Pour | null;
};

type Case = {
  readonly start: number;
  readonly grams: number;
  /** Per minute, for the coffee before milk is added. */
  readonly rate: number;
  readonly stages: readonly Stage[];
  /** The temperature in the end, where the length of a stage is asked for. */
  readonly reading: number | null;
};

type Level = { readonly stages: number; readonly pours: number; readonly backwards: boolean };

const PLACES = ["on the balcony", "in the cellar", "in the kitchen", "in the hall", "in the sauna's anteroom", "in the fridge"];
const TEMPERATURE_TOLERANCE = 0.1;
const MINUTES_TOLERANCE = 0.1;

/** No stage may end nearer than this to the temperature of its place. */
const LEAST_GAP = 4;

const stirred = (temperature: number, grams: number, pour: Pour | null): { temperature: number; grams: number } =>
  pour === null
    ? { temperature, grams }
    : {
        temperature: (temperature * grams + pour.temperature * pour.grams) / (grams + pour.grams),
        grams: grams + pour.grams,
      };

/** Temperatures at the ends of the first `count` stages, all of which have a length, the start before them. */
function course({ start, grams, rate, stages }: Case, count: number): { temperature: number; grams: number }[] {
  const states = [{ temperature: start, grams }];
  for (const { place, minutes, pour } of stages.slice(0, count)) {
    const before = at(states, states.length - 1);
    const mixed = stirred(before.temperature, before.grams, pour);
    const fading = Math.exp((-rate * grams * (minutes ?? 0)) / mixed.grams);
    states.push({ temperature: place + (mixed.temperature - place) * fading, grams: mixed.grams });
  }
  return states;
}

/** The length of the stage that has none: the course before it forwards, the one behind it backwards from the reading. */
function missingMinutes(instance: Case, reading: number): number {
  const { grams, rate, stages } = instance;
  const unknown = stages.findIndex(({ minutes }) => minutes === null);
  const before = at(course(instance, unknown), unknown);
  const { place, pour } = at(stages, unknown);
  const mixed = stirred(before.temperature, before.grams, pour);
  let mass = stages.reduce((sum, stage) => sum + (stage.pour?.grams ?? 0), grams);
  let temperature = reading;
  for (const stage of stages.slice(unknown + 1).toReversed()) {
    temperature = stage.place + (temperature - stage.place) * Math.exp((rate * grams * (stage.minutes ?? 0)) / mass);
    const added = stage.pour ?? { grams: 0, temperature: 0 };
    temperature = (temperature * mass - added.temperature * added.grams) / (mass - added.grams);
    mass -= added.grams;
  }
  return (Math.log((mixed.temperature - place) / (temperature - place)) * mass) / (rate * grams);
}

const solve = (instance: Case): number =>
  instance.reading === null
    ? at(course(instance, instance.stages.length), instance.stages.length).temperature
    : missingMinutes(instance, instance.reading);

function drawStages(rng: Rng, level: Level): Stage[] {
  const pouring = new Set(rng.sample(range(1, level.stages), Math.min(level.pours, level.stages - 1)));
  return range(level.stages).map((index) => ({
    place: rng.integer(-2, 30),
    minutes: rng.integer(30, 140) / 10,
    pour: pouring.has(index) ? { grams: rng.integer(2, 10) * 5, temperature: rng.integer(4, 20) } : null,
  }));
}

/** A cup at random, with the length of every stage, or undefined where it comes too near to the temperature of a place. */
function drawCup(rng: Rng, level: Level): Case | undefined {
  const stages = drawStages(rng, level);
  const cup = { start: rng.integer(70, 95), grams: rng.integer(15, 30) * 10, rate: rng.integer(15, 45) / 1_000, stages, reading: null };
  const ends = course(cup, stages.length).slice(1);
  return ends.every(({ temperature }, index) => Math.abs(temperature - at(stages, index).place) >= LEAST_GAP) ? cup : undefined;
}

export default class CoolingCup extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "CoolingCup",
    slug: "cooling-cup",
    title: "Cooling Cup",
    domain: "natural-science",
    description:
      "A cup of coffee is carried from place to place and cools by Newton's law; milk is stirred in between. Asked for is its temperature in the end or, from that temperature, how long it stood in one of the places.",
    answerFormat: "degrees Celsius or minutes as a decimal number, on a last line `Answer: …`",
    parameters: {
      stages: { meaning: "places in which the cup stands, one after another", min: 2, max: 9 },
      pours: { meaning: "times that milk is added", min: 0, max: 8 },
      backwards: { meaning: "whether the length of one stage is asked for instead of the temperature in the end" },
    },
    levels: [
      { stages: 2, pours: 0, backwards: false },
      { stages: 3, pours: 2, backwards: false },
      { stages: 4, pours: 1, backwards: true },
      { stages: 5, pours: 3, backwards: true },
      { stages: 7, pours: 5, backwards: true },
    ],
  };

  readonly answerFormat = finalLine(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    let cup = drawCup(rng, level);
    while (cup === undefined) cup = drawCup(rng, level);
    if (!level.backwards) return cup;
    const unknown = rng.integer(0, level.stages - 1);
    return {
      ...cup,
      stages: cup.stages.map((stage, index) => (index === unknown ? { ...stage, minutes: null } : stage)),
      reading: Number(solve(cup).toFixed(4)),
    };
  }

  promptFunc({ start, grams, rate, stages, reading }: Case): string {
    const steps = stages.map(({ place, minutes, pour }, index) => {
      const milk = pour === null ? "" : `First, ${pour.grams} g of milk at ${pour.temperature} °C is stirred in at once. `;
      const time = minutes === null ? "an unknown number of minutes" : `${minutes} minutes`;
      return `${index + 1}. ${milk}The cup stands ${at(PLACES, index % PLACES.length)}, at ${place} °C, for ${time}.`;
    });
    const question =
      reading === null
        ? `What is its temperature in degrees Celsius at the end of stage ${stages.length}? An answer within ${TEMPERATURE_TOLERANCE} degrees of the exact one is correct.`
        : `At the end of stage ${stages.length} its temperature is ${reading} °C. For how many minutes did it stand in the place of the stage whose length is unknown? An answer within ${MINUTES_TOLERANCE} minutes of the exact one is correct.`;
    return [
      `A cup holds ${grams} g of coffee at ${start} °C. It is carried through these stages without delay between them:`,
      "",
      ...steps,
      "",
      `While the cup stands anywhere, the difference between its temperature and that of the place changes by Newton's law of cooling: it is multiplied by e^(-k·t) in t minutes. For the coffee alone, k is ${rate} per minute; once milk was added, k is ${rate} times the mass of the coffee alone divided by the mass of coffee and milk together. Coffee and milk have the same specific heat capacity, so the temperature after stirring is the mean of the two weighted by mass. The cup itself takes up no heat, and nothing evaporates.`,
      question,
      "",
      `Give the number alone, with at least two digits after the decimal point. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance).toFixed(3));
  }

  verifyCorrection(answer: number, instance: Case): number {
    const absolute = instance.reading === null ? TEMPERATURE_TOLERANCE : MINUTES_TOLERANCE;
    return isClose(answer, solve(instance), { absolute }) ? 1 : 0;
  }
}
