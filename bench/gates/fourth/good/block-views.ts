import { at, Bootcamp, type Card, finalLine, integer, makeGrid, range, record, renderGrid, type Rng, transpose } from "campforge/bootcamp";

type Case = {
  /** The plan, a row a text, from the back to the front: `#` where a stack stands, a dot where none does. */
  readonly plan: readonly string[];
  /** The tallest stack of each column, from left to right, as seen from the front. */
  readonly front: readonly number[];
  /** The tallest stack of each row, from the front to the back, as seen from the right. */
  readonly side: readonly number[];
};

type Answer = { readonly fewest: number; readonly most: number };

type Level = { readonly rows: number; readonly columns: number; readonly tallest: number; readonly share: number };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The tallest that the stacks of each row may be, from the back to the front. */
const sideFromBack = ({ side }: Case): readonly number[] => side.toReversed();

const stands = ({ plan }: Case, row: number, column: number): boolean => at(plan, row)[column] === "#";

/** Every stack is as tall as both views allow. */
function mostBlocks(instance: Case): number {
  const side = sideFromBack(instance);
  return sum(side.flatMap((tall, row) => instance.front.map((other, column) => (stands(instance, row, column) ? Math.min(tall, other) : 0))));
}

/** How many stacks can show their height in both views at once: a matching of rows with columns of the same height. */
function sharedStacks(instance: Case, height: number): number {
  const side = sideFromBack(instance);
  const rowOfColumn = new Map<number, number>();
  const place = (row: number, seen: Set<number>): boolean => {
    for (const column of range(instance.front.length)) {
      if (instance.front[column] !== height || seen.has(column) || !stands(instance, row, column)) continue;
      seen.add(column);
      const other = rowOfColumn.get(column);
      if (other === undefined || place(other, seen)) {
        rowOfColumn.set(column, row);
        return true;
      }
    }
    return false;
  };
  return range(side.length).filter((row) => side[row] === height && place(row, new Set())).length;
}

/** One block for each stack; above it, one tall stack for each row and column, or for a row and a column together. */
function fewestBlocks(instance: Case): number {
  const { plan, front, side } = instance;
  const stacks = sum(plan.map((row) => [...row].filter((sign) => sign === "#").length));
  const above = sum([...front, ...side].map((tall) => tall - 1));
  const heights = new Set(front);
  const saved = [...heights].map((height) => (height - 1) * sharedStacks(instance, height));
  return stacks + above - sum(saved);
}

const isBetween = (stacks: number, all: number): boolean => stacks > 0 && stacks < all;

export default class BlockViews extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "BlockViews",
    slug: "block-views",
    title: "Block Views",
    domain: "graphical-puzzles",
    description:
      "Stacks of blocks stand on some squares of a board. The plan and the outlines from the front and from the right are given; how few and how many blocks there may be is asked for. Harder cases have larger boards with gaps and taller stacks.",
    answerFormat: "the fewest and the most blocks, on a last line `Answer: fewest: …, most: …`",
    parameters: {
      rows: { meaning: "rows of the board", min: 2, max: 10 },
      columns: { meaning: "columns of the board", min: 2, max: 10 },
      tallest: { meaning: "blocks of a stack at the most", min: 2, max: 9 },
      share: { meaning: "share of squares with a stack, about", min: 0.3, max: 1 },
    },
    levels: [
      { rows: 4, columns: 4, tallest: 5, share: 0.85 },
      { rows: 5, columns: 5, tallest: 6, share: 0.75 },
      { rows: 6, columns: 7, tallest: 6, share: 0.65 },
      { rows: 8, columns: 8, tallest: 7, share: 0.55 },
    ],
  };

  readonly answerFormat = finalLine(record({ fewest: integer({ min: 0 }), most: integer({ min: 0 }) }));

  caseGenerator(rng: Rng, { rows, columns, tallest, share }: Level): Case {
    for (;;) {
      const heights = makeGrid(rows, columns, () => (rng.boolean(share) ? rng.integer(1, tallest) : 0));
      const stacks = heights.flat().filter((height) => height > 0).length;
      const front = transpose(heights).map((column) => Math.max(...column));
      const back = heights.map((row) => Math.max(...row));
      if (!isBetween(stacks, rows * columns) || front.includes(0) || back.includes(0)) continue;
      const plan = heights.map((row) => row.map((height) => (height > 0 ? "#" : ".")).join(""));
      const drawn = { plan, front, side: back.toReversed() };
      // Heights must differ enough in both views that there is something to choose.
      if (new Set(front).size < 2 || new Set(back).size < 2) continue;
      if (mostBlocks(drawn) - fewestBlocks(drawn) >= rows + columns) return drawn;
    }
  }

  promptFunc({ plan, front, side }: Case): string {
    return [
      `A child has built stacks of equal cubic blocks on a board of ${plan.length} rows and ${front.length} columns. Here is the plan, seen from above, with the front edge at the bottom. A # is a square with a stack of one block or more, a dot is an empty square:`,
      "",
      renderGrid(plan.map((row) => [...row])),
      "",
      "Seen from the front, only an outline can be seen: for each column the height of its tallest stack. Seen from the right, likewise for each row. In blocks:",
      "",
      `- from the front, the columns from left to right: ${front.join(", ")}`,
      `- from the right, the rows from the front edge of the board to its back: ${side.join(", ")}`,
      "",
      "How many blocks may the child have used, at the fewest and at the most, so that the plan and both outlines are exactly as given? Each block stands on the board or right on top of another block.",
      "",
      "Give both numbers in the form `fewest: 1200, most: 3400`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(`fewest: ${fewestBlocks(instance)}, most: ${mostBlocks(instance)}`);
  }

  verifyCorrection({ fewest, most }: Answer, instance: Case): number {
    return fewest === fewestBlocks(instance) && most === mostBlocks(instance) ? 1 : 0;
  }

  /** Squares with a stack: each of them has to be looked at for both numbers. */
  override hardness({ plan }: Case): number {
    return sum(plan.map((row) => [...row].filter((sign) => sign === "#").length));
  }
}
