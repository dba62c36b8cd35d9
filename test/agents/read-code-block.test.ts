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
  ["a block that names a file", fence(CODE, "typescript small-rsa.ts")],
  ["a block that has attributes", fence(CODE, '{.ts title="a"}')],
  ["a block that names a file alone", fence(CODE, "src/small-rsa.ts")],
  ["a block in a list", `1. The class:\n    ${fence(CODE)}`],
  ["a block between four backticks", `\`\`\`\`ts\n${CODE}\`\`\`\``],
  ["a block whose end is longer than its beginning", `\`\`\`ts\n${CODE}\`\`\`\`\``],
  ["a block with a stray fence behind it", `${fence(CODE)}\n\`\`\`\n`],
])("%s is the code", (_, text) => {
  expect(readCodeBlock(text)).toEqual({ status: "code", source: CODE });
});

test.each([
  ["prose alone", "I would begin with the generator.", /no fenced/],
  ["two different blocks", `${fence(CODE)}\n${fence("export default class B {}\n")}`, /2 different/],
  [
    "a block without an end",
    `\`\`\`ts\n${CODE}`,
    /opened in line 1, is never closed: the reply ends within it/,
  ],
  [
    "a block whose end goes on",
    `Here:\n\`\`\`ts\n${CODE}\`\`\` That is all.`,
    /opened in line 2, .*line 4 begins as its end would, but goes on: ``` That is all\./,
  ],
  [
    "a block whose end is too short",
    `\`\`\`\`ts\n${CODE}\`\`\``,
    /opened with 4 of `, and line 3 has only 3/,
  ],
  ["a block of another language", fence("print(1)\n", "python"), /no fenced TypeScript block, only python/],
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

test("a reply without a text says why it has none", () => {
  const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
  const reasonOf = (reply: Parameters<typeof readReply>[0]): string => {
    const read = readReply(reply);
    return read.status === "unusable" ? read.reason : "code";
  };
  expect(reasonOf({ status: "empty", thinking: "", usage })).toBe("the reply was empty");
  expect(reasonOf({ status: "empty", thinking: "so", usage })).toMatch(/thought and did not answer/);
  expect(reasonOf({ status: "truncated", text: "", thinking: "so", usage })).toMatch(
    /while the model still thought/,
  );
  expect(reasonOf({ status: "failed", reason: "status 400: no", usage })).toBe(
    "the call failed: status 400: no",
  );
});
