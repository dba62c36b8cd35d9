import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { measuredSchema } from "../../src/core/verdict/measured.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { copyDemoRecord, DEMO_MS } from "../demo-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const db = join(folder.path, "record.sqlite");

let source: string;
beforeAll(async () => {
  await copyDemoRecord(db);
  source = (await campforge(["show", "small-rsa", "--code", "--db", db])).stdout;
}, DEMO_MS);

const certificate = z.object({
  measured: measuredSchema,
  hashes: z.object({ code: z.string(), program: z.string(), behaviour: z.string() }),
  gates: z.array(
    z.object({
      gate: z.string(),
      check: z.string(),
      result: z.string(),
      n: z.number(),
      seeds: z.array(z.int()),
    }),
  ),
  judge: z.array(
    z.object({
      level: z.int(),
      attempts: z.int(),
      accuracy: z.object({ low: z.number(), high: z.number() }),
    }),
  ),
  models: z.object({ author: z.string(), judge: z.string() }),
  prompts: z.record(z.string(), z.string()),
  verdict: z.string(),
  flags: z.array(z.string()),
  waivers: z.array(z.never()),
});

test("the certificate holds every gate, the judge, models, prompts and hashes, and the file's own behaviour", async () => {
  const { code, stdout } = await campforge(["show", "small-rsa", "--certificate", "--db", db]);
  expect(code).toBe(0);
  const made = certificate.parse(JSON.parse(stdout));
  expect(made).toMatchObject({ verdict: "accepted", flags: [], waivers: [] });
  expect(made.models).toEqual({ author: "recorded:recordings", judge: "recorded:recordings" });
  expect(new Set(Object.keys(made.prompts))).toEqual(
    new Set([
      "author",
      "pieces",
      "judge",
      "solver",
      "translator",
      "adversary",
      "arbiter",
      "appraiser",
      "critic",
      "quoting",
      "refine",
      "class-feedback",
      "program-feedback",
      "verifier",
      "proposer",
      "checker",
    ]),
  );
  expect(made.hashes.code).toBe(sha256(source));
  const gates = new Map(made.gates.map((one) => [one.check, one]));
  expect(gates.get("reference answers score 1")).toMatchObject({ result: "passed", n: 400, seeds: [0] });
  expect(gates.get("accuracy within the band")).toMatchObject({ result: "passed", n: 16 });
  expect(gates.get("second oracle")).toMatchObject({ result: "passed", n: 200 });
  expect(gates.get("second verifier")).toMatchObject({ gate: "second oracle", result: "passed", n: 100 });
  expect(gates.get("shortcut")).toMatchObject({ gate: "adversary", result: "passed", n: 200 });
  const { floor, interventions, shortcut, verifier } = made.measured;
  expect(floor?.cases).toBeGreaterThanOrEqual(24);
  expect(interventions?.parameters.length).toBeGreaterThan(0);
  expect(interventions?.fields.length).toBeGreaterThan(0);
  expect(shortcut).toMatchObject({
    status: "measured",
    score: 0,
    trick: expect.stringMatching(/^Small moduli/),
  });
  expect(verifier).toMatchObject({
    status: "measured",
    result: "vouches",
    right: { agreement: 1 },
    wrong: { agreement: 1 },
  });
  expect(gates.get("critic")).toMatchObject({ result: "passed" });
  expect(made.judge).toMatchObject([{ level: 1, attempts: 16 }]);

  const file = folder.write("copy.ts", `// A comment.\n${source}`);
  const { stdout: behaviour } = await campforge(["check", file, "--behaviour"]);
  expect(behaviour).toBe(`${made.hashes.behaviour}  ${file}\n`);
});

test("rescore replays the judge's responses from the record, on the class itself and on one of its name", async () => {
  const old = folder.write("old.ts", source);
  const verifier = "return answer < n &&";
  expect(source).toContain(verifier);
  const changed = folder.write("new.ts", source.replace(verifier, "return answer % 2 === 2 &&"));
  const same = await campforge(["rescore", old, old, "--db", db]);
  expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/^16 responses replayed, 0 moved/)]);
  const alike = folder.write("alike.ts", `// Not the source of the record.\n${source}`);
  const moved = await campforge(["rescore", alike, changed, "--db", db]);
  expect(moved.code).toBe(8);
  expect(moved.stdout.match(/^1\/small-rsa level 1, seed 0, case \d+: 1 -> 0 {2}answer: .+$/gm)).toHaveLength(
    8,
  );
  expect(moved.stdout).toMatch(/^16 responses replayed, 8 moved, 0 up, 8 down/m);
});

test("a class that the record does not hold, and a task without a draft, are bad input", async () => {
  const example = "library/natural-science/calorimetry/bootcamp.ts";
  const { code, stderr } = await campforge(["rescore", example, example, "--db", db]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/holds no judge's responses .* Calorimetry\. Name a file/),
  ]);
  expect((await campforge(["show", "nothing", "--certificate", "--db", db])).code).toBe(2);
});
