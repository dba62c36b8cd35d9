import { Bootcamp, type Card, list, range, record, type Rng, tagged, text } from "campforge/bootcamp";

type Command = "L" | "R" | "B" | "S" | "T";

type Case = {
  /** The cars of the main track, the front car first. */
  readonly cars: readonly string[];
  readonly commands: readonly Command[];
};

type Answer = {
  readonly main: readonly string[];
  readonly left: readonly string[];
  readonly right: readonly string[];
};

type Level = {
  readonly cars: number;
  readonly commands: number;
};

/** Main track from the front, sidings from the dead end outwards. */
type Yard = { main: string[]; left: string[]; right: string[] };

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
const PER_ROW = 20;
const TRIES = 300;

/** Comes behind every letter: stands for the car that an empty siding does not have. */
const BEHIND_ALL = "~";

function carryOut(yard: Yard, command: Command): void {
  const { main, left, right } = yard;
  if (command === "L" || command === "R") {
    const car = main.shift();
    if (car !== undefined) (command === "L" ? left : right).push(car);
  } else if (command === "B") {
    const isLeft = (left.at(-1) ?? BEHIND_ALL) < (right.at(-1) ?? BEHIND_ALL);
    const car = (isLeft ? left : right).pop();
    if (car !== undefined) main.push(car);
  } else if (command === "S") {
    yard.left = right;
    yard.right = left;
  } else {
    const [first, ...rest] = main;
    const last = rest.pop();
    if (last !== undefined) yard.main = [last, ...rest, first];
  }
}

/** The yard after all commands, but those of a kind that is left out. */
function run({ cars, commands }: Case, leftOut?: Command): Yard {
  const yard: Yard = { main: [...cars], left: [], right: [] };
  for (const command of commands) if (command !== leftOut) carryOut(yard, command);
  return yard;
}

const trackText = (track: readonly string[]): string => (track.length === 0 ? "none" : track.join(", "));

const yardText = ({ main, left, right }: Answer, separator: string): string =>
  [`main: ${trackText(main)}`, `left: ${trackText(left)}`, `right: ${trackText(right)}`].join(separator);

/** Draws each command by the state, so that about half of the cars stand on the sidings most of the time. */
function draw(rng: Rng, level: Level): Case {
  const cars = rng.sample(ALPHABET, level.cars);
  const yard: Yard = { main: [...cars], left: [], right: [] };
  const commands: Command[] = [];
  const exchange = (4 + 2 * level.cars) * 0.2;
  for (let count = 0; count < level.commands; count++) {
    const before = commands.at(-1);
    const onSidings = yard.left.length + yard.right.length;
    const command = rng.weightedChoice<Command>([
      ["L", 1 + yard.main.length],
      ["R", 1 + yard.main.length],
      ["B", 2 + 2 * onSidings],
      ["S", before === "S" ? 0 : exchange],
      ["T", before === "T" ? 0 : exchange],
    ]);
    commands.push(command);
    carryOut(yard, command);
  }
  return { cars, commands };
}

/** True when each siding is empty after fewer than half of the commands, and both kinds of exchange matter. */
function isLively(instance: Case): boolean {
  const yard: Yard = { main: [...instance.cars], left: [], right: [] };
  let leftEmpty = 0;
  let rightEmpty = 0;
  for (const command of instance.commands) {
    carryOut(yard, command);
    if (yard.left.length === 0) leftEmpty++;
    if (yard.right.length === 0) rightEmpty++;
  }
  if (2 * Math.max(leftEmpty, rightEmpty) >= instance.commands.length) return false;
  const result = yardText(yard, "\n");
  return yardText(run(instance, "S"), "\n") !== result && yardText(run(instance, "T"), "\n") !== result;
}

export default class TwoSidingYard extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "TwoSidingYard",
    slug: "two-siding-yard",
    title: "Two-Siding Yard",
    domain: "algorithms",
    description:
      "Cars on a main track are pushed onto two dead-end sidings and brought back by a long list of commands, some of which depend on the letters of the cars, exchange the sidings or exchange the ends of the main track. The final state of all three tracks is asked for. Harder cases have more cars and many more commands.",
    answerFormat: "main: …, left: …, right: …, one per line, in <answer> tags; none for an empty track",
    parameters: {
      cars: { meaning: "number of cars", min: 3, max: 26 },
      commands: { meaning: "number of commands", min: 10, max: 1000 },
    },
    levels: [
      { cars: 7, commands: 30 },
      { cars: 12, commands: 120 },
      { cars: 16, commands: 240 },
      { cars: 20, commands: 420 },
      { cars: 26, commands: 700 },
    ],
  };

  readonly answerFormat = tagged(
    record<Answer>({
      main: list(text({ letterCase: "upper" })),
      left: list(text({ letterCase: "upper" })),
      right: list(text({ letterCase: "upper" })),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ cars, commands }: Case): string {
    const rows = range(Math.ceil(commands.length / PER_ROW)).map((row) =>
      commands.slice(row * PER_ROW, (row + 1) * PER_ROW).join(" "),
    );
    return [
      "A main track holds cars in a row, each with a different letter. There are two dead-end sidings, left and right, both empty at the start. The car that entered a siding last is the first to leave it.",
      "",
      "Commands are carried out one after the other:",
      "- L: the front car of the main track goes onto the left siding. If the main track is empty, nothing happens.",
      "- R: the front car of the main track goes onto the right siding. If the main track is empty, nothing happens.",
      "- B: of the two cars that could leave the sidings (on each siding the one that entered last), the one whose letter comes first in the alphabet goes to the back end of the main track. If one siding is empty, the car of the other one goes; if both are empty, nothing happens.",
      "- S: the sidings change places: all cars of the left one are now on the right one and the other way round, each group in its order.",
      "- T: the first and the last car of the main track change places, if it has at least two cars.",
      "",
      "An example: the main track is D A B E C from the front, the commands are L R L B T S B R. After L R L the main track is E C, the left siding, from its dead end outwards, D B, and the right siding A. B takes A, so the main track is E C A. T makes it A C E. After S the left siding is empty and the right one is D B. B takes B: the main track is A C E B. With R, A leaves for the right siding. So the result is main: C, E, B; left: none; right: D, A.",
      "",
      `Now the main track holds these ${cars.length} cars, the front car first:`,
      cars.join(" "),
      "",
      `These are the ${commands.length} commands, to be read row by row, each row from left to right:`,
      ...rows,
      "",
      "What do the tracks look like after the last command? Give the main track from the front and both sidings from the dead end outwards, one track per line, the letters separated by commas, and the word none for a track that is empty, in this form:",
      "main: C, E, B",
      "left: none",
      "right: D, A",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(yardText(run(instance), "\n"));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return yardText(answer, "\n") === yardText(run(instance), "\n") ? 1 : 0;
  }

  /** The state after each command. */
  override workedSolution(instance: Case): string {
    const yard: Yard = { main: [...instance.cars], left: [], right: [] };
    const steps = instance.commands.map((command, index) => {
      carryOut(yard, command);
      return `${index + 1}. ${command}: ${yardText(yard, "; ")}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Commands that change something. */
  override hardness({ cars, commands }: Case): number {
    const yard: Yard = { main: [...cars], left: [], right: [] };
    let changes = 0;
    for (const command of commands) {
      const before = yardText(yard, "\n");
      carryOut(yard, command);
      if (yardText(yard, "\n") !== before) changes++;
    }
    return changes;
  }
}
