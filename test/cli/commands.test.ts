import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { CHECK_NAMES, WORKED } from "../../src/core/checks/unit-test-report.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const EXAMPLE = "library/natural-science/calorimetry/bootcamp.ts";
const good = readFileSync(join(ROOT, EXAMPLE), "utf8");

const checked = z.object({
  file: z.string(),
  passed: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      status: z.enum(["passed", "warned", "failed", "skipped"]),
      detail: z.string(),
    }),
  ),
});

async function checkJson(
  path: string,
): Promise<{ readonly code: number | null; readonly report: z.infer<typeof checked> }> {
  const { code, stdout } = await campforge(["check", path, "--json"]);
  return { code, report: checked.parse(JSON.parse(stdout)) };
}

const failures = (report: z.infer<typeof checked>): readonly string[] =>
  report.checks.filter(({ status }) => status === "failed").map(({ name }) => name);

describe("campforge check", () => {
  test("passes a good file", async () => {
    const { code, report } = await checkJson(EXAMPLE);
    expect(code).toBe(0);
    expect(report).toMatchObject({ file: EXAMPLE, passed: true });
    expect(report.checks.map(({ name }) => name)).toEqual(["compiles", ...CHECK_NAMES, WORKED]);
  });

  test("shows a type error with its line, and skips the rest", async () => {
    const path = folder.write("type-error.ts", good.replace('domain: "natural-science"', "domain: 3"));
    const { code, report } = await checkJson(path);
    expect(code).toBe(8);
    expect(failures(report)).toEqual(["compiles"]);
    expect(report.checks[0]?.detail).toMatch(/^type-error\.ts:\d+:\d+ type error TS2322/);
  });

  test("finds a verifier that accepts anything, and shows what it paid for", async () => {
    const path = folder.write(
      "anything.ts",
      good.replace(
        /return isClose\([^;]*;/,
        "return answer === answer && instance.bodies.length > 0 ? 1 : 0;",
      ),
    );
    const { code, stdout } = await campforge(["check", path]);
    expect(code).toBe(8);
    expect(stdout).toMatch(/✗ wrong answers score below 1/);
    expect(stdout).toMatch(/level 0, seed 0, case \d+/);
    expect(stdout).toMatch(/score: 1/);
  });

  test("ends a file that never returns, and says at which level", async () => {
    const path = folder.write(
      "forever.ts",
      good.replace("const others =", "while (level.bodies > 2) rng.bits32();\n    const others ="),
    );
    const { code, report } = await checkJson(path);
    expect(code).toBe(8);
    expect(failures(report)).toEqual(["generation never throws"]);
    expect(report.checks.find(({ status }) => status === "failed")?.detail).toMatch(
      /level 2 should take 5000 ms of CPU time at most; even 15000 ms, .*; caseGenerator alone takes more than 5000 ms.*; level 1 takes \d+ ms a case$/,
    );
  });

  test.each([
    ["a file that is not there", "nowhere.ts", /no such file.*Check the path/],
    [
      "a folder without bootcamps",
      "docs",
      /expected a class that extends Bootcamp in a \.ts file below this folder/,
    ],
    ["a file of another kind", "package.json", /whose name ends in \.ts/],
  ])("refuses %s as a usage error, without a stack trace", async (_, path, message) => {
    const { code, stdout, stderr } = await campforge(["check", path]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

const sampled = z.object({ case: z.json(), prompt: z.string(), reference: z.string() });

describe("campforge sample and score", () => {
  test("what is sampled scores 1 with its reference and 0 with another, and the same seed gives the same lines", async () => {
    const args = ["sample", EXAMPLE, "-n", "5", "--level", "2", "--seed", "7"];
    const first = await campforge(args);
    expect(first.stdout).toBe((await campforge(args)).stdout);
    const lines = first.stdout
      .trim()
      .split("\n")
      .map((line) => sampled.parse(JSON.parse(line)));
    expect(lines).toHaveLength(5);
    const input = lines.flatMap((line) => [
      JSON.stringify({ case: line.case, response: line.reference }),
      JSON.stringify({ case: line.case, response: "\\boxed{-300}" }),
      JSON.stringify({ case: line.case, response: "I do not know" }),
    ]);
    const { code, stdout } = await campforge(["score", EXAMPLE], { input: input.join("\n") });
    expect(code).toBe(0);
    const scores = stdout
      .trim()
      .split("\n")
      .map((line) => z.object({ status: z.string(), score: z.number() }).parse(JSON.parse(line)));
    expect(scores.map(({ score }) => score)).toEqual(lines.flatMap(() => [1, 0, 0]));
    expect(scores.map(({ status }) => status)).toEqual(
      lines.flatMap(() => ["scored", "scored", "unparsable"]),
    );
  });

  test.each([
    ["a line that is no JSON", "{", /standard input:1/],
    ["a line without a response", '{"case": 1}\n', /standard input:1: response/],
    ["no lines", "", /is empty/],
  ])("scoring refuses %s", async (_, input, message) => {
    const { code, stdout, stderr } = await campforge(["score", EXAMPLE], { input });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  test("a level that is not there is a usage error that names the levels", async () => {
    const { code, stderr } = await campforge(["sample", EXAMPLE, "--level", "9"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/levels 0 to 4/);
  });
});

describe("campforge init, doctor and run", () => {
  test("init writes what doctor and run then name as missing, and overwrites nothing", async () => {
    const cwd = join(folder.path, "new");
    mkdirSync(cwd);
    expect((await campforge(["init"], { cwd })).code).toBe(0);
    expect((await campforge(["init"], { cwd })).code).toBe(2);
    const doctor = await campforge(["doctor"], { cwd });
    expect(doctor.code).toBe(3);
    expect(doctor.stdout).toMatch(/✓ confinement .*tried from inside: (?:no reading|network possible)/);
    expect(doctor.stdout).toMatch(/✓ sandbox[\s\S]*✗ endpoint local\s+CAMPFORGE_API_KEY is not set/);
    const run = await campforge(["run"], { cwd });
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/CAMPFORGE_API_KEY is not set/);
  });

  test("where descriptions are already, init names its own alone: a first run does not take on all of them", async () => {
    const cwd = join(folder.path, "others");
    mkdirSync(join(cwd, "tasks"), { recursive: true });
    writeFileSync(join(cwd, "tasks", "theirs.md"), "Another task.\n");
    const { stdout } = await campforge(["init"], { cwd });
    expect(stdout).toMatch(/tasks\/ holds other descriptions/);
    expect(readFileSync(join(cwd, "campforge.config.json"), "utf8")).toContain('"tasks/two-colour-chain.md"');
    const bare = join(folder.path, "bare");
    mkdirSync(join(bare, "tasks"), { recursive: true });
    expect((await campforge(["init"], { cwd: bare })).stdout).not.toContain("holds other");
  });

  test.each([
    ["is not valid JSON", "{", /config\.json: is not valid JSON/],
    ["has an unknown field", '{"endpoint": {}}', /config\.json: .*endpoint/],
    ["has a wrong value", '{"rounds": 0}', /config\.json: rounds: /],
  ])("a configuration that %s is refused with its file and field", async (_, text, message) => {
    const config = folder.write("config.json", text);
    const { code, stderr } = await campforge([
      "run",
      "tasks",
      "--config",
      config,
      "--db",
      join(folder.path, "unused.sqlite"),
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });

  test("a bad description is named with file and line and does not stop the others", async () => {
    const lines = [
      '{"id": "good", "domain": "algorithms", "description": "A description that is long enough to be taken for one."}',
      '{"id": "no-domain", "description": "A description that is long enough to be taken for one."}',
      "{not json}",
      '{"id": "Bad Id!", "domain": "algorithms", "description": "A description that is long enough to be taken for one."}',
      JSON.stringify({ id: "huge", domain: "algorithms", description: "x".repeat(70_000) }),
    ];
    const file = folder.write("descriptions.jsonl", lines.join("\n"));
    writeFileSync(join(folder.path, "note.md"), "no front matter");
    const db = join(folder.path, "bad.sqlite");
    const { stdout, stderr } = await campforge([
      "run",
      file,
      join(folder.path, "note.md"),
      "--model",
      "recorded:recordings",
      "--db",
      db,
    ]);
    expect(stdout).toMatch(/Run 1: 1 description/);
    for (const message of [
      /descriptions\.jsonl:2: domain/,
      /:3: is not valid JSON/,
      /:4: id: expected lower-case/,
      /:5: description: expected at most 64 KiB/,
      /note\.md:1: expected front matter/,
    ]) {
      expect(stderr).toMatch(message);
    }
    expect(stderr).toMatch(/no replies are recorded for the task good/);
  });

  test("the tasks that ship are all accepted as descriptions, five or more for each of eight domains", async () => {
    const { readDescriptions } = await import("../../src/files/read-descriptions.ts");
    const { tasks, problems } = readDescriptions([join(ROOT, "tasks")]);
    expect(problems).toEqual([]);
    const domains = Map.groupBy(tasks, ({ domain }) => domain);
    expect(domains.size).toBe(8);
    expect(Math.min(...[...domains.values()].map((some) => some.length))).toBeGreaterThanOrEqual(5);
  });

  test("every command explains itself, and an unknown one is a usage error", async () => {
    for (const command of [
      "run",
      "report",
      "list",
      "show",
      "diff",
      "check",
      "sample",
      "score",
      "rescore",
      "db",
      "init",
      "doctor",
    ]) {
      const { code, stdout } = await campforge([command, "--help"]);
      expect([code, stdout.includes(`Usage: campforge ${command}`)]).toEqual([0, true]);
    }
    expect((await campforge(["dance"])).code).toBe(2);
    expect((await campforge(["list", "--db", join(folder.path, "none.sqlite")])).stderr).toMatch(
      /no record yet/,
    );
  });
});
