import { at, Bootcamp, type Card, integer, list, range, type Rng, tagged } from "campforge/bootcamp";

/** Accounts by their place in the list. */
type Payment = { readonly from: number; readonly to: number; readonly percent: number };

type Entry = Payment | "levy";

type Case = {
  readonly names: readonly string[];
  readonly coins: readonly number[];
  readonly events: readonly Entry[];
};

type Level = {
  readonly accounts: number;
  readonly events: number;
};

/** What an event moves. */
type Transfer = { readonly from: number; readonly to: number; readonly amount: number };

const NAMES =
  "Ada Bo Cy Dee Eli Fay Gus Hal Ivy Jan Kim Lou Max Nia Oz Pia Ray Sue Ted Una Val Wes Yan Zoe".split(" ");
const LEAST_PERCENT = 5;
const MOST_PERCENT = 60;

function transferOf(entry: Entry, coins: readonly number[]): Transfer {
  if (entry === "levy") {
    const from = coins.indexOf(Math.max(...coins));
    const to = coins.indexOf(Math.min(...coins));
    return { from, to, amount: Math.floor(at(coins, from) / 4) };
  }
  const { from, to, percent } = entry;
  return { from, to, amount: Math.floor((percent * at(coins, from)) / 100) };
}

/** Each event's transfer with what the accounts hold behind it. */
function stepsOf({ coins, events }: Case): (Transfer & { readonly coins: readonly number[] })[] {
  const held = [...coins];
  return events.map((entry) => {
    const { from, to, amount } = transferOf(entry, held);
    held[from] = at(held, from) - amount;
    held[to] = at(held, to) + amount;
    return { from, to, amount, coins: [...held] };
  });
}

const endOf = (instance: Case): readonly number[] => stepsOf(instance).at(-1)?.coins ?? instance.coins;

const entryText = (entry: Entry, names: readonly string[]): string =>
  entry === "levy" ? "levy" : `${at(names, entry.from)} pays ${at(names, entry.to)} ${entry.percent}%`;

export default class LevyLedger extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "LevyLedger",
    slug: "levy-ledger",
    title: "Levy Ledger",
    domain: "mathematical-modelling",
    description:
      "Accounts hold whole numbers of coins and pay each other percentages, rounded down; now and then a levy moves a quarter from the richest to the poorest. What every account holds after a list of events is asked for. Harder cases have more accounts and many more events.",
    answerFormat: "the coins of all accounts in the order of the list, separated by commas, in <answer> tags",
    parameters: {
      accounts: { meaning: "number of accounts", min: 3, max: 24 },
      events: { meaning: "number of events, about a third of them levies", min: 6, max: 500 },
    },
    levels: [
      { accounts: 3, events: 10 },
      { accounts: 6, events: 45 },
      { accounts: 8, events: 100 },
      { accounts: 10, events: 180 },
      { accounts: 13, events: 300 },
    ],
  };

  readonly answerFormat = tagged(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const names = rng.sample(NAMES, level.accounts);
    const drawn = range(level.accounts).map(() => rng.integer(100, 999));
    const isTied = rng.boolean();
    const levies = Math.round(level.events / 3);
    const kinds = rng.shuffle(range(level.events).map((index) => index < levies));
    if (isTied) {
      // Two accounts hold the same greatest or least amount, and a levy comes first.
      const tied = rng.boolean() ? Math.max(...drawn) : Math.min(...drawn);
      const others = range(level.accounts).filter((account) => drawn[account] !== tied);
      if (others.length > 0) drawn[rng.choice(others)] = tied;
      const first = kinds.indexOf(true);
      kinds[first] = at(kinds, 0);
      kinds[0] = true;
    }
    const events = kinds.map((isLevy): Entry => {
      if (isLevy) return "levy";
      const [from, to] = rng.distinctIntegers(2, 0, level.accounts - 1);
      return { from, to, percent: rng.integer(LEAST_PERCENT, MOST_PERCENT) };
    });
    return { names, coins: drawn, events };
  }

  promptFunc({ names, coins, events }: Case): string {
    return [
      "Accounts hold whole numbers of coins. Events come one after the other, and there are two kinds of them:",
      "- A payment, such as \"Ada pays Bo 30%\": of the coins that Ada holds at that moment, 30%, rounded down to a whole number, go from Ada to Bo.",
      "- A levy: whoever holds most pays a quarter of it, rounded down to a whole number, to whoever holds least. Both are determined before anything is paid. Among equals, the one that is listed first counts. If all accounts hold the same, nothing happens.",
      "",
      "An example with the accounts Ada 120, Bo 75, Cy 40:",
      "1. Ada pays Bo 30%: 84, 111, 40.",
      "2. levy: Bo pays 27 to Cy: 84, 84, 67.",
      "3. Cy pays Ada 50%: 117, 84, 34.",
      "4. levy: Ada pays 29 to Cy: 88, 84, 63.",
      "5. Bo pays Cy 15%: 88, 72, 75.",
      "The answer is 88, 72, 75.",
      "",
      `Now these are the ${names.length} accounts:`,
      ...names.map((name, index) => `- ${name}: ${at(coins, index)}`),
      "",
      `These are the ${events.length} events, in their order:`,
      ...events.map((entry, index) => `${index + 1}. ${entryText(entry, names)}`),
      "",
      "How many coins does every account hold at the end? Give the numbers alone, in the order in which the accounts are listed, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(endOf(instance).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    return answer.join() === endOf(instance).join() ? 1 : 0;
  }

  /** What each event moves, and what the accounts hold behind it. */
  override workedSolution(instance: Case): string {
    const { names, events } = instance;
    const steps = stepsOf(instance).map(
      ({ from, to, amount, coins }, index) =>
        `${index + 1}. ${entryText(at(events, index), names)}: ${amount} from ${at(names, from)} to ${at(names, to)}: ${coins.join(", ")}`,
    );
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Events that are carried out. */
  override hardness({ events }: Case): number {
    return events.length;
  }
}
