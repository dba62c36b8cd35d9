import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { ts } from "ts-morph";
import { afterAll, describe, expect, test } from "vitest";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { DrawOutcome, Execution } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import type { Try } from "../../src/sandbox/run-job.ts";
import { aProgram, aScript } from "./a-program.ts";

/** Scripts that a sandbox must survive; the first line of each says what it tries and how it may end. */
const FOLDER = join(import.meta.dirname, "hostile");
const FILES = readdirSync(FOLDER).sort();
const ROUNDS = 3;

const LIMITS = { timeoutMs: 100, memoryMiB: 32 };
const DEFAULT_TIMING = { timeoutMs: 10_000, memoryMiB: 64 };
const RANGE = { level: 0, seed: 1, start: 0, count: 1 };

/** A verdict may come so much later than the limit, and a child hold so much more than it may (SECURITY.md). */
const LATEST_MS = 1_000;
const RESIDENT_LIMIT_MIB = 512;
const MOST_OVER = 1.2;

/** The sandbox's loose clock: what a machine that is busy with other work may add to a verdict. */
const CLOCK_FACTOR = 4;

let tries: Try[] = [];
const sandbox = createSandbox({ size: 1, onTry: (one) => tries.push(one) });

type Row = { readonly scripts: Set<string>; runs: number; endings: Map<string, number> } & {
  latestMs: number;
  peakMiB: number;
};
const table = new Map<string, Row>();
afterAll(() => {
  sandbox.close();
  const lines = [...table].map(([kind, row]) => {
    const endings = [...row.endings].map(([ending, count]) => `${ending} ${count}`).join(", ");
    return [
      kind.padEnd(6),
      String(row.scripts.size).padStart(7),
      String(row.runs).padStart(5),
      `${Math.round(row.latestMs)} ms`.padStart(15),
      `${row.peakMiB} MiB`.padStart(9),
      `  ${endings}`,
    ].join(" ");
  });
  const head = "kind   scripts  runs  slowest verdict  peak      endings";
  process.stdout.write(`\n${[head, ...lines].join("\n")}\n`);
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

/** The ending in the words of the scripts' first lines. */
function endingOf(outcome: Execution<readonly DrawOutcome[]>): string {
  switch (outcome.status) {
    case "completed":
      return outcome.value.every(({ status }) => status === "drawn") ? "ok" : "error";
    case "timed-out":
      return "timeout";
    case "out-of-memory":
      return "memory";
    case "threw":
    case "refused":
    case "crashed":
      return "error";
  }
}

function note(file: string, ending: string): void {
  const kind = file.split("-")[0] ?? "";
  const row = table.get(kind) ?? {
    scripts: new Set(),
    runs: 0,
    endings: new Map(),
    latestMs: 0,
    peakMiB: 0,
  };
  table.set(kind, row);
  row.scripts.add(file);
  row.runs++;
  row.endings.set(ending, (row.endings.get(ending) ?? 0) + 1);
  row.latestMs = Math.max(row.latestMs, ...tries.map(({ wallMs }) => wallMs));
  row.peakMiB = Math.max(row.peakMiB, ...tries.map(({ peakMiB }) => peakMiB));
}

describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
  "in round %i, a hostile script",
  () => {
    test.each(FILES)("%s is contained, and the next job works", async (file) => {
      const script = readFileSync(join(FOLDER, file), "utf8");
      tries = [];
      const outcome = await sandbox.draw(placed(script), RANGE, LIMITS);
      const ending = endingOf(outcome);
      note(file, ending);
      expect(JSON.stringify(outcome)).not.toMatch(/ESCAPED|"escaped":true/);
      const expected = (/expect: (\S+)/.exec(script)?.[1] ?? "").replace("contained-ok", "ok").split("|");
      // A script that the closed world leaves nothing to do ends sooner than it meant to; whether time or
      // memory comes to its end first depends on the machine.
      const either = expected.some((one) => one === "timeout" || one === "memory")
        ? ["timeout", "memory"]
        : [];
      expect([...expected, ...either, "error", "ok"]).toContain(ending);
      for (const { wallMs, peakMiB } of tries) {
        expect(wallMs).toBeLessThan(LIMITS.timeoutMs * CLOCK_FACTOR + LATEST_MS);
        expect(peakMiB).toBeLessThanOrEqual(RESIDENT_LIMIT_MIB * MOST_OVER);
      }
      const next = await sandbox.draw(aProgram(), RANGE, DEFAULT_TIMING);
      expect(next).toMatchObject({ status: "completed", value: [{ status: "drawn" }] });
    });
  },
);
