import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { createInProcessCompiler } from "../../src/compile/compile-source.ts";
import { readOutcome } from "../../src/serve/scoring/write-result.ts";
import { aSum } from "./a-library.ts";

const KILLS = 6;

test("processes that are killed under load cost no score: right ones, or an error that may be retried", async () => {
  const compiler = createInProcessCompiler();
  const report = compiler.compile(aSum("Sum"));
  if (report.status !== "compiled") throw new Error("the class does not compile");
  const sandbox = createSandbox({ size: 2, jobsPerChild: 1e6 });
  let kills = 0;
  try {
    const attempts = Array.from({ length: 32 }, (_, index) => ({
      caseName: `case ${index % 4}`,
      caseText: `{"a":${index % 4},"b":1}`,
      response: `${"word ".repeat(200)}\nAnswer: ${1 + (index % 4) + (index % 3)}`,
    }));
    const limits = { timeoutMs: 5_000, memoryMiB: 64 };
    while (kills < KILLS) {
      const batches = Array.from({ length: 4 }, () =>
        sandbox.scoring({ careful: report.program, still: null }, attempts, limits),
      );
      // Once they are in the hands of their processes.
      await new Promise(setImmediate);
      kills += sandbox.killOne() ? 1 : 0;
      for (const { outcomes } of await Promise.all(batches)) {
        expect(outcomes).toHaveLength(attempts.length);
        const told = outcomes.map(readOutcome).map((verdict) => {
          if (verdict.status !== "error") return verdict.score;
          return verdict.refusal.code === "fault" && verdict.refusal.retryable
            ? "again"
            : verdict.refusal.code;
        });
        const wrong = told.filter((one, index) => one !== "again" && one !== (index % 3 === 0 ? 1 : 0));
        expect(wrong).toEqual([]);
      }
    }
  } finally {
    sandbox.close();
  }
});
