import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  type Parsed,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Voice = "lines" | "pictures" | "brief";

/** Grids are written as their rows, separated by slashes: 010/200/003. */
type Case = {
  /** The hidden series, from its first operation to its last. */
  readonly series: readonly string[];
  /** The example grids as they are put in. */
  readonly examples: readonly string[];
  readonly test: string;
  readonly voice: Voice;
};

type Order = "any" | "free" | "matters";

type Level = {
  readonly smallest: number;
  readonly largest: number;
  readonly operations: number;
  readonly order: Order;
  readonly minority: boolean;
  readonly lossy: boolean;
};

const VOICES: readonly Voice[] = ["lines", "pictures", "brief"];
const COLOURS = ["1", "2", "3", "4"];

/** Operations that undo themselves, those that change nothing when they are repeated, and the one that is neither. */
const SELF_INVERSE = [
  "mirror",
  "flip",
  "turn",
  "swap 1 2",
  "swap 1 3",
  "swap 1 4",
  "swap 2 3",
  "swap 2 4",
  "swap 3 4",
];
const SETTLING = ["fall", "slide", "lonely"];
const OPERATIONS = [...SELF_INVERSE, ...SETTLING, "roll"];

/** Where more series than these agree with the first example, the case is drawn anew. */
const MOST_SERIES = 400;

const turned = (rows: readonly string[]): string[] =>
  rows.map((_, column) => rows.map((row) => row.charAt(column)).join(""));

/** The rows of a grid after one operation. */
function changed(rows: readonly string[], operation: string): readonly string[] {
  switch (operation) {
    case "mirror":
      return rows.map((row) => [...row].toReversed().join(""));
    case "flip":
      return rows.toReversed();
    case "turn":
      return turned(rows);
    case "fall":
      return turned(turned(rows).map((column) => column.replaceAll("0", "").padStart(column.length, "0")));
    case "slide":
      return rows.map((row) => row.replaceAll("0", "").padEnd(row.length, "0"));
    case "lonely": {
      const isColoured = (row: number, column: number): boolean =>
        Number(rows[row]?.charAt(column) ?? "0") > 0;
      return rows.map((line, row) =>
        [...line]
          .map((cell, column) =>
            isColoured(row - 1, column) ||
            isColoured(row + 1, column) ||
            isColoured(row, column - 1) ||
            isColoured(row, column + 1)
              ? cell
              : "0",
          )
          .join(""),
      );
    }
    case "roll":
      return [...rows.slice(-1), ...rows.slice(0, -1)];
    default: {
      const [one, other] = [operation.charAt(5), operation.charAt(7)];
      return rows.map((row) =>
        [...row].map((cell) => (cell === one ? other : cell === other ? one : cell)).join(""),
      );
    }
  }
}

const apply = (operation: string, grid: string): string => changed(grid.split("/"), operation).join("/");

/** The operations in the order in which they are applied to a grid, by the colour of its corner. */
const inOrder = (series: readonly string[], grid: string): readonly string[] =>
  grid.startsWith("0") ? series : series.toReversed();

/** What a series makes of a grid. */
const run = (series: readonly string[], grid: string): string =>
  inOrder(series, grid).reduce((now, operation) => apply(operation, now), grid);

const coloursIn = (grid: string): number => grid.replaceAll("0", "").length;

/** All series of a length that make one grid of the other, from layer to layer of the grids that can be reached. */
function seriesBetween(before: string, after: string, length: number): (readonly string[])[] {
  // No operation adds a coloured cell.
  const fewest = coloursIn(after);
  let layer = new Map<string, (readonly string[])[]>([[before, [[]]]]);
  for (let applied = 1; applied < length; applied++) {
    const next = new Map<string, (readonly string[])[]>();
    for (const [grid, ways] of layer) {
      for (const operation of OPERATIONS) {
        const result = apply(operation, grid);
        if (coloursIn(result) < fewest) continue;
        const longer = ways.map((way) => [...way, operation]);
        const known = next.get(result);
        if (known === undefined) next.set(result, longer);
        else known.push(...longer);
      }
    }
    layer = next;
  }
  const [top = "", ...others] = after.split("/");
  const sources = [
    ...SELF_INVERSE.map((operation) => ({ operation, source: apply(operation, after) })),
    { operation: "roll", source: [...others, top].join("/") },
  ];
  const settling = SETTLING.filter((operation) => apply(operation, after) === after);
  const found: (readonly string[])[] = [];
  for (const [grid, ways] of layer) {
    const lasts = [
      ...sources.filter(({ source }) => source === grid).map(({ operation }) => operation),
      ...settling.filter((operation) => apply(operation, grid) === after),
    ];
    for (const last of lasts) for (const way of ways) found.push(inOrder([...way, last], before));
  }
  return found;
}

/** True when all those series that agree with the examples give the same result for the test grid. */
function isCertain(
  candidates: readonly (readonly string[])[],
  series: readonly string[],
  examples: readonly string[],
  test: string,
): boolean {
  const shown = examples.map((before) => ({ before, after: run(series, before) }));
  const result = run(series, test);
  return candidates.every(
    (one) => shown.some(({ before, after }) => run(one, before) !== after) || run(one, test) === result,
  );
}

/** A random grid with or without a colour in its corner. */
function drawGrid(rng: Rng, side: number, isCornerColoured: boolean): string {
  const rows = range(side).map((row) =>
    range(side)
      .map((column) => {
        const isColoured = row + column === 0 ? isCornerColoured : rng.boolean(0.5);
        return isColoured ? rng.choice(COLOURS) : "0";
      })
      .join(""),
  );
  return rows.join("/");
}

/** True when the series does with the test grid what the level wants, in every step. */
function isWanted(
  series: readonly string[],
  examples: readonly string[],
  test: string,
  level: Level,
): boolean {
  if (level.lossy && !(series.includes("lonely") && (series.includes("fall") || series.includes("slide"))))
    return false;
  const steps = inOrder(series, test);
  const isIdle = steps.some((operation, index) => {
    const before = steps.slice(0, index).reduce((now, one) => apply(one, now), test);
    return apply(operation, before) === before;
  });
  const result = run(series, test);
  if (isIdle || result === test || new Set([...examples, test, result]).size < examples.length + 2)
    return false;
  if (examples.some((example) => run(series, example) === example)) return false;
  if (series.length > 1 && OPERATIONS.some((operation) => apply(operation, test) === result)) return false;
  const isFree = (grid: string): boolean => run(series, grid) === run(series.toReversed(), grid);
  if (level.order === "free") return isFree(test) && examples.every(isFree);
  return level.order === "any" || !isFree(test);
}

export default class HiddenPipeline extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "HiddenPipeline",
    slug: "hidden-pipeline",
    title: "Hidden Pipeline",
    domain: "graphical-puzzles",
    description:
      "A hidden series of operations on a square grid of colours is to be found from examples and applied to a test grid. The colour in the corner of a grid decides whether the series runs forwards or backwards. Harder cases have larger grids, longer series whose order matters, and operations that lose information.",
    answerFormat:
      "the rows of the resulting grid as digits, separated by slashes, on a last line `Answer: …`",
    parameters: {
      smallest: { meaning: "rows and columns of a grid at the least", min: 3, max: 6 },
      largest: { meaning: "rows and columns of a grid at the most", min: 3, max: 6 },
      operations: { meaning: "operations of the series", min: 1, max: 4 },
      order: {
        meaning:
          "whether the order of the operations makes no difference, makes one for the test grid, or either",
        oneOf: ["any", "free", "matters"],
      },
      minority: {
        meaning:
          "whether one example only runs in the direction of the test grid, and at least two in the other",
        oneOf: [false, true],
      },
      lossy: { meaning: "whether lonely and fall or slide are among the operations", oneOf: [false, true] },
    },
    levels: [
      { smallest: 3, largest: 3, operations: 1, order: "any", minority: false, lossy: false },
      { smallest: 3, largest: 4, operations: 2, order: "free", minority: false, lossy: false },
      { smallest: 4, largest: 4, operations: 2, order: "matters", minority: false, lossy: false },
      { smallest: 4, largest: 5, operations: 2, order: "matters", minority: true, lossy: false },
      { smallest: 4, largest: 4, operations: 3, order: "matters", minority: false, lossy: false },
      { smallest: 5, largest: 5, operations: 3, order: "matters", minority: true, lossy: false },
      { smallest: 5, largest: 6, operations: 3, order: "matters", minority: true, lossy: true },
      { smallest: 5, largest: 5, operations: 4, order: "matters", minority: true, lossy: false },
      { smallest: 5, largest: 6, operations: 4, order: "matters", minority: true, lossy: true },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text(), (whole): Parsed<string> => {
      const grid = whole.replace(/[\s,]+/g, "");
      return /^\d+(\/\d+)*$/.test(grid)
        ? parsed(grid)
        : unparsable("not rows of digits separated by slashes");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const swaps = SELF_INVERSE.slice(3);
    for (;;) {
      const side = rng.integer(level.smallest, level.largest);
      const series = range(level.operations).map(() =>
        rng.boolean(0.2)
          ? rng.choice(swaps)
          : rng.choice(OPERATIONS.filter((operation) => !swaps.includes(operation))),
      );
      const isTestColoured = rng.boolean();
      const corners = level.minority
        ? [isTestColoured, !isTestColoured, !isTestColoured, !isTestColoured]
        : [true, false, rng.boolean(), rng.boolean()];
      const grids = corners.map((isColoured) => drawGrid(rng, side, isColoured));
      const test = drawGrid(rng, side, isTestColoured);
      if (!isWanted(series, grids, test, level)) continue;
      const first = at(grids, 0);
      const candidates = seriesBetween(first, run(series, first), series.length);
      if (candidates.length > MOST_SERIES) continue;
      const count = range(level.minority ? 3 : 2, 5).find((one) =>
        isCertain(candidates, series, grids.slice(0, one), test),
      );
      if (count === undefined) continue;
      return { series, examples: rng.shuffle(grids.slice(0, count)), test, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ series, examples, test, voice }: Case): string {
    const side = test.indexOf("/");
    const count = series.length;
    const operations = count === 1 ? "one operation" : `${count} operations, one after the other`;
    const pictured = (grid: string): string => grid.replaceAll("/", "\n");
    const shown = {
      lines: [
        "Examples:",
        ...examples.map((before, index) => `${index + 1}. ${before} becomes ${run(series, before)}`),
        "",
        `Test grid: ${test}`,
      ],
      pictures: [
        ...examples.flatMap((before, index) => [
          `Example ${index + 1}, before:`,
          pictured(before),
          `Example ${index + 1}, after:`,
          pictured(run(series, before)),
          "",
        ]),
        "Test grid:",
        pictured(test),
      ],
      brief: [...examples.map((before) => `${before} -> ${run(series, before)}`), `${test} -> ?`],
    }[voice];
    return [
      `A hidden series of ${operations}, has been applied to some example grids. Work out what it does and apply it to the test grid.`.replace(
        "one operation,",
        "one operation",
      ),
      "",
      `All grids have ${side} rows and ${side} columns. A cell holds 0 (empty) or a colour from 1 to 4. Where a grid is written on one line, its rows from top to bottom are separated by slashes.`,
      "",
      ...shown,
      "",
      "Each operation of the series is one of these, and the same one may occur more than once:",
      "- mirror: every row is reversed, left becomes right.",
      "- flip: the order of the rows is reversed, top becomes bottom.",
      "- turn: rows become columns; the cell in row r and column c goes to row c and column r.",
      "- fall: in each column the colours move down as far as they can, keeping their order; the empty cells are then on top.",
      "- slide: in each row the colours move to the left as far as they can, keeping their order; the empty cells are then on the right.",
      "- lonely: every colour without a coloured cell (of any colour) directly above, below, left or right of it becomes 0, all at the same time.",
      "- roll: every row moves down by one; the last row becomes the first.",
      "- swap a b: the colours a and b, two different ones from 1 to 4, are exchanged everywhere.",
      "",
      "The switch: if the cell in the top left corner of the grid that is put in is 0, the series is applied from its first operation to its last. If this cell holds a colour, the same series is applied from its last operation to its first. Only the grid as put in decides this, not what happens to the corner later.",
      "",
      `Every series of ${count === 1 ? "one operation" : `${count} operations`} from the list that agrees with all examples gives the same result for the test grid.`,
      "",
      "Give the result for the test grid: its rows from top to bottom, written as digits without spaces and separated by slashes, for example 000/100/230.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ series, test }: Case): string {
    return this.answerFormat.wrap(run(series, test));
  }

  verifyCorrection(answer: string, { series, test }: Case): number {
    return answer === run(series, test) ? 1 : 0;
  }

  /** Cells that are followed through the series. */
  override hardness({ series, test }: Case): number {
    return series.length * test.replaceAll("/", "").length;
  }
}
