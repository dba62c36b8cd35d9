import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characterGrid, grid, jsonGrid } from "../../src/bootcamp/parse-grid.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { parsed } from "../../src/bootcamp/parser.ts";

const gridOf = <Cell>(cell: fc.Arbitrary<Cell>): fc.Arbitrary<Cell[][]> =>
  fc
    .integer({ min: 1, max: 6 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
    );
const lineEnd = fc.constantFrom("\n", "\r\n", "\r", "\n\n");

/** The two rows and two columns of most examples. */
const SQUARE = { rows: 2, columns: 2 };

describe("a grid of cells", () => {
  const rowStyles = fc.constantFrom<(row: readonly number[]) => string>(
    (row) => row.join(" "),
    (row) => row.join(", "),
    (row) => `| ${row.join(" | ")} |`,
    (row) => row.join("\t"),
    (row) => `  [${row.join(", ")}],  `,
    (row) => row.join("  ;  "),
  );

  test("is read with any separator of cells, brackets and line ends", () => {
    fc.assert(
      fc.property(gridOf(fc.integer()), rowStyles, lineEnd, (cells, style, end) => {
        expect(grid(integer())(cells.map(style).join(end))).toEqual(parsed(cells));
      }),
    );
  });

  test("is read as a program prints it over several lines", () => {
    expect(grid(integer())("[[1, 2],\n [3, 4]]")).toEqual(
      parsed([
        [1, 2],
        [3, 4],
      ]),
    );
  });

  test("has the shape asked for or is refused", () => {
    fc.assert(
      fc.property(
        gridOf(fc.nat()),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (cells, rows, columns) => {
          const written = cells.map((row) => row.join(" ")).join("\n");
          const fits = cells.length === rows && cells[0]?.length === columns;
          expect(grid(integer(), { rows, columns })(written).status).toBe(fits ? "parsed" : "unparsable");
          expect(grid(integer(), { rows })(written).status).toBe(
            cells.length === rows ? "parsed" : "unparsable",
          );
        },
      ),
    );
  });

  test.each([
    "",
    "\n",
    "1 2\n3",
    "1 2\n3 4 5",
    "1 x",
    "1 NaN",
    "0x1 1",
    "１ ２",
    "[[1, 2], [3]]",
    "1 2\n---\n3 4",
  ])("of whole numbers is not %j", (source) => {
    expect(grid(integer())(source).status).toBe("unparsable");
  });

  test("says which cell could not be read", () => {
    expect(grid(integer())("1 2\n3 x")).toMatchObject({ reason: expect.stringContaining("row 2, cell 2: ") });
  });

  test("has at most 10,000 cells", () => {
    const row = Array.from({ length: 100 }, () => "1").join(" ");
    const rows = (count: number): string => Array.from({ length: count }, () => row).join("\n");
    expect(grid(integer())(rows(100)).status).toBe("parsed");
    expect(grid(integer())(rows(101)).status).toBe("unparsable");
  });
});

describe("a grid of characters", () => {
  test("is read with or without spaces between, whatever the letters", () => {
    const alphabet = ["#", ".", "é", "漢", "😀", "|", ","];
    fc.assert(
      fc.property(
        gridOf(fc.constantFrom(...alphabet)),
        fc.constantFrom("", " ", "  "),
        lineEnd,
        (cells, between, end) => {
          const written = cells.map((row) => row.join(between)).join(end);
          expect(characterGrid(alphabet.join(""))(written)).toEqual(parsed(cells));
        },
      ),
    );
  });

  test("keeps every space when a space is one of its characters", () => {
    fc.assert(
      fc.property(gridOf(fc.constantFrom("#", " ")), (cells) => {
        const written = cells.map((row) => row.join("")).join("\n");
        expect(characterGrid("# ")(written)).toEqual(parsed(cells));
      }),
    );
  });

  test.each(["", "#x\n..", "#.\n.", "#.\n..\n.#", "＃.\n..", "#\u200b\n..", "#.\n.,"])(
    "of 2 by 2 is not %j",
    (source) => {
      expect(characterGrid("#.", SQUARE)(source).status).toBe("unparsable");
    },
  );

  test("of 10,000 cells is read with spaces between, and refused when far too long", () => {
    const row = Array.from({ length: 100 }, () => "#").join("  ");
    expect(characterGrid("#")(Array.from({ length: 100 }, () => row).join("\n")).status).toBe("parsed");
    expect(characterGrid("#")("#".repeat(50_000)).status).toBe("unparsable");
  });
});

describe("a grid of numbers as JSON", () => {
  test("is read as it is printed", () => {
    const cell = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => (value === 0 ? 0 : value));
    fc.assert(
      fc.property(gridOf(cell), fc.nat({ max: 2 }), (cells, indent) => {
        expect(jsonGrid()(JSON.stringify(cells, undefined, indent))).toEqual(parsed(cells));
      }),
    );
    expect(jsonGrid(SQUARE)("[[1e0, -0], [0.0, 1.0]]")).toStrictEqual(
      parsed([
        [1, 0],
        [0, 1],
      ]),
    );
  });

  test.each([
    "null",
    "1",
    "[]",
    "[[]]",
    "[[], []]",
    "[1, 0]",
    "[[1, 0], [0]]",
    "[[1, 0], [0, 1], [1, 0]]",
    "[[1, 0, 0], [0, 1, 0]]",
    "[[[1], 0], [0, 1]]",
    '[["1", "0"], ["0", "1"]]',
    '"[[1,0],[0,1]]"',
    "[[true, false], [false, true]]",
    "[[1, null], [0, 1]]",
    "[[1, 1e999], [0, 1]]",
    '{"length": 2, "0": [1, 0], "1": [0, 1]}',
    '[{"0": 1, "1": 0, "length": 2}, [0, 1]]',
    '{"__proto__": [[1, 0], [0, 1]]}',
    "[[1, 0], [0, 1]] [[1, 0], [0, 1]]",
    "1 0\n0 1",
  ])("of 2 by 2 is not %j", (source) => {
    expect(jsonGrid(SQUARE)(source).status).toBe("unparsable");
  });
});
