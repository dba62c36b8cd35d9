import {
  at,
  Bootcamp,
  type Card,
  integer,
  mapping,
  type Rng,
  tagged,
  text,
  textTable,
} from "campforge/bootcamp";

type Feed = {
  readonly name: string;
  readonly price: number;
  /** Paid once if at least one bag is bought. */
  readonly delivery: number;
  readonly supply: number;
  /** Units in a bag, one for each nutrient of the case. */
  readonly contents: readonly number[];
};

type Case = {
  readonly feeds: readonly Feed[];
  readonly nutrients: readonly string[];
  /** The least units of each nutrient but the last, and the most of the last. */
  readonly bounds: readonly number[];
  /** How many different feeds can be stored. */
  readonly bins: number;
};

type Level = {
  readonly feeds: number;
  readonly nutrients: number;
  readonly supply: number;
  readonly bins: number;
  readonly delivery: number;
};

const FEEDS = "barley beet bran clover hay linseed maize molasses oats peas soya".split(" ");
const WANTED = ["protein", "fibre", "calcium", "starch"];
const UNWANTED = "salt";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a purchase costs, in euros; deliveries of feeds that are not bought cost nothing. */
const costOf = (feeds: readonly Feed[], bags: readonly number[]): number =>
  sum(feeds.map(({ price, delivery }, feed) => at(bags, feed) * price + (at(bags, feed) > 0 ? delivery : 0)));

const unitsOf = (feeds: readonly Feed[], bags: readonly number[], nutrient: number): number =>
  sum(feeds.map(({ contents }, feed) => at(bags, feed) * at(contents, nutrient)));

/** Whether a purchase keeps every rule, whatever it costs. */
function isFeasible({ feeds, nutrients, bounds, bins }: Case, bags: readonly number[]): boolean {
  const inSupply = feeds.every(({ supply }, feed) => at(bags, feed) >= 0 && at(bags, feed) <= supply);
  const enough = nutrients.every((_, nutrient) => {
    const units = unitsOf(feeds, bags, nutrient);
    return nutrient === nutrients.length - 1 ? units <= at(bounds, nutrient) : units >= at(bounds, nutrient);
  });
  return inSupply && enough && bags.filter((count) => count > 0).length <= bins;
}

/**
 * A cheapest purchase that keeps the rules, by branch and bound over the bags of one feed after another;
 * undefined where no purchase keeps them. The bounds are compared in whole numbers, so nothing is rounded.
 */
function cheapest(instance: Case): readonly number[] | undefined {
  const { feeds, bounds, bins } = instance;
  const wanted = bounds.length - 1;
  let best: { readonly cost: number; readonly bags: readonly number[] } | undefined;

  const isHopeless = (next: number, cost: number, needs: readonly number[]): boolean => {
    const rest = feeds.slice(next);
    return needs.some((need, nutrient) => {
      if (need <= 0) return false;
      const available = sum(rest.map(({ supply, contents }) => supply * at(contents, nutrient)));
      if (available < need) return true;
      // Even if all of the need came from the feed that gives most for the money, deliveries aside.
      const { cost: known = Infinity } = best ?? {};
      return rest.every(({ price, contents }) => {
        const units = at(contents, nutrient);
        return units === 0 || cost * units + need * price >= known * units;
      });
    });
  };
  const extend = (bags: readonly number[], cost: number, needs: readonly number[], room: number): void => {
    const feed = feeds[bags.length];
    if (cost >= (best?.cost ?? Infinity) || isHopeless(bags.length, cost, needs)) return;
    if (feed === undefined) {
      best = { cost, bags };
      return;
    }
    const used = bags.filter((count) => count > 0).length;
    for (let count = 0; count <= (used < bins ? feed.supply : 0); count++) {
      const roomLeft = room - count * at(feed.contents, wanted);
      if (roomLeft < 0) break;
      const paid = cost + count * feed.price + (count > 0 ? feed.delivery : 0);
      const left = needs.map((need, nutrient) => need - count * at(feed.contents, nutrient));
      extend([...bags, count], paid, left, roomLeft);
    }
  };
  extend([], 0, bounds.slice(0, wanted), at(bounds, wanted));
  return best?.bags;
}

function drawCase(rng: Rng, level: Level): Case {
  const nutrients = [...WANTED.slice(0, level.nutrients - 1), UNWANTED];
  const feeds = rng.sample(FEEDS, level.feeds).map((name): Feed => {
    const contents = nutrients.map((nutrient) => rng.integer(nutrient === UNWANTED ? 0 : 1, 9));
    // Richer feeds cost more, so that none is the best in everything.
    const price = 4 + Math.floor((sum(contents.slice(0, -1)) * rng.integer(6, 14)) / 10);
    const delivery = level.delivery === 0 ? 0 : rng.integer(1, level.delivery);
    return { name, price, delivery, supply: rng.integer(2, level.supply), contents };
  });
  // A planted purchase says what can be asked for; it need not be the cheapest.
  const planted = new Set(rng.sample(feeds, level.bins));
  const bags = feeds.map((feed) => (planted.has(feed) ? rng.integer(1, feed.supply) : 0));
  const bounds = nutrients.map((nutrient, place) => {
    const units = unitsOf(feeds, bags, place);
    return nutrient === UNWANTED ? units + rng.integer(0, 3) : Math.max(1, units - rng.integer(0, 4));
  });
  return { feeds, nutrients, bounds, bins: level.bins };
}

export default class FeedPurchase extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "FeedPurchase",
    slug: "feed-purchase",
    title: "Feed Purchase",
    domain: "mathematical-modelling",
    description:
      "Whole bags of several feeds are to be bought so that the herd gets enough of each nutrient and not too much salt, within the supply and with room for only a few different feeds; in harder cases each feed bought costs a delivery charge. A cheapest purchase is asked for; any that costs as little is right.",
    answerFormat: "pairs feed=bags, apart by commas, between <answer> and </answer>",
    parameters: {
      feeds: { meaning: "feeds on offer", min: 3, max: 9 },
      nutrients: { meaning: "nutrients that are counted, salt included", min: 2, max: 5 },
      supply: { meaning: "most bags of a feed that there may be", min: 2, max: 8 },
      bins: { meaning: "different feeds that can be stored", min: 2, max: 9 },
      delivery: { meaning: "highest delivery charge of a feed; 0 for none", min: 0, max: 20 },
    },
    levels: [
      { feeds: 4, nutrients: 3, supply: 4, bins: 3, delivery: 0 },
      { feeds: 5, nutrients: 3, supply: 5, bins: 3, delivery: 6 },
      { feeds: 6, nutrients: 4, supply: 6, bins: 4, delivery: 9 },
      { feeds: 8, nutrients: 5, supply: 7, bins: 5, delivery: 12 },
    ],
  };

  readonly answerFormat = tagged(mapping(text({ letterCase: "lower" }), integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    // Drawn again until the cheapest purchase mixes feeds, which makes it more than a comparison of prices.
    for (;;) {
      const instance = drawCase(rng, level);
      if ((cheapest(instance) ?? []).filter((count) => count > 0).length >= 2) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { feeds, nutrients, bounds, bins } = instance;
    const withDelivery = feeds.some(({ delivery }) => delivery > 0);
    const heading = [
      "feed",
      "price of a bag",
      ...(withDelivery ? ["delivery charge"] : []),
      "bags in supply",
      ...nutrients.map((nutrient) => `${nutrient} in a bag`),
    ];
    const rows = feeds.map(({ name, price, delivery, supply, contents }) => [
      name,
      `${price} €`,
      ...(withDelivery ? [`${delivery} €`] : []),
      supply,
      ...contents,
    ]);
    const demands = nutrients.map((nutrient, place) => {
      const direction = place === nutrients.length - 1 ? "at most" : "at least";
      return `${direction} ${at(bounds, place)} units of ${nutrient}`;
    });
    return [
      "A farmer buys feed for a herd and mixes all that is bought. These feeds are on offer:",
      "",
      textTable(heading, rows),
      "",
      "Rules:",
      "1. Only whole bags are sold, and of each feed no more than there are in supply. None has to be bought.",
      `2. All bags together hold ${demands.join(", ")}.`,
      `3. At most ${bins} different feeds are bought.`,
      withDelivery
        ? "4. The cost is the sum of the prices of all bags, and in addition, for each feed of which at least one bag is bought, its delivery charge, once, however many bags are bought."
        : "4. The cost is the sum of the prices of all bags.",
      "",
      "Find a purchase that keeps the rules at the lowest possible cost. Where several purchases cost that little,",
      "any of them is right; one that costs more is wrong.",
      "",
      "Name every feed on offer with the number of its bags, 0 for one that is not bought, as pairs of the form",
      `feed=bags, apart by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const bags = cheapest(instance) ?? [];
    return this.answerFormat.wrap(
      instance.feeds.map(({ name }, feed) => `${name}=${at(bags, feed)}`).join(", "),
    );
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const { feeds } = instance;
    if (answer.size !== feeds.length || feeds.some(({ name }) => !answer.has(name))) return 0;
    const bags = feeds.map(({ name }) => answer.get(name) ?? 0);
    const best = cheapest(instance);
    if (best === undefined || !isFeasible(instance, bags)) return 0;
    return costOf(feeds, bags) === costOf(feeds, best) ? 1 : 0;
  }
}
