import { describe, expect, test } from "vitest";
import { MAX_EVIDENCE } from "../../../src/agents/feedback/feedback.ts";
import { feedbackOnRejection } from "../../../src/agents/feedback/feedback-on-rejection.ts";
import { feedbackOnDiagnostics } from "../../../src/agents/feedback/feedback-on-reply.ts";
import { feedbackOnChecks } from "../../../src/agents/feedback/feedback-on-checks.ts";
import { refineMessage } from "../../../src/agents/feedback/refine-message.ts";
import { DEFAULT_BAND } from "../../../src/core/judging/band.ts";
import {
  judgeLevel,
  type LevelJudgement,
  type SampleOutcome,
} from "../../../src/core/judging/judge-report.ts";
import { LEVEL_AIMS } from "../../../src/core/judging/level-aims.ts";
import { SEQUENTIAL_RULE } from "../../../src/core/judging/sampling-rule.ts";
import { readPrompts } from "../../../src/files/read-prompts.ts";

const prompts = readPrompts("");
const judged = {
  judged: { levels: [], levelCount: 3, dispute: { status: "not-asked" } },
  oracle: { status: "not-asked" },
  adversary: { status: "not-asked" },
} as const;

describe("what an author hears", () => {
  test("stays within its limit however much is wrong", () => {
    const diagnostic = {
      category: "type",
      code: "TS1",
      message: "m".repeat(900),
      line: 1,
      column: 1,
      lineText: "l",
    } as const;
    const counterexample = {
      level: 1,
      seed: 2,
      index: 3,
      prompt: "p".repeat(5_000),
      response: "r".repeat(5_000),
    };
    const check = {
      name: "no leak",
      status: "failed",
      detail: "d".repeat(3_000),
      counterexamples: [counterexample, counterexample],
    } as const;
    for (const { evidence } of [
      feedbackOnDiagnostics(
        Array.from({ length: 20 }, () => diagnostic),
        prompts,
      ),
      feedbackOnChecks({ report: { checks: Array.from({ length: 12 }, () => check) }, source: "" }, prompts),
    ]) {
      expect(evidence.length).toBeLessThanOrEqual(MAX_EVIDENCE);
    }
  });

  test("names the failed test with the case, the response and the score", () => {
    const counterexample = {
      level: 1,
      seed: 2,
      index: 3,
      prompt: "the prompt",
      response: "the response",
      score: "1",
    };
    const failed = {
      name: "no leak",
      status: "failed",
      detail: "why",
      counterexamples: [counterexample],
    } as const;
    const { evidence } = feedbackOnChecks({ report: { checks: [failed] }, source: "" }, prompts);
    for (const part of [
      "Wanted: no leak. Found: why",
      "Case 3 of level 1, seed 2",
      "the prompt",
      "the response",
      "score: 1",
    ]) {
      expect(evidence).toContain(part);
    }
  });

  test("a draft that fails is asked for another version, and one that passes with a remark may stand", () => {
    const found = (status: "failed" | "warned"): string =>
      refineMessage(
        feedbackOnChecks(
          { report: { checks: [{ name: "no leak", status, detail: "", counterexamples: [] }] }, source: "" },
          prompts,
        ),
        prompts,
      );
    expect(found("failed")).not.toContain("Nothing to change");
    expect(found("warned")).toContain("Nothing to change:");
  });

  test("nobody is told that the last version left something out", () => {
    const rejected = feedbackOnRejection({ kind: "too simple", accuracy: 0.99 }, judged, prompts);
    const { message, messageAfterPassing, messageThatMayStand } = prompts.refine;
    for (const { text } of [message, messageAfterPassing, messageThatMayStand])
      expect(text).not.toMatch(/you left out|leave out/);
    expect(rejected?.standing).toBe("passes");
  });

  const guessed = (...means: readonly number[]) => {
    const levels = means.map((mean, level) => ({ level, cases: 50, mean, limit: 0.5 }));
    const adversary = { status: "scored", trick: "Take the first.", levels, paid: null } as const;
    const [reason] = [{ kind: "shortcut", level: 0, score: means[0] ?? 0, trick: "" } as const];
    const feedback = feedbackOnRejection(reason, { ...judged, adversary }, prompts);
    return {
      standing: feedback?.standing,
      message: feedback === undefined ? "" : refineMessage(feedback, prompts),
    };
  };

  test("of a shortcut is what each level pays and may pay, which are over that, and which level is left out", () => {
    const { standing, message } = guessed(0.91, 0.2, 0.73, 0.1);
    expect(standing).toBe("passes");
    expect(message).toContain(
      [
        "- level 0: 0.91, over its limit of 0.50; for (b) it may stay so",
        "- level 1: 0.20, within its limit of 0.50",
        "- level 2: 0.73, over its limit of 0.50",
        "- level 3: 0.10, within its limit of 0.50",
        "",
      ].join("\n"),
    );
    expect(message).toContain(
      "that one counts.) What is paid at level 0 may stay as it is or change: at the easiest",
    );
    expect(message).not.toContain("Nothing to change");
    // What is told is enough, and a hundredth more is not.
    expect(guessed(0.6, 0.9, 0.1).message).toContain(
      "(b) Each level from level 1 on pays 0.40 or less, which is at most its limit and at least 0.2 less than level 0 pays.",
    );
    expect(guessed(0.9, 0.8, 0.6, 0, 0).message).toContain(
      "What is paid at levels 0 and 1 may stay as it is or change: at",
    );
    expect(guessed(0.6, 0.4, 0.1).message).toBe("");
    expect(guessed(0.6, 0.41, 0.1).message).not.toBe("");
    expect(guessed(0.2, 0.9, 0.1).message).not.toContain("may stay as it is");
    expect(guessed(0.2, 0.9, 0.1).message).toContain(
      "The cases of a level within its limit need not change.",
    );
  });

  test("of a shortcut's limits only what holds is told: one for all levels, or why some are higher", () => {
    const told = (limits: readonly number[]): string => {
      const levels = limits.map((limit, level) => ({ level, cases: 50, mean: 0.9, limit }));
      const adversary = { status: "scored", trick: "Take the first.", levels, paid: null } as const;
      const reason = { kind: "shortcut", level: 0, score: 0.9, trick: "" } as const;
      const feedback = feedbackOnRejection(reason, { ...judged, adversary }, prompts);
      return feedback === undefined ? "" : refineMessage(feedback, prompts);
    };
    expect(told([0.5, 0.5, 0.5])).toContain("The limit of every level is 0.5.");
    expect(told([0.5, 0.5, 0.5])).not.toContain("few values");
    expect(told([0.7, 0.5, 0.5])).toContain(
      "It is higher where the reference answers of the level take few values",
    );
    expect(told([0.7, 0.5, 0.5])).not.toContain("every level is");
  });

  test("no line of a shortcut's table says of a level that it may stay while another says that it may not", () => {
    const { message } = guessed(0.64, 0.55, 0.45, 0.44);
    expect(message).toContain(
      [
        "- level 0: 0.64, over its limit of 0.50; for (b) it may stay so",
        "- level 1: 0.55, over its limit of 0.50",
        "- level 2: 0.45, within its limit of 0.50, which is enough for (a); for (b) it has to come down to 0.44",
        "- level 3: 0.44, within its limit of 0.50",
      ].join("\n"),
    );
    expect(message).toContain("(b) Each level from level 1 on pays 0.44 or less,");
    expect(message).not.toContain("need not change.");
    // Of five levels two may pay whatever they pay, also where the second is within its limit.
    expect(guessed(0.64, 0.48, 0.47, 0, 0).message).toContain(
      [
        "- level 0: 0.64, over its limit of 0.50; for (b) it may stay so",
        "- level 1: 0.48, within its limit of 0.50",
        "- level 2: 0.47, within its limit of 0.50, which is enough for (a); for (b) it has to come down to 0.44",
      ].join("\n"),
    );
  });

  test("a shortcut at the easiest levels, fewer than half, may be the task, and its author may say so", () => {
    for (const easy of [guessed(0.6, 0.5, 0.1), guessed(0.61, 0.8, 0.45, 0, 0)])
      expect(easy).toMatchObject({
        standing: "may stand",
        message: expect.stringContaining("Nothing to change:"),
      });
    const others = [
      [0.91],
      [0.1, 0.91],
      [0.91, 0.91],
      [0.91, 0.1],
      [0.91, 0.1, 0.91],
      [0.1, 0.91, 0.1, 0, 0],
    ];
    for (const means of others)
      expect({ means, standing: guessed(...means).standing }).toEqual({ means, standing: "passes" });
  });

  test("of a shortcut that falls clearly from the easiest levels on is nothing", () => {
    expect(guessed(0.91, 0.8, 0.1, 0, 0)).toEqual({ standing: undefined, message: "" });
    expect(guessed(0.91, 0.2, 0.1)).toEqual({ standing: undefined, message: "" });
  });

  test("of a judge is what it solved of each level that it tried, and what is wanted", () => {
    const level = (number: number, mean: number, samples: number) => ({
      level: number,
      decision: "above" as const,
      accuracy: { mean, low: 0, high: 1, samples },
      attempts: samples,
      truncated: 0,
      empty: 0,
    });
    const levels = [level(2, 1, 24), level(3, 0.875, 16), level(4, 0.96, 20)];
    const found = { ...judged, judged: { ...judged.judged, levels, levelCount: 5 } };
    for (const reason of [
      { kind: "too simple", accuracy: 0.96 },
      { kind: "too hard", accuracy: 0.96 },
      { kind: "levels too far apart" },
    ] as const) {
      const { evidence = "" } = feedbackOnRejection(reason, found, prompts) ?? {};
      expect(evidence).toContain("- level 2: 24 of 24\n- level 3: 14 of 16\n- level 4: 19.2 of 20\n");
      expect(evidence).toContain(`about ${LEVEL_AIMS}%, from the easiest to the hardest`);
      expect(evidence).toContain("4 the hardest");
    }
    expect(prompts.author.system.text).toContain("aim at about {{level_aims}}% solved");
  });

  test("of replies to a level is whether they were wrong, unreadable or cut off", () => {
    const scored = { status: "scored", score: 0, answer: "7", response: "7" } as const;
    const unparsable = { status: "unparsable", reason: "no number", response: "-" } as const;
    const judge = (...outcomes: readonly SampleOutcome[]) =>
      judgeLevel(
        1,
        outcomes.map((outcome, index) => ({ level: 1, index, attempt: 0, outcome })),
        { rule: SEQUENTIAL_RULE, band: DEFAULT_BAND, limit: 99 },
      );
    const heard = (judgement: LevelJudgement) =>
      feedbackOnRejection(
        { kind: "levels too far apart" },
        { ...judged, judged: { ...judged.judged, levels: [judgement] } },
        prompts,
      )?.evidence;
    expect(heard(judge(scored, scored))).toContain("- level 1: 0 of 2\n");
    expect(heard(judge(scored, unparsable, { status: "truncated" }, { status: "empty" }))).toContain(
      "- level 1: 0 of 2; 1 of the others in no form that your class reads; 2 more were cut off or empty, and are not counted here\n",
    );
  });
});
