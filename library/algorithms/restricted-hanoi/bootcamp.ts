import { at, Bootcamp, type Card, fencedBlock, lines, list, range, type Rng, text } from "campforge/bootcamp";

type Voice = "temple" | "exercise" | "brief";

type Case = {
  readonly pegs: readonly string[];
  /** The peg of each disk, from the smallest to the largest, as its place in `pegs`. */
  readonly start: readonly number[];
  readonly goal: readonly number[];
  /** From which peg to which a disk may be moved. */
  readonly moves: readonly (readonly [from: number, to: number])[];
  readonly voice: Voice;
};

type Level = {
  readonly disks: number;
  readonly pegs: number;
  /** Directions that are forbidden, of all those between two pegs. */
  readonly forbidden: number;
  readonly shortest: number;
  readonly longest: number;
};

const VOICES: readonly Voice[] = ["temple", "exercise", "brief"];
const PEGS = ["A", "B", "C", "D", "E"];

type Puzzle = Omit<Case, "voice">;

type Move = readonly [from: number, to: number];

/** Bits of a move's code, which is eight times the peg that it starts from, and the peg that it ends at. */
const CODE = 6;
const CODES = 1 << CODE;
const codeOf = (from: number, to: number): number => from * 8 + to;

/**
 * What the rule about sizes allows on some pegs with some disks. A state is a number: the peg of each disk is a digit in
 * the base of the number of pegs, the smallest disk the lowest.
 */
class Board {
  readonly base: number;
  readonly size: number;
  /**
   * For each state that was asked for `width` steps in the order of their moves, each the state that it leads to and in
   * the lowest bits, `CODE` of them, the code of the move; where there are fewer steps, the rest is 0, no move's code.
   */
  readonly steps: Int32Array;
  readonly width: number;
  readonly #isKnown: Uint8Array;
  readonly #top: Int32Array;

  constructor(base: number, disks: number) {
    this.base = base;
    this.size = base ** disks;
    this.width = (base * (base - 1)) / 2;
    this.steps = new Int32Array(this.size * this.width);
    this.#isKnown = new Uint8Array(this.size);
    this.#top = new Int32Array(base);
  }

  /** Where the steps of a state begin. Most searches come to few states: each is worked out when it is asked for. */
  stepsOf(state: number): number {
    const start = state * this.width;
    if (this.#isKnown[state] === 1) return start;
    this.#isKnown[state] = 1;
    const { base, size, steps } = this;
    const top = this.#top;
    // Of the smallest disk on each peg the worth of its digit; an empty peg counts as one with a disk larger than all.
    for (let peg = 0; peg < base; peg++) top[peg] = size;
    for (let worth = 1, rest = state; worth < size; worth *= base) {
      const larger = (rest / base) | 0;
      const peg = rest - larger * base;
      if (worth < (top[peg] ?? 0)) top[peg] = worth;
      rest = larger;
    }
    let index = start;
    for (let from = 0; from < base; from++) {
      const worth = top[from] ?? 0;
      if (worth === size) continue;
      for (let to = 0; to < base; to++)
        if (worth < (top[to] ?? 0))
          steps[index++] = ((state + (to - from) * worth) << CODE) | codeOf(from, to);
    }
    return start;
  }
}

/** For each code whether the move is allowed, or with `backwards` whether the opposite one is. */
function allowedCodes(moves: readonly Move[], backwards = false): Uint8Array {
  const allowed = new Uint8Array(CODES);
  for (const [from, to] of moves) allowed[backwards ? codeOf(to, from) : codeOf(from, to)] = 1;
  return allowed;
}

const stateOf = (disks: readonly number[], base: number): number =>
  disks.reduceRight((state, peg) => state * base + peg, 0);

/** The states that a search reached, `count` of them in order of distance, and the distance of each state, or -1. */
type Reached = { readonly order: Int32Array; readonly count: number; readonly distance: Int32Array };

/** Searches in order of distance, no further than `longest` and until it reaches the state that is sought, if any is. */
function explore(board: Board, first: number, allowed: Uint8Array, longest: number, sought = -1): Reached {
  const { size, steps, width } = board;
  const distance = new Int32Array(size).fill(-1);
  const order = new Int32Array(size);
  order[0] = first;
  distance[first] = 0;
  let count = 1;
  for (let next = 0; next < count && count < size; next++) {
    const state = order[next] ?? 0;
    const further = (distance[state] ?? 0) + 1;
    if (further > longest || (distance[sought] ?? -1) >= 0) break;
    const start = board.stepsOf(state);
    for (let index = start; index < start + width; index++) {
      const step = steps[index] ?? 0;
      const reached = step >> CODE;
      if (allowed[step & (CODES - 1)] === 0 || distance[reached] !== -1) continue;
      distance[reached] = further;
      order[count++] = reached;
    }
  }
  return { order, count, distance };
}

/** The first of the shortest sequences of moves, in the order of the pegs; undefined where the goal cannot be reached. */
function solve({ pegs, start, goal, moves }: Puzzle): readonly Move[] | undefined {
  const board = new Board(pegs.length, start.length);
  const { steps, base } = board;
  const allowed = allowedCodes(moves);
  let state = stateOf(start, base);
  // How far it is to the goal is found from there, so that the way can be taken without looking back.
  const { distance } = explore(board, stateOf(goal, base), allowedCodes(moves, true), Infinity, state);
  const fewest = distance[state] ?? -1;
  if (fewest < 0) return undefined;
  const found: Move[] = [];
  for (let rest = fewest - 1; rest >= 0; rest--) {
    let index = board.stepsOf(state);
    const isNearer = (step: number): boolean =>
      allowed[step & (CODES - 1)] === 1 && distance[step >> CODE] === rest;
    while (!isNearer(steps[index] ?? 0)) index++;
    const step = steps[index] ?? 0;
    found.push([(step & (CODES - 1)) >> 3, step & 7]);
    state = step >> CODE;
  }
  return found;
}

/** Whether no sequence of fewer moves than so many leads to the goal: then searches from both ends do not meet. */
function isFewest({ start, goal, moves }: Puzzle, count: number, board: Board): boolean {
  const half = Math.floor((count - 1) / 2);
  const ahead = explore(board, stateOf(start, board.base), allowedCodes(moves), half);
  const back = explore(board, stateOf(goal, board.base), allowedCodes(moves, true), count - 1 - half);
  return (
    count === 0 || !ahead.order.subarray(0, ahead.count).some((state) => (back.distance[state] ?? -1) >= 0)
  );
}

/** Every move between two pegs, in the order of the pegs. */
const movesBetween = (pegs: number): Move[] =>
  range(pegs).flatMap((from) => range(pegs).flatMap((to) => (from === to ? [] : [[from, to] as const])));

function drawPuzzle(
  rng: Rng,
  board: Board,
  { disks, pegs: count, forbidden, shortest, longest }: Level,
): Puzzle | undefined {
  const moves = rng
    .shuffle(movesBetween(count))
    .slice(forbidden)
    .toSorted(([a, b], [c, d]) => a - c || b - d);
  const start = range(disks).map(() => rng.integer(0, count - 1));
  const {
    distance,
    order,
    count: reached,
  } = explore(board, stateOf(start, count), allowedCodes(moves), longest);
  let near = 0;
  while (near < reached && (distance[order[near] ?? 0] ?? 0) < shortest) near++;
  if (near === reached) return undefined;
  const goal = order[rng.integer(near, reached - 1)] ?? 0;
  const pegs = PEGS.slice(0, count);
  return { pegs, start, goal: range(disks).map((disk) => Math.floor(goal / count ** disk) % count), moves };
}

function pegsAs(pegs: readonly string[], state: readonly number[]): string[] {
  return pegs.map((peg, index) => {
    let disks = "";
    for (let disk = state.length; disk >= 1; disk--)
      if (state[disk - 1] === index) disks += disks === "" ? `${disk}` : `, ${disk}`;
    return `- ${peg}: ${disks === "" ? "empty" : disks}`;
  });
}

const FORMAT = fencedBlock(lines(list(text({ letterCase: "upper" }), { separators: ["->", "→"] })));

export default class RestrictedHanoi extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "RestrictedHanoi",
    slug: "restricted-hanoi",
    title: "Tower of Hanoi with Forbidden Moves",
    domain: "algorithms",
    description:
      "Disks on pegs are to be moved from one arrangement to another, never a larger disk onto a smaller one, and between some pegs only in one direction or not at all. A shortest sequence of moves is asked for; any shortest one is correct. Harder cases take more moves.",
    answerFormat: "a fenced block with one move per line, such as A -> B",
    parameters: {
      disks: { meaning: "number of disks", min: 2, max: 8 },
      pegs: { meaning: "number of pegs", min: 3, max: 5 },
      forbidden: { meaning: "directions between two pegs that are forbidden", min: 0, max: 8 },
      shortest: { meaning: "moves that are needed at the least", min: 1, max: 400 },
      longest: { meaning: "moves that are needed at the most", min: 1, max: 400 },
    },
    levels: [
      { disks: 3, pegs: 4, forbidden: 6, shortest: 6, longest: 9 },
      { disks: 4, pegs: 4, forbidden: 6, shortest: 12, longest: 18 },
      { disks: 5, pegs: 4, forbidden: 6, shortest: 22, longest: 30 },
      { disks: 5, pegs: 4, forbidden: 7, shortest: 36, longest: 50 },
      { disks: 6, pegs: 4, forbidden: 7, shortest: 62, longest: 100 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const board = new Board(level.pegs, level.disks);
    for (;;) {
      const puzzle = drawPuzzle(rng, board, level);
      if (puzzle !== undefined) return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ pegs, start, goal, moves, voice }: Case): string {
    const opening = {
      temple: `In a temple stand ${pegs.length} pegs with ${start.length} disks of different sizes, and the monks want to arrange the disks anew in as few moves as possible.`,
      exercise: `This is a variant of the Tower of Hanoi with ${start.length} disks and the pegs ${pegs.join(", ")}. Find a shortest sequence of moves from one arrangement to another.`,
      brief: `Tower of Hanoi, ${start.length} disks, ${pegs.length} pegs, restricted moves: find a shortest solution.`,
    }[voice];
    return [
      opening,
      `Disks are named by their size, 1 for the smallest to ${start.length} for the largest. Each peg is listed from its lowest disk to its topmost.`,
      "",
      "Now:",
      ...pegsAs(pegs, start),
      "",
      "To be reached:",
      ...pegsAs(pegs, goal),
      "",
      "Rules:",
      "1. A move takes the topmost disk of one peg and puts it on top of another peg.",
      "2. A disk is never put on a smaller one.",
      `3. Disks may be moved only in these directions: ${moves.map(([from, to]) => `${pegs[from] ?? ""} to ${pegs[to] ?? ""}`).join(", ")}.`,
      "",
      "Write the moves in their order, one per line, as the peg that the disk is taken from and the peg that it is put on, in the form A -> B. Any sequence with the fewest moves possible is correct.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { pegs } = instance;
    const found = solve(instance) ?? [];
    return this.answerFormat.wrap(
      found.map(([from, to]) => `${at(pegs, from)} -> ${at(pegs, to)}`).join("\n"),
    );
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const { pegs, start, goal, moves } = instance;
    const board = new Board(pegs.length, start.length);
    const { steps, width, base } = board;
    const allowed = allowedCodes(moves);
    let state = stateOf(start, base);
    for (const move of answer) {
      const [from, to] = move.map((peg) => pegs.indexOf(peg));
      if (move.length !== 2 || from === undefined || to === undefined || from < 0 || to < 0) return 0;
      const code = codeOf(from, to);
      let index = board.stepsOf(state);
      const end = index + width;
      while (index < end && ((steps[index] ?? 0) & (CODES - 1)) !== code) index++;
      if (allowed[code] === 0 || index === end) return 0;
      state = (steps[index] ?? 0) >> CODE;
    }
    return state === stateOf(goal, base) && isFewest(instance, answer.length, board) ? 1 : 0;
  }

  /** Moves of a shortest sequence. */
  override hardness(instance: Case): number {
    return solve(instance)?.length ?? 0;
  }
}
