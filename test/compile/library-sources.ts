import { readFileSync } from "node:fs";

const PLACES = [
  "graphical-puzzles/futoshiki",
  "logical-reasoning/map-colouring",
  "natural-science/calorimetry",
] as const;

/** The classes that ship with the project, by name. */
export const LIBRARY_SOURCES: readonly (readonly [name: string, source: string])[] = PLACES.map((place) => [
  place.slice(place.indexOf("/") + 1),
  readFileSync(new URL(`../../library/${place}/bootcamp.ts`, import.meta.url), "utf8"),
]);
