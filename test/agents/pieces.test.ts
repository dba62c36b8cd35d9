import { afterAll, expect, test } from "vitest";
import { readPrompts } from "../../src/files/read-prompts.ts";
import { openWorkshop, JOB_LIMITS } from "../../src/workshop/workshop.ts";
import { TAUGHT, type Taught } from "../../src/agents/answer-types.ts";
import type { Json } from "../../src/bootcamp/index.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** What a piece leaves to its reader: functions that it calls, a case, other right answers, and wrong ones. */
type Rest = {
  readonly imports: string;
  readonly functions: string;
  readonly instance: Json;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
};

const REST: Readonly<Record<Taught, Rest>> = {
  list: {
    imports: "at, integer, list",
    functions: `function sortingFlips(stack: readonly number[]): number[] {
      const flips: number[] = [];
      let now = [...stack];
      for (let left = now.length; left > 1; left--) {
        const largest = now.indexOf(Math.max(...now.slice(0, left))) + 1;
        for (const k of [largest, left]) { flips.push(k); now = [...now.slice(0, k).reverse(), ...now.slice(k)]; }
      }
      return flips;
    }`,
    instance: { stack: [2, 3, 1], most: 5 },
    right: ["[2, 3]", "2\n3", "2, 2, 2, 3"],
    wrong: ["3, 2", "2", "2, 3, 9", "2, 2, 2, 2, 2, 3"],
  },
  parts: {
    imports: "Rational, rational, record",
    functions: `function lineThrough({ first, second }: Case): { slope: Rational; intercept: Rational } {
      const slope = Rational.of(second.y - first.y, second.x - first.x);
      return { slope, intercept: Rational.of(first.y).minus(slope.times(Rational.of(first.x))) };
    }`,
    instance: { first: { x: 1, y: 2 }, second: { x: 3, y: 3 } },
    right: ["intercept: 3/2, slope: 1/2", "slope: 0.5, intercept: 1.5"],
    wrong: ["slope: 1/2, intercept: -3/2", "slope: 2, intercept: 3/2", "1/2"],
  },
  optimum: {
    imports: "setOf, text",
    functions: `const total = (items: readonly Item[], what: "weight" | "worth"): number =>
      items.reduce((sum, item) => sum + item[what], 0);
    function bestChoice({ items, capacity }: Case): readonly Item[] {
      let best: readonly Item[] = [];
      for (let mask = 0; mask < 2 ** items.length; mask++) {
        const chosen = items.filter((_, index) => (mask >> index) & 1);
        if (total(chosen, "weight") <= capacity && total(chosen, "worth") > total(best, "worth")) best = chosen;
      }
      return best;
    }`,
    instance: {
      items: [
        { name: "rope", weight: 3, worth: 5 },
        { name: "tent", weight: 4, worth: 6 },
        { name: "stove", weight: 4, worth: 6 },
      ],
      capacity: 7,
    },
    right: ["stove, rope", "tent, rope"],
    wrong: ["tent, stove", "rope", "tent, rope, lamp"],
  },
  sentinel: {
    imports: "choiceOf, either, integer",
    functions: `const smallest = ({ factor, rest, modulus }: Case): number | "none" => {
      for (let x = 0; x < modulus; x++) if ((factor * x) % modulus === rest) return x;
      return "none";
    };`,
    instance: { factor: 4, rest: 3, modulus: 6 },
    right: ["None."],
    wrong: ["3", "-1", "0"],
  },
  choice: {
    imports: "choiceOf, list",
    functions: `const kindOf = (year: number): "leap" | "common" =>
      (year % 5 === 0 && year % 35 !== 0) || year % 245 === 0 ? "leap" : "common";`,
    instance: { years: [5, 35, 245, 7] },
    right: ["Leap, common, leap, common"],
    wrong: ["leap, leap, leap, common", "leap, common, leap", "leap"],
  },
  decimal: {
    imports: "decimal, isClose",
    functions: `const pressure = ({ celsius, litres }: Case): number => (8.314 * (celsius + 273.15)) / litres;`,
    instance: { celsius: 20, litres: 10 },
    right: ["244", "243.73"],
    wrong: ["246", "16.6", "-243.73"],
  },
};

/** The module that a piece is part of. */
function moduleOf(piece: string, { imports, functions }: Rest): string {
  const code = /```ts\n([\s\S]*?)```/.exec(piece)?.[1] ?? "";
  const [types = "", members = ""] = code.split(/^(?=readonly answerFormat)/m);
  return `import { Bootcamp, type Card, type Rng, tagged, ${imports} } from "campforge/bootcamp";
type Level = { readonly size: number };
${types}
${functions}
export default class Piece extends Bootcamp<Case, ${/verifyCorrection\(\w+: (.*), (?:instance|\{[^}]*\}): Case/.exec(members)?.[1]}, Level> {
  static readonly card: Card<Level> = {
    name: "Piece", slug: "piece", title: "Piece", domain: "pieces",
    description: "A part of a bootcamp as it stands in the prompt of an author.", answerFormat: "as the prompt says",
    parameters: { size: { meaning: "nothing" } }, levels: [{ size: 1 }, { size: 2 }, { size: 3 }],
  };
  caseGenerator(_rng: Rng, _level: Level): Case { throw new Error("a piece draws nothing"); }
  ${members}
}
`;
}

test.each(TAUGHT)(
  "the piece for %s compiles, pays its reference and every right answer, and no wrong one",
  async (type) => {
    const rest = REST[type];
    const compiled = await workshop.compiler.compile(moduleOf(readPrompts("").pieces[type].text, rest));
    if (compiled.status !== "compiled") throw new Error(JSON.stringify(compiled.diagnostics, null, 1));
    const { instance, right, wrong } = rest;
    const answers = await workshop.sandbox.wrap(compiled.program, [...right, ...wrong], JOB_LIMITS);
    const worked = await workshop.sandbox.word(compiled.program, [instance], JOB_LIMITS);
    if (answers.status !== "completed" || worked.status !== "completed")
      throw new Error("the piece does not run");
    expect(worked.value[0]).toContain("<answer>");
    const scored = await workshop.sandbox.verify(
      compiled.program,
      answers.value.map((response) => ({ instance, response })),
      JOB_LIMITS,
    );
    if (scored.status !== "completed") throw new Error("the piece does not verify");
    const paid = scored.value.map((score) => score.status === "scored" && score.score === 1);
    expect(paid).toEqual([...right.map(() => true), ...wrong.map(() => false)]);
  },
);
