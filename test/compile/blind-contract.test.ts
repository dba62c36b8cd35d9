import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const TO_INPUT = "export function toInput(prompt: string): string { return prompt; }\n";
const ANSWER = "export function answer(input: string): string { return input; }\n";
const TO_RESPONSE =
  "export function toResponse(prompt: string, output: string): string { return prompt + output; }\n";
const SOLVE = "export function solve(prompt: string): string { return prompt; }\n";
const VERIFIER = `import { Rational } from "campforge/bootcamp";\n${SOLVE}export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  return prompt === response ? "right" : "wrong";
}
`;
const NEAR_MISSES = "export function nearMisses(prompt: string): string[] { return [prompt]; }\n";
const GUESS = "export function guess(prompt: string): string { return prompt; }\n";

describe("a program of the second oracle", { timeout: 120_000 }, () => {
  test.each([
    ["solver", SOLVE],
    ["solver", VERIFIER],
    ["solver", VERIFIER.replace('"right" | "wrong" | "unsure"', "string")],
    ["verifier", VERIFIER],
    ["verifier", VERIFIER + NEAR_MISSES],
    ["solver", SOLVE + NEAR_MISSES],
    ["guesser", GUESS],
    ["translation", TO_INPUT + ANSWER + TO_RESPONSE],
    ["adapter", TO_INPUT + TO_RESPONSE],
    ["adapter", TO_INPUT + ANSWER + TO_RESPONSE],
    // A prompt may ask for a decimal, which is written by rounding.
    [
      "solver",
      VERIFIER.replace("return prompt;", "return Rational.of(1n, 3n).toNumber().toFixed(prompt.length);"),
    ],
  ] as const)("compiles: a %s that exports what it must", async (kind, source) => {
    expect(await compiler.compileBlind(source, kind)).toMatchObject({ status: "compiled", mutation: null });
  });

  test("offers what it exports, and no function of the name that is its own", async () => {
    const own =
      VERIFIER + NEAR_MISSES.replace("export ", "").replace("string[]", "number").replace("[prompt]", "1");
    const codes = await Promise.all(
      [own, VERIFIER + NEAR_MISSES].map(async (source) => {
        const compiled = await compiler.compileBlind(source, "verifier");
        return compiled.status === "compiled" ? compiled.program.code.split("\n").at(-1) : "";
      }),
    );
    expect(codes).toEqual(["return { solve, check }; })", "return { solve, check, nearMisses }; })"]);
  });

  test.each([
    ["solver", SOLVE.replace("export ", "export default "), /expected export function solve/],
    ["verifier", SOLVE, /expected export function check/],
    [
      "verifier",
      VERIFIER.replace('"right" | "wrong" | "unsure"', "string"),
      /not a valid verifier: .*not assignable/,
    ],
    [
      "verifier",
      VERIFIER + NEAR_MISSES.replace("string[]", "string").replace("[prompt]", "prompt"),
      /not a valid verifier: .*not assignable/,
    ],
    [
      "verifier",
      VERIFIER + NEAR_MISSES.replace("nearMisses", "farMisses"),
      /solve, check and nearMisses, by name, and nothing else/,
    ],
    ["verifier", `let seen = 0;\n${VERIFIER}`, /module variables are state/],
    ["verifier", VERIFIER.replace("prompt === response", "Date.now() > 0"), /reads the clock/],
    ["guesser", SOLVE, /expected export function guess/],
    ["guesser", GUESS + SOLVE, /and nothing else/],
    ["translation", TO_INPUT + TO_RESPONSE, /no translation: .*answer|expected export function answer/],
    [
      "translation",
      TO_INPUT + ANSWER + TO_RESPONSE.replace("export ", ""),
      /expected export function toResponse/,
    ],
    [
      "adapter",
      TO_INPUT.replace(": string {", ": number {").replace("prompt;", "1;") + TO_RESPONSE,
      /not a valid adapter: /,
    ],
    ["adapter", `${TO_INPUT}${TO_RESPONSE}export function more(): void {}\n`, /and nothing else/],
    ["adapter", `import fs from "fs";\n${TO_INPUT}${TO_RESPONSE}`, /imports only from/],
  ] as const)("is refused with its reason: %s", async (kind, source, words) => {
    const report = await compiler.compileBlind(source, kind);
    const messages = report.status === "refused" ? report.diagnostics.map(({ message }) => message) : [];
    expect(messages.join("\n")).toMatch(words);
  });
});
