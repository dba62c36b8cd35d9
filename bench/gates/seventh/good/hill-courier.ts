import { at, Bootcamp, boxed, type Card, parsed, range, refine, renderGrid, type Rng, text, unparsable } from "campforge/bootcamp";

type Place = readonly [row: number, column: number];

type Case = {
  readonly heights: readonly (readonly number[])[];
  readonly start: Place;
  readonly hut: Place;
  readonly goal: Place;
  /** Minutes for each unit of height climbed, beyond those for every move. */
  readonly climb: number;
  /** Climbs that may follow each other without another move between them. */
  readonly breath: number;
};

type Level = {
  readonly rows: number;
  readonly columns: number;
  readonly highest: number;
  readonly breath: number;
};

const MOVES = "UDLR";
const STEPS: Readonly<Record<string, Place>> = { U: [-1, 0], D: [1, 0], L: [0, -1], R: [0, 1] };
/** Minutes of a move on the flat or downwards. */
const STRIDE = 2;
/** The greatest difference of height that can be walked. */
const STEEPEST = 3;
const MOST_TRIES = 40;

type State = { readonly row: number; readonly column: number; readonly climbs: number; readonly visited: boolean };

/** What a move leads to and how long it takes; undefined where it is not allowed. */
function moved({ heights, hut, climb, breath }: Case, state: State, move: string): { readonly state: State; readonly minutes: number } | undefined {
  const [down, right] = STEPS[move] ?? [0, 0];
  const row = state.row + down;
  const column = state.column + right;
  const height = heights[row]?.[column];
  if (height === undefined) return undefined;
  const rise = height - at(at(heights, state.row), state.column);
  const climbs = rise > 0 ? state.climbs + 1 : 0;
  if (Math.abs(rise) > STEEPEST || climbs > breath) return undefined;
  const visited = state.visited || (row === hut[0] && column === hut[1]);
  return { state: { row, column, climbs, visited }, minutes: STRIDE + climb * Math.max(0, rise) };
}

const beginning = ({ start, hut }: Case): State => ({
  row: start[0],
  column: start[1],
  climbs: 0,
  visited: start[0] === hut[0] && start[1] === hut[1],
});

const isEnd = ({ goal }: Case, { row, column, visited }: State): boolean => visited && row === goal[0] && column === goal[1];

/** Minutes of a route given by its moves, undefined where it breaks a rule. */
function walk(instance: Case, moves: string): number | undefined {
  let state = beginning(instance);
  let total = 0;
  for (const move of moves) {
    const next = moved(instance, state, move);
    if (next === undefined) return undefined;
    state = next.state;
    total += next.minutes;
  }
  return isEnd(instance, state) ? total : undefined;
}

type Found = { readonly state: State; readonly moves: string };

/** A quickest route with its minutes, and the states looked at, minute by minute; undefined where there is none. */
function solve(instance: Case): { readonly moves: string; readonly minutes: number; readonly looks: number } | undefined {
  const waiting: Found[][] = [[{ state: beginning(instance), moves: "" }]];
  const done = new Set<string>();
  for (let minutes = 0; minutes < waiting.length; minutes++) {
    for (const { state, moves } of waiting[minutes] ?? []) {
      const key = `${state.row},${state.column},${state.climbs},${state.visited}`;
      if (done.has(key)) continue;
      done.add(key);
      if (isEnd(instance, state)) return { moves, minutes, looks: done.size };
      for (const move of MOVES) {
        const next = moved(instance, state, move);
        if (next === undefined) continue;
        const arrival = minutes + next.minutes;
        while (waiting.length <= arrival) waiting.push([]);
        at(waiting, arrival).push({ state: next.state, moves: moves + move });
      }
    }
  }
  return undefined;
}

function drawCase(rng: Rng, level: Level): Case {
  const heights = range(level.rows).map(() => range(level.columns).map(() => rng.integer(1, level.highest)));
  const cells = range(level.rows * level.columns).map((cell): Place => [Math.floor(cell / level.columns), cell % level.columns]);
  const [start = [0, 0], hut = [0, 0], goal = [0, 0]] = rng.sample(cells, 3);
  return { heights, start, hut, goal, climb: rng.integer(2, 4), breath: level.breath };
}

/** How many of the things that make a case interesting it has, of 5; -1 where there is no route. */
function merits(drawn: Case): number {
  const best = solve(drawn);
  if (best === undefined) return -1;
  const { start, hut, goal, heights } = drawn;
  const apart = (one: Place, other: Place): number => Math.abs(one[0] - other[0]) + Math.abs(one[1] - other[1]);
  const direct = apart(start, hut) + apart(hut, goal);
  const found = [
    best.moves.length >= heights.length + at(heights, 0).length - 2,
    best.moves.length > direct,
    walk(drawn, solve({ ...drawn, breath: 99 })?.moves ?? "") === undefined,
    walk(drawn, solve({ ...drawn, hut: start })?.moves ?? "") === undefined,
    walk(drawn, solve({ ...drawn, climb: 0 })?.moves ?? "") !== best.minutes,
  ];
  return found.filter((merit) => merit).length;
}

const routeParser = refine(text({ letterCase: "upper" }), (route) => {
  const moves = route.replaceAll(/[ ,]/gu, "");
  return /^[UDLR]+$/u.test(moves) ? parsed(moves) : unparsable("moves are U, D, L and R");
});

export default class HillCourier extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "HillCourier",
    slug: "hill-courier",
    title: "Hill Courier",
    domain: "graphical-puzzles",
    description:
      "A courier walks over a grid of heights from a start by a hut to a goal. Climbing takes time, steep steps cannot be walked, and after some climbs in a row another move has to follow. A quickest route is asked for; any quickest one is correct.",
    answerFormat: "the moves as letters U, D, L and R in \\boxed{}",
    parameters: {
      rows: { meaning: "rows of the map", min: 3, max: 10 },
      columns: { meaning: "columns of the map", min: 3, max: 10 },
      highest: { meaning: "the greatest height", min: 3, max: 9 },
      breath: { meaning: "climbs that may follow each other", min: 1, max: 3 },
    },
    levels: [
      { rows: 4, columns: 4, highest: 4, breath: 2 },
      { rows: 5, columns: 5, highest: 5, breath: 2 },
      { rows: 6, columns: 6, highest: 6, breath: 2 },
      { rows: 7, columns: 7, highest: 7, breath: 1 },
      { rows: 8, columns: 9, highest: 7, breath: 1 },
    ],
  };

  readonly answerFormat = boxed(routeParser);

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let most = merits(best);
    for (let tried = 1; most < 0 || (most < 5 && tried < MOST_TRIES); tried++) {
      const other = drawCase(rng, level);
      const count = merits(other);
      if (count <= most) continue;
      best = other;
      most = count;
    }
    return best;
  }

  promptFunc({ heights, start, hut, goal, climb, breath }: Case): string {
    const place = ([row, column]: Place): string => `row ${row + 1}, column ${column + 1}`;
    const rest = breath === 1 ? "a climb must not directly follow another climb" : `more than ${breath} climbs must not directly follow each other`;
    return [
      "This map shows the height of each square of a hilly country:",
      "",
      renderGrid(heights),
      "",
      `Rows are counted from 1 at the top, columns from 1 at the left. A courier starts at ${place(start)}, has to fetch a letter at a hut at ${place(hut)}, and brings it to ${place(goal)}.`,
      "",
      "Rules:",
      "- A move leads to one of the squares that share a side with the current one: U (up, to the row above), D (down, to the row below), L (left) or R (right). The courier does not leave the map. Squares may be visited more than once.",
      `- A move to a square of the same height or a lower one takes ${STRIDE} minutes. A move to a higher square is a climb and takes ${STRIDE} minutes plus ${climb} minutes for each unit of the difference in height.`,
      `- If the heights of two squares differ by more than ${STEEPEST}, there is no move between them, in either direction.`,
      `- The courier gets out of breath: ${rest}; at least one move that is not a climb has to come between.`,
      "- The hut has to be visited before the goal is reached for the last time; passing over the goal earlier is allowed. Fetching the letter takes no time, and the route ends at the goal.",
      "",
      "Find a route that takes as few minutes as possible in total. If several routes take the least time, any of them is correct.",
      "",
      "Give the moves in order as letters without anything between them, for example RRDLU.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance)?.moves ?? "");
  }

  verifyCorrection(answer: string, instance: Case): number {
    const minutes = walk(instance, answer);
    return minutes !== undefined && minutes === solve(instance)?.minutes ? 1 : 0;
  }

  /** States that are looked at before the goal is reached with the letter. */
  override hardness(instance: Case): number {
    return solve(instance)?.looks ?? 0;
  }
}
