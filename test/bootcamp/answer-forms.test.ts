import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as toolkit from "../../src/bootcamp/index.ts";
import {
  type AnswerFormat,
  boxed,
  canonicalText,
  choiceOf,
  decimal,
  expression,
  finalLine,
  integer,
  list,
  mapping,
  permutationOf,
  rational,
  setOf,
  tagged,
  text,
} from "../../src/bootcamp/index.ts";
import { aBootcamp, ONLY_CASE } from "./a-bootcamp.ts";

/** The formats of the corpus, as it writes them. */
const FORMATS: Readonly<Record<string, AnswerFormat<unknown>>> = {
  "boxed(integer())": boxed(integer()),
  "boxed(rational())": boxed(rational()),
  "boxed(decimal())": boxed(decimal()),
  "boxed(list(integer()))": boxed(list(integer())),
  "boxed(setOf(integer()))": boxed(setOf(integer())),
  "boxed(choiceOf(['A','B','C','D']))": boxed(choiceOf(["A", "B", "C", "D"])),
  "boxed(text())": boxed(text()),
  "finalLine(expression())": finalLine(expression()),
  "finalLine(integer())": finalLine(integer()),
  "finalLine(permutationOf(['A','B','C']))": finalLine(permutationOf(["A", "B", "C"])),
  "tagged(mapping(text(), integer()))": tagged(mapping(text(), integer())),
  "tagged(list(text()))": tagged(list(text())),
};

const lineSchema = z.strictObject({
  id: z.string(),
  format: z.string(),
  response: z.string(),
  answer: z.json(),
});

const LINES = readFileSync(new URL("../fixtures/answer-forms.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => lineSchema.parse(JSON.parse(line)));

/** What a response is read as: rationals as they are written, of an expression its value, null for no answer. */
function readingOf(response: string, answerFormat: AnswerFormat<unknown>): unknown {
  let read: unknown = null;
  const bootcamp = aBootcamp({
    answerFormat,
    verifyCorrection: (answer) => {
      read = answer;
      return 1;
    },
  });
  bootcamp.verifyScore(response, ONLY_CASE);
  if (read instanceof toolkit.Rational) return read.toString();
  if (typeof read === "object" && read !== null && "operators" in read && "value" in read)
    return read.value instanceof toolkit.Rational ? read.value.toNumber() : read.value;
  return read;
}

describe("the corpus of answer forms", () => {
  test("has its 22 lines, each in a format of the toolkit", () => {
    expect(LINES).toHaveLength(22);
    expect(LINES.filter(({ format }) => FORMATS[format] === undefined)).toEqual([]);
  });

  test.each(LINES.map((line) => [line.id, line] as const))("%s has its value", (_id, line) => {
    const format = FORMATS[line.format];
    if (format === undefined) throw new Error(`no such format: ${line.format}`);
    expect(canonicalText(readingOf(line.response, format))).toBe(canonicalText(line.answer));
  });
});
