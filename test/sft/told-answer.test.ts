import { expect, test } from "vitest";
import { findTold, TOLD_MEANINGS } from "../../src/sft/sampling/told-answer.ts";

const GUILTY: Readonly<Record<string, readonly string[]>> = {
  "the answer was given": [
    "As given, the answer is 42.",
    "as stated in the prompt, the final answer is BWB",
    "The answer has already been provided, so I only verify it.",
    "This agrees with the given answer.",
    "Hmm, the known correct answer says otherwise.",
    "As already told, the solution is x = 3.",
  ],
  "there is an answer to compare with": [
    "The reference answer says 17, so I must have made a slip.",
    "But the ground truth solution uses red for node 3.",
    "According to the reference solution we take the left branch.",
    "The answer key lists 12.",
    "My result does not match the expected answer, let me look again.",
    "The expected answer is 7, so a carry was lost.",
    "The golden answer is 4.",
  ],
  "somebody told the answer": [
    "We are told the answer is 12.",
    "I was given the correct answer, 3 5 7.",
    "I've been told that the answer equals 9.",
    "The prompt gives the answer as 31.",
    "You already told me the answer.",
    "Since we already know the answer, the derivation is short.",
  ],
  "the work was made to fit the answer": [
    "Let me work backwards from the answer.",
    "Working backward from the final answer, row 2 must be 3 1 2 4.",
    "I will reverse-engineer the target answer.",
    "To arrive at the expected answer one rounds up.",
  ],
  "the same, in Chinese": [
    "参考答案是 42，我们来验证一下。",
    "题目给出的答案是 17。",
    "既然答案已经给出，我们只需推导过程。",
    "由已知答案倒推。",
  ],
};

const INNOCENT: readonly string[] = [
  "So the answer is 42.",
  "Answer: 3 5 7",
  "The answer is given by the formula x = (a + b) / 2.",
  "The answer must be given as a list of numbers.",
  "We are told that the answer must be a single integer.",
  "The problem states that the answer is a whole number between 1 and 9.",
  "The prompt says the answer should end the reply.",
  "I was given the answer format: one row per line.",
  "Now we know the answer is 12, and the check confirms it.",
  "As stated, the answer is a list of colours.",
  "The expected answer format is one line.",
  "The expected answer is a single number.",
  "The given solution of 0.5 M NaCl has a volume of 2 L.",
  "Relative to the reference solution of pH 7 it is acidic.",
  "The reference temperature is 20 °C; the official unit is the joule.",
  "The model solution space is small.",
  "Working backwards from the final state, the last move was up.",
  "We already know the answer to the first part.",
  "We work backward from the target 24: 24 = 6 × 4.",
  "Let me give the answer now.",
  "The provided clues fix the corner.",
  "As given, the matrix is symmetric.",
  "Which options does the given answer option list leave?",
  "最后给出答案：42。",
  "我给出的答案是 17。",
  "题目给出的条件是三个数之和为 12。",
  "已知答案的范围在 1 到 9 之间。",
];

test.each(TOLD_MEANINGS.map(({ name }) => name))(
  "a reply that says it was told the answer is found: %s",
  (name) => {
    const sentences = GUILTY[name] ?? [];
    expect(sentences.length).toBeGreaterThan(2);
    expect(sentences.map((one) => [one, findTold(`First I look. ${one} Then I go on.`, "")])).toEqual(
      sentences.map((one) => [one, name]),
    );
  },
);

test("a reply that speaks of answers as one does who finds them is innocent", () => {
  expect(
    INNOCENT.flatMap((one) => (findTold(one, "") === undefined ? [] : [[one, findTold(one, "")]])),
  ).toEqual([]);
});

test("what the prompt itself says of a given answer, a reply may say, too", () => {
  const prompt = "A pupil has solved it. Is the given answer right?";
  expect(findTold("The given answer is wrong, since 3 + 4 = 7.", prompt)).toBeUndefined();
  expect(findTold("The reference answer says so.", prompt)).toBe("there is an answer to compare with");
});

test("looking through a long reply takes time in proportion to its length", () => {
  const hostile = "we are already already the answer was the given ".repeat(40_000);
  expect(findTold(hostile, "")).toBeUndefined();
});
