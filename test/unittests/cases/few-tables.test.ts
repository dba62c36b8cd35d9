import { expect, test } from "vitest";
import { Rng } from "../../../src/bootcamp/index.ts";
import { findFewTables } from "../../../src/unittests/cases/few-tables.ts";

const TABLES = [
  [12, 5, 9, 31, 8, 2],
  [7, 44, 3, 18, 6, 25],
  [90, 1, 13, 4, 52, 16],
];

/** A hundred cases with one of three tables, and so many other numbers that differ from case to case. */
const casesWith = (others: number) =>
  Array.from({ length: 100 }, (_, index) => {
    const rng = Rng.from(`few tables ${index}`);
    return {
      names: rng.sample(["Ada", "Ben", "Cleo", "Dan", "Eve"], 3),
      table: rng.choice(TABLES),
      readings: Array.from({ length: others }, () => rng.integer(1, 999)),
    };
  });

test("a table of three forms under ever new names is one of a handful, also with a question of few numbers", () => {
  for (const others of [0, 1, 5])
    expect(findFewTables(casesWith(others))).toEqual([{ field: "table", forms: 3 }]);
});

test("beside as many numbers of their own, cases may share a setting", () => {
  for (const others of [6, 12]) expect(findFewTables(casesWith(others))).toEqual([]);
});

test("numbers that are few themselves make no setting of a table", () => {
  const repeated = casesWith(0).map((one, index) => ({
    ...one,
    readings: TABLES[index % 2] ?? [],
  }));
  expect(findFewTables(repeated).map(({ field }) => field)).toEqual(["table", "readings"]);
});
