import { afterAll, describe, expect, test } from "vitest";
import type { Attempt, DrawOutcome, Execution } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram } from "./a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

const LIMITS = { timeoutMs: 10_000, memoryMiB: 32 };

const draw = (members: string, before = ""): Promise<Execution<readonly DrawOutcome[]>> =>
  sandbox.draw(aProgram(members, before), { level: 0, seed: 1, start: 10, count: 3 }, LIMITS);

describe("an error in one case of a batch", () => {
  test.each([
    [
      "caseGenerator",
      "caseGenerator(rng) { if (++seen === 2) throw new RangeError('planted'); return { n: 1 }; }",
    ],
    ["promptFunc", "promptFunc() { if (++seen === 2) throw new RangeError('planted'); return ''; }"],
    [
      "referenceAnswer",
      "referenceAnswer() { if (++seen === 2) throw new RangeError('planted'); return ''; }",
    ],
  ])("in %s is that case's alone", async (method, members) => {
    expect(await draw(members, "let seen = 0;")).toMatchObject({
      status: "completed",
      value: [
        { status: "drawn", index: 10 },
        {
          status: "threw",
          index: 11,
          method,
          message: expect.stringMatching(/^RangeError: planted \(line \d+\)$/),
        },
        { status: "drawn", index: 12 },
      ],
    });
  });

  test.each([
    ["a prompt that is no string", "promptFunc() { return 7; }", "promptFunc", /expected a string/],
    ["no case at all", "caseGenerator() {}", "caseGenerator", /expected a JSON value/],
    [
      "a case that refers to itself",
      "caseGenerator() { const a = {}; a.a = a; return a; }",
      "caseGenerator",
      /circular/,
    ],
    ["a case with a bigint", "caseGenerator() { return { n: 10n }; }", "caseGenerator", /BigInt/],
    [
      "a case that nests deeply",
      "caseGenerator() { let n = 1; for (let i = 0; i < 4000; i++) n = [n]; return { n }; }",
      "caseGenerator",
      /deeper than 60|call stack/,
    ],
  ])("%s is an error too", async (_what, members, method, words) => {
    const threw = { status: "threw", method, message: expect.stringMatching(words) };
    expect(await draw(members)).toMatchObject({ status: "completed", value: [threw, threw, threw] });
  });
});

describe("an error of the verifier", () => {
  const members = `verifyCorrection(answer) {
    if (answer === 1) throw new Error("one");
    for (; answer === 2;);
    return answer;
  }`;
  const attempts = (answers: readonly number[]): readonly Attempt[] =>
    answers.map((answer) => ({ instance: { n: 1 }, response: `Answer: ${answer}` }));

  test("is that attempt's alone", async () => {
    expect(await sandbox.verify(aProgram(members), attempts([0, 1, 7, 0]), LIMITS)).toMatchObject({
      status: "completed",
      value: [
        { status: "scored", score: 0 },
        { status: "error", message: "verifyCorrection threw Error: one" },
        { status: "error", message: expect.stringContaining("expected a number in [0, 1]") },
        { status: "scored", score: 0 },
      ],
    });
  });

  test("that never ends is that attempt's time-out, and the others have their scores", async () => {
    const limits = { ...LIMITS, timeoutMs: 300 };
    const scored = (score: number): object => ({ status: "scored", score });
    expect(await sandbox.verify(aProgram(members), attempts([0, 2, 1, 0, 2]), limits)).toMatchObject({
      status: "completed",
      value: [
        scored(0),
        { status: "timeout", limitMs: 300 },
        { status: "error" },
        scored(0),
        { status: "timeout", limitMs: 300 },
      ],
    });
  });

  test("that never ends on many attempts is the time-out of the batch, with the first of them", async () => {
    const limits = { ...LIMITS, timeoutMs: 200 };
    expect(await sandbox.verify(aProgram(members), attempts([0, 2, 2, 2, 0, 2, 2]), limits)).toEqual({
      status: "timed-out",
      limitMs: 200,
      item: 1,
    });
    expect(await draw("")).toMatchObject({ status: "completed" });
  });

  test("that never ends by itself is found out once, and tried again only where the rest of the batch took the time", async () => {
    const tries: string[] = [];
    const limits = { ...LIMITS, timeoutMs: 300 };
    const verify = async (endlessMs: number): Promise<unknown> => {
      const counting = createSandbox({
        size: 1,
        endlessMs,
        onTry: ({ execution }) => tries.push(execution.status),
      });
      const verified = await counting.verify(aProgram(members), attempts([0, 2, 0]), limits);
      counting.close();
      return verified;
    };
    const expected = {
      status: "completed",
      value: [{ status: "scored" }, { status: "timeout", limitMs: 300 }, { status: "scored" }],
    };
    expect(await verify(100)).toMatchObject(expected);
    expect(tries.splice(0)).toEqual(["timed-out", "completed", "completed"]);
    expect(await verify(1_000)).toMatchObject(expected);
    expect(tries.filter((one) => one === "timed-out")).toHaveLength(4);
  });
});
