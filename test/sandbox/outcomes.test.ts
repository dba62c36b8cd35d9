import { afterAll, describe, expect, test } from "vitest";
import type { Program } from "../../src/core/compile-report.ts";
import type { DrawOutcome, Execution } from "../../src/core/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram, aScript } from "./a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

const LIMITS = { timeoutMs: 300, memoryMiB: 32 };

const draw = (program: Program, count = 3): Promise<Execution<readonly DrawOutcome[]>> =>
  sandbox.draw(program, { level: 0, seed: 1, start: 10, count }, LIMITS);

/** The same class as ever must work whatever was run before it. */
async function expectNormalJob(): Promise<void> {
  const drawn = await draw(aProgram());
  expect(drawn).toMatchObject({ status: "completed", value: [{ index: 10 }, { index: 11 }, { index: 12 }] });
}

const CASES: readonly (readonly [what: string, program: Program, outcome: object])[] = [
  ["an endless loop", aProgram("promptFunc() { for (;;); }"), { status: "timed-out", limitMs: 300, item: 0 }],
  [
    "an endless loop in one case of the batch",
    aProgram("promptFunc(one) { seen++; for (; seen === 3;); return String(one.n); }", "let seen = 0;"),
    { status: "timed-out", limitMs: 300, item: 2 },
  ],
  ["an endless loop at load", aProgram("", "for (;;);"), { status: "timed-out", limitMs: 300 }],
  [
    "promises without end",
    aProgram("promptFunc() { (async () => { for (;;) await 0; })(); return ''; }"),
    { status: "timed-out" },
  ],
  [
    "an error whose message is never there",
    aProgram(
      "promptFunc() { throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } }); }",
    ),
    { status: "timed-out" },
  ],
  [
    "a built-in that never returns",
    aProgram("promptFunc() { return String((1n << 30_000_000n) ** 3n).slice(0, 1); }"),
    { status: expect.stringMatching(/timed-out|out-of-memory/) },
  ],
  [
    "more memory than there is",
    aProgram("promptFunc() { const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length)); }"),
    { status: "out-of-memory", limitMiB: 32 },
  ],
  [
    "more memory outside the heap",
    aProgram("promptFunc() { const kept = []; for (;;) kept.push(new Uint8Array(1 << 22).fill(1)); }"),
    {
      status: "completed",
      value: [{ status: "threw", message: expect.stringContaining("allocation failed") }, {}, {}],
    },
  ],
  [
    "a buffer that grows past every limit",
    aProgram(
      "promptFunc() { const b = new ArrayBuffer(1, { maxByteLength: 2 ** 33 }); b.resize(2 ** 31); new Uint8Array(b).fill(1); return ''; }",
    ),
    { status: expect.stringMatching(/out-of-memory|crashed/) },
  ],
  [
    "output without measure",
    aProgram("promptFunc() { return 'x'.repeat(9_000_000); }"),
    { status: expect.stringMatching(/refused|out-of-memory/) },
  ],
  [
    "what is no class",
    aScript("(() => 1)"),
    { status: "threw", message: expect.stringContaining("no class that extends Bootcamp") },
  ],
  [
    "a class that is no bootcamp",
    aScript("(() => class Probe {})"),
    { status: "threw", message: expect.stringContaining("no class that extends Bootcamp") },
  ],
  [
    "a script that does not parse",
    aScript("(() => {"),
    { status: "threw", message: expect.stringContaining("draft.ts:1:") },
  ],
  [
    "an error at load",
    aProgram("", "null.x;"),
    { status: "threw", message: expect.stringMatching(/^TypeError: .* \(line 3\)$/) },
  ],
];

describe("a job that comes to a bad end", () => {
  test.each(CASES)("by %s has its own outcome, and the next job works", async (_what, program, outcome) => {
    expect(await draw(program)).toMatchObject(outcome);
    await expectNormalJob();
  });

  test("by output without measure is refused where there is memory enough for it", async () => {
    const program = aProgram("promptFunc() { return 'x'.repeat(6_000_000); }");
    const limits = { timeoutMs: 3_000, memoryMiB: 128 };
    expect(await sandbox.draw(program, { level: 0, seed: 1, start: 0, count: 3 }, limits)).toEqual({
      status: "refused",
      reason: expect.stringMatching(/^output of 18\d{6} characters$/),
    });
    await expectNormalJob();
  });
});

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
    expect(await draw(aProgram(members, "let seen = 0;"))).toMatchObject({
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
    expect(await draw(aProgram(members), 1)).toMatchObject({ status: "completed", value: [threw] });
  });
});

describe("a verifier that comes to a bad end", () => {
  test("is an error of that attempt alone, or the time-out of the batch", async () => {
    const program = aProgram(
      "verifyCorrection(answer) { if (answer === 1) throw new Error('one'); for (; answer === 2;); return answer; }",
    );
    const attempts = (answers: readonly number[]) =>
      answers.map((answer) => ({ instance: { n: 1 }, response: `Answer: ${answer}` }));
    expect(await sandbox.verify(program, attempts([0, 1, 7]), LIMITS)).toMatchObject({
      status: "completed",
      value: [
        { status: "scored", score: 0 },
        { status: "error", message: "verifyCorrection threw Error: one" },
        { status: "error", message: expect.stringContaining("expected a number in [0, 1]") },
      ],
    });
    expect(await sandbox.verify(program, attempts([0, 0, 2, 0]), LIMITS)).toEqual({
      status: "timed-out",
      limitMs: 300,
      item: 2,
    });
    await expectNormalJob();
  });
});
