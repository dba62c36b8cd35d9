import fc from "fast-check";
import { expect, test } from "vitest";
import { type Column, fitTable, renderCsv } from "../../../src/core/text/fit-table.ts";
import { unpaint } from "../../../src/core/text/paint.ts";

type Row = readonly [id: string, domain: string, why: string];
const columns: readonly Column<Row>[] = [
  { name: "task", cell: ([id]) => id, spare: 0 },
  { name: "domain", cell: ([, domain]) => domain, spare: 1 },
  { name: "why", cell: ([, , why]) => why, spare: 0, breaks: true },
];
const word = fc.stringMatching(/^[a-z]{1,12}$/);
const sentence = fc.array(word, { maxLength: 30 }).map((words) => words.join(" "));
const rows = fc.array(fc.tuple(word, word, sentence), { minLength: 1, maxLength: 6 });

test("a table fits any terminal of forty cells or more, keeps every task, and loses no word of why", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 40, max: 120 }), (some, width) => {
      const lines = fitTable(columns, some, width).map(unpaint);
      expect(lines.filter((line) => line.length > width)).toEqual([]);
      const text = ` ${lines.join(" ")} `;
      for (const [id, , why] of some)
        for (const said of [id, ...why.split(" ")]) expect(text).toContain(said);
    }),
  );
});

test("without a limit nothing is left out or broken", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const lines = fitTable(columns, some).map(unpaint);
      expect(lines).toHaveLength(some.length + 1);
      expect(lines[0]).toMatch(/^task +domain +why/);
    }),
  );
});

test("CSV is read back as it was, whatever the cells hold", () => {
  expect(renderCsv(columns, [["a", 'say "no", then', "two\nlines"]])).toBe(
    'task,domain,why\na,"say ""no"", then","two\nlines"\n',
  );
});
