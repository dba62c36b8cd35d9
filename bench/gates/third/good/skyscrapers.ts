import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  grid,
  integer,
  makeGrid,
  permutations,
  renderGrid,
  type Rng,
  transpose,
} from "campforge/bootcamp";

type Square = readonly (readonly number[])[];

type Case = {
  readonly size: number;
  /** How many buildings are seen from each place around the square; 0 where nothing is said. */
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** 0 stands for an empty cell. */
  readonly given: Square;
};

type Level = { readonly size: number; readonly viewShare: number; readonly given: number };

/** How many buildings of a line are seen from its beginning: those higher than all before them. */
function seen(line: readonly number[]): number {
  let highest = 0;
  let count = 0;
  for (const height of line) {
    if (height <= highest) continue;
    highest = height;
    count++;
  }
  return count;
}

const fits = (view: number, line: readonly number[]): boolean => view === 0 || seen(line) === view;

/** The orders of the heights 1 to size that each line may still have: the rows first, then the columns. */
type Lines = readonly (readonly (readonly number[])[])[];

/** Every order that suits a line's two views and, for a row, its given heights. */
function linesThatFit({ size, top, bottom, left, right, given }: Case): Lines {
  const orders = permutations(Array.from({ length: size }, (_, index) => index + 1));
  const ends = [...left.map((view, row) => [view, at(right, row)]), ...top.map((view, column) => [view, at(bottom, column)])];
  return ends.map(([first = 0, last = 0], line) =>
    orders.filter((order) => {
      const known = line < size ? at(given, line) : order.map(() => 0);
      const isKept = known.every((height, place) => height === 0 || height === at(order, place));
      return isKept && fits(first, order) && fits(last, order.toReversed());
    }),
  );
}

/** Strikes out orders with a height that no order of the crossing line has there; undefined if a line has none left. */
function narrow(lines: Lines, size: number): Lines | undefined {
  let current = lines;
  for (;;) {
    // For each line and place the heights that may stand there, as bits.
    const masks = current.map((orders) =>
      Array.from({ length: size }, (_, place) => orders.reduce((bits, order) => bits | (1 << at(order, place)), 0)),
    );
    const next = current.map((orders, line) =>
      orders.filter((order) =>
        order.every((height, place) => {
          const crossing = at(masks, line < size ? size + place : place);
          return ((at(crossing, line % size) >> height) & 1) === 1;
        }),
      ),
    );
    if (next.some((orders) => orders.length === 0)) return undefined;
    if (next.every((orders, line) => orders.length === at(current, line).length)) return next;
    current = next;
  }
}

/** Fills the square, trying the orders of the line that has fewest; undefined if nothing fits. */
function solve(instance: Case): number[][] | undefined {
  const { size } = instance;
  const go = (lines: Lines): Lines | undefined => {
    const left = narrow(lines, size);
    if (left === undefined) return undefined;
    const open = left.flatMap((orders, line) => (orders.length > 1 ? [{ orders, line }] : []));
    const [first] = open.toSorted((a, b) => a.orders.length - b.orders.length);
    if (first === undefined) return left;
    for (const order of first.orders) {
      const found = go(left.with(first.line, [order]));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return go(linesThatFit(instance))
    ?.slice(0, size)
    .map(([row = []]) => [...row]);
}

/** A square in which every height stands once in each row and column. */
function drawSquare(rng: Rng, size: number): number[][] {
  const numbers = Array.from({ length: size }, (_, index) => index);
  const [rows, columns, heights] = [rng.shuffle(numbers), rng.shuffle(numbers), rng.shuffle(numbers)];
  return makeGrid(size, size, (row, column) => at(heights, (at(rows, row) + at(columns, column)) % size) + 1);
}

export default class Skyscrapers extends Bootcamp<Case, Square, Level> {
  static readonly card: Card<Level> = {
    name: "Skyscrapers",
    slug: "skyscrapers",
    title: "Skyscrapers",
    domain: "graphical-puzzles",
    description:
      "Buildings of different heights are to be put on a square so that each row and column has every height once and the number of buildings that can be seen from the edge is as stated. Larger squares with fewer views are harder. Any square that follows the rules is correct.",
    answerFormat: "a fenced block with one row of the square per line, heights separated by spaces",
    parameters: {
      size: { meaning: "rows and columns of the square", min: 3, max: 6 },
      viewShare: { meaning: "share of the places around the square at which a view is stated", min: 0.2, max: 1 },
      given: { meaning: "heights that are given", min: 0, max: 12 },
    },
    levels: [
      { size: 3, viewShare: 0.7, given: 1 },
      { size: 4, viewShare: 0.7, given: 2 },
      { size: 5, viewShare: 0.8, given: 3 },
      { size: 5, viewShare: 0.7, given: 1 },
      { size: 6, viewShare: 0.75, given: 3 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const { size, viewShare } = level;
    const square = drawSquare(rng, size);
    const places = Array.from({ length: 4 * size }, (_, index) => index);
    const stated = new Set(rng.sample(places, Math.round(viewShare * places.length)));
    const views = (side: number, lines: Square): number[] =>
      lines.map((line, index) => (stated.has(side * size + index) ? seen(line) : 0));
    const shown = new Set(rng.sample(Array.from({ length: size * size }, (_, index) => index), level.given));
    const columns = transpose(square);
    return {
      size,
      top: views(0, columns),
      bottom: views(1, columns.map((line) => line.toReversed())),
      left: views(2, square),
      right: views(3, square.map((line) => line.toReversed())),
      given: makeGrid(size, size, (row, column) => (shown.has(row * size + column) ? at(at(square, row), column) : 0)),
    };
  }

  promptFunc(instance: Case): string {
    const { size, top, bottom, left, right, given } = instance;
    const view = (count: number): string => (count === 0 ? "-" : String(count));
    const sides = [
      `- above the columns, from left to right: ${top.map(view).join(" ")}`,
      `- below the columns, from left to right: ${bottom.map(view).join(" ")}`,
      `- left of the rows, from top to bottom: ${left.map(view).join(" ")}`,
      `- right of the rows, from top to bottom: ${right.map(view).join(" ")}`,
    ];
    return [
      `A square of ${size} by ${size} cells is to be built up, with one building in each cell.`,
      "",
      "Rules:",
      `1. Buildings have heights from 1 to ${size}. Each row and each column has every height exactly once.`,
      "2. The given heights stay where they are.",
      "3. Somebody who stands at the edge and looks along a row or column sees a building if all buildings in front of it are",
      "   lower. The numbers below say how many buildings are seen; a dash means that nothing is said.",
      "",
      "Buildings seen:",
      ...sides,
      "",
      "The square, with a dot for each empty cell:",
      renderGrid(given.map((row) => row.map((height) => (height === 0 ? "." : height)))),
      "",
      "Any square that follows all the rules is correct. Write the whole square, one row per line from the top, with spaces",
      `between the heights. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(renderGrid(solve(instance) ?? []));
  }

  verifyCorrection(answer: Square, instance: Case): number {
    const { size, top, bottom, left, right, given } = instance;
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    const columns = transpose(answer);
    const isComplete = (line: readonly number[]): boolean =>
      new Set(line).size === size && line.every((height) => height >= 1 && height <= size);
    if (!answer.every(isComplete) || !columns.every(isComplete)) return 0;
    const keeps = given.every((row, y) => row.every((height, x) => height === 0 || height === at(at(answer, y), x)));
    const looksRight =
      columns.every((line, index) => fits(at(top, index), line) && fits(at(bottom, index), line.toReversed())) &&
      answer.every((line, index) => fits(at(left, index), line) && fits(at(right, index), line.toReversed()));
    return keeps && looksRight ? 1 : 0;
  }
}
