import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aProgram } from "./a-program.ts";

test("jobs that share the cores are not charged the time that others work", async () => {
  const cores = availableParallelism();
  const jobs = 3 * cores;
  const sandbox = createSandbox({ size: jobs });
  try {
    const busy = aProgram(
      "promptFunc(one) { let sum = 0; for (let n = 0; n < 3e7; n++) sum += n % 7; return `${sum}`; }",
    );
    const limits = { timeoutMs: 60_000, memoryMiB: 32 };
    const start = performance.now();
    const drawn = await Promise.all(
      Array.from({ length: jobs }, () =>
        sandbox.draw(busy, { level: 0, seed: 1, start: 0, count: 1 }, limits),
      ),
    );
    const elapsedMs = performance.now() - start;
    const used = drawn.map((one) => (one.status === "completed" ? one.cpuMs : Number.NaN));
    expect(Math.min(...used)).toBeGreaterThan(0);
    // All of them together had no more than the cores have, whatever else the machine does.
    expect(used.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(cores * elapsedMs);
  } finally {
    sandbox.close();
  }
});
