import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { type Check, WORKED } from "../../src/core/checks/unit-test-report.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { runUnitTests } from "../../src/unittests/run-unit-tests.ts";
import { aSource } from "../compile/a-source.ts";

const compiler = createCompiler();
const sandbox = createSandbox({ size: 1 });
afterAll(() => {
  compiler.close();
  sandbox.close();
});

/** What is found about a class with this body of `workedSolution`, or without the method. */
async function found(body: string | undefined): Promise<Check | undefined> {
  const members = body === undefined ? "" : `workedSolution(instance: Case): string { ${body} }`;
  const compiled = await compiler.compile(aSource({ members }));
  if (compiled.status !== "compiled") throw new Error(compiled.diagnostics[0]?.message);
  const { program, sourceText, syntax, mutation } = compiled;
  const limits = { timeoutMs: 5_000, memoryMiB: 64 };
  const tested = { program, sourceText, syntax, mutation, sandbox, limits, known: [], seed: 7 };
  const { report } = await runUnitTests(tested);
  return report.checks.find(({ name }) => name === WORKED);
}

const STEPS = "instance.numbers.map((number) => `Add ${number}.`)";

describe("worked solutions", () => {
  test("that end in the reference answer and grow with the level hold", async () => {
    const check = await found(`return [...${STEPS}, this.referenceAnswer(instance)].join("\\n");`);
    expect(check).toMatchObject({
      status: "passed",
      detail: expect.stringMatching(/^60 solutions, of \d+, \d+, \d+ characters by level on average$/),
    });
  });

  test.each([
    ["in another answer", `return [...${STEPS}, this.answerFormat.wrap("1")].join("\\n");`],
    ["before its answer", `return [this.referenceAnswer(instance), ...${STEPS}].join("\\n");`],
    ["without one", `return ${STEPS}.join("\\n");`],
  ])("that end %s fail, and the first is shown", async (_, body) => {
    const check = await found(body);
    expect(check).toMatchObject({
      status: "failed",
      detail: "60 of 60 do not end with the reference answer, or do not score 1",
    });
    expect(check).toHaveProperty("counterexamples.0.response");
  });

  test("of one length at every level fail", async () => {
    const check = await found(`return "Add them up.\\n" + this.referenceAnswer(instance);`);
    expect(check).toMatchObject({
      status: "failed",
      detail: expect.stringMatching(/^their mean length does not grow from the first level to the last: /),
    });
  });

  test("that are never written fail, and say how it ended", async () => {
    expect(await found("while (true);")).toMatchObject({ status: "failed" });
    expect(await found('throw new Error("too hard");')).toMatchObject({
      status: "failed",
      detail: "workedSolution throws or gives no text for 60 of 60 cases",
    });
  });

  test("are no matter for a class that has none", async () => {
    expect(await found(undefined)).toBeUndefined();
  });
});
