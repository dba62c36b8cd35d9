import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fencedBlock, finalLine, wholeReply } from "../../src/bootcamp/answer-format.ts";
import type { Score } from "../../src/bootcamp/bootcamp.ts";
import { expression } from "../../src/bootcamp/expression.ts";
import { canonicalText } from "../../src/bootcamp/json.ts";
import { jsonGrid } from "../../src/bootcamp/parse-grid.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { choiceOf, text } from "../../src/bootcamp/parse-text.ts";
import { Rational } from "../../src/bootcamp/rational.ts";
import { SHARED } from "../project.ts";
import { aBootcamp, ONLY_CASE } from "./a-bootcamp.ts";
import { ENTRIES, type Entry, entrySchema, STORED } from "./answer-entries.ts";

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

const CORPUS = join(SHARED, "corpus/answers.jsonl");

describe("the corpus of answers", () => {
  test.skipIf(!existsSync(CORPUS))("is the one that was handed over, its huge entries made anew", () => {
    const lines = readFileSync(CORPUS, "utf8").trimEnd().split("\n");
    const handedOver = lines.map((line) => entrySchema.parse(JSON.parse(line)));
    const inOrder = (all: readonly Entry[]): readonly object[] =>
      all
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, answer, expect: score }) => ({ id, answer, score }));
    // Compared by equality: a difference of such texts cannot be printed.
    expect(JSON.stringify(inOrder(ENTRIES)) === JSON.stringify(inOrder(handedOver))).toBe(true);
  });

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
