import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { goodBootcamps } from "../../../bench/gates/good-bootcamps.ts";
import { readBase } from "../../../bench/gates/read-base.ts";
import { createCompiler } from "../../../src/compile/create-compiler.ts";
import type { KnownBootcamp } from "../../../src/core/draft/novelty.ts";
import { createSandbox } from "../../../src/sandbox/create-sandbox.ts";
import { compareSketches, type Comparison, SYNTAX_LIMIT } from "../../../src/unittests/checks/check-new.ts";
import { sketchBootcamp } from "../../../src/unittests/sketch-bootcamp.ts";
import { ROOT } from "../../project.ts";
import { aSource, type SourcePieces } from "../../compile/a-source.ts";
import { checkNamed, openWorkshop } from "../open-workshop.ts";

const DEFECTS = join(ROOT, "bench/gates/defects");
const compiler = createCompiler();
const sandbox = createSandbox({ size: 1 });
const workshop = openWorkshop();
const good = goodBootcamps();
const known: KnownBootcamp[] = [];

const sketch = async (name: string, source: string): Promise<KnownBootcamp> => {
  const limits = { timeoutMs: 20_000, memoryMiB: 64 };
  const sketches = await sketchBootcamp(source, { compile: compiler.compile, sandbox, limits });
  if (sketches === undefined) throw new Error(`${name} does not run`);
  return { name, ...sketches };
};

const twins = readdirSync(DEFECTS).filter((file) => /^d27-.*\.ts$/.test(file));

/** What a twin repeats: a recorded draft, or one version of a bootcamp of the library. */
function repeatedBy(twin: string): string {
  const about: unknown = JSON.parse(readFileSync(join(DEFECTS, twin.replace(/\.ts$/, ".json")), "utf8"));
  return z.object({ twinOf: z.string() }).parse(about).twinOf;
}

beforeAll(async () => {
  const repeated = twins.map(repeatedBy);
  for (const { file, source } of good) {
    // The version that was current when its twin was written stands for its bootcamp.
    const version = repeated.find((one) => one.replace(/@\d+$/, "/bootcamp.ts") === file) ?? file;
    known.push(await sketch(version, version === file ? source : readBase(version).source));
  }
}, 120_000);

afterAll(() => {
  compiler.close();
  sandbox.close();
  workshop.close();
});

const twinsOf = (one: KnownBootcamp): readonly Comparison[] =>
  known
    .filter(({ name }) => name !== one.name)
    .map((other) => compareSketches(one, other))
    .filter(({ isTwin }) => isTwin);

test("no good bootcamp is a near-duplicate of another", () => {
  expect(known.flatMap(twinsOf)).toEqual([]);
});

test.each(twins)("%s is recognised, and as the twin of nothing else", async (file) => {
  const found = twinsOf(await sketch(file, readFileSync(join(DEFECTS, file), "utf8")));
  expect(found.map(({ name }) => name)).toEqual([repeatedBy(file)]);
});

describe("the check", () => {
  test("names the twin and both similarities", async () => {
    const source = readFileSync(join(DEFECTS, "d27-frequency-plan.ts"), "utf8");
    const check = checkNamed(await workshop.test(source, { known }), "new");
    expect(check).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/map-colouring.*programs 0\.\d\d alike, cases 0\.82, prompts 0\.\d\d/),
    });
  });

  test("sees the same prompts behind another program", async () => {
    const [first] = known;
    const source = good[0]?.source ?? "";
    if (first === undefined) throw new Error("there are no good bootcamps");
    const check = checkNamed(
      await workshop.test(source, { known: [{ ...first, syntax: [], probes: [] }] }),
      "new",
    );
    expect(check.status).toBe("warned");
  });

  test("passes a class that is like nothing known", async () => {
    const check = checkNamed(await workshop.test(good[0]?.source ?? "", { known: known.slice(1) }), "new");
    expect(check).toMatchObject({ status: "passed", detail: `compared with ${known.length - 1} bootcamps` });
  });
});

/** Weights on a balance: the same numbers as in the sums, under other names and in other places. */
const BALANCE: SourcePieces = {
  imports: 'import { Bootcamp, boxed, type Card, integer, type Rng } from "campforge/bootcamp";',
  caseType: "{ readonly left: readonly number[]; readonly spare: number }",
  answerFormat: "boxed(integer())",
  caseGenerator: "return { spare: rng.integer(1, 50), left: rng.distinctIntegers(level.count, 100, 999) };",
  promptFunc:
    "return `On the left pan of a balance lie weights of ${instance.left.join(' g, ')} g. How many grams keep the balance, if ${instance.spare} g lie on the right one already? ${this.answerFormat.instruction}`;",
  referenceAnswer: "return this.answerFormat.wrap(String(missing(instance)));",
  verifyCorrection: "return answer === missing(instance) ? 1 : 0;",
  before: `function missing({ left, spare }: Case): number {
  let grams = -spare;
  for (const weight of left) grams += weight;
  return grams;
}`,
};

/** Money: the coins that are paid, and the change that comes back. */
const TILL: SourcePieces = {
  caseType: "{ readonly change: number; readonly coins: readonly number[] }",
  caseGenerator:
    "return { change: rng.integer(1, 50), coins: Array.from({ length: level.count }, () => rng.integer(100, 999)) };",
  promptFunc:
    "return `Somebody pays with notes of ${instance.coins.join(', ')} and gets ${instance.change} back. What did it cost? Give one whole number. ${this.answerFormat.instruction}`;",
  before:
    "const price = ({ change, coins }: Case): number => coins.reduce((sum, one) => sum + one, 0) - change;",
  referenceAnswer: "return this.answerFormat.wrap(String(price(instance)));",
  verifyCorrection: "return answer === price(instance) ? 1 : 0;",
};

const LARGEST: SourcePieces = {
  ...TILL,
  promptFunc:
    "return `From the largest of ${instance.coins.join(', ')} take ${instance.change} away. What is left? Give one whole number. ${this.answerFormat.instruction}`;",
  before: "const price = ({ change, coins }: Case): number => Math.max(...coins) - change;",
};

/** Looks its answer up: its verifier would say the same of any task whose cases hold their answers. */
const LOOKED_UP: SourcePieces = {
  ...TILL,
  before: "",
  caseGenerator: `const coins = Array.from({ length: level.count }, () => rng.integer(100, 999));
    return { change: coins.reduce((sum, one) => sum + one, 0), coins };`,
  referenceAnswer: "return this.answerFormat.wrap(String(instance.change));",
  verifyCorrection: "return answer === instance.change ? 1 : 0;",
};

describe("a verifier is put before the cases of another class", () => {
  const unlike = async (name: string, pieces: SourcePieces): Promise<KnownBootcamp> => ({
    ...(await sketch(name, aSource(pieces))),
    syntax: [],
    prompts: [],
  });

  test("which gives a task away that was told anew in another program", async () => {
    const till = await unlike("till", TILL);
    expect(checkNamed(await workshop.test(aSource(BALANCE), { known: [till] }), "new")).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/of till .*12 of 12 right answers score 1/),
    });
  });

  test("and says nothing of another task on the same numbers, or of one that looks its answers up", async () => {
    const others = [await unlike("largest", LARGEST), await unlike("looked up", LOOKED_UP)];
    expect(checkNamed(await workshop.test(aSource(BALANCE), { known: others }), "new").status).toBe("passed");
  });
});

test("two numbers with tolerance out of a table are no twins, however alike their programs", async () => {
  const folder = join(ROOT, "bench/gates/second/good");
  const mixture = await sketch("mixture", readFileSync(join(folder, "activity-mix.ts"), "utf8"));
  const [comparison] = known
    .filter(({ name }) => name.includes("calorimetry"))
    .map((one) => compareSketches(mixture, one));
  expect(comparison).toMatchObject({ isTwin: false });
  expect(comparison?.syntax).toBeGreaterThan(SYNTAX_LIMIT);
});
