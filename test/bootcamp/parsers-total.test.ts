import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractAnswer } from "../../src/bootcamp/extract-answer.ts";
import { canonicalText } from "../../src/bootcamp/json.ts";
import { parsed, type Parsed, type Parser, refine, unparsable } from "../../src/bootcamp/parser.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { separateThinking } from "../../src/bootcamp/thinking.ts";
import { EVERY_PARSER } from "./every-parser.ts";
import { everyFormat } from "./formats.ts";

const PIECES = [
  ..."[ ] { } ( ) < > , ; : = -> → | / × . - + − ** _ $ ` ``` \" ' # \\( \\frac{ \\boxed{ \\u005f".split(" "),
  ..."0 1 9 42 e9 e-999 ４ A é none NaN null true length __proto__ Answer:".split(" "),
  ..."<answer> </answer> [answer] <think> </think>".split(" "),
  ..." \n\r\t\u00a0\u0301\u200b\u0000\ud800",
];
const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
const long = fc
  .tuple(soup, soup, fc.integer({ min: 1, max: 120_000 }), soup)
  .map(([before, repeated, length, behind]) => {
    const times = Math.ceil(length / Math.max(1, repeated.length));
    return `${before}${repeated.repeat(repeated === "" ? 0 : times).slice(0, length)}${behind}`;
  });

/** Throws, and so fails the property, unless the outcome is a value or a reason, and the same again. */
function expectTotal(read: () => Parsed<unknown>): void {
  const outcome = read();
  expect(outcome.status === "unparsable" ? typeof outcome.reason : outcome.status).toMatch(
    /^(?:string|parsed)$/,
  );
  expect(canonicalText(read())).toBe(canonicalText(outcome));
}

describe.each(EVERY_PARSER)("%s", (_name, parse) => {
  test("gives a value or a reason for every string, broken Unicode included", () => {
    fc.assert(
      fc.property(fc.oneof(codeUnits, soup), (source) => expectTotal(() => parse(source))),
      { numRuns: 1_000 },
    );
  });

  test("gives a value or a reason for strings of a hundred thousand characters", () => {
    fc.assert(
      fc.property(long, (source) => expectTotal(() => parse(source))),
      { numRuns: 40 },
    );
  });

  test("reads nothing in an empty answer", () => {
    expect(parse("").status).toBe("unparsable");
  });
});

describe.each(everyFormat<unknown>((source) => parsed(source)))("the format %s", (_place, format) => {
  test("finds an answer or gives a reason for every string", () => {
    fc.assert(
      fc.property(fc.oneof(codeUnits, soup, long), (source) => {
        expectTotal(() => extractAnswer(separateThinking(source).text, format));
        expectTotal(() => extractAnswer(format.wrap(source), format));
      }),
      { numRuns: 200 },
    );
  });
});

test("refine goes on with what was read, and keeps the reason of what was not", () => {
  const even: Parser<number> = refine(integer(), (value) =>
    value % 2 === 0 ? parsed(value / 2) : unparsable("odd"),
  );
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(even(String(value))).toEqual(value % 2 === 0 ? parsed(value / 2) : unparsable("odd"));
    }),
  );
  expect(even("one")).toEqual(integer()("one"));
});
