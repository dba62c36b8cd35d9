import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { authorMessages } from "../../src/agents/author-messages.ts";
import { TAUGHT, typesOfDescription, typesOfSource } from "../../src/agents/answer-types.ts";
import { chooseExamples, LONGEST_EXAMPLE } from "../../src/agents/choose-examples.ts";
import { judgeMessages } from "../../src/agents/judge-messages.ts";
import { TOLD_NUMBERS } from "../../src/agents/told-numbers.ts";
import * as thresholds from "../../src/core/checks/thresholds.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { makeTaskDescription } from "../../src/core/task/task-description.ts";
import { readPrompts } from "../../src/files/read-prompts.ts";
import { ROOT } from "../project.ts";

const prompts = readPrompts("(the toolkit)");
const describe = (domain: string, description: string): ReturnType<typeof makeTaskDescription> =>
  makeTaskDescription({ domain, description }, { fallbackId: taskId("task"), written: null });
const systemFor = (domain: string, description: string): string =>
  authorMessages(describe(domain, description), prompts)[0]?.text ?? "";

test("every number that drafts are measured by is told by its own name and typed nowhere else", () => {
  const author = readFileSync(join(ROOT, "prompts/author.md"), "utf8");
  const [, measured = ""] = author.split("# How it will be measured");
  const [told = ""] = measured.split("# The toolkit");
  // What is left are scores, the 1 of 1/k, and what to aim at.
  expect(told.replaceAll(/\{\{\w+\}\}/g, "").match(/\d[\d.,]*\d|[2-9]/g) ?? []).toEqual([]);
  for (const slot of Object.keys(TOLD_NUMBERS)) expect(author).toContain(`{{${slot}}}`);
  const room = join(ROOT, "src/unittests");
  const checks = readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(room, file), "utf8"))
    .join("\n");
  const core = readFileSync(join(ROOT, "src/workshop/workshop.ts"), "utf8");
  const agents = readFileSync(join(ROOT, "src/agents/told-numbers.ts"), "utf8");
  const unused = (text: string): readonly string[] =>
    Object.keys(thresholds).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  expect(unused(checks + core)).toEqual([]);
  expect(unused(agents)).toEqual([]);
});

test("an author and a judge are told the limit of their own replies", () => {
  const own = readPrompts("", { author: 12_345, judge: 6_789 });
  expect(authorMessages(describe("none", "none"), own)[0]?.text).toContain("12,345 tokens");
  expect(judgeMessages("?", own)[0]?.text).toContain("6,789 tokens");
});

test("the prompt shows two bootcamps, and a piece for each form of answer that neither of them has", () => {
  const system = systemFor("natural-science", "How warm does the water get? Round to two decimals.");
  expect(system).toContain("## natural-science/calorimetry");
  expect(system.match(/^## [a-z-]+\/[a-z-]+$/gm)).toHaveLength(2);
  for (const type of TAUGHT) {
    const { examples, missing } = chooseExamples(describe("algorithms", "Sort it."), prompts.examples);
    const isTaught = examples.some(({ source }) => typesOfSource(source).has(type));
    expect([type, isTaught || missing.includes(type)]).toEqual([type, true]);
  }
});

test("examples are chosen by domain and form of answer, the same ones each time, whatever their order", () => {
  const library = [
    { title: "a/long", source: "x".repeat(LONGEST_EXAMPLE + 1) },
    { title: "a/route", source: 'answerFormat = tagged(list(text()));\n"the cheapest route"' },
    { title: "b/colour", source: "answerFormat = tagged(choiceOf(COLOURS));\n" },
    { title: "b/gas", source: "answerFormat = finalLine(decimal());\n" },
    { title: "c/line", source: "answerFormat = boxed(record({ slope: rational() }));\n" },
  ];
  const titles = (domain: string, description: string): readonly string[] => {
    const chosen = chooseExamples({ domain, description }, library);
    expect(chooseExamples({ domain, description }, library.toReversed())).toEqual(chosen);
    return chosen.examples.map(({ title }) => title);
  };
  expect(titles("z", "Find the cheapest route between two towns.")[0]).toBe("a/route");
  expect(titles("b", "Give the volume to three decimals.")[0]).toBe("b/gas");
  expect(titles("b", "Which of these colours does it have?")[0]).toBe("b/colour");
  expect(titles("a", "How long is it?")).not.toContain("a/long");
});

test("the words of a description say what its answers may be", () => {
  const typesOf = (text: string): readonly string[] => [...typesOfDescription(text)];
  expect(typesOf("Print the minimum number of moves, or -1 if it is impossible.")).toEqual(
    expect.arrayContaining(["optimum", "sentinel", "list"]),
  );
  expect(typesOf("For each query print YES if it holds and NO otherwise.")).toContain("choice");
  expect(typesOf("An absolute or relative error of at most 1e-6 is allowed.")).toContain("decimal");
});

/** The prompt of an author is bounded (docs/library.md): what stands beside toolkit and description. */
const MOST_CHARACTERS = 40_000;

test("however large the library grows, an author's prompt stays within its bound", () => {
  const source = `answerFormat = tagged(text());\n${"x".repeat(LONGEST_EXAMPLE - 31)}`;
  const examples = Array.from({ length: 60 }, (_, index) => ({ title: `a/b${index}`, source }));
  const messages = authorMessages(describe("a", "Any word."), { ...prompts, examples });
  const size = messages.reduce((sum, { text }) => sum + text.length, 0);
  expect(size).toBeLessThan(MOST_CHARACTERS);
  expect(size).toBeGreaterThan(2 * LONGEST_EXAMPLE - 100);
});
