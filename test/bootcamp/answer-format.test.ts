import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnswerFormat,
  boxed,
  bracketed,
  fencedBlock,
  finalLine,
  tagged,
  wholeReply,
} from "../../src/bootcamp/answer-format.ts";
import { extractAnswer } from "../../src/bootcamp/extract-answer.ts";
import { list } from "../../src/bootcamp/parse-list.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { type Parser, parsed } from "../../src/bootcamp/parser.ts";
import { embeddedFormats, everyFormat } from "./formats.ts";

const asWritten: Parser<string> = (text) => parsed(text);
const read = <Answer>(text: string, format: AnswerFormat<Answer>): Answer | undefined => {
  const found = extractAnswer(text, format);
  return found.status === "parsed" ? found.value.answer : undefined;
};

const anyText = fc.string({ unit: "binary", maxLength: 80 }).filter((text) => !/\p{Cc}/u.test(text));
const oneLine = anyText.map((text) => text.replaceAll(/[\u2028\u2029]/gu, "").trim());
const lines = fc.array(oneLine, { minLength: 1 }).map((rows) => rows.join("\n"));
const withoutBraces = oneLine.map((text) => text.replaceAll(/[{}\\]/gu, ""));
const balanced = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 },
    withoutBraces,
    fc.tuple(withoutBraces, tie("text"), tie("text")).map(([a, b, c]) => `${a}\\frac{${b}}{${c}}`),
  ),
})).text;

/** Answers that a format can hold: all but its own closing mark. */
const HOLDS: readonly (readonly [AnswerFormat<string>, fc.Arbitrary<string>])[] = [
  [boxed(asWritten), balanced],
  [tagged(asWritten), lines.filter((text) => !/<\/?answer>/i.test(text))],
  [bracketed(asWritten), lines.filter((text) => !/\[\/?answer\]/i.test(text))],
  [finalLine(asWritten), oneLine],
  [fencedBlock(asWritten, "json"), lines.filter((text) => !text.includes("```"))],
  [
    wholeReply(asWritten),
    fc.stringMatching(/^[a-z0-9é漢 ,;()]{1,40}$/).filter((text) => text === text.trim() && text !== ""),
  ],
];

describe("every format", () => {
  test.each(HOLDS.map(([format, answers]) => [format.place, format, answers] as const))(
    "finds what it wraps, alone and behind other words: %s",
    (place, format, answers) => {
      fc.assert(
        fc.property(answers, (answer) => {
          expect(read(format.wrap(answer), format)).toBe(answer);
          if (place === "whole-reply") return;
          expect(read(`First I count.\n\n${format.wrap(answer)}\n`, format)).toBe(answer);
        }),
        { numRuns: 300 },
      );
    },
  );

  test.each(embeddedFormats(integer()))(
    "says in its instruction nothing that it would read as an answer: %s",
    (_place, format) => {
      fc.assert(
        fc.property(fc.integer(), (answer) => {
          expect(read(`${format.instruction}\n${format.wrap(String(answer))}`, format)).toBe(answer);
        }),
      );
      expect(read(format.instruction, format)).toBeUndefined();
    },
  );

  test.each(everyFormat(integer()))("finds nothing in nothing: %s", (_place, format) => {
    const texts = ["", " ", "\n\n", "42 is what I think.", "answer", "```", "\\boxed", "Answer:"];
    expect(texts.filter((text) => read(text, format) !== undefined)).toEqual([]);
  });

  test.each(everyFormat(asWritten))(
    "refuses control characters and replies too long: %s",
    (_place, format) => {
      expect(read(format.wrap("4\u00002"), format)).toBeUndefined();
      expect(read(format.wrap("\u001b[8m41\u001b[0m"), format)).toBeUndefined();
      expect(read(`${" ".repeat(100_000)}\n${format.wrap("42")}`, format)).toBeUndefined();
    },
  );
});

describe.each(embeddedFormats(integer()))("two answers in the format %s", (place, format) => {
  const both = (one: string, other: string): number | undefined =>
    read(`${format.wrap(one)}\nNo, wait.\n${format.wrap(other)}`, format);

  test("are one when they say the same, however written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 10 ** 9 }), (value) => {
        const forms = [`${value}`, `**${value}**`, `${value}.0`, value.toLocaleString("en-US"), `+${value}`];
        expect(forms.filter((form) => both(form, `${value}`) !== value)).toEqual([]);
      }),
    );
  });

  test("are none when they differ", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        fc.pre(one !== other);
        expect(both(String(one), String(other))).toBeUndefined();
      }),
    );
  });

  test("are the last one's when only that can be read, and none when only the first can", () => {
    expect(both("a number", "42")).toBe(42);
    // In a fenced block, words behind a number are a check of it.
    expect(both("42", "4 2")).toBeUndefined();
    expect(both("42", "a number")).toBe(place === "fenced" ? 42 : undefined);
  });

  test("are none even when the odd one hides among a hundred that agree", () => {
    const many = Array.from({ length: 100 }, () => format.wrap("42"));
    expect(read(many.join("\n"), format)).toBe(42);
    expect(read(many.with(50, format.wrap("41")).join("\n"), format)).toBeUndefined();
  });

  test("are too many when more than 200 differ in writing from the last", () => {
    const many = (count: number): string =>
      Array.from({ length: count }, (_, zeros) => format.wrap(`42.${"0".repeat(zeros + 1)}`)).join("\n");
    expect(read(many(201), format)).toBe(42);
    expect(read(many(202), format)).toBeUndefined();
  });
});

describe("a box", () => {
  test.each([
    ["\\boxed{\\boxed{42}}", "\\boxed{42}"],
    ["\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"],
    ["in \\boxed{ I write \\boxed{42}", "42"],
    ["} \\boxed{42} {", "42"],
    ["\\boxed{{4}{2}}", "{4}{2}"],
  ])("%s holds %s", (text, answer) => {
    expect(read(text, boxed(asWritten))).toBe(answer);
  });

  test.each(["\\boxed{42", "\\boxed{4{2}", "boxed{42}", "\\boxed(42)"])("%s is none", (text) => {
    expect(read(text, boxed(asWritten))).toBeUndefined();
  });
});

describe("a fenced block", () => {
  const format = fencedBlock(list(integer()));

  test.each([
    "```\n1, 2\n```",
    "```json\n1, 2\n```",
    "  ```text  \r\n1, 2\r\n ```",
    "```\n1, 2\n```\nThat is all.",
  ])("is found in %j", (text) => {
    expect(read(text, format)).toEqual([1, 2]);
  });

  test.each(["```\n1, 2", "1, 2\n```", "``\n1, 2\n``", "```1, 2```", "``` a b\n1, 2\n```"])(
    "is not found in %j",
    (text) => {
      expect(read(text, format)).toBeUndefined();
    },
  );
});
