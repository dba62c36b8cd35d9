import { describe, expect, test } from "vitest";
import { extractAnswer } from "../../src/bootcamp/extract-answer.ts";
import { parsed } from "../../src/bootcamp/parser.ts";
import { separateThinking } from "../../src/bootcamp/thinking.ts";
import { EVERY_PARSER } from "./every-parser.ts";
import { everyFormat } from "./formats.ts";
import { timeGrowth } from "./time-growth.ts";

/** Between linear and quadratic: arrays that grow cost a little more than their length. */
const LIMIT = 9;

const repeated =
  (piece: string, before = "", behind = "") =>
  (length: number): string =>
    before + piece.repeat(Math.ceil(length / piece.length)) + behind;

/** Texts that make a careless reader go over them again and again. */
const HOSTILE: readonly (readonly [name: string, textOf: (length: number) => string])[] = [
  ["spaces and then a letter", repeated(" ", "", "x")],
  ["spaces behind a label", repeated(" ", "Answer:", "x")],
  ["one letter", repeated("a", "", "!")],
  ["digits", repeated("1")],
  ["grouped digits", repeated(",000", "1")],
  ["ones and commas", repeated("1,", "", "1")],
  ["ones and spaces", repeated("1 ", "", "x")],
  ["lines", repeated("\n", "", "x")],
  ["spaces inside", repeated(" ", "1", "x")],
  ["lines inside", repeated("\n", "1", "x")],
  ["tabs and lines inside", repeated("\t\n", "1,", "x")],
  ["bullets inside", repeated("\n- ", "1", "x")],
  ["final lines", repeated("Answer: 1\n")],
  ["round brackets that open", repeated("(")],
  ["square brackets that open", repeated("[")],
  ["brackets that nest", (length) => "[".repeat(length / 2) + "]".repeat(length / 2)],
  ["braces that open", repeated("{")],
  ["boxes that open", repeated("\\boxed{")],
  ["boxes that nest", (length) => "\\boxed{".repeat(length / 8) + "}".repeat(length / 8)],
  ["tags that open", repeated("<answer>")],
  ["tags that close", repeated("</answer>")],
  ["fences", repeated("```\n1\n")],
  ["thoughts that open", repeated("<think>")],
  ["thoughts that open in capitals, behind a letter that grows", repeated("<THINK>", "İ")],
  ["stars", repeated("*", "", "x")],
  ["stars and spaces", repeated("* ", "", "x")],
  ["ticks around", (length) => "`".repeat(length / 2) + "1" + "`".repeat(length / 2)],
  ["dollars", repeated("$")],
  ["full stops", repeated(".")],
  ["quotes", repeated('"')],
  ["backslashes", repeated("\\", '"')],
  ["signs", repeated("-")],
  ["a sum", repeated("1+", "", "1")],
  ["quotients", repeated("7/3-", "", "1")],
  ["pairs", repeated("A=1,")],
  ["keys", repeated("A:")],
  ["JSON", (length) => `[${"0,".repeat(length / 2)}0]`],
];

const growthOf = (run: (text: string) => unknown, length: number): readonly string[] =>
  HOSTILE.flatMap(([name, textOf]) => {
    const growth = timeGrowth(run, textOf, { length, enough: LIMIT, waitMs: 4_000 });
    return growth > LIMIT ? [`${name}: ${growth.toFixed(1)} times as long`] : [];
  });

describe("four times the text takes no more than nine times as long", () => {
  test.each(EVERY_PARSER)("for the parser %s", (_name, parse) => {
    expect(growthOf(parse, 1_500)).toEqual([]);
  });

  test.each(everyFormat<unknown>((text) => parsed(text)))("for the format %s", (_place, format) => {
    expect(growthOf((text) => extractAnswer(text, format), 6_000)).toEqual([]);
  });

  test("for thinking, in long responses", () => {
    expect(growthOf(separateThinking, 25_000)).toEqual([]);
  });

  test("which a reader that starts again at every place does not pass", () => {
    const careless = (text: string): boolean => /^[ \t]*(?:---)?[ \t]*$/.test(text);
    const options = { length: 1_000, enough: LIMIT, waitMs: 200 };
    expect(timeGrowth(careless, repeated(" ", "", "x"), options)).toBeGreaterThan(LIMIT);
  });
});
