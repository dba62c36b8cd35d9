import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { CLASS_NAME } from "../../src/core/draft/card.ts";
import { classNameProblem, folderNameProblem } from "../../src/export/check-names.ts";

const names = readFileSync(new URL("../fixtures/class-names.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => z.object({ name: z.string(), expect: z.string() }).parse(JSON.parse(line)));

/** The corpus would let this one pass; the contract's pattern for class names knows no underscores. */
const NOT_BY_THE_PATTERN = "Kakuro_v2";

test("the corpus agrees on every name, but for one that the contract's pattern has no letters for", () => {
  expect(names.length).toBeGreaterThan(30);
  const differing = names.filter(
    ({ name, expect: wanted }) => (classNameProblem(name) === undefined) !== (wanted === "ok"),
  );
  expect(differing.map(({ name }) => name)).toEqual([NOT_BY_THE_PATTERN]);
  expect(CLASS_NAME.test(NOT_BY_THE_PATTERN)).toBe(false);
});

test.each(["Map", "Rng", "Card", "PROMISE", "Rational", "Con", "Lpt1", "Nul", "Ab", "A".repeat(65)])(
  "a class cannot be called %s",
  (name) => {
    expect(classNameProblem(name)).toMatch(/class name/);
  },
);

test.each([
  "",
  ".",
  "..",
  "a/b",
  "Upper",
  "con",
  "com1",
  "versions",
  "-rf",
  "a--b",
  "ä",
  "a\u0000",
  "a".repeat(81),
])("a folder cannot be called %j", (name) => {
  expect(folderNameProblem("slug", name)).toMatch(/slug/);
  expect(folderNameProblem("domain", name)).toMatch(/domain/);
});

test("names that nothing is wrong with pass", () => {
  expect(classNameProblem("SmallRsa")).toBeUndefined();
  expect(folderNameProblem("slug", "small-rsa-2")).toBeUndefined();
});
