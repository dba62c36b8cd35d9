import { afterAll, describe, expect, test } from "vitest";
import type { JobLimits } from "../../src/core/draft/execution.ts";
import type { CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const SHORT: JobLimits = { timeoutMs: 500, memoryMiB: 64 };
const DRAW = "const numbers = Array.from({ length: level.count }, () => rng.integer(100, 999));";

type Planted = readonly [what: string, pieces: SourcePieces, detail: RegExp, shown: object];

const THROWING: readonly Planted[] = [
  [
    "throws in one case of many",
    {
      caseGenerator: `${DRAW}\nif (sumOf({ numbers }) % 97 === 0) throw new RangeError("planted");\nreturn { numbers };`,
    },
    /^caseGenerator failed in 1 of 100 cases of level 0: RangeError: planted \(line 23\)$/,
    { level: 0, seed: 7, index: 98, found: expect.stringContaining("planted") },
  ],
  [
    "cannot write the prompt of one case",
    { promptFunc: 'if (sumOf(instance) % 97 === 0) throw new RangeError("planted");\nreturn "";' },
    /^promptFunc failed in 1 of 100 cases of level 0/,
    { level: 0, seed: 7, index: 98 },
  ],
  [
    "never returns at the hardest level",
    { caseGenerator: `${DRAW}\nfor (; level.count === 12;);\nreturn { numbers };` },
    /^drawing 100 cases of level 2 takes more than 500 ms of CPU time: not even the first case was finished; caseGenerator alone takes more than 500 ms for one case; level 0 takes \d+ ms a case; level 1 takes \d+ ms a case$/,
    { level: 2, seed: 7, index: 0 },
  ],
  [
    "never returns in one case of the hardest level",
    {
      caseGenerator: `${DRAW}\nfor (; level.count === 12 && sumOf({ numbers }) % 50 === 0;);\nreturn { numbers };`,
    },
    /^drawing 100 cases of level 2 takes more than 500 ms of CPU time: only 15 were finished; caseGenerator alone takes more than 500 ms for one case; level 0 takes \d+ ms a case; level 1 takes \d+ ms a case$/,
    { level: 2, seed: 7, index: 15 },
  ],
  [
    "writes a reference that costs most of the time",
    {
      referenceAnswer: `let spent = 0;
for (let turn = 0; instance.numbers.length === 12 && turn < 3e7; turn++) spent += turn % 7;
return this.answerFormat.wrap(String(sumOf(instance) + spent * 0));`,
    },
    /^drawing 100 cases of level 2 takes more than 500 ms of CPU time: .*; (?:(?:timed again, method by method, each of 8 cases|one case alone, with the start of its engine,) takes \d+ ms: (?:\w+ \d+ ms, )*referenceAnswer [1-9]\d+ ms, every other method less than a fifth of it|referenceAnswer alone takes more)/,
    { level: 2, seed: 7 },
  ],
  [
    "needs more memory than it may at the hardest level",
    {
      caseGenerator: `${DRAW}\nconst kept: number[][] = [];\nfor (; level.count === 12;) kept.push(numbers.slice());\nreturn { numbers };`,
    },
    /^drawing 100 cases of level 2(?:: it needed more than 64 MiB| takes more than 500 ms)/,
    { level: 2, seed: 7 },
  ],
  [
    "makes a case that nests without end",
    {
      caseType: "{ readonly numbers: readonly number[]; readonly rest: Nest }",
      before: "type Nest = { readonly inner?: Nest };",
      caseGenerator: `${DRAW}\nlet rest: Nest = {};\nfor (let depth = 0; depth < 900; depth++) rest = { inner: rest };\nreturn { numbers, rest };`,
    },
    /^caseGenerator failed in 100 of 100 cases of level 0: returned a case nested deeper than 60$/,
    { level: 0, seed: 7, index: 0 },
  ],
];

describe("a draft whose generator", () => {
  test.each(THROWING)(
    "%s fails, with the case, and nothing else is looked at",
    async (_what, pieces, detail, shown) => {
      const outcome = await workshop.test(aSource(pieces), { limits: SHORT });
      expect(checksThat(outcome, "failed")).toEqual(["generation never throws"]);
      expect(checksThat(outcome, "passed")).toEqual(["loads"]);
      expect(checkNamed(outcome, "generation never throws")).toMatchObject({
        detail: expect.stringMatching(detail),
        counterexamples: expect.arrayContaining([expect.objectContaining(shown)]),
      });
    },
  );
});

const STATE = { before: "const state = { drawn: 0 };" };
const LOSSY = "{ readonly numbers: readonly number[]; readonly extra: { readonly [name: string]: number } }";

const CASES: readonly (readonly [...Planted, name: CheckName, fails: readonly CheckName[]])[] = [
  [
    "counts how many cases it has drawn",
    {
      ...STATE,
      caseGenerator:
        "state.drawn++;\nreturn { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999) + state.drawn) };",
    },
    /^case \d+ of level 0 was different/,
    { level: 0, seed: 7, index: expect.any(Number) },
    "deterministic",
    ["deterministic"],
  ],
  [
    "treats every second case in another way",
    {
      ...STATE,
      caseGenerator:
        "state.drawn = 1 - state.drawn;\nreturn { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999) + 1000 * state.drawn) };",
    },
    /^case \d+ of level 0 was different/,
    { level: 0, seed: 7, index: expect.any(Number) },
    "deterministic",
    ["deterministic"],
  ],
  [
    "knows only few cases",
    {
      caseGenerator:
        "return { numbers: Array.from({ length: level.count }, () => 100 * rng.integer(1, 2)) };",
    },
    /^only 8 of 100 cases of level 0 are distinct$/,
    { level: 0, seed: 7, index: expect.any(Number) },
    "seed matters",
    ["seed matters", "guessing does not pay", "answers are spread"],
  ],
  [
    "counts instead of looking at the seed",
    {
      ...STATE,
      caseGenerator:
        "void rng;\nstate.drawn++;\nreturn { numbers: Array.from({ length: level.count }, () => state.drawn) };",
    },
    /^20 of 20 cases of seed 8 also occur with seed 7, at level 0$/,
    { level: 0, seed: 8, index: 0 },
    "seed matters",
    ["deterministic", "seed matters"],
  ],
  [
    "puts a Map into the case",
    {
      caseType: LOSSY,
      caseGenerator: `${DRAW}\nreturn { numbers, extra: Object.assign(new Map([["a", 1]]), {} as Case["extra"]) };`,
    },
    /^JSON loses part of 300 cases: case\.extra: an instance of Map$/,
    { level: 0, seed: 7, index: 0, instance: expect.stringContaining('"extra":{}') },
    "json round trip",
    ["json round trip"],
  ],
  [
    "puts a number that JSON does not know into some cases",
    {
      caseType: LOSSY,
      caseGenerator: `${DRAW}\nreturn { numbers, extra: { share: rng.integer(0, 9) / (level.count === 3 ? rng.integer(0, 1) : 1) } };`,
    },
    /^JSON loses part of \d\d cases: case\.extra\.share: (?:Infinity|NaN)$/,
    { level: 0, seed: 7, index: expect.any(Number) },
    "json round trip",
    ["json round trip"],
  ],
];

describe("a draft that", () => {
  test.each(CASES)(
    "%s fails where it should, with the case",
    async (_what, pieces, detail, shown, name, fails) => {
      const outcome = await workshop.test(aSource(pieces));
      expect(checksThat(outcome, "failed")).toEqual(fails);
      expect(checkNamed(outcome, name)).toMatchObject({
        detail: expect.stringMatching(detail),
        counterexamples: expect.arrayContaining([expect.objectContaining(shown)]),
      });
    },
  );

  test("ignores its level fails", async () => {
    const outcome = await workshop.test(
      aSource({
        caseGenerator:
          "void level;\nreturn { numbers: Array.from({ length: 4 }, () => rng.integer(100, 999)) };",
      }),
    );
    expect(checksThat(outcome, "failed")).toEqual(["levels are real"]);
    expect(checkNamed(outcome, "levels are real").detail).toMatch(
      /^levels 0 and 1 draw the same kind of cases: in \d+ of each, neither .* chance explains; .* a method `hardness` can/,
    );
  });

  test("has levels that become easier is shown to a person", async () => {
    const outcome = await workshop.test(aSource({ levels: "[{ count: 12 }, { count: 6 }, { count: 3 }]" }));
    expect(checksThat(outcome, "failed", "warned")).toEqual(["levels are real"]);
    expect(checkNamed(outcome, "levels are real").status).toBe("warned");
  });

  test("repeats few of a hundred cases and many of two thousand is shown to a person", async () => {
    const outcome = await workshop.test(
      aSource({
        caseGenerator:
          "const first = rng.integer(1, 3000);\nreturn { numbers: Array.from({ length: level.count }, (_, place) => first + place) };",
      }),
    );
    expect(checkNamed(outcome, "seed matters")).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/^only 1\d{3} of 2000 cases of level \d are distinct$/),
    });
  });
});
