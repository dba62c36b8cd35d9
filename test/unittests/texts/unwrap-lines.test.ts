import { describe, expect, test } from "vitest";
import { roundAnswer } from "../../../src/unittests/answers/format-answer.ts";
import { writeAsStated } from "../../../src/unittests/answers/stated-forms.ts";
import { leavesOrderOpen, statedOrder } from "../../../src/unittests/answers/stated-order.ts";
import { spellAsStated } from "../../../src/unittests/answers/stated-spelling.ts";
import { statedTolerance } from "../../../src/unittests/answers/stated-tolerance.ts";
import { findMethod } from "../../../src/unittests/texts/find-method.ts";
import { askForTheBest, askForTheShortest } from "../../../src/unittests/texts/find-superlative.ts";
import { unwrapLines } from "../../../src/unittests/texts/unwrap-lines.ts";

const LEAD = "The clerk of the harbour keeps a list of all ships that are expected in the coming week. ";

/** What is read of a prompt's prose, whoever asks, of words that say it. */
const READ: readonly (readonly [sentence: string, read: (prompt: string) => unknown])[] = [
  ["Give the length to two decimal places.", statedTolerance],
  ["Answers within 0.5 percent of the true value are correct.", statedTolerance],
  ["An answer may be off by at most 0.02 metres.", statedTolerance],
  ["Write the number with three significant figures.", statedTolerance],
  ["Answers within 2 per cent are accepted.", (prompt) => roundAnswer("12.345678", prompt)],
  ["List the ships in alphabetical order.", statedOrder],
  ["List the depths from the smallest to the largest.", statedOrder],
  ["The order does not matter.", leavesOrderOpen],
  ["Use as few moves as possible.", askForTheShortest],
  ["Keep the cost as low as possible.", askForTheBest],
  ["Spaces in your answer do not matter.", (prompt) => spellAsStated("ab cd ef", prompt)],
  ["Give the number with or without its unit.", (prompt) => writeAsStated("12 m", prompt)],
  ["As a hint, begin with the ship that has the fewest choices.", (prompt) => findMethod(prompt, "ships")],
];

/** A text in lines of at most so many characters, broken between words. */
function wrap(text: string, width: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

const WIDTHS = Array.from({ length: 61 }, (_, index) => 50 + index);

describe("what a prompt says", () => {
  test.each(READ)("is read wherever its lines are broken: %s", (sentence, read) => {
    const prompt = LEAD + sentence;
    const whole = read(prompt);
    expect([null, false, undefined]).not.toContain(whole);
    expect(whole, "what is read comes from the sentence").not.toEqual(read(LEAD));
    for (const width of WIDTHS) expect(read(wrap(prompt, width)), `${width} wide`).toEqual(whole);
  });
});

test("lists, tables and headings stay as they are", () => {
  const text = [
    "The ships and their cargoes are, in the order of their arrival:",
    "- Albatross carries wheat from the north and some barley",
    "- Bittern carries wool",
    "",
    "ship | cargo | the day on which it is expected",
    "Curlew | salt | Monday",
    "1. A ship that carries wool and comes from the north",
    "2. A ship with salt",
  ].join("\n");
  expect(unwrapLines(text)).toBe(text);
});
