import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hasControlCharacters,
  hasInvisibleCharacters,
  lowerAscii,
  singleSpaced,
  trim,
  withoutFormatting,
} from "../../src/bootcamp/formatting.ts";

const aWord = fc.stringMatching(/^[a-zA-Z0-9é漢]{1,12}$/);
const SPACES = [" ", "\t", "\n", "\r", "\u00a0", "\u202f"];
const aSpace = fc.string({ unit: fc.constantFrom(...SPACES), maxLength: 4 });
const WRAPPERS: readonly (readonly [string, string])[] = [
  ["**", "**"],
  ["__", "__"],
  ["*", "*"],
  ["`", "`"],
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
];

describe("formatting", () => {
  test("around a word comes off, spaces and one full stop too", () => {
    const parts = fc.tuple(aWord, fc.constantFrom(...WRAPPERS), fc.constantFrom(...WRAPPERS), aSpace);
    fc.assert(
      fc.property(
        parts,
        fc.constantFrom("none", "inside", "outside"),
        ([word, outer, inner, space], stop) => {
          fc.pre(!outer[0].includes(inner[0]) && !inner[0].includes(outer[0]));
          const [within, behind] = [stop === "inside" ? "." : "", stop === "outside" ? "." : ""];
          const dressed = `${space}${outer[0]}${inner[0]}${space}${word}${within}${inner[1]}${outer[1]}${behind}${space}`;
          expect(withoutFormatting(dressed)).toBe(word);
        },
      ),
    );
  });

  test.each(["a..", "...", "**a", "a**", "$1$, $2$", "**a** and **b**", "{a}", "(a)", '"a"', ".", "*", "**"])(
    "%j stays as it is",
    (text) => {
      expect(withoutFormatting(text)).toBe(text);
    },
  );

  test("takes one full stop at most", () => {
    expect(withoutFormatting("a. .")).toBe("a.");
  });

  test("of a text never grows it, and leaves one text of what stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(text).toContain(withoutFormatting(text));
        expect(text).toContain(trim(text));
      }),
    );
  });

  test("of spaces becomes one space between words and none around them", () => {
    fc.assert(
      fc.property(
        fc.array(aWord, { minLength: 1 }),
        fc.constantFrom(...SPACES),
        aSpace,
        (words, one, more) => {
          expect(singleSpaced(`${more}${words.join(one + more)}${more}`)).toBe(words.join(" "));
        },
      ),
    );
  });
});

describe("what cannot be seen", () => {
  test.each(["\u0000", "\u0007", "\u001b", "\u007f", "\u0085"])("%j is a control character", (character) => {
    expect(hasControlCharacters(`a${character}b`)).toBe(true);
  });

  test("tabs and line ends are no control characters", () => {
    expect(hasControlCharacters("a\tb\r\nc")).toBe(false);
  });

  test.each(["\u200b", "\u200d", "\u00ad", "\u202e", "\u2066", "\ufeff", "\u{e0041}", "\u3164", "\ufe0f"])(
    "%j is invisible",
    (character) => {
      expect(hasInvisibleCharacters(`a${character}b`)).toBe(true);
    },
  );

  test("letters of any script are visible", () => {
    expect(hasInvisibleCharacters("Añ é 漢字 العربية हिन्दी 😀")).toBe(false);
  });
});

test("lowerAscii changes A to Z alone, so that every place in the text stays where it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const lower = lowerAscii(text);
      expect(lower).toHaveLength(text.length);
      expect(/[A-Z]/.test(lower)).toBe(false);
      expect([...lower].every((symbol, index) => symbol === [...text][index] || /[a-z]/.test(symbol))).toBe(
        true,
      );
    }),
  );
  expect(lowerAscii("\u0130\u212a \u00c0B")).toBe("\u0130\u212a \u00c0b");
});
