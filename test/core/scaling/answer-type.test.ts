import { expect, test } from "vitest";
import { answerTypeOfSource } from "../../../src/core/scaling/answer-type.ts";
import { WALK_SOURCE } from "../../verifier/a-walk.ts";

test("the type of answers is what their parser reads, also where a model compares them", () => {
  expect(answerTypeOfSource(WALK_SOURCE)).toBe("text");
  const rules = WALK_SOURCE.replace(/modelVerified\((tagged\([^;]*?\)\)), \{[\s\S]*?\n {2}\}\);/, "$1;");
  expect(rules).not.toContain("= modelVerified(");
  expect(answerTypeOfSource(rules)).toBe("text");
});
