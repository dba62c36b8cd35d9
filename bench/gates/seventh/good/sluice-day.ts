import { at, Bootcamp, type Card, integer, list, range, record, type Rng, tagged, textTable } from "campforge/bootcamp";

type Gate = { readonly mark: number; readonly rate: number };

type Case = {
  /** Water that comes into the first basin, hour by hour. */
  readonly inflow: readonly number[];
  readonly capacities: readonly number[];
  readonly contents: readonly number[];
  /** The gate below each basin but the last. */
  readonly gates: readonly Gate[];
  readonly trigger: number;
  readonly lift: number;
};

type Level = {
  readonly basins: number;
  readonly hours: number;
  readonly pumpings: number;
};

type Report = {
  readonly spilt: number;
  readonly fullest: number;
  readonly contents: readonly number[];
};

type Day = Report & {
  readonly pumpings: number;
  /** Times that water moved through a gate or the pump, or over a rim. */
  readonly movements: number;
};

/** Draws after which the day with the most pumping is taken. */
const MOST_DRAWS = 300;

function dayOf({ inflow, capacities, contents, gates, trigger, lift }: Case): Day {
  const held = [...contents];
  const last = held.length - 1;
  let spilt = 0;
  let most = -1;
  let fullest = 0;
  let pumpings = 0;
  let movements = 0;
  const move = (basin: number, litres: number): void => {
    held[basin] = at(held, basin) + litres;
  };
  for (const [hour, water] of inflow.entries()) {
    move(0, water);
    for (const [basin, { mark, rate }] of gates.entries()) {
      const passed = Math.min(rate, at(held, basin) - mark);
      if (passed <= 0) continue;
      move(basin, -passed);
      move(basin + 1, passed);
      movements++;
    }
    if (at(held, last) >= trigger && at(held, 0) < at(gates, 0).mark) {
      move(last, -lift);
      move(0, lift);
      pumpings++;
      movements++;
    }
    for (const [basin, capacity] of capacities.entries()) {
      const excess = at(held, basin) - capacity;
      if (excess <= 0) continue;
      move(basin, -excess);
      spilt += excess;
      movements++;
    }
    const total = held.reduce((sum, litres) => sum + litres, 0);
    if (total > most) {
      most = total;
      fullest = hour + 1;
    }
  }
  return { spilt, fullest, contents: held, pumpings, movements };
}

function drawDay(rng: Rng, { basins, hours }: Level): Case {
  const capacities = range(basins).map(() => rng.integer(30, 70));
  const gates = capacities.slice(0, -1).map((capacity) => ({
    mark: rng.integer(Math.ceil(capacity * 0.3), Math.floor(capacity * 0.7)),
    rate: rng.integer(6, 16),
  }));
  const trigger = rng.integer(Math.ceil(at(capacities, basins - 1) * 0.4), Math.floor(at(capacities, basins - 1) * 0.7));
  return {
    inflow: range(hours).map(() => (rng.boolean(0.35) ? 0 : rng.integer(3, 38))),
    capacities,
    contents: capacities.map((capacity) => rng.integer(Math.ceil(capacity * 0.3), Math.floor(capacity * 0.9))),
    gates,
    trigger,
    lift: rng.integer(5, Math.min(trigger, 18)),
  };
}

/** True where water is spilt and the fullest hour is neither the first nor the last. */
function isEventful({ inflow }: Case, { spilt, fullest }: Day): boolean {
  return spilt > 0 && fullest > 1 && fullest < inflow.length;
}

export default class SluiceDay extends Bootcamp<Case, Report, Level> {
  static readonly card: Card<Level> = {
    name: "SluiceDay",
    slug: "sluice-day",
    title: "Sluice Day",
    domain: "mathematical-modelling",
    description:
      "Water runs through a chain of basins with gates, marks and rims, and a pump lifts some of it back. After some hours the water lost, the hour in which the works held most, and the contents of the basins are asked for. Harder cases have more basins and more hours in which the pump runs.",
    answerFormat: "three named parts, `spilt`, `fullest` and `contents`, between <answer> tags",
    parameters: {
      basins: { meaning: "number of basins", min: 2, max: 7 },
      hours: { meaning: "number of hours", min: 3, max: 20 },
      pumpings: { meaning: "hours in which the pump runs, at the least", min: 0, max: 12 },
    },
    levels: [
      { basins: 2, hours: 4, pumpings: 1 },
      { basins: 3, hours: 6, pumpings: 2 },
      { basins: 4, hours: 9, pumpings: 3 },
      { basins: 5, hours: 12, pumpings: 4 },
      { basins: 6, hours: 16, pumpings: 5 },
    ],
  };

  readonly answerFormat = tagged(
    record<Report>({ spilt: integer({ min: 0 }), fullest: integer(), contents: list(integer()) }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawDay(rng, level);
    let most = -1;
    for (let draw = 0; draw < MOST_DRAWS && most < level.pumpings; draw++) {
      const instance = drawDay(rng, level);
      const day = dayOf(instance);
      if (day.pumpings <= most || !isEventful(instance, day)) continue;
      best = instance;
      most = day.pumpings;
    }
    return best;
  }

  promptFunc({ inflow, capacities, contents, gates, trigger, lift }: Case): string {
    const table = textTable(
      ["basin", "capacity", "content at the start", "mark of its gate", "rate of its gate"],
      capacities.map((capacity, basin) => {
        const gate = gates[basin];
        return [basin + 1, capacity, at(contents, basin), gate?.mark ?? "-", gate?.rate ?? "-"];
      }),
    );
    const basins = capacities.length;
    return [
      `A waterworks has ${basins} basins one below the other, numbered 1 to ${basins} from the top. All amounts are whole numbers of cubic metres. Below every basin but the last there is a gate to the next basin; a pump can lift water from basin ${basins} to basin 1.`,
      "",
      table,
      "",
      "In every hour the following happens, in this order:",
      "1. The inflow of the hour runs into basin 1.",
      "2. The gates are worked once each, from the top to the bottom. If a basin then holds more than the mark of its gate, the surplus above the mark runs into the next basin, but no more than the rate of the gate; otherwise nothing passes. Water that has come through a gate counts at the next gate in the same hour.",
      `3. If basin ${basins} now holds at least ${trigger} and basin 1 holds less than the mark of its gate, the pump lifts ${lift} from basin ${basins} to basin 1. It runs at most once an hour.`,
      "4. What a basin now holds above its capacity spills and is lost. Only here is the capacity looked at: earlier in the hour a basin may hold more.",
      "",
      `The inflow in hours 1 to ${inflow.length}: ${inflow.join(", ")}`,
      "",
      `Follow the works to the end of hour ${inflow.length}, and give three things:`,
      "- spilt: the amount that was spilt in all hours and from all basins together;",
      "- fullest: the number of the hour at whose end all basins together held most (the first such hour if there are several; the start does not count);",
      `- contents: the contents of basins 1 to ${basins} at the end, in this order, separated by commas.`,
      "",
      "Write one part a line, as in",
      "spilt: 3",
      "fullest: 20",
      "contents: 11, 0, 7",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { spilt, fullest, contents } = dayOf(instance);
    return this.answerFormat.wrap(`spilt: ${spilt}\nfullest: ${fullest}\ncontents: ${contents.join(", ")}`);
  }

  verifyCorrection({ spilt, fullest, contents }: Report, instance: Case): number {
    const day = dayOf(instance);
    const isRight = spilt === day.spilt && fullest === day.fullest && contents.join() === day.contents.join();
    return isRight ? 1 : 0;
  }

  /** Times that water moves through a gate or the pump, or over a rim. */
  override hardness(instance: Case): number {
    return dayOf(instance).movements;
  }
}
