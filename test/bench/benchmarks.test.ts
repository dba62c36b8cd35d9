import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../project.ts";

const MOST_MS = 240_000;

/** Runs a script of package.json as `npm run` does, on tiny inputs, and returns what it printed. */
function runScript(name: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync("npm", ["run", "--silent", name, "--", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: MOST_MS,
  });
  // Of tiny inputs no aim need be met.
  if (status !== 0 && status !== 8) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return stdout;
}

const tablesSchema = z.record(z.string(), z.array(z.object({ what: z.string(), value: z.number() })));

describe("a benchmark on tiny inputs prints all its rows", () => {
  test(
    "npm run bench",
    () => {
      const tables = tablesSchema.parse(JSON.parse(runScript("bench", "--smoke")));
      const rows = Object.entries(tables).map(([title, some]) => [title, some.length]);
      expect(Object.fromEntries(rows)).toMatchObject({
        // A fourth row is there where another Node is on the path.
        "command line": expect.toBeOneOf([3, 4]),
        compile: 5,
        sandbox: 22,
        models: 4,
        "judge economy": 13,
        "simulated runs whose end is in the range of the time left": expect.any(Number),
        "review of 2,000 bootcamps with 100,000 samples": 7,
        record: 11,
      });
      for (const row of Object.values(tables).flat())
        expect(row).toEqual({ what: expect.stringMatching(/./), value: expect.any(Number) });
    },
    MOST_MS,
  );

  test(
    "npm run bench:gates",
    () => {
      const tables = readTables(runScript("bench:gates", "--smoke"));
      expect(tables.get("aims")).toHaveLength(5);
      expect(tables.get("aims")?.[0]).toMatch(/caught by the check .*100 % \(1 of 1\)/);
      expect([...tables.keys()].map((title) => title.split(/[:,]/)[0])).toEqual([
        "checks",
        "defects",
        "missed",
        "good bootcamps with findings",
        "CPU in the sandbox over the good bootcamps",
        "gates",
        "aims",
      ]);
    },
    MOST_MS,
  );

  test(
    "npm run bench:oracle",
    () => {
      const rows = readTables(runScript("bench:oracle", "--smoke")).get("the second oracle");
      expect(rows).toEqual([
        expect.stringMatching(/right truth confirmed +1\.00 of 1/),
        expect.stringMatching(/wrong truth caught +1\.00 of 1/),
        expect.stringMatching(/right answers refused, caught +0\.00 of 0/),
      ]);
    },
    MOST_MS,
  );
});

/** The printed tables: each is a title, and its rows set in. */
function readTables(printed: string): ReadonlyMap<string, readonly string[]> {
  const tables = printed.trim().split(/\n\n(?=\S)/);
  return new Map(
    tables.map((table) => {
      const [title = "", ...rows] = table.split("\n");
      return [title, rows];
    }),
  );
}
