import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createPool, type Pool, type PoolOptions } from "../../src/processes/create-pool.ts";
import type { CallOutcome } from "../../src/processes/start-child.ts";
import { processTree } from "../serve/sandbox-processes.ts";
import { isRunning } from "./is-running.ts";

const LIMIT_MS = 20_000;
const scratch = mkdtempSync(join(tmpdir(), "campforge-pool-"));
const pools: Pool[] = [];
afterAll(() => {
  pools.forEach((pool) => pool.close());
  rmSync(scratch, { recursive: true });
});

function aPool(options: Partial<PoolOptions> = {}): Pool {
  const program = { entry: new URL("./answering-child.ts", import.meta.url), nodeFlags: [] };
  const pool = createPool(program, { size: 2, spares: 0, jobsPerChild: 1_000, ...options });
  pools.push(pool);
  return pool;
}

const textOf = (outcome: CallOutcome): string =>
  outcome.status === "replied" ? outcome.text : outcome.status;

/** A job, and how it must end whatever goes on beside it. */
const jobs = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.string({ unit: "grapheme" }).map((text) => ({ request: `echo ${text}`, ends: text })),
    },
    { weight: 1, arbitrary: fc.constant({ request: "hang", ends: "overdue" }) },
    { weight: 1, arbitrary: fc.constant({ request: "exit 1", ends: "died" }) },
  ),
  { minLength: 1, maxLength: 8 },
);

describe("a pool", () => {
  test("gives each job its own outcome, whatever the others do", async () => {
    const pool = aPool({ spares: 1 });
    await pool.greeting();
    await fc.assert(
      fc.asyncProperty(jobs, async (batch) => {
        const outcomes = await Promise.all(
          batch.map(({ request }) => pool.call(request, request === "hang" ? 100 : LIMIT_MS)),
        );
        expect(outcomes.map(textOf)).toEqual(batch.map(({ ends }) => ends));
      }),
      { numRuns: 8 },
    );
  });

  test("replaces a child that hangs", async () => {
    const pool = aPool({ size: 1 });
    const before = Number(textOf(await pool.call("pid", LIMIT_MS)));
    expect(await pool.call("hang", 100)).toMatchObject({ status: "overdue", by: "clock" });
    const after = Number(textOf(await pool.call("pid", LIMIT_MS)));
    expect(after).not.toBe(before);
    await expect.poll(() => isRunning(before), { timeout: 1_000, interval: 5 }).toBe(false);
    expect(isRunning(after)).toBe(true);
  });

  test("replaces a child after as many jobs as it may do", async () => {
    const pool = aPool({ size: 1, jobsPerChild: 3 });
    const pids: string[] = [];
    for (let job = 0; job < 7; job++) pids.push(textOf(await pool.call("pid", LIMIT_MS)));
    const [first, second, third] = [...new Set(pids)];
    expect(pids).toEqual([first, first, first, second, second, second, third]);
    await expect.poll(() => isRunning(Number(first)), { timeout: 1_000, interval: 5 }).toBe(false);
  });

  test("runs as many jobs side by side as its size says", async () => {
    const pool = aPool({ size: 3 });
    const folder = join(scratch, "meeting-3");
    mkdirSync(folder);
    const met = await Promise.all([1, 2, 3].map(() => pool.call(`meet ${folder}`, LIMIT_MS)));
    expect(new Set(met.map(textOf)).size).toBe(3);
  });

  test("runs no more jobs side by side than its size says", async () => {
    const pool = aPool({ size: 2, spares: 2 });
    const file = join(scratch, "work.log");
    await Promise.all(Array.from({ length: 10 }, () => pool.call(`log ${file}`, LIMIT_MS)));
    let running = 0;
    const counts = [...readFileSync(file, "utf8")].map((sign) => (running += sign === "+" ? 1 : -1));
    expect(counts).toHaveLength(20);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  });

  test("gives the jobs of a lane to the same child, which knows what they are about", async () => {
    const pool = aPool({ size: 2 });
    const pidOf = async (lane: number): Promise<string> => textOf(await pool.call("pid", LIMIT_MS, lane));
    const [one, other] = await Promise.all([pidOf(0), pidOf(1)]);
    expect(one).not.toBe(other);
    const pids: string[] = [];
    for (const lane of [1, 0, 0, 1, 0, 1, 1]) pids.push(await pidOf(lane));
    expect(pids).toEqual([other, one, one, other, one, other, other]);
  });

  test("does a job whose child ended before it was ready", async () => {
    const children = (): readonly number[] => processTree(process.pid).map(({ pid }) => pid);
    const before = new Set(children());
    const echoed = aPool({ size: 1 }).call("echo still here", LIMIT_MS);
    const [starting = 0] = children().filter((pid) => !before.has(pid));
    process.kill(starting, "SIGKILL");
    expect(textOf(await echoed)).toBe("still here");
  });

  test("ends what is under way and what is waiting when it is closed, and takes nothing more", async () => {
    const pool = aPool({ size: 1 });
    const pid = Number(textOf(await pool.call("pid", LIMIT_MS)));
    const underWay = pool.call("hang", LIMIT_MS);
    const waiting = pool.call("echo", LIMIT_MS);
    pool.close();
    expect((await Promise.all([underWay, waiting, pool.call("echo", LIMIT_MS)])).map(textOf)).toEqual([
      "died",
      "died",
      "died",
    ]);
    await expect.poll(() => isRunning(pid), { timeout: 1_000, interval: 5 }).toBe(false);
  });

  test("reports a child that cannot start as a job that died", async () => {
    const program = { entry: new URL("./no-such-child.ts", import.meta.url), nodeFlags: [] };
    const pool = createPool(program, { size: 1, spares: 0, jobsPerChild: 10 });
    pools.push(pool);
    expect(await pool.call("echo", LIMIT_MS)).toMatchObject({ status: "died", cause: "exit" });
  });
});
