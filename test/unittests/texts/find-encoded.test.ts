import { describe, expect, test } from "vitest";
import { answerCodes, findEncoded, searchedPrompt } from "../../../src/unittests/texts/find-encoded.ts";

const findIn = (prompt: string, answer: string): string | undefined =>
  findEncoded(searchedPrompt(prompt), answerCodes(answer))?.how;

describe("an answer in a prompt", () => {
  test.each([
    ["harbour", "aGFyYm91cg", "in base64"],
    ["harbour", "NBQXEYTPOVZA", "in base32"],
    ["harbour", "686172626F7572", "in hexadecimal"],
    ["harbour", "uneobhe", "in rot13"],
    ["harbours", "sruobrah", "reversed"],
    ["harbour", "104 97 114 98 111 117 114", "as character codes"],
    ["harbour", "8-1-18-2-15-21-18", "as places in the alphabet"],
    ["820", "CASE-MS-1", "in base 36"],
    ["700", "no 2bc", "in hexadecimal"],
    ["820", "1100110100", "in base 2"],
    ["Key: LEMON", "yrzba YRZBA", "in rot13"],
  ])("%s as %s is found", (answer, code, how) => {
    expect(findIn(`Solve this. Reference: ${code}.`, answer)).toBe(how);
  });

  test("that is one word of several is named, with its code", () => {
    const codes = answerCodes("old lighthouse, north");
    expect(findEncoded(searchedPrompt("Beware of the esuohthgil."), codes)).toEqual({
      how: "reversed",
      code: "esuohthgil",
      piece: "lighthouse",
    });
  });

  test.each([
    ["820", "Solve ms820 and itemse of 12."],
    ["12", "There are c things."],
    ["820", "There are 334 of 1464."],
    ["abc", "nop"],
    ["harbour", "Which harbour is it?"],
    ["level", "The level is asked for."],
  ])("%s as it stands, or by chance, is none: %s", (answer, prompt) => {
    expect(findIn(prompt, answer)).toBeUndefined();
  });
});
