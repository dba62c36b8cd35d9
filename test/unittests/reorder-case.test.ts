import { expect, test } from "vitest";
import { reorderKeys, reverseLists } from "../../src/unittests/cases/reorder-case.ts";

test("keys are turned round and lists are not, and the other way round", () => {
  const value = { b: [1, 2, 3, [4, 5]], a: { d: 1, c: 2 } };
  expect(JSON.stringify(reorderKeys(value))).toBe('{"a":{"c":2,"d":1},"b":[1,2,3,[4,5]]}');
  expect(JSON.stringify(reverseLists(value))).toBe('{"b":[[4,5],3,2,1],"a":{"d":1,"c":2}}');
});
