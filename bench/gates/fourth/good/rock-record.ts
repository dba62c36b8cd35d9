import { at, Bootcamp, type Card, choiceOf, finalLine, range, type Rng } from "campforge/bootcamp";

type Kind = "bed" | "dyke" | "fault" | "surface";

type Event = { readonly kind: Kind; readonly name: string };

/** The younger and the older of two events, as places in `events`, and how the fact is worded. */
type Fact = { readonly younger: number; readonly older: number; readonly wording: number };

type Case = {
  readonly events: readonly Event[];
  readonly facts: readonly Fact[];
  /** The events to choose from, as places in `events`. */
  readonly options: readonly number[];
  readonly rank: number;
  readonly from: "oldest" | "youngest";
};

type Level = {
  readonly events: number;
  /** Facts beyond those that join neighbours in time. */
  readonly extra: number;
};

const LABELS = ["A", "B", "C", "D", "E", "F"] as const;
type Label = (typeof LABELS)[number];

const NAMES: Readonly<Record<Kind, readonly string[]>> = {
  bed: "red sandstone,grey shale,chalk,oolite,coal,marl,conglomerate,siltstone,greensand,mudstone".split(","),
  dyke: "basalt dyke,granite dyke,felsite dyke,dolerite dyke,quartz vein,calcite vein,lamprophyre dyke".split(","),
  fault: "Wren fault,Otter fault,Mill fault,Abbey fault,Heron fault,Quarry fault".split(","),
  surface: "northern erosion surface,southern erosion surface,western erosion surface,eastern erosion surface".split(","),
};
const KINDS: readonly (readonly [Kind, number])[] = [
  ["bed", 5],
  ["dyke", 3],
  ["fault", 2],
  ["surface", 1],
];

const ordinal = (rank: number): string => {
  const ending = { 1: "st", 2: "nd", 3: "rd" }[rank > 20 ? rank % 10 : rank] ?? "th";
  return `${rank}${ending}`;
};

/** A fact in words; each kind of younger event has two wordings. */
function sentence({ younger, older, wording }: Fact, events: readonly Event[]): string {
  const { kind, name } = at(events, younger);
  const young = `the ${name}`;
  const { kind: oldKind, name: oldName } = at(events, older);
  const old = `the ${oldName}`;
  const isPlain = wording === 0;
  const upper = (written: string): string => written.charAt(0).toUpperCase() + written.slice(1);
  switch (kind) {
    case "dyke":
      return upper(isPlain ? `${young} cuts through ${old}.` : `${old} is cut by ${young}.`);
    case "fault":
      return upper(isPlain ? `${young} offsets ${old}.` : `${old} is offset by ${young}.`);
    case "surface":
      return upper(isPlain ? `${young} truncates ${old}.` : `${old} is truncated by ${young}.`);
    case "bed":
      if (oldKind === "fault") return upper(isPlain ? `${young} covers ${old} unbroken.` : `${old} ends below ${young}, which covers it unbroken.`);
      if (oldKind === "surface") return upper(isPlain ? `${young} was laid down on ${old}.` : `${old} carries ${young}, which was laid down on it.`);
      return upper(isPlain ? `${young} holds pebbles of ${old}.` : `pebbles of ${old} are found in ${young}.`);
  }
}

/** The places of events from the oldest to the youngest. */
function orderOf({ events, facts }: Case): number[] {
  const order: number[] = [];
  while (order.length < events.length) {
    const next = range(events.length).find(
      (place) => !order.includes(place) && facts.every(({ younger, older }) => younger !== place || order.includes(older)),
    );
    if (next === undefined) throw new RangeError("the facts contradict each other");
    order.push(next);
  }
  return order;
}

function solve(instance: Case): Label {
  const order = orderOf(instance);
  const place = at(order, instance.from === "oldest" ? instance.rank - 1 : order.length - instance.rank);
  return at(LABELS, instance.options.indexOf(place));
}

function drawEvents(rng: Rng, count: number): Event[] {
  const left = new Map(KINDS.map(([kind]) => [kind, rng.shuffle(NAMES[kind])]));
  const events: Event[] = [];
  while (events.length < count) {
    const kind = rng.weightedChoice(KINDS);
    const name = left.get(kind)?.pop();
    if (name !== undefined) events.push({ kind, name });
  }
  return events;
}

export default class RockRecord extends Bootcamp<Case, Label, Level> {
  static readonly card: Card<Level> = {
    name: "RockRecord",
    slug: "rock-record",
    title: "Rock Record",
    domain: "natural-science",
    description:
      "Observations in a quarry tell which of two events is the younger: beds, dykes, faults and erosion surfaces that cut or cover each other. Which of six events is the one of a certain rank in time is asked. Harder cases have more events and more facts.",
    answerFormat: "the letter of one of six events on a last line `Answer: …`",
    choices: 6,
    parameters: {
      events: { meaning: "events in the quarry", min: 6, max: 20 },
      extra: { meaning: "facts that follow from others", min: 0, max: 20 },
    },
    levels: [
      { events: 6, extra: 1 },
      { events: 8, extra: 3 },
      { events: 11, extra: 5 },
      { events: 14, extra: 8 },
      { events: 18, extra: 12 },
    ],
  };

  readonly answerFormat = finalLine(choiceOf(LABELS));

  caseGenerator(rng: Rng, level: Level): Case {
    const events = drawEvents(rng, level.events);
    const order = rng.shuffle(range(events.length));
    const fact = (older: number, younger: number): Fact => ({
      younger: at(order, younger),
      older: at(order, older),
      wording: rng.integer(0, 1),
    });
    // Neighbours in time are joined, so that the order is certain; the other facts follow from these.
    const needed = range(1, events.length).map((place) => fact(place - 1, place));
    const apart = range(events.length).flatMap((one) => range(one + 2, events.length).map((other) => [one, other] as const));
    const extra = rng.sample(apart, level.extra).map(([one, other]) => fact(one, other));
    // The first and the last event would be found at a glance: nothing is older, or younger.
    const rank = rng.integer(2, events.length - 1);
    const from = rng.choice(["oldest", "youngest"] as const);
    // All six to choose from are neighbours in time, so that a rough idea of the order does not do.
    const index = from === "oldest" ? rank - 1 : events.length - rank;
    const start = rng.integer(Math.max(0, index - LABELS.length + 1), Math.min(index, events.length - LABELS.length));
    const near = order.slice(start, start + LABELS.length);
    return { events, facts: rng.shuffle([...needed, ...extra]), options: rng.shuffle(near), rank, from };
  }

  promptFunc({ events, facts, options, rank, from }: Case): string {
    return [
      `A geologist has found traces of ${events.length} events in a quarry: beds of rock were laid down, dykes and veins came in, faults moved,`,
      "and erosion wore surfaces. No two of them happened at the same time, each happened once, and these are all the events.",
      "",
      "Observations:",
      ...facts.map((fact) => `- ${sentence(fact, events)}`),
      "",
      "They are to be read like this:",
      "- What cuts, offsets or truncates another thing is younger than it.",
      "- A bed is younger than the rock whose pebbles it holds, than a fault that it covers unbroken, and than a surface on which it was laid down.",
      "",
      "The observations fix the order of all events in time.",
      `Which event is the ${ordinal(rank)} ${from} of all ${events.length}? One of these is it:`,
      ...options.map((place, index) => `${at(LABELS, index)}. the ${at(events, place).name}`),
      "",
      `Give its letter. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance));
  }

  override hardness({ facts }: Case): number {
    return facts.length;
  }

  verifyCorrection(answer: Label, instance: Case): number {
    return answer === solve(instance) ? 1 : 0;
  }
}
