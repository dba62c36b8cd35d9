import { at, Bootcamp, type Card, range, type Rng, setOf, tagged, text } from "campforge/bootcamp";

type Debt = {
  readonly debtor: string;
  readonly creditor: string;
  readonly amount: number;
  /** The firm that stands in for the debt, if there is one. */
  readonly guarantor: string | null;
};

type Firm = { readonly name: string; readonly reserve: number };

type Case = { readonly firms: readonly Firm[]; readonly first: string; readonly debts: readonly Debt[] };

type Level = {
  readonly firms: number;
  readonly debts: number;
  readonly guarantees: number;
  readonly days: number;
};

const NAMES = [
  "Abbot", "Birch", "Crane", "Dover", "Ember", "Finch", "Grove", "Heron", "Irons", "Jarvis", "Kestrel", "Lumen", "Marsh",
  "Noble", "Orchid", "Pike", "Quarry", "Raven", "Slate", "Thorn", "Umber", "Vale", "Wren", "Yarrow",
];
const MOST_TRIES = 150;

/** How guarantees are treated: as the rules say, as if there were none, or as if every guarantor paid. */
type Reading = "rules" | "none" | "always";

/** The day on which each closed firm closed, and the last such day. */
function closings({ firms, first, debts }: Case, reading: Reading = "rules"): ReadonlyMap<string, number> {
  const closed = new Map([[first, 0]]);
  const losses = new Map(firms.map(({ name }) => [name, 0]));
  const lose = (name: string, amount: number): void => {
    losses.set(name, (losses.get(name) ?? 0) + amount);
  };
  let fresh = [first];
  for (let day = 1; fresh.length > 0; day++) {
    for (const { debtor, creditor, amount, guarantor } of debts) {
      if (!fresh.includes(debtor)) continue;
      const pays = guarantor !== null && (reading === "always" || (reading === "rules" && !closed.has(guarantor)));
      lose(pays ? guarantor : creditor, amount);
    }
    fresh = firms.flatMap(({ name, reserve }) => (!closed.has(name) && (losses.get(name) ?? 0) > reserve ? [name] : []));
    for (const name of fresh) closed.set(name, day);
  }
  return closed;
}

/** The firms that are closed in the end, in alphabetical order. */
const closedFirms = (instance: Case, reading: Reading = "rules"): string[] => [...closings(instance, reading).keys()].toSorted();

/** All firms to which losses could come at all. */
function exposed({ first, debts }: Case): string[] {
  const found = new Set([first]);
  for (;;) {
    const size = found.size;
    for (const { debtor, creditor, guarantor } of debts) {
      if (!found.has(debtor)) continue;
      found.add(creditor);
      if (guarantor !== null) found.add(guarantor);
    }
    if (found.size === size) return [...found].toSorted();
  }
}

function drawCase(rng: Rng, level: Level): Case {
  const names = rng.sample(NAMES, level.firms);
  const order = rng.shuffle(names);
  const first = at(order, 0);
  const debts: Debt[] = [];
  while (debts.length < level.debts) {
    // Most debts lead from a firm to one a little further along, so that chains come about.
    const from = debts.length < level.firms - 1 ? Math.max(0, debts.length - rng.integer(0, 1)) : rng.integer(0, level.firms - 1);
    const to = rng.boolean(0.8) ? from + rng.integer(1, 3) : rng.integer(1, level.firms - 1);
    if (to === from || to >= level.firms) continue;
    const debtor = at(order, from);
    const creditor = at(order, to);
    if (debts.some((debt) => debt.debtor === debtor && debt.creditor === creditor)) continue;
    debts.push({ debtor, creditor, amount: rng.integer(10, 60), guarantor: null });
  }
  const covered = rng.sample(range(level.debts), level.guarantees);
  const guaranteed = debts.map((debt, index) =>
    covered.includes(index)
      ? { ...debt, guarantor: rng.choice(names.filter((name) => name !== first && name !== debt.debtor && name !== debt.creditor)) }
      : debt,
  );
  const owed = (name: string): number =>
    guaranteed.reduce((sum, { creditor, amount }) => (creditor === name ? sum + amount : sum), 0);
  const firms = names.map((name) => ({ name, reserve: Math.max(5, Math.round((owed(name) * rng.integer(35, 110)) / 100)) }));
  return { firms, first, debts: rng.shuffle(guaranteed) };
}

/** How many of the things that make a case interesting it has, of 5. */
function merits(instance: Case, level: Level): number {
  const closed = closings(instance);
  const truth = closedFirms(instance).join();
  const share = closed.size / instance.firms.length;
  const found = [
    share >= 0.35 && share <= 0.8,
    Math.max(...closed.values()) >= level.days,
    closedFirms(instance, "none").join() !== truth,
    closedFirms(instance, "always").join() !== truth,
    exposed(instance).join() !== truth,
  ];
  return found.filter((merit) => merit).length;
}

export default class ClosingCascade extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "ClosingCascade",
    slug: "closing-cascade",
    title: "Closing Cascade",
    domain: "mathematical-modelling",
    description:
      "Firms owe money to each other, and some debts are guaranteed by a third firm. One firm closes; those whose losses exceed their reserves close the next day, and so on. All firms that are closed in the end are asked for. Harder cases have longer cascades in which it matters who is still open when a guarantee falls due.",
    answerFormat: "the names of the closed firms, separated by commas, between <answer> and </answer>",
    parameters: {
      firms: { meaning: "number of firms", min: 5, max: 24 },
      debts: { meaning: "number of debts", min: 5, max: 70 },
      guarantees: { meaning: "debts that are guaranteed", min: 1, max: 30 },
      days: { meaning: "day of the last closing at the earliest, as far as such cases are found", min: 2, max: 10 },
    },
    levels: [
      { firms: 7, debts: 10, guarantees: 2, days: 2 },
      { firms: 10, debts: 17, guarantees: 4, days: 3 },
      { firms: 13, debts: 24, guarantees: 7, days: 4 },
      { firms: 17, debts: 34, guarantees: 11, days: 5 },
      { firms: 22, debts: 46, guarantees: 16, days: 7 },
    ],
  };

  readonly answerFormat = tagged(setOf(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let most = merits(best, level);
    for (let tried = 1; tried < MOST_TRIES && most < 5; tried++) {
      const other = drawCase(rng, level);
      const count = merits(other, level);
      if (count <= most) continue;
      best = other;
      most = count;
    }
    return best;
  }

  promptFunc({ firms, first, debts }: Case): string {
    const told = ({ debtor, creditor, amount, guarantor }: Debt): string =>
      `- ${debtor} owes ${creditor} ${amount}${guarantor === null ? "" : `, guaranteed by ${guarantor}`}.`;
    return [
      `These ${firms.length} firms do business with each other. Each has a reserve, in thousands:`,
      "",
      firms.map(({ name, reserve }) => `${name} ${reserve}`).join(", "),
      "",
      "Debts, in thousands:",
      ...debts.map(told),
      "",
      `On day 0 ${first} closes, whatever its reserve. What follows is settled day by day, from day 1 on:`,
      "1. Each debt of a firm that closed on the day before is lost today; debts of other firms are not touched. A debt is lost once only.",
      "2. The creditor bears the loss of the amount. If the debt is guaranteed and the guarantor had not closed by the end of the day before, the guarantor bears the whole amount instead, and the creditor loses nothing. If the guarantor had closed by then, even on that very day, the creditor bears the loss.",
      "3. Losses of a firm add up over all days. At the end of the day every open firm whose losses so far are greater than its reserve closes; losses equal to the reserve do not close it.",
      "4. A firm that has closed stays closed. All this ends with the first day on which no firm closes.",
      "",
      `Which firms are closed in the end? Give all of their names, ${first} included, separated by commas, in any order.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(closedFirms(instance).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const closed = closedFirms(instance).map((name) => name.toLowerCase());
    return answer.length === closed.length && closed.every((name) => answer.includes(name)) ? 1 : 0;
  }

  /** Debts that are lost, and a day's worth of looking through them for each day. */
  override hardness(instance: Case): number {
    const closed = closings(instance);
    const lost = instance.debts.filter(({ debtor }) => closed.has(debtor)).length;
    return lost + 3 * Math.max(...closed.values());
  }
}
