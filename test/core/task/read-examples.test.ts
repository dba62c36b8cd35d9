import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isEqualOutput } from "../../../src/core/task/equal-output.ts";
import { readExamples } from "../../../src/core/task/read-examples.ts";
import { ROOT } from "../../project.ts";

describe("the examples in a description's text", () => {
  const text = (heading: string, rest: string): string =>
    `Add them up.\n\nInput\n\nTwo numbers.\n\nOutput\n\nTheir sum.\n\n${heading}\n\n${rest}`;

  test("are pairs of input and output behind their heading, up to a note", () => {
    const pairs = "Input\n\n1 2\n3\n\n\nOutput\n\n6\n\nInput\n\n\nOutput\n\n0\n\nNote\n\nOutput\n\nmore";
    expect(readExamples(text("Examples", pairs))).toEqual([
      { input: "1 2\n3", output: "6" },
      { input: "", output: "0" },
    ]);
  });

  test.each([
    ["## Example", "Input:\n```\n1 2\n```\nOutput:\n```\n3\n```"],
    ["SAMPLE", "Sample Input 1\n1 2\nSample Output 1\n3\n"],
    ["Sample 1:", "input\n1 2\noutput\n3"],
  ])("may be headed %s", (heading, rest) => {
    expect(readExamples(text(heading, rest))).toEqual([{ input: "1 2", output: "3" }]);
  });

  test("are none where a pair is not whole, or where there is no heading", () => {
    expect(readExamples(text("Examples", "Input\n\n1 2\n\nInput\n\n3 4\n\nOutput\n\n7"))).toEqual([]);
    expect(readExamples(text("Remarks", ""))).toEqual([]);
    expect(readExamples(text("Example", "Base eight. Say 239."))).toEqual([]);
  });

  const shared = join(
    process.env["CAMPFORGE_SHARED"] ?? join(ROOT, "../shared"),
    "tasks/codecontests-60.jsonl",
  );
  test.skipIf(!existsSync(shared))("are found in every description of a contest that has them", () => {
    const lines = readFileSync(shared, "utf8").trim().split("\n");
    const texts = lines.map(
      (line) => z.object({ description: z.string() }).parse(JSON.parse(line)).description,
    );
    const headed = texts.filter((one) => /^Examples?$/m.test(one));
    expect(headed.length).toBeGreaterThan(50);
    expect(headed.filter((one) => readExamples(one).length === 0)).toEqual([]);
    expect(texts.filter((one) => !headed.includes(one) && readExamples(one).length > 0)).toEqual([]);
  });
});

test.each([
  ["1 2\n3", " 1  2 3\n", true],
  ["0.3333333", "0.33333334", true],
  ["1e3", "1000.0000001", true],
  ["12345678901234567890", "12345678901234567891", false],
  ["1", "1.1", false],
  ["YES", "yes", false],
  ["1 2", "1", false],
])("the outputs %j and %j are the same: %s", (one, other, isEqual) => {
  expect(isEqualOutput(one, other)).toBe(isEqual);
  expect(isEqualOutput(other, one)).toBe(isEqual);
});
