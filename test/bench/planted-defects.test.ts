import { expect, test } from "vitest";
import { plantedDefects } from "../../bench/gates/planted-defects.ts";
import { readUnseenSet } from "../../bench/gates/unseen-set.ts";

/** Most are kept as edits of a good class: whoever changes that class hears of it here, and not from a bench. */
test("every planted defect can be made from the class that it stands beside", () => {
  expect(plantedDefects().length).toBeGreaterThan(90);
  for (const name of ["second", "third"]) expect(readUnseenSet(name).plants.length).toBeGreaterThan(30);
});
