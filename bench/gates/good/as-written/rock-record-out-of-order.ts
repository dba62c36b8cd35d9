import {
  at,
  Bootcamp,
  type Card,
  integer,
  list,
  mapping,
  range,
  record,
  type Rng,
  tagged,
  text,
  textTable,
} from "campforge/bootcamp";

/** `amounts` are the values allowed for L or h: one, or several where the number is torn off. Columns count from 1. */
type Event =
  | { readonly kind: "sediment"; readonly rock: string; readonly amounts: readonly number[] }
  | { readonly kind: "lava"; readonly rock: string; readonly from: number; readonly to: number }
  | {
      readonly kind: "shift";
      readonly from: number;
      readonly to: number;
      readonly amounts: readonly number[];
    }
  | { readonly kind: "erosion"; readonly amounts: readonly number[] };

/** The height of the top of the basement, and a letter for each layer above, from the bottom up. */
type Column = { readonly base: number; readonly layers: string };

/** What is known of a final column: layers from the top down, and whether they go down to the basement. */
type Seen = { readonly top: number; readonly layers: string; readonly isComplete: boolean };

type Case = {
  /** A, B, … as they are listed. */
  readonly events: readonly Event[];
  readonly seen: readonly Seen[];
  /** One solution: the names in order, and the number of each event that has one, 0 for lava, as listed. */
  readonly planted: { readonly order: readonly string[]; readonly amounts: readonly number[] };
};

type Answer = { readonly order: readonly string[]; readonly torn: ReadonlyMap<string, number> };

type Level = {
  readonly events: number;
  readonly columns: number;
  readonly rocks: number;
  readonly torn: number;
  readonly values: number;
  readonly stopped: number;
  readonly removed: number;
  readonly lasts: number;
};

type Torn = { readonly index: number; readonly amounts: readonly number[] };

type Draft = {
  readonly history: readonly Event[];
  readonly seen: readonly Seen[];
  readonly torn: readonly Torn[];
};

const ROCKS: readonly string[] = ["k", "m", "s", "t", "v"];
const NAMES = "ABCDEFGHIJKL";
const MOST_DRAFTS = 40;
const MOST_LAYERS = 12;

const nameOf = (index: number): string => NAMES.charAt(index);

const amountsOf = (event: Event): readonly number[] => (event.kind === "lava" ? [] : event.amounts);

const withAmounts = (event: Event, amounts: readonly number[]): Event =>
  event.kind === "lava" ? event : { ...event, amounts };

const topOf = ({ base, layers }: Column): number => base + layers.length;

const bare = (count: number): Column[] => range(count).map(() => ({ base: 0, layers: "" }));

/** The columns after an event whose number is `amount`. */
function apply(event: Event, amount: number, columns: readonly Column[]): Column[] {
  return columns.map((column, index): Column => {
    const { base, layers } = column;
    if (event.kind === "sediment") {
      const missing = Math.max(0, amount - topOf(column));
      return { base, layers: layers + event.rock.repeat(missing) };
    }
    if (event.kind === "erosion") {
      return { base: Math.min(base, amount), layers: layers.slice(0, Math.max(0, amount - base)) };
    }
    if (index + 1 < event.from || index + 1 > event.to) return column;
    return event.kind === "lava" ? { base, layers: layers + event.rock } : { base: base + amount, layers };
  });
}

/** The columns after an event whose number is legible. */
const applyLegible = (event: Event, columns: readonly Column[]): Column[] =>
  apply(event, amountsOf(event)[0] ?? 0, columns);

const run = (history: readonly Event[], count: number): Column[] =>
  history.reduce<Column[]>((columns, event) => applyLegible(event, columns), bare(count));

const keyOf = (columns: readonly Column[]): string =>
  columns.map(({ base, layers }) => `${base}${layers}`).join(" ");

const downwards = (layers: string): string => [...layers].toReversed().join("");

/** Whether columns look like what is known of them. */
const fits = (columns: readonly Column[], seen: readonly Seen[]): boolean =>
  columns.every((column, index) => {
    const { top, layers, isComplete } = at(seen, index);
    const actual = downwards(column.layers);
    return topOf(column) === top && (isComplete ? actual === layers : actual.startsWith(layers));
  });

function drawEvent(rng: Rng, columns: readonly Column[], rocks: readonly string[]): Event {
  const kind = rng.weightedChoice<Event["kind"]>([
    ["sediment", 3],
    ["lava", 2],
    ["shift", 3],
    ["erosion", 2],
  ]);
  const tops = columns.map(topOf);
  const lowest = Math.min(...tops);
  const highest = Math.max(...tops);
  if (kind === "sediment") {
    return { kind, rock: rng.choice(rocks), amounts: [rng.integer(lowest + 1, highest + 2)] };
  }
  if (kind === "erosion") {
    const deepest = Math.max(Math.min(lowest, highest - 2), highest - 3);
    return { kind, amounts: [rng.integer(deepest, highest - 1)] };
  }
  const one = rng.integer(1, columns.length);
  const other = rng.integer(1, columns.length);
  const from = Math.min(one, other);
  const to = Math.max(one, other);
  if (kind === "lava") return { kind, rock: rng.choice(rocks), from, to };
  return { kind, from, to, amounts: [rng.integer(1, 3) * (rng.boolean() ? 1 : -1)] };
}

/** Events that each change something, and that cannot change places with the one before. */
function drawHistory(rng: Rng, level: Level, rocks: readonly string[]): Event[] {
  const history: Event[] = [];
  const states: Column[][] = [bare(level.columns)];
  for (let tries = 0; history.length < level.events; tries += 1) {
    const now = at(states, states.length - 1);
    const event = drawEvent(rng, now, rocks);
    const after = applyLegible(event, now);
    const last = history.at(-1);
    const swapped =
      last === undefined ? now : applyLegible(last, applyLegible(event, at(states, states.length - 2)));
    const isTelling = keyOf(after) !== keyOf(now) && keyOf(after) !== keyOf(swapped);
    if (isTelling || tries >= 300) {
      history.push(event);
      states.push(after);
    }
  }
  return history;
}

/** What is known of the columns when some boreholes stop early. */
function look(rng: Rng, columns: readonly Column[], stopped: number): Seen[] {
  const deep = range(columns.length).filter((index) => at(columns, index).layers.length >= 2);
  const early = rng.shuffle(deep).slice(0, stopped);
  return columns.map((column, index): Seen => {
    const layers = downwards(column.layers);
    const depth = early.includes(index) ? rng.integer(1, layers.length - 1) : layers.length;
    return { top: topOf(column), layers: layers.slice(0, depth), isComplete: depth === layers.length };
  });
}

/** Whether, at a glance, an event may have been the last one. */
function mayBeLast(event: Event, seen: readonly Seen[]): boolean {
  const amount = amountsOf(event)[0] ?? 0;
  if (event.kind === "shift") return true;
  if (event.kind === "lava") {
    return seen.slice(event.from - 1, event.to).every(({ layers }) => layers.startsWith(event.rock));
  }
  if (event.kind === "erosion") return Math.max(...seen.map(({ top }) => top)) === amount;
  return (
    seen.every(({ top }) => top >= amount) &&
    seen.some(({ top, layers }) => top === amount && layers.startsWith(event.rock))
  );
}

const layersIn = (columns: readonly Column[]): number =>
  columns.reduce((sum, { layers }) => sum + layers.length, 0);

/** How many layers the erosions of a history take away. */
function removedBy(history: readonly Event[], count: number): number {
  let columns: Column[] = bare(count);
  let removed: number = 0;
  for (const event of history) {
    const after = applyLegible(event, columns);
    if (event.kind === "erosion") removed += layersIn(columns) - layersIn(after);
    columns = after;
  }
  return removed;
}

/** The history with the events at a position and behind it in the other order. */
const swappedAt = (history: readonly Event[], index: number): Event[] =>
  history.with(index, at(history, index + 1)).with(index + 1, at(history, index));

/** How far a history is from what is wished; 0 is good. */
function flawOf(history: readonly Event[], seen: readonly Seen[], level: Level): number {
  const count = seen.length;
  const unnoticed = range(history.length - 1).filter((index) =>
    fits(run(swappedAt(history, index), count), seen),
  );
  const missing = ["sediment", "shift", "erosion"].filter(
    (kind) => !history.some((event) => event.kind === kind),
  );
  const lasts = history.filter((event) => mayBeLast(event, seen));
  const tooDeep = seen.filter(({ layers }) => layers.length > MOST_LAYERS);
  const stopped = seen.filter(({ isComplete }) => !isComplete);
  return (
    3 * unnoticed.length +
    2 * missing.length +
    Math.max(0, level.lasts - lasts.length) +
    0.5 * Math.max(0, level.removed - removedBy(history, count)) +
    tooDeep.length +
    Math.max(0, level.stopped - stopped.length)
  );
}

/** Values for a torn number, the true one among them. */
function drawAmounts(rng: Rng, event: Event, count: number): number[] {
  const truth = at(amountsOf(event), 0);
  const others = range(truth - 3, truth + 4).filter(
    (value) => value !== truth && !(event.kind === "shift" && value === 0),
  );
  return [truth, ...rng.sample(others, count - 1)].toSorted((one, other) => one - other);
}

/** Events whose number is torn off, first those whose other values do not fit, and how many of these are wanting. */
function tear(
  rng: Rng,
  history: readonly Event[],
  seen: readonly Seen[],
  level: Level,
): { torn: Torn[]; wanting: number } {
  const options = rng
    .shuffle(range(history.length).filter((index) => at(history, index).kind !== "lava"))
    .map((index): Torn => ({ index, amounts: drawAmounts(rng, at(history, index), level.values) }));
  const isClear = ({ index, amounts }: Torn): boolean => {
    const event = at(history, index);
    const truth = at(amountsOf(event), 0);
    return amounts.every(
      (value) =>
        value === truth || !fits(run(history.with(index, withAmounts(event, [value])), seen.length), seen),
    );
  };
  const clear = options.filter(isClear);
  const others = options.filter((option) => !clear.includes(option));
  return {
    torn: [...clear, ...others].slice(0, level.torn),
    wanting: Math.max(0, level.torn - clear.length),
  };
}

function drawDraft(rng: Rng, level: Level): Draft {
  let best: Draft | undefined = undefined as Draft | undefined;
  let least: number = Infinity;
  for (let drafts = 0; drafts < MOST_DRAFTS && least > 0; drafts += 1) {
    const rocks = rng.sample(ROCKS, level.rocks);
    const history = drawHistory(rng, level, rocks);
    const seen = look(rng, run(history, level.columns), level.stopped);
    const flaw = flawOf(history, seen, level);
    if (flaw < least) {
      const { torn, wanting } = tear(rng, history, seen, level);
      if (flaw + wanting < least) {
        best = { history, seen, torn };
        least = flaw + wanting;
      }
    }
  }
  return best ?? drawDraft(rng, level);
}

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

/** The number of an event, or what is known of it. */
function amountText(event: Event): string {
  const amounts = amountsOf(event).map((value) => (event.kind === "shift" ? signed(value) : String(value)));
  return amounts.length === 1 ? at(amounts, 0) : `[torn off; one of: ${amounts.join(", ")}]`;
}

function eventText(event: Event): string {
  if (event.kind === "sediment") return `sediment ${event.rock} to ${amountText(event)}`;
  if (event.kind === "erosion") return `erosion to ${amountText(event)}`;
  if (event.kind === "lava") return `lava ${event.rock} on ${event.from}-${event.to}`;
  return `shift ${event.from}-${event.to} by ${amountText(event)}`;
}

function layersText({ layers, isComplete }: Seen): string {
  const end = isComplete ? "basement" : "(borehole stops here)";
  return [...layers, end].join(", ");
}

/** The planted history, its numbers filled in. */
const plantedHistory = ({ events, planted }: Case): Event[] =>
  planted.order.map((name) => {
    const index = NAMES.indexOf(name);
    return withAmounts(at(events, index), [at(planted.amounts, index)]);
  });

export default class RockRecordOutOfOrder extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "RockRecordOutOfOrder",
    slug: "rock-record-out-of-order",
    title: "Rock Record Out Of Order",
    domain: "natural-sciences",
    description:
      "Sediments, lavas, shifts and erosions formed a cross-section of columns. From the shuffled events, one or two of them with a number torn off, and the final columns, some known only near the top, a history that fits is to be found: the order of the events and the torn numbers.",
    answerFormat:
      "the names of the events in order after order:, and name=number for each torn event after torn:, between <answer> and </answer>",
    parameters: {
      events: { meaning: "number of events", min: 4, max: 12 },
      columns: { meaning: "number of columns", min: 3, max: 8 },
      rocks: { meaning: "number of different rocks that may be laid", min: 2, max: 5 },
      torn: { meaning: "events whose number is torn off", min: 1, max: 2 },
      values: { meaning: "values allowed for a torn number", min: 2, max: 6 },
      stopped: { meaning: "boreholes that stop early, as far as such a case is found", min: 0, max: 8 },
      removed: {
        meaning: "least number of layers that were laid and later eroded, as far as such a case is found",
        min: 0,
        max: 20,
      },
      lasts: {
        meaning: "least number of events that may be the last one at a glance, as far as such a case is found",
        min: 1,
        max: 8,
      },
    },
    levels: [
      { events: 4, columns: 4, rocks: 3, torn: 1, values: 3, stopped: 1, removed: 1, lasts: 1 },
      { events: 6, columns: 5, rocks: 3, torn: 1, values: 4, stopped: 2, removed: 3, lasts: 2 },
      { events: 7, columns: 5, rocks: 2, torn: 2, values: 4, stopped: 2, removed: 4, lasts: 3 },
      { events: 8, columns: 6, rocks: 2, torn: 2, values: 5, stopped: 3, removed: 6, lasts: 4 },
      { events: 10, columns: 6, rocks: 2, torn: 2, values: 5, stopped: 4, removed: 8, lasts: 5 },
    ],
  };

  readonly answerFormat = tagged(
    record({
      order: list(text({ letterCase: "upper" })),
      torn: mapping(text({ letterCase: "upper" }), integer()),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const { history, seen, torn } = drawDraft(rng, level);
    const listed = rng.shuffle(range(history.length));
    const events = listed.map((index) => {
      const event = at(history, index);
      const tornHere = torn.find((one) => one.index === index);
      return tornHere === undefined ? event : withAmounts(event, tornHere.amounts);
    });
    return {
      events,
      seen,
      planted: {
        order: range(history.length).map((index) => nameOf(listed.indexOf(index))),
        amounts: listed.map((index) => amountsOf(at(history, index))[0] ?? 0),
      },
    };
  }

  promptFunc(instance: Case): string {
    const { events, seen } = instance;
    const rows = seen.map((one, index) => [index + 1, one.top, layersText(one)]);
    return [
      `A geological cross-section has columns 1 to ${seen.length}. At first every column is bare basement, which is endlessly deep`,
      "and has its top at height 0. Layers of rock, each exactly one unit thick, may come to lie on the basement. All heights",
      "are whole numbers and may be negative. There are four kinds of events:",
      "- sediment X to L: every column whose top is below L gains layers of rock X until its top is at L. Other columns stay",
      "  as they are.",
      "- lava X on c-d: each of the columns c to d (both included) gains one layer of rock X on its top.",
      "- shift c-d by h: the columns c to d (both included), basement and layers together, move up by h, or down if h is",
      "  negative. Other columns stay as they are.",
      "- erosion to L: in every column all rock above height L is removed, the basement included, so that the basement itself",
      "  is lowered to L where it stood higher. Columns whose top is not above L stay as they are.",
      "",
      "Each of these events happened exactly once. They are listed in no particular order. Where a number is torn off, it was",
      "one of the values given:",
      ...events.map((event, index) => `${nameOf(index)}: ${eventText(event)}`),
      "",
      "The columns after the last event, with the layers from the top down. A borehole that stops early tells nothing about",
      "what lies further down, which may be layers or basement:",
      "",
      textTable(["column", "top height", "layers from the top down"], rows),
      "",
      "Find an order of all events and a value for each torn number that lead to exactly these columns. If several histories",
      "fit, give any of them.",
      "",
      "Write two lines. The first is order: and then the names of all events, from the first that happened to the last,",
      "separated by commas. The second is torn: and then, for each event whose number is torn off and for no other, its name,",
      "an equals sign and the number, separated by commas if there are two.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { events, planted } = instance;
    const torn = events.flatMap((event, index) =>
      amountsOf(event).length > 1 ? [`${nameOf(index)}=${at(planted.amounts, index)}`] : [],
    );
    return this.answerFormat.wrap(`order: ${planted.order.join(", ")}\ntorn: ${torn.join(", ")}`);
  }

  override workedSolution(instance: Case): string {
    const { seen, planted } = instance;
    const history = plantedHistory(instance);
    const columnText = (column: Column): string =>
      `${topOf(column)} (${[...downwards(column.layers), "basement"].join(" ")})`;
    const steps = history.map((event, index) => {
      const columns = run(history.slice(0, index + 1), seen.length);
      return `- ${at(planted.order, index)}, ${eventText(event)}: ${columns.map(columnText).join("; ")}`;
    });
    const reasons = range(history.length - 1).flatMap((index): string[] => {
      const other = run(swappedAt(history, index), seen.length);
      const wrong = other.findIndex((column, place) => !fits([column], [at(seen, place)]));
      if (wrong < 0) return [];
      return [
        `- ${at(planted.order, index)} before ${at(planted.order, index + 1)}: the other way round, column ${wrong + 1} would end as ${columnText(at(other, wrong))}.`,
      ];
    });
    return [
      "This history fits. After each event the columns have these top heights, with their layers from the top down:",
      ...steps,
      "",
      "These are the columns that were found. What fixes the order of neighbours:",
      ...reasons,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** The binary logarithm of the number of histories to choose from. */
  override hardness({ events }: Case): number {
    const orders = range(events.length).reduce((sum, index) => sum + Math.log2(index + 1), 0);
    return events.reduce((sum, event) => sum + Math.log2(Math.max(1, amountsOf(event).length)), orders);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { events, seen } = instance;
    const { order, torn } = answer;
    const names = events.map((_, index) => nameOf(index));
    if (order.length !== names.length || !names.every((name) => order.includes(name))) return 0;
    const tornNames = names.filter((_, index) => amountsOf(at(events, index)).length > 1);
    const isAllowed = (name: string): boolean =>
      amountsOf(at(events, names.indexOf(name))).some((value) => value === torn.get(name));
    if (torn.size !== tornNames.length || !tornNames.every(isAllowed)) return 0;
    const columns = order.reduce<Column[]>((state, name) => {
      const event = at(events, names.indexOf(name));
      return apply(event, torn.get(name) ?? amountsOf(event)[0] ?? 0, state);
    }, bare(seen.length));
    return fits(columns, seen) ? 1 : 0;
  }
}
