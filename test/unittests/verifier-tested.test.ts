import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { Check } from "../../src/core/checks/unit-test-report.ts";
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
  const compiled = await compiler.compile(aSource(pieces));
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
      detail: expect.stringMatching(/not detected: line \d+, /),
    });
    const before =
      "const isPlain = (n: number): boolean => n < 10 ** 15 && n > -(10 ** 15) && n !== 10 ** 14;";
    const shown = check !== undefined && "counterexamples" in check ? check.counterexamples : [];
    const inGuard = shown.flatMap(({ mutant }) => (mutant?.before === before ? [mutant] : []));
    expect(inGuard.map(({ what, after }) => [what, after])).toContainEqual([
      "without the conjunct before &&",
      "const isPlain = (n: number): boolean => n !== 10 ** 14;",
    ]);
    for (const { after } of inGuard) expect(after).not.toBe(before);
  });

  test("a guard that another rule implies does not count, one that no attempt breaks does", async () => {
    const implied = await tested({
      verifyCorrection:
        "return Number.isInteger(answer) && answer > 0 && answer === sumOf(instance) ? 1 : 0;",
    });
    expect(implied?.detail).toMatch(
      /implied by other rules, and not counted: line \d+, without the conjunct before &&/,
    );
    expect(implied?.status).toBe("passed");
    const untried = await tested({
      before: "const isPlain = (n: number): boolean => n !== 10 ** 14;",
      verifyCorrection: "return isPlain(answer) && answer === sumOf(instance) ? 1 : 0;",
    });
    expect(untried?.detail).toMatch(/not detected: line \d+, /);
  });

  test("a full score where no attempt comes is shown, whatever else is noticed", async () => {
    const check = await tested({
      verifyCorrection: "if (answer === 90_210_777) return 1;\nreturn answer === sumOf(instance) ? 1 : 0;",
    });
    expect(check).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(
        /a full score is given in code that none of \d+ attempts reached.*line \d+/,
      ),
    });
  });

  test("a limit moved where no answer lies is neither noticed nor held against it", async () => {
    const check = await tested({
      verifyCorrection: "return answer > -987_654_321 && answer === sumOf(instance) ? 1 : 0;",
    });
    expect(check?.detail).toMatch(/never reached: line \d+, >= instead of >/);
  });

  test("a mistake that keeps a verification from ending costs no other its outcome", async () => {
    const check = await tested({
      before:
        "function within(n: number): boolean { let left = 8; while (left > 0) left -= 1; return n > -(10 ** 9) || left === 0; }",
      verifyCorrection: "return answer === sumOf(instance) && within(answer) ? 1 : 0;",
    });
    expect(check?.detail).not.toContain("+= instead of -=");
    expect(check?.detail).toMatch(/^\d+ of \d+ small mistakes/);
  });
});
