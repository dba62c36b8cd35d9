import {
  at,
  binomial,
  Bootcamp,
  type Card,
  fencedBlock,
  lines,
  type Parsed,
  parsed,
  range,
  refine,
  type Rng,
  text,
  UnionFind,
} from "campforge/bootcamp";

type Direction = "right" | "down-right" | "down-left";

/** How many pairs of neighbouring cells on a line belong to different realms; the line is named by its first cell, counted from 1. */
type Mark = {
  readonly direction: Direction;
  readonly row: number;
  readonly place: number;
  readonly count: number;
};

type Case = {
  readonly side: number;
  /** Cells of each realm, in the order of the letters. */
  readonly sizes: readonly number[];
  readonly marks: readonly Mark[];
  /** A division that fits, a row a text; only the reference answer reads it. */
  readonly board: readonly string[];
};

type Level = {
  readonly side: number;
  readonly realms: number;
  readonly counts: number;
  readonly middling: boolean;
};

type Line = {
  readonly direction: Direction;
  readonly row: number;
  readonly place: number;
  readonly cells: readonly number[];
};

/** The cells of a board, numbered from 0 in reading order, and what they form together. */
type Layout = {
  readonly rows: readonly (readonly number[])[];
  readonly lines: readonly Line[];
  /** Pairs of cells that touch. */
  readonly links: readonly (readonly [number, number])[];
  /** Three cells that all touch one another. */
  readonly triangles: readonly (readonly [number, number, number])[];
};

const DIRECTIONS: readonly Direction[] = ["right", "down-right", "down-left"];

const LETTERS = "ABCDEFGHIJKL";

const rowLength = (side: number, row: number): number => side + Math.min(row, 2 * side - 2 - row);

function layoutOf(side: number): Layout {
  const rows: number[][] = [];
  let size: number = 0;
  for (const row of range(2 * side - 1)) {
    const end = size + rowLength(side, row);
    rows.push(range(size, end));
    size = end;
  }
  const places = rows.flatMap((cells, row) => cells.map((_, place) => ({ row, place })));
  const cellAfter = (cell: number, direction: Direction): number | undefined => {
    const { row, place } = at(places, cell);
    if (direction === "right") return rows[row]?.[place + 1];
    const right = place + (row < side - 1 ? 1 : 0);
    return rows[row + 1]?.[direction === "down-right" ? right : right - 1];
  };
  const lines: Line[] = [];
  const links: [number, number][] = [];
  const triangles: [number, number, number][] = [];
  for (const direction of DIRECTIONS) {
    const reached = new Set<number>();
    for (const cell of range(places.length)) {
      const other = cellAfter(cell, direction);
      if (other === undefined) continue;
      reached.add(other);
      links.push([cell, other]);
    }
    for (const first of range(places.length)) {
      if (reached.has(first)) continue;
      const cells: number[] = [];
      for (let cell: number | undefined = first; cell !== undefined; cell = cellAfter(cell, direction)) cells.push(cell);
      const { row, place } = at(places, first);
      lines.push({ direction, row: row + 1, place: place + 1, cells });
    }
  }
  for (const cell of range(places.length)) {
    const below = cellAfter(cell, "down-right");
    if (below === undefined) continue;
    const beside = cellAfter(cell, "right");
    const left = cellAfter(cell, "down-left");
    if (beside !== undefined) triangles.push([cell, beside, below]);
    if (left !== undefined) triangles.push([cell, left, below]);
  }
  return { rows, lines, links, triangles };
}

/** Pairs of neighbouring cells on a line that belong to different realms. */
const bordersOn = (cells: readonly number[], realmOf: readonly (string | number)[]): number =>
  cells.filter((cell, index) => index > 0 && realmOf[cell] !== realmOf[at(cells, index - 1)]).length;

/** Joins touching groups of cells, small ones first, until so many are left. Undefined where a group can join no other. */
function drawRealms(rng: Rng, { rows, links, triangles }: Layout, realms: number): number[] | undefined {
  const cells = rows.flat();
  const owner = [...cells];
  const sizes = cells.map(() => 1);
  const most = Math.ceil((1.7 * cells.length) / realms);
  const neighbours = cells.map((): number[] => []);
  for (const [one, other] of links) {
    at(neighbours, one).push(other);
    at(neighbours, other).push(one);
  }
  /** For each cell, the pairs that form three touching cells with it. */
  const corners = cells.map((): [number, number][] => []);
  for (const [one, two, three] of triangles) {
    at(corners, one).push([two, three]);
    at(corners, two).push([one, three]);
    at(corners, three).push([one, two]);
  }
  for (const _ of range(cells.length - realms)) {
    const groups = cells.filter((group) => at(sizes, group) > 0);
    const least = Math.min(...groups.map((group) => at(sizes, group)));
    const small = rng.choice(groups.filter((group) => at(sizes, group) <= least + 1));
    const members = cells.filter((cell) => owner[cell] === small);
    const around = new Set(members.flatMap((cell) => at(neighbours, cell).map((other) => at(owner, other))));
    around.delete(small);
    const partners = [...around].filter((group) => {
      if (at(sizes, group) + members.length > most) return false;
      const isWithin = (cell: number): boolean => owner[cell] === group || owner[cell] === small;
      return members.every((cell) => at(corners, cell).every(([one, other]) => !isWithin(one) || !isWithin(other)));
    });
    if (partners.length === 0) return undefined;
    const partner = rng.choice(partners);
    for (const cell of members) owner[cell] = partner;
    sizes[partner] = at(sizes, partner) + members.length;
    sizes[small] = 0;
  }
  return owner;
}

/** Lines that get a count, equally many of each direction. Undefined where there are not enough of the kind wanted. */
function drawMarks(rng: Rng, layout: Layout, owner: readonly number[], level: Level): Mark[] | undefined {
  const isExtreme = ({ cells }: Line): boolean => [0, cells.length - 1].includes(bordersOn(cells, owner));
  const chosen = DIRECTIONS.flatMap((direction) => {
    const shuffled = rng.shuffle(layout.lines.filter((line) => line.direction === direction));
    const middling = shuffled.filter((line) => !isExtreme(line));
    const preferred = level.middling ? middling : [...shuffled.filter(isExtreme), ...middling];
    return preferred.slice(0, level.counts);
  });
  if (chosen.length < DIRECTIONS.length * level.counts) return undefined;
  return layout.lines
    .filter((line) => chosen.includes(line))
    .map(({ direction, row, place, cells }) => ({ direction, row, place, count: bordersOn(cells, owner) }));
}

const isOn = (mark: Mark, line: Line): boolean =>
  mark.direction === line.direction && mark.row === line.row && mark.place === line.place;

const cellsOf = (mark: Mark, layout: Layout): readonly number[] =>
  layout.lines.find((line) => isOn(mark, line))?.cells ?? [];

/** Rows of letters, with or without spaces or commas between them. */
const readRows = (rows: readonly string[]): Parsed<readonly string[]> => parsed(rows.map((row) => row.replace(/[\s,]/g, "")));

/** Rows with each centred, one character to half a place. */
const centred = (rows: readonly (readonly string[])[], half: number): string[] => {
  const longest = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => " ".repeat(half * (longest - row.length)) + row.join(" "));
};

export default class ThinRealmsOnAHoneycomb extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "ThinRealmsOnAHoneycomb",
    slug: "thin-realms-on-a-honeycomb",
    title: "Thin Realms On A Honeycomb",
    domain: "graphical-puzzles",
    description:
      "A hexagonal board is to be divided into connected realms of given sizes, none of which holds three cells that all touch one another. For some lines of the board it is given how many pairs of neighbouring cells on them belong to different realms.",
    answerFormat: "a fenced block with the rows of the board, one letter for each cell",
    parameters: {
      side: { meaning: "cells on a side of the board", min: 3, max: 5 },
      realms: { meaning: "realms that the board is divided into", min: 3, max: 12 },
      counts: { meaning: "lines with a count in each of the three directions", min: 2, max: 7 },
      middling: { meaning: "whether no count is 0 or the greatest possible; otherwise such counts come first" },
    },
    levels: [
      { side: 3, realms: 4, counts: 4, middling: false },
      { side: 3, realms: 5, counts: 3, middling: false },
      { side: 3, realms: 6, counts: 3, middling: true },
      { side: 4, realms: 7, counts: 5, middling: true },
      { side: 4, realms: 9, counts: 4, middling: true },
    ],
  };

  readonly answerFormat = fencedBlock(refine(lines(text({ letterCase: "upper" })), readRows));

  caseGenerator(rng: Rng, level: Level): Case {
    const { side, realms } = level;
    const layout = layoutOf(side);
    for (;;) {
      const owner = drawRealms(rng, layout, realms);
      if (owner === undefined) continue;
      const marks = drawMarks(rng, layout, owner, level);
      if (marks === undefined) continue;
      const named = rng.shuffle([...new Set(owner)]);
      return {
        side,
        sizes: named.map((realm) => owner.filter((other) => other === realm).length),
        marks,
        board: layout.rows.map((cells) => cells.map((cell) => LETTERS.charAt(named.indexOf(at(owner, cell)))).join("")),
      };
    }
  }

  promptFunc({ side, sizes, marks }: Case): string {
    const lengths = range(2 * side - 1).map((row) => rowLength(side, row));
    const names = lengths.map((length, row) => range(length).map((place) => `${row + 1}.${place + 1}`));
    return [
      `A hexagonal board of side ${side} has ${lengths.length} rows of ${lengths.join(", ")} cells, from top to bottom, each row centred. Cell r.p is the p-th cell from the left of row r:`,
      "",
      ...centred(names, 2),
      "",
      "Besides its neighbours to the left and right in its row, a cell touches the cells that lie half a place to the left or right of it in the rows directly above and below.",
      "",
      `Divide the board into ${sizes.length} realms with these numbers of cells: ${sizes.map((size, realm) => `${LETTERS.charAt(realm)} ${size}`).join(", ")}. Each cell belongs to exactly one realm.`,
      "- Every realm is connected: from each of its cells, every other one can be reached by steps from cell to touching cell without leaving the realm.",
      "- No realm holds three cells that all touch one another.",
      "",
      "Lines run in three directions, from one edge of the board to another: right (along a row), down-right (each next cell lies half a place to the right in the row below) and down-left (half a place to the left in the row below). A line is named by its direction and its first cell. The count of a line is the number of pairs of neighbouring cells on it, one directly after the other, that belong to different realms. These counts must be met:",
      ...marks.map(({ direction, row, place, count }) => `- ${direction} from ${row}.${place}: ${count}`),
      "",
      "Any division that keeps all of these rules is correct. Write the board as rows of letters, one row per line from top to bottom, with the letter of each cell's realm, separated by spaces; the indentation of the rows does not matter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ board }: Case): string {
    return this.answerFormat.wrap(
      centred(
        board.map((row) => [...row]),
        1,
      ).join("\n"),
    );
  }

  verifyCorrection(answer: readonly string[], { side, sizes, marks }: Case): number {
    const layout = layoutOf(side);
    const hasShape =
      answer.length === layout.rows.length &&
      layout.rows.every((cells, row) => at(answer, row).length === cells.length);
    if (!hasShape) return 0;
    const letters = answer.join("").split("");
    const haveSizes = sizes.every(
      (size, realm) => letters.filter((letter) => letter === LETTERS.charAt(realm)).length === size,
    );
    const joined = new UnionFind(letters.length);
    for (const [one, other] of layout.links) if (letters[one] === letters[other]) joined.union(one, other);
    const areConnected = joined.groups().length === sizes.length;
    const areThin = layout.triangles.every(
      ([one, two, three]) => letters[one] !== letters[two] || letters[two] !== letters[three],
    );
    const areCountsMet = marks.every((mark) => bordersOn(cellsOf(mark, layout), letters) === mark.count);
    return haveSizes && areConnected && areThin && areCountsMet ? 1 : 0;
  }

  /** The bits of the borders that the counts leave open, each to be settled between the realms. */
  hardness({ side, sizes, marks }: Case): number {
    const layout = layoutOf(side);
    const bits = layout.lines.reduce((sum, line) => {
      const pairs = line.cells.length - 1;
      const mark = marks.find((one) => isOn(one, line));
      return sum + (mark === undefined ? pairs : Math.log2(Number(binomial(pairs, mark.count))));
    }, 0);
    return sizes.length * bits;
  }
}
