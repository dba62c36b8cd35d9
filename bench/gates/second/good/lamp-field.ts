import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  characterGrid,
  fencedBlock,
  makeGrid,
  type Rng,
} from "campforge/bootcamp";

type Shape = "plus" | "cross";

type Case = {
  readonly shape: Shape;
  /** A row a text: "o" is a lamp that is on, "." one that is off. */
  readonly lamps: readonly string[];
};

type Level = {
  readonly rows: number;
  readonly columns: number;
  readonly presses: number;
  readonly shape: Shape;
};

const STEPS: Readonly<Record<Shape, readonly (readonly [number, number])[]>> = {
  plus: [[0, 0], [-1, 0], [0, -1], [0, 1], [1, 0]],
  cross: [[0, 0], [-1, -1], [-1, 1], [1, -1], [1, 1]],
}; // prettier-ignore

/** The lamps that a press on one of them switches. */
function switched(cell: Cell, shape: Shape, rows: number, columns: number): Cell[] {
  return STEPS[shape]
    .map(([down, right]) => ({ row: cell.row + down, column: cell.column + right }))
    .filter(({ row, column }) => row >= 0 && row < rows && column >= 0 && column < columns);
}

/** The lamps after all presses; the order of the presses does not matter. */
function press(
  lamps: readonly (readonly boolean[])[],
  pressed: readonly (readonly boolean[])[],
  shape: Shape,
): boolean[][] {
  const after = lamps.map((row) => [...row]);
  const columns = at(lamps, 0).length;
  pressed.forEach((cells, row) =>
    cells.forEach((isPressed, column) => {
      if (!isPressed) return;
      for (const cell of switched({ row, column }, shape, lamps.length, columns)) {
        const line = at(after, cell.row);
        line[cell.column] = !at(line, cell.column);
      }
    }),
  );
  return after;
}

const readLamps = (lamps: readonly string[]): boolean[][] =>
  lamps.map((row) => [...row].map((lamp) => lamp === "o"));

/** Presses that switch every lamp off, by elimination over the field of two elements; undefined if there are none. */
function solve({ lamps, shape }: Case): boolean[][] | undefined {
  const rows = lamps.length;
  const columns = at(lamps, 0).length;
  const cells = makeGrid(rows, columns, (row, column): Cell => ({ row, column })).flat();
  const lit = readLamps(lamps).flat();
  // One equation for each lamp: which presses switch it, and, as the last entry, whether it must be switched.
  const equations = cells.map((cell, place) => [
    ...cells.map((other) =>
      switched(other, shape, rows, columns).some(
        ({ row, column }) => row === cell.row && column === cell.column,
      ),
    ),
    at(lit, place),
  ]);
  const pivots: number[] = [];
  for (let column = 0; column < cells.length; column++) {
    const rank = pivots.length;
    const found = equations.findIndex((equation, place) => place >= rank && at(equation, column));
    if (found < 0) continue;
    const pivot = at(equations, found);
    equations[found] = at(equations, rank);
    equations[rank] = pivot;
    equations.forEach((equation, place) => {
      if (place === rank || !at(equation, column)) return;
      equations[place] = equation.map((entry, entryPlace) => entry !== at(pivot, entryPlace));
    });
    pivots.push(column);
  }
  if (equations.slice(pivots.length).some((equation) => at(equation, cells.length))) return undefined;
  const presses = cells.map(() => false);
  pivots.forEach((column, rank) => (presses[column] = at(at(equations, rank), cells.length)));
  return makeGrid(rows, columns, (row, column) => at(presses, row * columns + column));
}

export default class LampField extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "LampField",
    slug: "lamp-field",
    title: "All Lamps Off",
    domain: "games",
    description:
      "A field of lamps, some of them on: a press on a lamp switches it together with its neighbours, by sides or in harder cases by corners. Presses that switch all lamps off are asked for; any such set is right.",
    answerFormat:
      "a fenced block with a row of the field a line, # for a lamp to press and . for one to leave",
    parameters: {
      rows: { meaning: "rows of the field", min: 3, max: 8 },
      columns: { meaning: "columns of the field", min: 3, max: 8 },
      presses: { meaning: "presses by which the field was made", min: 1, max: 40 },
      shape: {
        meaning: "what a press switches besides the lamp: side or corner neighbours",
        oneOf: ["plus", "cross"],
      },
    },
    levels: [
      { rows: 4, columns: 5, presses: 6, shape: "plus" },
      { rows: 5, columns: 6, presses: 10, shape: "plus" },
      { rows: 6, columns: 6, presses: 14, shape: "cross" },
      { rows: 7, columns: 7, presses: 22, shape: "plus" },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("#."));

  caseGenerator(rng: Rng, level: Level): Case {
    const { rows, columns, shape } = level;
    const cells = makeGrid(rows, columns, (row, column): Cell => ({ row, column })).flat();
    const off = makeGrid(rows, columns, () => false);
    for (;;) {
      const chosen = rng.sample(cells, level.presses);
      const pressed = makeGrid(rows, columns, (row, column) =>
        chosen.some((cell) => cell.row === row && cell.column === column),
      );
      const lamps = press(off, pressed, shape);
      if (lamps.flat().includes(true)) {
        return { shape, lamps: lamps.map((row) => row.map((isOn) => (isOn ? "o" : ".")).join("")) };
      }
    }
  }

  promptFunc(instance: Case): string {
    const { shape, lamps } = instance;
    const touching = shape === "plus" ? "share a side with it" : "touch it at a corner, diagonally";
    const example = shape === "plus" ? ["o o .", "o . .", ". . ."] : ["o . .", ". o .", ". . ."];
    return [
      `A field has ${lamps.length} rows of ${at(lamps, 0).length} lamps. A lamp that is on is drawn as o, one that is off as a dot:`,
      "",
      ...lamps.map((row) => [...row].join(" ")),
      "",
      "Rules:",
      `1. A press on a lamp switches that lamp and the lamps that ${touching}; no other lamps.`,
      "2. To switch a lamp means: if it is on it goes off, if it is off it goes on.",
      "3. Neighbours outside the field do not exist; the field does not wrap round.",
      "4. Each lamp is pressed once or not at all. In the end all lamps are off.",
      "",
      "Example: in this field of 3 by 3, one press on the lamp in the top left corner switches all lamps off:",
      ...example,
      "",
      "Any set of presses that switches all lamps off is right. Write the whole field, a row a line: # for a lamp that",
      `you press, . for one that you do not press. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const presses = solve(instance) ?? [];
    return this.answerFormat.wrap(
      presses.map((row) => row.map((isPressed) => (isPressed ? "#" : ".")).join("")).join("\n"),
    );
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const lamps = readLamps(instance.lamps);
    if (answer.length !== lamps.length || at(answer, 0).length !== at(lamps, 0).length) return 0;
    const pressed = answer.map((row) => row.map((sign) => sign === "#"));
    return press(lamps, pressed, instance.shape).flat().includes(true) ? 0 : 1;
  }
}
