import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSimplification, playsMistakes } from "../../../src/unittests/texts/find-simplification.ts";
import { ROOT } from "../../project.ts";

const linesOf = (name: string): readonly string[] =>
  readFileSync(join(ROOT, "test/fixtures", name), "utf8")
    .split("\n")
    .filter((line) => line !== "");

test("two hundred comments of the field, many with words of simplification, admit nothing", () => {
  const innocent = linesOf("innocent-comments.txt");
  expect(innocent.length).toBeGreaterThanOrEqual(200);
  const accused = innocent.filter((line) => [line, `// ${line}`, `/** ${line} */`].some(isGuilty));
  expect(accused).toEqual([]);
});

test("fifty comments that say that the task was made smaller are found, also among others", () => {
  const guilty = linesOf("guilty-comments.txt");
  expect(guilty.length).toBeGreaterThanOrEqual(50);
  const missed = guilty.filter((line) => !isGuilty(line) || !isGuilty(`Rows come first. ${line}`));
  expect(missed).toEqual([]);
});

test("a class that plays mistakes may name the rules that these leave out, and admits all else as before", () => {
  const named = ["SLIPS", "slipsNoticed", "Misreading", "carelessScore", "wrongRule", "CARELESS_READERS"];
  expect(named.filter((name) => !playsMistakes([name]))).toEqual([]);
  expect(playsMistakes(["slippery", "eclipse", "rules", "elapsed"])).toBe(false);
  for (const omission of [
    "Left out of the rules: that ties go to the older one.",
    "The tie rule is ignored.",
  ])
    expect([findSimplification(omission), findSimplification(omission, true)]).toEqual([omission, undefined]);
  const others = linesOf("guilty-comments.txt").filter(
    (line) => findSimplification(line, true) === findSimplification(line),
  );
  expect(others.length).toBeGreaterThanOrEqual(35);
});

const isGuilty = (text: string): boolean => findSimplification(text) !== undefined;
