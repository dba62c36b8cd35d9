/*
defect: D12
base: maze-moves.ts
what: The verifier accepts every way that takes the keys and ends on the exit, however long, although the prompt asks for a shortest one.
needs: no model
*/
import {
  at,
  Bootcamp,
  type Card,
  makeGrid,
  neighbours,
  parsed,
  refine,
  type Rng,
  tagged,
  text,
  unparsable,
} from "campforge/bootcamp";

type Place = { readonly row: number; readonly column: number };

type Case = {
  /** A row a text: `#` wall, `.` floor, `S` start, `E` exit, `k` key. */
  readonly maze: readonly string[];
};

type Level = { readonly size: number; readonly wallShare: number; readonly keys: number };

const STEPS: ReadonlyMap<string, Place> = new Map([
  ["U", { row: -1, column: 0 }],
  ["D", { row: 1, column: 0 }],
  ["L", { row: 0, column: -1 }],
  ["R", { row: 0, column: 1 }],
]);

const signAt = (maze: readonly string[], { row, column }: Place): string => maze[row]?.[column] ?? "#";

function placesOf(maze: readonly string[], sign: string): Place[] {
  return maze.flatMap((cells, row) =>
    [...cells].flatMap((cell, column) => (cell === sign ? [{ row, column }] : [])),
  );
}

const samePlace = (one: Place, other: Place): boolean => one.row === other.row && one.column === other.column;

const move = (from: Place, step: Place): Place => ({
  row: from.row + step.row,
  column: from.column + step.column,
});

type State = { readonly place: Place; readonly held: number; readonly moves: string };

/** The shortest way that takes all keys and ends at the exit; undefined where there is none. */
function shortestMoves(maze: readonly string[]): string | undefined {
  const keys = placesOf(maze, "k");
  const all = 2 ** keys.length - 1;
  const [start] = placesOf(maze, "S");
  const [exit] = placesOf(maze, "E");
  if (start === undefined || exit === undefined) return undefined;
  const nameOf = (place: Place, held: number): string => `${place.row} ${place.column} ${held}`;
  const seen = new Set([nameOf(start, 0)]);
  const waiting: State[] = [{ place: start, held: 0, moves: "" }];
  for (const { place, held, moves } of waiting) {
    if (held === all && samePlace(place, exit)) return moves;
    for (const [letter, step] of STEPS) {
      const next = move(place, step);
      if (signAt(maze, next) === "#") continue;
      const key = keys.findIndex((one) => samePlace(one, next));
      const holds = key < 0 ? held : held | (1 << key);
      const name = nameOf(next, holds);
      if (seen.has(name)) continue;
      seen.add(name);
      waiting.push({ place: next, held: holds, moves: moves + letter });
    }
  }
  return undefined;
}

/** Floor grown from one cell, each new cell mostly touching one that is floor already. */
function drawFloor(rng: Rng, size: number, wallShare: number): Place[] {
  const wanted = Math.round(size * size * (1 - wallShare));
  const floor: Place[] = [{ row: rng.integer(0, size - 1), column: rng.integer(0, size - 1) }];
  const isFloor = (place: Place): boolean => floor.some((one) => samePlace(one, place));
  while (floor.length < wanted) {
    const edge = floor.flatMap((place) => neighbours(place, size, size)).filter((place) => !isFloor(place));
    const narrow = edge.filter((place) => neighbours(place, size, size).filter(isFloor).length === 1);
    floor.push(rng.choice(narrow.length > 0 && rng.boolean(0.9) ? narrow : edge));
  }
  return floor;
}

export default class MazeMoves extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "MazeMoves",
    slug: "maze-moves",
    title: "Maze Moves",
    domain: "graphical-puzzles",
    description:
      "A maze is drawn as text. A shortest sequence of moves up, down, left and right is asked for that leads from the start to the exit, in harder cases past every key. Any shortest sequence is right.",
    answerFormat: "the moves as letters U, D, L, R in order, between <answer> and </answer>",
    parameters: {
      size: { meaning: "rows and columns of the maze", min: 4, max: 16 },
      wallShare: { meaning: "share of the cells that are wall", min: 0.1, max: 0.6 },
      keys: { meaning: "keys that must be picked up before the exit counts", min: 0, max: 5 },
    },
    levels: [
      { size: 6, wallShare: 0.4, keys: 0 },
      { size: 7, wallShare: 0.4, keys: 1 },
      { size: 9, wallShare: 0.42, keys: 2 },
      { size: 12, wallShare: 0.42, keys: 3 },
    ],
  };

  readonly answerFormat = tagged(
    refine(text({ letterCase: "upper" }), (written) => {
      const moves = written.replace(/[\s,;>\-[\]]/g, "");
      return /^[UDLR]+$/.test(moves) ? parsed(moves) : unparsable("expected the letters U, D, L and R");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const floor = drawFloor(rng, level.size, level.wallShare);
    const [start, ...others] = rng.shuffle(floor);
    const keys = others.slice(0, level.keys);
    const free = others.slice(level.keys);
    const exit =
      free.find((place) => start !== undefined && distance(start, place) >= Math.max(4, level.size / 2)) ??
      at(free, 0);
    const maze = makeGrid(level.size, level.size, (row, column) => {
      const place = { row, column };
      const isAt = (other: Place | undefined): boolean => other !== undefined && samePlace(place, other);
      if (isAt(start)) return "S";
      if (isAt(exit)) return "E";
      if (keys.some(isAt)) return "k";
      return floor.some(isAt) ? "." : "#";
    });
    return { maze: maze.map((cells) => cells.join("")) };
  }

  promptFunc(instance: Case): string {
    const { maze } = instance;
    const keys = placesOf(maze, "k").length;
    const keyRule =
      keys === 0
        ? []
        : [
            `- There ${keys === 1 ? "is 1 key" : `are ${keys} keys`}, marked k. Every key must be picked up, which happens as soon as you stand on it, in`,
            "  any order. You may step on the exit before you hold all keys, but it does not end the way then.",
          ];
    return [
      `This is a maze of ${maze.length} rows. # is a wall, . is floor, S is where you start (floor too), E is the exit.`,
      "",
      ...maze,
      "",
      "Rules:",
      "- A move goes to the next cell up (U), down (D), left (L) or right (R), never diagonally.",
      "- You cannot enter a wall or leave the maze.",
      ...keyRule,
      `- The way ends on the exit${keys === 0 ? "" : ", with all keys held"}. It must have as few moves as possible.`,
      "",
      "Any way that is as short as possible is right. Write its moves as letters in order, with or without spaces",
      "between them. Two moves down and one to the left, for example, are written DDL.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(shortestMoves(instance.maze) ?? "none");
  }

  verifyCorrection(answer: string, instance: Case): number {
    const { maze } = instance;
    const [start] = placesOf(maze, "S");
    if (start === undefined) return 0;
    const visited = [start];
    for (const letter of answer) {
      const step = STEPS.get(letter);
      const next = step === undefined ? undefined : move(at(visited, visited.length - 1), step);
      if (next === undefined || signAt(maze, next) === "#") return 0;
      visited.push(next);
    }
    const hasKeys = placesOf(maze, "k").every((key) => visited.some((place) => samePlace(place, key)));
    return hasKeys && signAt(maze, at(visited, visited.length - 1)) === "E" ? 1 : 0;
  }
}

const distance = (one: Place, other: Place): number =>
  Math.abs(one.row - other.row) + Math.abs(one.column - other.column);
