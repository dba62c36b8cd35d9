import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choiceOf, text } from "../../src/bootcamp/parse-text.ts";
import { parsed } from "../../src/bootcamp/parser.ts";

const aWord = fc.stringMatching(/^[a-zA-Zéñüß漢語][a-zA-Z0-9éñüß漢語-]{0,10}$/);
const someWords = fc.array(aWord, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u00ad", "\u202e", "\u2060", "\ufeff", "\u{e0020}"];
const DRESSES: readonly (readonly [before: string, behind: string])[] = [
  ["", ""],
  ["  ", "\n"],
  ["**", "**"],
  ["`", "`"],
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
  ["**'", "'**."],
  ["", "."],
];

describe("a text", () => {
  test("is read without what people put around it, and with single spaces", () => {
    fc.assert(
      fc.property(
        someWords,
        fc.constantFrom(...DRESSES),
        fc.constantFrom(" ", "  ", "\n", "\t"),
        (words, [before, behind], space) => {
          expect(text()(before + words.replaceAll(" ", space) + behind)).toEqual(
            parsed(words.normalize("NFC")),
          );
        },
      ),
    );
  });

  test("is the same in every normal form of Unicode that means the same", () => {
    fc.assert(
      fc.property(someWords, (words) => {
        expect(text()(words.normalize("NFD"))).toEqual(text()(words.normalize("NFC")));
      }),
    );
    expect(text()("caﬀe\u0301")).not.toEqual(text()("caffé"));
  });

  test("keeps its case, or takes the one asked for", () => {
    fc.assert(
      fc.property(someWords, (words) => {
        expect(text({ letterCase: "upper" })(words)).toEqual(parsed(words.normalize("NFC").toUpperCase()));
        expect(text({ letterCase: "lower" })(words)).toEqual(parsed(words.normalize("NFC").toLowerCase()));
      }),
    );
  });

  test("with an invisible character anywhere is refused", () => {
    fc.assert(
      fc.property(someWords, fc.constantFrom(...INVISIBLE), fc.nat(), (words, invisible, index) => {
        // A zero-width space at an end is white space, as anywhere around an answer.
        const isSpace = "\u200b\u2060\ufeff".includes(invisible);
        fc.pre(!isSpace || words.length > 1);
        const at = isSpace ? 1 + (index % (words.length - 1)) : index % (words.length + 1);
        expect(text()(words.slice(0, at) + invisible + words.slice(at)).status).toBe("unparsable");
      }),
    );
  });

  test.each(["", " \n", '""', "\u200b"])("is not %j", (source) => {
    expect(text()(source).status).toBe("unparsable");
  });

  test("is refused when longer than it may be", () => {
    expect(text({ maxLength: 3 })("abc").status).toBe("parsed");
    expect(text({ maxLength: 3 })("abcd").status).toBe("unparsable");
    expect(text()("a".repeat(2_001)).status).toBe("unparsable");
  });
});

describe("a choice", () => {
  const options = ["A", "B", "C", "D"] as const;
  const read = choiceOf(options);

  test("finds each of its options as written, whatever the options are", () => {
    const anOption = fc
      .string({ minLength: 1, maxLength: 20 })
      .map((option) => option.trim())
      .filter((option) => option !== "");
    fc.assert(
      fc.property(fc.uniqueArray(anOption, { minLength: 1 }), (any) => {
        for (const option of any) expect(choiceOf(any)(option)).toEqual(parsed(option));
      }),
      { numRuns: 500 },
    );
  });

  test.each(["C", "c", "(C)", "(c)", "C)", "C.", "(C).", "**C**", "**(C)**.", "$C$", "`c`", '"C"', " C\n"])(
    "takes %j for C",
    (source) => {
      expect(read(source)).toEqual(parsed("C"));
    },
  );

  test.each([
    "",
    "E",
    "3",
    "A, B, C and D",
    "A B C D",
    "ABCD",
    "Not C",
    "C\nB",
    "C or D",
    "C++",
    "Choice",
    "(C",
    "C: 30",
    "\u0421",
    "\uff23",
    "\u24b8",
    "\u216d",
    "C\u200d",
    "C\u0000",
    "__proto__",
    "constructor",
    "null",
    "C".repeat(100_000),
  ])("takes %.30j for none", (source) => {
    expect(read(source).status).toBe("unparsable");
  });

  test("with a full stop or quotes of its own is found with and without them", () => {
    const sentences = choiceOf(["The sky is blue.", "Snow is black."]);
    for (const source of [
      "The sky is blue.",
      "The sky is blue",
      '"The sky is blue."',
      "**THE SKY IS BLUE.**",
    ]) {
      expect(sentences(source)).toEqual(parsed("The sky is blue."));
    }
  });

  test("whose options differ in case alone is read by case", () => {
    const cased = choiceOf(["a", "A", "b"]);
    expect([cased("a"), cased("A"), cased("(A)"), cased("B")]).toEqual(["a", "A", "A", "b"].map(parsed));
  });

  test("whose options differ in formatting alone is read as written or not at all", () => {
    const dotted = choiceOf(["Mr", "Mr."]);
    expect([dotted("Mr"), dotted("Mr.")]).toEqual([parsed("Mr"), parsed("Mr.")]);
    expect(dotted("**Mr**").status).toBe("unparsable");
  });

  test("takes no look-alike for a letter whose small form it shares", () => {
    expect(choiceOf(["k", "s"])("\u212a").status).toBe("unparsable");
    expect(choiceOf(["K", "S"])("\u017f").status).toBe("unparsable");
  });
});
