/*
defect: D24
base: cellular-automaton.ts
what: The prompt does not say whether the board wraps around or ends at its edges.
needs: second verifier
*/
import {
  at,
  Bootcamp,
  type Card,
  characterGrid,
  fencedBlock,
  makeGrid,
  neighbours,
  type Rng,
} from "campforge/bootcamp";

type Cells = readonly (readonly boolean[])[];

type Case = {
  /** A row a text, `#` for a living cell and `.` for a dead one. */
  readonly start: readonly string[];
  readonly steps: number;
  /** Numbers of living neighbours with which a dead cell comes to life. */
  readonly birth: readonly number[];
  /** Numbers of living neighbours with which a living cell stays alive. */
  readonly survival: readonly number[];
  readonly wrap: boolean;
};

type Level = {
  readonly size: number;
  readonly steps: number;
  readonly wrap: boolean;
  readonly ownRule: boolean;
};

const ALIVE = "#";
const DEAD = ".";
const DRAWS = 60;

const modulo = (value: number, size: number): number => ((value % size) + size) % size;

/** Living neighbours of a cell, by sides and corners. */
function livingAround(cells: Cells, row: number, column: number, wrap: boolean): number {
  const rows = cells.length;
  const columns = at(cells, 0).length;
  const around = wrap
    ? neighbours({ row: 1, column: 1 }, 3, 3, "sides and corners").map((step) => ({
        row: modulo(row + step.row - 1, rows),
        column: modulo(column + step.column - 1, columns),
      }))
    : neighbours({ row, column }, rows, columns, "sides and corners");
  return around.filter((place) => at(at(cells, place.row), place.column)).length;
}

function step(cells: Cells, { birth, survival, wrap }: Case): Cells {
  return makeGrid(cells.length, at(cells, 0).length, (row, column) => {
    const count = livingAround(cells, row, column, wrap);
    return (at(at(cells, row), column) ? survival : birth).includes(count);
  });
}

const read = (rows: readonly string[]): Cells => rows.map((row) => [...row].map((cell) => cell === ALIVE));

const write = (cells: Cells): string[] =>
  cells.map((row) => row.map((living) => (living ? ALIVE : DEAD)).join(""));

function run(instance: Case): string[] {
  let cells = read(instance.start);
  for (let done = 0; done < instance.steps; done++) cells = step(cells, instance);
  return write(cells);
}

const countLiving = (rows: readonly string[]): number =>
  rows.reduce((sum, row) => sum + [...row].filter((cell) => cell === ALIVE).length, 0);

const inWords = (counts: readonly number[]): string =>
  counts.length === 1 ? `${counts[0]}` : `${counts.slice(0, -1).join(", ")} or ${counts.at(-1)}`;

export default class CellularAutomaton extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "CellularAutomaton",
    slug: "cellular-automaton",
    title: "Cellular Automaton",
    domain: "graphical-puzzles",
    description:
      "Cells of a square live or die step by step by the number of their living neighbours, by the rule of Conway or by another one, on a board with edges or one that wraps around. The board after some steps is asked for.",
    answerFormat: "a fenced block with the board, a row a line, # for living and . for dead",
    parameters: {
      size: { meaning: "rows and columns of the board", min: 4, max: 14 },
      steps: { meaning: "steps that are taken", min: 1, max: 10 },
      wrap: { meaning: "whether the board wraps around at its edges" },
      ownRule: { meaning: "whether the rule is drawn anew for each case; otherwise it is that of Conway" },
    },
    levels: [
      { size: 5, steps: 1, wrap: false, ownRule: false },
      { size: 6, steps: 2, wrap: true, ownRule: false },
      { size: 7, steps: 3, wrap: true, ownRule: true },
      { size: 9, steps: 5, wrap: true, ownRule: true },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(ALIVE + DEAD));

  caseGenerator(rng: Rng, level: Level): Case {
    const draw = (): Case => {
      const birth = level.ownRule ? [3, ...rng.sample([2, 4, 5, 6], 1)].toSorted((a, b) => a - b) : [3];
      const survival = level.ownRule ? rng.sample([1, 2, 3, 4, 5], 3).toSorted((a, b) => a - b) : [2, 3];
      const cells = makeGrid(level.size, level.size, () => rng.boolean(0.4));
      return { start: write(cells), steps: level.steps, birth, survival, wrap: level.wrap };
    };
    // A board that dies out, fills up or stands still would give its answer away.
    const isLively = (instance: Case): boolean => {
      const end = run(instance);
      const living = countLiving(end);
      const share = living / (level.size * level.size);
      return share > 0.1 && share < 0.8 && end.join() !== instance.start.join();
    };
    let drawn = draw();
    for (let draws = 1; draws < DRAWS && !isLively(drawn); draws++) drawn = draw();
    return drawn;
  }

  promptFunc(instance: Case): string {
    const { start, steps, birth, survival } = instance;
    return [
      `A board of ${start.length} by ${start.length} cells changes step by step. A cell is living (#) or dead (.).`,
      "",
      "Rules:",
      "- The neighbours of a cell are the eight cells around it, those that touch its corners included.",
      `- A dead cell comes to life when exactly ${inWords(birth)} of its neighbours are living; otherwise it stays dead.`,
      `- A living cell stays alive when exactly ${inWords(survival)} of its neighbours are living; otherwise it dies.`,
      "- All cells change at the same moment, by the board as it was before the step.",
      "",
      "The board at the beginning:",
      ...start,
      "",
      `What does the board look like after ${steps} ${steps === 1 ? "step" : "steps"}? Write the whole board, a row a line, in the`,
      "same way. A board of two rows, for example, would be written like this:",
      "#.",
      ".#",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(run(instance).join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const end = run(instance);
    if (answer.length !== end.length) return 0;
    return end.every((row, place) => at(answer, place).join("") === row) ? 1 : 0;
  }
}
