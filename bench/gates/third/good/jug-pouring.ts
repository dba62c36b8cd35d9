import { at, Bootcamp, type Card, finalLine, list, type Rng, text } from "campforge/bootcamp";

type Case = {
  /** In litres, for the jugs A, B, C and so on. */
  readonly capacities: readonly number[];
  readonly contents: readonly number[];
  readonly goal: { readonly jug: number; readonly litres: number };
};

type Level = {
  readonly jugs: number;
  readonly largest: number;
  readonly leastMoves: number;
  readonly mostMoves: number;
};

type Move = { readonly from: number; readonly to: number };
type Found = { readonly contents: readonly number[]; readonly moves: readonly Move[] };

const NAMES = "ABCDE";
const ATTEMPTS = 400;

/** The contents after a move; undefined where nothing can be poured. */
function pour(contents: readonly number[], capacities: readonly number[], { from, to }: Move): number[] | undefined {
  if (from === to || from < 0 || to < 0 || from >= contents.length || to >= contents.length) return undefined;
  const litres = Math.min(at(contents, from), at(capacities, to) - at(contents, to));
  if (litres === 0) return undefined;
  const after = [...contents];
  after[from] = at(contents, from) - litres;
  after[to] = at(contents, to) + litres;
  return after;
}

/** Every distribution that can be reached, with a shortest way to it, in order of the number of moves. */
function explore(capacities: readonly number[], contents: readonly number[]): Found[] {
  const seen = new Set([contents.join(" ")]);
  const found: Found[] = [{ contents, moves: [] }];
  for (const { contents: here, moves } of found) {
    for (let from = 0; from < here.length; from++) {
      for (let to = 0; to < here.length; to++) {
        const after = pour(here, capacities, { from, to });
        if (after === undefined || seen.has(after.join(" "))) continue;
        seen.add(after.join(" "));
        found.push({ contents: after, moves: [...moves, { from, to }] });
      }
    }
  }
  return found;
}

const reaches = (contents: readonly number[], { jug, litres }: Case["goal"]): boolean =>
  at(contents, jug) === litres;

function shortestMoves({ capacities, contents, goal }: Case): readonly Move[] | undefined {
  return explore(capacities, contents).find((found) => reaches(found.contents, goal))?.moves;
}

/** `A>C` as a move; undefined for anything else. */
function readMove(source: string): Move | undefined {
  const plain = source.replaceAll(" ", "");
  if (plain.length !== 3 || plain.charAt(1) !== ">") return undefined;
  return { from: NAMES.indexOf(plain.charAt(0)), to: NAMES.indexOf(plain.charAt(2)) };
}

/** Jugs of different sizes in any order; the largest holds most of the water and the others little or none. */
function drawJugs(rng: Rng, level: Level): { capacities: number[]; contents: number[] } {
  const sizes = Array.from({ length: level.largest - 2 }, (_, index) => index + 3);
  const capacities = rng.sample(sizes, level.jugs);
  const largest = Math.max(...capacities);
  const contents = capacities.map((capacity) =>
    capacity === largest ? rng.integer(Math.ceil(capacity / 2), capacity) : rng.boolean(0.3) ? rng.integer(1, capacity) : 0,
  );
  return { capacities, contents };
}

export default class JugPouring extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "JugPouring",
    slug: "jug-pouring",
    title: "Pouring Jugs",
    domain: "algorithms",
    description:
      "Jugs without marks hold some water; a move pours from one into another until one is empty or the other full. A shortest sequence of moves is asked for after which a given jug holds a given amount; any shortest one is correct.",
    answerFormat: "the moves in order, such as A>B, separated by commas, on a final line behind Answer:",
    parameters: {
      jugs: { meaning: "number of jugs", min: 3, max: 5 },
      largest: { meaning: "capacity of the largest jug at most, in litres", min: 6, max: 40 },
      leastMoves: { meaning: "least length of a shortest solution", min: 1, max: 12 },
      mostMoves: { meaning: "greatest length of a shortest solution", min: 1, max: 20 },
    },
    levels: [
      { jugs: 3, largest: 12, leastMoves: 2, mostMoves: 3 },
      { jugs: 3, largest: 16, leastMoves: 4, mostMoves: 5 },
      { jugs: 4, largest: 24, leastMoves: 5, mostMoves: 6 },
      { jugs: 4, largest: 30, leastMoves: 7, mostMoves: 9 },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    let nearest: { instance: Case; moves: number } | undefined;
    for (let attempt = 0; ; attempt++) {
      const { capacities, contents } = drawJugs(rng, level);
      const first = new Map<string, { goal: Case["goal"]; moves: number }>();
      for (const found of explore(capacities, contents)) {
        found.contents.forEach((litres, jug) => {
          const name = `${jug} ${litres}`;
          if (!first.has(name)) first.set(name, { goal: { jug, litres }, moves: found.moves.length });
        });
      }
      const goals = [...first.values()].filter(({ goal }) => goal.litres > 0);
      const fitting = goals.filter(({ moves }) => moves >= level.leastMoves && moves <= level.mostMoves);
      if (fitting.length > 0) return { capacities, contents, goal: rng.choice(fitting).goal };
      for (const { goal, moves } of goals) {
        if (moves <= level.mostMoves && moves > (nearest?.moves ?? 0))
          nearest = { instance: { capacities, contents, goal }, moves };
      }
      if (attempt >= ATTEMPTS && nearest !== undefined) return nearest.instance;
    }
  }

  promptFunc(instance: Case): string {
    const { capacities, contents, goal } = instance;
    const lines = capacities.map(
      (capacity, jug) => `- Jug ${NAMES.charAt(jug)} can hold ${capacity} litres and holds ${at(contents, jug)}.`,
    );
    return [
      `There are ${capacities.length} jugs without marks:`,
      "",
      ...lines,
      "",
      "In one move, water is poured from one jug into another, until the first is empty or the second is full, whichever",
      "comes first. Water is neither added nor spilt. A move in which no water would flow, because the first jug is empty",
      "or the second full, is not allowed.",
      "",
      `Find a shortest sequence of moves after which jug ${NAMES.charAt(goal.jug)} holds exactly ${goal.litres} litres. What the other jugs`,
      "hold then does not matter. Any sequence with the least possible number of moves is correct.",
      "",
      "Write each move as the letter of the jug poured from, the sign >, and the letter of the jug poured into, and the",
      "moves in order, separated by commas. Pouring from Y into Z and then from Z into X would be `Answer: Y>Z, Z>X`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const moves = shortestMoves(instance) ?? [];
    return this.answerFormat.wrap(
      moves.map(({ from, to }) => `${NAMES.charAt(from)}>${NAMES.charAt(to)}`).join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const best = shortestMoves(instance);
    if (best === undefined || answer.length !== best.length) return 0;
    let contents: readonly number[] | undefined = instance.contents;
    for (const source of answer) {
      const move = readMove(source);
      if (contents === undefined || move === undefined) return 0;
      contents = pour(contents, instance.capacities, move);
    }
    return contents !== undefined && reaches(contents, instance.goal) ? 1 : 0;
  }
}
