import { afterAll, describe, expect, test } from "vitest";
import { cardSchema } from "../../src/core/draft/card.ts";
import type { DrawOutcome } from "../../src/core/draft/execution.ts";
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
/** Of each level: what depends on an earlier case shows within a few. */
const CASES = 6;
const WHOLE = [[0, CASES]] as const;
const IN_PARTS = [
  [2, CASES - 2],
  [0, 2],
] as const;

async function levelsOf(program: Program): Promise<readonly number[]> {
  const loaded = await sandboxes[0]?.load(program, LIMITS);
  const card = loaded?.status === "completed" ? loaded.value.card : {};
  return [...cardSchema.parse(card).levels.keys()];
}

describe("the same seed", () => {
  test.each(BOOTCAMPS)(
    "gives the same bytes of $name in two sandboxes, and every reference answer is paid in full",
    async ({ source }) => {
      const report = await compiler.compile(source);
      expect(report.status).toBe("compiled");
      if (report.status !== "compiled") return;
      const { program } = report;
      const levels = await levelsOf(program);
      const [whole, parted] = await Promise.all(
        sandboxes.map(async (sandbox, position) => {
          // The second sandbox draws the levels the other way round, and each in two parts.
          const order = position === 0 ? levels : levels.toReversed();
          const drawn: DrawOutcome[] = [];
          for (const level of order) {
            for (const [start, count] of position === 0 ? WHOLE : IN_PARTS) {
              const execution = await sandbox.draw(program, { level, seed: 20_260, start, count }, LIMITS);
              expect(execution.status).toBe("completed");
              if (execution.status === "completed") drawn.push(...execution.value);
            }
          }
          return drawn;
        }),
      );
      expect(whole?.map(({ status }) => status)).toEqual(levels.flatMap(() => Array(CASES).fill("drawn")));
      const sorted = (all: readonly DrawOutcome[] | undefined): readonly string[] | undefined =>
        all?.map((one) => JSON.stringify(one)).toSorted();
      expect(sorted(parted)).toEqual(sorted(whole));

      const attempts = (whole ?? []).flatMap((one) =>
        one.status === "drawn" ? [{ instance: one.instance, response: one.reference }] : [],
      );
      const scored = await sandboxes[0]?.verify(program, attempts, LIMITS);
      const scores = scored?.status === "completed" ? scored.value : [];
      expect(scores).toHaveLength(attempts.length);
      expect(scores.filter((score) => score.status !== "scored" || score.score !== 1)).toEqual([]);
    },
  );
});
