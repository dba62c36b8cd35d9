import { at, bigInteger, Bootcamp, boxed, type Card, range, type Rng } from "campforge/bootcamp";

type Pair = readonly [before: number, after: number];

type Case = {
  readonly days: number;
  readonly activities: readonly string[];
  /** Pairs of which the second may not be on the day after the first. */
  readonly barred: readonly Pair[];
  /** Days in succession that one activity may take at the most. */
  readonly longest: number;
  readonly counted: number;
  readonly times: number;
  /** Activities that the first day may have. */
  readonly openers: readonly number[];
  /** An activity that has to be done before another is done for the first time. */
  readonly lesson: number;
  readonly needsLesson: number;
};

type Level = {
  readonly days: number;
  readonly activities: number;
  readonly barred: number;
  readonly longest: number;
};

const ACTIVITIES = [
  "swimming", "chess", "painting", "rowing", "baking", "fencing", "pottery", "climbing", "sailing", "weaving", "archery",
  "gardening", "skating", "carving", "juggling",
];
const MOST_TRIES = 80;

/** The number of plans, by days: those with the same last activity, days of it in succession, times of the counted one, and lesson had or not, are counted together. */
function count(instance: Omit<Case, "times"> & { readonly times: number | undefined }): bigint {
  const { days, activities, barred, longest, counted, times, openers, lesson, needsLesson } = instance;
  const kinds = range(activities.length);
  const followers = kinds.map((last) =>
    kinds.filter((next) => !barred.some(([before, after]) => before === last && after === next)),
  );
  const most = times ?? days;
  const stateOf = (last: number, length: number, done: number, taught: number): number =>
    ((last * (days + 1) + length) * (days + 2) + done) * 2 + taught;
  type Group = { last: number; length: number; done: number; taught: number; ways: bigint };
  let groups = new Map<number, Group>();
  const add = (into: Map<number, Group>, group: Group): void => {
    const state = stateOf(group.last, group.length, group.done, group.taught);
    const known = into.get(state);
    if (known === undefined) into.set(state, group);
    else known.ways += group.ways;
  };
  for (const last of openers) {
    if (last !== needsLesson) add(groups, { last, length: 1, done: last === counted ? 1 : 0, taught: last === lesson ? 1 : 0, ways: 1n });
  }
  for (let day = 1; day < days; day++) {
    const next = new Map<number, Group>();
    for (const { last, length, done, taught, ways } of groups.values()) {
      for (const activity of at(followers, last)) {
        if (activity === needsLesson && taught === 0) continue;
        const run = activity === last ? length + 1 : 1;
        const tally = activity === counted ? done + 1 : done;
        if (run > longest || tally > most) continue;
        add(next, { last: activity, length: run, done: tally, taught: activity === lesson ? 1 : taught, ways });
      }
    }
    groups = next;
  }
  return [...groups.values()].reduce((sum, { done, ways }) => (times === undefined || done === times ? sum + ways : sum), 0n);
}

function drawCase(rng: Rng, level: Level): Case {
  const activities = rng.sample(ACTIVITIES, level.activities);
  const places = range(level.activities);
  const pairs = places.flatMap((before) => places.filter((after) => after !== before).map((after): Pair => [before, after]));
  const [counted = 0, lesson = 0, needsLesson = 0] = rng.sample(places, 3);
  const share = level.days / level.activities;
  return {
    days: level.days,
    activities,
    barred: rng.sample(pairs, level.barred),
    longest: level.longest,
    counted,
    times: Math.max(1, Math.round(share) + rng.integer(-1, 1)),
    openers: rng.sample(places, level.activities - 1).toSorted((one, other) => one - other),
    lesson,
    needsLesson,
  };
}

/** True where every rule makes a difference, and there are too many plans to guess. */
function isSound(drawn: Case): boolean {
  const plans = count(drawn);
  const others = [
    ...drawn.barred.map((pair) => ({ ...drawn, barred: drawn.barred.filter((other) => other !== pair) })),
    { ...drawn, longest: drawn.days },
    { ...drawn, openers: range(drawn.activities.length) },
    { ...drawn, needsLesson: -1 },
    { ...drawn, times: undefined },
  ];
  return plans >= 100n && others.every((other) => count(other) !== plans);
}

export default class DiaryPlans extends Bootcamp<Case, bigint, Level> {
  static readonly card: Card<Level> = {
    name: "DiaryPlans",
    slug: "diary-plans",
    title: "Diary Plans",
    domain: "mathematical-modelling",
    description:
      "Each day of a holiday gets one activity. Rules bar one activity from following another, limit repetitions, fix how often one occurs, and let one be done only after another. The number of plans is asked for.",
    answerFormat: "a whole number in \\boxed{}",
    parameters: {
      days: { meaning: "days to plan", min: 4, max: 24 },
      activities: { meaning: "activities to choose from", min: 3, max: 8 },
      barred: { meaning: "pairs of activities that may not follow each other", min: 1, max: 12 },
      longest: { meaning: "days in succession with the same activity at the most", min: 1, max: 4 },
    },
    levels: [
      { days: 6, activities: 5, barred: 2, longest: 2 },
      { days: 8, activities: 5, barred: 3, longest: 2 },
      { days: 10, activities: 5, barred: 4, longest: 2 },
      { days: 12, activities: 6, barred: 5, longest: 2 },
      { days: 15, activities: 6, barred: 7, longest: 3 },
    ],
  };

  readonly answerFormat = boxed(bigInteger());

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = drawCase(rng, level);
    for (let tried = 1; tried < MOST_TRIES && !isSound(drawn); tried++) drawn = drawCase(rng, level);
    return drawn;
  }

  promptFunc({ days, activities, barred, longest, counted, times, openers, lesson, needsLesson }: Case): string {
    const name = (activity: number): string => at(activities, activity);
    const succession = longest === 1 ? "on two days in succession" : `on more than ${longest} days in succession`;
    return [
      `A holiday lasts ${days} days. Each day gets exactly one of these activities: ${activities.join(", ")}. An activity may be chosen several times or not at all, as far as the rules allow it.`,
      "",
      "Rules:",
      ...barred.map(([before, after]) => `- A day of ${name(before)} may not be directly followed by a day of ${name(after)}. (The other order is not affected by this rule.)`),
      `- No activity may be chosen ${succession}.`,
      `- Exactly ${times} of the ${days} days ${times === 1 ? "has" : "have"} ${name(counted)}.`,
      `- The first day has one of these: ${openers.map(name).join(", ")}.`,
      `- Before the first day of ${name(needsLesson)}, if there is any, there must be at least one earlier day of ${name(lesson)}; it need not be the day directly before.`,
      "",
      `How many different plans for the ${days} days keep all of these rules? Two plans are different if they differ on at least one day.`,
      "",
      "Give the exact number of plans as a whole number.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(count(instance)));
  }

  verifyCorrection(answer: bigint, instance: Case): number {
    return answer === count(instance) ? 1 : 0;
  }

  /** Days, and the digits of the number of plans. */
  override hardness(instance: Case): number {
    return instance.days + String(count(instance)).length;
  }
}
