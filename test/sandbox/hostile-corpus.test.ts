import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Script } from "node:vm";
import { ts } from "ts-morph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Program } from "../../src/core/compile-report.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram, aScript } from "./a-program.ts";

const SHARED = process.env["CAMPFORGE_SHARED"] ?? resolve(import.meta.dirname, "../../../shared");
const CORPUS = join(SHARED, "corpus", "hostile");
/** Every third script; the file names are sorted by what they attack. */
const FILES = existsSync(CORPUS)
  ? readdirSync(CORPUS)
      .sort()
      .filter((_, place) => place % 3 === 0)
  : [];

const LIMITS = { timeoutMs: 300, memoryMiB: 32 };
const RANGE = { level: 0, seed: 1, start: 0, count: 1 };

/** A try and its repetition alone, each with the sandbox's grace. */
const DEADLINE_MS = LIMITS.timeoutMs + 1_700;

const OUTCOMES = ["completed", "threw", "timed-out", "out-of-memory", "crashed", "refused"];

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());

/** What it takes on this machine, just now, to start a child and do a job in it. */
let startMs = 0;
beforeAll(async () => {
  const start = performance.now();
  await sandbox.draw(aProgram(), RANGE, { ...LIMITS, timeoutMs: 10_000 });
  startMs = performance.now() - start;
});

/** The script as the body of a method that returns what its last expression gives; else as a whole program. */
function placed(script: string): Program {
  const file = ts.createSourceFile("hostile.js", script, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const last = file.statements.at(-1);
  const body =
    last !== undefined && ts.isExpressionStatement(last)
      ? `${script.slice(0, last.getStart(file))}return (${script.slice(last.getStart(file), last.expression.getEnd())});`
      : script;
  const program = aProgram(`caseGenerator() {\n${body}\n}`);
  return parses(program.code) ? program : aScript(script);
}

function parses(code: string): boolean {
  try {
    return new Script(code) instanceof Script; // parsed here, and run nowhere
  } catch {
    return false;
  }
}

describe.skipIf(FILES.length === 0)("a hostile script", () => {
  test.each(FILES)("%s is contained, and the next job works", async (file) => {
    const program = placed(readFileSync(join(CORPUS, file), "utf8"));
    const start = performance.now();
    const outcome = await sandbox.draw(program, RANGE, LIMITS);
    expect(performance.now() - start).toBeLessThan(DEADLINE_MS + 1_000 + 3 * startMs);
    expect(OUTCOMES).toContain(outcome.status);
    expect(JSON.stringify(outcome)).not.toMatch(/ESCAPED|"escaped":true/);
    const next = await sandbox.draw(aProgram(), RANGE, { ...LIMITS, timeoutMs: 10_000 });
    expect(next).toMatchObject({ status: "completed" });
  });
});
