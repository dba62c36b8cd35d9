import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../../src/core/draft/hash.ts";
import { readSplits, splitOf } from "../../../src/core/training/splits.ts";
import { divideCounts, spreadEvenly } from "../../../src/core/training/spread-evenly.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe("the splits of a data set", () => {
  test("are read from names and shares", () => {
    expect(readSplits("train=0.95,val=0.05")).toEqual({
      status: "read",
      splits: [
        { name: "train", share: 0.95 },
        { name: "val", share: 0.05 },
      ],
    });
    expect(readSplits("a=0.1, b=0.2, c=0.7")).toMatchObject({ status: "read" });
  });

  test.each([
    ["train", /"train": expected NAME=SHARE/],
    ["train=0.9", /the shares sum to 0\.9; expected 1/],
    ["train=0.9,val=0.2", /the shares sum to 1\.1; expected 1/],
    ["train=0.5,train=0.5", /"train" is there twice/],
    ["../x=1", /expected a name of lower-case letters/],
    ["train=0,val=1", /train=0: expected a share above 0/],
    ["train=1..5", /train=1\.\.5: expected a share/],
    ["", /"": expected NAME=SHARE/],
  ])("%s is refused with what was expected", (text, reason) => {
    expect(readSplits(text)).toEqual({ status: "refused", reason: expect.stringMatching(reason) });
  });

  test("take a case by its id alone, as often as their shares say", () => {
    const splits = [
      { name: "train", share: 0.9 },
      { name: "val", share: 0.1 },
    ];
    const ids = Array.from({ length: 20_000 }, (_, index) => sha256(String(index)));
    const inVal = ids.filter((id) => splitOf(id, splits) === 1);
    // Four standard deviations of a binomial distribution.
    expect(Math.abs(inVal.length - 2_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.1 * 0.9));
    expect(ids.filter((id) => splitOf(id, splits) === 1)).toEqual(inVal);
  });
});

describe("cases shared out by weight", () => {
  test("sum to the total, each within one of its exact share", () => {
    const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.nat(100_000), weights, (total, wanted) => {
        const counts = spreadEvenly(total, wanted);
        const all = sum(wanted);
        expect(sum(counts)).toBe(all === 0 ? 0 : total);
        for (const [index, count] of counts.entries()) {
          const exact = all === 0 ? 0 : (total * (wanted[index] ?? 0)) / all;
          expect(count).toBeGreaterThanOrEqual(0);
          expect(Math.abs(count - exact)).toBeLessThan(1 + 1e-6);
        }
        expect(counts.filter((count, index) => wanted[index] === 0 && count > 0)).toEqual([]);
      }),
    );
  });

  test("go to every split by its share of the whole, and none is lost", () => {
    const shares = fc
      .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.map((part) => part / sum(parts)));
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 30 }), shares, (counts, parts) => {
        const divided = divideCounts(counts, parts);
        expect(divided.map(sum)).toEqual(counts);
        expect(divided.flat().every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
        for (const [split, share] of parts.entries()) {
          const got = sum(divided.map((one) => one[split] ?? 0));
          expect(Math.abs(got - share * sum(counts))).toBeLessThanOrEqual(parts.length);
        }
      }),
    );
  });
});
