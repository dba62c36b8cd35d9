import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { murmur128 } from "../../src/bootcamp/murmur128.ts";
import { Rng } from "../../src/bootcamp/rng.ts";

const times = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);
const aRng = (): Rng => Rng.from("campforge");

type State = readonly [bigint, bigint, bigint, bigint];

const WORD = 0xffff_ffffn;
const rotate = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (32n - by))) & WORD;

/** xoshiro128** 1.1 as its authors print it, on bigints. */
function step([a, b, c, d]: State): { readonly result: number; readonly state: State } {
  const [third, fourth] = [c ^ a, d ^ b];
  const state: State = [a ^ fourth, b ^ third, third ^ ((b << 9n) & WORD), rotate(fourth, 11n)];
  return { result: Number((rotate((b * 5n) & WORD, 7n) * 9n) & WORD), state };
}

function referenceBits(start: State, count: number): readonly number[] {
  let state = start;
  return times(count, () => {
    const { result, state: next } = step(state);
    state = next;
    return result;
  });
}

describe("the bits of Rng", () => {
  test("the reference below gives the published values for the state 1, 2, 3, 4", () => {
    expect(referenceBits([1n, 2n, 3n, 4n], 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test("are xoshiro128** from the hash of the text, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const [a, b, c, d] = murmur128(text);
        const rng = Rng.from(text);
        expect(times(20, () => rng.bits32())).toEqual(
          referenceBits([BigInt(a), BigInt(b), BigInt(c), BigInt(d)], 20),
        );
      }),
    );
  });

  test("start from 0, 0, 0, 1 for a text whose hash is 0, which would give zeros for ever", () => {
    const rng = Rng.from("");
    expect(times(20, () => rng.bits32())).toEqual(referenceBits([0n, 0n, 0n, 1n], 20));
  });
});

describe("a pinned stream", () => {
  test("gives the same bits for ever", () => {
    const rng = aRng();
    expect(times(6, () => rng.bits32())).toEqual([
      2358648640, 2499649291, 1078229777, 2379082073, 1008016683, 3026486162,
    ]);
  });

  test("gives the same floats for ever", () => {
    const rng = aRng();
    expect(times(3, () => rng.float())).toEqual([
      0.5491656853407245, 0.25104493315460685, 0.23469717580570815,
    ]);
  });

  test("gives the same integers for ever, from a range below 2^32 and above", () => {
    const [narrow, wide] = [aRng(), aRng()];
    expect(times(12, () => narrow.integer(0, 9))).toEqual([0, 1, 7, 3, 3, 2, 1, 8, 5, 6, 2, 2]);
    expect(times(3, () => wide.integer(-(2 ** 52), 2 ** 52 - 1))).toEqual([
      442845124359804, -2242387892553819, -2389635400363506,
    ]);
  });

  test("gives the same choices for ever", () => {
    const [plain, weighted, coin] = [aRng(), aRng(), aRng()];
    expect(times(5, () => plain.choice(["x", "y", "z"])).join("")).toBe("yyzzx");
    const weights = [["x", 1] as const, ["y", 3] as const, ["z", 0.5] as const];
    expect(times(8, () => weighted.weightedChoice(weights)).join("")).toBe("yyyyyxyy");
    expect(times(8, () => Number(coin.boolean())).join("")).toBe("01100100");
  });

  test("gives the same order and the same sample for ever, and goes on after as many draws", () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const [ordered, sampled] = [aRng(), aRng()];
    expect(ordered.shuffle(items)).toEqual([8, 2, 3, 5, 4, 6, 7, 1]);
    expect(ordered.bits32()).toBe(1408066558);
    expect(sampled.sample(items, 4)).toEqual([1, 8, 2, 7]);
    expect(sampled.bits32()).toBe(1008016683);
  });

  test("gives the same split for ever, and goes on after four draws", () => {
    const rng = aRng();
    expect(rng.split("walls").bits32()).toBe(1467928080);
    expect(rng.bits32()).toBe(1008016683);
  });

  test("belongs to the address of a case, one part a line", () => {
    const address = { bootcamp: "NumberSum", version: "1", level: 2, seed: 7, index: 40 };
    const rng = Rng.forCase(address);
    expect(times(2, () => rng.bits32())).toEqual([1991736173, 1748670197]);
    expect(Rng.from("NumberSum\n1\n2\n7\n40").bits32()).toBe(1991736173);
  });
});
