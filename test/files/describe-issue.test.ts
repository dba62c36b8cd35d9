import { expect, test } from "vitest";
import { z } from "zod";
import { describeIssue } from "../../src/files/describe-issue.ts";

const schema = z.strictObject({
  domain: z.string(),
  rounds: z.int().optional(),
  parallel: z.union([z.int(), z.literal("auto")]).optional(),
  judging: z.strictObject({ batch: z.int() }).optional(),
});

test.each([
  ["a field that is not there", {}, "domain is missing"],
  ["a field within another", { domain: "a", judging: {} }, "judging.batch is missing"],
  ["a misspelt field", { domain: "a", ronds: 2 }, 'unknown field "ronds"; did you mean "rounds"?'],
  ["a field of no meaning", { domain: "a", temperature: 2 }, 'unknown field "temperature"'],
  [
    "a misspelt field within another",
    { domain: "a", judging: { batch: 1, bach: 2 } },
    'judging: unknown field "bach"',
  ],
  ["another kind of value", { domain: 3 }, "domain: expected string, received number"],
  [
    "none of several forms",
    { domain: "a", parallel: "all" },
    'parallel: expected number, received string, or expected "auto"',
  ],
  ["another kind of whole", "text", "expected object, received string"],
])("%s is told in words", (_, value, message) => {
  const read = schema.safeParse(value);
  const [issue] = read.error?.issues ?? [];
  expect(describeIssue(issue, Object.keys(schema.shape))).toBe(message);
});
