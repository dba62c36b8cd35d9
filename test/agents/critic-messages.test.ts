import { expect, test } from "vitest";
import { criticMessages, readReview } from "../../src/agents/critic-messages.ts";
import type { Check } from "../../src/core/checks/unit-test-report.ts";
import { readPrompts } from "../../src/files/read-prompts.ts";

const checks: readonly Check[] = [
  { name: "reference answers score 1", status: "passed", detail: "500 of 500" },
  {
    name: "no leak",
    status: "warned",
    detail: `the sum stands there\n${"…".repeat(400)}`,
    counterexamples: [],
  },
  { name: "verifier is tested", status: "skipped", detail: "it was not compiled" },
  { name: "new", status: "passed", detail: "compared with 47 bootcamps" },
];
const reviewed = {
  description: "Add two numbers.",
  source: "export class Sum {}",
  cases: [
    { level: 0, prompt: "Add 2 and 3.", reference: "\\boxed{5}" },
    { level: 4, prompt: "Add 222 and 333.", reference: "\\boxed{555}" },
  ],
  levels: [1, 2, 3, 4, 5].map((digits) => ({ digits, carries: digits > 2 })),
  checks,
};
const review = (quote: string) =>
  readReview(
    {
      status: "complete",
      text: `\`\`\`json\n${JSON.stringify({ faithful: 3, points: [{ kind: "ambiguity", point: "p", quote }] })}\n\`\`\``,
      thinking: "",
      usage: { promptTokens: 1, completionTokens: 1, estimated: false, cost: null },
    },
    reviewed,
  );

test("the critic sees each case with its level and the class's own reference, and what a machine has checked", () => {
  const [system, user] = criticMessages(reviewed, readPrompts(""));
  for (const { level, prompt, reference } of reviewed.cases)
    expect(user?.text).toContain(
      `=== level ${level} (0 is the easiest, 4 the hardest)\n${prompt}\n=== its reference response\n${reference}`,
    );
  expect(system?.text).toMatch(/references score 1/);
});

test("the critic sees the levels' parameters, and what each check that ran established of the class itself", () => {
  const text = criticMessages(reviewed, readPrompts("")).at(-1)?.text ?? "";
  expect(text).toContain('0: {"digits":1,"carries":false}\n1: {"digits":2,"carries":false}\n');
  expect(text).toContain('4: {"digits":5,"carries":true}\n');
  expect(text).toContain(
    "- reference answers score 1, passed: 500 of 500\n- no leak, warned: the sum stands",
  );
  expect(text).not.toMatch(/it was not compiled|47 bootcamps/);
  expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThan(360);
});

test("a line of the class that a check names is quoted, since the listing has no numbers", () => {
  const detail = "8 of 9 mistakes are noticed; not detected: line 2, 1 instead of 0, line 40";
  const told = {
    ...reviewed,
    source: "a\n  return sum > 0;\n",
    checks: [{ name: "verifier is tested", status: "passed", detail } as const],
  };
  const text = criticMessages(told, readPrompts("")).at(-1)?.text ?? "";
  expect(text).toContain("not detected: line 2 (return sum > 0;), 1 instead of 0, line 40\n");
});

test("a review may quote all that is shown, and nothing else", () => {
  const shown = ["two numbers", "class Sum", "Add 222 and", "\\boxed{555}", '"digits":5', "500 of 500"];
  for (const quote of shown) expect(review(quote)).toMatchObject({ status: "reviewed" });
  for (const quote of ["three numbers", "47 bootcamps"])
    expect(review(quote)).toMatchObject({ status: "void" });
});
