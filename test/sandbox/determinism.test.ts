import { afterAll, describe, expect, test } from "vitest";
import { cardSchema } from "../../src/core/draft/card.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { goodBootcamps } from "../../bench/gates/good-bootcamps.ts";

const compiler = createCompiler();
const sandboxes = [createSandbox({ size: 1 }), createSandbox({ size: 1 })];
afterAll(() => {
  compiler.close();
  sandboxes.forEach((sandbox) => sandbox.close());
});

const LIMITS = { timeoutMs: 20_000, memoryMiB: 64 };
const BOOTCAMPS = goodBootcamps();
const CASES = 100;

async function levelsOf(program: Program): Promise<readonly number[]> {
  const loaded = await sandboxes[0]?.load(program, LIMITS);
  const card = loaded?.status === "completed" ? loaded.value.card : {};
  return [...cardSchema.parse(card).levels.keys()];
}

describe("the same seed", () => {
  test.each(BOOTCAMPS)("gives the same bytes of $name in two sandboxes", async ({ source }) => {
    const report = await compiler.compile(source);
    expect(report.status).toBe("compiled");
    if (report.status !== "compiled") return;
    const { program } = report;
    const levels = await levelsOf(program);
    const [whole, parted] = await Promise.all(
      sandboxes.map(async (sandbox, position) => {
        // The second sandbox draws the levels the other way round, and each in two parts.
        const order = position === 0 ? levels : levels.toReversed();
        const parts =
          position === 0
            ? [[0, CASES]]
            : [
                [37, CASES - 37],
                [0, 37],
              ];
        const drawn = new Map<string, unknown>();
        for (const level of order) {
          for (const [start = 0, count = 0] of parts) {
            const execution = await sandbox.draw(program, { level, seed: 20_260, start, count }, LIMITS);
            if (execution.status !== "completed") return execution.status;
            for (const one of execution.value) drawn.set(`level ${level} case ${one.index}`, one);
          }
        }
        return JSON.stringify([...drawn].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      }),
    );
    expect(whole?.length).toBeGreaterThan(50_000);
    expect(parted).toBe(whole);
    expect(whole).not.toContain('"status":"threw"');
  });

  test.each(BOOTCAMPS)("pays every reference answer of $name in full", async ({ source }) => {
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
