import { afterAll, describe, expect, test } from "vitest";
import { CHECK_NAMES, summarizeChecks, WORKED } from "../../src/core/checks/unit-test-report.ts";
import { aSource } from "../compile/a-source.ts";
import { LIBRARY_SOURCES } from "../compile/library-sources.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

describe("the unit tests", () => {
  test.each([...LIBRARY_SOURCES, ["number-sum", aSource()] as const])(
    "pass %s in every check, in the order of their names",
    async (name, source) => {
      const outcome = await workshop.test(source);
      const worked = source.includes("workedSolution(") ? [WORKED] : [];
      expect(checksThat(outcome, "passed")).toEqual([...CHECK_NAMES, ...worked]);
      expect(summarizeChecks(outcome.report)).toBe("passed");
      expect(outcome.bootcamp.slug).toBe(name);
      expect(outcome.bootcamp.levels.length).toBeGreaterThanOrEqual(3);
    },
  );

  test("say of a verifier that accepts no reference that it accepts none, and of its changes nothing", async () => {
    const outcome = await workshop.test(
      aSource({ verifyCorrection: "return answer === -1 - sumOf(instance) ? 1 : 0;" }),
    );
    expect(checkNamed(outcome, "reference answers score 1").status).toBe("failed");
    expect(checksThat(outcome, "skipped")).toEqual([
      "wrong answers score below 1",
      "every change is noticed",
      "verifier is tested",
    ]);
    expect(checkNamed(outcome, "verifier is tested").detail).toBe('needs "reference answers score 1"');
  });

  test("report the same of the same seed", async () => {
    const source = aSource({ verifyCorrection: "return answer > 1500 ? 1 : sumOf(instance) * 0;" });
    expect(await workshop.test(source)).toEqual(await workshop.test(source));
  });

  test.each([
    [
      "an error at load",
      aSource({ before: 'const bad = "x".repeat([-1].at(0) ?? 0);' }),
      /RangeError: .*\(line 8\)/,
    ],
    [
      "a name that is not the class's",
      aSource().replace("class NumberSum", "class Other"),
      /NumberSum but the class is named Other/,
    ],
    [
      "a level outside its range",
      aSource().replace("count: 12", "count: 51"),
      /levels\.2\.count: 51 is outside 1 to 50/,
    ],
    [
      "a folder's name that is none",
      aSource().replace("number-sum", "Number Sum"),
      /card\.slug: expected kebab-case/,
    ],
  ])("stop at %s, and skip the rest", async (_what, source, detail) => {
    const outcome = await workshop.test(source);
    expect(checkNamed(outcome, "loads")).toMatchObject({
      status: "failed",
      detail: expect.stringMatching(detail),
    });
    expect(checksThat(outcome, "skipped")).toEqual(CHECK_NAMES.filter((name) => name !== "loads"));
    expect(checkNamed(outcome, "no leak").detail).toBe('needs "loads"');
    expect(summarizeChecks(outcome.report)).toBe("failed");
  });
});
