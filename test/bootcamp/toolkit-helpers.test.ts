import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countBy,
  findRoot,
  gcd,
  isConnected,
  makeGraph,
  modulo,
  range,
  reachable,
  Rng,
  sortNumbers,
  UnionFind,
} from "../../src/bootcamp/index.ts";
import { unevenness } from "./chi-square.ts";

const small = fc.integer({ min: -1_000_000, max: 1_000_000 });

describe("an Rng", () => {
  test("draws bigints of any size within their bounds, each equally likely", () => {
    fc.assert(
      fc.property(fc.string(), fc.bigInt(), fc.bigInt({ min: 0n, max: 2n ** 200n }), (seed, low, span) => {
        const drawn = Rng.from(seed).bigInteger(low, low + span);
        expect(drawn >= low && drawn <= low + span).toBe(true);
      }),
    );
    const rng = Rng.from("big");
    const draws = range(6_000).map(() => Number(rng.bigInteger(2n ** 80n, 2n ** 80n + 5n) - 2n ** 80n));
    const counts = countBy(draws);
    expect(unevenness(range(6).map((value) => counts.get(value) ?? 0))).toBeLessThan(1);
    expect(() => rng.bigInteger(1n, 0n)).toThrow(RangeError);
  });

  test("draws distinct integers from a range of any width, every one as likely, in random order", () => {
    fc.assert(
      fc.property(
        fc.string(),
        small,
        fc.nat({ max: 50 }),
        fc.nat({ max: 2 ** 40 }),
        (seed, low, count, more) => {
          const drawn = Rng.from(seed).distinctIntegers(count, low, low + count + more);
          expect(new Set(drawn).size).toBe(count);
          expect(drawn.every((value) => value >= low && value <= low + count + more)).toBe(true);
        },
      ),
    );
    const rng = Rng.from("distinct");
    const orders = countBy(range(6_000).map(() => rng.distinctIntegers(3, 1, 3).join()));
    expect(orders.size).toBe(6);
    expect(unevenness([...orders.values()])).toBeLessThan(1);
    expect(() => rng.distinctIntegers(3, 1, 2)).toThrow(RangeError);
  });
});

test("gcd and modulo give numbers for numbers what they give bigints for bigints", () => {
  fc.assert(
    fc.property(small, small, fc.integer({ min: 1, max: 10_000 }), (a, b, modulus) => {
      expect(BigInt(gcd(a, b))).toBe(gcd(BigInt(a), BigInt(b)));
      expect(BigInt(modulo(a, modulus))).toBe(modulo(BigInt(a), BigInt(modulus)));
    }),
  );
  expect(Object.is(modulo(-4, 2), 0)).toBe(true);
  expect(() => modulo(1, 0)).toThrow(RangeError);
  expect(() => gcd(1.5, 2)).toThrow(RangeError);
});

test("range counts from its start up to, and without, its end", () => {
  fc.assert(
    fc.property(small, fc.nat({ max: 200 }), (start, count) => {
      const numbers = range(start, start + count);
      expect(numbers).toHaveLength(count);
      expect(numbers.every((value, index) => value === start + index)).toBe(true);
    }),
  );
  expect(range(3, 1)).toEqual([]);
  expect(() => range(Infinity)).toThrow(RangeError);
});

test("sortNumbers sorts by size and leaves its argument alone", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(small, fc.double({ noNaN: true }))), (numbers) => {
      const before = [...numbers];
      const sorted = sortNumbers(numbers);
      expect(sorted.every((value, index) => index === 0 || (sorted[index - 1] ?? value) <= value)).toBe(true);
      expect(countBy(sorted)).toEqual(countBy(numbers));
      expect(numbers).toEqual(before);
    }),
  );
});

test("findRoot finds where a rising or falling function crosses 0", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(1, -3), (root, slope) => {
      const found = findRoot((x) => slope * ((x - root) ** 3 + (x - root)), -2e6, 2e6);
      expect(Math.abs(found - root)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(root)));
    }),
  );
  expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(RangeError);
  expect(() => findRoot(() => Number.NaN, -1, 1)).toThrow(RangeError);
});

test("UnionFind has the components that a graph of the same edges has", () => {
  const edges = fc.array(fc.record({ from: fc.nat({ max: 14 }), to: fc.nat({ max: 14 }) }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(edges, (pairs) => {
      const sets = new UnionFind(15);
      const graph = makeGraph(15, pairs);
      const joined = pairs.filter(({ from, to }) => sets.union(from, to)).length;
      expect(sets.groups().length).toBe(15 - joined);
      for (const vertex of range(15)) {
        const group = sets.groups().find((one) => one.includes(vertex));
        expect(group).toEqual(reachable(graph, vertex));
        expect(sets.find(vertex)).toBe(sets.find(group?.[0] ?? -1));
      }
      expect(sets.groups().length === 1).toBe(isConnected(graph));
    }),
  );
});
