import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { Check } from "../../src/core/unit-test-report.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { runUnitTests } from "../../src/unittests/run-unit-tests.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";

const compiler = createCompiler();
const sandbox = createSandbox({ size: 1 });
afterAll(() => {
  compiler.close();
  sandbox.close();
});

async function tested(pieces: SourcePieces): Promise<Check | undefined> {
  const compiled = await compiler.compileWithMutants(aSource(pieces));
  if (compiled.status !== "compiled") throw new Error("the class does not compile");
  const { program, sourceText, syntax, mutation } = compiled;
  const limits = { timeoutMs: 5_000, memoryMiB: 64 };
  const { report } = await runUnitTests({
    program,
    sourceText,
    syntax,
    mutation,
    sandbox,
    limits,
    known: [],
    seed: 7,
  });
  return report.checks.find(({ name }) => name === "verifier is tested");
}

describe("small mistakes in a verifier", () => {
  test("are noticed where every rule matters to some answer", async () => {
    const check = await tested({
      verifyCorrection: "return answer === sumOf(instance) && answer >= 0 ? 1 : 0;",
    });
    expect(check?.detail).toMatch(/^\d+ of \d+ small mistakes/);
  });

  test("are shown with their lines where no answer tells them apart", async () => {
    const check = await tested({
      before: "const isPlain = (n: number): boolean => n < 10 ** 15 && n > -(10 ** 15) && n !== 10 ** 14;",
      verifyCorrection: "return isPlain(answer) && answer === sumOf(instance) ? 1 : 0;",
    });
    expect(check).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/not noticed: line \d+, /),
    });
  });
});

test("nobody's verifier is mutated without asking", async () => {
  const compiled = await compiler.compile(aSource());
  if (compiled.status !== "compiled") throw new Error("the class does not compile");
  const limits = { timeoutMs: 5_000, memoryMiB: 64 };
  const { report } = await runUnitTests({ ...compiled, sandbox, limits, known: [], seed: 7 });
  expect(report.checks.map(({ name }) => name)).not.toContain("verifier is tested");
});
