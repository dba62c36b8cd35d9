import { at, Bootcamp, boxed, type Card, decimal, isClose, type Rng, textTable } from "campforge/bootcamp";

type Unit = "K" | "°C";

type Bulb = {
  readonly litres: number;
  readonly kilopascals: number;
  /** In the unit of the case. */
  readonly temperature: number;
};

type Event =
  | { readonly kind: "join"; readonly left: number }
  | { readonly kind: "heat"; readonly bulb: number; readonly temperature: number };

type Case = {
  readonly bulbs: readonly Bulb[];
  readonly unit: Unit;
  readonly events: readonly Event[];
  /** The bulb whose pressure is asked for. */
  readonly asked: number;
};

type Level = {
  readonly bulbs: number;
  readonly events: number;
  readonly heats: number;
  readonly unit: Unit;
};

const ICE_POINT = 273.15;
const RELATIVE_TOLERANCE = 0.005;

/** The pressure asked for differs by more than this share from every pressure that the prompt states. */
const APART = 0.02;
const MOST_TRIES = 60;

const kelvin = (temperature: number, unit: Unit): number => (unit === "K" ? temperature : temperature + ICE_POINT);

/** The pressure of each bulb in kPa after all events. */
function finalPressures({ bulbs, unit, events }: Case): number[] {
  const temperatures = bulbs.map(({ temperature }) => kelvin(temperature, unit));
  const amounts = bulbs.map(({ litres, kilopascals }, bulb) => (kilopascals * litres) / at(temperatures, bulb));
  /** Amount per kPa that a bulb holds at its temperature. */
  const room = (bulb: number): number => at(bulbs, bulb).litres / at(temperatures, bulb);
  for (const event of events) {
    if (event.kind === "heat") {
      temperatures[event.bulb] = kelvin(event.temperature, unit);
      continue;
    }
    const [left, right] = [event.left, event.left + 1];
    const pressure = (at(amounts, left) + at(amounts, right)) / (room(left) + room(right));
    amounts[left] = pressure * room(left);
    amounts[right] = pressure * room(right);
  }
  return amounts.map((amount, bulb) => amount / room(bulb));
}

/** Events on which the pressure asked for depends. */
function relevant({ events, asked }: Case): number {
  const bulbs = new Set([asked]);
  let count = 0;
  for (const event of events.toReversed()) {
    const touched = event.kind === "heat" ? [event.bulb] : [event.left, event.left + 1];
    if (!touched.some((bulb) => bulbs.has(bulb))) continue;
    touched.forEach((bulb) => bulbs.add(bulb));
    count++;
  }
  return count;
}

function drawTemperature(rng: Rng, unit: Unit): number {
  return unit === "K" ? rng.integer(25, 60) * 10 : rng.integer(-15, 95) * 2;
}

function drawEvents(rng: Rng, level: Level): Event[] {
  const events: Event[] = [];
  while (events.length < level.events) {
    const last = events.at(-1);
    if (events.length > 0 && rng.integer(1, 100) <= level.heats) {
      const bulb = rng.integer(0, level.bulbs - 1);
      if (last?.kind === "heat" && last.bulb === bulb) continue;
      events.push({ kind: "heat", bulb, temperature: drawTemperature(rng, level.unit) });
      continue;
    }
    const left = rng.integer(0, level.bulbs - 2);
    if (last?.kind === "join" && last.left === left && level.bulbs > 2) continue;
    events.push({ kind: "join", left });
  }
  return events;
}

/** The bulb that the last event touched, the right one of two that were joined. */
function lastTouched(events: readonly Event[]): number {
  const last = at(events, events.length - 1);
  return last.kind === "heat" ? last.bulb : last.left + 1;
}

const describe = (event: Event, unit: Unit): string =>
  event.kind === "heat"
    ? `Bulb ${event.bulb + 1} is brought to ${event.temperature} ${unit} and kept at that temperature from then on.`
    : `The tap between bulbs ${event.left + 1} and ${event.left + 2} is opened until no more gas flows, and closed again.`;

export default class GasBulbs extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "GasBulbs",
    slug: "gas-bulbs",
    title: "Gas Bulbs",
    domain: "natural-science",
    description:
      "Glass bulbs in a row hold an ideal gas at different pressures and temperatures. Taps between neighbours are opened and closed, and bulbs are heated or cooled. The pressure in one bulb at the end is asked for, within half a percent. Harder cases have more bulbs and events, and temperatures in degrees Celsius.",
    answerFormat: "the pressure in kPa as a decimal number in \\boxed{}",
    parameters: {
      bulbs: { meaning: "bulbs in the row", min: 2, max: 7 },
      events: { meaning: "openings of a tap and changes of temperature", min: 1, max: 16 },
      heats: { meaning: "chance in percent that an event changes a temperature", min: 0, max: 60 },
      unit: { meaning: "unit of all temperatures", oneOf: ["K", "°C"] },
    },
    levels: [
      { bulbs: 2, events: 1, heats: 0, unit: "K" },
      { bulbs: 3, events: 3, heats: 25, unit: "K" },
      { bulbs: 3, events: 5, heats: 35, unit: "°C" },
      { bulbs: 4, events: 9, heats: 40, unit: "°C" },
      { bulbs: 5, events: 14, heats: 40, unit: "°C" },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const bulbs = Array.from({ length: level.bulbs }, (): Bulb => ({
        litres: rng.integer(4, 60) / 4,
        kilopascals: rng.integer(8, 120) * 5,
        temperature: drawTemperature(rng, level.unit),
      }));
      const events = drawEvents(rng, level);
      const instance: Case = { bulbs, unit: level.unit, events, asked: lastTouched(events) };
      const pressure = at(finalPressures(instance), instance.asked);
      const isApart = bulbs.every(({ kilopascals }) => !isClose(pressure, kilopascals, { relative: APART }));
      if (tried >= MOST_TRIES || isApart) return instance;
    }
  }

  promptFunc({ bulbs, unit, events, asked }: Case): string {
    const table = textTable(
      ["bulb", "volume", "pressure", "temperature"],
      bulbs.map(({ litres, kilopascals, temperature }, bulb) => [
        bulb + 1,
        `${litres} L`,
        `${kilopascals} kPa`,
        `${temperature} ${unit}`,
      ]),
    );
    return [
      `${bulbs.length} rigid glass bulbs stand in a row; each is connected to the next by a short tube of negligible volume with a tap in it. All taps are closed at first. The bulbs hold the same ideal gas:`,
      "",
      table,
      "",
      `Every bulb is held at its own temperature, whatever gas flows into it or out of it, until a step below changes that temperature. Pressures are absolute${unit === "K" ? "" : `; 0 °C is ${ICE_POINT} K`}. Then the following happens, one step after another:`,
      "",
      ...events.map((event, index) => `${index + 1}. ${describe(event, unit)}`),
      "",
      `What is the pressure in bulb ${asked + 1}, in kPa, after all of this?`,
      "",
      `Give the number alone, with at least two digits after the decimal point; an answer within 0.5 percent of the exact pressure is correct. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(at(finalPressures(instance), instance.asked).toFixed(3));
  }

  verifyCorrection(answer: number, instance: Case): number {
    const pressure = at(finalPressures(instance), instance.asked);
    return isClose(answer, pressure, { relative: RELATIVE_TOLERANCE }) ? 1 : 0;
  }

  /** Events on which the answer depends. */
  override hardness(instance: Case): number {
    return relevant(instance);
  }
}
