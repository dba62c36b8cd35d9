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

/** A state as a number: the peg of each disk is a digit in the base of the number of pegs, the smallest disk the lowest. */
const codeOf = (state: readonly number[], base: number): number =>
  state.reduceRight((code, peg) => code * base + peg, 0);

/** What a search in order of distance finds: the states that it reached, in that order, and how it came to each. */
type Reached = {
  /** States in order of distance, `count` of them. */
  readonly order: Int32Array;
  readonly count: number;
  /** For each state, its distance; -1 where it was not reached. */
  readonly distance: Int32Array;
  /** For each state, the index in `moves` of the move that led to it, and the state before that. */
  readonly move: Int32Array;
  readonly before: Int32Array;
};

function explore({ pegs, start, moves }: Omit<Puzzle, "goal">, goal = -1): Reached {
  const base = pegs.length;
  const disks = start.length;
  const size = base ** disks;
  const distance = new Int32Array(size).fill(-1);
  const before = new Int32Array(size);
  const move = new Int32Array(size);
  const order = new Int32Array(size);
  const froms = Int32Array.from(moves, ([from]) => from);
  const tos = Int32Array.from(moves, ([, to]) => to);
  // The topmost disk of each peg is the smallest one there, and what moving it adds to a state is its digit's worth.
  const top = new Int32Array(base);
  const worth = new Int32Array(base);
  const first = codeOf(start, base);
  order[0] = first;
  distance[first] = 0;
  let count = 1;
  for (let next = 0; next < count && (distance[goal] ?? -1) < 0; next++) {
    const state = order[next] ?? 0;
    top.fill(disks);
    let rest = state;
    let place = 1;
    for (let disk = 0; disk < disks; disk++) {
      const peg = rest % base;
      rest = (rest - peg) / base;
      if (top[peg] === disks) {
        top[peg] = disk;
        worth[peg] = place;
      }
      place *= base;
    }
    const further = (distance[state] ?? 0) + 1;
    for (let index = 0; index < froms.length; index++) {
      const from = froms[index] ?? 0;
      const to = tos[index] ?? 0;
      // An empty peg counts as one whose top is larger than every disk.
      if ((top[from] ?? 0) >= (top[to] ?? 0)) continue;
      const reached = state + (to - from) * (worth[from] ?? 0);
      if (distance[reached] !== -1) continue;
      distance[reached] = further;
      before[reached] = state;
      move[reached] = index;
      order[count++] = reached;
    }
  }
  return { order, count, distance, move, before };
}

/** A shortest sequence of moves, as pairs of pegs; undefined where the goal cannot be reached. */
function solve(puzzle: Puzzle): readonly (readonly [from: number, to: number])[] | undefined {
  const goal = codeOf(puzzle.goal, puzzle.pegs.length);
  const { distance, move, before } = explore(puzzle, goal);
  const fewest = distance[goal] ?? -1;
  if (fewest < 0) return undefined;
  const found: (readonly [number, number])[] = [];
  for (let state = goal; found.length < fewest; state = before[state] ?? 0)
    found.push(at(puzzle.moves, move[state] ?? 0));
  return found.reverse();
}

function drawPuzzle(rng: Rng, { disks, pegs: count, forbidden, shortest, longest }: Level): Puzzle | undefined {
  const pegs = PEGS.slice(0, count);
  const all = range(count).flatMap((from) => range(count).flatMap((to) => (from === to ? [] : [[from, to] as const])));
  const moves = rng.shuffle(all).slice(forbidden).toSorted(([a, b], [c, d]) => a - c || b - d);
  const start = range(disks).map(() => rng.integer(0, count - 1));
  const { distance, order, count: reached } = explore({ pegs, start, moves });
  const isFar = (state: number): boolean => {
    const steps = distance[state] ?? -1;
    return steps >= shortest && steps <= longest;
  };
  const far = [...order.subarray(0, reached).filter(isFar)];
  if (far.length === 0) return undefined;
  const goal = rng.choice(far);
  return { pegs, start, goal: range(disks).map((disk) => Math.floor(goal / count ** disk) % count), moves };
}

function pegsAs(pegs: readonly string[], state: readonly number[]): string[] {
  return pegs.map((peg, index) => {
    const disks = state.flatMap((one, disk) => (one === index ? [disk + 1] : [])).toReversed();
    return `- ${peg}: ${disks.length === 0 ? "empty" : disks.join(", ")}`;
  });
}

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

  readonly answerFormat = fencedBlock(lines(list(text({ letterCase: "upper" }), { separators: ["->", "→"] })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const puzzle = drawPuzzle(rng, level);
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
    return this.answerFormat.wrap(found.map(([from, to]) => `${at(pegs, from)} -> ${at(pegs, to)}`).join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const { pegs, start, goal, moves } = instance;
    const state = [...start];
    for (const move of answer) {
      const [from = -1, to = -1, ...more] = move.map((peg) => pegs.indexOf(peg));
      const disk = state.indexOf(from);
      const onto = state.indexOf(to);
      const isAllowed = moves.some(([one, other]) => one === from && other === to) && more.length === 0;
      if (!isAllowed || disk < 0 || (onto >= 0 && onto < disk)) return 0;
      state[disk] = to;
    }
    const isThere = state.every((peg, disk) => peg === goal[disk]);
    return isThere && answer.length === solve(instance)?.length ? 1 : 0;
  }

  /** Moves of a shortest sequence. */
  override hardness(instance: Case): number {
    return solve(instance)?.length ?? 0;
  }
}
