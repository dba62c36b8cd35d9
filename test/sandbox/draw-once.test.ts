import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { DrawingSandbox, DrawOutcome } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { drawOnce } from "../../src/sandbox/draw-once.ts";
import type { Scored } from "../../src/sandbox/score-responses.ts";
import { ROOT } from "../project.ts";
import { aSum } from "../serve/a-library.ts";
import { stillPrograms } from "./still-programs.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());
const LIMITS = { timeoutMs: 5_000, memoryMiB: 64 };

/** What jobs of a few cases each give, one job after the other. */
async function jobsOf(
  drawing: DrawingSandbox,
  { careful }: Scored,
): Promise<readonly (readonly DrawOutcome[])[]> {
  const jobs: (readonly DrawOutcome[])[] = [];
  for (const start of [0, 4, 0]) {
    const drawn = await drawing.draw(careful, { level: 0, seed: 1, start, count: 4 }, LIMITS);
    if (drawn.status !== "completed") throw new Error(JSON.stringify(drawn));
    jobs.push(drawn.value);
  }
  return jobs;
}

const drawsBy = (source: string, body: string): string =>
  source.replace(/caseGenerator\([^]*?\n {2}\}/, `caseGenerator(): { a: number; b: number } { ${body} }`);

/** Each counts the cases that it has drawn, if only it can remember that, past what its text shows. */
const HIDDEN = [
  [
    "a list under another name",
    "const seen: number[] = [];",
    "const list = seen; list.push(1); return { a: list.length, b: 1 };",
  ],
  [
    "a list whose length stays",
    "const seen = [0, 0];",
    "const list = seen; list[0] = (list[0] ?? 0) + 1; return { a: list[0], b: 1 };",
  ],
  [
    "an object in a map",
    "const seen = new Map([['a', { count: 0 }]]);",
    "const one = seen.get('a'); if (one !== undefined) one.count++; return { a: one?.count ?? 0, b: 1 };",
  ],
  [
    "a closure that a call made",
    "const count = (() => { let n = 0; return () => ++n; })();",
    "return { a: count(), b: 1 };",
  ],
  [
    "a field of an object that a call made",
    "class Box { seen = 0; note(): number { return ++this.seen; } } const boxes = [0].map(() => new Box());",
    "return { a: boxes.map((box) => box.note())[0] ?? 0, b: 1 };",
  ],
] as const;

describe("a class that is evaluated once for all its cases", () => {
  test.each(HIDDEN)(
    "draws as if it were evaluated for each job, where it counts in %s",
    async (_, top, body) => {
      const programs = stillPrograms(drawsBy(aSum("Sum", { top }), body));
      const careful = await jobsOf(sandbox, programs);
      const counts = careful.map((job) => job.map((one) => one.status === "drawn" && one.instance));
      expect(counts[1]).toMatchObject([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }]);
      expect(await jobsOf(drawOnce(sandbox, programs), programs)).toEqual(careful);
    },
  );

  test("says of a case that cannot be worded what one that is evaluated for each says", async () => {
    const programs = stillPrograms(
      drawsBy(aSum("Sum", {}), "return { a: 1, b: 1 };").replace(
        /promptFunc\([^]*?\n {2}\}/,
        'promptFunc({ a }: { a: number }): string { if (a > 4) throw new Error("too large"); return `${a} + 1?`; }',
      ),
    );
    const cases = [1, 5].map((a) => ({ a, b: 1 }));
    for (const by of [drawOnce(sandbox, programs), sandbox])
      expect(await by.word(programs.careful, cases, LIMITS)).toMatchObject({ value: ["1 + 1?", null] });
  });

  test.each([
    "graphical-puzzles/light-up",
    "mathematical-modelling/countdown",
    "natural-science/calorimetry",
  ])("draws what a trainer has always been given: %s", async (folder) => {
    const programs = stillPrograms(readFileSync(join(ROOT, "library", folder, "bootcamp.ts"), "utf8"));
    const careful = await jobsOf(sandbox, programs);
    // No other class is asked: what it draws is no fallback.
    const refused = (): never => {
      throw new Error("drawn carefully");
    };
    const only = {
      still: sandbox.still,
      draw: refused,
      redraw: refused,
      word: refused,
      refer: refused,
      work: refused,
    };
    expect(await jobsOf(drawOnce(only, programs), programs)).toEqual(careful);
  });
});
