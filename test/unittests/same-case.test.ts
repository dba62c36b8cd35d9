import { afterAll, describe, expect, test } from "vitest";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

test("a handful of cases whose lists are shuffled is found out, where the order means nothing", async () => {
  const shuffled = aSource({
    levels: "[{ count: 7 }, { count: 9 }, { count: 12 }]",
    caseGenerator: `const table = rng.integer(1, 5);
    return { numbers: rng.shuffle(Array.from({ length: level.count }, (_, index) => 100 + ((table * 37 * (index + 3)) % 800))) };`,
  });
  expect(checkNamed(await workshop.test(shuffled), "seed matters")).toMatchObject({
    status: "failed",
    detail: "only 5 of 100 cases of level 0 are distinct when names and the order of lists are left out",
  });
});

test("but not where the order is what a case is about", async () => {
  const folded = aSource({
    levels: "[{ count: 7 }, { count: 9 }, { count: 12 }]",
    before:
      "const fold = ({ numbers }: Case): number => numbers.reduce((value, one) => (value * 7 + one) % 9973, 1);",
    caseGenerator: `const table = rng.integer(1, 5);
    return { numbers: rng.shuffle(Array.from({ length: level.count }, (_, index) => 100 + ((table * 37 * (index + 3)) % 800))) };`,
    promptFunc:
      "return `Begin with 1. For each of ${instance.numbers.join(', ')} in turn multiply by 7, add it, and keep the remainder by 9973. What comes out? ${this.answerFormat.instruction}`;",
    referenceAnswer: "return this.answerFormat.wrap(String(fold(instance)));",
    verifyCorrection: "return answer === fold(instance) ? 1 : 0;",
  });
  expect(checkNamed(await workshop.test(folded), "seed matters").status).toBe("passed");
});

test("nor where two lists belong together, entry by entry", async () => {
  const basket = aSource({
    levels: "[{ count: 7 }, { count: 9 }, { count: 12 }]",
    caseType: "{ readonly counts: readonly number[]; readonly prices: readonly number[] }",
    before:
      "const cost = ({ counts, prices }: Case): number => counts.reduce((sum, one, index) => sum + one * (prices[index] ?? 0), 0);",
    caseGenerator: `const entries = Array.from({ length: level.count }, (_, index) => index + 1);
    return { counts: rng.shuffle(entries), prices: rng.shuffle(entries.map((one) => 100 + 7 * one)) };`,
    promptFunc:
      "return `What does it come to: ${instance.counts.map((count, index) => `${count} at ${instance.prices[index]}`).join(', ')}? ${this.answerFormat.instruction}`;",
    referenceAnswer: "return this.answerFormat.wrap(String(cost(instance)));",
    verifyCorrection: "return answer === cost(instance) ? 1 : 0;",
  });
  expect(checkNamed(await workshop.test(basket), "seed matters").status).toBe("passed");
});

describe("a case whose keys stand in another order", () => {
  const prices = (best: string): SourcePieces => ({
    imports: 'import { Bootcamp, type Card, finalLine, text, type Rng } from "campforge/bootcamp";',
    caseType: "{ readonly prices: Readonly<Record<string, number>> }",
    answerType: "string",
    answerFormat: 'finalLine(text({ letterCase: "lower" }))',
    before: `const FRUIT = ["apple", "banana", "cherry", "date", "elder", "fig", "grape", "kiwi", "lemon", "mango", "nut", "olive", "pear"];
const best = ({ prices }: Case): string => ${best};`,
    levels: "[{ count: 5 }, { count: 8 }, { count: 12 }]",
    caseGenerator:
      "const all = rng.distinctIntegers(level.count, 100, 999); return { prices: Object.fromEntries(rng.sample(FRUIT, level.count).map((name, index) => [name, all[index] ?? 0])) };",
    promptFunc:
      'return `A kilogram costs, in cents: ${Object.entries(instance.prices).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, price]) => `${name} ${price}`).join(", ")}. Which fruit is wanted? Give its name alone. ${this.answerFormat.instruction}`;',
    referenceAnswer: "return this.answerFormat.wrap(best(instance));",
    verifyCorrection: "return answer === best(instance) ? 1 : 0;",
  });

  test("has the same right answer, or the class is stopped", async () => {
    const first = aSource(prices('Object.keys(prices)[0] ?? ""'));
    expect(checkNamed(await workshop.test(first), "deterministic")).toMatchObject({
      status: "failed",
      detail: expect.stringMatching(
        /^the reference answer scores otherwise in 9 of 9 cases when the keys of the case stand in another order/,
      ),
    });
  });

  test("is none where all keys are looked at", async () => {
    const dearest = aSource(
      prices('Object.entries(prices).reduce((one, other) => (other[1] > one[1] ? other : one), ["", 0])[0]'),
    );
    expect(checkNamed(await workshop.test(dearest), "deterministic").status).toBe("passed");
  });
});
