import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { consult, outcomeOf } from "../../../bench/gates/oracle.ts";
import { overAcceptances } from "../../../bench/gates/over-acceptance.ts";
import type { Ability } from "../../../bench/gates/played-authors.ts";
import { openWorkshop } from "../../../src/workshop/workshop.ts";
import { ROOT } from "../../project.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** `npm run bench:oracle` has all twenty. */
const plants = overAcceptances().filter(({ name }) => ["map-colouring", "futoshiki"].includes(name));
const programsOf = (name: string): string =>
  readFileSync(join(ROOT, "recordings/solvers", `${name}.ts`), "utf8");

describe("a verifier that pays too much beside right references", { timeout: 240_000 }, () => {
  test.each(plants)("is found where $what ($name), and the class without it is not", async (plant) => {
    const about = { truth: plant.good, programs: programsOf(plant.name) };
    const outcome = async (source: string, verifier: Ability["verifier"]): Promise<string> =>
      outcomeOf(await consult(workshop, { source, ...about, author: { solver: "right", verifier } }));
    expect(await outcome(plant.planted, "right")).toBe("found");
    expect(await outcome(plant.good, "right")).toBe("clean");
    expect(await outcome(plant.planted, "wrong on a tenth")).not.toBe("clean");
    expect(await outcome(plant.planted, "pays everything")).not.toBe("clean");
  });

  test("is planted in classes of twenty, and of every kind of answer", () => {
    expect(overAcceptances()).toHaveLength(20);
    expect(new Set(overAcceptances().map(({ answers }) => answers)).size).toBeGreaterThanOrEqual(14);
  });
});
