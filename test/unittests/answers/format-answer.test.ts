import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decorateAnswer, respaceAnswer, roundAnswer } from "../../../src/unittests/answers/format-answer.ts";

const word = fc.stringMatching(/^[A-Za-z0-9]{1,8}$/);
const answers = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 12 }),
    fc.constantFrom(" ", ", ", ",", "\n", " -> ", "->", "; ", "=", ": "),
  )
  .map(([items, separator]) => items.join(separator));

describe("an answer with other white space", () => {
  test("has the same words in the same order, and never the same text", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        for (const [, text] of respaceAnswer(answer)) {
          expect(text).not.toBe(answer);
          expect(text.match(/[A-Za-z0-9]+/g)).toEqual(answer.match(/[A-Za-z0-9]+/g));
          expect(text.replace(/\s/g, "")).toBe(answer.replace(/\s/g, ""));
        }
      }),
    );
  });

  test("loses no space that is all that keeps two numbers apart", () => {
    expect(respaceAnswer("1 2 3").map(([, text]) => text)).toEqual(["1 2 3  "]);
    expect(respaceAnswer("1, 2").map(([, text]) => text)).toEqual(["1, 2  ", "1,2", "1,  2"]);
  });
});

describe("an answer in decoration", () => {
  test.each([
    ["1234567", ["**1234567**", "1234567.", "$1234567$", "1,234,567"]],
    ["m = 57", ["**m = 57**", "m = 57.", "$m = 57$"]],
    ["a -> b", ["**a -> b**", "a -> b."]],
    ["()", ["**()**"]],
    ["1 2\n2 1", []],
  ])("%j", (answer, written) => {
    expect(decorateAnswer(answer).map(([, text]) => text)).toEqual(written);
  });
});

describe("a decimal answer", () => {
  test.each([
    ["Give two decimal places.", ["71.60"]],
    ["An answer within 0.6 percent is right.", ["71.968175"]],
    ["An answer within 0.1 degrees of the exact one is correct.", ["71.688000"]],
    ["It may differ from the exact value by up to 0.002.", ["71.603667"]],
    ["Each plank lies within 0.1 metres of the next. Give the exact number.", []],
    ["An answer that is off by at most 0.001 counts.", []],
    ["Give at least four figures; an answer within 0.6\npercent is right.", ["71.968175"]],
    ["Give the exact number.", []],
  ])("moves as the prompt allows: %s", (prompt, values) => {
    expect(roundAnswer("71.603", prompt).map(([, text]) => text)).toEqual(values);
  });

  test("keeps its unit", () => {
    expect(roundAnswer("24.365 g", "with two decimals")).toEqual([
      ["with the 2 decimals that the prompt asks for", expect.stringMatching(/^24\.3[67] g$/)],
    ]);
  });

  test("that is a whole number or a fraction is left alone", () => {
    expect(roundAnswer("12", "two decimals")).toEqual([]);
    expect(roundAnswer("1/3", "two decimals")).toEqual([]);
  });
});
