import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openVerifier } from "../../src/cli/input/open-verifier.ts";
import { readConfig } from "../../src/files/read-config.ts";
import { checkCalibration } from "../../src/workshop/check-calibration.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop } from "../../src/workshop/workshop.ts";
import { GOOD } from "../evolution/play-models.ts";
import { campforge, type Ended } from "../campforge.ts";
import { endOfWalk, inOtherWords, WALK_SOURCE } from "./a-walk.ts";
import { startVerifierEndpoint, type VerifierEndpoint } from "./start-verifier-endpoint.ts";

let endpoint: VerifierEndpoint;
let folder: string;

beforeAll(async () => {
  endpoint = await startVerifierEndpoint();
});
afterAll(() => endpoint.close());

/** A folder of its own, so that no test finds what another one was told. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "campforge-verifier-"));
  writeFileSync(join(folder, "walk.ts"), WALK_SOURCE);
  endpoint.set({});
  configure({ verifier: { endpoint: "loopback", model: "scripted-verifier", maxTokens: 400 } });
  return () => rmSync(folder, { recursive: true, force: true });
});

function configure(more: object): void {
  const loopback = { baseUrl: endpoint.baseUrl, concurrency: 16, scripted: true };
  writeFileSync(join(folder, "campforge.config.json"), JSON.stringify({ endpoints: { loopback }, ...more }));
}

const run = (...args: readonly string[]): Promise<Ended> => campforge(args, { cwd: folder });

const CASE = {
  legs: [
    { blocks: 5, to: "east" },
    { blocks: 2, to: "north" },
    { blocks: 1, to: "west" },
  ],
};

/** What each answer scores, as JSON lines. */
async function scoresOf(...answers: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const lines = answers.map((answer) => JSON.stringify({ case: CASE, response: answer }));
  writeFileSync(join(folder, "answers.jsonl"), lines.join("\n"));
  const { stdout } = await run("score", "walk.ts", "--input", "answers.jsonl");
  return stdout
    .trim()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
}

const tagged = (text: string): string => `I walked it on paper. <answer>${text}</answer>`;

describe("campforge score, where a model compares answers", () => {
  test("pays what the verifier calls right, in words that the class does not know, and tells wrong from invalid and unreadable", async () => {
    const right = inOtherWords(endOfWalk("- 4 blocks to the east\n- 2 blocks to the north"));
    const scores = await scoresOf(
      tagged(right),
      tagged("2 north and 5 east"),
      tagged("a long way off"),
      "4 east and 2 north",
      tagged(`${"very ".repeat(30)} far: 4 east, 2 north`),
    );
    expect(scores).toEqual([
      { status: "scored", score: 1, answer: right },
      { status: "scored", score: 0, answer: "2 north and 5 east" },
      { status: "unparsable", score: 0, reason: expect.stringContaining("invalid"), by: "model verifier" },
      { status: "unparsable", score: 0, reason: expect.stringContaining("no answer found") },
      { status: "scored", score: 0, answer: expect.stringContaining("very") },
    ]);
    expect(endpoint.requests()).toBe(3); // what rules decide is asked of nobody
  }, 120_000); // the first command of the process loads all of them

  test("asks no question twice, also when the endpoint is gone by then", async () => {
    const start = endpoint.requests();
    const asked = (): number => endpoint.requests() - start;
    const before = await scoresOf(tagged("4 east and 2 north"), tagged("4 east and 2 north"));
    expect(before.map(({ score }) => score)).toEqual([1, 1]);
    expect(asked()).toBe(1); // though both are asked at the same time
    endpoint.set("down");
    const after = await scoresOf(tagged("4 east and 2 north"));
    expect(after).toEqual(before.slice(0, 1));
    expect(asked()).toBe(1);
    await scoresOf(tagged("4 east, 2 north"));
    expect(asked()).toBeGreaterThan(1); // a request that is refused counts, too
  });

  test("gives no score where the verifier fails: neither for a reply without a verdict nor for a closed door", async () => {
    endpoint.set({ silent: 1 });
    const [silent] = await scoresOf(tagged("4 east and 2 north"));
    expect(silent).toMatchObject({ status: "error", score: null, by: "model verifier" });
    expect(silent?.["message"]).toContain('does not end with a verdict, but with "I cannot say."');
    endpoint.set("down");
    const [refused] = await scoresOf(tagged("4 to the east, 2 north"));
    expect(refused).toMatchObject({ status: "error", score: null, by: "model verifier" });
    expect(refused?.["message"]).toContain("loopback");
  });

  test("says what to do where no verifier is configured, and scores nothing", async () => {
    configure({});
    writeFileSync(join(folder, "answers.jsonl"), JSON.stringify({ case: CASE, response: tagged("4 east") }));
    const { code, stdout, stderr } = await run("score", "walk.ts", "--input", "answers.jsonl");
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("walk.ts has its answers compared by a model");
    expect(stderr).toContain('"verifier": {');
  });
});

describe("a calibration over a loopback endpoint", () => {
  test.each([
    {
      rate: 0.005,
      status: "passed",
      detail: /^scripted-verifier, prompt 2: right answers called right 0\.99/,
    },
    { rate: 0.05, status: "failed", detail: /^scripted-verifier, prompt 2: of \d+ (?:right|wrong) answers/ },
  ])("that errs at the rate $rate: $status", async ({ rate, status, detail }) => {
    endpoint.set({ rightError: rate, wrongError: rate, seed: 1 });
    const workshop = openWorkshop();
    const verifying = openVerifier(readConfig(join(folder, "campforge.config.json")));
    try {
      const program = await compiledProgram(workshop.compiler.compile, WALK_SOURCE, "the class");
      const bootcamp = { slug: "walk-in-words", levels: [0, 1, 2] };
      const about = { sandbox: workshop.sandbox, limits: JOB_LIMITS, seed: 0, verifying };
      const found = await checkCalibration({ program, bootcamp, isModelVerified: true }, about);
      expect(found?.check).toMatchObject({ status, detail: expect.stringMatching(detail) });
    } finally {
      verifying?.close();
      workshop.close();
    }
  });

  test("is a check of campforge check, which asks nobody unless it is told to", async () => {
    endpoint.set({ wrongError: 0.5 });
    const asked = endpoint.requests();
    const checked = await run("check", "walk.ts", "--calibrate", "--no-warm");
    expect(checked.stdout).toMatch(
      /✗ model verifier is calibrated {2}scripted-verifier, prompt 2: of 50 wrong/,
    );
    expect(checked.stdout).toContain("21 passed, 1 failed");
    expect(checked.code).toBe(8);
    expect(endpoint.requests() - asked).toBe(100); // and no more, once nothing can save it
  }, 240_000);

  test("is one for a class that says so when it has loaded, whatever its source is written like", async () => {
    configure({});
    writeFileSync(join(folder, "sum.ts"), `// It has no answerFormat that is modelVerified(…).\n${GOOD}`);
    const ofRules = await run("check", "sum.ts", "--calibrate", "--no-warm");
    expect(ofRules).toMatchObject({ code: 0, stderr: "" });
    const renamed = WALK_SOURCE.replace("  modelVerified,", "  modelVerified as compared,").replace(
      "= modelVerified(",
      "= compared(",
    );
    writeFileSync(join(folder, "renamed.ts"), renamed);
    const { code, stderr } = await run("check", "renamed.ts", "--calibrate", "--no-warm");
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining("renamed.ts has its answers compared by a model"),
    });
  }, 240_000);
});

describe("a class with such a format", () => {
  test("does not load unless its card says so, and a card does not say so of another class", async () => {
    const untold = WALK_SOURCE.replace("    modelVerified: true,\n", "").replaceAll(
      "ModelVerifiedCard",
      "Card",
    );
    const told = WALK_SOURCE.replace(
      /modelVerified\((tagged\([^;]*?\)\)), \{[\s\S]*?\n {2}\}\);/,
      "$1;",
    ).replace("  modelVerified,\n", "");
    mkdirSync(join(folder, "both"));
    writeFileSync(join(folder, "both", "told.ts"), told);
    writeFileSync(join(folder, "both", "untold.ts"), untold);
    const { code, stdout } = await run("check", "both", "--no-warm");
    expect(code).toBe(8);
    expect(stdout.match(/✗ loads .*says modelVerified: true in its card/g)).toHaveLength(2);
  }, 120_000);
});
