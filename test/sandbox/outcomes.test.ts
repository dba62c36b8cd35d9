import { afterAll, describe, expect, test } from "vitest";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { DrawOutcome, Execution } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram, aScript } from "./a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

const LIMITS = { timeoutMs: 300, memoryMiB: 32 };
/** Time enough on a busy machine, for what must not end by its time. */
const DEFAULT_TIMING = { ...LIMITS, timeoutMs: 10_000 };

const draw = (program: Program, limits = LIMITS): Promise<Execution<readonly DrawOutcome[]>> =>
  sandbox.draw(program, { level: 0, seed: 1, start: 10, count: 3 }, limits);

/** The same class as ever must work whatever was run before it. */
async function expectNormalJob(): Promise<void> {
  const drawn = await draw(aProgram(), DEFAULT_TIMING);
  expect(drawn).toMatchObject({ status: "completed", value: [{ index: 10 }, { index: 11 }, { index: 12 }] });
}

type Ending = readonly [what: string, program: Program, outcome: object];

const TIMED: readonly Ending[] = [
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
];

const OTHERS: readonly Ending[] = [
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
    { status: expect.stringMatching(/out-of-memory|completed/) },
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
  test.each(TIMED)("by %s is out of time, and the next job works", async (_what, program, outcome) => {
    expect(await draw(program)).toMatchObject(outcome);
    await expectNormalJob();
  });

  test.each(OTHERS)("by %s has its own outcome, and the next job works", async (_what, program, outcome) => {
    expect(await draw(program, DEFAULT_TIMING)).toMatchObject(outcome);
    await expectNormalJob();
  });

  test("by output without measure is refused where there is memory enough for it", async () => {
    const program = aProgram("promptFunc() { return 'x'.repeat(6_000_000); }");
    const limits = { ...DEFAULT_TIMING, memoryMiB: 128 };
    expect(await sandbox.draw(program, { level: 0, seed: 1, start: 0, count: 3 }, limits)).toEqual({
      status: "refused",
      reason: expect.stringMatching(/^output of 18\d{6} characters$/),
    });
    await expectNormalJob();
  });
});

describe("a result that nests deeply", () => {
  test("does not harm whoever reads it", async () => {
    const deep = "let deep = 1; for (let i = 0; i < 4000; i++) deep = [deep];";
    const loaded = await sandbox.load(aProgram("static { Probe.card.deep = deep; }", deep), DEFAULT_TIMING);
    expect(loaded).toMatchObject({ status: "completed", value: { className: "Probe" } });
    await expectNormalJob();
  });
});
