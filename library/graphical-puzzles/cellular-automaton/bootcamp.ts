import { at, Bootcamp, type Card, characterGrid, fencedBlock, makeGrid, modulo, range, type Rng } from "campforge/bootcamp";

type Edge = "outside is dead" | "wraps around";
type Reach = "sides" | "sides and corners";
type Voice = "colony" | "exercise" | "brief";

type Case = {
  /** A row a text: `#` for a living cell, `.` for a dead one. */
  readonly rows: readonly string[];
  readonly steps: number;
  readonly edge: Edge;
  readonly reach: Reach;
  /** Numbers of living neighbours with which a dead cell comes to life, and with which a living one stays alive. */
  readonly birth: readonly number[];
  readonly survival: readonly number[];
  readonly voice: Voice;
};

type Level = { readonly size: number; readonly steps: number; readonly corners: boolean };

const VOICES: readonly Voice[] = ["colony", "exercise", "brief"];

type Grid = readonly (readonly boolean[])[];
type Rule = Pick<Case, "edge" | "reach" | "birth" | "survival">;

const gridOf = (rows: readonly string[]): Grid => rows.map((row) => [...row].map((sign) => sign === "#"));
const rowsOf = (grid: Grid): string[] => grid.map((row) => row.map((lives) => (lives ? "#" : ".")).join(""));

/** The living among the neighbours of a cell. */
function livingAround(grid: Grid, row: number, column: number, { edge, reach }: Rule): number {
  const size = grid.length;
  let count = 0;
  for (const down of [-1, 0, 1]) {
    for (const right of [-1, 0, 1]) {
      const isNeighbour = reach === "sides" ? Math.abs(down) + Math.abs(right) === 1 : down !== 0 || right !== 0;
      if (!isNeighbour) continue;
      const [y, x] = edge === "wraps around" ? [modulo(row + down, size), modulo(column + right, size)] : [row + down, column + right];
      if (grid[y]?.[x] === true) count++;
    }
  }
  return count;
}

const next = (grid: Grid, rule: Rule): Grid =>
  makeGrid(grid.length, grid.length, (row, column) =>
    (at(at(grid, row), column) ? rule.survival : rule.birth).includes(livingAround(grid, row, column, rule)),
  );

/** The grid after each step, the one at the start first. */
function history(instance: Omit<Case, "voice">): readonly Grid[] {
  const grids = [gridOf(instance.rows)];
  for (const step of range(instance.steps)) grids.push(next(at(grids, step), instance));
  return grids;
}

const countLiving = (grid: Grid): number => grid.flat().filter(Boolean).length;

function drawRule(rng: Rng, { corners }: Level): Rule {
  const reach: Reach = corners ? rng.choice(["sides", "sides and corners"]) : "sides";
  const counts = range(reach === "sides" ? 5 : 9);
  const common = counts.slice(1, reach === "sides" ? 4 : 6);
  const birth = rng.sample(common, rng.integer(1, 2)).toSorted((a, b) => a - b);
  const survival = rng.sample(counts.slice(0, common.length + 1), 2).toSorted((a, b) => a - b);
  return { edge: rng.choice(["outside is dead", "wraps around"]), reach, birth, survival };
}

function listed(counts: readonly number[]): string {
  return counts.length === 1 ? `${at(counts, 0)}` : `${counts.slice(0, -1).join(", ")} or ${at(counts, counts.length - 1)}`;
}

export default class CellularAutomaton extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "CellularAutomaton",
    slug: "cellular-automaton",
    title: "Cellular Automaton",
    domain: "graphical-puzzles",
    description:
      "A square of living and dead cells changes by a rule like that of the Game of Life, which is drawn anew for each case together with the neighbourhood and what happens at the edge. The square after one or several steps is asked for.",
    answerFormat: "a fenced block with one row of the square per line",
    parameters: {
      size: { meaning: "rows and columns of the square", min: 3, max: 20 },
      steps: { meaning: "steps to be taken", min: 1, max: 12 },
      corners: { meaning: "whether cells that only share a corner may be neighbours" },
    },
    levels: [
      { size: 5, steps: 1, corners: false },
      { size: 6, steps: 2, corners: true },
      { size: 7, steps: 3, corners: true },
      { size: 9, steps: 4, corners: true },
      { size: 12, steps: 6, corners: true },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("#."));

  caseGenerator(rng: Rng, level: Level): Case {
    const { size, steps } = level;
    for (;;) {
      const share = 0.25 + 0.3 * rng.float();
      const rows = rowsOf(makeGrid(size, size, () => rng.boolean(share)));
      const drawn = { rows, steps, ...drawRule(rng, level) };
      const grids = history(drawn);
      // Neither dies out nor fills up, and is never as it was at an earlier step.
      const isLively = grids.every((grid) => countLiving(grid) >= size && countLiving(grid) <= size * (size - 1));
      if (isLively && new Set(grids.map((grid) => rowsOf(grid).join())).size === grids.length)
        return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ rows, steps, edge, reach, birth, survival, voice }: Case): string {
    const size = rows.length;
    const opening = {
      colony: `A colony of cells lives on a square of ${size} by ${size} places. From one day to the next, all places change at the same time:`,
      exercise: `A cellular automaton on a square of ${size} by ${size} cells, each alive or dead, has this rule, which is applied to all cells at once:`,
      brief: `Cellular automaton, ${size} by ${size} cells, all of which change at the same time:`,
    }[voice];
    return [
      opening,
      `- A dead cell comes to life if exactly ${listed(birth)} of its neighbours ${birth.length === 1 && birth[0] === 1 ? "is" : "are"} alive; otherwise it stays dead.`,
      `- A living cell stays alive if exactly ${listed(survival)} of its neighbours are alive; otherwise it dies.`,
      reach === "sides"
        ? "- The neighbours of a cell are the cells that share a side with it: up to four."
        : "- The neighbours of a cell are the cells that share a side or a corner with it: up to eight.",
      edge === "wraps around"
        ? "- The square wraps around: the right edge borders on the left edge, and the bottom on the top, so that every cell has all of its neighbours."
        : "- Beyond the edge there is nothing alive.",
      "",
      "Now, with # for a living cell and . for a dead one:",
      ...rows.map((row) => [...row].join(" ")),
      "",
      `How does the square look after ${steps === 1 ? "one step" : `${steps} steps`}? Write it in the same way, one row per line, with # and . separated by spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const rows = rowsOf(at(history(instance), instance.steps));
    return this.answerFormat.wrap(rows.map((row) => [...row].join(" ")).join("\n"));
  }

  override workedSolution(instance: Case): string {
    const grids = history(instance);
    const steps = grids.slice(0, -1).flatMap((grid, step) => [
      `Living neighbours of each cell before step ${step + 1}:`,
      ...grid.map((row, y) => row.map((_, x) => livingAround(grid, y, x, instance)).join(" ")),
      `So after step ${step + 1}:`,
      ...rowsOf(at(grids, step + 1)).map((row) => [...row].join(" ")),
      "",
    ]);
    return [
      "Count the living neighbours of each cell, step by step, and apply the rule to all cells at once.",
      ...steps,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const truth = rowsOf(at(history(instance), instance.steps));
    return answer.length === truth.length && answer.every((row, index) => row.join("") === truth[index]) ? 1 : 0;
  }

  /** Living neighbours that are counted in all steps together: what is to be looked at beyond the empty places. */
  override hardness(instance: Case): number {
    const grids = history(instance).slice(0, -1);
    return grids.reduce(
      (sum, grid) =>
        sum + grid.reduce((all, row, y) => all + row.reduce((one, _, x) => one + livingAround(grid, y, x, instance), 0), 0),
      0,
    );
  }
}
