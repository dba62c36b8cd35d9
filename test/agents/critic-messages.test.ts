import { expect, test } from "vitest";
import { criticMessages, readReview } from "../../src/agents/critic-messages.ts";
import { readPrompts } from "../../src/files/read-prompts.ts";

const reviewed = {
  description: "Add two numbers.",
  source: "export class Sum {}",
  cases: [
    { level: 0, prompt: "Add 2 and 3.", reference: "\\boxed{5}" },
    { level: 4, prompt: "Add 222 and 333.", reference: "\\boxed{555}" },
  ],
  hardest: 4,
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

test("a review may quote description, class, prompts and references, and nothing else", () => {
  for (const quote of ["two numbers", "class Sum", "Add 222 and", "\\boxed{555}"])
    expect(review(quote)).toMatchObject({ status: "reviewed" });
  expect(review("three numbers")).toMatchObject({ status: "void" });
});
