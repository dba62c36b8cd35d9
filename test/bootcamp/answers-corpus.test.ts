import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fencedBlock, finalLine, wholeReply } from "../../src/bootcamp/answer-format.ts";
import type { Score } from "../../src/bootcamp/bootcamp.ts";
import { expression } from "../../src/bootcamp/expression.ts";
import { canonicalText } from "../../src/bootcamp/json.ts";
import { jsonGrid } from "../../src/bootcamp/parse-grid.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { choiceOf, text } from "../../src/bootcamp/parse-text.ts";
import { Rational } from "../../src/bootcamp/rational.ts";
import { aBootcamp, ONLY_CASE } from "./a-bootcamp.ts";

const entrySchema = z.strictObject({
  id: z.string(),
  task: z.enum(["NUM", "MCQ", "JSON", "G24", "TXT"]),
  cls: z.string(),
  answer: z.string(),
  expect: z.literal([0, 1]),
  note: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

const STORED: readonly Entry[] = readFileSync(new URL("../fixtures/answers.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => entrySchema.parse(JSON.parse(line)));

const anEntry = (id: string, answer: string, over: Partial<Entry> = {}): Entry => ({
  id,
  task: z.enum(["NUM", "MCQ", "JSON", "G24", "TXT"]).parse(id.slice(0, id.indexOf("-"))),
  cls: "redos",
  answer,
  expect: 0,
  note: `${answer.length} characters`,
  ...over,
});

/** The entries of more than 2,000 characters, which say little and fill a file. */
const LONG: readonly Entry[] = [
  anEntry("NUM-058", `${"a".repeat(60_000)}!\nAnswer: 42`, { expect: 1 }),
  anEntry("NUM-060", `${" ".repeat(50_000)}x`),
  anEntry("NUM-061", `Answer:${" ".repeat(50_000)}x`),
  anEntry("NUM-062", "<answer>".repeat(20_000)),
  anEntry("NUM-064", "(".repeat(50_000) + ")".repeat(50_000), { cls: "deep" }),
  anEntry("G24-160", `${"(".repeat(3_001)}7-8/8)*4${")".repeat(3_000)}`, { cls: "deep", expect: 1 }),
  anEntry("JSON-131", `\`\`\`json\n${"[".repeat(60_000)}${"]".repeat(60_000)}\n\`\`\``, { cls: "deep" }),
  anEntry("JSON-132", `\`\`\`json\n[${"0,".repeat(399_999)}0]\n\`\`\``, { cls: "huge" }),
];
const ENTRIES = [...STORED, ...LONG];

const isSame = (one: unknown, other: unknown): number => Number(canonicalText(one) === canonicalText(other));

/** The five tasks: 42; C of A to D; the grid 1 0, 0 1; 24 from 4, 7, 8, 8; café. */
const TASKS = {
  NUM: aBootcamp({ answerFormat: finalLine(integer()), verifyCorrection: (answer) => isSame(answer, 42) }),
  MCQ: aBootcamp({
    answerFormat: wholeReply(choiceOf(["A", "B", "C", "D"])),
    verifyCorrection: (answer) => isSame(answer, "C"),
  }),
  JSON: aBootcamp({
    answerFormat: fencedBlock(jsonGrid({ rows: 2, columns: 2 }), "json"),
    verifyCorrection: (answer) =>
      isSame(answer, [
        [1, 0],
        [0, 1],
      ]),
  }),
  G24: aBootcamp({
    answerFormat: wholeReply(expression()),
    verifyCorrection: ({ value, numbers }) =>
      isSame([value, numbers.toSorted((a, b) => a - b)], [Rational.of(24), [4, 7, 8, 8]]),
  }),
  TXT: aBootcamp({ answerFormat: wholeReply(text()), verifyCorrection: (answer) => isSame(answer, "café") }),
};

const scoreOf = ({ task, answer }: Entry): Score => TASKS[task].verifyScore(answer, ONLY_CASE);

describe("the corpus of answers", () => {
  test("has its 123 entries, each once", () => {
    expect(ENTRIES).toHaveLength(123);
    expect(new Set(ENTRIES.map(({ id }) => id)).size).toBe(123);
    expect(STORED.filter(({ answer }) => answer.length > 2_000)).toEqual([]);
  });

  test.each(
    ENTRIES.filter((entry) => entry.expect === 1).map((entry) => [entry.id, entry.note, entry] as const),
  )("rewards the right answer %s %s", (_id, _note, entry) => {
    expect(scoreOf(entry)).toMatchObject({ status: "scored", score: 1 });
  });

  test.each(
    ENTRIES.filter((entry) => entry.expect === 0).map((entry) => [entry.id, entry.cls, entry] as const),
  )("pays nothing for %s: %s", (_id, _cls, entry) => {
    const score = scoreOf(entry);
    expect(["scored", "unparsable"]).toContain(score.status);
    expect(score).toMatchObject({ score: 0 });
  });
});
