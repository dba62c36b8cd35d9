import { at, Bootcamp, type Card, fencedBlock, integer, lines, list, parsed, range, refine, type Rng, text, textTable, unparsable } from "campforge/bootcamp";

type Bidder = {
  readonly name: string;
  readonly purse: number;
  /** What each lot is worth to the bidder, in the order of the lots. */
  readonly worth: readonly number[];
};

type Case = {
  readonly lots: readonly string[];
  /** The least price of each lot at its first call. */
  readonly least: readonly number[];
  readonly bidders: readonly Bidder[];
  /** Lots that one bidder may win at the most. */
  readonly most: number;
};

type Level = {
  readonly lots: number;
  readonly bidders: number;
  readonly most: number;
  readonly purse: number;
};

/** What became of a lot; nobody's at price 0 where it was not sold. */
type Sale = { readonly winner: string; readonly price: number };

const UNSOLD = "unsold";
const NAMES = ["Ada", "Bruno", "Clara", "Dario", "Elsa", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luca", "Mona", "Nils"];
const LOTS = [
  "amphora", "bureau", "clock", "drum", "easel", "flute", "globe", "harp", "icon", "jug", "kimono", "lantern", "mask",
  "necklace", "organ", "print", "quilt", "rug", "samovar", "tapestry", "urn", "vase",
];
const MOST_TRIES = 60;

/** Which of the rules are heeded, all of them unless said otherwise. */
type Rules = { readonly purses?: boolean; readonly limit?: boolean; readonly second?: boolean; readonly again?: boolean };

function hold({ lots, least, bidders, most }: Case, rules: Rules = {}): readonly Sale[] {
  const { purses = true, limit = true, second = true, again = true } = rules;
  const sales: Sale[] = lots.map(() => ({ winner: UNSOLD, price: 0 }));
  const left = bidders.map(({ purse }) => purse);
  const won = bidders.map(() => 0);
  const call = (lot: number, floor: number): void => {
    const bids = bidders.flatMap(({ worth }, bidder) => {
      const bid = purses ? Math.min(at(worth, lot), at(left, bidder)) : at(worth, lot);
      return bid >= floor && (!limit || at(won, bidder) < most) ? [{ bidder, bid }] : [];
    });
    // Equal bids go to the bidder with fewer lots, and then to the one who is first in the table.
    const [best, next] = bids.toSorted((one, other) => other.bid - one.bid || at(won, one.bidder) - at(won, other.bidder) || one.bidder - other.bidder);
    if (best === undefined) return;
    const price = second ? Math.max(floor, next?.bid ?? 0) : best.bid;
    sales[lot] = { winner: at(bidders, best.bidder).name, price };
    left[best.bidder] = at(left, best.bidder) - price;
    won[best.bidder] = at(won, best.bidder) + 1;
  };
  for (const lot of range(lots.length)) call(lot, at(least, lot));
  if (!again) return sales;
  for (const lot of range(lots.length)) {
    if (at(sales, lot).winner === UNSOLD) call(lot, Math.floor(at(least, lot) / 2));
  }
  return sales;
}

const written = (sales: readonly Sale[]): string =>
  sales.map(({ winner, price }) => (winner === UNSOLD ? UNSOLD : `${winner} ${price}`)).join("\n");

function drawCase(rng: Rng, level: Level): Case {
  const lots = rng.sample(LOTS, level.lots);
  const usual = lots.map(() => rng.integer(15, 80));
  const bidders = rng.sample(NAMES, level.bidders).map((name) => ({
    name,
    purse: Math.round((level.purse * rng.integer(70, 130)) / 100),
    worth: usual.map((price) => Math.max(3, Math.round((price * rng.integer(50, 120)) / 100))),
  }));
  return { lots, least: usual.map((price) => Math.round((price * rng.integer(50, 110)) / 100)), bidders, most: level.most };
}

/** How many rules make a difference, and whether a lot is called again with success, and one is left unsold. */
function merits(drawn: Case): number {
  const truth = written(hold(drawn));
  const ways: readonly Rules[] = [{ purses: false }, { limit: false }, { second: false }, { again: false }];
  const differing = ways.filter((rules) => written(hold(drawn, rules)) !== truth).length;
  return differing + (truth.split("\n").includes(UNSOLD) ? 1 : 0);
}

const saleParser = refine(list(text({ letterCase: "lower" }), { minLength: 1, maxLength: 2 }), ([winner = "", price]) => {
  if (winner === UNSOLD) return price === undefined ? parsed({ winner, price: 0 }) : unparsable("an unsold lot has no price");
  const read = integer({ min: 0 })(price ?? "");
  return read.status === "parsed" ? parsed({ winner, price: read.value }) : read;
});

export default class AuctionNight extends Bootcamp<Case, readonly Sale[], Level> {
  static readonly card: Card<Level> = {
    name: "AuctionNight",
    slug: "auction-night",
    title: "Auction Night",
    domain: "mathematical-modelling",
    description:
      "Lots are called one after the other and go to the highest of the sealed bids at the price of the second highest. Bids are bound by purses, least prices and a limit of lots for each bidder; unsold lots are called once more. The winner and the price of each lot are asked for.",
    answerFormat: "a line for each lot in a fenced block: winner and price, or unsold",
    parameters: {
      lots: { meaning: "number of lots", min: 4, max: 22 },
      bidders: { meaning: "number of bidders", min: 3, max: 10 },
      most: { meaning: "lots that one bidder may win", min: 1, max: 6 },
      purse: { meaning: "money of a bidder, about", min: 40, max: 400 },
    },
    levels: [
      { lots: 5, bidders: 3, most: 2, purse: 75 },
      { lots: 7, bidders: 4, most: 2, purse: 80 },
      { lots: 10, bidders: 4, most: 3, purse: 115 },
      { lots: 14, bidders: 5, most: 3, purse: 125 },
      { lots: 19, bidders: 6, most: 4, purse: 150 },
    ],
  };

  readonly answerFormat = fencedBlock(lines(saleParser));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let most = merits(best);
    for (let tried = 1; tried < MOST_TRIES && most < 5; tried++) {
      const other = drawCase(rng, level);
      const count = merits(other);
      if (count <= most) continue;
      best = other;
      most = count;
    }
    return best;
  }

  promptFunc({ lots, least, bidders, most }: Case): string {
    return [
      `At an auction ${lots.length} lots are called, one after the other, in the order of this table. It gives the least price of each lot and what the lot is worth to each bidder, all in crowns:`,
      "",
      textTable(
        ["lot", "least price", ...bidders.map(({ name }) => name)],
        lots.map((lot, index) => [lot, at(least, index), ...bidders.map(({ worth }) => at(worth, index))]),
      ),
      "",
      `The bidders come with this much money: ${bidders.map(({ name, purse }) => `${name} ${purse}`).join(", ")}.`,
      "",
      "Rules:",
      "1. For each lot every bidder makes one sealed bid: what the lot is worth to the bidder or all the money that the bidder has left, whichever is less.",
      `2. A bidder who has already won ${most} ${most === 1 ? "lot" : "lots"} makes no more bids. Bids below the least price of the lot do not count; bids equal to it do.`,
      "3. The highest bid that counts wins. Of equal highest bids, the one of the bidder who has won fewer lots so far wins; if they have won equally many, the one of the bidder who stands further to the left in the table.",
      "4. The winner pays the second highest of the bids that count (which is equal to the highest one if there is a tie). If no other bid counts, the winner pays the least price. The money is paid at once.",
      "5. If no bid counts, the lot is put aside. After the last lot of the table the lots put aside are called once more, in the same order and by the same rules, but with half of their least price, rounded down to a whole number, as the least price. What is not sold then either remains unsold.",
      "",
      `Who gets which lot, and for how much? Give ${lots.length} lines in the order of the table, also for lots that were sold at the second call: the winner and the price, separated by a space, or the single word unsold. Do not number the lines and do not repeat the lots. The first lines might be`,
      "Otto 12",
      "unsold",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(hold(instance)));
  }

  verifyCorrection(answer: readonly Sale[], instance: Case): number {
    const sales = hold(instance);
    const isRight = sales.every(
      ({ winner, price }, lot) => answer[lot]?.winner === winner.toLowerCase() && answer[lot].price === price,
    );
    return isRight && answer.length === sales.length ? 1 : 0;
  }

  override hardness({ lots, bidders }: Case): number {
    return lots.length * bidders.length;
  }
}
