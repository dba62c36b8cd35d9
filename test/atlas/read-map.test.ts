import { join } from "node:path";
import { expect, test } from "vitest";
import { readMap } from "../../src/atlas/read-map.ts";
import { readCatalogue } from "../../src/catalogue/read-catalogue.ts";
import { hashCard } from "../../src/core/library/library-card.ts";
import { mapLines } from "../../src/core/scaling/map-lines.ts";
import { ROOT } from "../project.ts";

test("every bootcamp that ships says what makes it hard and what it asks, and stands in one square of the map", () => {
  const listed = readCatalogue(join(ROOT, "library"));
  const map = readMap(listed, undefined);
  expect(map.bootcamps.filter(({ hardBecause, about }) => hardBecause === null || about.length < 40)).toEqual(
    [],
  );
  const inSquares = map.rows.flatMap(({ squares }) => squares.flatMap(({ bootcamps }) => bootcamps));
  expect(inSquares.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))).toEqual(
    map.bootcamps.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
  );
  expect(mapLines(map).join("\n")).toContain(`${listed.length} bootcamps.`);
  const types = new Map(map.bootcamps.map(({ slug, answer }) => [slug, answer]));
  expect(
    ["sudoku", "countdown", "buffer-ph", "kinship", "light-up", "bifid", "map-colouring"].map((slug) =>
      types.get(slug),
    ),
  ).toEqual(["grid", "expression", "number", "list", "set", "text", "construction"]);
});

test("what makes a bootcamp hard may be corrected on its card, and nothing else of it", () => {
  for (const { card } of readCatalogue(join(ROOT, "library"))) {
    expect(hashCard({ ...card, hardBecause: "insight" })).toBe(card.hashes.card);
    expect(hashCard({ ...card, title: "Other" })).not.toBe(card.hashes.card);
  }
});
