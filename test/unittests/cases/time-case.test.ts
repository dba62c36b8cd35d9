import { expect, test } from "vitest";
import { describeTimes } from "../../../src/unittests/cases/time-case.ts";

const timed = (...methods: readonly (readonly [method: string, cpuMs: number | null])[]): string =>
  describeTimes({ count: 1, methods: methods.map(([method, cpuMs]) => ({ method, cpuMs })) }, 5_000);

test("a case that is not done in time is put down to the method that took the time, and not to the one that came last", () => {
  expect(timed(["caseGenerator", null])).toBe("caseGenerator alone takes more than 5000 ms for one case");
  expect(timed(["caseGenerator", 4_980.4], ["promptFunc", null])).toBe(
    "caseGenerator takes 4980 ms for one case",
  );
  expect(timed(["caseGenerator", 40], ["promptFunc", 2_900], ["referenceAnswer", null])).toBe(
    "promptFunc takes 2900 ms for one case",
  );
  expect(timed(["caseGenerator", 40], ["promptFunc", 1], ["referenceAnswer", null])).toBe(
    "referenceAnswer alone takes more than 5000 ms for one case",
  );
});
