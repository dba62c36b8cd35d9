import { at, Bootcamp, type Card, type Cell, characterGrid, fencedBlock, makeGrid, range, type Rng } from "campforge/bootcamp";

type Side = "left" | "right" | "top" | "bottom";

type Step =
  | { readonly kind: "fold"; readonly side: Side; readonly lines: number }
  | { readonly kind: "turn" }
  | { readonly kind: "punch"; readonly row: number; readonly column: number };

type Case = { readonly rows: number; readonly columns: number; readonly steps: readonly Step[] };

type Level = { readonly size: number; readonly folds: number; readonly punches: number; readonly halves: boolean; readonly turns: boolean };

const SIDES: readonly Side[] = ["left", "right", "top", "bottom"];

/** The sheet as it lies: its rows and columns now, and where each square of the flat sheet has come to. */
type Sheet = { readonly rows: number; readonly columns: number; readonly places: readonly Cell[] };

function folded({ rows, columns, places }: Sheet, side: Side, lines: number): Sheet {
  // Along the direction of the fold, the flap is turned over its edge; where it lay, nothing is left.
  const along = (place: number, length: number, isNear: boolean): number => {
    if (isNear) return place < lines ? lines - 1 - place : place - lines;
    return place >= length - lines ? 2 * (length - lines) - 1 - place : place;
  };
  return side === "left" || side === "right"
    ? { rows, columns: columns - lines, places: places.map(({ row, column }) => ({ row, column: along(column, columns, side === "left") })) }
    : { rows: rows - lines, columns, places: places.map(({ row, column }) => ({ row: along(row, rows, side === "top"), column })) };
}

const turned = ({ rows, columns, places }: Sheet): Sheet => ({
  rows: columns,
  columns: rows,
  places: places.map(({ row, column }) => ({ row: column, column: rows - 1 - row })),
});

const flat = (rows: number, columns: number): Sheet => ({
  rows,
  columns,
  places: range(rows * columns).map((square) => ({ row: Math.floor(square / columns), column: square % columns })),
});

/** The flat sheet after all, `#` for a square with a hole and a dot for one without. */
function unfolded({ rows, columns, steps }: Case): string[][] {
  let sheet = flat(rows, columns);
  const holes = new Set<number>();
  for (const step of steps) {
    if (step.kind === "fold") sheet = folded(sheet, step.side, step.lines);
    else if (step.kind === "turn") sheet = turned(sheet);
    else
      sheet.places.forEach(({ row, column }, square) => {
        if (row === step.row - 1 && column === step.column - 1) holes.add(square);
      });
  }
  return makeGrid(rows, columns, (row, column) => (holes.has(row * columns + column) ? "#" : "."));
}

const holesIn = (sheet: readonly (readonly string[])[]): number => sheet.flat().filter((sign) => sign === "#").length;

/** Where the punches and turns stand among the folds; the last punch comes after the last fold. */
function drawPlan(rng: Rng, { folds, punches, turns }: Level): Step["kind"][] {
  const early = range(punches - 1).map(() => "punch" as const);
  const rest = rng.shuffle([...range(folds - 1).map(() => "fold" as const), ...early, ...(turns ? ["turn" as const] : [])]);
  return ["fold", ...rest, "punch"];
}

function wordingOf(step: Step): string {
  if (step.kind === "turn") return "Turn the folded sheet by a quarter, clockwise, without turning it over.";
  if (step.kind === "punch") return `Punch a hole through all layers at row ${step.row}, column ${step.column}.`;
  const { side, lines } = step;
  const strip = side === "left" || side === "right" ? "column" : "row";
  const opposite = { left: "right", right: "left", top: "bottom", bottom: "top" }[side];
  const what = lines === 1 ? `The ${side}most ${strip}` : `The ${lines} ${side}most ${strip}s`;
  return `${what.replace("topmost", "top").replace("bottommost", "bottom")} ${lines === 1 ? "is" : "are"} folded over towards the ${opposite}.`;
}

export default class FoldedPaper extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "FoldedPaper",
    slug: "folded-paper",
    title: "Folded Paper",
    domain: "graphical-puzzles",
    description:
      "A squared sheet of paper is folded several times and punched in between; the holes of the sheet laid flat again are to be drawn. Harder cases have larger sheets, more folds and holes, folds that do not halve the sheet, and sheets that are turned.",
    answerFormat: "the flat sheet, # for a hole and . for none, a row a line, in a fenced block",
    parameters: {
      size: { meaning: "rows and columns of the sheet, about", min: 4, max: 14 },
      folds: { meaning: "folds", min: 1, max: 8 },
      punches: { meaning: "holes that are punched", min: 1, max: 6 },
      halves: { meaning: "whether every fold halves the sheet" },
      turns: { meaning: "whether the sheet is turned once" },
    },
    levels: [
      { size: 8, folds: 2, punches: 3, halves: true, turns: false },
      { size: 9, folds: 3, punches: 3, halves: false, turns: false },
      { size: 10, folds: 4, punches: 4, halves: false, turns: true },
      { size: 12, folds: 6, punches: 5, halves: false, turns: true },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("#."));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const rows = level.halves ? 2 * rng.integer(2, level.size / 2) : rng.integer(level.size - 1, level.size);
      const columns = level.halves ? 2 * rng.integer(2, level.size / 2) : rng.integer(level.size - 1, level.size + 1);
      let sheet = flat(rows, columns);
      let holes = 0;
      const steps: Step[] = [];
      for (const kind of drawPlan(rng, level)) {
        if (kind === "turn") {
          sheet = turned(sheet);
          steps.push({ kind });
        } else if (kind === "punch") {
          steps.push({ kind, row: rng.integer(1, sheet.rows), column: rng.integer(1, sheet.columns) });
          const after = holesIn(unfolded({ rows, columns, steps }));
          // A punch where all layers have a hole already would be idle.
          if (after === holes) break;
          holes = after;
        } else {
          const side = rng.choice(SIDES);
          const length = side === "left" || side === "right" ? sheet.columns : sheet.rows;
          const half = Math.floor(length / 2);
          if (half === 0 || (level.halves && length % 2 === 1)) break;
          const lines = level.halves ? half : rng.integer(1, half);
          sheet = folded(sheet, side, lines);
          steps.push({ kind, side, lines });
        }
      }
      const isWhole = steps.length === level.folds + level.punches + (level.turns ? 1 : 0);
      if (isWhole && holes > 2 * level.punches && holes < (rows * columns) / 2) return { rows, columns, steps };
    }
  }

  promptFunc({ rows, columns, steps }: Case): string {
    return [
      `A sheet of squared paper has ${rows} rows and ${columns} columns and lies flat on a table. The following is done with it, in this order:`,
      "",
      ...steps.map((step, index) => `${index + 1}. ${wordingOf(step)}`),
      "",
      "How this is meant:",
      "- A fold runs along the line between two rows or columns of the sheet as it then lies. The strip that is named, with all of its layers, is lifted at its outer edge and laid over upon the squares beside the line, as in a mirror: what was next to the line still is, and what was at the outer edge comes to lie farthest from the line. The rest of the sheet does not move. The strip is never wider than the rest.",
      "- left, right, top and bottom, and the numbers of rows and columns always mean the sheet as it lies at that moment: rows are counted from its top and columns from its left, both from 1. So after a fold the sheet has fewer rows or columns, and after a quarter turn its rows have become columns.",
      "- A punch goes through every layer that lies at that place, and makes a hole in each.",
      "",
      `At the end the sheet is unfolded completely and laid down as it lay at first, with the same side up and the same edge at the top. Draw it as ${rows} lines of ${columns} signs: # for a square with a hole, . for a square without.`,
      "",
      "A sheet of 2 rows and 3 columns with a hole in its first and one in its last square, for instance, would be",
      "",
      "#..",
      "..#",
      "",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(unfolded(instance).map((row) => row.join("")).join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const right = unfolded(instance);
    if (answer.length !== right.length) return 0;
    return right.every((row, index) => row.join("") === at(answer, index).join("")) ? 1 : 0;
  }
}
