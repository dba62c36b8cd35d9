import { at, Bootcamp, type Card, finalLine, range, type Rng, vocabulary } from "campforge/bootcamp";

const ANSWERS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west", "cannot be told"] as const;
type Direction = (typeof ANSWERS)[number];

const BEGINNINGS = ["Al", "Bor", "Cal", "Dun", "El", "Fen", "Gar", "Hol", "Ix", "Kel", "Lor", "Mar", "Nor", "Os"];
const ENDINGS = ["by", "combe", "ford", "ham", "low", "mere", "stow", "ton", "wick"];

type Axis = "north" | "east";

/** `one` lies further along the axis than `other`, or as far where `isLevel`. Places are numbers. */
type Note = { readonly axis: Axis; readonly one: number; readonly other: number; readonly isLevel: boolean };

type Case = {
  readonly names: readonly string[];
  readonly notes: readonly Note[];
  /** Where the first lies from the second is asked. */
  readonly asked: readonly [first: number, second: number];
};

type Level = { readonly places: number; readonly steps: number; readonly further: number };

/** 1 where the first lies further along, -1 where the second does, 0 where they are level, undefined where the notes do not tell. */
function relation(notes: readonly Note[], axis: Axis, first: number, second: number): -1 | 0 | 1 | undefined {
  const own = notes.filter((note) => note.axis === axis);
  const climb = (from: number): ReadonlyMap<number, boolean> => {
    // Every place that is at least as far along, and whether it is further.
    const reached = new Map([[from, false]]);
    const queue = [{ place: from, isFurther: false }];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const { one, other, isLevel } of own) {
        const places = other === next.place ? [one] : isLevel && one === next.place ? [other] : [];
        for (const place of places) {
          const isFurther = next.isFurther || !isLevel;
          const before = reached.get(place);
          if (before === true || before === isFurther) continue;
          reached.set(place, isFurther);
          queue.push({ place, isFurther });
        }
      }
    }
    return reached;
  };
  const up = climb(second).get(first);
  if (up !== undefined) return up ? 1 : 0;
  return climb(first).get(second) === true ? -1 : undefined;
}

function directionOf(notes: readonly Note[], [first, second]: readonly [number, number]): Direction {
  const north = relation(notes, "north", first, second);
  const east = relation(notes, "east", first, second);
  if (north === undefined || east === undefined) return "cannot be told";
  const [along, across] = [["south", "", "north"][north + 1] ?? "", ["west", "", "east"][east + 1] ?? ""];
  const joint = along !== "" && across !== "" ? `${along}-${across}` : along + across;
  return ANSWERS.find((answer) => answer === joint) ?? "cannot be told";
}

/** How far along the axis each place lies, with a chain from the second of the asked ones (place 1) to the first (place 0). */
function drawAxis(rng: Rng, level: Level, wanted: number): { readonly far: number[]; readonly chain: number[] } {
  const far = range(level.places).map(() => rng.integer(0, level.places));
  const between = rng.sample(range(2, level.places), Math.min(level.steps - 1, level.places - 2));
  const chain = [1, ...between, 0];
  const start = rng.integer(0, level.places - 1);
  const values = chain.map(() => (wanted === 0 ? start : rng.integer(0, level.places))).toSorted((one, other) => (one - other) * wanted);
  chain.forEach((place, index) => (far[place] = at(values, index)));
  return { far, chain };
}

function noteOf(axis: Axis, far: readonly number[], one: number, other: number): Note {
  const [a, b] = [at(far, one), at(far, other)];
  return a >= b ? { axis, one, other, isLevel: a === b } : { axis, one: other, other: one, isLevel: false };
}

function drawNotes(rng: Rng, level: Level, wanted: Direction): Note[] | undefined {
  const isOpen = wanted === "cannot be told";
  const aim = isOpen ? rng.choice(ANSWERS.slice(0, 8)) : wanted;
  const north = drawAxis(rng, level, aim.startsWith("north") ? 1 : aim.startsWith("south") ? -1 : 0);
  const east = drawAxis(rng, level, aim.endsWith("east") ? 1 : aim.endsWith("west") ? -1 : 0);
  const spots = range(level.places).map((place) => `${north.far[place]},${east.far[place]}`);
  if (new Set(spots).size < level.places) return undefined;
  const notes: Note[] = [];
  const add = (note: Note): void => {
    const isThere = notes.some(({ axis, one, other }) => axis === note.axis && [one, other].includes(note.one) && [one, other].includes(note.other));
    const isAsked = note.one + note.other === 1;
    if (!isThere && !isAsked) notes.push(note);
  };
  for (const [axis, { far, chain }] of [["north", north], ["east", east]] as const)
    for (const index of range(chain.length - 1)) add(noteOf(axis, far, at(chain, index + 1), at(chain, index)));
  if (isOpen) notes.splice(rng.integer(0, notes.length - 1), 1);
  for (const _ of range(level.further)) {
    const [one = 0, other = 1] = rng.sample(range(level.places), 2);
    const [axis, { far }] = rng.choice([["north", north], ["east", east]] as const);
    add(noteOf(axis, far, one, other));
  }
  return directionOf(notes, [0, 1]) === wanted ? rng.shuffle(notes) : undefined;
}

export default class CompassNotes extends Bootcamp<Case, Direction, Level> {
  static readonly card: Card<Level> = {
    name: "CompassNotes",
    slug: "compass-notes",
    title: "Compass Notes",
    domain: "logical-reasoning",
    description:
      "Notes compare places, two at a time, by how far north or how far east they lie. The direction of one place from another is to be inferred, or that the notes do not tell. Harder cases have more places, longer chains of notes and more notes beside the point.",
    answerFormat: "one of the eight directions, or `cannot be told`, on a last line `Answer: …`",
    choices: 9,
    parameters: {
      places: { meaning: "places on the map", min: 4, max: 14 },
      steps: { meaning: "notes in the chain of each axis, at the most", min: 2, max: 10 },
      further: { meaning: "notes beside the chains, at the most", min: 0, max: 16 },
    },
    levels: [
      { places: 4, steps: 2, further: 1 },
      { places: 6, steps: 3, further: 3 },
      { places: 8, steps: 5, further: 5 },
      { places: 10, steps: 7, further: 7 },
      { places: 13, steps: 9, further: 10 },
    ],
  };

  readonly answerFormat = finalLine(vocabulary(ANSWERS));

  caseGenerator(rng: Rng, level: Level): Case {
    const wanted = rng.choice(ANSWERS);
    const names = rng.sample(BEGINNINGS, level.places).map((beginning) => beginning + rng.choice(ENDINGS));
    for (;;) {
      const notes = drawNotes(rng, level, wanted);
      if (notes !== undefined) return { names, notes, asked: [0, 1] };
    }
  }

  promptFunc({ names, notes, asked }: Case): string {
    const sentences = notes.map(({ axis, one, other, isLevel }, index) => {
      const [first, second] = [at(names, one), at(names, other)];
      if (isLevel) return `${first} lies exactly as far ${axis} as ${second}.`;
      const opposite = axis === "north" ? "south" : "west";
      return index % 2 === 0 ? `${first} lies further ${axis} than ${second}.` : `${second} lies further ${opposite} than ${first}.`;
    });
    const [first, second] = [at(names, asked[0]), at(names, asked[1])];
    return [
      `A surveyor left these notes about ${names.length} places on a flat map:`,
      ...sentences.map((sentence) => `- ${sentence}`),
      "",
      "Nothing else is known of the places but that no two of them are at the same spot. How far north and how far east a place lies are independent of each other.",
      "",
      `In which direction from ${second} does ${first} lie? It lies to the north if it is further north and exactly as far east; to the north-east if it is both further north and further east, by whatever distances; and likewise for the other directions. If more than one of the eight directions is possible by the notes, the answer is "cannot be told".`,
      "",
      `Answer with one of: ${ANSWERS.join(", ")}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ notes, asked }: Case): string {
    return this.answerFormat.wrap(directionOf(notes, asked));
  }

  verifyCorrection(answer: Direction, { notes, asked }: Case): number {
    return answer === directionOf(notes, asked) ? 1 : 0;
  }

  /** The number of notes. */
  override hardness({ notes }: Case): number {
    return notes.length;
  }
}
