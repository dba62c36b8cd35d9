import { at, Bootcamp, type Card, integer, list, modulo, range, record, type Rng, tagged } from "campforge/bootcamp";

type Case = {
  /** Places of the ring. */
  readonly size: number;
  /** The wagons in the order of their turns. */
  readonly names: readonly string[];
  /** Their places at the start. */
  readonly places: readonly number[];
  /** The number of each turn. */
  readonly numbers: readonly number[];
};

type Answer = { readonly places: readonly number[]; readonly bumps: readonly number[] };

type Level = {
  readonly wagons: number;
  readonly size: number;
  readonly turns: number;
};

/** What happened in a turn: the place that was reached, the wagon that was bumped (-1 for none), and how far back it went. */
type Turn = { readonly from: number; readonly to: number; readonly bumped: number; readonly back: number };

const NAMES =
  "Ann Ben Cid Dot Eve Fay Gus Hal Ida Jon Kit Leo Mia Ned Ola Pam Quin Ray Sam Tia Uma Vic Wes Xia Yan Zoe".split(" ");
/** How often a number is drawn that makes the wagon arrive on another one. */
const AIMED = 0.35;
const PER_ROW = 20;
const TRIES = 300;

/** Moves a wagon and bumps the one that it meets; changes the places. */
function move(places: number[], wagon: number, number: number, size: number): Turn {
  const from = at(places, wagon);
  const to = (from + number) % size;
  const bumped = places.indexOf(to);
  places[wagon] = to;
  if (bumped < 0) return { from, to, bumped, back: 0 };
  let back = 1;
  while (places.includes(modulo(to - back, size))) back++;
  places[bumped] = modulo(to - back, size);
  return { from, to, bumped, back };
}

function run({ size, places: start, numbers }: Case): { readonly end: Answer; readonly turns: readonly Turn[] } {
  const places = [...start];
  const turns = numbers.map((number, index) => move(places, index % places.length, number, size));
  const bumps = places.map((_, wagon) => turns.filter(({ bumped }) => bumped === wagon).length);
  return { end: { places, bumps }, turns };
}

const answerText = ({ places, bumps }: Answer): string => `places: ${places.join(", ")}\nbumps: ${bumps.join(", ")}`;

function draw(rng: Rng, { wagons, size, turns }: Level): Case {
  const names = rng.sample(NAMES, wagons);
  const start = rng.distinctIntegers(wagons, 0, size - 1);
  const places = [...start];
  const numbers = range(turns).map((index) => {
    const wagon = index % wagons;
    const others = places.filter((_, other) => other !== wagon);
    const number = rng.boolean(AIMED)
      ? modulo(rng.choice(others) - at(places, wagon), size)
      : rng.integer(1, size - 1);
    move(places, wagon, number, size);
    return number;
  });
  return { size, names, places: start, numbers };
}

/** True when bumps happen in at least a quarter of the turns, and one of them goes back further than one place. */
function isLively(instance: Case): boolean {
  const { turns } = run(instance);
  return turns.filter(({ back }) => back > 0).length * 4 >= turns.length && turns.some(({ back }) => back > 1);
}

export default class BumpingCaravan extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "BumpingCaravan",
    slug: "bumping-caravan",
    title: "Bumping Caravan",
    domain: "mathematical-modelling",
    description:
      "Wagons on a ring move forward in turn. One that arrives on another's place bumps it back to the nearest free place. The place of each wagon at the end, and how often it was bumped, are asked for. Harder cases have more wagons, larger rings and many more turns.",
    answerFormat: "places: …, bumps: …, both in the order of the wagons, one per line, in <answer> tags",
    parameters: {
      wagons: { meaning: "number of wagons, less than the places of the ring", min: 2, max: 26 },
      size: { meaning: "places of the ring", min: 4, max: 80 },
      turns: { meaning: "number of turns of all wagons together", min: 8, max: 800 },
    },
    levels: [
      { wagons: 3, size: 9, turns: 14 },
      { wagons: 7, size: 20, turns: 70 },
      { wagons: 11, size: 27, turns: 160 },
      { wagons: 15, size: 34, turns: 280 },
      { wagons: 20, size: 43, turns: 460 },
    ],
  };

  readonly answerFormat = tagged(record<Answer>({ places: list(integer()), bumps: list(integer()) }));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ size, names, places, numbers }: Case): string {
    const rows = range(Math.ceil(numbers.length / PER_ROW)).map((row) =>
      numbers.slice(row * PER_ROW, (row + 1) * PER_ROW).join(" "),
    );
    return [
      `Wagons stand on a ring of ${size} places, numbered from 0 to ${size - 1} in the direction of travel (place 0 follows place ${size - 1}), at most one on a place. They take turns in the order in which they are listed, again and again, and each turn has a number.`,
      "",
      "- The wagon whose turn it is moves forward by the number of the turn.",
      "- If another wagon stands on the place where it arrives, that one is bumped: it goes back to the nearest free place behind that place (the place before it, or else the one before that, and so on around the ring). A place is free if no wagon stands on it, where the wagon that has just moved stands on its new place and no longer on its old one.",
      "- A bumped wagon keeps its place in the order of turns.",
      "- Each wagon counts how often it was bumped.",
      "",
      "An example with a ring of 10 places: Ann is on 0, Ben on 3, Cid on 7, and the numbers are 3 4 6 2 5 1 4. Ann arrives on 3 and bumps Ben to 2. Ben goes to 6. Cid goes from 7 to 3 and bumps Ann to 2. Ann goes to 4. Ben goes from 6 to 1. Cid goes from 3 to 4 and bumps Ann to 3. Ann goes to 7. In the end Ann is on 7 and was bumped twice, Ben is on 1 and was bumped once, Cid is on 4 and was never bumped.",
      "",
      `Now these are the ${names.length} wagons on the ring of ${size} places, in the order of their turns:`,
      ...names.map((name, index) => `${index + 1}. ${name} on ${at(places, index)}`),
      "",
      `These are the numbers of the ${numbers.length} turns, to be read row by row, each row from left to right:`,
      ...rows,
      "",
      "On which place is each wagon after the last turn, and how often was it bumped? Write the places on one line and the counts on another, both in the order in which the wagons are listed, separated by commas. For the example above that is:",
      "places: 7, 1, 4",
      "bumps: 2, 1, 0",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(answerText(run(instance).end));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return answerText(answer) === answerText(run(instance).end) ? 1 : 0;
  }

  /** What happens in each turn. */
  override workedSolution(instance: Case): string {
    const { size, names } = instance;
    const steps = run(instance).turns.map(({ from, to, bumped, back }, index) => {
      const bump = bumped < 0 ? "" : ` and bumps ${at(names, bumped)} to ${modulo(to - back, size)}`;
      return `${index + 1}. ${at(names, index % names.length)} goes from ${from} to ${to}${bump}.`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Moves, and places that bumped wagons go back. */
  override hardness(instance: Case): number {
    return run(instance).turns.reduce((sum, { back }) => sum + 1 + back, 0);
  }
}
