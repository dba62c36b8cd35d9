import { at, Bootcamp, type Card, integer, list, range, record, type Rng, tagged } from "campforge/bootcamp";

type Policy = "oldest" | "newest" | "dearest";

type Event =
  | { readonly kind: "buy"; readonly count: number; readonly price: number }
  | { readonly kind: "sell"; readonly count: number }
  /** Casks of the latest sale come back. */
  | { readonly kind: "return"; readonly count: number }
  /** Casks leak, from the lot with the most casks. */
  | { readonly kind: "leak"; readonly count: number }
  | { readonly kind: "rule"; readonly policy: Policy };

type Case = { readonly policy: Policy; readonly events: readonly Event[]; readonly voice: "cellar" | "audit" };

type Level = {
  readonly lots: number;
  readonly sales: number;
  readonly returns: number;
  readonly leaks: number;
  readonly changes: number;
};

type Answer = { readonly cost: number; readonly stock: number; readonly left: readonly number[] };

const POLICIES: readonly Policy[] = ["oldest", "newest", "dearest"];
const WORDS: Readonly<Record<Policy, string>> = {
  oldest: "oldest first: from the lot that was bought earliest and still has casks",
  newest: "newest first: from the lot that was bought latest and still has casks",
  dearest: "dearest first: from the lot with the highest price that still has casks",
};

type Lot = { readonly price: number; readonly left: number };

const casksText = (count: number, one: string, several: string): string =>
  count === 1 ? `1 cask ${one}` : `${count} casks ${several}`;

/** The lot from which the next cask is sold, by position. */
function nextLot(lots: readonly Lot[], policy: Policy): number {
  const filled = range(lots.length).filter((lot) => at(lots, lot).left > 0);
  if (policy === "oldest") return at(filled, 0);
  if (policy === "newest") return at(filled, filled.length - 1);
  return filled.reduce((best, lot) => (at(lots, lot).price > at(lots, best).price ? lot : best), at(filled, 0));
}

/** The lot with the most casks; of several the one bought earliest. */
function fullestLot(lots: readonly Lot[]): number {
  return lots.reduce((best, { left }, lot) => (left > at(lots, best).left ? lot : best), 0);
}

function add(lots: Lot[], lot: number, count: number): void {
  const { price, left } = at(lots, lot);
  lots[lot] = { price, left: left + count };
}

/** What the casks sold and kept have cost, what is in stock, and the casks of each lot, after all events. */
function settle({ policy, events }: Omit<Case, "voice">): Answer {
  const lots: Lot[] = [];
  let rule = policy;
  let cost = 0;
  let sold: number[] = [];
  for (const event of events) {
    if (event.kind === "rule") rule = event.policy;
    if (event.kind === "buy") lots.push({ price: event.price, left: event.count });
    if (event.kind === "sell") {
      sold = [];
      for (let cask = 0; cask < event.count; cask++) {
        const lot = nextLot(lots, rule);
        add(lots, lot, -1);
        sold.push(lot);
        cost += at(lots, lot).price;
      }
    }
    if (event.kind === "return") {
      for (const lot of sold.slice(sold.length - event.count)) {
        add(lots, lot, 1);
        cost -= at(lots, lot).price;
      }
    }
    if (event.kind === "leak") add(lots, fullestLot(lots), -event.count);
  }
  const stock = lots.reduce((sum, { price, left }) => sum + price * left, 0);
  return { cost, stock, left: lots.map(({ left }) => left) };
}

function drawEvents(rng: Rng, policy: Policy, level: Level): readonly Event[] {
  const kinds = rng.shuffle<Event["kind"]>([
    ...range(level.lots - 2).map(() => "buy" as const),
    ...range(level.sales).map(() => "sell" as const),
    ...range(level.returns).map(() => "return" as const),
    ...range(level.leaks).map(() => "leak" as const),
    ...range(level.changes).map(() => "rule" as const),
  ]);
  const prices = rng.distinctIntegers(level.lots, 21, 99);
  const buy = (): Event => ({ kind: "buy", count: rng.integer(6, 30), price: prices.pop() ?? 20 });
  const events: Event[] = [buy(), buy()];
  let rule = policy;
  let returnable = 0;
  for (const kind of kinds) {
    const { left } = settle({ policy, events });
    const casks = left.reduce((sum, one) => sum + one, 0);
    if (kind === "buy") events.push(buy());
    if (kind === "sell" && casks > 3) {
      const count = rng.integer(Math.ceil(casks / 4), Math.ceil((casks * 3) / 5));
      events.push({ kind, count });
      returnable = count;
    }
    if (kind === "return" && returnable > 2) {
      events.push({ kind, count: rng.integer(1, Math.ceil(returnable / 2)) });
      returnable = 0;
    }
    const most = Math.max(...left);
    if (kind === "leak" && most > 2) events.push({ kind, count: rng.integer(1, Math.ceil(most / 2)) });
    if (kind === "rule") {
      rule = rng.choice(POLICIES.filter((one) => one !== rule));
      events.push({ kind, policy: rule });
    }
  }
  return events;
}

export default class CaskCellar extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "CaskCellar",
    slug: "cask-cellar",
    title: "Cask Cellar",
    domain: "mathematical-modelling",
    description:
      "A cellar buys casks in lots and sells them by a rule of valuation; casks come back, leak, and the rule changes. The cost of the casks sold, the value of the stock and the casks left of each lot are to be found. Harder cases have more of all of these.",
    answerFormat: "`cost`, `stock` and `left`, the casks of each lot in order, between <answer> and </answer>",
    parameters: {
      lots: { meaning: "lots that are bought", min: 2, max: 12 },
      sales: { meaning: "number of sales", min: 1, max: 16 },
      returns: { meaning: "returns at the most", min: 0, max: 8 },
      leaks: { meaning: "leaks at the most", min: 0, max: 8 },
      changes: { meaning: "changes of the rule", min: 0, max: 8 },
    },
    levels: [
      { lots: 3, sales: 2, returns: 0, leaks: 0, changes: 0 },
      { lots: 4, sales: 3, returns: 1, leaks: 0, changes: 1 },
      { lots: 5, sales: 5, returns: 2, leaks: 2, changes: 2 },
      { lots: 7, sales: 8, returns: 4, leaks: 3, changes: 3 },
      { lots: 10, sales: 12, returns: 6, leaks: 5, changes: 5 },
    ],
  };

  readonly answerFormat = tagged(record({ cost: integer(), stock: integer(), left: list(integer()) }));

  caseGenerator(rng: Rng, level: Level): Case {
    const policy = rng.choice(POLICIES);
    return { policy, events: drawEvents(rng, policy, level), voice: rng.choice(["cellar", "audit"]) };
  }

  promptFunc({ policy, events, voice }: Case): string {
    let lots = 0;
    const lines = events.map((event) => {
      switch (event.kind) {
        case "buy":
          lots++;
          return `Lot ${lots} is bought: ${event.count} casks at ${event.price} each.`;
        case "sell":
          return `${casksText(event.count, "is", "are")} sold.`;
        case "return":
          return `${casksText(event.count, "of the latest sale comes", "of the latest sale come")} back.`;
        case "leak":
          return `${casksText(event.count, "leaks", "leak")}.`;
        case "rule":
          return `From now on casks are sold ${WORDS[event.policy]}.`;
      }
    });
    const opening =
      voice === "cellar"
        ? "A wine cellar buys casks in lots and sells them one by one. Its book for this year:"
        : "Audit the book of a wine merchant, whose casks are bought in lots. The entries are in order of time:";
    return [
      opening,
      "",
      `0. At the beginning the cellar is empty, and casks are sold ${WORDS[policy]}.`,
      ...lines.map((line, index) => `${index + 1}. ${line}`),
      "",
      "Rules:",
      "1. The casks of a sale are taken one after the other, each by the rule that is then in force. No two lots have the same price.",
      "2. Casks that come back are those of the latest sale that were taken last. Each goes back into its own lot, which keeps its place in the order of lots and its price. The cost of the casks that come back is taken off the cost of the casks sold.",
      "3. Casks that leak are lost, all of them from the lot that has the most casks at that moment (of several such lots, the one that was bought earliest). Their cost belongs neither to the casks sold nor to the stock.",
      "",
      "Find, after the last entry,",
      "- cost: what all casks that were sold and did not come back had cost when they were bought,",
      "- stock: what all casks in the cellar had cost,",
      `- left: the number of casks left of each of the ${lots} lots, from lot 1 to lot ${lots}, 0 where none is left.`,
      "",
      "Write the three of them on three lines, for example:",
      "cost: 1250",
      "stock: 840",
      "left: 0, 3, 17",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { cost, stock, left } = settle(instance);
    return this.answerFormat.wrap(`cost: ${cost}\nstock: ${stock}\nleft: ${left.join(", ")}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const truth = settle(instance);
    const isRight = answer.cost === truth.cost && answer.stock === truth.stock && answer.left.join() === truth.left.join();
    return isRight ? 1 : 0;
  }

  /** Entries of the book, those about casks that were there before counted twice. */
  override hardness({ events }: Case): number {
    return events.reduce((sum, { kind }) => sum + (kind === "buy" ? 1 : 2), 0);
  }
}
