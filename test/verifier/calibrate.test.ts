import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALIBRATION, MOST_WRONG } from "../../src/core/checks/calibration.ts";
import type { AskVerifier } from "../../src/core/draft/model-verifier.ts";
import { readVerdict } from "../../src/agents/verifier-messages.ts";
import { calibrateOn, type CalibrationOutcome } from "../../src/verifier/calibrate.ts";
import { type Calibrated, gatherKnown, type GatheredQuestions } from "../../src/verifier/known-answers.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop, type Workshop } from "../../src/workshop/workshop.ts";
import { WALK_SOURCE } from "./a-walk.ts";
import { type Failing, verdictOn } from "./start-verifier-endpoint.ts";

let workshop: Workshop;
let known: GatheredQuestions;

const calibrated = async (source: string): Promise<Calibrated> => ({
  program: await compiledProgram(workshop.compiler.compile, source, "the class"),
  levels: 3,
  sandbox: workshop.sandbox,
  limits: JOB_LIMITS,
  seed: 0,
});

beforeAll(async () => {
  workshop = openWorkshop();
  const gathered = await gatherKnown(await calibrated(WALK_SOURCE));
  if (gathered.status !== "gathered") throw new Error(gathered.detail);
  known = gathered;
});
afterAll(() => workshop.close());

const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };

/** A verifier that fails as told, asked without an endpoint. */
function failingVerifier(failing: Failing): AskVerifier {
  return (asked) => {
    const text = verdictOn(asked, failing);
    return Promise.resolve(readVerdict({ status: "complete", text, thinking: "", usage }));
  };
}

const calibrateFailing = (failing: Failing): Promise<CalibrationOutcome> =>
  calibrateOn(known, { ask: failingVerifier(failing), verifier: { model: "m", prompt: "1" }, seed: 0 });

/** The chance of at most so many mistakes in so many independent answers. */
function chanceOfAtMost(most: number, answers: number, rate: number): number {
  let term = (1 - rate) ** answers;
  let sum = term;
  for (let mistakes = 1; mistakes <= most; mistakes++) {
    term *= ((answers - mistakes + 1) / mistakes) * (rate / (1 - rate));
    sum += term;
  }
  return sum;
}

describe("a calibration", () => {
  test("admits a verifier that errs once in 200 and refuses one that errs once in 20, by the binomial law", () => {
    const admitted = (rate: number): number => chanceOfAtMost(MOST_WRONG, CALIBRATION.answers, rate);
    expect(MOST_WRONG).toBe(8);
    expect(admitted(0.005) ** 2).toBeGreaterThan(0.999); // both sides
    expect(admitted(0.01) ** 2).toBeGreaterThan(0.95);
    expect(admitted(0.02)).toBeLessThan(0.6);
    expect(admitted(0.05)).toBeLessThan(0.002); // one side alone
  });

  test("does so with seeded mistakes on real answers, whichever side they are on", async () => {
    const seeds = Array.from({ length: 15 }, (_, seed) => seed);
    const statusOf = async (failing: Failing): Promise<string> =>
      (await calibrateFailing(failing)).check.status;
    const all = async (failing: Failing): Promise<ReadonlySet<string>> =>
      new Set(await Promise.all(seeds.map((seed) => statusOf({ ...failing, seed }))));
    expect(await all({ rightError: 0.005, wrongError: 0.005 })).toEqual(new Set(["passed"]));
    expect(await all({ rightError: 0.05 })).toEqual(new Set(["failed"]));
    expect(await all({ wrongError: 0.05 })).toEqual(new Set(["failed"]));
  });

  test("asks 400 different questions a side, over all levels, in which half of the right answers are reworded", () => {
    for (const side of [known.right, known.wrong]) {
      const names = new Set(side.map(({ asked }) => JSON.stringify([asked.question, asked.answer])));
      expect(names.size).toBe(CALIBRATION.answers);
      const levels = Map.groupBy(side, ({ drawn }) => drawn.level);
      for (const level of [0, 1, 2])
        expect(levels.get(level)?.length).toBeGreaterThan(CALIBRATION.answers / 4);
    }
    const reworded = known.right.filter(({ asked }) => asked.answer !== asked.reference);
    expect(reworded.length).toBeGreaterThan(CALIBRATION.answers * 0.4);
  });

  test("measures what it found: the shares, what was called invalid, who was asked by which prompt", async () => {
    const { check, calibration } = await calibrateFailing({ rightError: 0.01, seed: 3 });
    expect(check.status).toBe("passed");
    const mistakes = known.right.filter(({ asked }) =>
      verdictOn(asked, { rightError: 0.01, seed: 3 }).endsWith("WRONG"),
    ).length;
    expect(mistakes).toBeGreaterThan(0);
    expect(calibration).toMatchObject({
      model: "m",
      prompt: "1",
      right: { answers: 400, agreed: 400 - mistakes, rate: (400 - mistakes) / 400 },
      wrong: { answers: 400, agreed: 400, rate: 1 },
      faults: 0,
      talk: { texts: 10, paid: [] },
    });
  });

  test("refuses a verifier that one text without an answer always persuades, however right it is otherwise", async () => {
    const { check } = await calibrateFailing({ key: "Solution" });
    expect(check).toMatchObject({ status: "failed" });
    expect(check.detail).toContain('calls a text that answers nothing right: "Solution"');
  });

  test("takes a reply without a verdict for neither right nor wrong, and refuses a verifier that often gives none", async () => {
    const rare = await calibrateFailing({ silent: 0.004, seed: 2 });
    expect(rare.check.status).toBe("passed");
    const { right, wrong, faults } = rare.calibration ?? { faults: 0 };
    expect(faults).toBeGreaterThan(0);
    expect([right?.rate, wrong?.rate]).toEqual([1, 1]);
    const often = await calibrateFailing({ silent: 0.1 });
    expect(often.check.detail).toMatch(/gave no verdict on \d+ of \d+ questions \(at most 8\)/);
  });

  test.each([
    {
      fault: "calls its own reference wrong",
      change: ["placeText(east + 1, north), ", "placeText(east, north), "],
      says: "calls an answer wrong that is its own reference",
    },
    {
      fault: "refuses its own rewording",
      change: ["return answer.length > MOST_CHARACTERS ? 0 : 1;", 'return answer.includes("ends") ? 0 : 1;'],
      says: "the class refuses an answer that it calls right itself",
    },
    {
      fault: "knows no other words",
      change: [
        "return [turnedText(east, north)];",
        "return east === north ? [] : [turnedText(east, north)];",
      ],
      says: "`reworded` gives no answer to a case",
    },
    {
      fault: "has few answers",
      change: [
        "return { legs };",
        "return { legs: legs.slice(0, 1).map((leg) => ({ ...leg, blocks: 3 })) };",
      ],
      says: "a calibration takes 400",
    },
  ])("is not begun with a class that $fault", async ({ change: [from = "", to = ""], says }) => {
    expect(WALK_SOURCE).toContain(from);
    const gathered = await gatherKnown(await calibrated(WALK_SOURCE.replace(from, to)));
    expect(gathered).toMatchObject({ status: "unusable", detail: expect.stringContaining(says) });
  });
});
