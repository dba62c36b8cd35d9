import { afterAll, describe, expect, test } from "vitest";
import type { CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const TASK =
  'Add up these numbers: ${instance.numbers.join(", ")}. Give their sum as one whole number, in digits.';
const FORMAT = "${this.answerFormat.instruction}";

const prompt = (text: string): SourcePieces => ({ promptFunc: `return \`${text}\`;` });

const BASE64 = `const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"];
function encode(text: string): string {
  const bits = [...text].map((one) => (one.codePointAt(0) ?? 0).toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,6}/g) ?? []).map((six) => LETTERS[parseInt(six.padEnd(6, "0"), 2)] ?? "").join("");
}`;
const HEX = `const encode = (text: string): string =>
  [...text].map((one) => (one.codePointAt(0) ?? 0).toString(16)).join("");`;

type Planted = readonly [
  what: string,
  pieces: SourcePieces,
  name: CheckName,
  status: "failed" | "warned",
  detail: RegExp,
  shown: object,
];
const FIRST = { level: 0, seed: 7, index: 0, prompt: expect.any(String) };

const PLANTED: readonly Planted[] = [
  [
    "says the answer",
    prompt(`${TASK} (The answer is \${sumOf(instance)}.) ${FORMAT}`),
    "no leak",
    "failed",
    /180 of 180 prompts \(0 expected by chance\): .* "1583" stands labelled as the answer, in "….*, in digits\. \(The answer is 1583\.\) End/,
    FIRST,
  ],
  [
    "labels the answer after other numbers",
    prompt(`${TASK} Not \${sumOf(instance)}0! Solution: \${sumOf(instance)} ${FORMAT}`),
    "no leak",
    "failed",
    /labelled as the answer/,
    FIRST,
  ],
  [
    "has a long answer in the prompt",
    {
      ...prompt(`${TASK} Case \${sumOf(instance) * 1e12}. ${FORMAT}`),
      referenceAnswer: "return this.answerFormat.wrap(String(sumOf(instance) * 1e12));",
      verifyCorrection: "return answer === sumOf(instance) * 1e12 ? 1 : 0;",
    },
    "no leak",
    "failed",
    /\(0 expected by chance\): .* stands in plain text, in ".*Case 1583000000000000\. End/,
    FIRST,
  ],
  [
    "says the answer in base64",
    { before: BASE64, ...prompt(`${TASK} Case \${encode(String(sumOf(instance)))}. ${FORMAT}`) },
    "no leak",
    "failed",
    /\(0 expected by chance\): .* stands in base64, in "/,
    FIRST,
  ],
  [
    "says the answer in hexadecimal",
    { before: HEX, ...prompt(`${TASK} Case \${encode(String(sumOf(instance)))}. ${FORMAT}`) },
    "no leak",
    "failed",
    /\(0 expected by chance\): .* stands in hexadecimal, in "/,
    FIRST,
  ],
  [
    "says the answer in base 36, after a longer word that holds it",
    prompt(
      `Room q\${sumOf(instance).toString(36)}z. ${TASK} Case \${sumOf(instance).toString(36)}. ${FORMAT}`,
    ),
    "no leak",
    "failed",
    /"1583" stands in base 36, in "….* Case 17z\. End your reply/,
    FIRST,
  ],
  [
    "says the answer in some prompts",
    prompt(`${TASK} \${sumOf(instance) % 8 === 0 ? \`Result: \${sumOf(instance)}\` : ""} ${FORMAT}`),
    "no leak",
    "warned",
    /labelled as the answer/,
    { level: 0, seed: 7 },
  ],
  [
    "writes more than 16,000 characters",
    prompt(`${TASK} \${"Take care. ".repeat(instance.numbers.length > 6 ? 1600 : 1)} ${FORMAT}`),
    "prompt within bounds",
    "failed",
    /^a prompt has 17\d\d\d characters; at most 16000 are allowed$/,
    { ...FIRST, level: 2 },
  ],
  [
    "writes next to nothing",
    prompt('Sum: ${instance.numbers.join(" ")}'),
    "prompt within bounds",
    "failed",
    /^a prompt of \d\d characters is too short to state a task$/,
    FIRST,
  ],
  [
    "writes in Chinese",
    prompt(
      `请把下面的数字全部加起来，并给出它们的总和：\${instance.numbers.join(", ")}。请把这些数字加起来，然后把答案写在最后一行，不要写任何其他内容。请仔细检查每一个数字。 ${FORMAT}`,
    ),
    "prompt within bounds",
    "failed",
    /not in English/,
    FIRST,
  ],
  [
    "relies on an image",
    prompt(`Add up the numbers in the figure below. ${TASK} ${FORMAT}`),
    "prompt within bounds",
    "warned",
    /speaks of an image that is not there: "figure below", in ".*Add up the numbers in the figure below\. /,
    FIRST,
  ],
  [
    "relies on a drawing",
    prompt(`${TASK} The numbers stand in the drawing, in a circle. ${FORMAT}`),
    "prompt within bounds",
    "warned",
    /speaks of an image that is not there: "in the drawing"/,
    FIRST,
  ],
  [
    "relies on a table",
    prompt(
      `Add up the numbers of the table below, and give their sum in digits.\n\${instance.numbers.join("\\n")}\n${FORMAT}`,
    ),
    "prompt within bounds",
    "warned",
    /speaks of a table that is not there: "table below"/,
    FIRST,
  ],
  [
    "contains words of simplification in a comment",
    { before: "// For simplicity, all numbers have three digits." },
    "not simplified",
    "warned",
    /^line 8: .*says that the task was made simpler than described$/,
    { line: 8, found: "// For simplicity, all numbers have three digits." },
  ],
  [
    "contains words of simplification in a name",
    { before: "const dummyCase = 1;" },
    "not simplified",
    "warned",
    /^line 8: "dummyCase"/,
    { line: 8 },
  ],
  [
    "contains words of simplification in a string",
    prompt(`This is a simplified version of a harder task. ${TASK} ${FORMAT}`),
    "not simplified",
    "warned",
    /says that the task was made simpler/,
    { line: expect.any(Number) },
  ],
];

/** What looks like a fault and is none. */
const INNOCENT: readonly (readonly [what: string, pieces: SourcePieces])[] = [
  ["names every answer that there is", prompt(`${TASK} The answer is a number from 300 to 12000. ${FORMAT}`)],
  [
    "shows an example with an answer of its own",
    prompt(`Example: 1 + 2, and the answer is 3. ${TASK} ${FORMAT}`),
  ],
  [
    "has names and formulas in other letters",
    prompt(
      `${TASK} (Σ xᵢ for i from 1 to \${instance.numbers.length}; naïve addition of α, β and γ.) ${FORMAT}`,
    ),
  ],
  [
    "speaks of the image that a lens forms",
    prompt(
      `A lens forms an inverted image. Nothing is shown in the image but numbers, and the image shows all. ${TASK} ${FORMAT}`,
    ),
  ],
  ["speaks of assumptions in its rules", { before: "/** Every number is an integer from 100 to 999. */" }],
];

describe("a draft that", () => {
  test.each(PLANTED)(
    "%s is found out, with the evidence",
    async (_what, pieces, name, status, detail, shown) => {
      const outcome = await workshop.test(aSource(pieces));
      const found = checksThat(outcome, "failed", "warned");
      // What stands in a prompt can be read off it, too.
      const others = found.filter(
        (one) => one !== "guessing does not pay" && one !== "every change is noticed",
      );
      expect(others).toEqual([name]);
      expect(checkNamed(outcome, name)).toMatchObject({
        status,
        detail: expect.stringMatching(detail),
        counterexamples: expect.arrayContaining([expect.objectContaining(shown)]),
      });
    },
  );

  test.each(INNOCENT)("%s passes", async (_what, pieces) => {
    expect(checksThat(await workshop.test(aSource(pieces)), "failed", "warned")).toEqual([]);
  });
});

describe("a counterexample", () => {
  test.each([
    prompt(`${TASK} Solution: \${sumOf(instance)} ${FORMAT}`),
    { verifyCorrection: "return answer >= sumOf(instance) ? 1 : 0;" },
    {
      caseGenerator:
        "return { numbers: Array.from({ length: level.count }, () => 100 * rng.integer(1, 2)) };",
    },
    { referenceAnswer: "return String(sumOf(instance));" },
  ])("is drawn again from its level, seed and index: %#", async (pieces) => {
    const source = aSource(pieces);
    const { report } = await workshop.test(source, { seed: 31 });
    const shown = report.checks.flatMap((check) => ("counterexamples" in check ? check.counterexamples : []));
    const placed = shown.filter(({ instance }) => instance !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    for (const one of placed) expect(await workshop.replay(source, one)).toBe(one.instance);
  });
});
