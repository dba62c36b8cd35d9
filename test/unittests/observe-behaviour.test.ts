import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hashBehaviour, type ObservedCase, probesOf } from "../../src/core/draft/behaviour.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { observeBehaviour } from "../../src/unittests/observe-behaviour.ts";
import { campforgeProcess } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const workshop = openWorkshop();
const folder = scratchFolder();
afterAll(() => {
  workshop.close();
  folder.remove();
});

const FUTOSHIKI = "library/graphical-puzzles/futoshiki/versions/1/bootcamp.ts";
const futoshiki = readFileSync(join(ROOT, FUTOSHIKI), "utf8");
const calorimetry = readFileSync(
  join(ROOT, "library/natural-science/calorimetry/versions/1/bootcamp.ts"),
  "utf8",
);
const LIMITS = { timeoutMs: 20_000, memoryMiB: 64 };

function changed(source: string, from: string, to: string): string {
  expect(source).toContain(from);
  return source.replaceAll(from, to);
}

async function behaviourOf(source: string): Promise<string> {
  const report = await workshop.compiler.compile(source);
  if (report.status !== "compiled") throw new Error(report.diagnostics[0]?.message);
  const observed = await observeBehaviour(report.program, 4, { sandbox: workshop.sandbox, limits: LIMITS });
  return observed.status === "observed" ? observed.hash : observed.reason;
}

test("two processes give the same hash, and so do other names and comments", async () => {
  const renamed = folder.write(
    "renamed.ts",
    changed(
      `// A comment that moves every line.\n\n${futoshiki}`,
      "drawLatinSquare",
      "drawSquare",
    ).replaceAll("isComplete", "holdsEachNumber"),
  );
  const [first, second] = await Promise.all(
    [FUTOSHIKI, renamed].map((file) => campforgeProcess(["check", file, "--behaviour", "--json"])),
  );
  const hash = /"behaviour":"([0-9a-f]{64})"/.exec(first?.stdout ?? "")?.[1];
  expect(hash).toBeDefined();
  expect(second?.stdout).toContain(`"behaviour":"${hash}"`);
  expect(await behaviourOf(futoshiki)).toBe(hash);
});

test.each([
  [
    "a comparison of the verifier",
    futoshiki,
    "value(smaller) < value(larger)",
    "value(smaller) > value(larger)",
  ],
  [
    "a bound of the verifier",
    futoshiki,
    ".join() === range(1, size + 1).join()",
    ".join() === range(size).join()",
  ],
  ["a tolerance that only near misses feel", calorimetry, "relative: RELATIVE_TOLERANCE", "relative: 1e-9"],
  ["one word of the prompt", futoshiki, "Write the whole square", "Write the full square"],
  ["the generator", futoshiki, "Math.round(level.givenShare", "Math.floor(level.givenShare"],
  ["the reference answer", calorimetry, "toFixed(3)", "toFixed(4)"],
  [
    "a level",
    futoshiki,
    "{ size: 7, givenShare: 0.25, signs: 20 }",
    "{ size: 7, givenShare: 0.25, signs: 19 }",
  ],
])("another hash comes of a change of %s", async (_, source, from, to) => {
  const [before, after] = await Promise.all([behaviourOf(source), behaviourOf(changed(source, from, to))]);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(after).toMatch(/^[0-9a-f]{64}$/);
  expect(after).not.toBe(before);
});

test("a class that throws while it draws has no hash, and the reason says where", async () => {
  const source = changed(
    futoshiki,
    "const rows = rng.shuffle(numbers);",
    'if (size === 6) throw new Error("no");\n  const rows = rng.shuffle(numbers);',
  );
  expect(await behaviourOf(source)).toMatch(/^level 2, case 0: caseGenerator failed: Error: no/);
});

test("the hash is that of the documented bytes", () => {
  const one: ObservedCase = {
    level: 0,
    index: 0,
    instance: { b: 1, a: ["\u2028"] },
    prompt: "Say\n1",
    reference: "\ud800",
    scores: [
      { status: "scored", score: 0.5, answer: "1" },
      { status: "unparsable", score: 0, reason: "" },
      { status: "error", message: "line 3" },
      { status: "timeout", limitMs: 5 },
    ],
  };
  const bytes =
    'campforge-behaviour 1\n["levels",3,"cases",20,"seed",0]\n' +
    '["case",0,0,"{\\"a\\":[\\"\u2028\\"],\\"b\\":1}","Say\\n1","\\ud800",0.5,"unparsable","error","timeout"]\n';
  expect(hashBehaviour(3, [one])).toBe(sha256(bytes));
});

test("the probes of a case are its reference, nothing, the next reference and two near misses", () => {
  expect(probesOf(["x=19, y=29.", "none"], 0)).toEqual([
    "x=19, y=29.",
    "",
    "none",
    "x=29, y=29.",
    "x=19, y=20.",
  ]);
  expect(probesOf(["x=19, y=29.", "none"], 1)).toEqual(["none", "", "x=19, y=29.", "none", "none"]);
});
