import fc from "fast-check";

const BRACKETS: readonly (readonly [open: string, close: string])[] = [
  ["", ""],
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  ["**[ ", " ]**."],
  ["$", "$"],
];
/** What may stand around a list, a set or a mapping. */
export const brackets = fc.constantFrom(...BRACKETS);
