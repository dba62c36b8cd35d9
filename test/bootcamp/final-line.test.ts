import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finalLine, wholeReply } from "../../src/bootcamp/answer-format.ts";
import { extractAnswer } from "../../src/bootcamp/extract-answer.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";

const read = (text: string, format = finalLine(integer())): number | undefined => {
  const found = extractAnswer(text, format);
  return found.status === "parsed" ? found.value.answer : undefined;
};

const marks = fc.constantFrom("**", "*", "_", "__", "`", "***");
const reversed = (mark: string): string => [...mark].toReversed().join("");

/** `Answer: 42` with marks around the line, the label, the label with its colon, or the value. */
const dressedLine = fc
  .tuple(
    marks,
    marks.filter((mark) => mark !== "_"),
    fc.constantFrom("Answer", "answer", "ANSWER", "Final answer"),
  )
  .chain(([mark, other, label]) => {
    const value = `${other}42${reversed(other)}`;
    return fc.constantFrom(
      `${mark}${label}: 42${reversed(mark)}`,
      // A star and a space would begin a list.
      mark === "*" ? `${mark}${label}:42${mark}` : `${mark} ${label}: 42 ${reversed(mark)}`,
      `${mark}${label}${reversed(mark)}: 42`,
      `${mark}${label}:${reversed(mark)} 42`,
      `${label}: ${value}`,
      `${mark}${label}:${reversed(mark)} ${value}`,
      `${mark}${label}${reversed(mark)}: ${value}`,
    );
  });

describe("a final line", () => {
  test("is read however people format it", () => {
    fc.assert(
      fc.property(
        dressedLine,
        fc.constantFrom("", "> ", "- ", "* ", "# ", "### ", "  "),
        fc.constantFrom("", ".", " ", "\n", "\n\n```", "\n---", "\n**", "\n</answer>"),
        (line, before, after) => {
          expect(read(`I count them.\n${before}${line}${after}`)).toBe(42);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("is read the same when it is the whole reply", () => {
    fc.assert(
      fc.property(dressedLine, (line) => {
        expect(read(line, wholeReply(integer()))).toBe(42);
      }),
      { numRuns: 500 },
    );
  });

  test.each(["\n", "\r\n", "\r"])("may end its lines with %j", (end) => {
    expect(read(["I count them.", "", "Answer: 42", ""].join(end))).toBe(42);
  });

  test.each([
    "Answer: 42\nOr so I think.",
    "Answer: 42\n\n17",
    "The answer: 42",
    "Answer 42",
    "Answers: 42",
    "Answer: 42 Answer: 43",
    "Answer: 42, I think",
    "Аnswer: 42",
    "Answer： 42",
    "<!-- Answer: 42 -->",
    "x Answer: 42",
    "Answer:\n42",
    "42",
    `Answer: ${"0".repeat(20_000)}42`,
  ])("is none in %.40j", (text) => {
    expect(read(text)).toBeUndefined();
  });
});
