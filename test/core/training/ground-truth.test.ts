import fc from "fast-check";
import { expect, test } from "vitest";
import {
  caseId,
  dataSource,
  extraInfoSchema,
  readGroundTruth,
  writeGroundTruth,
} from "../../../src/core/training/ground-truth.ts";
import type { Json } from "../../../src/bootcamp/index.ts";

const aCase = fc.jsonValue() as fc.Arbitrary<Json>;

test("a ground truth is one line of JSON, and reads back as it was written", () => {
  fc.assert(
    fc.property(aCase, fc.integer({ min: 1, max: 99 }), (instance, version) => {
      const text = writeGroundTruth({ bootcamp: "small-rsa", version, case: instance });
      expect(text).not.toContain("\n");
      const read = readGroundTruth(text);
      expect(read.status === "read" ? writeGroundTruth(read.truth) : read).toBe(text);
    }),
  );
});

test.each([
  ["no JSON", "{", []],
  ["no slug", '{"bootcamp":"Small RSA","version":1,"case":{}}', ["bootcamp"]],
  ["no version", '{"bootcamp":"small-rsa","case":{}}', ["version"]],
  ["a version that is a text", '{"bootcamp":"small-rsa","version":"1","case":{}}', ["version"]],
  ["no case", '{"bootcamp":"small-rsa","version":1}', ["case"]],
  ["a field of somebody else's", '{"bootcamp":"small-rsa","version":1,"case":{},"id":1}', []],
])("a text with %s is refused, and the field is named", (_, text, path) => {
  const read = readGroundTruth(text);
  expect(read).toMatchObject({ status: "refused", issue: { path } });
});

test("a case has one id whatever the order of its keys, and another when it differs", () => {
  expect(caseId({ a: 1, b: [2, { c: 3, d: 4 }] })).toBe(caseId({ b: [2, { d: 4, c: 3 }], a: 1 }));
  expect(caseId({ a: 1 })).not.toBe(caseId({ a: "1" }));
});

test("the extra columns of a row have one schema", () => {
  const row = {
    index: 0,
    split: "train",
    bootcamp: "small-rsa",
    version: 1,
    domain: "cryptography",
    level: 2,
    seed: 7,
    case_id: caseId({ n: 15 }),
  };
  expect(extraInfoSchema.parse(row)).toEqual(row);
  expect(extraInfoSchema.safeParse({ ...row, level: "2" }).success).toBe(false);
  expect(dataSource(row.bootcamp)).toBe("campforge/small-rsa");
});
