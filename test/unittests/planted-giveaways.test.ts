import { afterAll, describe, expect, test } from "vitest";
import type { Check } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const IMPORTS = (names: string): string =>
  `import { Bootcamp, type Card, ${names}, type Rng } from "campforge/bootcamp";`;

const TASK = 'Add up these numbers: ${instance.numbers.join(", ")}. Give their sum in digits.';
const FORMAT = "${this.answerFormat.instruction}";
const prompt = (text: string): SourcePieces => ({ promptFunc: `return \`${text}\`;` });

/** Which of some numbers are above their mean; the case has them in random order. */
const ABOVE: SourcePieces = {
  imports: IMPORTS("finalLine, integer, setOf"),
  answerType: "readonly number[]",
  answerFormat: "finalLine(setOf(integer()))",
  levels: "[{ count: 8 }, { count: 10 }, { count: 12 }]",
  before: `const above = (instance: Case): number[] =>
  instance.numbers.filter((number) => number * instance.numbers.length > sumOf(instance)).toSorted((a, b) => a - b);`,
  caseGenerator: "return { numbers: rng.distinctIntegers(level.count, 100, 999) };",
  referenceAnswer: 'return this.answerFormat.wrap(above(instance).join(", "));',
  verifyCorrection: "return answer.join() === above(instance).join() ? 1 : 0;",
};
const listing = (numbers: string): SourcePieces => ({
  ...ABOVE,
  promptFunc: `return \`Which of these numbers are above their mean?\n\${${numbers}.map((one) => \`- \${one}\`).join("\\n")}\nGive them in any order, separated by commas. ${FORMAT}\`;`,
});

/** Who has most points; the case has the people in random order. */
const most = (people: string): SourcePieces => ({
  imports: IMPORTS("finalLine, text"),
  before: `const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea", "Max", "Nia"];
const best = ({ people }: Case): string => people.reduce((one, other) => (other.points > one.points ? other : one)).name;`,
  caseType: "{ readonly people: readonly { readonly name: string; readonly points: number }[] }",
  answerType: "string",
  levels: "[{ count: 5 }, { count: 8 }, { count: 12 }]",
  answerFormat: "finalLine(text())",
  caseGenerator: `const points = rng.distinctIntegers(level.count, 100, 999);
    return { people: rng.sample(NAMES, level.count).map((name, index) => ({ name, points: points[index] ?? 0 })) };`,
  promptFunc: `return \`Who has most points?\n\${${people}.map(({ name, points }) => \`- \${name}: \${points}\`).join("\\n")}\nGive the name alone. ${FORMAT}\`;`,
  referenceAnswer: "return this.answerFormat.wrap(best(instance));",
  verifyCorrection: "return answer === best(instance) ? 1 : 0;",
});

/** All names by their points; the prompt shows the form of an answer by an example. */
const ranking = (example: string): SourcePieces => ({
  ...most("instance.people"),
  imports: IMPORTS("finalLine, list, text"),
  before: `const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea", "Max", "Nia"];
const ranked = ({ people }: Case): string[] => people.toSorted((one, other) => other.points - one.points).map(({ name }) => name);`,
  answerType: "readonly string[]",
  answerFormat: 'finalLine(list(text(), { separators: [",", ">"] }))',
  promptFunc: `return \`Rank these people by their points, most first: \${instance.people.map(({ name, points }) => \`\${name} has \${points}\`).join("; ")}.
Write the names with > between them, for example \${${example}.join(" > ")}. ${FORMAT}\`;`,
  referenceAnswer: 'return this.answerFormat.wrap(ranked(instance).join(", "));',
  verifyCorrection: "return answer.join() === ranked(instance).join() ? 1 : 0;",
});

/** The three best by their points, best first, and what they have together; the prompt lists people and shows a form. */
const podium = (people: string, example = '["Olaf", "Pia", "Rolf"]'): SourcePieces => ({
  ...ranking(example),
  imports: IMPORTS("finalLine, integer, list, record, text"),
  before: `${ranking(example).before ?? ""}
const three = (instance: Case): string[] => ranked(instance).slice(0, 3);
const together = (instance: Case): number =>
  instance.people.filter(({ name }) => three(instance).includes(name)).reduce((sum, { points }) => sum + points, 0);
const inTurn = (instance: Case): Case["people"] => [
  ...three(instance).flatMap((one) => instance.people.filter(({ name }) => name === one)),
  ...instance.people.filter(({ name }) => !three(instance).includes(name)),
];`,
  answerType: "{ readonly total: number; readonly people: readonly string[] }",
  answerFormat: "finalLine(record({ total: integer(), people: list(text()) }))",
  promptFunc: `return \`These people have points: \${${people}.map(({ name, points }) => \`\${name} has \${points}\`).join("; ")}.
Who are the three with most, most first, and how many have they together? Write it as "total: 300, people: \${${example}.join(", ")}". ${FORMAT}\`;`,
  referenceAnswer:
    'return this.answerFormat.wrap(`total: ${together(instance)}, people: ${three(instance).join(", ")}`);',
  verifyCorrection:
    "return answer.total === together(instance) && answer.people.join() === three(instance).join() ? 1 : 0;",
});

/** Its case holds the people in the order that is asked for; the prompt lists them as given. */
const heldInOrder = (people: string): SourcePieces => ({
  ...ranking('["Nia", "Ben", "Kim"]'),
  caseGenerator: `const points = rng.distinctIntegers(level.count, 100, 999).toSorted((a, b) => b - a);
    return { people: rng.sample(NAMES, level.count).map((name, index) => ({ name, points: points[index] ?? 0 })) };`,
  promptFunc: `return \`Rank these people by their points, most first: \${${people}.map(({ name, points }) => \`\${name} has \${points}\`).join("; ")}.
Write the names with > between them, for example Nia > Ben > Kim. ${FORMAT}\`;`,
});

type Planted = readonly [what: string, pieces: SourcePieces, status: Check["status"], detail: RegExp];

const PLANTED: readonly Planted[] = [
  [
    "lists the elements of the answer first, in its prompt alone",
    listing(
      "[...above(instance).toSorted((a, b) => (a % 10) - (b % 10) || (a % 100) - (b % 100)), ...instance.numbers.filter((one) => !above(instance).includes(one))]",
    ),
    "failed",
    /^the right answer is the first few of the (?:items|first words|last words) of the prompt's list 1 in \d+ of \d+ cases/,
  ],
  [
    "lists the elements of the answer mostly last",
    listing("instance.numbers.toSorted((a, b) => a + 120 * (a % 7) - b - 120 * (b % 7))"),
    "warned",
    /mostly among the last of/,
  ],
  [
    "lists the right one first, in its prompt alone",
    most("instance.people.toSorted((one, other) => other.points - one.points)"),
    "failed",
    /^the right answer is the first of the (?:beginnings|first words) of the prompt's list 1 in 120 of 120 cases/,
  ],
  [
    "lists in the order that is asked for, as its case holds them",
    heldInOrder("instance.people"),
    "warned",
    /^the right answer is in the order of case\.people\S* in \d+ of \d+ cases/,
  ],
  [
    "shows its answer as the example, in another form",
    ranking("ranked(instance)"),
    "failed",
    /^an example in the prompt is the right answer in \d+ of \d+ cases/,
  ],
  [
    "makes its example of the answer",
    ranking('ranked(instance).with(1, "Olaf")'),
    "failed",
    /^an example in the prompt is the right answer but for one element in \d+ of \d+ cases/,
  ],
  [
    "lists first what a list within its answer consists of",
    podium("inTurn(instance)"),
    "warned",
    /^what the answer lists for "people" is, .*, the first that the prompt names, in its order, in 60 of the 60 cases/,
  ],
  [
    "shows a part of its answer as the example",
    podium("instance.people", "three(instance)"),
    "failed",
    /^an example in the prompt is right in a part of the answer in \d+ of \d+ cases/,
  ],
  [
    "has the answer at one place in the middle of its prompts",
    prompt(
      `In room \${instance.numbers[0]} a clerk noted \${sumOf(instance)} on the door before lunch. ${TASK} ${FORMAT}`,
    ),
    "failed",
    /^the right answer stands behind ".*clerk noted" in 300 of 300 prompts/,
  ],
  [
    "tells a method",
    prompt(`${TASK} Method: add the first two, then each further number to what you have. ${FORMAT}`),
    "warned",
    /^60 of 60 prompts tell how the answer is found: "Method: add the first two/,
  ],
  [
    "tells what to do to find the answer",
    prompt(`${TASK} To find it, add the hundreds first, then the tens and the units. ${FORMAT}`),
    "warned",
    /tell how the answer is found/,
  ],
  [
    "names an algorithm that is no part of its task",
    prompt(`${TASK} This is best done with dynamic programming over the digits. ${FORMAT}`),
    "warned",
    /tell how the answer is found/,
  ],
  [
    "writes its answer out as a calculation",
    prompt(`What is s, where s = \${instance.numbers.join(" + ")}? Give it in digits. ${FORMAT}`),
    "warned",
    /write the answer out as a calculation/,
  ],
];

/** What looks like a fault and is none. */
const INNOCENT: readonly (readonly [what: string, pieces: SourcePieces])[] = [
  ["lists what it asks about as it was drawn", listing("instance.numbers")],
  ["lists people as they were drawn", most("instance.people")],
  ["lists as they were drawn those of whom some are in its answer", podium("instance.people")],
  [
    "holds a solution in order, and lists what it asks about by name",
    heldInOrder("instance.people.toSorted((one, other) => (one.name < other.name ? -1 : 1))"),
  ],
  ["shows one example for all cases", ranking('["Nia", "Ben", "Kim"]')],
  [
    "shows an example of the right names, as they are listed",
    ranking("instance.people.map(({ name }) => name)"),
  ],
  [
    "has steps to carry out as its task",
    prompt(
      `Start with 0 and take these steps, in this order:\n\${instance.numbers.map((one, index) => \`\${index + 1}. Add \${one}.\`).join("\\n")}\nWhat is the number at the end? ${FORMAT}`,
    ),
  ],
  [
    "says how what it speaks of is computed",
    prompt(`The total is computed by adding all numbers; it is never negative. ${TASK} ${FORMAT}`),
  ],
];

describe("a prompt that", () => {
  test.each(PLANTED)(
    "%s is found out",
    async (_what, pieces, status, detail) => {
      const outcome = await workshop.test(aSource(pieces));
      expect(checkNamed(outcome, "no leak")).toMatchObject({ status, detail: expect.stringMatching(detail) });
    },
    120_000,
  );

  test.each(INNOCENT)("%s is left alone", async (_what, pieces) => {
    const outcome = await workshop.test(aSource(pieces));
    expect(checkNamed(outcome, "no leak")).toMatchObject({ status: "passed" });
    expect(checksThat(outcome, "failed")).toEqual([]);
  });
});
