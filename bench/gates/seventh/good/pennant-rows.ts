import { at, Bootcamp, boxed, type Card, integer, range, type Rng } from "campforge/bootcamp";

type Quota = { readonly colour: number; readonly times: number };

type Case = {
  readonly length: number;
  readonly colours: readonly string[];
  /** Pairs of colours of which the second may not hang directly to the right of the first. */
  readonly forbidden: readonly (readonly [left: number, right: number])[];
  /** Colours that have to occur a certain number of times. */
  readonly quotas: readonly Quota[];
};

type Level = {
  readonly length: number;
  readonly colours: number;
  readonly forbidden: number;
  readonly quotas: number;
};

const COLOURS = ["amber", "blue", "crimson", "green", "ivory", "jet", "lilac", "ochre", "pink", "teal"];

/** The least number of rows that is asked for. */
const LEAST = 100;

const MOST_DRAWS = 60;

type Count = {
  /** The number of rows. */
  readonly rows: number;
  /** States that were told apart to count them. */
  readonly states: number;
};

/** Counts rows pennant by pennant, by the first and last colour and by what the quotas have used up. */
function count({ length, colours, forbidden, quotas }: Case, isOpen = true): Count {
  const followers = colours.map((_, left) =>
    range(colours.length).filter((right) => !forbidden.some(([one, other]) => one === left && other === right)),
  );
  const usedAfter = (used: readonly number[], colour: number): readonly number[] =>
    used.map((times, index) => (at(quotas, index).colour === colour ? times + 1 : times));
  type State = { readonly first: number; readonly last: number; readonly used: readonly number[]; readonly rows: number };
  let states: State[] = range(colours.length).map((colour) => ({
    first: colour,
    last: colour,
    used: usedAfter(
      quotas.map(() => 0),
      colour,
    ),
    rows: 1,
  }));
  let told = states.length;
  for (let hung = 1; hung < length; hung++) {
    const next = new Map<string, State>();
    for (const { first, last, used, rows } of states)
      for (const colour of at(followers, last)) {
        const after = usedAfter(used, colour);
        if (after.some((times, index) => times > at(quotas, index).times)) continue;
        const key = `${first},${colour},${after.join()}`;
        next.set(key, { first, last: colour, used: after, rows: (next.get(key)?.rows ?? 0) + rows });
      }
    states = [...next.values()];
    told += states.length;
  }
  const rows = states
    .filter(({ first, last }) => !isOpen || first !== last)
    .filter(({ used }) => used.every((times, index) => times === at(quotas, index).times))
    .reduce((sum, state) => sum + state.rows, 0);
  return { rows, states: told };
}

function drawCase(rng: Rng, level: Level): Case {
  const colours = rng.sample(COLOURS, level.colours);
  const all = range(level.colours);
  const pairs = all.flatMap((left) => all.map((right) => [left, right] as const));
  const most = Math.floor(level.length / level.colours) + 1;
  return {
    length: level.length,
    colours,
    forbidden: rng.sample(pairs, level.forbidden),
    quotas: rng.sample(all, level.quotas).map((colour) => ({ colour, times: rng.integer(1, most) })),
  };
}

/** True where there are enough rows, and the order in a pair and the two ends matter. */
function isTelling(instance: Case): boolean {
  const { rows } = count(instance);
  if (rows < LEAST || rows === count(instance, false).rows) return false;
  const bothWays = instance.forbidden.flatMap(([left, right]) => [[left, right] as const, [right, left] as const]);
  return rows !== count({ ...instance, forbidden: bothWays }).rows;
}

const times = (quota: number): string => (quota === 1 ? "once" : `${quota} times`);

export default class PennantRows extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "PennantRows",
    slug: "pennant-rows",
    title: "Pennant Rows",
    domain: "mathematical-modelling",
    description:
      "Pennants of a few colours hang in a row; some colours may not hang to the right of others, some have to occur a certain number of times, and the two ends differ. The number of possible rows is asked for. Harder cases have longer rows, more colours and more quotas.",
    answerFormat: "the number of rows, as a whole number in \\boxed{}",
    parameters: {
      length: { meaning: "number of pennants in a row", min: 4, max: 14 },
      colours: { meaning: "number of colours", min: 3, max: 6 },
      forbidden: { meaning: "number of forbidden ordered pairs of neighbours", min: 1, max: 12 },
      quotas: { meaning: "number of colours with a quota", min: 1, max: 3 },
    },
    levels: [
      { length: 7, colours: 4, forbidden: 5, quotas: 1 },
      { length: 8, colours: 4, forbidden: 6, quotas: 1 },
      { length: 9, colours: 4, forbidden: 5, quotas: 2 },
      { length: 10, colours: 5, forbidden: 7, quotas: 2 },
      { length: 11, colours: 5, forbidden: 8, quotas: 3 },
    ],
  };

  readonly answerFormat = boxed(integer({ min: 0 }));

  caseGenerator(rng: Rng, level: Level): Case {
    let instance = drawCase(rng, level);
    for (let draw = 1; draw < MOST_DRAWS && !isTelling(instance); draw++) instance = drawCase(rng, level);
    return instance;
  }

  promptFunc({ length, colours, forbidden, quotas }: Case): string {
    const colourOf = (colour: number): string => at(colours, colour);
    return [
      `A rope is to be hung with ${length} pennants in a row, at places 1 to ${length} from left to right. Each pennant has one of ${colours.length} colours: ${colours.join(", ")}. There are enough pennants of every colour, and pennants of the same colour cannot be told apart.`,
      "",
      "The row has to keep all of these rules:",
      "1. Directly to the right of some colours some others may not hang. Forbidden are, left pennant first:",
      ...forbidden.map(([left, right]) => `   - ${colourOf(left)}, then ${colourOf(right)}`),
      "   Only this order is forbidden: a pair in the opposite order is allowed unless it is listed, too. A colour may hang beside itself unless that is listed.",
      ...quotas.map(
        (quota, index) => `${index + 2}. The colour ${colourOf(quota.colour)} occurs exactly ${times(quota.times)}.`,
      ),
      `${quotas.length + 2}. The first and the last pennant have different colours.`,
      "Colours need not all occur, except where a rule says so. A row and the same row read from right to left count as two rows where they differ.",
      "",
      "How many different rows are possible?",
      "",
      "Give the number in full, as a whole number such as 1234.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(count(instance).rows));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === count(instance).rows ? 1 : 0;
  }

  /** States that are told apart when rows are counted pennant by pennant. */
  override hardness(instance: Case): number {
    return count(instance).states;
  }
}
