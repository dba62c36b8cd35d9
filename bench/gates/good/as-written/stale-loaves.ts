import { at, Bootcamp, type Card, finalLine, integer, range, record, type Rng } from "campforge/bootcamp";

type Weather = "sunny" | "rainy";

type Day = { readonly customers: number; readonly weather: Weather };

type Case = {
  /** Loaves by age on the morning of day 1, before the delivery. */
  readonly stock: readonly number[];
  /** The deliveries of day 1 and of day 2. */
  readonly deliveries: readonly number[];
  readonly target: number;
  readonly largest: number;
  readonly fullPrice: number;
  readonly oldPrice: number;
  readonly days: readonly Day[];
};

type Level = { readonly days: number };

type Answer = {
  readonly revenue: number;
  readonly wasted: number;
  readonly lost: number;
  readonly left: number;
};

/** What happened on a day, and the totals behind it. */
type Step = {
  readonly delivery: number;
  readonly demand: number;
  /** Sold loaves by age. */
  readonly sold: readonly number[];
  readonly again: number;
  readonly order: number;
  /** Loaves by age on the next morning, before the delivery. */
  readonly stock: readonly number[];
  readonly totals: Answer;
};

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

function run({ stock: first, deliveries, target, largest, fullPrice, oldPrice, days }: Case): Step[] {
  let stock = [...first];
  let delivery = at(deliveries, 0);
  let tomorrow = at(deliveries, 1);
  let again = 0;
  let revenue = 0;
  let wasted = 0;
  let lost = 0;
  return days.map(({ customers, weather }) => {
    stock[0] = at(stock, 0) + delivery;
    const demand = customers + again;
    const sold = [0, 0, 0];
    let wanting = demand;
    for (const age of weather === "sunny" ? [0, 1, 2] : [2, 1, 0]) {
      const count = Math.min(wanting, at(stock, age));
      sold[age] = count;
      stock[age] = at(stock, age) - count;
      wanting -= count;
      revenue += count * (age === 2 ? oldPrice : fullPrice);
    }
    again = Math.floor(wanting / 2);
    lost += wanting - again;
    wasted += at(stock, 2);
    stock = [0, at(stock, 0), at(stock, 1)];
    const left = sumOf(stock);
    const order = Math.max(0, Math.min(largest, target - left - tomorrow));
    const step = { delivery, demand, sold, again, order, stock: [...stock], totals: { revenue, wasted, lost, left } };
    delivery = tomorrow;
    tomorrow = order;
    return step;
  });
}

function solve(instance: Case): Answer {
  const steps = run(instance);
  return at(steps, steps.length - 1).totals;
}

const written = ({ revenue, wasted, lost, left }: Answer): string =>
  `revenue: ${revenue}, wasted: ${wasted}, lost: ${lost}, left: ${left}`;

function drawCase(rng: Rng, { days }: Level): Case {
  const target = rng.integer(16, 30);
  const third = Math.floor(target / 3);
  const half = Math.floor(target / 2);
  const oldPrice = rng.integer(11, 30) * 5;
  return {
    stock: range(3).map(() => rng.integer(0, third)),
    deliveries: range(2).map(() => rng.integer(0, half)),
    target,
    largest: rng.integer(Math.ceil(target * 0.4), Math.ceil(target * 0.7)),
    fullPrice: oldPrice + rng.integer(10, 40) * 5,
    oldPrice,
    days: range(days).map(() => ({
      customers: rng.integer(0, target),
      weather: rng.choice<Weather>(["sunny", "rainy"]),
    })),
  };
}

/** How many things that belong to a case it has: waste, losses, old loaves sold, and weathers that matter. */
function meritOf(instance: Case): number {
  const steps = run(instance);
  const totals = solve(instance);
  const under = (weather: Weather): string =>
    written(solve({ ...instance, days: instance.days.map(({ customers }) => ({ customers, weather })) }));
  return [
    totals.wasted > 0,
    totals.lost > 0,
    steps.some(({ sold }) => at(sold, 2) > 0),
    under("sunny") !== written(totals),
    under("rainy") !== written(totals),
  ].filter(Boolean).length;
}

export default class StaleLoaves extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "StaleLoaves",
    slug: "stale-loaves",
    title: "Stale Loaves",
    domain: "mathematical-modelling",
    description:
      "A shop sells loaves that keep for three days, the youngest or the oldest first by the weather, orders with a delay, and loses customers who find nothing, while some of them come again. The revenue, the loaves thrown away, the customers lost and the loaves left are asked for. Harder cases have more days.",
    answerFormat: "four named numbers, on a last line such as Answer: revenue: 154, wasted: 2, lost: 7, left: 0",
    parameters: {
      days: { meaning: "number of days", min: 3, max: 200 },
    },
    levels: [{ days: 6 }, { days: 15 }, { days: 30 }, { days: 60 }, { days: 100 }],
  };

  readonly answerFormat = finalLine(
    record<Answer>({ revenue: integer(), wasted: integer(), lost: integer(), left: integer() }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let most = meritOf(best);
    for (let tries = 0; tries < 200 && most < 5; tries++) {
      const drawn = drawCase(rng, level);
      const merit = meritOf(drawn);
      if (merit > most) {
        best = drawn;
        most = merit;
      }
    }
    return best;
  }

  promptFunc({ stock, deliveries, target, largest, fullPrice, oldPrice, days }: Case): string {
    return [
      `A bakery shop sells loaves that keep for three days. It orders new loaves with a delay, and it loses customers when nothing is left. Work out how it fares over ${days.length} days.`,
      "",
      "Loaves are of age 0, 1 or 2 (in days). Each day, the following happens in this order:",
      "1. The delivery of the day arrives. All its loaves are of age 0.",
      `2. The demand of the day is the number of its new customers plus those who come again from the day before. Each of them wants one loaf. On a sunny day the youngest loaves are sold first, on a rainy day the oldest first. A loaf of age 0 or 1 brings ${fullPrice} cents, a loaf of age 2 brings ${oldPrice} cents.`,
      "3. If u customers got nothing, u/2 of them, rounded down, come again the next day, when they are ordinary demand (and if they get nothing then, they count among that day's u like everybody else). The others are lost. The same holds on the last day: those who would come again are not counted as lost.",
      "4. Unsold loaves of age 2 are thrown away. All other unsold loaves become one day older.",
      `5. An order is placed: ${target} minus the loaves now in stock minus the delivery that will arrive tomorrow, but at least 0 and at most ${largest}. It arrives the day after tomorrow.`,
      "",
      "Example with a full price of 6, an old price of 2, a target of 15 instead of the number in rule 5 and a largest order of 8. On the morning of day 1 there are 0 loaves of age 0, 4 of age 1 and 2 of age 2; the deliveries are 5 on day 1 and 3 on day 2; the days are: 7 new customers, sunny; 9, rainy; 14, sunny; 4, rainy.",
      "- Day 1: 5, 4 and 2 loaves of age 0, 1 and 2. 7 are sold, 5 of age 0 and 2 of age 1, for 42. The 2 of age 2 are thrown away; 2 loaves are left and are now of age 2. The order would be 15 - 2 - 3 = 10, so it is 8.",
      "- Day 2: 3 arrive. The demand is 9: 2 of age 2 are sold for 4 and 3 of age 0 for 18, in all 64 so far. u = 4, so 2 come again and 2 are lost. The order is 15 - 0 - 8 = 7.",
      "- Day 3: 8 arrive. The demand is 16: 8 are sold for 48, in all 112. u = 8, so 4 come again and 4 are lost. The order is 15 - 0 - 7 = 8.",
      "- Day 4: 7 arrive. The demand is 8: 7 are sold for 42, in all 154. u = 1, so none comes again and 1 is lost.",
      "The answer is: revenue: 154, wasted: 2, lost: 7, left: 0",
      "",
      "The shop to be worked out:",
      `- Stock on the morning of day 1, before the delivery: ${stock.map((count, age) => `${count} of age ${age}`).join(", ")}.`,
      `- Deliveries under way: ${at(deliveries, 0)} on day 1, ${at(deliveries, 1)} on day 2.`,
      "- New customers and weather:",
      ...days.map(({ customers, weather }, index) => `  day ${index + 1}: ${customers}, ${weather}`),
      "",
      "Give the revenue of all days in cents, the loaves thrown away (wasted), the customers lost, and the loaves in stock at the end of the last day (left), deliveries under way not counted. Write plain numbers without units, in the form: revenue: 154, wasted: 2, lost: 7, left: 0",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(solve(instance)));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return written(answer) === written(solve(instance)) ? 1 : 0;
  }

  /** The sales, losses and order of each day, and the totals so far. */
  workedSolution(instance: Case): string {
    return [
      ...run(instance).map(({ delivery, demand, sold, again, order, stock, totals }, index) =>
        [
          `Day ${index + 1}: ${delivery} arrive, the demand is ${demand}, sold by age 0, 1, 2: ${sold.join(", ")};`,
          `${again} come again; left by age 1, 2: ${stock.slice(1).join(", ")}; order ${order}.`,
          `So far: revenue ${totals.revenue}, wasted ${totals.wasted}, lost ${totals.lost}.`,
        ].join(" "),
      ),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Days to be worked through. */
  hardness({ days }: Case): number {
    return days.length;
  }
}
