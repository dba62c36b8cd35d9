import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countChanges, type DiffLine, type DiffRow, diffRows } from "../../../src/review/pages/diff-rows.ts";

const unfolded = (rows: readonly DiffRow[]): readonly DiffRow[] =>
  rows.flatMap((row) => (row.kind === "folded" ? unfolded(row.rows) : [row]));

const side = (rows: readonly DiffRow[], name: "before" | "after"): readonly DiffLine[] =>
  unfolded(rows).flatMap((row) => {
    if (name === "before") return "before" in row ? [row.before] : [];
    return "after" in row ? [row.after] : [];
  });

const lines = fc
  .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 })
  .map((some) => `${some.join("\n")}\n`);

describe("rows of a diff", () => {
  test("each side is the text, every line with its number, and equal texts have no change", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const rows = diffRows(before, after);
        for (const [name, text] of [
          ["before", before],
          ["after", after],
        ] as const) {
          const shown = side(rows, name);
          expect(`${shown.map((line) => line.text).join("\n")}\n`).toBe(text);
          expect(shown.map(({ number }) => number)).toEqual(shown.map((_, index) => index + 1));
        }
        const { removed, added } = countChanges(rows);
        expect(removed + added === 0).toBe(before === after);
      }),
      { numRuns: 300 },
    );
  });

  test("stretches without a change are folded, but for three lines beside each change", () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const after = before.with(20, "another");
    const rows = diffRows(`${before.join("\n")}\n`, `${after.join("\n")}\n`);
    expect(rows.map((row) => (row.kind === "folded" ? `folded ${row.rows.length}` : row.kind))).toEqual([
      "folded 17",
      ...Array.from({ length: 3 }, () => "same"),
      "changed",
      ...Array.from({ length: 3 }, () => "same"),
      "folded 16",
    ]);
  });
});
