import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CaseAddress, Rng } from "../../src/bootcamp/rng.ts";
import { unevenness } from "./chi-square.ts";

const anAddress = (over: Partial<CaseAddress> = {}): CaseAddress => ({
  bootcamp: "NumberSum",
  version: "1",
  level: 0,
  seed: 0,
  index: 0,
  ...over,
});
const draws = (rng: Rng, count: number): readonly number[] =>
  Array.from({ length: count }, () => rng.bits32());

const STREAMS = 2_000;
const NEIGHBOURS: readonly (readonly [of: string, address: (step: number) => CaseAddress])[] = [
  ["seeds", (step) => anAddress({ seed: step })],
  ["seeds of great size", (step) => anAddress({ seed: Number.MAX_SAFE_INTEGER - step })],
  ["indices", (step) => anAddress({ index: step })],
  ["levels", (step) => anAddress({ level: step })],
  ["seeds and indices with one sum", (step) => anAddress({ seed: step, index: STREAMS - step })],
];

describe.each(NEIGHBOURS)("2,000 neighbouring %s", (_of, address) => {
  const streams = Array.from({ length: STREAMS }, (_, step) => draws(Rng.forCase(address(step)), 60));

  test("give 2,000 different first cases", () => {
    const cases = streams.map((stream) => stream.slice(0, 4).join(" "));
    expect(new Set(cases).size).toBe(STREAMS);
  });

  test("share no two draws in a row", () => {
    const windows = new Set<number>();
    for (const stream of streams) {
      stream.slice(1).forEach((draw, index) => windows.add((stream[index] ?? 0) * 2 ** 21 + (draw >>> 11)));
    }
    expect(windows.size).toBe(STREAMS * 59);
  });

  test("have first draws that are evenly spread and tell nothing of the next seed's", () => {
    const halves = streams.map(([first = 0]) => Number(first >= 2 ** 31));
    const pairs = [0, 0, 0, 0];
    halves.slice(1).forEach((half, index) => {
      const key = half * 2 + (halves[index] ?? 0);
      pairs[key] = (pairs[key] ?? 0) + 1;
    });
    expect(unevenness(pairs)).toBeLessThan(1);
    const sixteenths = Array.from(
      { length: 16 },
      (_, part) => streams.filter(([first = 0]) => first >>> 28 === part).length,
    );
    expect(unevenness(sixteenths)).toBeLessThan(1);
  });
});

describe("split", () => {
  test("gives streams that differ by label and by where the first stream stands", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, label, other) => {
        fc.pre(label !== other);
        const first = draws(Rng.from(text).split(label), 4);
        expect(draws(Rng.from(text).split(label), 4)).toEqual(first);
        expect(draws(Rng.from(text).split(other), 4)).not.toEqual(first);
        const rng = Rng.from(text);
        rng.split(label);
        expect(draws(rng.split(label), 4)).not.toEqual(first);
      }),
    );
  });

  test("a stream goes on the same, however much is drawn from its splits", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 50 }), (text, count) => {
        const [quiet, busy] = [Rng.from(text), Rng.from(text)];
        quiet.split("walls");
        draws(busy.split("walls"), count);
        expect(draws(busy, 8)).toEqual(draws(quiet, 8));
      }),
    );
  });

  test("a split and its parent share no two draws in a row", () => {
    const rng = Rng.from("parent");
    const child = draws(rng.split("child"), 10_000);
    const pairsOf = (stream: readonly number[]): string[] =>
      stream.slice(1).map((draw, index) => `${stream[index]} ${draw}`);
    const own = new Set(pairsOf(draws(rng, 10_000)));
    expect(pairsOf(child).filter((pair) => own.has(pair))).toEqual([]);
  });
});
