import { describe, expect, test } from "vitest";
import type { ServedClass, Target } from "../../src/serve/holdings/served-class.ts";
import { assignHomes } from "../../src/serve/scoring/assign-homes.ts";
import { createClassLines } from "../../src/serve/scoring/class-lines.ts";

const aClass = (slug: string): ServedClass => ({
  slug,
  version: 1,
  cardHash: "",
  domain: "tests",
  title: slug,
  description: "",
  levels: 1,
  programs: { careful: { toolkit: "", code: "" }, still: null },
  path: { status: "fast", reason: "" },
  isModelVerified: false,
  caseShape: null,
});
const targetOf = (of: ServedClass): Target => ({ of, caseName: "case", caseText: "{}" });

describe("responses that wait for a lane", () => {
  const classes = ["one", "two", "three", "four"].map(aClass);
  const open = () => {
    const homeOf = assignHomes(2);
    for (const of of classes) homeOf(of);
    const lines = createClassLines(homeOf);
    const add = (at: number, ...places: readonly number[]): void => {
      for (const place of places) {
        const of = classes[place];
        if (of !== undefined) lines.add({ target: targetOf(of), response: String(place), at });
      }
    };
    const take = (lane: number, now: number): string | undefined => lines.take(lane, now)?.[0].slug;
    return { lines, add, take };
  };

  test("go to the lane that keeps their class, in turns and together", () => {
    const { lines, add, take } = open();
    add(0, 0, 0, 1, 2, 3);
    expect(lines.take(0, 0)).toMatchObject([{ slug: "one" }, [{ response: "0" }, { response: "0" }]]);
    expect([take(0, 0), take(0, 0)]).toEqual(["three", undefined]);
    expect([take(1, 0), take(1, 0), lines.waiting()]).toEqual(["two", "four", 0]);
  });

  test("are helped out with once they have waited, and before all others after a second", () => {
    const { add, take } = open();
    add(0, 1);
    expect([take(0, 4), take(0, 5)]).toEqual([undefined, "two"]);
    add(10, 1);
    add(500, 0);
    expect(take(0, 900)).toBe("one");
    add(901, 0);
    expect(take(0, 1_010)).toBe("two");
  });

  test("of a long line leave a turn to the others of their lane", () => {
    const { add, take } = open();
    add(0, ...Array.from({ length: 100 }, () => 0), 2);
    expect(Array.from({ length: 6 }, () => take(0, 0))).toEqual([
      "one",
      "three",
      "one",
      "one",
      "one",
      undefined,
    ]);
  });
});
