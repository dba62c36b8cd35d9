import { afterAll, expect, test } from "vitest";
import { spellAsStated } from "../../../src/unittests/answers/stated-spelling.ts";
import { aSource } from "../../compile/a-source.ts";
import { checkNamed, openWorkshop } from "../open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const textsFor = (answer: string, prompt: string): readonly string[] =>
  spellAsStated(answer, prompt).map(([, text]) => text);

test.each([
  ["Spaces between letters do not matter.", "SALXLY", ["SA LX LY"]],
  [
    "Give its words; spaces and capitals do not matter.",
    "we Meet",
    ["weMeet", "we Me et", "WE MEET", "we meet"],
  ],
  ["You may write it in either case.", "ab", ["AB"]],
  ["Whether you write spaces does not matter.", "(())", ["(( ))"]],
  ["Spaces were left out before enciphering.", "ab", []],
  ["The order does not matter.", "ab", []],
  ["Spaces do not matter.", "1 2 3", []],
  ["Spaces do not matter.", "a, b", []],
])("%s → %s", (prompt, answer, expected) => {
  const found = textsFor(answer, prompt).filter((text) => text !== answer);
  expect(found.toSorted()).toEqual(expected.toSorted());
});

/** A word written backwards, whose prompt leaves spelling open. */
const backwards = (verify: string): string =>
  aSource({
    imports: 'import { Bootcamp, type Card, finalLine, text, type Rng } from "campforge/bootcamp";',
    caseType: "{ readonly word: string }",
    answerType: "string",
    answerFormat: "finalLine(text())",
    levels: "[{ count: 8 }, { count: 12 }, { count: 16 }]",
    caseGenerator:
      'return { word: Array.from({ length: level.count }, () => rng.choice(["a", "b", "c", "d", "e", "f", "g"])).join("") };',
    promptFunc:
      "return `Write the letters ${instance.word} from the last to the first. Spaces between letters do not matter. ${this.answerFormat.instruction}`;",
    before: 'const right = ({ word }: Case): string => [...word].toReversed().join("");',
    referenceAnswer: "return this.answerFormat.wrap(right(instance));",
    verifyCorrection: verify,
  });

test("a verifier that refuses a spelling that its prompt leaves open is stopped, and one that takes it is not", async () => {
  const name = "reference answers score 1";
  const strict = await workshop.test(backwards("return answer === right(instance) ? 1 : 0;"));
  expect(checkNamed(strict, name)).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("with spaces, which the prompt says do not matter"),
  });
  const free = await workshop.test(
    backwards('return answer.replaceAll(" ", "") === right(instance) ? 1 : 0;'),
  );
  expect(checkNamed(free, name)).toMatchObject({ status: "passed" });
}, 120_000);
