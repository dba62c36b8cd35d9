import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  cell,
  characterGrid,
  choiceOf,
  makeGrid,
  record,
  type Rng,
  tagged,
} from "campforge/bootcamp";

type Facing = "N" | "E" | "S" | "W";

type Case = {
  /** The colours, a row a text. */
  readonly tiles: readonly string[];
  /** Where the beetle starts, counted from 1. */
  readonly row: number;
  readonly column: number;
  readonly facing: Facing;
  readonly steps: number;
};

type Answer = {
  readonly position: Cell;
  readonly facing: Facing;
  readonly tiles: readonly (readonly string[])[];
};

type Level = {
  readonly shortSide: number;
  readonly longSide: number;
  readonly steps: number;
};

/** One step: the colour under the beetle, where it stands and faces behind the step, and whether the border turned it round. */
type Step = { readonly colour: string; readonly position: Cell; readonly facing: Facing; readonly isBorder: boolean };

const COLOURS: readonly string[] = ["a", "b", "c"];
/** Quarter turns to the right on each colour. */
const TURNS: readonly number[] = [1, 3, 0];
const FACINGS: readonly Facing[] = ["N", "E", "S", "W"];
/** The move forward for each facing. */
const FORWARD: readonly (readonly [down: number, across: number])[] = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
];
const TRIES = 300;

function walk(instance: Case): { readonly end: Answer; readonly steps: readonly Step[] } {
  const tiles = instance.tiles.map((row) => row.split(""));
  const columns = at(tiles, 0).length;
  let row = instance.row - 1;
  let column = instance.column - 1;
  let direction = FACINGS.indexOf(instance.facing);
  const steps: Step[] = [];
  for (let count = 0; count < instance.steps; count++) {
    const line = at(tiles, row);
    const colour = COLOURS.indexOf(at(line, column));
    direction = (direction + at(TURNS, colour)) % FACINGS.length;
    line[column] = at(COLOURS, (colour + 1) % COLOURS.length);
    const [down, across] = at(FORWARD, direction);
    const isBorder =
      row + down < 0 || row + down >= tiles.length || column + across < 0 || column + across >= columns;
    if (isBorder) {
      direction = (direction + 2) % FACINGS.length;
    } else {
      row += down;
      column += across;
    }
    steps.push({
      colour: at(COLOURS, colour),
      position: { row: row + 1, column: column + 1 },
      facing: at(FACINGS, direction),
      isBorder,
    });
  }
  return { end: { position: { row: row + 1, column: column + 1 }, facing: at(FACINGS, direction), tiles }, steps };
}

const answerText = ({ position, facing, tiles }: Answer): string =>
  [
    `position: ${position.row},${position.column}`,
    `facing: ${facing}`,
    "tiles:",
    ...tiles.map((row) => row.join(" ")),
  ].join("\n");

function draw(rng: Rng, { shortSide, longSide, steps }: Level): Case {
  const isWide = rng.boolean();
  const rows = isWide ? shortSide : longSide;
  const columns = isWide ? longSide : shortSide;
  return {
    tiles: makeGrid(rows, columns, () => rng.choice(COLOURS)).map((row) => row.join("")),
    row: rng.integer(1, rows),
    column: rng.integer(1, columns),
    facing: rng.choice(FACINGS),
    steps,
  };
}

const meetsBorder = (instance: Case): boolean => walk(instance).steps.some(({ isBorder }) => isBorder);

export default class ThreeColouredBeetle extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "ThreeColouredBeetle",
    slug: "three-coloured-beetle",
    title: "Three-Coloured Beetle",
    domain: "graphical-puzzles",
    description:
      "A beetle walks on a grid of tiles in three colours. The colour under it decides how it turns, and changes with each step; at the border it turns round. The end of the walk and the grid at the end are asked for. Harder cases have larger grids and longer walks.",
    answerFormat: "position: row,column, facing: a letter, tiles: the rows of the grid, each part on new lines, in <answer> tags",
    parameters: {
      shortSide: { meaning: "tiles of the shorter side of the grid", min: 2, max: 15 },
      longSide: { meaning: "tiles of the longer side of the grid", min: 2, max: 15 },
      steps: { meaning: "steps of the beetle", min: 5, max: 1000 },
    },
    levels: [
      { shortSide: 3, longSide: 3, steps: 14 },
      { shortSide: 4, longSide: 5, steps: 60 },
      { shortSide: 6, longSide: 6, steps: 150 },
      { shortSide: 7, longSide: 9, steps: 300 },
      { shortSide: 10, longSide: 11, steps: 550 },
    ],
  };

  readonly answerFormat = tagged(
    record<Answer>({ position: cell(), facing: choiceOf(FACINGS), tiles: characterGrid("abc") }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !meetsBorder(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ tiles, row, column, facing, steps }: Case): string {
    return [
      "A beetle walks on a rectangular grid of tiles coloured a, b and c. It stands on a tile and faces N (towards the top row), E (to the right), S (towards the bottom row) or W (to the left). Tiles are named by row and column, counted from 1 at the top left.",
      "",
      "One step consists of two parts:",
      "1. The beetle looks at the tile under it. On a it turns right by a quarter turn and the tile becomes b. On b it turns left by a quarter turn and the tile becomes c. On c it does not turn and the tile becomes a.",
      "2. It moves one tile forward. If that would take it off the grid, it stays where it is and turns round by half a turn instead. This also completes the step.",
      "",
      "An example: on the grid",
      "a b c",
      "c a b",
      "b c a",
      "the beetle starts at 1,1 facing N and makes 8 steps. In step 1 it turns right to E, the tile becomes b, and it moves to 1,2. In step 2 it turns left to N, the tile becomes c, and since it cannot move north it stays and faces S. In step 3 it does not turn, the tile becomes a, and it moves to 2,2. Step 4 takes it to 2,1 facing W. In step 5 it does not turn, the tile becomes a, and it stays and faces E. Step 6 takes it to 3,1 facing S, step 7 to 3,2 facing E and step 8 to 3,3 facing E. The grid is then",
      "b a c",
      "b b b",
      "c a a",
      "",
      `Now the grid has ${tiles.length} rows and ${at(tiles, 0).length} columns:`,
      ...tiles.map((line) => line.split("").join(" ")),
      `The beetle starts at ${row},${column} (row ${row}, column ${column}) facing ${facing} and makes ${steps} steps.`,
      "",
      "Where does it stand at the end, which way does it face, and what does the grid look like? Give all three, the grid with one row per line. For the example above that is:",
      "position: 3,3",
      "facing: E",
      "tiles:",
      "b a c",
      "b b b",
      "c a a",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(answerText(walk(instance).end));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return answerText(answer) === answerText(walk(instance).end) ? 1 : 0;
  }

  /** Each step with the colour found and the place reached. */
  override workedSolution(instance: Case): string {
    const lines = walk(instance).steps.map(
      ({ colour, position, facing, isBorder }, index) =>
        `${index + 1}. On ${colour}, which becomes ${at(COLOURS, (COLOURS.indexOf(colour) + 1) % COLOURS.length)}: ${isBorder ? "turned round at the border, still" : "now"} at ${position.row},${position.column} facing ${facing}.`,
    );
    return [...lines, this.referenceAnswer(instance)].join("\n");
  }

  /** Steps of the beetle. */
  override hardness({ steps }: Case): number {
    return steps;
  }
}
