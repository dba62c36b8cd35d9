import { expect, test } from "vitest";
import { toolkitReading } from "../../../src/unittests/answers/toolkit-reading.ts";

test.each([
  ["numbers", ["12", "-7", "3.5"], "decimal()"],
  ["fractions beside numbers", ["1/2", "3"], "rational()"],
  ["numbers of fifteen digits", ["123456789012345", "12"], "decimal()"],
  ["letters", ["A", "B"], 'choiceOf(["A", "B", …])'],
])("of %s the toolkit's own parser is named", (_, answers, parser) => {
  expect(toolkitReading(answers, null)?.parser).toBe(parser);
});

test("a row of digits that is no exact number is not taken for a number", () => {
  for (const shape of [null, { kind: "text" } as const])
    expect(toolkitReading(["2121321321213", "212132132121321321"], shape)).toBeUndefined();
});
