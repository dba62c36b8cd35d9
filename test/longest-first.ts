import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { ROOT } from "./campforge.ts";

/** Where tests run whole commands, hostile code or a browser, and take minutes. */
const LONG =
  /^test\/(?:cli|doctor|export|replay|run|workshop|sandbox|compile|review|tracing)\/|^test\/package\./;

/** Files that take long go first, so that the last one to begin does not have the others wait for it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(relative(ROOT, moduleId));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
