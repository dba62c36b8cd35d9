import { expect, test } from "vitest";
import type { Completion } from "../../src/core/calls/completion.ts";
import { readOpen } from "../../src/agents/read-open.ts";

const COUNTED = {
  thinking: "",
  usage: { promptTokens: 0, completionTokens: 0, estimated: false, cost: null },
} as const;
const reply = (text: string): Completion => ({ status: "complete", text, ...COUNTED });
const code = '```ts\n// Open: not this one\nexport const a = "Open: nor this";\n```';

test.each([
  [`Open: which of two equal bids wins.\n${code}`, ["which of two equal bids wins."]],
  [`Some words.\n\n**Open:** ties; prompt 3\n- open: rounding\n\n${code}`, ["ties; prompt 3", "rounding"]],
  [`Open: none\nOpen: Nothing.\n${code}`, []],
  [`The door is open: go in.\n${code}`, []],
  [`${code}\nOpen: what comes after the module`, []],
])("of %j the lines count that say before the module what is open", (text, open) => {
  expect(readOpen(reply(text))).toEqual(open);
});

test("a reply that was cut off says nothing", () => {
  expect(readOpen({ status: "truncated", text: `Open: ties\n${code}`, ...COUNTED })).toEqual([]);
});
