import { at, Bootcamp, type Card, finalLine, list, range, type Rng, sortNumbers, text } from "campforge/bootcamp";

type Keeper = {
  readonly name: string;
  readonly nights: number;
  /** Nights on which the keeper is away, counted from 1. */
  readonly away: readonly number[];
};

type Case = {
  readonly keepers: readonly Keeper[];
  /** Nights that lie between two nights of one keeper, at the least. */
  readonly rest: number;
  /** Pairs of keepers of which the second is never on duty the night after the first. */
  readonly notAfter: readonly (readonly [first: number, second: number])[];
  /** Pairs of keepers of which the first has a night of duty before the second has one. */
  readonly earlier: readonly (readonly [first: number, second: number])[];
  /** A rota that keeps all rules. */
  readonly planted: readonly number[];
};

type Level = {
  readonly nights: number;
  readonly keepers: number;
  readonly rest: number;
  readonly solutions: number;
};

const NAMES = ["Ada", "Bram", "Cleo", "Dirk", "Elsa", "Finn", "Greta", "Hugo", "Ines", "Jost", "Kira", "Lars"];

/** Attempts to add a constraint, at the most. */
const MOST_ADDED = 200;

/** Draws after which a case is taken for which a simple rule may do. */
const MOST_DRAWS = 30;

/** True where a keeper may have the night after those that are given. */
function fits({ keepers, rest, notAfter, earlier }: Case, rota: readonly number[], keeper: number): boolean {
  const { nights, away } = at(keepers, keeper);
  if (away.includes(rota.length + 1)) return false;
  if (rota.slice(Math.max(0, rota.length - rest)).includes(keeper)) return false;
  if (notAfter.some(([first, second]) => second === keeper && first === rota.at(-1))) return false;
  if (earlier.some(([first, second]) => second === keeper && !rota.includes(first))) return false;
  return rota.filter((other) => other === keeper).length < nights;
}

type Search = { readonly rotas: number; readonly nodes: number };

/** Counts the rotas that keep all rules, up to a limit. */
function search(instance: Case, limit: number): Search {
  const total = instance.planted.length;
  let rotas = 0;
  let nodes = 0;
  const extend = (rota: readonly number[]): void => {
    nodes++;
    if (rota.length === total) {
      rotas++;
      return;
    }
    for (const keeper of instance.keepers.keys()) {
      if (rotas >= limit) return;
      if (fits(instance, rota, keeper)) extend([...rota, keeper]);
    }
  };
  extend([]);
  return { rotas, nodes };
}

/** True where somebody gets through who goes night by night and takes, of those that may, the one that a rule likes best. */
function isEasy(instance: Case): boolean {
  const nights = range(instance.planted.length);
  const rules: readonly ((left: number, nightsLeft: number) => number)[] = [
    () => 0,
    (left) => left,
    (left, nightsLeft) => left - nightsLeft,
  ];
  return rules.some((rule) => {
    const rota: number[] = [];
    const rate = (keeper: number): number => {
      const left = at(instance.keepers, keeper).nights - rota.filter((other) => other === keeper).length;
      const free = nights.slice(rota.length).filter((night) => !at(instance.keepers, keeper).away.includes(night + 1));
      return rule(left, free.length);
    };
    while (rota.length < nights.length) {
      const fitting = [...instance.keepers.keys()].filter((keeper) => fits(instance, rota, keeper));
      if (fitting.length === 0) return false;
      rota.push(fitting.reduce((best, keeper) => (rate(keeper) > rate(best) ? keeper : best)));
    }
    return true;
  });
}

/** A rota in which everybody rests long enough, and everybody is on duty twice at least. */
function plant(rng: Rng, { nights, keepers, rest }: Level): readonly number[] {
  for (;;) {
    const rota: number[] = [];
    while (rota.length < nights) {
      const rested = range(keepers).filter((keeper) => !rota.slice(Math.max(0, rota.length - rest)).includes(keeper));
      rota.push(rng.choice(rested));
    }
    if (range(keepers).every((keeper) => rota.filter((other) => other === keeper).length >= 2)) return rota;
  }
}

/** A case with one more thing that is true of the planted rota; undefined where it says nothing new. */
function tightened(rng: Rng, instance: Case): Case | undefined {
  const { keepers, planted, notAfter, earlier } = instance;
  const [first = 0, second = 1] = rng.sample([...keepers.keys()], 2);
  const isNew = (pairs: Case["earlier"]): boolean => !pairs.some(([one, other]) => one === first && other === second);
  const kind = rng.weightedChoice([["away", 6], ["notAfter", 2], ["earlier", 1]] as const);
  if (kind === "notAfter") {
    const follows = planted.some((keeper, night) => keeper === second && planted[night - 1] === first);
    return follows || !isNew(notAfter) ? undefined : { ...instance, notAfter: [...notAfter, [first, second]] };
  }
  if (kind === "earlier") {
    const isTrue = planted.indexOf(first) < planted.indexOf(second);
    return isTrue && isNew(earlier) ? { ...instance, earlier: [...earlier, [first, second]] } : undefined;
  }
  const night = rng.integer(0, planted.length - 1);
  const keeper = at(keepers, first);
  if (planted[night] === first || keeper.away.includes(night + 1)) return undefined;
  const away = sortNumbers([...keeper.away, night + 1]);
  return { ...instance, keepers: keepers.with(first, { ...keeper, away }) };
}

/** A planted rota, and true things that leave few others, or as few as come of many attempts. */
function drawCase(rng: Rng, level: Level): Case {
  const planted = plant(rng, level);
  const keepers = rng.sample(NAMES, level.keepers).map((name, keeper) => {
    const nights = planted.filter((other) => other === keeper).length;
    return { name, nights, away: [] };
  });
  let instance: Case = { keepers, rest: level.rest, notAfter: [], earlier: [], planted };
  for (let added = 0; added < MOST_ADDED; added++) {
    // Counting begins only where there is something to count by.
    if (added >= level.nights && search(instance, level.solutions + 1).rotas <= level.solutions) break;
    const next = tightened(rng, instance);
    if (next !== undefined) instance = next;
  }
  return instance;
}

export default class RotaNights extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "RotaNights",
    slug: "rota-nights",
    title: "Rota Nights",
    domain: "logical-reasoning",
    description:
      "The nights at a lighthouse are to be shared among keepers, each of whom has a number of nights, is away on some, and needs rest between two; some may not follow others, and some have to come before others. Any rota that keeps all rules is correct. Harder cases have more nights and fewer rotas that do.",
    answerFormat: "the keeper of each night, in order, on a last line `Answer: …`",
    parameters: {
      nights: { meaning: "number of nights", min: 6, max: 18 },
      keepers: { meaning: "number of keepers", min: 3, max: 6 },
      rest: { meaning: "nights between two nights of one keeper, at the least", min: 1, max: 3 },
      solutions: { meaning: "rotas that keep all rules, at the most where so few are reached", min: 1, max: 60 },
    },
    levels: [
      { nights: 8, keepers: 4, rest: 1, solutions: 8 },
      { nights: 10, keepers: 4, rest: 1, solutions: 8 },
      { nights: 12, keepers: 4, rest: 1, solutions: 8 },
      { nights: 13, keepers: 5, rest: 2, solutions: 6 },
      { nights: 15, keepers: 5, rest: 2, solutions: 6 },
    ],
  };

  readonly answerFormat = finalLine(list(text()));

  caseGenerator(rng: Rng, level: Level): Case {
    let instance = drawCase(rng, level);
    for (let draw = 1; draw < MOST_DRAWS && isEasy(instance); draw++) instance = drawCase(rng, level);
    return instance;
  }

  promptFunc({ keepers, rest, notAfter, earlier, planted }: Case): string {
    const nameOf = (keeper: number): string => at(keepers, keeper).name;
    const rows = keepers.map(({ name, nights, away }) => {
      const absence = away.length === 0 ? "never away" : `away on ${away.length === 1 ? "night" : "nights"} ${away.join(", ")}`;
      return `- ${name}: ${nights} nights of duty; ${absence}`;
    });
    return [
      `The next ${planted.length} nights at a lighthouse, numbered 1 to ${planted.length}, are to be shared among ${keepers.length} keepers. On each night exactly one of them is on duty.`,
      "",
      ...rows,
      "",
      "The rota has to keep all of these rules:",
      "- Every keeper has exactly the number of nights of duty given above, and none on a night on which he or she is away.",
      `- Between two nights of duty of the same keeper there ${rest === 1 ? "is at least 1 other night" : `are at least ${rest} other nights`}.`,
      ...notAfter.map(([first, second]) => `- ${nameOf(second)} is never on duty on the night directly after one of ${nameOf(first)}'s.`),
      ...earlier.map(([first, second]) => `- ${nameOf(first)}'s first night of duty is before ${nameOf(second)}'s first.`),
      "",
      "There is at least one such rota. If there are several, any of them is correct.",
      "",
      `Give the names of the keepers on duty on nights 1 to ${planted.length}, in this order, separated by commas, for instance (for three nights) Zoe, Yves, Zoe.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ keepers, planted }: Case): string {
    return this.answerFormat.wrap(planted.map((keeper) => at(keepers, keeper).name).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    if (answer.length !== instance.planted.length) return 0;
    const rota = answer.map((name) => instance.keepers.findIndex((keeper) => keeper.name === name));
    return rota.every((keeper, night) => keeper >= 0 && fits(instance, rota.slice(0, night), keeper)) ? 1 : 0;
  }

  /** Beginnings of rotas that a search night by night looks at. */
  override hardness(instance: Case): number {
    return search(instance, 1_000).nodes;
  }
}
