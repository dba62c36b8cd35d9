import { at, Bootcamp, type Card, finalLine, neighbours, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Voice = "story" | "exercise" | "brief";

type Case = {
  /** The rows of the maze, from the top. */
  readonly rows: readonly string[];
  /** A shortest series of moves. */
  readonly solution: string;
  readonly voice: Voice;
};

type Level = {
  readonly leastSide: number;
  readonly mostSide: number;
  readonly leastKeys: number;
  readonly mostKeys: number;
  readonly doors: number;
  readonly shortest: number;
  readonly longest: number;
  /** Share of the cases, in percent, in which no shortest walk does without an exchange of keys. */
  readonly exchanging: number;
  /** Exchanges of keys in every shortest walk of these cases, at the least. */
  readonly exchanges: number;
  /** Doors opened at the least. */
  readonly opened: number;
  /** Keys that lie behind a door at the least. */
  readonly hidden: number;
  /** Rows and columns between a key and its nearest door, at the most. */
  readonly near: number;
  readonly loops: number;
  /** Share of the cases, in percent, in which going to the nearest thing first and walking by each simpler rule are wrong. */
  readonly trap: number;
  /** Whether walking by a simpler rule has to be wrong as well in these cases. */
  readonly simpler: boolean;
};

const VOICES: readonly Voice[] = ["story", "exercise", "brief"];
const MOVES = [
  { name: "U", down: -1, right: 0 },
  { name: "D", down: 1, right: 0 },
  { name: "L", down: 0, right: -1 },
  { name: "R", down: 0, right: 1 },
] as const;
const KEYS = "abcd";
const DOORS = "ABCD";
/** No key in the hand, or none left in the place of a key. */
const NONE = "-";

/** A maze as a machine: a state is a number that stands for the place, the doors that are open, and where the keys are. */
type Maze = {
  readonly start: number;
  readonly states: number;
  /** The state after one of the moves; -1 where it is not allowed. Moves from the fifth on are the same, with no key taken. */
  readonly step: (state: number, move: number) => number;
  readonly isDone: (state: number) => boolean;
  readonly hand: (state: number) => string;
  /** How many doors are open. */
  readonly opened: (state: number) => number;
};

/**
 * What is done with a key in the hand where another lies: it is put down in its place, as the task has it. By simpler
 * rules, which must not lead to a shortest walk: it is kept as well, it is lost, the other one is there for ever, or
 * nobody has to take the other one.
 */
type Handling = "exchanged" | "kept" | "lost" | "endless" | "free";
const SIMPLER: readonly Handling[] = ["kept", "lost", "endless", "free"];

/** The key in the hand (first) and those that lie, after a place of a key (from 1) is entered. */
function exchange(keys: string, slot: number, handling: Handling): string {
  const lying = keys.charAt(slot);
  if (lying === NONE) return keys;
  if (handling === "endless") return lying + keys.slice(1);
  const left = handling === "kept" || handling === "lost" ? NONE : keys.charAt(0);
  return lying + keys.slice(1, slot) + left + keys.slice(slot + 1);
}

function mazeOf(rows: readonly string[], handling: Handling = "exchanged"): Maze {
  const columns = at(rows, 0).length;
  const signs = [...rows.join("")];
  const area = signs.length;
  const keyPlaces = range(area).filter((place) => KEYS.includes(at(signs, place)));
  const doorPlaces = range(area).filter((place) => DOORS.includes(at(signs, place)));
  const slotOf = signs.map((_, place) => keyPlaces.indexOf(place));
  const doorOf = signs.map((_, place) => doorPlaces.indexOf(place));
  const paths = signs.map((_, place) =>
    MOVES.map(({ down, right }) => {
      const row = Math.floor(place / columns) + down;
      const column = (place % columns) + right;
      const isInside = row >= 0 && row < rows.length && column >= 0 && column < columns;
      return isInside && signs[row * columns + column] !== "#" ? row * columns + column : -1;
    }),
  );
  // Every way in which the keys can come to lie, and what entering the place of a key makes of it.
  const arrangements = [NONE + keyPlaces.map((place) => at(signs, place)).join("")];
  const swapped: number[][] = [];
  for (const keys of arrangements) {
    swapped.push(
      keyPlaces.map((_, slot) => {
        const next = exchange(keys, slot + 1, handling);
        const known = arrangements.indexOf(next);
        return known >= 0 ? known : arrangements.push(next) - 1;
      }),
    );
  }
  const doorSets = 2 ** doorPlaces.length;
  const openIn = (state: number): number => Math.floor(state / area) % doorSets;
  const keysIn = (state: number): number => Math.floor(state / (area * doorSets));
  const hand = (state: number): string => at(arrangements, keysIn(state)).charAt(0);
  const canOpen = (state: number, door: string): boolean =>
    handling === "kept" ? !at(arrangements, keysIn(state)).slice(1).includes(door) : hand(state) === door;
  const isDone = (state: number): boolean => signs[state % area] === "G";
  return {
    start: signs.indexOf("S"),
    states: arrangements.length * doorSets * area,
    step: (state, move) => {
      const to = at(at(paths, state % area), move % MOVES.length);
      if (to < 0 || isDone(state)) return -1;
      let open = openIn(state);
      const door = at(doorOf, to);
      if (door >= 0 && ((open >> door) & 1) === 0) {
        if (!canOpen(state, at(signs, to).toLowerCase())) return -1;
        open |= 1 << door;
      }
      const slot = at(slotOf, to);
      const keys = slot < 0 || move >= MOVES.length ? keysIn(state) : at(at(swapped, keysIn(state)), slot);
      return (keys * doorSets + open) * area + to;
    },
    isDone,
    hand,
    opened: (state) => doorPlaces.filter((_, door) => ((openIn(state) >> door) & 1) === 1).length,
  };
}

/** A shortest walk, the one with the fewest exchanges of all shortest, and the states that the search came to. */
type Walk = {
  readonly moves: string;
  readonly exchanges: number;
  readonly opened: number;
  readonly seen: number;
};

function solve(rows: readonly string[]): Walk | undefined {
  const maze = mazeOf(rows);
  const distance = new Array<number>(maze.states).fill(-1);
  const exchanges = new Array<number>(maze.states).fill(0);
  /** The state before, times 4, plus the move. */
  const before = new Array<number>(maze.states).fill(-1);
  const order = [maze.start];
  distance[maze.start] = 0;
  let best = -1;
  for (const state of order) {
    if (best >= 0 && at(distance, state) >= at(distance, best)) break;
    const held = maze.hand(state);
    const steps = at(distance, state) + 1;
    for (let move = 0; move < MOVES.length; move++) {
      const next = maze.step(state, move);
      if (next < 0) continue;
      const swaps = at(exchanges, state) + (held !== NONE && maze.hand(next) !== held ? 1 : 0);
      const known = at(distance, next);
      if (known >= 0 && (known < steps || at(exchanges, next) <= swaps)) continue;
      if (known < 0) order.push(next);
      distance[next] = steps;
      exchanges[next] = swaps;
      before[next] = state * MOVES.length + move;
      if (maze.isDone(next) && (best < 0 || swaps < at(exchanges, best))) best = next;
    }
  }
  if (best < 0) return undefined;
  const names: string[] = [];
  for (let state = best; state !== maze.start; ) {
    const last = at(before, state);
    names.unshift(at(MOVES, last % MOVES.length).name);
    state = Math.floor(last / MOVES.length);
  }
  return {
    moves: names.join(""),
    exchanges: at(exchanges, best),
    opened: maze.opened(best),
    seen: order.length,
  };
}

/** The nearest state in which the goal is reached, another door is open, or a key is held that was never held. */
function nearestNews(
  maze: Maze,
  from: number,
  held: ReadonlySet<string>,
): { readonly state: number; readonly steps: number } | undefined {
  const opened = maze.opened(from);
  const reached = new Map([[from, 0]]);
  for (const [state, steps] of reached) {
    if (maze.isDone(state) || !held.has(maze.hand(state)) || maze.opened(state) > opened) return { state, steps };
    for (let move = 0; move < MOVES.length; move++) {
      const next = maze.step(state, move);
      if (next >= 0 && !reached.has(next)) reached.set(next, steps + 1);
    }
  }
  return undefined;
}

/** Moves of a walker who always goes to the nearest thing that is new; Infinity where that ends in a dead end. */
function hastyLength(rows: readonly string[]): number {
  const maze = mazeOf(rows);
  const held = new Set([NONE]);
  let state = maze.start;
  let length = 0;
  while (!maze.isDone(state)) {
    const found = nearestNews(maze, state, held);
    if (found === undefined) return Infinity;
    state = found.state;
    length += found.steps;
    held.add(maze.hand(state));
  }
  return length;
}

/** Moves of a shortest walk by a simpler rule; Infinity where there is none. */
function simplerLength(rows: readonly string[], handling: Handling): number {
  const maze = mazeOf(rows, handling);
  const moves = MOVES.length * (handling === "free" ? 2 : 1);
  const steps = new Map([[maze.start, 0]]);
  for (const [state, length] of steps) {
    if (maze.isDone(state)) return length;
    for (let move = 0; move < moves; move++) {
      const next = maze.step(state, move);
      if (next >= 0 && !steps.has(next)) steps.set(next, length + 1);
    }
  }
  return Infinity;
}

/** The places beside a place, by number in reading order. */
type Around = (place: number) => number[];

/** How far each place is that can be reached over free ones, the nearest first. */
function flood(around: Around, from: number, isFree: (place: number) => boolean): Map<number, number> {
  const reached = new Map([[from, 0]]);
  for (const [place, steps] of reached) {
    for (const next of around(place)) if (isFree(next) && !reached.has(next)) reached.set(next, steps + 1);
  }
  return reached;
}

/** Free places that hang together as a tree, with a few more openings. */
function carve(rng: Rng, around: Around, area: number, loops: number): Set<number> {
  const free = new Set<number>();
  const freeBeside = (place: number): number => around(place).filter((one) => free.has(one)).length;
  const waiting = [rng.integer(0, area - 1)];
  while (waiting.length > 0) {
    const index = rng.boolean() ? waiting.length - 1 : rng.integer(0, waiting.length - 1);
    const [place = 0] = waiting.splice(index, 1);
    if (free.has(place) || freeBeside(place) > 1) continue;
    free.add(place);
    waiting.push(...rng.shuffle(around(place)));
  }
  const walls = range(area).filter((place) => !free.has(place) && freeBeside(place) > 1);
  for (const place of rng.shuffle(walls).slice(0, rng.integer(0, loops))) free.add(place);
  return free;
}

function drawMaze(rng: Rng, level: Level, isExchanging: boolean): readonly string[] | undefined {
  const { leastSide, mostSide, leastKeys, mostKeys, hidden, near, loops } = level;
  const keys = isExchanging ? rng.integer(Math.max(2, leastKeys), mostKeys) : leastKeys;
  const doors = isExchanging ? level.doors : Math.min(level.doors, keys);
  const sides = rng.shuffle([mostSide, rng.integer(leastSide, mostSide)]);
  const height = at(sides, 0);
  const columns = at(sides, 1);
  const around: Around = (place) =>
    neighbours({ row: Math.floor(place / columns), column: place % columns }, height, columns).map(
      ({ row, column }) => row * columns + column,
    );
  const free = carve(rng, around, height * columns, loops);
  const start = rng.choice([...free]);
  const away = flood(around, start, (place) => free.has(place));
  const byDistance = [...away.keys()];
  const goal = at(byDistance, rng.integer(Math.floor(byDistance.length * 0.6), byDistance.length - 1));
  const path: number[] = [];
  for (let place = goal; place !== start; ) {
    const nearer = (away.get(place) ?? 0) - 1;
    place = around(place).find((one) => away.get(one) === nearer) ?? start;
    if (place !== start) path.push(place);
  }

  const letters = rng.sample([...KEYS], keys);
  const barred = rng.shuffle(path).slice(0, rng.integer(Math.floor(doors / 2), doors));
  const aside = byDistance.filter((place) => place !== start && place !== goal && !path.includes(place));
  const doorPlaces = [...barred, ...rng.shuffle(aside).slice(0, doors - barred.length)];
  if (doorPlaces.length < doors) return undefined;
  const names = rng.shuffle([...letters, ...rng.sample(letters, doors - keys)]);
  const doorAt = new Map(doorPlaces.map((place, index) => [place, at(names, index)]));

  // Doors are opened in a random order; the key of each lies where one can be by then.
  const keyAt = new Map<number, string>();
  const open = new Set<number>();
  const inReach = (): number[] => [
    ...flood(around, start, (one) => free.has(one) && one !== goal && (!doorAt.has(one) || open.has(one))).keys(),
  ];
  const outside = new Set(inReach());
  while (open.size < doors) {
    const region = new Set(inReach());
    const next = doorPlaces.filter((door) => !open.has(door) && around(door).some((one) => region.has(one)));
    if (next.length === 0) return undefined;
    const door = rng.choice(next);
    const letter = doorAt.get(door) ?? "";
    if (![...keyAt.values()].includes(letter)) {
      const spots = [...region].filter((place) => place !== start && !doorAt.has(place) && !keyAt.has(place));
      if (spots.length === 0) return undefined;
      const ends = spots.filter((place) => around(place).filter((one) => free.has(one)).length === 1);
      keyAt.set(rng.choice(ends.length > 0 && rng.boolean(0.6) ? ends : spots), letter);
    }
    open.add(door);
  }

  const apart = (one: number, other: number): number =>
    Math.abs(Math.floor(one / columns) - Math.floor(other / columns)) + Math.abs((one % columns) - (other % columns));
  const isNear = [...keyAt].every(([place, letter]) =>
    doorPlaces.some((door) => doorAt.get(door) === letter && apart(place, door) <= near),
  );
  if (!isNear || [...keyAt.keys()].filter((place) => !outside.has(place)).length < hidden) return undefined;

  const signAt = (place: number): string => {
    if (place === start) return "S";
    if (place === goal) return "G";
    return keyAt.get(place) ?? doorAt.get(place)?.toUpperCase() ?? (free.has(place) ? "." : "#");
  };
  return range(height).map((row) =>
    range(columns)
      .map((column) => signAt(row * columns + column))
      .join(""),
  );
}

export default class OneHandMaze extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "OneHandMaze",
    slug: "one-hand-maze",
    title: "One-Hand Maze",
    domain: "algorithms",
    description:
      "A walker with one free hand crosses a maze with keys and doors; entering the cell of another key exchanges it for the one in the hand. A shortest series of moves to the goal is asked for; any shortest one is correct. Harder cases take more moves and more exchanges, in an order that is not the nearest first, and keys are needed again where they were put down.",
    answerFormat: "the moves as letters U, D, L and R, such as RRDLU, on a last line `Answer: …`",
    parameters: {
      leastSide: { meaning: "rows or columns at the least", min: 3, max: 9 },
      mostSide: { meaning: "rows or columns at the most; one of them is always this", min: 3, max: 9 },
      leastKeys: { meaning: "keys at the least", min: 1, max: 4 },
      mostKeys: { meaning: "keys at the most", min: 1, max: 4 },
      doors: { meaning: "doors, from one to two for each key", min: 1, max: 6 },
      shortest: { meaning: "moves that are needed at the least", min: 2, max: 60 },
      longest: { meaning: "moves that are needed at the most", min: 4, max: 200 },
      exchanging: { meaning: "percent of the cases in which a shortest walk needs an exchange of keys", min: 0, max: 100 },
      exchanges: { meaning: "exchanges of keys that a shortest walk of these cases needs at the least", min: 1, max: 6 },
      opened: { meaning: "doors that the shortest walk opens at the least", min: 0, max: 6 },
      hidden: { meaning: "keys that lie behind a door at the least", min: 0, max: 3 },
      near: { meaning: "rows and columns between a key and its nearest door at the most", min: 1, max: 18 },
      loops: { meaning: "openings that may close a circle at the most", min: 0, max: 6 },
      simpler: { meaning: "whether walking by a simpler rule for keys is wrong as well in these cases" },
      trap: { meaning: "percent of the cases in which the nearest thing first is wrong, as are simpler rules where these are looked at", min: 0, max: 100 },
    },
    levels: [
      {
        leastSide: 4,
        mostSide: 5,
        leastKeys: 2,
        mostKeys: 2,
        doors: 2,
        shortest: 6,
        longest: 24,
        exchanging: 80,
        exchanges: 1,
        opened: 1,
        hidden: 0,
        near: 3,
        loops: 1,
        trap: 70,
        simpler: false,
      },
      {
        leastSide: 4,
        mostSide: 5,
        leastKeys: 2,
        mostKeys: 2,
        doors: 3,
        shortest: 10,
        longest: 34,
        exchanging: 100,
        exchanges: 1,
        opened: 1,
        hidden: 0,
        near: 18,
        loops: 1,
        trap: 92,
        simpler: true,
      },
      {
        leastSide: 5,
        mostSide: 6,
        leastKeys: 2,
        mostKeys: 2,
        doors: 3,
        shortest: 14,
        longest: 44,
        exchanging: 100,
        exchanges: 1,
        opened: 2,
        hidden: 0,
        near: 18,
        loops: 2,
        trap: 92,
        simpler: true,
      },
      {
        leastSide: 6,
        mostSide: 6,
        leastKeys: 3,
        mostKeys: 3,
        doors: 3,
        shortest: 20,
        longest: 60,
        exchanging: 100,
        exchanges: 1,
        opened: 2,
        hidden: 0,
        near: 18,
        loops: 2,
        trap: 92,
        simpler: true,
      },
      {
        leastSide: 6,
        mostSide: 7,
        leastKeys: 3,
        mostKeys: 3,
        doors: 4,
        shortest: 22,
        longest: 70,
        exchanging: 100,
        exchanges: 2,
        opened: 3,
        hidden: 1,
        near: 18,
        loops: 2,
        trap: 92,
        simpler: true,
      },
      {
        leastSide: 7,
        mostSide: 8,
        leastKeys: 3,
        mostKeys: 4,
        doors: 4,
        shortest: 28,
        longest: 110,
        exchanging: 100,
        exchanges: 2,
        opened: 3,
        hidden: 1,
        near: 18,
        loops: 2,
        trap: 92,
        simpler: true,
      },
      {
        leastSide: 8,
        mostSide: 8,
        leastKeys: 4,
        mostKeys: 4,
        doors: 4,
        shortest: 32,
        longest: 140,
        exchanging: 100,
        exchanges: 2,
        opened: 3,
        hidden: 1,
        near: 18,
        loops: 3,
        trap: 92,
        simpler: true,
      },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "upper" }), (written) => {
      const moves = written.replaceAll(" ", "");
      return /^[UDLR]+$/.test(moves) ? parsed(moves) : unparsable("not a series of the letters U, D, L and R");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const isTrap = rng.boolean(level.trap / 100);
    const isExchanging = rng.boolean(level.exchanging / 100);
    const exchanges = isExchanging ? level.exchanges : 0;
    // Where the nearest thing first is right, at least one door is in the way.
    const opened = Math.max(level.opened, isTrap ? 0 : 1);
    for (;;) {
      const rows = drawMaze(rng, level, isExchanging);
      const walk = rows === undefined ? undefined : solve(rows);
      if (rows === undefined || walk === undefined) continue;
      const { length } = walk.moves;
      if (length < level.shortest || length > level.longest) continue;
      if (walk.exchanges < exchanges || walk.opened < opened) continue;
      if (hastyLength(rows) > length !== isTrap) continue;
      if (isTrap && level.simpler && SIMPLER.some((handling) => simplerLength(rows, handling) === length)) continue;
      return { rows, solution: walk.moves, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ rows, voice }: Case): string {
    const height = rows.length;
    const columns = at(rows, 0).length;
    const opening = {
      story: `You stand in a maze of ${height} rows and ${columns} columns with locked doors, and you have only one hand free: you can carry at most one key at a time. Find a shortest series of moves from the start to the goal.`,
      exercise: `Below is a grid maze with ${height} rows and ${columns} columns, keys and doors. A walker who carries at most one key at a time is to get from S to G in as few moves as possible.`,
      brief: `Find a shortest walk from S to G in this ${height} by ${columns} maze with keys and doors; at most one key can be carried at a time.`,
    }[voice];
    return [
      opening,
      "",
      ...rows,
      "",
      "Signs: # is a wall, . a free cell, S the start, G the goal, a lower-case letter from a to d a key, and a capital letter from A to D a door. Outside the grid everything is wall.",
      "",
      "Rules:",
      "1. A move goes one cell up (U), down (D), left (L) or right (R). Moves into a wall or out of the grid are not allowed.",
      "2. Whoever enters a cell where a key lies must take it. A key that was in the hand until then is put down in this very cell: the two are exchanged. It stays there until the cell is entered again, when it is taken in the same way. There is no other way to put a key down.",
      "3. A closed door may be entered only with the key of the same letter in the hand. From then on this door stays open, with or without a key. Another door of the same letter stays closed until it is opened itself in the same way. The key is not used up and stays in the hand.",
      "4. The walker begins on S with an empty hand. S, cells whose key was taken and open doors can be entered like free cells.",
      "5. The walk ends as soon as G is entered: the last move, and no earlier one, enters G.",
      "",
      "There is a way to G. Any series with the fewest moves possible is correct; a longer one is not.",
      "Give the moves in their order as letters U, D, L and R, for example RRDLU.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ solution }: Case): string {
    return this.answerFormat.wrap(solution);
  }

  verifyCorrection(answer: string, { rows, solution }: Case): number {
    if (answer.length !== solution.length) return 0;
    const maze = mazeOf(rows);
    let state = maze.start;
    for (const name of answer) {
      state = maze.step(
        state,
        MOVES.findIndex((move) => move.name === name),
      );
      if (state < 0) return 0;
    }
    return maze.isDone(state) ? 1 : 0;
  }

  /** States that a breadth-first search comes to before it knows a shortest walk. */
  override hardness({ rows }: Case): number {
    return solve(rows)?.seen ?? 0;
  }
}
