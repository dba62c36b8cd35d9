import { expect, test } from "vitest";
import { separateThinking } from "../../src/bootcamp/index.ts";
import { unwrapThinking } from "../../src/sft/sampling/unwrap-thinking.ts";

test.each([
  "<think>\nSo 41.\n</think>\n\nAnswer: 42",
  "So 41.\n</think>\n\nAnswer: 42",
  "[THINK]So 41.[/THINK]Answer: 42",
  "◁think▷So 41.◁/think▷Answer: 42",
  "<|START_THINKING|>So 41.<|END_THINKING|>Answer: 42",
])("thinking that came within the content loses its tags, and nothing else: %j", (content) => {
  expect(unwrapThinking(separateThinking(content).thinking)).toBe("So 41.");
});

test("tags within thinking stay", () => {
  expect(unwrapThinking("First </think> then x < y.")).toBe("First </think> then x < y.");
});
