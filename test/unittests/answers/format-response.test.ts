import { expect, test } from "vitest";
import {
  boxed,
  bracketed,
  extractAnswer,
  fencedBlock,
  finalLine,
  separateThinking,
  tagged,
  text,
} from "../../../src/bootcamp/index.ts";
import { formatResponse } from "../../../src/unittests/answers/format-response.ts";

const FORMATS = [tagged(text()), bracketed(text()), boxed(text()), finalLine(text()), fencedBlock(text())];
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

test.each(FORMATS)("whatever letter an answer is, it is dressed where it stands: $place", (format) => {
  for (const letter of LETTERS) {
    const reference = format.wrap(letter);
    const score = { status: "scored", score: 1, answer: letter } as const;
    const drawn = {
      level: 0,
      instance: {},
      prompt: "Which letter?",
      reference,
      answer: letter,
      score,
      index: 0,
      lost: null,
    };
    const variants = formatResponse(drawn, format.place, format.parse.shape ?? null);
    expect(variants.length).toBeGreaterThan(2);
    for (const [how, response] of variants)
      expect(
        extractAnswer(separateThinking(response).text, format),
        `${letter} ${how}: ${response}`,
      ).toMatchObject({
        status: "parsed",
        value: { answer: letter },
      });
  }
});
