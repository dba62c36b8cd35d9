import {
  at,
  Bootcamp,
  type Card,
  makeGrid,
  type Rng,
  setOf,
  tagged,
  text,
  textTable,
} from "campforge/bootcamp";

type Talk = {
  readonly label: string;
  readonly hall: string;
  /** Minutes since midnight. */
  readonly start: number;
  readonly end: number;
  readonly points: number;
};

type Case = {
  readonly halls: readonly string[];
  /** Minutes on foot from each hall to each other one; symmetric, 0 on the diagonal. */
  readonly walks: readonly (readonly number[])[];
  readonly talks: readonly Talk[];
  readonly mostTalks: number;
};

type Level = {
  readonly talks: number;
  readonly halls: number;
  readonly mostTalks: number;
  readonly dayMinutes: number;
};

const HALLS = ["North", "South", "East", "West", "Garden", "Tower"];
const DAY_BEGINS = 9 * 60;

/** True when one can sit through the first talk, walk over, and be there when the second begins. */
function canFollow({ halls, walks }: Case, first: Talk, second: Talk): boolean {
  const walk = at(at(walks, halls.indexOf(first.hall)), halls.indexOf(second.hall));
  return first.end + walk <= second.start;
}

/** True when all of the talks can be attended on one day. */
function isAttendable(instance: Case, talks: readonly Talk[]): boolean {
  const inOrder = talks.toSorted((a, b) => a.start - b.start);
  const follow = inOrder.slice(1).every((talk, place) => canFollow(instance, at(inOrder, place), talk));
  return follow && talks.length <= instance.mostTalks;
}

const pointsOf = (talks: readonly Talk[]): number => talks.reduce((sum, { points }) => sum + points, 0);

/**
 * A day with the most points. For each talk and each number of talks it keeps the best day that ends with
 * this talk: what comes later depends on the last talk alone, since only talks in a row are a walk apart.
 */
function bestDay(instance: Case): readonly Talk[] {
  const inOrder = instance.talks.toSorted((a, b) => a.start - b.start);
  let best: readonly Talk[] = [];
  let ending: (readonly Talk[] | undefined)[] = inOrder.map((talk) => [talk]);
  for (let count = 1; count <= instance.mostTalks; count++) {
    for (const day of ending) if (day !== undefined && pointsOf(day) > pointsOf(best)) best = day;
    const shorter = ending;
    ending = inOrder.map((talk) => {
      const before = shorter.filter(
        (day) => day !== undefined && canFollow(instance, at(day, day.length - 1), talk),
      );
      const [first, ...others] = before.filter((day) => day !== undefined);
      if (first === undefined) return undefined;
      return [...others.reduce((one, day) => (pointsOf(day) > pointsOf(one) ? day : one), first), talk];
    });
  }
  return best;
}

/** The day of someone who goes through the talks in a given order and takes whatever still fits. */
function greedyDay(instance: Case, order: readonly Talk[]): readonly Talk[] {
  return order.reduce<readonly Talk[]>(
    (day, talk) => (isAttendable(instance, [...day, talk]) ? [...day, talk] : day),
    [],
  );
}

/** True when one of the obvious habits finds a best day already; such a case would teach nothing. */
function isObvious(instance: Case): boolean {
  const most = pointsOf(bestDay(instance));
  const orders = [
    instance.talks.toSorted((a, b) => b.points - a.points),
    instance.talks.toSorted((a, b) => a.end - b.end),
  ];
  return orders.some((order) => pointsOf(greedyDay(instance, order)) === most);
}

function drawProgramme(rng: Rng, level: Level): Case {
  const halls = HALLS.slice(0, level.halls);
  const distances = makeGrid(level.halls, level.halls, () => rng.integer(1, 8) * 5);
  const walks = makeGrid(level.halls, level.halls, (row, column) =>
    row === column ? 0 : at(at(distances, Math.min(row, column)), Math.max(row, column)),
  );
  const talks = Array.from({ length: level.talks }, (_, place): Talk => {
    const minutes = rng.integer(4, 18) * 5;
    const start = DAY_BEGINS + rng.integer(0, (level.dayMinutes - minutes) / 5) * 5;
    // Longer talks are worth more on the whole, so that neither length nor points alone decide.
    const points = Math.round(minutes / 3) + rng.integer(1, 30);
    return { label: `T${place + 1}`, hall: rng.choice(halls), start, end: start + minutes, points };
  });
  return { halls, walks, talks, mostTalks: level.mostTalks };
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export default class ConferenceDay extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "ConferenceDay",
    slug: "conference-day",
    title: "Conference Day",
    domain: "algorithms",
    description:
      "Talks in several halls have a beginning, an end and points. A visitor attends a limited number of them, each in full, and needs time to walk from hall to hall. A set of talks with the most points in total is asked for; every such set is right.",
    answerFormat: "labels of talks apart by commas, in any order, between <answer> and </answer>",
    parameters: {
      talks: { meaning: "talks on the programme", min: 5, max: 60 },
      halls: { meaning: "halls in which talks are given", min: 2, max: 6 },
      mostTalks: { meaning: "talks that may be attended at most", min: 2, max: 12 },
      dayMinutes: { meaning: "minutes from the opening to the end of the last talk", min: 120, max: 780 },
    },
    levels: [
      { talks: 10, halls: 2, mostTalks: 3, dayMinutes: 240 },
      { talks: 18, halls: 3, mostTalks: 4, dayMinutes: 360 },
      { talks: 28, halls: 4, mostTalks: 6, dayMinutes: 540 },
      { talks: 44, halls: 6, mostTalks: 8, dayMinutes: 720 },
    ],
  };

  readonly answerFormat = tagged(setOf(text({ letterCase: "upper", maxLength: 20 })));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = drawProgramme(rng, level);
    while (isObvious(drawn)) drawn = drawProgramme(rng, level);
    return drawn;
  }

  promptFunc(instance: Case): string {
    const { halls, walks, talks, mostTalks } = instance;
    const programme = talks.map(({ label, hall, start, end, points }) => [
      label,
      hall,
      clock(start),
      clock(end),
      points,
    ]);
    const onFoot = halls.map((hall, row) => [hall, ...at(walks, row)]);
    return [
      "You plan your day at a conference. The programme:",
      "",
      textTable(["talk", "hall", "begins", "ends", "points"], programme),
      "",
      "Minutes on foot from hall to hall:",
      "",
      textTable(["", ...halls], onFoot),
      "",
      "Rules:",
      "1. A talk that you attend is attended from its beginning to its end, and gives you its points.",
      "2. When one talk that you attend is followed by another, the time from the end of the earlier to the beginning of the later is at least the walk between their halls, straight from one to the other. Exactly as long as the walk is enough; within one hall no time is needed.",
      `3. You attend at most ${mostTalks} talks.`,
      "4. You may begin and end your day in any hall.",
      "",
      "Which talks give you the most points in total? If several choices give equally many, any of them is right.",
      "Give the labels of the talks that you attend, apart by commas, in any order.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      bestDay(instance)
        .map(({ label }) => label)
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const attended = instance.talks.filter(({ label }) => answer.includes(label));
    if (attended.length !== answer.length) return 0;
    const isBest = pointsOf(attended) === pointsOf(bestDay(instance));
    return isBest && isAttendable(instance, attended) ? 1 : 0;
  }
}
