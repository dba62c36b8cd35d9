import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonValue } from "../../src/bootcamp/parse-grid.ts";
import { parsed } from "../../src/bootcamp/parser.ts";

describe("a JSON value", () => {
  test("is what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom("", " ", "\n"), (source, space) => {
        fc.pre(!source.includes("__proto__"));
        expect(jsonValue()(space + source + space)).toEqual(parsed(JSON.parse(source)));
      }),
    );
  });

  test.each([
    "",
    "[1,]",
    "{a: 1}",
    "{'a': 1}",
    "[1] // one",
    "NaN",
    "[Infinity]",
    "undefined",
    "0x2A",
    "01",
    "[1",
    "[1]]",
    "1 2",
    "[1, -]",
  ])("is not %j", (source) => {
    expect(jsonValue()(source).status).toBe("unparsable");
  });

  test("with a key __proto__ is refused at any depth, however the key is spelt", () => {
    const spelt = fc
      .tuple(
        ...[..."__proto__"].map((letter) =>
          fc.constantFrom(letter, `\\u00${letter.charCodeAt(0).toString(16)}`),
        ),
      )
      .map((letters) => letters.join(""));
    fc.assert(
      fc.property(spelt, fc.nat({ max: 90 }), (key, depth) => {
        const source = `${"[".repeat(depth)}{"a": {"${key}": {"length": 2}}}${"]".repeat(depth)}`;
        expect(jsonValue()(source).status).toBe("unparsable");
      }),
    );
    expect(jsonValue()('["__proto__"]').status).toBe("parsed");
  });

  test("is nested 100 deep at most, and brackets inside its texts neither count nor hide others", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(jsonValue()(nested(100)).status).toBe("parsed");
    expect(jsonValue()(nested(101)).status).toBe("unparsable");
    expect(jsonValue()(nested(50_000)).status).toBe("unparsable");
    const spaced = (depth: number): string => "[1, true, ".repeat(depth) + "0" + "]".repeat(depth);
    expect([spaced(100), spaced(101)].map((source) => jsonValue()(source).status)).toEqual([
      "parsed",
      "unparsable",
    ]);
    expect(jsonValue()(JSON.stringify(`${nested(3_000)}\\"${"{".repeat(300)}`)).status).toBe("parsed");
    expect(jsonValue()(`["${"]".repeat(30_000)}", ${nested(30_000)}]`).status).toBe("unparsable");
  });
});
