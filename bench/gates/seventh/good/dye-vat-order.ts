import { at, Bootcamp, type Card, integer, list, range, record, type Rng, tagged, text, textTable } from "campforge/bootcamp";

type Case = {
  readonly colours: readonly string[];
  /** Minutes of cleaning after the colour of the row and before that of the column. */
  readonly cleaning: readonly (readonly number[])[];
  /** Minutes that the change of water takes, in place of a cleaning. */
  readonly change: number;
  /** Pairs of which the first has to be dyed before the second, by place. */
  readonly sooner: readonly (readonly [first: number, second: number])[];
};

type Level = {
  readonly colours: number;
  readonly sooner: number;
  readonly shortest: number;
  readonly longest: number;
};

type Answer = { readonly minutes: number; readonly order: readonly string[]; readonly fresh: string };

const COLOURS = [
  "amber", "azure", "beige", "black", "bronze", "cobalt", "coral", "cream", "crimson", "ebony", "fawn", "gold", "green",
  "indigo", "ivory", "khaki", "lilac", "maroon", "mauve", "ochre", "olive", "orange", "pink", "purple", "ruby", "rust",
  "sepia", "tan", "teal", "umber", "violet", "white",
];
const MOST_TRIES = 12;

/** An order of the colours by place, the place in the order of the one for which the water is changed, and the minutes. */
type Plan = { readonly order: readonly number[]; readonly fresh: number; readonly minutes: number };

const keepsOrder = (order: readonly number[], sooner: Case["sooner"]): boolean =>
  sooner.every(([first, second]) => order.indexOf(first) < order.indexOf(second));

/** Minutes of cleaning in an order when the water is changed before the colour at one position of it. */
const minutesOf = ({ cleaning, change }: Case, order: readonly number[], fresh: number): number =>
  range(1, order.length).reduce(
    (sum, position) => sum + (position === fresh ? change : at(at(cleaning, at(order, position - 1)), at(order, position))),
    0,
  );

/** A best plan, by the least minutes for each set of colours dyed, last colour, and whether the water has been changed. */
function solve(instance: Case): Plan {
  const { colours, cleaning, change, sooner } = instance;
  const size = colours.length;
  const before = range(size).map((colour) =>
    sooner.reduce((mask, [first, second]) => (second === colour ? mask | (1 << first) : mask), 0),
  );
  const full = (1 << size) - 1;
  const keyOf = (mask: number, last: number, changed: number): number => (mask * size + last) * 2 + changed;
  const least = new Array<number>((full + 1) * size * 2).fill(Infinity);
  const parent = new Array<number>(least.length).fill(-1);
  for (const first of range(size)) if (at(before, first) === 0) least[keyOf(1 << first, first, 0)] = 0;
  const relax = (from: number, to: number, minutes: number): void => {
    if (minutes >= at(least, to)) return;
    least[to] = minutes;
    parent[to] = from;
  };
  for (let mask = 1; mask < full; mask++) {
    for (let last = 0; last < size; last++) {
      for (let changed = 0; changed < 2; changed++) {
        const from = keyOf(mask, last, changed);
        const now = at(least, from);
        if (now === Infinity) continue;
        for (let next = 0; next < size; next++) {
          if ((mask & (1 << next)) !== 0 || (at(before, next) & ~mask) !== 0) continue;
          const to = mask | (1 << next);
          relax(from, keyOf(to, next, changed), now + at(at(cleaning, last), next));
          if (changed === 0) relax(from, keyOf(to, next, 1), now + change);
        }
      }
    }
  }
  const ends = range(size).map((last) => keyOf(full, last, 1));
  const end = ends.reduce((best, key) => (at(least, key) < at(least, best) ? key : best));
  const order: number[] = [];
  let fresh = 0;
  for (let key = end; key >= 0; key = at(parent, key)) {
    const previous = at(parent, key);
    if (previous >= 0 && previous % 2 !== key % 2) fresh = size - 1 - order.length;
    order.unshift(Math.floor(key / 2) % size);
  }
  return { order, fresh, minutes: at(least, end) };
}

/** The best that comes of always taking the colour with the shortest cleaning next, from any start, and then the best change. */
function nearest(instance: Case): number {
  const { colours, cleaning, sooner } = instance;
  const plans = range(colours.length).map((start) => {
    const order = [start];
    while (order.length < colours.length) {
      const last = at(order, order.length - 1);
      const open = range(colours.length).filter(
        (next) => !order.includes(next) && sooner.every(([first, second]) => second !== next || order.includes(first)),
      );
      if (open.length === 0) return Infinity;
      order.push(open.reduce((best, next) => (at(at(cleaning, last), next) < at(at(cleaning, last), best) ? next : best)));
    }
    if (!keepsOrder(order, sooner)) return Infinity;
    return Math.min(...range(1, order.length).map((fresh) => minutesOf(instance, order, fresh)));
  });
  return Math.min(...plans);
}

function drawCase(rng: Rng, level: Level): Case {
  const places = range(level.colours);
  const cleaning = places.map((row) => places.map((column) => (row === column ? 0 : rng.integer(level.shortest, level.longest))));
  // A hidden order that keeps all of the demands; it has nothing to do with the minutes.
  const hidden = rng.shuffle(places);
  const pairs = hidden.flatMap((first, index) => hidden.slice(index + 1).map((second): readonly [number, number] => [first, second]));
  return {
    colours: rng.sample(COLOURS, level.colours),
    cleaning,
    change: rng.integer(Math.round((level.shortest + level.longest) / 3), Math.round((level.shortest + level.longest) / 2)),
    sooner: rng.sample(pairs, level.sooner),
  };
}

/** True where neither the nearest next colour nor leaving out a rule leads to the least minutes. */
function isDemanding(drawn: Case): boolean {
  const { minutes } = solve(drawn);
  if (nearest(drawn) === minutes) return false;
  const { order, fresh } = solve({ ...drawn, sooner: [] });
  return !keepsOrder(order, drawn.sooner) && minutesOf(drawn, order, fresh) < minutes;
}

export default class DyeVatOrder extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "DyeVatOrder",
    slug: "dye-vat-order",
    title: "Dye Vat Order",
    domain: "algorithms",
    description:
      "Colours are dyed one after the other in one vat. Cleaning takes a time that depends on both colours; once the water is changed instead. Some colours have to come before others. An order with the least cleaning and the place of the change are asked for; any best plan is correct.",
    answerFormat: "minutes: …, order: …, fresh: … between <answer> and </answer>",
    parameters: {
      colours: { meaning: "number of colours", min: 4, max: 10 },
      sooner: { meaning: "pairs of which one has to come before the other", min: 1, max: 10 },
      shortest: { meaning: "least minutes of a cleaning", min: 1, max: 40 },
      longest: { meaning: "most minutes of a cleaning", min: 5, max: 99 },
    },
    levels: [
      { colours: 5, sooner: 2, shortest: 5, longest: 40 },
      { colours: 6, sooner: 3, shortest: 5, longest: 50 },
      { colours: 7, sooner: 3, shortest: 10, longest: 60 },
      { colours: 8, sooner: 4, shortest: 10, longest: 80 },
      { colours: 9, sooner: 5, shortest: 15, longest: 99 },
    ],
  };

  readonly answerFormat = tagged(
    record({ minutes: integer(), order: list(text({ letterCase: "lower" })), fresh: text({ letterCase: "lower" }) }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = drawCase(rng, level);
    for (let tried = 1; tried < MOST_TRIES && !isDemanding(drawn); tried++) drawn = drawCase(rng, level);
    return drawn;
  }

  promptFunc({ colours, cleaning, change, sooner }: Case): string {
    return [
      `A dyer has one vat and has to dye cloth in ${colours.length} colours, one after the other, each exactly once. Between two colours the vat is cleaned. The cleaning takes longer or shorter depending on both: the table gives the minutes of cleaning after the colour at the left of a row and before the colour at the head of a column.`,
      "",
      textTable(
        ["", ...colours],
        cleaning.map((row, place) => [at(colours, place), ...row.map((minutes, column) => (column === place ? "-" : minutes))]),
      ),
      "",
      "Rules:",
      "- Before the first colour and after the last one nothing has to be cleaned.",
      `- Exactly once the dyer changes the water between two colours. This takes ${change} minutes in place of the cleaning between these two, whatever the table says. The water cannot be changed before the first colour or after the last one.`,
      ...sooner.map(([first, second]) => `- ${at(colours, first)} must be dyed at some time before ${at(colours, second)}, not necessarily directly before.`),
      "",
      "Find an order of the colours, and a place for the change of water, for which cleaning and the change take as few minutes as possible in total. If several plans take the least minutes, any of them is correct.",
      "",
      "Give the least total of minutes, the order of the colours, and the colour directly before which the water is changed, in the form",
      "minutes: 41, order: red, blue, grey, fresh: grey",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { order, fresh, minutes } = solve(instance);
    const names = order.map((colour) => at(instance.colours, colour));
    return this.answerFormat.wrap(`minutes: ${minutes}, order: ${names.join(", ")}, fresh: ${at(names, fresh)}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { colours, sooner } = instance;
    const order = answer.order.map((name) => colours.indexOf(name));
    const isWhole = order.length === colours.length && colours.every((_, colour) => order.includes(colour));
    if (!isWhole || !keepsOrder(order, sooner)) return 0;
    const fresh = answer.order.indexOf(answer.fresh);
    if (fresh < 1 || minutesOf(instance, order, fresh) !== answer.minutes) return 0;
    return answer.minutes === solve(instance).minutes ? 1 : 0;
  }
}
