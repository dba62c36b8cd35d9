import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSimplification } from "../../../src/unittests/texts/find-simplification.ts";
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

const isGuilty = (text: string): boolean => findSimplification(text) !== undefined;
