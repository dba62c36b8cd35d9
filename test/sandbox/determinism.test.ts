import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { LIBRARY_SOURCES } from "../compile/library-sources.ts";

const compiler = createCompiler();
const sandboxes = [createSandbox({ size: 1 }), createSandbox({ size: 1 })];
afterAll(() => {
  compiler.close();
  sandboxes.forEach((sandbox) => sandbox.close());
});

const LIMITS = { timeoutMs: 20_000, memoryMiB: 64 };
const LEVELS = [0, 1, 2, 3];
const CASES = 100;

describe("the same seed", () => {
  test.each(LIBRARY_SOURCES)("gives the same bytes of %s in two sandboxes", async (_name, source) => {
    const report = await compiler.compile(source);
    expect(report.status).toBe("compiled");
    if (report.status !== "compiled") return;
    const { program } = report;
    const [whole, parted] = await Promise.all(
      sandboxes.map(async (sandbox, place) => {
        // The second sandbox draws the levels the other way round, and each in two parts.
        const levels = place === 0 ? LEVELS : LEVELS.toReversed();
        const parts =
          place === 0
            ? [[0, CASES]]
            : [
                [37, CASES - 37],
                [0, 37],
              ];
        const drawn = new Map<string, unknown>();
        for (const level of levels) {
          for (const [start = 0, count = 0] of parts) {
            const execution = await sandbox.draw(program, { level, seed: 20_260, start, count }, LIMITS);
            if (execution.status !== "completed") return execution.status;
            for (const one of execution.value) drawn.set(`level ${level} case ${one.index}`, one);
          }
        }
        return JSON.stringify([...drawn].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      }),
    );
    expect(whole?.length).toBeGreaterThan(100_000);
    expect(parted).toBe(whole);
    expect(whole).not.toContain('"status":"threw"');
  });

  test.each(LIBRARY_SOURCES)("pays every reference answer of %s in full", async (_name, source) => {
    const report = await compiler.compile(source);
    const [sandbox] = sandboxes;
    if (report.status !== "compiled" || sandbox === undefined) throw new Error("it does not compile");
    const range = { level: 1, seed: 4, start: 0, count: 50 };
    const drawn = await sandbox.draw(report.program, range, LIMITS);
    const attempts = (drawn.status === "completed" ? drawn.value : []).flatMap((one) =>
      one.status === "drawn" ? [{ instance: one.instance, response: one.reference }] : [],
    );
    const scored = await sandbox.verify(report.program, attempts, LIMITS);
    const scores = scored.status === "completed" ? scored.value : [];
    expect(scores.map((score) => (score.status === "scored" ? score.score : score.status))).toEqual(
      Array.from({ length: 50 }, () => 1),
    );
  });
});
