import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { findInProcessTests } from "./fast-tests.ts";
import { DURATIONS, durationsSchema } from "./durations.ts";
import { ROOT } from "./project.ts";

/** What a file is taken to need that has not been measured yet: most that start processes need more. */
const UNMEASURED_S = 10;

/**
 * Files that take long go first, so that the last one to begin does not have the others wait for it. A process stays
 * only while the next file may share it: those that may are one behind the other, before all others.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const text = existsSync(DURATIONS) ? readFileSync(DURATIONS, "utf8") : "{}";
    const durations = durationsSchema.parse(JSON.parse(text));
    const secondsOf = ({ moduleId }: TestSpecification): number =>
      durations[relative(ROOT, moduleId)] ?? UNMEASURED_S;
    const inProcess = new Set(findInProcessTests());
    const groupOf = ({ moduleId }: TestSpecification): number =>
      inProcess.has(relative(ROOT, moduleId)) ? 0 : 1;
    return files.toSorted((one, other) => groupOf(one) - groupOf(other) || secondsOf(other) - secondsOf(one));
  }
}
