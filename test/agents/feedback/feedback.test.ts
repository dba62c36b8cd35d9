import { describe, expect, test } from "vitest";
import { MAX_EVIDENCE } from "../../../src/agents/feedback/feedback.ts";
import { feedbackOnRejection } from "../../../src/agents/feedback/feedback-on-rejection.ts";
import { feedbackOnDiagnostics } from "../../../src/agents/feedback/feedback-on-reply.ts";
import { feedbackOnChecks } from "../../../src/agents/feedback/feedback-on-checks.ts";
import { refineMessage } from "../../../src/agents/feedback/refine-message.ts";
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
      "no leak: why",
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

  test("of a shortcut are the levels at which it pays, and not how much", () => {
    const { standing, message } = guessed(0.91, 0.2, 0.73, 0.1);
    expect(standing).toBe("passes");
    expect(message).toContain("out of 0 to 3: 0, 2.");
    expect(message).not.toMatch(/\d\.\d|%|Nothing to change/);
  });

  test("a shortcut at the easiest levels, fewer than half, may be the task, and its author may say so", () => {
    for (const easy of [guessed(0.91, 0.2, 0.1), guessed(0.91, 0.8, 0.1, 0, 0)])
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

  test("holds no threshold that an author could tune to", () => {
    for (const reason of [
      { kind: "too simple", accuracy: 0.991 },
      { kind: "too hard", accuracy: 0.004 },
    ] as const) {
      const feedback = feedbackOnRejection(reason, judged, prompts);
      expect(`${feedback?.finding} ${feedback?.evidence}`).not.toMatch(/\d\.\d|%/);
    }
  });
});
