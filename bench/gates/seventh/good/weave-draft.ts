import { at, Bootcamp, type Card, characterGrid, fencedBlock, range, type Rng, sortNumbers } from "campforge/bootcamp";

type Case = {
  /** The shaft of each warp thread, from the left, counted from 1. */
  readonly threading: readonly number[];
  /** The shafts that are tied to each treadle. */
  readonly tieUp: readonly (readonly number[])[];
  /** The treadles that are pressed in each row, from the top, counted from 1. */
  readonly treadling: readonly (readonly number[])[];
  readonly longestRow: number;
  readonly longestColumn: number;
};

type Level = {
  readonly warps: number;
  readonly rows: number;
  readonly shafts: number;
  readonly treadles: number;
  readonly pressed: number;
  readonly bindings: number;
};

type Cloth = readonly (readonly string[])[];

const UP = "#";
const DOWN = ".";

/** Draws after which the cloth with the most bindings is taken. */
const MOST_DRAWS = 60;

/** The cloth as the draft has it, before long floats are bound. */
function drawdown({ threading, tieUp, treadling }: Case): Cloth {
  return treadling.map((treadles) =>
    threading.map((shaft) => {
      const lifts = treadles.filter((treadle) => at(tieUp, treadle - 1).includes(shaft)).length;
      return lifts % 2 === 1 ? UP : DOWN;
    }),
  );
}

/** A line of marks in which every mark that would make a run too long is changed. */
function bound(line: readonly string[], longest: number): string[] {
  const result: string[] = [];
  let run = 0;
  for (const mark of line) {
    const last = result.at(-1);
    const isTooLong = mark === last && run === longest;
    const woven = isTooLong ? (mark === UP ? DOWN : UP) : mark;
    run = woven === last ? run + 1 : 1;
    result.push(woven);
  }
  return result;
}

const columnsOf = (cloth: Cloth): readonly (readonly string[])[] =>
  range(at(cloth, 0).length).map((column) => cloth.map((row) => at(row, column)));

/** The finished cloth: rows are bound first, then columns. */
function weave(instance: Case): Cloth {
  const rows = drawdown(instance).map((row) => bound(row, instance.longestRow));
  return columnsOf(columnsOf(rows).map((column) => bound(column, instance.longestColumn)));
}

/** Marks in which two cloths differ. */
const differences = (one: Cloth, other: Cloth): number =>
  one.reduce((sum, row, index) => sum + row.filter((mark, column) => mark !== at(at(other, index), column)).length, 0);

/** The marks changed in rows, and then in columns. */
function bindings(instance: Case): readonly [rows: number, columns: number] {
  const raw = drawdown(instance);
  const rows = raw.map((row) => bound(row, instance.longestRow));
  return [differences(raw, rows), differences(rows, weave(instance))];
}

function drawDraft(rng: Rng, level: Level): Case {
  const shafts = range(1, level.shafts + 1);
  const treadles = range(1, level.treadles + 1);
  return {
    threading: range(level.warps).map(() => rng.choice(shafts)),
    tieUp: treadles.map(() => sortNumbers(rng.sample(shafts, rng.integer(1, level.shafts - 1)))),
    treadling: range(level.rows).map(() => sortNumbers(rng.sample(treadles, rng.integer(1, level.pressed)))),
    longestRow: rng.integer(2, 3),
    longestColumn: rng.integer(2, 3),
  };
}

export default class WeaveDraft extends Bootcamp<Case, Cloth, Level> {
  static readonly card: Card<Level> = {
    name: "WeaveDraft",
    slug: "weave-draft",
    title: "Weave Draft",
    domain: "graphical-puzzles",
    description:
      "A weaving draft says which shafts the threads run through, which shafts each treadle lifts, and which treadles are pressed in each row; floats that are too long are bound, in rows and then in columns. The finished cloth is asked for. Harder cases have larger cloths, several treadles at once, and more bindings.",
    answerFormat: "the cloth, a row a line of `#` and `.`, in a fenced block",
    parameters: {
      warps: { meaning: "number of warp threads, the columns", min: 4, max: 16 },
      rows: { meaning: "number of rows", min: 3, max: 14 },
      shafts: { meaning: "number of shafts", min: 2, max: 8 },
      treadles: { meaning: "number of treadles", min: 2, max: 8 },
      pressed: { meaning: "treadles pressed in a row at the most", min: 1, max: 3 },
      bindings: { meaning: "marks changed by bindings, at the least where so many are found", min: 1, max: 60 },
    },
    levels: [
      { warps: 6, rows: 4, shafts: 3, treadles: 3, pressed: 1, bindings: 2 },
      { warps: 7, rows: 6, shafts: 4, treadles: 4, pressed: 2, bindings: 6 },
      { warps: 9, rows: 8, shafts: 4, treadles: 5, pressed: 2, bindings: 11 },
      { warps: 11, rows: 9, shafts: 5, treadles: 6, pressed: 3, bindings: 18 },
      { warps: 13, rows: 11, shafts: 6, treadles: 6, pressed: 3, bindings: 30 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(UP + DOWN));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawDraft(rng, level);
    let most = -1;
    for (let draw = 0; draw < MOST_DRAWS && most < level.bindings; draw++) {
      const draft = drawDraft(rng, level);
      const [inRows, inColumns] = bindings(draft);
      if (inRows === 0 || inColumns === 0 || inRows + inColumns <= most) continue;
      best = draft;
      most = inRows + inColumns;
    }
    return best;
  }

  promptFunc({ threading, tieUp, treadling, longestRow, longestColumn }: Case): string {
    return [
      `A cloth of ${treadling.length} rows and ${threading.length} columns is woven. Each column is a warp thread that runs through one shaft; each treadle is tied to some shafts.`,
      "",
      `Shafts of the warp threads, from the left: ${threading.join(" ")}`,
      "Shafts tied to each treadle:",
      ...tieUp.map((shafts, treadle) => `- treadle ${treadle + 1}: ${shafts.join(", ")}`),
      "Treadles pressed in each row, from the top:",
      ...treadling.map((treadles, row) => `- row ${row + 1}: ${treadles.join(", ")}`),
      "",
      "Step 1, the draft. In a row, a shaft is up if an odd number of the treadles pressed in that row are tied to it, and down otherwise (so two treadles that are tied to the same shaft cancel each other). The mark of a thread is # where its shaft is up, and . where it is down.",
      `Step 2, binding the rows. Go through each row from left to right. Whenever a mark would make more than ${longestRow} equal marks in succession, change it to the other mark. Changed marks count as what they have become: a run is counted in the row as it is after the changes to its left, and the changed mark begins a new run.`,
      `Step 3, binding the columns. Then go through each column of the cloth that step 2 has left, from top to bottom, in the same way, changing every mark that would make more than ${longestColumn} equal marks in succession. Rows are not looked at again.`,
      "",
      "Give the cloth after step 3: one line for each row, from the top, each of # and . for the columns from the left, for instance (for a cloth of two rows and three columns):",
      "#.#",
      "..#",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      weave(instance)
        .map((row) => row.join(""))
        .join("\n"),
    );
  }

  verifyCorrection(answer: Cloth, instance: Case): number {
    const textOf = (cloth: Cloth): string => cloth.map((row) => row.join("")).join("\n");
    return textOf(answer) === textOf(weave(instance)) ? 1 : 0;
  }

  /** Marks that are changed, in rows and in columns. */
  override hardness(instance: Case): number {
    const [inRows, inColumns] = bindings(instance);
    return inRows + inColumns;
  }
}
