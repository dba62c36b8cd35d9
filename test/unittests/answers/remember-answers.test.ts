import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../../../src/bootcamp/index.ts";
import type { Attempt, Execution, Sandbox } from "../../../src/core/draft/execution.ts";
import { createSandbox } from "../../../src/sandbox/create-sandbox.ts";
import { rememberAnswers } from "../../../src/unittests/answers/remember-answers.ts";
import { aProgram } from "../../sandbox/a-program.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());
const LIMITS = { timeoutMs: 10_000, memoryMiB: 64 };

/** Pays what is right, throws for 6 on every case, and for 7 on one. */
const program = aProgram(
  "verifyCorrection(answer, { n }) { if (answer === 6 || (answer === 7 && n === 1)) throw new Error('planted'); return answer === n ? 1 : 0.25; }",
);
const CASES: readonly Json[] = [{ n: 1 }, { n: 2 }, { n: 7 }];
const TEXTS = ["1", "2", "6", "7", "two", ""];

const responses = fc.constantFrom(
  ...TEXTS.map((text) => `Answer: ${text}`),
  "no answer at all",
  "Answer: 01",
);
const batches = fc.array(
  fc.array(fc.record({ instance: fc.constantFrom(...CASES), response: responses }), { maxLength: 12 }),
  { minLength: 1, maxLength: 5 },
);

/** A sandbox that remembers, and what it asks of the one that does not. */
function remembering(): { readonly remembers: Sandbox; readonly asked: readonly Attempt[] } {
  const asked: Attempt[] = [];
  const watched: Sandbox = {
    ...sandbox,
    verify: (one, attempts, limits) => {
      asked.push(...attempts);
      return sandbox.verify(one, attempts, limits);
    },
  };
  return { remembers: rememberAnswers(watched, program), asked };
}

const valueOf = <Value>(execution: Execution<Value>): Value | string =>
  execution.status === "completed" ? execution.value : execution.status;

describe("a sandbox that remembers", () => {
  test("scores as one that does not, in whatever order it is asked, and asks nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const { remembers, asked } = remembering();
        for (const batch of all)
          expect(valueOf(await remembers.verify(program, batch, LIMITS))).toEqual(
            valueOf(await sandbox.verify(program, batch, LIMITS)),
          );
        const keys = asked.map(({ instance, response }) => JSON.stringify([instance, response]));
        expect(new Set(keys).size).toBe(keys.length);
        // What holds no answer holds none for any case.
        for (const response of ["no answer at all", "Answer: two"])
          expect(asked.filter((one) => one.response === response).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  test("reads and wraps as one that does not", async () => {
    const { remembers } = remembering();
    const read = TEXTS.flatMap((text) => [`Answer: ${text}`, "no answer at all", `Answer: ${text}`]);
    for (const texts of [read, read.toReversed()]) {
      const found = valueOf(await sandbox.extract(program, texts, LIMITS));
      expect(valueOf(await remembers.extract(program, texts, LIMITS))).toEqual(found);
      const wrapped = valueOf(await sandbox.wrap(program, texts, LIMITS));
      expect(valueOf(await remembers.wrap(program, texts, LIMITS))).toEqual(wrapped);
    }
  });

  test("keeps nothing of another program", async () => {
    const { remembers } = remembering();
    const batch = CASES.map((instance) => ({ instance, response: "Answer: 2" }));
    await remembers.verify(program, batch, LIMITS);
    const lavish = aProgram("verifyCorrection() { return 1; }");
    expect(valueOf(await remembers.verify(lavish, batch, LIMITS))).toEqual(
      CASES.map(() => ({ status: "scored", score: 1, answer: "2" })),
    );
  });

  test("tells of what brings a verification down as one that does not", async () => {
    const hanging = aProgram("verifyCorrection(answer) { while (answer === 2); return 1; }");
    const remembers = rememberAnswers(sandbox, hanging);
    const limits = { timeoutMs: 300, memoryMiB: 64 };
    const batch = [1, 2].map((answer) => ({ instance: { n: 1 }, response: `Answer: ${answer}` }));
    await remembers.verify(hanging, batch.slice(0, 1), limits);
    const plain = valueOf(await sandbox.verify(hanging, batch, limits));
    expect(plain).toMatchObject([{ status: "scored" }, { status: "timeout" }]);
    expect(valueOf(await remembers.verify(hanging, batch, limits))).toEqual(plain);
    expect(await remembers.extract(hanging, ["Answer: 1"], limits)).toMatchObject({ status: "completed" });
  });
});
