import { expect, test } from "vitest";
import { readRefinement } from "../../src/agents/read-refinement.ts";
import type { Completion } from "../../src/core/calls/completion.ts";

const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const reply = (text: string): Completion => ({ status: "complete", text, thinking: "", usage });
const statusOf = (text: string): string => readRefinement(reply(text), "the draft").status;

test("a draft stands where its author says so, with the reason, however that is marked up", () => {
  for (const text of [
    "Nothing to change: the constant is the speed of light.",
    "I weighed both points.\n\n**Nothing to change:** the constant is the speed of light.",
    "> Nothing needs to be changed. The constant is the speed of light.",
  ]) {
    expect(readRefinement(reply(text), "the draft")).toMatchObject({
      status: "stands",
      draft: "the draft",
      reason: expect.stringMatching(/^the constant is the speed of light\.$/i),
    });
  }
  expect(readRefinement(reply("Nothing to change"), "")).toMatchObject({ reason: "no reason given" });
});

test("code counts, and words that leave it open are no reply", () => {
  expect(statusOf("Nothing to change but this:\n```ts\nexport default class A {}\n```")).toBe("code");
  expect(statusOf("There is nothing more to say.")).toBe("unusable");
  expect(readRefinement({ status: "empty", usage, thinking: "" }, "").status).toBe("unusable");
});
