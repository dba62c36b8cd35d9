import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  combinations,
  isConnected,
  makeGraph,
  mapping,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

type Assignment = { readonly mast: string; readonly channel: string };

type Case = {
  readonly channels: readonly string[];
  readonly masts: readonly string[];
  /** Masts that already transmit and keep their channel. */
  readonly licensed: readonly Assignment[];
  /** Pairs of masts that disturb each other on one channel. */
  readonly conflicts: readonly (readonly [string, string])[];
};

type Level = {
  readonly masts: number;
  readonly channels: number;
  readonly conflictShare: number;
  readonly licensed: number;
};

const CHANNELS = ["alpha", "beta", "gamma", "delta", "epsilon"] as const;
const HILLS = [
  "Oak",
  "Raven",
  "Stone",
  "Fox",
  "Heron",
  "Mill",
  "Ash",
  "Wolf",
  "Pine",
  "Lark",
  "Birch",
  "Elk",
  "Crow",
  "Swan",
];
const KINDS = [" Hill", " Ridge", " Peak", " Moor", " Crag", " Tor"];

/** Masts that share a conflict with one. */
const rivalsOf = (mast: string, conflicts: Case["conflicts"]): string[] =>
  conflicts.filter((pair) => pair.includes(mast)).map(([one, other]) => (one === mast ? other : one));

/** A plan without conflicts, by backtracking over the mast that has the fewest channels left. */
function plan({ channels, masts, licensed, conflicts }: Case): ReadonlyMap<string, string> | undefined {
  const rivals = new Map(masts.map((mast) => [mast, rivalsOf(mast, conflicts)]));
  const given = new Map(licensed.map(({ mast, channel }) => [mast, channel]));
  const possible = (mast: string): string[] =>
    channels.filter((channel) => !(rivals.get(mast) ?? []).some((rival) => given.get(rival) === channel));

  const next = (): boolean => {
    const silent = masts.filter((mast) => !given.has(mast));
    if (silent.length === 0) return true;
    const [hardest = ""] = silent.toSorted((one, other) => possible(one).length - possible(other).length);
    for (const channel of possible(hardest)) {
      given.set(hardest, channel);
      if (next()) return true;
      given.delete(hardest);
    }
    return false;
  };
  return next() ? given : undefined;
}

/** Conflicts between masts on different hidden channels, as many as the share says or as keep the net in one piece. */
function drawConflicts(
  rng: Rng,
  masts: readonly string[],
  hidden: readonly string[],
  share: number,
): [string, string][] {
  const indices = Array.from({ length: masts.length }, (_, index) => index);
  const allowed = rng
    .shuffle(combinations(indices, 2))
    .map(([one = 0, other = 0]) => ({ from: one, to: other }))
    .filter(({ from, to }) => at(hidden, from) !== at(hidden, to));
  let size = Math.max(Math.round(share * allowed.length), masts.length - 1);
  while (size < allowed.length && !isConnected(makeGraph(masts.length, allowed.slice(0, size)))) size++;
  return allowed.slice(0, size).map(({ from, to }) => [at(masts, from), at(masts, to)]);
}

export default class FrequencyPlan extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "FrequencyPlan",
    slug: "frequency-plan",
    title: "Frequency Plan",
    domain: "logical-reasoning",
    description:
      "Radio masts are to be given channels so that no two masts that disturb each other transmit on the same one; a few masts hold a licence for a channel already. Every plan without conflicts is accepted.",
    answerFormat: "between <answer> and </answer>, one entry mast=channel for each mast, separated by commas",
    parameters: {
      masts: { meaning: "masts of the net", min: 4, max: 40 },
      channels: { meaning: "channels to choose from", min: 3, max: 5 },
      conflictShare: { meaning: "part of the conceivable conflicts that exist", min: 0.1, max: 1 },
      licensed: { meaning: "masts that have a channel already", min: 0, max: 10 },
    },
    levels: [
      { masts: 6, channels: 3, conflictShare: 0.55, licensed: 1 },
      { masts: 10, channels: 3, conflictShare: 0.4, licensed: 2 },
      { masts: 15, channels: 3, conflictShare: 0.35, licensed: 3 },
      { masts: 20, channels: 4, conflictShare: 0.45, licensed: 4 },
    ],
  };

  readonly answerFormat = tagged(mapping(text(), choiceOf(CHANNELS)));

  caseGenerator(rng: Rng, level: Level): Case {
    const channels = CHANNELS.slice(0, level.channels);
    const masts = rng.sample(
      HILLS.flatMap((hill) => KINDS.map((kind) => hill + kind)),
      level.masts,
    );
    const hidden = rng.shuffle(masts.map((_, index) => at(channels, index % channels.length)));
    const conflicts = drawConflicts(rng, masts, hidden, level.conflictShare);
    const plans = masts.map((mast, index): Assignment => ({ mast, channel: at(hidden, index) }));
    return { channels, masts, licensed: rng.sample(plans, level.licensed), conflicts };
  }

  promptFunc({ channels, masts, licensed, conflicts }: Case): string {
    return [
      `A radio net has ${masts.length} masts: ${masts.join(", ")}. Assign one of the channels ${channels.join(", ")}`,
      "to each mast.",
      "",
      "Two masts that disturb each other must not transmit on the same channel. These pairs disturb each other:",
      ...conflicts.map(([one, other]) => `* ${one} / ${other}`),
      "",
      "These masts are licensed already and have to keep their channel:",
      ...licensed.map(({ mast, channel }) => `* ${mast}: ${channel}`),
      "",
      "There is no limit to the number of masts on a channel, and a channel may stay unused. Every plan that meets these",
      "conditions is accepted. List all masts with their channel, also those that are licensed, as Mast=channel,",
      `separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const found = plan(instance);
    return this.answerFormat.wrap(
      instance.masts.map((mast) => `${mast}=${found?.get(mast) ?? "no channel"}`).join(", "),
    );
  }

  verifyCorrection(
    answer: ReadonlyMap<string, string>,
    { channels, masts, licensed, conflicts }: Case,
  ): number {
    const isAssigned = (mast: string): boolean => channels.some((channel) => channel === answer.get(mast));
    if (answer.size !== masts.length || !masts.every(isAssigned)) return 0;
    if (conflicts.some(([one, other]) => answer.get(one) === answer.get(other))) return 0;
    return licensed.every(({ mast, channel }) => answer.get(mast) === channel) ? 1 : 0;
  }
}
