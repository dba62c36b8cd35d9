import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/bootcamp/index.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram } from "./a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

const LIMITS = { timeoutMs: 5_000, memoryMiB: 64 };
const RANGE = { level: 0, seed: 1, start: 0, count: 2 };

const UNREADABLE = /^threw something that cannot be read$/;
const THROWN: readonly (readonly [what: string, expression: string, message: RegExp])[] = [
  ["null", "null", /^threw null, which is no Error$/],
  ["undefined", "undefined", /^threw undefined, which is no Error$/],
  ["a number", "7", /^threw 7, which is no Error$/],
  ["a text", "'some text'", /^threw some text, which is no Error$/],
  ["a symbol", "Symbol('s')", UNREADABLE],
  ["an object without a prototype", "Object.create(null)", UNREADABLE],
  ["an object whose text throws", "({ toString() { throw 1; } })", UNREADABLE],
  ["a proxy that throws", "new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })", UNREADABLE],
  ["a proxy of an error", "new Proxy(new Error('e'), { get() { throw 1; } })", UNREADABLE],
  [
    "a revoked proxy",
    "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
    UNREADABLE,
  ],
  [
    "an error whose stack throws",
    "Object.defineProperty(new Error('e'), 'stack', { get() { throw 1; } })",
    UNREADABLE,
  ],
  [
    "an error whose message throws",
    "Object.defineProperty(new Error('e'), 'message', { get() { throw 1; } })",
    UNREADABLE,
  ],
  [
    "an error whose name is an object",
    "Object.defineProperty(new Error('e'), 'name', { value: { toString: () => 'Odd' } })",
    /^Odd: e/,
  ],
  ["an error with a long message", "new Error('y'.repeat(1e6))", /^Error: y{500,600}(?: \(line \d+\))?$/],
  [
    "an error that causes itself",
    "(() => { const e = new AggregateError([], 'all'); e.cause = e; return e; })()",
    /^AggregateError: all/,
  ],
  [
    "an error that says that it timed out",
    "new Error('Script execution timed out.')",
    /^Error: Script execution timed out/,
  ],
  ["a promise that fails", "Promise.resolve()", /^threw \[object Promise\], which is no Error$/],
];

describe("whatever a draft throws", () => {
  test.each(THROWN)("%s becomes one line of text", async (_what, expression, message) => {
    const text = expect.stringMatching(message);
    const drawn = await sandbox.draw(aProgram(`promptFunc() { throw ${expression}; }`), RANGE, LIMITS);
    const threw = { status: "threw", method: "promptFunc", message: text };
    expect(drawn).toMatchObject({ status: "completed", value: [threw, threw] });

    const loaded = await sandbox.load(aProgram("", `if (__toolkit) throw ${expression};`), LIMITS);
    expect(loaded).toEqual({ status: "threw", message: text });
  });
});

describe("whatever a draft returns as a case", () => {
  test("comes over as JSON has it, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), async (value) => {
        const text = JSON.stringify(value);
        const program = aProgram(
          `caseGenerator() { return JSON.parse(${JSON.stringify(text)}); } promptFunc(one) { return JSON.stringify(one); } referenceAnswer() { return ""; }`,
        );
        const drawn = await sandbox.draw(program, { ...RANGE, count: 1 }, LIMITS);
        const instance: Json = JSON.parse(text);
        expect(drawn).toMatchObject({ status: "completed", value: [{ status: "drawn", prompt: text }] });
        expect(drawn).toHaveProperty(["value", 0, "instance"], instance);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["a Map", "new Map([[1, 2]])", "case.x: an instance of Map"],
    ["a Date", "new Date(0)", "case.x: an instance of Date"],
    ["an instance of a class", "new (class Own {})()", "case.x: an instance of Own"],
    ["a function", "() => 1", "case.x: a function"],
    ["a number that is none", "[1, NaN]", "case.x[1]: NaN"],
    ["negative zero", "{ y: -0 }", "case.x.y: -0 becomes 0"],
    ["a hole", "[1, , 3]", "case.x[1]: a hole"],
    ["undefined in a list", "[undefined]", "case.x[0]: a undefined"],
  ])("%s is reported as lost", async (_what, expression, lost) => {
    const program = aProgram(`caseGenerator() { return { x: ${expression} }; } promptFunc() { return ""; }`);
    const drawn = await sandbox.draw(program, { ...RANGE, count: 1 }, LIMITS);
    expect(drawn).toMatchObject({ status: "completed", value: [{ status: "drawn", lost }] });
  });
});
