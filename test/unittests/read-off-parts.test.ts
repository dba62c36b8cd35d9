import { expect, test } from "vitest";
import { standsOut } from "../../src/unittests/leaks/object-to-parts.ts";

test.each([
  [12, 12, true],
  [7, 13, true],
  [4, 13, false],
  [4, 12, false],
  [25, 100, false],
  [35, 100, true],
  [0, 12, false],
])(
  "a part of the answer that is read off in %i of %i cases is held against a class: %s",
  (right, of, held) => {
    expect(standsOut(right, of)).toBe(held);
  },
);
