import { at, Bootcamp, type Card, characterGrid, fencedBlock, range, type Rng } from "campforge/bootcamp";

/** Stitches of one kind, k or p, and how many of them. */
type Run = { readonly stitch: string; readonly count: number };

type Row =
  | { readonly kind: "written"; readonly head: readonly Run[]; readonly repeat: readonly Run[]; readonly tail: readonly Run[] }
  /** Stitches are worked as they face the knitter, or the other way about. */
  | { readonly kind: "match" }
  | { readonly kind: "oppose" }
  /** The stitches that were worked in an earlier row, in the same order or in reverse. */
  | { readonly kind: "again"; readonly row: number }
  | { readonly kind: "reverse"; readonly row: number };

type Case = { readonly width: number; readonly rows: readonly Row[] };

type Level = {
  readonly narrowest: number;
  readonly widest: number;
  readonly rows: number;
  /** Rows that are written out; the others refer to those before. */
  readonly written: number;
};

const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, { count }) => sum + count, 0);

const spell = (runs: readonly Run[]): string => runs.map(({ stitch, count }) => stitch.repeat(count)).join("");

const isOdd = (index: number): boolean => index % 2 === 0;

/** How a worked row looks from the right side, from left to right. */
function look(worked: string, index: number): string {
  const signs = [...worked].map((stitch) => ((stitch === "k") === isOdd(index) ? "." : "#"));
  return (isOdd(index) ? signs.toReversed() : signs).join("");
}

/** What must be worked in a row so that it looks so. */
function workFor(looks: string, index: number): string {
  const signs = isOdd(index) ? [...looks].toReversed() : [...looks];
  return signs.map((sign) => ((sign === ".") === isOdd(index) ? "k" : "p")).join("");
}

/** The stitches of a row, in the order in which they are worked. */
function workedRow(row: Row, index: number, width: number, worked: readonly string[]): string {
  if (row.kind === "again") return at(worked, row.row);
  if (row.kind === "reverse") return [...at(worked, row.row)].toReversed().join("");
  if (row.kind === "written") {
    const [head, repeat, tail] = [spell(row.head), spell(row.repeat), spell(row.tail)];
    return head + repeat.repeat((width - head.length - tail.length) / repeat.length) + tail;
  }
  const facing = workFor(look(at(worked, index - 1), index - 1), index);
  if (row.kind === "match") return facing;
  return [...facing].map((stitch) => (stitch === "k" ? "p" : "k")).join("");
}

/** The rows of the chart, the first one worked first. */
function chartOf({ width, rows }: Case): readonly string[] {
  const worked: string[] = [];
  for (const [index, row] of rows.entries()) worked.push(workedRow(row, index, width, worked));
  return worked.map(look);
}

function drawRuns(rng: Rng, fewest: number, most: number, first: string): readonly Run[] {
  const other = first === "k" ? "p" : "k";
  return range(rng.integer(fewest, most)).map((index) => ({ stitch: index % 2 === 0 ? first : other, count: rng.integer(1, 3) }));
}

/** A row with at least two repeats that fills the width. */
function drawWritten(rng: Rng, width: number): Row {
  for (;;) {
    const head = drawRuns(rng, 0, 2, rng.choice(["k", "p"]));
    const repeat = drawRuns(rng, 2, 3, rng.choice(["k", "p"]));
    const tail = drawRuns(rng, 0, 2, rng.choice(["k", "p"]));
    const rest = width - lengthOf(head) - lengthOf(tail);
    if (rest >= 2 * lengthOf(repeat) && rest % lengthOf(repeat) === 0) return { kind: "written", head, repeat, tail };
  }
}

function drawRow(rng: Rng, index: number, width: number, isWritten: boolean): Row {
  if (isWritten) return drawWritten(rng, width);
  const row = rng.integer(0, index - 1);
  return rng.choice<Row>([{ kind: "match" }, { kind: "oppose" }, { kind: "again", row }, { kind: "reverse", row }]);
}

const runText = (runs: readonly Run[]): string => runs.map(({ stitch, count }) => `${stitch}${count}`).join(", ");

function rowText(row: Row): string {
  switch (row.kind) {
    case "written": {
      const end = lengthOf(row.tail) === 0 ? "to the end" : `to the last ${lengthOf(row.tail)} st`;
      const parts = [runText(row.head), `*${runText(row.repeat)}*, repeat from * to * ${end}`, runText(row.tail)];
      return parts.filter((part) => part !== "").join(", ");
    }
    case "match":
      return "knit the knits and purl the purls as they face you";
    case "oppose":
      return "purl the knits and knit the purls as they face you";
    case "again":
      return `work the stitches of row ${row.row + 1} again, in the same order`;
    case "reverse":
      return `work the stitches of row ${row.row + 1} in reverse order, its last one first`;
  }
}

export default class KnittingChart extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "KnittingChart",
    slug: "knitting-chart",
    title: "Knitting Chart",
    domain: "graphical-puzzles",
    description:
      "A knitting pattern in words is to be drawn as a chart of how the fabric looks from its right side. Rows are worked from both sides in turn, and many refer to earlier ones. Harder cases have more stitches, more rows and fewer of them written out.",
    answerFormat: "the chart, a row a line, the last row at the top, in a fenced block",
    parameters: {
      narrowest: { meaning: "stitches in a row at the least", min: 7, max: 24 },
      widest: { meaning: "stitches in a row at the most", min: 7, max: 24 },
      rows: { meaning: "number of rows", min: 3, max: 20 },
      written: { meaning: "rows that are written out stitch by stitch", min: 1, max: 10 },
    },
    levels: [
      { narrowest: 8, widest: 10, rows: 4, written: 3 },
      { narrowest: 9, widest: 12, rows: 6, written: 4 },
      { narrowest: 11, widest: 14, rows: 8, written: 4 },
      { narrowest: 13, widest: 17, rows: 11, written: 4 },
      { narrowest: 16, widest: 21, rows: 15, written: 5 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(".#"));

  caseGenerator(rng: Rng, { narrowest, widest, rows, written }: Level): Case {
    const width = rng.integer(narrowest, widest);
    const writtenRows = [0, ...rng.sample(range(1, rows), written - 1)];
    return { width, rows: range(rows).map((index) => drawRow(rng, index, width, writtenRows.includes(index))) };
  }

  promptFunc({ width, rows }: Case): string {
    return [
      `Draw the chart of this flat piece of knitting. It is ${width} stitches wide throughout (${width} stitches are cast on; the cast-on edge is not part of the chart).`,
      "",
      ...rows.map((row, index) => `Row ${index + 1} (${isOdd(index) ? "right side" : "wrong side"}): ${rowText(row)}.`),
      "",
      "How to read the pattern:",
      "1. k3 means: knit three stitches; p2 means: purl two stitches. The part between the stars is worked as often as fits exactly before what follows it; st means stitches.",
      "2. After each row the work is turned. So rows with odd numbers are worked with the right side of the fabric facing you and rows with even numbers with the wrong side facing you. Seen from the right side, odd rows run from right to left and even rows from left to right.",
      "3. A knit stitch looks smooth from the side from which it is worked and bumpy from the other side; a purl stitch looks bumpy from the side from which it is worked and smooth from the other side.",
      "4. Each stitch stands directly above a stitch of the row below. To knit the knits and purl the purls as they face you means: knit above each stitch of the row below that looks smooth from the side now facing you, and purl above each that looks bumpy. To purl the knits and knit the purls is the opposite.",
      "5. Working the stitches of an earlier row again means the same sequence of knit and purl stitches, in the order in which the needles worked them, from the side that faces you now, whatever the side was then.",
      "",
      "The chart shows the fabric as it looks from the right side: a full stop (.) for a stitch that looks smooth and # for one that looks bumpy. Row 1 is the lowest line and the last row is the top line.",
      "",
      `Write ${rows.length} lines of ${width} characters each, without spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(chartOf(instance).toReversed().join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const drawn = answer.map((signs) => signs.join("")).join("\n");
    return drawn === chartOf(instance).toReversed().join("\n") ? 1 : 0;
  }

  /** Stitches that have to be drawn. */
  override hardness({ width, rows }: Case): number {
    return width * rows.length;
  }
}
