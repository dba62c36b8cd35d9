import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ALL_CHECK_NAMES } from "../src/core/checks/unit-test-report.ts";
import { ROOT } from "./project.ts";

const sections = readFileSync(join(ROOT, "docs", "checks.md"), "utf8")
  .split(/^## /m)
  .slice(1);

test.each([...ALL_CHECK_NAMES, "second oracle", "second verifier", "shortcut", "critic"])(
  "the check %s has its section: what it catches, an example, its threshold, how to waive it",
  (name) => {
    const section = sections.find((one) => one.startsWith(`${name}\n`)) ?? "";
    for (const part of ["**Catches**", "**Example**", "**Threshold**", "**Waive**"]) {
      expect(section).toContain(part);
    }
  },
);

test("the page stands where a failing check says it does", () => {
  expect(existsSync(join(ROOT, "docs", "checks.md"))).toBe(true);
});
