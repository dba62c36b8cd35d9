import fc from "fast-check";
import { expect, test } from "vitest";
import { readCodeBlock, readReply } from "../../src/agents/read-code-block.ts";

const CODE = "export default class A {}\n";
const fence = (code: string, language = "ts"): string => `\`\`\`${language}\n${code}\`\`\``;

test.each([
  ["one block among prose", `Here it is.\n\n${fence(CODE)}\n\nI hope it helps.`],
  ["the same block twice", `${fence(CODE)}\n\nOnce more:\n\n${fence(CODE)}`],
  ["a block that says typescript", fence(CODE, "typescript")],
  ["the only block, though it names no language", fence(CODE, "")],
  ["the TypeScript block beside one of another language", `${fence("npm install\n", "sh")}\n${fence(CODE)}`],
])("%s is the code", (_, text) => {
  expect(readCodeBlock(text)).toEqual({ status: "code", source: CODE });
});

test.each([
  ["prose alone", "I would begin with the generator.", /no fenced/],
  ["two different blocks", `${fence(CODE)}\n${fence("export default class B {}\n")}`, /2 different/],
  ["a block without an end", `\`\`\`ts\n${CODE}`, /never closed/],
])("%s is no code, and the author hears why", (_, text, reason) => {
  const read = readCodeBlock(text);
  expect(read.status === "unusable" ? read.reason : "code").toMatch(reason);
});

test("no text whatever makes reading a reply throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const { status } = readCodeBlock(`${text}\n\`\`\`ts\n${text}`);
      return status === "code" || status === "unusable";
    }),
  );
});

test("a reply that was cut off is never taken for code, even when its block is whole", () => {
  const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
  expect(readReply({ status: "truncated", text: fence(CODE), thinking: "", usage }).status).toBe("unusable");
});
