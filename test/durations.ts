import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { z } from "zod";
import { ROOT } from "./project.ts";

/** The seconds that each test file takes, by its path: what the longest-first order goes by. */
export const DURATIONS = join(ROOT, "test", "durations.json");

export const durationsSchema = z.record(z.string(), z.number());

/** Writes the durations of a whole run down: `npm test -- --write-durations`. */
export default class WriteDurations implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const seconds = modules.map((module): readonly [string, number] => {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      const ms = collectDuration + setupDuration + duration;
      return [relative(ROOT, module.moduleId), Math.round(ms / 100) / 10];
    });
    const sorted = seconds.toSorted(([one], [other]) => (one < other ? -1 : 1));
    writeFileSync(DURATIONS, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  }
}
