import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { goodBootcamps } from "../../../bench/gates/good-bootcamps.ts";
import { createCompiler } from "../../../src/compile/create-compiler.ts";
import type { KnownBootcamp } from "../../../src/core/draft/novelty.ts";
import { createSandbox } from "../../../src/sandbox/create-sandbox.ts";
import { compareSketches, type Comparison } from "../../../src/unittests/checks/check-new.ts";
import { sketchBootcamp } from "../../../src/unittests/sketch-bootcamp.ts";
import { ROOT } from "../../project.ts";
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

beforeAll(async () => {
  for (const { file, source } of good) known.push(await sketch(file, source));
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

const twins = readdirSync(DEFECTS).filter((file) => /^d27-.*\.ts$/.test(file));

test.each(twins)("%s is recognised, and as the twin of nothing else", async (file) => {
  const about: unknown = JSON.parse(readFileSync(join(DEFECTS, file.replace(/\.ts$/, ".json")), "utf8"));
  const { twinOf } = z.object({ twinOf: z.string() }).parse(about);
  const found = twinsOf(await sketch(file, readFileSync(join(DEFECTS, file), "utf8")));
  expect(found.map(({ name }) => name)).toEqual([twinOf]);
});

describe("the check", () => {
  test("names the twin and both similarities", async () => {
    const source = readFileSync(join(DEFECTS, "d27-frequency-plan.ts"), "utf8");
    const check = checkNamed(await workshop.test(source, { known }), "new");
    expect(check).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/map-colouring.*programs 0\.\d\d alike, prompts 0\.\d\d/),
    });
  });

  test("sees the same prompts behind another program", async () => {
    const [first] = known;
    const source = good[0]?.source ?? "";
    if (first === undefined) throw new Error("there are no good bootcamps");
    const check = checkNamed(await workshop.test(source, { known: [{ ...first, syntax: [] }] }), "new");
    expect(check.status).toBe("warned");
  });

  test("passes a class that is like nothing known", async () => {
    const check = checkNamed(await workshop.test(good[0]?.source ?? "", { known: known.slice(1) }), "new");
    expect(check).toMatchObject({ status: "passed", detail: `compared with ${known.length - 1} bootcamps` });
  });
});
