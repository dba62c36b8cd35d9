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
        sandbox: 26,
        "reward server, 2 KB responses": 13,
        models: 4,
        "judge economy": 18,
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
    () => expect(runScript("bench:gates", "--smoke")).toMatch(/admission of a typical draft, CPU in all +\d/),
    MOST_MS,
  );

  test(
    "npm run bench:library",
    () => {
      const printed = runScript("bench:library", "--smoke", "--only", "calorimetry", "kinship");
      expect(printed).toMatch(/natural-science\/calorimetry, 4 cases of each level/);
      expect(printed).toMatch(/\n2 bootcamps\n(?:.*\n)+ {2}exceptions +0\.00 cases +none +met\n/);
    },
    MOST_MS,
  );

  test("npm run bench:peers says which copies it lacks, and measures none", () => {
    const printed = runScript(
      "bench:peers",
      "--smoke",
      "--reasoning-gym",
      "no/such/folder",
      "--internbootcamp",
      "none",
    );
    expect(printed).toContain("reasoning-gym: left out, no/such/folder is not there");
    expect(printed).toContain("InternBootcamp: left out, ");
  });
});
