import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLine } from "../../../src/core/text/break-line.ts";

const words = fc.array(fc.stringMatching(/^[a-z→,]{1,12}$/), { minLength: 1, maxLength: 30 });

test("a broken line keeps its words in order, fits, and is indented from its second line on", () => {
  fc.assert(
    fc.property(
      words,
      fc.integer({ min: 20, max: 60 }),
      fc.integer({ min: 0, max: 8 }),
      (said, columns, indent) => {
        const lines = breakLine(said.join(" "), columns, indent);
        expect(lines.join(" ").split(/ +/)).toEqual(said);
        expect(lines.filter((line) => line.length > columns)).toEqual([]);
        expect(lines.slice(1).filter((line) => line.search(/\S/) !== indent)).toEqual([]);
      },
    ),
  );
});
