import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { Diagnostic } from "../../src/core/draft/compile-report.ts";
import { aSource } from "./a-source.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const diagnose = async (source: string): Promise<readonly Diagnostic[]> => {
  const report = await compiler.compile(source);
  return report.status === "refused" ? report.diagnostics : [];
};

describe("a source with several errors", () => {
  test("lists all of them in the order of its lines", async () => {
    const found = await diagnose(
      aSource({
        before: 'let n = 0;\nconst wrong: number = "x";',
        promptFunc: "return `${Math.random()} ${Date.now()}`;",
        members: "constructor() { super(); }",
      }),
    );
    expect(found.map(({ category, code }) => `${category} ${code}`)).toEqual([
      "contract state",
      "type TS2322",
      "policy no-random",
      "policy banned-name",
      "contract constructor",
    ]);
  });

  test("lists twenty at most, the first ones", async () => {
    const found = await diagnose(aSource({ before: "let n;\n".repeat(50) }));
    expect(found).toHaveLength(20);
    expect(found.map(({ line }) => line)).toEqual(found.map(({ line }) => line).toSorted((a, b) => a - b));
  });
});
