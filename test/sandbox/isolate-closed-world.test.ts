import { afterAll, describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram } from "./a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

const LIMITS = { timeoutMs: 5_000, memoryMiB: 64 };

/** What an expression gives inside a draft's method, as text, or the name of what it throws. */
async function evaluate(expression: string): Promise<string> {
  const program = aProgram(
    `promptFunc() { try { return String(${expression}); } catch (error) { return "threw " + error.name; } }`,
  );
  const drawn = await sandbox.draw(program, { level: 0, seed: 1, start: 0, count: 1 }, LIMITS);
  if (drawn.status !== "completed") return drawn.status;
  const [first] = drawn.value;
  return first?.status === "drawn" ? first.prompt : `item threw ${first?.message}`;
}

const ABSENT = [
  "WebAssembly SharedArrayBuffer Atomics WeakRef FinalizationRegistry Intl eval escape",
  "process require module exports Buffer global setTimeout setInterval setImmediate queueMicrotask fetch",
  "performance crypto structuredClone ivm _ivm isolate navigator window document self gc d8 log",
]
  .join(" ")
  .split(" ");

const STANDARD =
  "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError globalThis JSON Math ArrayBuffer Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet Proxy Reflect decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN SuppressedError DisposableStack AsyncDisposableStack console".split(
    " ",
  );

describe("a draft's world", () => {
  test("has no name that leads out of it", async () => {
    const types = ABSENT.map((name) => `typeof ${name}`).join(", ");
    expect(await evaluate(`[${types}]`)).toBe(ABSENT.map(() => "undefined").join());
  });

  test("has the language's own names and no others", async () => {
    const names = (await evaluate("Object.getOwnPropertyNames(globalThis)")).split(",");
    expect(names.filter((name) => !STANDARD.includes(name))).toEqual([]);
  });

  test.each([
    'Function("return 1")()',
    'new Function("return 1")()',
    '(() => {}).constructor("return 1")()',
    '(async () => {}).constructor("return 1")',
    '(function* () {}).constructor("return 1")',
    '(async function* () {}).constructor("return 1")',
    'Object.getPrototypeOf(class {}).constructor("return 1")()',
    'Reflect.construct(Object.getPrototypeOf(() => {}).constructor, ["return 1"])()',
    '__toolkit.Rng.constructor("return 1")()',
    '__toolkit.integer.constructor("return 1")()',
    '[].map.constructor("return 1")()',
  ])("makes no code of the text in %s", async (expression) => {
    expect(await evaluate(expression)).toBe("threw EvalError");
  });

  test("cannot be opened again by a name that was closed", async () => {
    expect(await evaluate("delete globalThis.Date, Date.now() < 1e12")).toMatch(/^(?:threw TypeError|true)$/);
    expect(await evaluate("globalThis.Function = Object")).toBe("threw TypeError");
    expect(await evaluate('Object.defineProperty(globalThis, "eval", { value: 1 })')).toBe("threw TypeError");
    expect(await evaluate("new Date.prototype.constructor().getFullYear()")).toBe("2000");
  });

  test("shows no caller and no path of the machine in a stack", async () => {
    const stack = await evaluate("new Error('x').stack");
    expect(stack).toContain("draft.ts:");
    expect(stack).not.toMatch(/\/\w+\/|node:|node_modules/);
    expect(await evaluate("(function f() { return f.caller; })()")).toMatch(/^(?:null|threw TypeError)$/);
    expect(await evaluate("this.promptFunc.caller ?? null")).toMatch(/^(?:null|threw TypeError)$/);
  });

  test("loads nothing, whether it waits for it or not", async () => {
    const range = { level: 0, seed: 1, start: 0, count: 1 };
    const caught = aProgram(
      "promptFunc() { import('node:fs').then(() => { for (;;); }, () => {}); return 'asked'; }",
    );
    expect(await sandbox.draw(caught, range, LIMITS)).toMatchObject({ status: "completed" });
    const uncaught = aProgram("promptFunc() { import('node:fs'); return 'asked'; }");
    expect(await sandbox.draw(uncaught, range, LIMITS)).toMatchObject({
      status: "completed",
      value: [{ prompt: "asked" }],
    });
  });
});
