import {
  at,
  Bootcamp,
  type Card,
  decimal,
  isClose,
  range,
  type Rng,
  sortNumbers,
  tagged,
} from "campforge/bootcamp";

type Tariff = {
  /** Per year, in cents. */
  readonly fee: number;
  /** Of each block, in hundredths of a cent per kWh. */
  readonly prices: readonly number[];
  /** Where each block but the last ends, in kWh. */
  readonly thresholds: readonly number[];
};

type Case = { readonly first: Tariff; readonly second: Tariff };

type Level = {
  readonly leastBlocks: number;
  readonly mostBlocks: number;
  readonly firstShare: number;
  readonly lastShare: number;
  readonly turns: number;
};

type Place = "first" | "middle" | "last";

// Half of the last digit asked for, with room for the rounding of doubles.
const TOLERANCE = { absolute: 0.05 + 1e-9 };
const FARTHEST = 15_000;

/** What a consumption costs, in hundredths of a cent. */
function costOf({ fee, prices, thresholds }: Tariff, consumption: number): number {
  return prices.reduce((sum, price, block) => {
    const start = block === 0 ? 0 : at(thresholds, block - 1);
    const end = thresholds[block] ?? Infinity;
    return sum + price * Math.max(0, Math.min(consumption, end) - start);
  }, 100 * fee);
}

/** The block, counted from 0, in which a consumption lies. */
const blockOf = ({ thresholds }: Tariff, consumption: number): number =>
  thresholds.filter((threshold) => threshold < consumption).length;

/** How much more a kWh costs under the first tariff than under the second, right after a consumption. */
const slopeAfter = ({ first, second }: Case, consumption: number): number => {
  const priceOf = ({ prices, thresholds }: Tariff): number =>
    at(prices, thresholds.filter((threshold) => threshold <= consumption).length);
  return priceOf(first) - priceOf(second);
};

/** 0 kWh and all thresholds of both tariffs, in rising order. */
const kinksOf = ({ first, second }: Case): number[] =>
  sortNumbers([...new Set([0, ...first.thresholds, ...second.thresholds])]);

const differenceAt = ({ first, second }: Case, consumption: number): number =>
  costOf(first, consumption) - costOf(second, consumption);

/** Every consumption between two kinks, or after the last one, at which the costs are equal. */
function crossingsOf(instance: Case): number[] {
  const kinks = kinksOf(instance);
  return kinks.flatMap((kink, index) => {
    const slope = slopeAfter(instance, kink);
    const consumption = kink - differenceAt(instance, kink) / slope;
    const end = kinks[index + 1] ?? Infinity;
    return slope !== 0 && consumption > kink && consumption < end ? [consumption] : [];
  });
}

const crossingOf = (instance: Case): number => at(crossingsOf(instance), 0);

/** How often the difference of the costs turns from growing to shrinking or back. */
function turnsOf(instance: Case): number {
  const signs = kinksOf(instance)
    .map((kink) => Math.sign(slopeAfter(instance, kink)))
    .filter((sign) => sign !== 0);
  return signs.filter((sign, index) => index > 0 && sign !== at(signs, index - 1)).length;
}

/** Where the solution lies: in the first block of both tariffs, in the last one of both, or elsewhere. */
function placeOf({ first, second }: Case, consumption: number): Place {
  const tariffs = [first, second];
  if (tariffs.every((tariff) => blockOf(tariff, consumption) === 0)) return "first";
  return tariffs.every((tariff) => blockOf(tariff, consumption) === tariff.thresholds.length)
    ? "last"
    : "middle";
}

function drawTariff(rng: Rng, level: Level): Tariff {
  const blocks = rng.integer(level.leastBlocks, level.mostBlocks);
  return {
    fee: rng.integer(2_000, 24_000),
    prices: range(blocks).map(() => rng.integer(1_500, 4_500)),
    thresholds: sortNumbers(rng.distinctIntegers(blocks - 1, 20, 600)).map(
      (tens) => tens * 10 + rng.integer(0, 9),
    ),
  };
}

/** Hundredths of a cent as cents. */
const inCents = (price: number): string => String(price / 100);

/** Hundredths of a cent as euros. */
const inEuros = (cost: number): string => (cost / 10_000).toFixed(4);

function tariffLines(name: string, { fee, prices, thresholds }: Tariff): string[] {
  const blocks = prices.map((price, block) => {
    const start = thresholds[block - 1];
    const end = thresholds[block];
    const from = start === undefined ? "from the first kWh" : `beyond ${start} kWh`;
    return `- ${from}${end === undefined ? ", without an upper limit" : ` up to ${end} kWh`}: ${inCents(price)} cents per kWh`;
  });
  return [`${name}: yearly fee ${(fee / 100).toFixed(2)} euros, and`, ...blocks];
}

export default class TwoTariffs extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "TwoTariffs",
    slug: "two-tariffs",
    title: "Two Tariffs",
    domain: "mathematical-modelling",
    description:
      "Two electricity tariffs have a yearly fee and prices per kWh that change from block to block of the consumption. The only consumption at which both cost the same is to be found.",
    answerFormat: "the consumption in kWh as a decimal number between <answer> and </answer>",
    parameters: {
      leastBlocks: { meaning: "least number of blocks of a tariff", min: 1, max: 6 },
      mostBlocks: { meaning: "greatest number of blocks of a tariff", min: 1, max: 6 },
      firstShare: {
        meaning: "share of cases whose solution lies in the first block of both tariffs",
        min: 0,
        max: 1,
      },
      lastShare: {
        meaning:
          "share of cases whose solution lies in the last block of both tariffs and not in the first of both",
        min: 0,
        max: 1,
      },
      turns: {
        meaning:
          "least number of times that the difference of the costs turns from growing to shrinking or back",
        min: 0,
        max: 8,
      },
    },
    levels: [
      { leastBlocks: 1, mostBlocks: 2, firstShare: 0.3, lastShare: 0.4, turns: 0 },
      { leastBlocks: 2, mostBlocks: 3, firstShare: 0.2, lastShare: 0.4, turns: 0 },
      { leastBlocks: 3, mostBlocks: 4, firstShare: 0.1, lastShare: 0.4, turns: 1 },
      { leastBlocks: 5, mostBlocks: 6, firstShare: 0, lastShare: 0.4, turns: 3 },
      { leastBlocks: 6, mostBlocks: 6, firstShare: 0, lastShare: 0.5, turns: 5 },
    ],
  };

  readonly answerFormat = tagged(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const { firstShare, lastShare } = level;
    const place = rng.weightedChoice<Place>([
      ["first", firstShare],
      ["last", lastShare],
      ["middle", 1 - firstShare - lastShare],
    ]);
    for (;;) {
      const instance: Case = { first: drawTariff(rng, level), second: drawTariff(rng, level) };
      const isTouching = kinksOf(instance).some((kink) => differenceAt(instance, kink) === 0);
      const crossings = crossingsOf(instance);
      if (isTouching || crossings.length !== 1 || turnsOf(instance) < level.turns) continue;
      const crossing = at(crossings, 0);
      const isInReach = crossing >= 50 && crossing <= FARTHEST;
      if (isInReach && placeOf(instance, crossing) === place) return instance;
    }
  }

  promptFunc(instance: Case): string {
    return [
      "A household can choose between two electricity tariffs. Each has a yearly fee and a price per kWh that depends on the",
      "block: the kWh of a year's consumption up to the first threshold are charged at the price of the first block, only the",
      "kWh beyond it, up to the next threshold, at the price of the second block, and so on.",
      "",
      ...tariffLines("Tariff A", instance.first),
      "",
      ...tariffLines("Tariff B", instance.second),
      "",
      "One euro is 100 cents. Consumption need not be a whole number of kWh, and costs are not rounded.",
      "The household pays exactly the same in a year under both tariffs. There is exactly one consumption for which this is",
      "so. How many kWh does the household use in a year?",
      "",
      "Give the number alone, rounded to one digit after the decimal point; an answer that differs by at most 0.05 from the",
      `exact one is correct. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(crossingOf(instance).toFixed(1));
  }

  override workedSolution(instance: Case): string {
    const { first, second } = instance;
    const crossing = crossingOf(instance);
    const kinks = kinksOf(instance);
    const start = at(kinks, kinks.filter((kink) => kink < crossing).length - 1);
    const difference = differenceAt(instance, start);
    const slope = slopeAfter(instance, start);
    return [
      "Between two thresholds both costs grow evenly, so compare them at 0 kWh and at each threshold:",
      ...kinks.map(
        (kink) =>
          `- ${kink} kWh: A ${inEuros(costOf(first, kink))} euros, B ${inEuros(costOf(second, kink))} euros, A − B = ${inEuros(differenceAt(instance, kink))} euros`,
      ),
      "",
      `The difference changes its sign once, after ${start} kWh. From there on each kWh costs ${inCents(slope)} cents more under A than`,
      `under B, so the difference of ${inCents(difference)} cents is used up after ${inCents(-difference)} / ${inCents(slope)} = ${(-difference / slope).toFixed(3)} kWh.`,
      `That is at ${start} + ${(-difference / slope).toFixed(3)} = ${crossing.toFixed(3)} kWh.`,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    const { first, second } = instance;
    const crossing = crossingOf(instance);
    return first.prices.length + second.prices.length + blockOf(first, crossing) + blockOf(second, crossing);
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, crossingOf(instance), TOLERANCE) ? 1 : 0;
  }
}
