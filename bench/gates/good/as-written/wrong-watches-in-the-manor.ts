import {
  at,
  Bootcamp,
  type Card,
  combinations,
  integer,
  lines,
  list,
  range,
  record,
  type Rng,
  tagged,
  textTable,
  vocabulary,
} from "campforge/bootcamp";

/** Times are those of the speaker's watch; guests and rooms are counted from 0. */
type Clue =
  | { readonly kind: "in"; readonly speaker: number; readonly time: number; readonly room: number }
  | { readonly kind: "with"; readonly speaker: number; readonly time: number; readonly guest: number }
  | { readonly kind: "count"; readonly speaker: number; readonly time: number; readonly count: number }
  | { readonly kind: "porter"; readonly time: number; readonly room: number; readonly count: number };

type Door = readonly [number, number];

/** The error of each guest, and his room at each hour. */
type Story = { readonly errors: readonly number[]; readonly paths: readonly (readonly number[])[] };

type Case = {
  readonly guests: readonly string[];
  readonly rooms: readonly string[];
  readonly doors: readonly Door[];
  readonly hours: number;
  readonly clues: readonly Clue[];
  readonly planted: Story;
};

type Answer = { readonly errors: readonly number[]; readonly rooms: readonly (readonly string[])[] };

type Level = {
  readonly guests: number;
  readonly hours: number;
  readonly rooms: number;
  readonly open: number;
  readonly naming: number;
};

const ERRORS = [-2, -1, 0, 1, 2];
const GUESTS = ["Ann", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hugo", "Iris", "Jack"];
const ROOMS = [
  "Hall",
  "Study",
  "Attic",
  "Library",
  "Kitchen",
  "Cellar",
  "Parlour",
  "Chapel",
  "Gallery",
  "Pantry",
] as const;

const canGo = (doors: readonly Door[], from: number, to: number): boolean =>
  from === to ||
  doors.some(([one, other]) => (one === from && other === to) || (one === to && other === from));

/** The true hour that a clue concerns. */
const hourOf = (clue: Clue, errors: readonly number[]): number =>
  clue.kind === "porter" ? clue.time : clue.time - at(errors, clue.speaker);

/** The room of each guest at an hour. */
const frameOf = (paths: readonly (readonly number[])[], hour: number): number[] =>
  paths.map((path) => at(path, hour - 1));

const countIn = (frame: readonly number[], room: number): number => frame.filter((one) => one === room).length;

/** Whether a clue is true when the guests are in these rooms at its hour. */
function holds(clue: Clue, frame: readonly number[]): boolean {
  switch (clue.kind) {
    case "in":
      return frame[clue.speaker] === clue.room;
    case "with":
      return frame[clue.speaker] === frame[clue.guest];
    case "count":
      return countIn(frame, at(frame, clue.speaker)) === clue.count;
    default:
      return countIn(frame, clue.room) === clue.count;
  }
}

function isTrue(clue: Clue, { errors, paths }: Story, hours: number): boolean {
  const hour = hourOf(clue, errors);
  return hour >= 1 && hour <= hours && holds(clue, frameOf(paths, hour));
}

type Manor = {
  readonly guests: readonly string[];
  readonly doors: readonly Door[];
  readonly hours: number;
  readonly clues: readonly Clue[];
};

/** Whether errors and rooms obey all rules and make all clues true. */
function isConsistent(story: Story, { guests, doors, hours, clues }: Manor): boolean {
  const { errors, paths } = story;
  if (errors.length !== guests.length || new Set(errors).size !== errors.length) return false;
  if (paths.length !== guests.length || !paths.every((path) => path.length === hours)) return false;
  const isWalk = (path: readonly number[]): boolean =>
    path.every((room, index) => room >= 0 && (index === 0 || canGo(doors, at(path, index - 1), room)));
  return paths.every(isWalk) && clues.every((clue) => isTrue(clue, story, hours));
}

/** States are the rooms of two guests: the first times the number of rooms, plus the second. */
type House = {
  readonly hours: number;
  readonly rooms: number;
  /** The states that may follow each state. */
  readonly follow: readonly (readonly number[])[];
};

function houseOf(doors: readonly Door[], rooms: number, hours: number): House {
  const near = range(rooms).map((from) => range(rooms).filter((to) => canGo(doors, from, to)));
  const follow = range(rooms * rooms).map((state) =>
    at(near, Math.floor(state / rooms)).flatMap((one) => at(near, state % rooms).map((two) => one * rooms + two)),
  );
  return { hours, rooms, follow };
}

/**
 * With these errors and all others where the story has them, other rooms of two guests that make the clues true; the
 * rooms of the story itself will do if the errors are not the story's.
 */
function otherPaths(
  house: House,
  clues: readonly Clue[],
  errors: readonly number[],
  story: Story,
  one: number,
  two: number,
): readonly (readonly number[])[] | undefined {
  const timed = clues.map((clue) => ({ clue, hour: hourOf(clue, errors) }));
  if (timed.some(({ hour }) => hour < 1 || hour > house.hours)) return undefined;
  const hours = range(1, house.hours + 1);
  const layers: number[][] = [];
  for (const hour of hours) {
    const told = timed.filter((entry) => entry.hour === hour).map(({ clue }) => clue);
    const frame = frameOf(story.paths, hour);
    const before: readonly number[] | undefined = layers[hour - 2];
    const candidates =
      before === undefined
        ? range(house.follow.length)
        : [...new Set(before.flatMap((state) => at(house.follow, state)))];
    const layer = candidates.filter((state) => {
      const now = frame.with(one, Math.floor(state / house.rooms)).with(two, state % house.rooms);
      return told.every((clue) => holds(clue, now));
    });
    if (layer.length === 0) return undefined;
    layers.push(layer);
  }
  // Only states from which the last hour can be reached stay.
  for (const hour of hours.slice(0, -1).toReversed()) {
    const later = at(layers, hour);
    layers[hour - 1] = at(layers, hour - 1).filter((state) =>
      at(house.follow, state).some((next) => later.includes(next)),
    );
  }
  // As few steps away from the story as need be, but at least one.
  const walk: number[] = [];
  let hasLeft: boolean = errors.join() !== story.errors.join();
  for (const hour of hours) {
    const before: number | undefined = walk[hour - 2];
    const options = at(layers, hour - 1).filter(
      (state) => before === undefined || at(house.follow, before).includes(state),
    );
    const told: number =
      at(at(story.paths, one), hour - 1) * house.rooms + at(at(story.paths, two), hour - 1);
    const others = options.filter((state) => state !== told);
    const leaves: boolean = !hasLeft && others.length > 0;
    walk.push(leaves || !options.includes(told) ? at(others, 0) : told);
    hasLeft = hasLeft || leaves;
  }
  if (!hasLeft) return undefined;
  return story.paths
    .with(
      one,
      walk.map((state) => Math.floor(state / house.rooms)),
    )
    .with(
      two,
      walk.map((state) => state % house.rooms),
    );
}

/** A story that makes the clues true and differs from the given one in the errors or rooms of two guests alone. */
function otherStory(
  house: House,
  clues: readonly Clue[],
  story: Story,
  one: number,
  two: number,
): Story | undefined {
  const taken = story.errors.filter((_, guest) => guest !== one && guest !== two);
  const free = ERRORS.filter((error) => !taken.includes(error));
  for (const first of free) {
    for (const second of free) {
      if (first === second) continue;
      const errors = story.errors.with(one, first).with(two, second);
      const paths = otherPaths(house, clues, errors, story, one, two);
      if (paths !== undefined) return { errors, paths };
    }
  }
  return undefined;
}

/** Everything that guests and porter could truly say. */
function allClues({ errors, paths }: Story, rooms: number, hours: number): Clue[] {
  return range(1, hours + 1).flatMap((hour): Clue[] => {
    const frame = frameOf(paths, hour);
    const byGuests = frame.flatMap((room, speaker): Clue[] => {
      const time = hour + at(errors, speaker);
      const company = range(frame.length).filter((guest) => guest !== speaker && frame[guest] === room);
      return [
        { kind: "in", speaker, time, room },
        { kind: "count", speaker, time, count: company.length + 1 },
        ...company.map((guest): Clue => ({ kind: "with", speaker, time, guest })),
      ];
    });
    const byPorter = range(rooms).map(
      (room): Clue => ({ kind: "porter", time: hour, room, count: countIn(frame, room) }),
    );
    return [...byGuests, ...byPorter];
  });
}

const isBy = (clue: Clue, guest: number): boolean => clue.kind !== "porter" && clue.speaker === guest;

/** The errors with which all of a guest's own reports concern hours from 1 to H. */
const openErrors = (times: readonly number[], hours: number): number[] =>
  ERRORS.filter((error) => times.every((time) => time - error >= 1 && time - error <= hours));

const timesOf = (clues: readonly Clue[], guest: number): number[] =>
  clues.filter((clue) => isBy(clue, guest)).map(({ time }) => time);

const isNaming = (clue: Clue): boolean => clue.kind === "in" || clue.kind === "porter";

/** One of the clues, its kind drawn first. */
function pickClue(rng: Rng, clues: readonly Clue[], naming: number): Clue {
  const named = clues.filter(isNaming);
  const unnamed = clues.filter((clue) => !isNaming(clue));
  const takesNamed = rng.boolean(naming / 100);
  const group = unnamed.length === 0 || (takesNamed && named.length > 0) ? named : unnamed;
  const kind = rng.choice([...new Set(group.map((clue) => clue.kind))]);
  return rng.choice(group.filter((clue) => clue.kind === kind));
}

/** Clues that leave no other story in which at most two guests differ; undefined where that cannot be had. */
function drawClues(rng: Rng, level: Level, house: House, story: Story): Clue[] | undefined {
  const pool = allClues(story, level.rooms, level.hours);
  const chosen: Clue[] = [];
  const keepsOpen = (clue: Clue): boolean =>
    clue.kind === "porter" ||
    openErrors([...timesOf(chosen, clue.speaker), clue.time], level.hours).length >= level.open;
  for (const guest of range(level.guests)) {
    const first = chosen.length;
    while (chosen.length < first + Math.floor(level.hours / 2)) {
      const own = pool.filter((clue) => isBy(clue, guest) && keepsOpen(clue) && !chosen.includes(clue));
      if (own.length === 0) return undefined;
      chosen.push(pickClue(rng, own, level.naming));
    }
  }
  for (const pair of rng.shuffle(combinations(range(level.guests), 2))) {
    for (;;) {
      const other = otherStory(house, chosen, story, at(pair, 0), at(pair, 1));
      if (other === undefined) break;
      const against = pool.filter((clue) => !isTrue(clue, other, level.hours) && keepsOpen(clue));
      if (against.length === 0) return undefined;
      chosen.push(pickClue(rng, against, level.naming));
    }
  }
  return chosen.toSorted((one, other) => one.time - other.time);
}

/** What each guest's named rooms alone give when he stands still between them, before or after the step. */
function standingStill(clues: readonly Clue[], errors: readonly number[], hours: number, isLate: boolean): Story {
  const paths = errors.map((error, guest): number[] => {
    const named = new Map<number, number>();
    for (const clue of clues) {
      if (clue.kind === "in" && clue.speaker === guest) named.set(clue.time - error, clue.room);
    }
    const known = range(1, hours + 1).filter((hour) => named.has(hour));
    return range(1, hours + 1).map((hour): number => {
      const before = known.findLast((one) => one <= hour);
      const after = known.find((one) => one >= hour);
      const nearest = isLate ? (before ?? after) : (after ?? before);
      return nearest === undefined ? 0 : (named.get(nearest) ?? 0);
    });
  });
  return { errors, paths };
}

/** Doors that connect all rooms, one more than is needed. */
function drawDoors(rng: Rng, rooms: number): Door[] {
  const doors = range(1, rooms).map((room): Door => [rng.integer(0, room - 1), room]);
  const missing = combinations(range(rooms), 2).filter((pair) => !canGo(doors, at(pair, 0), at(pair, 1)));
  const extra = rng.choice(missing);
  return rng.shuffle<Door>([...doors, [at(extra, 0), at(extra, 1)]]);
}

function drawPath(rng: Rng, doors: readonly Door[], rooms: number, hours: number): number[] {
  const path = [rng.integer(0, rooms - 1)];
  while (path.length < hours) {
    const here = at(path, path.length - 1);
    const exits = range(rooms).filter((room) => room !== here && canGo(doors, here, room));
    path.push(rng.boolean(0.65) ? rng.choice(exits) : here);
  }
  return path;
}

const guestsWritten = (count: number): string =>
  count === 0 ? "no guests" : count === 1 ? "exactly 1 guest" : `exactly ${count} guests`;

const clueWritten = (clue: Clue, { guests, rooms }: Case): string => {
  switch (clue.kind) {
    case "in":
      return `At ${clue.time} I was in the ${at(rooms, clue.room)}.`;
    case "with":
      return `At ${clue.time} I was with ${at(guests, clue.guest)}.`;
    case "count":
      return `At ${clue.time} ${guestsWritten(clue.count)}, I included, ${clue.count === 1 ? "was" : "were"} in my room.`;
    default:
      return `At ${clue.time} ${guestsWritten(clue.count)} ${clue.count === 1 ? "was" : "were"} in the ${at(rooms, clue.room)}.`;
  }
};

const roomsWritten = ({ rooms, planted }: Case): string[][] =>
  planted.paths.map((path) => path.map((room) => at(rooms, room)));

export default class WrongWatchesInTheManor extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "WrongWatchesInTheManor",
    slug: "wrong-watches-in-the-manor",
    title: "Wrong Watches In The Manor",
    domain: "logical-reasoning",
    description:
      "Guests walk through the rooms of a manor, each with a watch that is wrong by a constant, unknown number of hours, no two alike. From their true reports, timed by their watches, and a porter's head counts, each guest's error and room at every hour are to be found.",
    answerFormat:
      "errors: the errors of the guests, separated by commas, then rooms: one line for each guest with the rooms hour by hour, separated by commas, between <answer> and </answer>",
    parameters: {
      guests: { meaning: "number of guests", min: 2, max: 5 },
      hours: { meaning: "number of hours", min: 3, max: 9 },
      rooms: { meaning: "number of rooms", min: 3, max: 7 },
      open: {
        meaning: "least number of errors with which all reports of a guest concern hours of the stay",
        min: 1,
        max: 4,
      },
      naming: {
        meaning: "percentage of clues that name a room, where others would do as well",
        min: 0,
        max: 100,
      },
    },
    levels: [
      { guests: 3, hours: 4, rooms: 4, open: 1, naming: 60 },
      { guests: 4, hours: 5, rooms: 4, open: 2, naming: 45 },
      { guests: 4, hours: 6, rooms: 5, open: 2, naming: 30 },
      { guests: 5, hours: 7, rooms: 5, open: 3, naming: 20 },
      { guests: 5, hours: 8, rooms: 5, open: 4, naming: 10 },
    ],
  };

  readonly answerFormat = tagged(
    record({
      errors: list(integer({ min: -2, max: 2 })),
      rooms: lines(list(vocabulary(ROOMS))),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const { hours } = level;
    // Most draws are taken.
    for (;;) {
      const guests = rng.sample(GUESTS, level.guests);
      const rooms: readonly string[] = rng.sample(ROOMS, level.rooms);
      const doors = drawDoors(rng, level.rooms);
      const errors = rng.sample(ERRORS, level.guests);
      const paths = range(level.guests).map((): number[] => drawPath(rng, doors, level.rooms, hours));
      const planted: Story = { errors, paths };
      const clues = drawClues(rng, level, houseOf(doors, level.rooms, hours), planted);
      if (clues === undefined) continue;
      const isTooSimple = [true, false].some((isLate) =>
        isConsistent(standingStill(clues, errors, hours, isLate), { guests, doors, hours, clues }),
      );
      if (!isTooSimple) return { guests, rooms, doors, hours, clues, planted };
    }
  }

  promptFunc(instance: Case): string {
    const { guests, rooms, doors, hours, clues } = instance;
    const reports = guests.flatMap((name, guest) => [
      `${name}:`,
      ...clues.filter((clue) => isBy(clue, guest)).map((clue) => `- ${clueWritten(clue, instance)}`),
    ]);
    const counts = clues.filter((clue) => clue.kind === "porter").map((clue) => `- ${clueWritten(clue, instance)}`);
    const porter = [
      "",
      "The porter, whose clock is right and who is not a guest himself, gives these head counts at true hours:",
      ...counts,
    ];
    return [
      `${guests.length} guests, ${guests.join(", ")}, spent the true hours 1 to ${hours} in a manor. At each of these hours every guest`,
      "was in exactly one room. Between one hour and the next, each guest either stayed in that room or went through",
      "exactly one door into the room behind it.",
      `Rooms: ${rooms.join(", ")}`,
      `Doors, each usable both ways: ${doors.map(([one, other]) => `${at(rooms, one)}-${at(rooms, other)}`).join(", ")}`,
      "",
      "Each guest has a watch that shows the true hour plus a constant error, which is -2, -1, 0, 1 or 2; at the true hour 3",
      "a watch with the error -1 shows 2. No two guests have the same error. A watch may show 0, a negative number or a",
      `number above ${hours}.`,
      "",
      "The guests report what follows. All reports are true, but each time is the one that the speaker's own watch showed.",
      `Every report concerns a true hour from 1 to ${hours}. "With" someone means in the same room, where others may have been, too.`,
      "",
      ...reports,
      ...(counts.length > 0 ? porter : []),
      "",
      "Find the error of each guest and the room of each guest at each true hour. If several histories agree with all of this,",
      "any of them is correct. Give the guests in the order in which they are named in the first line. Write first",
      "errors: and the errors of the guests as whole numbers, separated by commas, then, on the next line, rooms: and below it",
      `one line for each guest with the guest's rooms at the true hours 1 to ${hours}, separated by commas, without the guest's name.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      [
        `errors: ${instance.planted.errors.join(", ")}`,
        "rooms:",
        ...roomsWritten(instance).map((path) => path.join(", ")),
      ].join("\n"),
    );
  }

  workedSolution(instance: Case): string {
    const { guests, hours, clues, planted } = instance;
    const table = textTable(
      ["guest", "error", ...range(1, hours + 1).map(String)],
      roomsWritten(instance).map((path, guest) => [at(guests, guest), at(planted.errors, guest), ...path]),
    );
    return [
      `First see which errors keep all reports of a guest within the hours 1 to ${hours}:`,
      ...guests.map((name, guest) => `- ${name}: ${openErrors(timesOf(clues, guest), hours).join(", ")}`),
      "Errors that are left are tried, no two alike; they fail where a guest would have to be in two rooms at once, would",
      "have to pass more than one door in an hour, or where a head count or company does not come out. These errors stay:",
      guests.map((name, guest) => `${name} ${at(planted.errors, guest)}`).join(", "),
      "",
      "With them every statement has its true hour:",
      ...clues.map((clue) => {
        const speaker = clue.kind === "porter" ? "the porter" : at(guests, clue.speaker);
        return `- hour ${hourOf(clue, planted.errors)}, ${speaker}: ${clueWritten(clue, instance)}`;
      }),
      "",
      "The doors and these statements give the rooms at each hour:",
      table,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Rooms to be found, and errors that the guests' own reports leave open. */
  hardness({ guests, hours, clues }: Case): number {
    return range(guests.length).reduce(
      (sum, guest) => sum + openErrors(timesOf(clues, guest), hours).length,
      guests.length * hours,
    );
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const paths = answer.rooms.map((path) => path.map((room) => instance.rooms.indexOf(room)));
    return isConsistent({ errors: answer.errors, paths }, instance) ? 1 : 0;
  }
}
