import { expect, test } from "vitest";
import { reorderKeys, reverseEachList } from "../../src/unittests/cases/reorder-case.ts";

test("keys are turned round and lists are not, and the other way round", () => {
  const value = { b: [1, 2, 3, [4, 5]], a: { d: 1, c: 2 } };
  expect(JSON.stringify(reorderKeys(value))).toBe('{"a":{"c":2,"d":1},"b":[1,2,3,[4,5]]}');
});

test("lists are turned round one kind at a time, and pairs within lists are not", () => {
  const value = { names: ["a", "b"], rows: [{ parts: [1, 2, 3, [4, 5]] }, { parts: [6] }] };
  expect(reverseEachList(value)).toEqual([
    { ...value, names: ["b", "a"] },
    { ...value, rows: [{ parts: [[4, 5], 3, 2, 1] }, { parts: [6] }] },
    { ...value, rows: value.rows.toReversed() },
  ]);
});
