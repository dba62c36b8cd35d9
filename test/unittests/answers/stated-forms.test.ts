import { expect, test } from "vitest";
import { writeAsStated } from "../../../src/unittests/answers/stated-forms.ts";

const OPTIONS = "A) Rome\nB) Paris\nC) Oslo";

test.each([
  [`Which is it?\n${OPTIONS}\nGive the letter.`, "(B)", ["B"]],
  [`Which is it?\n${OPTIONS}\nGive the letter.`, "B) Paris", ["B"]],
  [`Which is it?\n${OPTIONS}\nGive the letter or the text of the option.`, "B", ["Paris"]],
  [`Which is it?\n${OPTIONS}`, "(B)", []],
  ["Which letter comes next? Give the letter.", "(B)", []],
  ["How far is it, in km? Give the number alone.", "12.5 km", ["12.5"]],
  ["How far is it? The unit may be left out.", "12.5 km", ["12.5"]],
  ["How far is it, in km?", "12.5 km", []],
  ["Give the number alone.", "12.5", []],
  ["Give the probability as a fraction.", "3/4", ["3 / 4", "\\frac{3}{4}"]],
  ["Give the probability as a fraction.", "-\\frac{3}{4}", ["-3/4"]],
  ["Give the quotient.", "3/4", []],
  ["Answer yes or no.", "yes", ["Yes"]],
  ['Answer "Yes" or "No".', "No", ["no"]],
  ["Is it so?", "yes", []],
  ["Write each split as its two heaps, in either order.", "25+45, 3 + 8", ["45+25, 8 + 3"]],
  ["Name both, in either order.", "Ada & Ben", ["Ben & Ada"]],
  ["Write the moves in any order.", "25+45, 3+8", []],
  ["Name the two, in either order.", "Ada, Ben", []],
])("what a prompt says of the form of its answer: %j, %s", (prompt, answer, forms) => {
  expect(writeAsStated(answer, prompt).map(([, text]) => text)).toEqual(forms);
});
