import { at, Bootcamp, type Card, choiceOf, either, list, range, type Rng, tagged, vocabulary } from "campforge/bootcamp";

type Move = "inA" | "outA" | "inB" | "outB";

type Case = {
  /** Wagons in the order in which they leave; they arrive in the order 1, 2, 3, and so on. */
  readonly departure: readonly number[];
  readonly capacity: number;
};

type Level = {
  readonly wagons: number;
  readonly capacity: number;
  readonly impossible: number;
};

const MOVES = ["inA", "outA", "inB", "outB"] as const;

const MOST_TRIES = 80;

type Yard = { readonly a: readonly number[]; readonly b: readonly number[]; readonly arrived: number; readonly left: number };

/** A place for an arriving wagon is of use only where the wagon in front leaves later. */
const mayStand = (siding: readonly number[], leaves: number, capacity: number): boolean =>
  siding.length < capacity && (siding.length === 0 || at(siding, siding.length - 1) > leaves);

type Chosen = "a" | "b";

/** Plays the yard: wagons go as soon as they can, and arrive where they are told; sidings hold places in the departure. */
function search(
  { departure, capacity }: Case,
  choose: (yard: Yard, ways: readonly Chosen[]) => readonly Chosen[],
): { readonly moves: readonly Move[] | undefined; readonly nodes: number } {
  const placeOf = new Map(departure.map((wagon, place) => [wagon, place]));
  const dead = new Set<string>();
  let nodes = 0;
  const go = (yard: Yard): readonly Move[] | undefined => {
    nodes++;
    const { a, b, arrived, left } = yard;
    if (left === departure.length) return [];
    if (a.at(-1) === left) {
      const rest = go({ ...yard, a: a.slice(0, -1), left: left + 1 });
      return rest && ["outA", ...rest];
    }
    if (b.at(-1) === left) {
      const rest = go({ ...yard, b: b.slice(0, -1), left: left + 1 });
      return rest && ["outB", ...rest];
    }
    const key = `${a.join(".")}|${b.join(".")}|${arrived}`;
    if (arrived === departure.length || dead.has(key)) return undefined;
    const place = placeOf.get(arrived + 1) ?? 0;
    const ways = (["a", "b"] as const).filter((way) => mayStand(yard[way], place, capacity));
    for (const way of choose(yard, ways)) {
      const rest = go({ ...yard, [way]: [...yard[way], place], arrived: arrived + 1 });
      if (rest !== undefined) return [way === "a" ? "inA" : "inB", ...rest];
    }
    dead.add(key);
    return undefined;
  };
  const moves = go({ a: [], b: [], arrived: 0, left: 0 });
  return { moves, nodes };
}

const solve = (instance: Case): ReturnType<typeof search> => search(instance, (_, ways) => ways);

/** True where no rule that never takes anything back finds the way. */
function isTricky(instance: Case): boolean {
  const tightest = (yard: Yard, ways: readonly Chosen[]): readonly Chosen[] =>
    ways.toSorted((one, other) => (yard[one].at(-1) ?? Infinity) - (yard[other].at(-1) ?? Infinity)).slice(0, 1);
  return (
    search(instance, (_, ways) => ways.slice(0, 1)).moves === undefined &&
    search(instance, tightest).moves === undefined
  );
}

/** An order of departure that some sequence of moves achieves. */
function drawPossible(rng: Rng, wagons: number, capacity: number): number[] {
  const sidings: readonly [number[], number[]] = [[], []];
  const departure: number[] = [];
  let arrived = 0;
  while (departure.length < wagons) {
    const siding = rng.choice(sidings);
    if (arrived < wagons && siding.length < capacity && rng.boolean(0.65)) siding.push(++arrived);
    else {
      const wagon = siding.pop();
      if (wagon !== undefined) departure.push(wagon);
    }
  }
  return departure;
}

/** An order near a possible one that no sequence of moves achieves, or undefined where none was found. */
function drawImpossible(rng: Rng, wagons: number, capacity: number): number[] | undefined {
  for (const _ of range(MOST_TRIES)) {
    const departure = drawPossible(rng, wagons, capacity);
    const [one = 0, other = 0] = rng.distinctIntegers(2, 0, wagons - 1);
    const swapped = departure.map((wagon, place) =>
      place === one ? at(departure, other) : place === other ? at(departure, one) : wagon,
    );
    if (solve({ departure: swapped, capacity }).moves === undefined) return swapped;
  }
  return undefined;
}

/** True when the moves are possible and the wagons leave as they should. */
function works(moves: readonly Move[], { departure, capacity }: Case): boolean {
  const sidings: { readonly A: number[]; readonly B: number[] } = { A: [], B: [] };
  const left: number[] = [];
  let arrived = 0;
  for (const move of moves) {
    const siding = move.endsWith("A") ? sidings.A : sidings.B;
    if (move.startsWith("in")) {
      if (arrived === departure.length || siding.length === capacity) return false;
      siding.push(++arrived);
    } else {
      const wagon = siding.pop();
      if (wagon === undefined) return false;
      left.push(wagon);
    }
  }
  return left.length === departure.length && left.every((wagon, place) => wagon === at(departure, place));
}

export default class RailYard extends Bootcamp<Case, "impossible" | readonly Move[], Level> {
  static readonly card: Card<Level> = {
    name: "RailYard",
    slug: "rail-yard",
    title: "Two Sidings",
    domain: "algorithms",
    description:
      "Wagons of an arriving train are to leave in another order by way of two dead-end sidings of limited length. A sequence of moves is asked for, or the word `impossible` where there is none; any sequence that works is correct. Harder cases have more wagons, and no rule without foresight finds their moves.",
    answerFormat: "the moves `inA`, `outA`, `inB`, `outB` in order, separated by commas, or `impossible`, between <answer> and </answer>",
    parameters: {
      wagons: { meaning: "wagons of the train", min: 4, max: 14 },
      capacity: { meaning: "wagons that a siding holds at the most", min: 2, max: 9 },
      impossible: { meaning: "percent of orders that cannot be achieved", min: 10, max: 35 },
    },
    levels: [
      { wagons: 9, capacity: 4, impossible: 20 },
      { wagons: 10, capacity: 5, impossible: 25 },
      { wagons: 11, capacity: 6, impossible: 25 },
      { wagons: 12, capacity: 6, impossible: 30 },
      { wagons: 14, capacity: 7, impossible: 30 },
    ],
  };

  readonly answerFormat = tagged(either(choiceOf(["impossible"]), list(vocabulary(MOVES), { minLength: 1 })));

  caseGenerator(rng: Rng, { wagons, capacity, impossible }: Level): Case {
    if (rng.integer(1, 100) <= impossible) {
      const departure = drawImpossible(rng, wagons, capacity);
      if (departure !== undefined) return { departure, capacity };
    }
    for (let tried = 0; ; tried++) {
      const departure = drawPossible(rng, wagons, capacity);
      if (tried >= MOST_TRIES || isTricky({ departure, capacity })) return { departure, capacity };
    }
  }

  promptFunc({ departure, capacity }: Case): string {
    return [
      `A train of ${departure.length} wagons, numbered 1 to ${departure.length}, stands on the arrival track. Wagon 1 is in front, so the wagons can only be taken from the track in the order 1, 2, 3, and so on. They have to be on the departure track in this order, the first to leave standing first:`,
      "",
      departure.join(" "),
      "",
      `Between the two tracks lie two sidings, A and B. Both are dead ends: only the wagon that came in last can leave a siding. A siding holds at most ${capacity} wagons at a time. Only these moves exist, and each moves exactly one wagon:`,
      "",
      "- inA: the next wagon of the arrival track goes into siding A.",
      "- inB: the next wagon of the arrival track goes into siding B.",
      "- outA: the wagon that came into siding A last of those in it goes to the end of the departure track.",
      "- outB: the same for siding B.",
      "",
      "No wagon passes from one siding to the other, past the sidings, or back. In the end all wagons must be on the departure track.",
      "",
      "Give the moves in order, separated by commas, for instance inB, inA, outA, outB. If there are several sequences of moves that work, any of them is correct. If no sequence of moves leads to the required order, answer with the single word impossible.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance).moves?.join(", ") ?? "impossible");
  }

  verifyCorrection(answer: "impossible" | readonly Move[], instance: Case): number {
    if (answer === "impossible") return solve(instance).moves === undefined ? 1 : 0;
    return works(answer, instance) ? 1 : 0;
  }
}
