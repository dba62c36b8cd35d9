import { afterAll, describe, expect, test } from "vitest";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { Attempt, CaseAddress, DrawOutcome, Execution, Extent } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram } from "./a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

const LIMITS = { timeoutMs: 5_000, memoryMiB: 64 };
const RANGE = { level: 0, seed: 1, start: 0, count: 4 };

const attempts = (count: number): readonly Attempt[] =>
  Array.from({ length: count }, () => ({ instance: { n: 1 }, response: "Answer: 2" }));

const promptsOf = (drawn: Execution<readonly DrawOutcome[]>): readonly string[] =>
  drawn.status === "completed"
    ? drawn.value.map((one) => (one.status === "drawn" ? one.prompt : one.message))
    : [drawn.status];

const drawnOf = (drawn: Execution<readonly DrawOutcome[]>): readonly DrawOutcome[] =>
  drawn.status === "completed" ? drawn.value : [];

/** Ways to change what later code looks its behaviour up on; each makes every answer right where it works. */
const PATCHES: readonly (readonly [what: string, statement: string])[] = [
  ["Array.prototype.at", "Array.prototype.at = () => '1';"],
  ["Array.prototype[Symbol.iterator]", "Array.prototype[Symbol.iterator] = function* () { yield '1'; };"],
  ["String.prototype.slice", "String.prototype.slice = () => '1';"],
  ["RegExp.prototype.exec", "RegExp.prototype.exec = () => ['Answer: 1', '1'];"],
  [
    "the prototype of iterators",
    "Object.getPrototypeOf(Object.getPrototypeOf([].values())).next = () => ({ done: true });",
  ],
  ["Map.prototype.get", "Map.prototype.get = () => 1;"],
  [
    "Object.prototype",
    "Object.defineProperty(Object.prototype, 'status', { get: () => 'scored', set() {} });",
  ],
  ["JSON.parse", "JSON.parse = () => ({});"],
  ["Number", "globalThis.Number = () => 1; Number.isSafeInteger = () => true;"],
  ["Math.random", "Math.random = () => 0.5;"],
  [
    "the contract's verifyScore",
    "Object.getPrototypeOf(Probe.prototype).verifyScore = () => ({ status: 'scored', score: 1, answer: '' });",
  ],
  [
    "verifyScore's call",
    "Object.defineProperty(super.verifyScore, 'call', { value: () => ({ status: 'scored', score: 1, answer: '' }) });",
  ],
  ["the class's verifyCorrection", "Probe.prototype.verifyCorrection = () => 1;"],
  [
    "the class's verifyScore",
    "Probe.prototype.verifyScore = () => ({ status: 'scored', score: 1, answer: '' });",
  ],
  ["the toolkit", "__toolkit.extractAnswer = () => ({ status: 'parsed', value: { text: '1', answer: 1 } });"],
  ["the toolkit's rng", "__toolkit.Rng.forCase = () => null; __toolkit.Rng.prototype.integer = () => 1;"],
  [
    "the instance",
    "this.verifyCorrection = () => 1; this.answerFormat = { find: () => ['1'], parse: () => ({ status: 'parsed', value: 1 }) };",
  ],
  ["a name of its own in the world", "globalThis.seen = true;"],
];

describe("a verification", () => {
  test.each(PATCHES)(
    "that patches %s does not affect the next one of its batch",
    async (_what, statement) => {
      const program = aProgram(
        `verifyCorrection(answer, instance) {
        let patched = false;
        try { ${statement} patched = true; } catch {}
        return answer === instance.n ? 1 : typeof seen === "undefined" ? 0 : 0.5;
      }`,
      );
      const scored = { status: "scored", score: 0, answer: "2" };
      expect(await sandbox.verify(program, attempts(3), LIMITS)).toMatchObject({
        status: "completed",
        value: [scored, scored, scored],
      });
    },
  );

  test("that patches everything leaves the cases drawn afterwards as they are", async () => {
    const all = PATCHES.map(([, statement]) => `try { ${statement} } catch {}`).join("\n");
    const before = await sandbox.draw(aProgram(), RANGE, LIMITS);
    const patching = aProgram(`promptFunc(instance) { ${all}\nreturn "Say " + instance.n; }`);
    expect(promptsOf(await sandbox.draw(patching, RANGE, LIMITS))).toEqual(promptsOf(before));
  });
});

describe("a job", () => {
  test("finds the world and the module as if it were the first", async () => {
    const counting = aProgram(
      `promptFunc() { return [++count, Math.random(), Date.now(), new Date().toISOString(), typeof globalThis.left].join(); }`,
      `let count = 0; try { globalThis.left = 1; } catch {}`,
    );
    const first = await sandbox.draw(counting, RANGE, LIMITS);
    expect(promptsOf(first)[0]).toMatch(/^1,0\.\d+,9466848\d+,2000-01-01T00:00:00\.\d+Z,undefined$/);
    expect(new Set(promptsOf(first)).size).toBe(4);
    await sandbox.draw(aProgram(), RANGE, LIMITS);
    expect(promptsOf(await sandbox.draw(counting, RANGE, LIMITS))).toEqual(promptsOf(first));
  });

  test("draws cases in any order, of several seeds, as ranges of each seed have them", async () => {
    const range = await sandbox.draw(aProgram(), { level: 0, seed: 5, start: 2, count: 3 }, LIMITS);
    const other = await sandbox.draw(aProgram(), { level: 0, seed: 6, start: 9, count: 1 }, LIMITS);
    const cases: readonly CaseAddress[] = [
      { seed: 5, index: 4, extent: "measured" },
      { seed: 6, index: 9, extent: "case" },
      { seed: 5, index: 3, extent: "measured" },
      { seed: 5, index: 2, extent: "measured" },
    ];
    const again = await sandbox.redraw(aProgram(), { level: 0, cases }, LIMITS);
    const [two, three, four] = drawnOf(range);
    const [nine] = drawnOf(other);
    expect(drawnOf(again)).toEqual([four, { ...nine, prompt: "", reference: "" }, three, two]);
  });

  test("calls no more of a class's methods than the extent of a case asks for", async () => {
    const failing = aProgram(
      'referenceAnswer() { throw new Error("asked for an answer"); } hardness() { throw new Error("asked how hard"); }',
    );
    const solved = aProgram('hardness() { throw new Error("asked how hard"); }');
    const drawnTo = async (program: Program, extent: Extent): Promise<readonly DrawOutcome[]> =>
      drawnOf(await sandbox.draw(program, { ...RANGE, count: 1, extent }, LIMITS));
    expect(await drawnTo(failing, "case")).toMatchObject([{ status: "drawn", prompt: "", reference: "" }]);
    const [prompt] = promptsOf(await sandbox.draw(aProgram(), { ...RANGE, count: 1 }, LIMITS));
    expect(await drawnTo(failing, "prompted")).toMatchObject([{ status: "drawn", prompt, reference: "" }]);
    expect(await drawnTo(failing, "answered")).toMatchObject([
      { status: "threw", method: "referenceAnswer" },
    ]);
    expect(await drawnTo(solved, "answered")).toMatchObject([{ status: "drawn", prompt }]);
    expect(await drawnTo(solved, "measured")).toMatchObject([{ status: "threw", method: "hardness" }]);
  });

  test("reads time zone and language that do not depend on the machine", async () => {
    const asking = aProgram(
      "promptFunc() { return [new Date(0).toString(), (1234.5).toLocaleString(), new Date(0).getTimezoneOffset()].join('|'); }",
    );
    expect(promptsOf(await sandbox.draw(asking, { ...RANGE, count: 1 }, LIMITS))).toEqual([
      "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)|1,234.5|0",
    ]);
  });
});
