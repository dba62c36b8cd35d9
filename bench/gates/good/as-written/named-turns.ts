import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  list,
  parsed,
  range,
  refine,
  type Rng,
  text,
} from "campforge/bootcamp";

type Voice = "toy" | "exercise" | "brief";

type Case = {
  /** The rows of the grid from the top. */
  readonly grid: readonly string[];
  /** Such as `turn X` and `duel X Y`. */
  readonly commands: readonly string[];
  readonly voice: Voice;
};

type Level = {
  readonly size: number;
  readonly commands: number;
};

type Kind = "turn" | "home" | "flip" | "duel";

const VOICES: readonly Voice[] = ["toy", "exercise", "brief"];
const LETTERS: readonly string[] = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

const rowOf = (grid: readonly string[], letter: string): number => grid.findIndex((row) => row.includes(letter));

/** Whether the first letter of a duel stands in a higher row than the second. */
function isWon(grid: readonly string[], command: string): boolean {
  const [, first = "", second = ""] = command.split(" ");
  return rowOf(grid, first) < rowOf(grid, second);
}

function obey(grid: readonly string[], command: string): string[] {
  const [kind = "", letter = "", other = ""] = command.split(" ");
  const rows = grid.map((row) => [...row]);
  const size = rows.length;
  const y = rowOf(grid, letter);
  const row = at(rows, y);
  const x = row.indexOf(letter);
  if (kind === "turn") {
    const below = at(rows, (y + 1) % size);
    const right = (x + 1) % size;
    const upperRight = at(row, right);
    const lowerRight = at(below, right);
    const lowerLeft = at(below, x);
    row[right] = letter;
    below[right] = upperRight;
    below[x] = lowerRight;
    row[x] = lowerLeft;
  } else if (kind === "home") {
    rows[y] = [...row.slice(x), ...row.slice(0, x)];
  } else if (kind === "flip") {
    const column = rows.map((one) => at(one, x)).toReversed();
    rows.forEach((one, index) => {
      one[x] = at(column, index);
    });
  } else {
    const otherY = rowOf(grid, other);
    const otherRow = at(rows, otherY);
    if (isWon(grid, command)) {
      row[x] = other;
      otherRow[otherRow.indexOf(other)] = letter;
    } else {
      rows[otherY] = [at(otherRow, size - 1), ...otherRow.slice(0, -1)];
    }
  }
  return rows.map((one) => one.join(""));
}

type Drawn = Omit<Case, "voice">;

/** The grid at the start and after each command. */
function history({ grid, commands }: Drawn): (readonly string[])[] {
  const grids: (readonly string[])[] = [grid];
  for (const command of commands) grids.push(obey(at(grids, grids.length - 1), command));
  return grids;
}

const solve = (instance: Drawn): readonly string[] => at(history(instance), instance.commands.length);

function draw(rng: Rng, { size, commands: count }: Level): Drawn {
  const letters = rng.sample(LETTERS, size * size);
  const grid = range(size).map((row) => letters.slice(row * size, (row + 1) * size).join(""));
  const half = Math.ceil(count / 2);
  const mixed = (length: number, one: Kind, another: Kind): Kind[] =>
    range(length).map((index) => (index === 0 ? one : index === 1 ? another : rng.choice([one, another])));
  const kinds = rng.shuffle([...mixed(half, "turn", "duel"), ...mixed(count - half, "home", "flip")]);
  const commands = kinds.map((kind) => [kind, ...rng.sample(letters, kind === "duel" ? 2 : 1)].join(" "));
  return { grid, commands };
}

/** True where duels are both won and not won. */
function isGood(drawn: Drawn): boolean {
  const grids = history(drawn);
  const ends = drawn.commands.flatMap((command, index) =>
    command.startsWith("duel") ? [isWon(at(grids, index), command)] : [],
  );
  return ends.includes(true) && ends.includes(false);
}

export default class NamedTurns extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "NamedTurns",
    slug: "named-turns",
    title: "Named Turns",
    domain: "graphical-puzzles",
    description:
      "A square grid of letters is changed by commands that name letters instead of places: blocks are turned, rows shifted, columns turned upside down, and letters exchanged, as it depends on where they stand. The final grid is asked for. Harder cases have larger grids and more commands.",
    answerFormat: "the rows of the final grid from the top, separated by /, on a last line `Answer: …`",
    parameters: {
      size: { meaning: "rows and columns of the grid", min: 3, max: 5 },
      commands: { meaning: "number of commands", min: 7, max: 600 },
    },
    levels: [
      { size: 3, commands: 14 },
      { size: 3, commands: 36 },
      { size: 4, commands: 75 },
      { size: 5, commands: 135 },
      { size: 5, commands: 240 },
    ],
  };

  readonly answerFormat = finalLine(
    list(
      refine(text({ letterCase: "upper" }), (row) => parsed(row.replaceAll(" ", ""))),
      { separators: ["/"] },
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 0; tries < 200 && !isGood(drawn); tries++) drawn = draw(rng, level);
    return { ...drawn, voice: rng.choice(VOICES) };
  }

  promptFunc({ grid, commands, voice }: Case): string {
    const size = grid.length;
    const opening = {
      toy: `A sliding toy shows a grid of ${size} by ${size} different letters and obeys commands that name letters.`,
      exercise: `A grid of ${size} by ${size} different letters is changed by a list of ${commands.length} commands. Find the grid at the end.`,
      brief: `Carry out ${commands.length} commands on a grid of ${size} by ${size} letters.`,
    }[voice];
    return [
      opening,
      "",
      "The commands name letters, not places, so each letter has to be looked up in the grid as it is at that moment. Row 1 is the top row and column 1 the leftmost column. The commands are:",
      "- turn X: take the 2 by 2 block that has X at its upper left. It goes over the edge if need be: after the last row comes the first row, and after the last column the first column. The four letters of the block move clockwise by one: the upper left one to the upper right place, the upper right one to the lower right place, the lower right one to the lower left place, and the lower left one to the upper left place.",
      "- home X: the row of X is shifted cyclically to the left until X is in column 1.",
      "- flip X: the column of X is turned upside down, that is, the order of its letters is reversed.",
      "- duel X Y: if X is in a higher row than Y (a row with a smaller number), X and Y change places. Otherwise (also if they are in the same row) the row of Y is shifted cyclically to the right by one, so that its last letter goes to column 1.",
      "",
      "An example with the grid ABC/DEF/GHI, its rows from the top separated by slashes:",
      "- turn E: ABC/DHE/GIF",
      "- home C: CAB/DHE/GIF",
      "- duel I C: I is not higher than C, so row 1 is shifted: BCA/DHE/GIF",
      "- flip E: BCF/DHE/GIA",
      "- duel G A: G and A are in the same row, so row 3 is shifted: BCF/DHE/AGI",
      "",
      "The grid at the start:",
      ...grid.map((row) => [...row].join(" ")),
      "",
      "The commands, to be carried out in this order:",
      ...commands.map((command, index) => `${index + 1}. ${command}`),
      "",
      "Give the final grid as in the example: its rows from the top, each without spaces, separated by slashes (/).",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance).join("/"));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    return answer.join("/") === solve(instance).join("/") ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const grids = history(instance);
    const steps = instance.commands.map(
      (command, index) => `${index + 1}. ${command}: ${at(grids, index + 1).join("/")}`,
    );
    return [
      `The grid at the start: ${instance.grid.join("/")}`,
      "After each command:",
      ...steps,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Letters of the grid that are carried along, all commands together. */
  hardness({ grid, commands }: Case): number {
    return grid.length * grid.length * commands.length;
  }
}
