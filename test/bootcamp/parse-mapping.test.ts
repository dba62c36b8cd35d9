import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapping } from "../../src/bootcamp/parse-pairs.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { choiceOf, text } from "../../src/bootcamp/parse-text.ts";
import { parsed } from "../../src/bootcamp/parser.ts";
import { brackets } from "./brackets.ts";

describe("a mapping", () => {
  const read = mapping(text(), integer());
  const pairs = fc.uniqueArray(
    fc.tuple(
      fc.stringMatching(/^[A-Za-z_é]{1,8}$/).filter((key) => !/^_|_$/.test(key)),
      fc.integer(),
    ),
    {
      minLength: 1,
      selector: ([key]) => key.normalize("NFC"),
    },
  );

  test("is read with any sign between key and value and any separator of pairs", () => {
    fc.assert(
      fc.property(
        pairs,
        fc.constantFrom("=", ": ", " -> ", " → "),
        fc.constantFrom(", ", ";", "\n"),
        brackets,
        (given, sign, between, [open, close]) => {
          const written = given.map(([key, value]) => `${key}${sign}${value}`).join(between);
          expect(read(open + written + close)).toEqual(parsed(new Map(given)));
        },
      ),
    );
  });

  test("may say the same of a key twice, and not two things", () => {
    expect(read("A=1, A=1.0, B=2")).toEqual(
      parsed(
        new Map([
          ["A", 1],
          ["B", 2],
        ]),
      ),
    );
    expect(read("A=1, B=2, A=2").status).toBe("unparsable");
  });

  test("keeps keys that name something of every object as plain keys", () => {
    const found = mapping(
      choiceOf(["__proto__", "constructor", "A"]),
      integer(),
    )("__proto__=1, constructor=2");
    expect(found).toEqual(
      parsed(
        new Map([
          ["__proto__", 1],
          ["constructor", 2],
        ]),
      ),
    );
  });

  test.each(["", "{}", "A", "A=", "=1", "A=1=2", "A=one", "A 1", "A=1, B", "A=>1", "A＝1", "A=１"])(
    "is not %j",
    (source) => {
      expect(read(source).status).toBe("unparsable");
    },
  );
});
