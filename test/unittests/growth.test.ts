import { afterAll, describe, expect, test } from "vitest";
import { fitExponent, isSteep } from "../../src/unittests/answers/measure-growth.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** The numbers of the prompt in order of size; `look` is what the verifier does before it compares. */
const sorted = (look: string): SourcePieces => ({
  imports: 'import { Bootcamp, type Card, integer, list, type Rng, tagged } from "campforge/bootcamp";',
  answerType: "readonly number[]",
  answerFormat: "tagged(list(integer()))",
  promptFunc:
    "return `Put these numbers in order, the smallest first: ${instance.numbers.join(', ')}. Write them with commas between them. ${this.answerFormat.instruction}`;",
  caseGenerator: "return { numbers: rng.distinctIntegers(level.count, 100, 999) };",
  before: "const right = ({ numbers }: Case): number[] => numbers.toSorted((one, other) => one - other);",
  referenceAnswer: "return this.answerFormat.wrap(right(instance).join(', '));",
  verifyCorrection: `${look}
    return answer.join() === right(instance).join() ? 1 : 0;`,
});

/** Looks at all triples of different numbers of the answer. */
const CUBIC = `let ordered = 0;
    const all = [...new Set(answer)];
    for (const one of all) for (const other of all) for (const third of all)
      for (let step = 0; step < 40; step++) if (one + step < other && other < third - step) ordered++;
    if (ordered < 0) return 0;`;

const HANGING = `const all = new Set(answer);
    for (let step = 0; all.size > 100 && step < 1e12; step++) if (step < 0) return 0.5;`;

const TOTAL = "verifier is total";

/** A hang is one after half of the usual time, too. */
const limits = { timeoutMs: 1_000, memoryMiB: 64 };

describe("a verifier that answers of a growing size keep from ending is stopped", () => {
  test("with the times on the way there, where they grow like the cube", async () => {
    const check = checkNamed(await workshop.test(aSource(sorted(CUBIC)), { limits }), TOTAL);
    expect(check.status).toBe("failed");
    expect(check.detail).toMatch(
      /the right answer with more elements, [^(]*, grown to \d+ \(8: \d+ ms, 16: \d+ ms, 32: \d+ ms, /,
    );
  });

  test("with the first size that does not end, where the others take no time", async () => {
    const check = checkNamed(await workshop.test(aSource(sorted(HANGING)), { limits }), TOTAL);
    expect(check.status).toBe("failed");
    expect(check.detail).toMatch(/grown to 512 \(8: \d+ ms, .*128: over 500 ms\)$/);
  });

  test("and one that looks at each element once is not", async () => {
    const linear = "if (answer.some((one) => one < 0)) return 0;";
    expect(checkNamed(await workshop.test(aSource(sorted(linear))), TOTAL).status).toBe("passed");
  });
});

const curve = (power: number, { lastMs }: { readonly lastMs: number }) =>
  [8, 16, 32, 64, 128, 256, 512].map((size) => ({
    size,
    cpuMs: 0.5 + lastMs * (size / 512) ** power,
    ended: true,
  }));

describe("the power by which a time grows", () => {
  test.each([1, 2, 3])("is %i where it grows so, whatever each verification takes before", (power) => {
    const told = fitExponent(curve(power, { lastMs: 1_500 })) ?? 0;
    expect(Math.abs(told - power)).toBeLessThan(0.15);
  });

  test("is told over four doublings that ended, and never from what takes no time", () => {
    const cubic = curve(3, { lastMs: 1_500 });
    expect(fitExponent(cubic.slice(0, 4))).toBeNull();
    expect(fitExponent([...cubic, { size: 1_024, cpuMs: 500, ended: false }])).toBeNull();
    expect(fitExponent(curve(3, { lastMs: 0.1 }))).toBeCloseTo(0, 1);
  });

  test("stops a class above the square alone, and where it comes to a second", () => {
    expect(isSteep(curve(3, { lastMs: 1_500 }))).toBe(true);
    expect(isSteep(curve(2, { lastMs: 1_500 }))).toBe(false);
    expect(isSteep(curve(3, { lastMs: 900 }))).toBe(false);
    expect(isSteep([])).toBe(false);
  });
});
