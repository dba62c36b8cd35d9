import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finalLine } from "../../src/bootcamp/answer-format.ts";
import { MAX_RESPONSE_LENGTH, type Score, type ScoreOptions } from "../../src/bootcamp/bootcamp.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { aBootcamp, type BootcampPieces, ONLY_CASE } from "./a-bootcamp.ts";
import { everyFormat } from "./formats.ts";

const pieces = (over: Partial<BootcampPieces<number>> = {}): BootcampPieces<number> => ({
  answerFormat: finalLine(integer()),
  verifyCorrection: (answer) => (answer === 42 ? 1 : 0),
  ...over,
});
const scoreOf = (
  response: string,
  over: Partial<BootcampPieces<number>> = {},
  options?: ScoreOptions,
): Score => aBootcamp(pieces(over)).verifyScore(response, ONLY_CASE, options);

/** Something that throws whenever it is read or turned into text. */
const thorn: unknown = new Proxy(new Error("hidden"), {
  get: () => {
    throw thorn;
  },
  getPrototypeOf: () => {
    throw thorn;
  },
});

describe("the score of a response", () => {
  test.each(everyFormat(integer()))(
    "is 1 for a right answer and 0 for a wrong one in the format %s",
    (_place, answerFormat) => {
      expect(scoreOf(answerFormat.wrap("42"), { answerFormat })).toEqual({
        status: "scored",
        score: 1,
        answer: "42",
      });
      expect(scoreOf(answerFormat.wrap("41"), { answerFormat })).toEqual({
        status: "scored",
        score: 0,
        answer: "41",
      });
      expect(scoreOf("I give up.", { answerFormat })).toMatchObject({ status: "unparsable", score: 0 });
    },
  );

  test("is whatever the verifier says from 0 to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (score) => {
        const paid = score === 0 ? 0 : score;
        expect(scoreOf("Answer: 42", { verifyCorrection: () => score })).toMatchObject({
          status: "scored",
          score: paid,
        });
      }),
    );
  });

  test("looks at no answer inside thinking", () => {
    expect(scoreOf("<think>Answer: 41</think>\nAnswer: 42")).toMatchObject({ status: "scored", score: 1 });
    expect(scoreOf("<think>Answer: 42</think>")).toMatchObject({ status: "unparsable", score: 0 });
  });

  test("does not depend on what was scored before", () => {
    const bootcamp = aBootcamp(pieces());
    fc.assert(
      fc.property(fc.array(fc.constantFrom("Answer: 42", "Answer: 41", "42", "", "<think>")), (responses) => {
        for (const response of responses) {
          expect(bootcamp.verifyScore(response, ONLY_CASE)).toEqual(scoreOf(response));
        }
      }),
    );
  });

  test("is that of the longest response allowed, and nothing for one that is longer", () => {
    const end = "</think>\nAnswer: 42";
    const longest = "t".repeat(MAX_RESPONSE_LENGTH - end.length) + end;
    expect(scoreOf(longest)).toMatchObject({ status: "scored", score: 1 });
    expect(scoreOf(`t${longest}`)).toEqual({ status: "unparsable", score: 0, reason: "response too long" });
  });
});

describe("a format score", () => {
  test("is paid for a wrong answer that can be read, and for nothing else", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (formatScore) => {
        const paid = (response: string): number | undefined => {
          const score = scoreOf(response, {}, { formatScore });
          return "score" in score ? score.score : undefined;
        };
        expect(paid("Answer: 41")).toBe(formatScore);
        expect(paid("Answer: 42")).toBe(1);
        expect(paid("no answer")).toBe(0);
      }),
    );
  });

  test("does not touch a part of a score, and never pays for an error", () => {
    const options = { formatScore: 0.5 };
    expect(scoreOf("Answer: 42", { verifyCorrection: () => 0.1 }, options)).toMatchObject({ score: 0.1 });
    expect(scoreOf("Answer: 42", { verifyCorrection: () => -1 }, options)).not.toHaveProperty("score");
  });
});

describe("a fault of the bootcamp", () => {
  test.each([
    -0.001,
    1.001,
    -Infinity,
    Infinity,
    Number.NaN,
    "1",
    true,
    null,
    undefined,
    1n,
    [1],
    {},
    Symbol("1"),
    thorn,
  ])("is an error without a score: a verifier that returns something that is no score (%#)", (returned) => {
    const score = scoreOf("Answer: 42", { verifyCorrection: () => returned });
    expect(score).toMatchObject({ status: "error", message: expect.stringMatching(/^verifyCorrection /) });
    expect(score).not.toHaveProperty("score");
  });

  test.each([new Error("broken"), new TypeError("x is undefined"), "a text", undefined, null, 7, thorn])(
    "is an error without a score, never thrown on: a verifier that throws (%#)",
    (thrown) => {
      const verifyCorrection = (): never => {
        throw thrown;
      };
      const score = scoreOf("Answer: 42", { verifyCorrection });
      expect(score).toMatchObject({
        status: "error",
        message: expect.stringMatching(/^verifyCorrection threw /),
      });
      expect(score).not.toHaveProperty("score");
    },
  );

  test("is an error that says what was thrown, shortened", () => {
    const verifyCorrection = (): never => {
      throw new TypeError("no such row ".repeat(1_000));
    };
    const score = scoreOf("Answer: 42", { verifyCorrection });
    const message = score.status === "error" ? score.message : "";
    expect(message).toContain("TypeError: no such row");
    expect(message.length).toBeLessThan(600);
  });

  test.each(["parse", "find"] as const)("is an error: an answer format whose own %s throws", (part) => {
    const broken = (): never => {
      throw new RangeError("out of the row");
    };
    const answerFormat = { ...finalLine(integer()), [part]: broken };
    expect(scoreOf("Answer: 42", { answerFormat })).toEqual({
      status: "error",
      message: "answerFormat threw RangeError: out of the row",
    });
  });

  test("whose recursion never ends is an error", () => {
    const endless = (depth: number): number => endless(depth + 1) + 1;
    expect(scoreOf("Answer: 42", { verifyCorrection: endless })).toMatchObject({ status: "error" });
  });
});

test("scoring never throws and pays from 0 to 1 alone, whatever the response", () => {
  const response = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("Answer: ", "42", "41", "\n", "<think>", "</think>", "**", ".", "\ud800"))
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(response, (text) => {
      const score = scoreOf(text);
      expect(["scored", "unparsable"]).toContain(score.status);
      expect("score" in score && score.score >= 0 && score.score <= 1).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
