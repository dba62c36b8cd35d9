import {
  at,
  Bootcamp,
  type Card,
  integer,
  list,
  range,
  type Rng,
  sortNumbers,
  tagged,
} from "campforge/bootcamp";

type Start = { readonly top: number; readonly north: number; readonly east: number };

type Case = {
  /** Null where it is to be deduced. */
  readonly start: Start | null;
  /** One letter of N, E, S, W for each roll. */
  readonly path: string;
  /** Marks along the path, each after so many rolls; `top` is null where it is asked for. */
  readonly marks: readonly { readonly after: number; readonly top: number | null }[];
};

type Level = { readonly rolls: number; readonly asked: number; readonly startGiven: boolean };

/** What is on each side, for any kind of name of a face. */
type Die<Face> = {
  readonly top: Face;
  readonly bottom: Face;
  readonly north: Face;
  readonly south: Face;
  readonly east: Face;
  readonly west: Face;
};

/** The sides at the start; a face keeps the name of the side on which it began. */
const SIDES = ["top", "bottom", "north", "south", "east", "west"] as const;
type Side = (typeof SIDES)[number];

const BEGINNING: Die<Side> = {
  top: "top",
  bottom: "bottom",
  north: "north",
  south: "south",
  east: "east",
  west: "west",
};

const OPPOSITE: Readonly<Record<string, string>> = { N: "S", S: "N", E: "W", W: "E" };

/** Tops that are told where the start is not: one for each pair of opposite faces. */
const HINTS = 3;

const NUMBERS = range(1, 7);

/** Every way to put numbers on the sides so that opposite faces add up to 7. */
const STARTS: readonly Start[] = NUMBERS.flatMap((top) =>
  NUMBERS.flatMap((north) => NUMBERS.map((east) => ({ top, north, east }))),
).filter(({ top, north, east }) => new Set([top, 7 - top, north, 7 - north, east, 7 - east]).size === 6);

function roll<Face>(die: Die<Face>, direction: string): Die<Face> {
  const { top, bottom, north, south, east, west } = die;
  switch (direction) {
    case "N":
      return { ...die, top: south, north: top, bottom: north, south: bottom };
    case "S":
      return { ...die, top: north, south: top, bottom: south, north: bottom };
    case "E":
      return { ...die, top: west, east: top, bottom: east, west: bottom };
    default:
      return { ...die, top: east, west: top, bottom: west, east: bottom };
  }
}

/** Which face is on top after 0, 1, 2, … rolls, named by the side on which it began. */
function topSides(path: string): Side[] {
  let die = BEGINNING;
  const tops = [die.top];
  for (const direction of path) {
    die = roll(die, direction);
    tops.push(die.top);
  }
  return tops;
}

/** The number on the face that began on a side. */
function numberOn(side: Side, { top, north, east }: Start): number {
  const numbers = { top, bottom: 7 - top, north, south: 7 - north, east, west: 7 - east };
  return numbers[side];
}

/** The starts that fit everything that is told. */
function fittingStarts({ start, path, marks }: Case): readonly Start[] {
  const sides = topSides(path);
  return (start === null ? STARTS : [start]).filter((one) =>
    marks.every(({ after, top }) => top === null || numberOn(at(sides, after), one) === top),
  );
}

/** The tops that are asked for, in order of the path. */
function solve(instance: Case): number[] {
  const sides = topSides(instance.path);
  const start = at(fittingStarts(instance), 0);
  return instance.marks.flatMap(({ after, top }) =>
    top === null ? [numberOn(at(sides, after), start)] : [],
  );
}

/** A path on which no roll takes back the one before it. */
function drawPath(rng: Rng, rolls: number): string {
  let path = "";
  let last = "";
  while (path.length < rolls) {
    const back = OPPOSITE[last];
    last = rng.choice(["N", "E", "S", "W"].filter((direction) => direction !== back));
    path += last;
  }
  return path;
}

const WORDS: Readonly<Record<string, string>> = { N: "north", E: "east", S: "south", W: "west" };

const markName = (index: number): string => `(${String.fromCharCode(97 + index)})`;

/** The path with its marks, a line after each mark. */
function markedPath({ path, marks }: Case): string[] {
  return marks.map(({ after }, index) => {
    const from = index === 0 ? 0 : at(marks, index - 1).after;
    const words = [...path.slice(from, after)].map((direction) => WORDS[direction] ?? direction);
    return `${words.join(", ")} ${markName(index)}`;
  });
}

export default class RollingDie extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "RollingDie",
    slug: "rolling-die",
    title: "Rolling Die",
    domain: "graphical-puzzles",
    description:
      "A die whose opposite faces add up to 7 rolls over its edges along a path on a square grid. Its start is given or has to be deduced from the tops at some marks; the tops at the other marks are asked for.",
    answerFormat: "the tops in order, separated by commas, between <answer> and </answer>",
    parameters: {
      rolls: { meaning: "rolls of the path", min: 8, max: 300 },
      asked: { meaning: "marks at which the top is asked for", min: 4, max: 8 },
      startGiven: { meaning: "whether the start is given; otherwise three tops are" },
    },
    levels: [
      { rolls: 10, asked: 4, startGiven: true },
      { rolls: 40, asked: 5, startGiven: true },
      { rolls: 60, asked: 5, startGiven: false },
      { rolls: 120, asked: 6, startGiven: false },
      { rolls: 240, asked: 6, startGiven: false },
    ],
  };

  readonly answerFormat = tagged(list(integer({ min: 1, max: 6 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const hints = level.startGiven ? 0 : HINTS;
    for (;;) {
      const start = rng.choice(STARTS);
      const path = drawPath(rng, level.rolls);
      const sides = topSides(path);
      const inner = sortNumbers(rng.distinctIntegers(level.asked - 1 + hints, 1, level.rolls - 1));
      const told = new Set(rng.sample(inner, hints));
      const marks = [...inner, level.rolls].map((after) => ({
        after,
        top: told.has(after) ? numberOn(at(sides, after), start) : null,
      }));
      const instance: Case = { start: level.startGiven ? start : null, path, marks };
      if (fittingStarts(instance).length === 1) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { start, marks } = instance;
    const told = marks.flatMap(({ top }, index) =>
      top === null ? [] : [`- at ${markName(index)} the number on top is ${top}`],
    );
    const asked = marks.flatMap(({ top }, index) => (top === null ? [markName(index)] : []));
    const known =
      start === null
        ? [
            "How the die lies at the start is not known, nor is it known whether it is a left-handed or a right-handed die.",
            "But some tops are known, and exactly one start fits them:",
            ...told,
          ]
        : [
            `At the start ${start.top} is on top, ${start.north} is on the north face, and ${start.east} is on the east face.`,
          ];
    return [
      "A die stands on a square of a large square grid. Its faces carry the numbers 1 to 6, each once, and opposite faces",
      "add up to 7. It rolls along a path, one square at a time: north, east, south or west means that it tips over its lower",
      "edge on that side onto the next square in that direction, without turning in any other way. So when it",
      "rolls north, the face that was on the north side is then at the bottom, and the east and west faces stay where they",
      "are. Directions are always those of the grid.",
      "",
      ...known,
      "",
      "The path, from the first roll to the last. A letter in parentheses is no roll but marks the moment after the rolls",
      "before it; the path goes on in the next line:",
      "",
      ...markedPath(instance),
      "",
      `Which number is on top at each of these marks: ${asked.join(", ")}?`,
      `Give the ${asked.length} numbers in this order, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance).join(", "));
  }

  override workedSolution(instance: Case): string {
    const { path, marks } = instance;
    const { top, north, east } = at(fittingStarts(instance), 0);
    const sides = topSides(path);
    let die = BEGINNING;
    const rolls = [...path].map((direction, index) => {
      die = roll(die, direction);
      return `- ${index + 1}. ${direction}: top ${die.top}, north ${die.north}, east ${die.east}`;
    });
    return [
      "Call each face by the side on which it began, and follow top, north and east roll by roll:",
      ...rolls,
      "",
      "So these faces are on top at the marks:",
      ...marks.map(
        (mark, index) =>
          `- ${markName(index)}, after ${mark.after} rolls: the face that began on ${at(sides, mark.after)}${mark.top === null ? "" : `, which is ${mark.top}`}`,
      ),
      "",
      "With what is told, and because opposite faces add up to 7, the numbers at the start are",
      `top ${top}, bottom ${7 - top}, north ${north}, south ${7 - north}, east ${east}, west ${7 - east}.`,
      `The tops that are asked for: ${solve(instance).join(", ")}.`,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness({ start, path }: Case): number {
    return start === null ? 2 * path.length : path.length;
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    return answer.join() === solve(instance).join() ? 1 : 0;
  }
}
