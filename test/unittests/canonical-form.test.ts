import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../src/bootcamp/index.ts";
import { Rng } from "../../src/bootcamp/index.ts";
import { canonicalForm } from "../../src/unittests/cases/canonical-form.ts";

const isName = (text: string): boolean => /^[a-z]\d+$/.test(text);

type Road = readonly [from: string, to: string];

const places = (count: number, letter: string): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

const aMap = fc.record({
  count: fc.integer({ min: 2, max: 7 }),
  seed: fc.string(),
  roads: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 10 }),
});

test("cases that differ in names and in the order of their lists have one form", () => {
  fc.assert(
    fc.property(aMap, ({ count, seed, roads }) => {
      const rng = Rng.from(seed);
      const draw = (names: readonly string[], order: <Item>(items: readonly Item[]) => Item[]): Json => ({
        towns: order(names),
        roads: order(roads.map(([from, to]): Road => [names[from % count] ?? "", names[to % count] ?? ""])),
        goal: names[0] ?? "",
      });
      const plain = draw(places(count, "a"), (items) => [...items]);
      const other = draw(rng.shuffle(places(count, "b")), (items) => rng.shuffle([...items]));
      expect(canonicalForm(other, isName)).toBe(canonicalForm(plain, isName));
    }),
    { numRuns: 100 },
  );
});

test("cases of another structure, and other numbers, have another", () => {
  const towns = ["a0", "a1", "a2"];
  const forms = [
    {
      towns,
      roads: [
        ["a0", "a1"],
        ["a1", "a2"],
      ],
    },
    {
      towns,
      roads: [
        ["a0", "a1"],
        ["a0", "a2"],
      ],
    },
    {
      towns,
      roads: [
        ["a0", "a1"],
        ["a1", "a0"],
      ],
    },
    { towns, roads: [["a0", "a1"]], tolls: [3] },
    { towns, roads: [["a0", "a1"]], tolls: [4] },
  ].map((one) => canonicalForm(one, isName));
  expect(new Set(forms).size).toBe(forms.length);
});
