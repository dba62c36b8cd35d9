import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import type { CompletionRequest } from "../../src/core/calls/completion.ts";
import type { TestedRound } from "../../src/core/draft/draft.ts";
import type { OracleReport } from "../../src/core/judging/oracle-report.ts";
import { consultOracle } from "../../src/evolution/oracle/consult-oracle.ts";
import {
  fenced,
  GOOD,
  json,
  type Played,
  playModels,
  type Replies,
  SOLVER,
  testedRound,
  UNABLE,
} from "./play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** Told by the words of its prompt: the author of solvers and that of checkers are one. */
const isChecker = ({ messages }: CompletionRequest): boolean =>
  messages[0]?.text.includes("tells right answers from wrong ones") === true;

/** The temperature that the prompt leads to, within half a percent, as it says. */
const CHECKER = SOLVER.replace("export default function solve(", "function solve(").concat(`
export default function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const [, wanted] = /\\\\boxed\\{([^}]*)\\}/.exec(solve(prompt)) ?? [];
  const [, given] = /\\\\boxed\\{([^}]*)\\}/.exec(response) ?? [];
  if (wanted === undefined || given === undefined) return "unsure";
  const isClose = Math.abs(Number(given) - Number(wanted)) <= 0.005 * Math.abs(Number(wanted));
  return isClose ? "right" : "wrong";
}
`);
const answering = (verdict: string): string =>
  `export default function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  return prompt === response ? "unsure" : "${verdict}";
}
`;

/** Melt water takes up heat as well: in reference and verifier alike, this class forgets it. */
const WRONG = GOOD.replace("(capacity + iceGrams * WATER)", "(capacity + 0 * WATER)");
/** The reference is right, and the verifier pays for what is a tenth off. */
const GENEROUS = GOOD.replace("RELATIVE_TOLERANCE = 0.005", "RELATIVE_TOLERANCE = 0.2");

let good: TestedRound;
let wrong: TestedRound;
let generous: TestedRound;
beforeAll(async () => {
  const none = playModels(workshop, {});
  good = await testedRound(GOOD, none);
  wrong = await testedRound(WRONG, none);
  generous = await testedRound(GENEROUS, none);
}, 240_000);

const play = (checker: (turn: number) => string, replies: Replies = {}): Played =>
  playModels(workshop, {
    solver: (request, turn) => fenced(isChecker(request) ? checker(turn) : UNABLE),
    ...replies,
  });
const consult = (round: TestedRound, played: Played): Promise<OracleReport> =>
  consultOracle(round, played.work);
/** A third look that always says the same of an answer. */
const appraising = (answer: string): Replies => ({ arbiter: () => json({ answer, why: "Worked through." }) });

describe("a blind checker", { timeout: 240_000 }, () => {
  test("takes the place of a solver that cannot solve, and confirms right answers and wrong ones", async () => {
    const played = play(() => CHECKER);
    const report = await consult(good, played);
    expect(report).toMatchObject({ status: "confirmed", by: "checker" });
    if (report.status !== "confirmed") throw new Error("it is not confirmed");
    // 200 references, what other cases have for an answer, and mutants.
    expect(report.answered).toBeGreaterThan(600);
    expect(report.agreed).toBe(report.answered);
    expect(played.requests.map(({ address }) => "turn" in address && address.turn)).toEqual([1, 2, 3, 4]);
  });

  test("is asked at once where the description says that checking is what can be done", async () => {
    const played = playModels(workshop, { solver: () => fenced(CHECKER) }, { oracle: "checker" });
    expect(await consult(good, played)).toMatchObject({ status: "confirmed", by: "checker" });
    expect(played.requests).toHaveLength(1);
  });

  test("sees prompts and nothing of the class or its answers", async () => {
    const played = playModels(workshop, { solver: () => fenced(CHECKER) }, { oracle: "checker" });
    await consult(good, played);
    const said = played.requests.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n");
    expect(said).toContain("--- prompt 8 ---");
    expect(said).not.toMatch(/verifyCorrection|finalTemperature|\\boxed\{\d/);
  });

  test("catches a truth that is wrong in reference and verifier alike", async () => {
    const played = play(() => CHECKER, appraising("wrong"));
    const report = await consult(wrong, played);
    expect(report).toMatchObject({
      status: "disputed",
      by: "checker",
      ruling: "wrong truth",
      disputed: { classScore: "right", why: "Worked through." },
    });
    if (report.status !== "disputed") throw new Error("it is not disputed");
    expect(report.disputed.solverAnswer).toBe(report.disputed.reference);
    const [look] = played.requests.filter(({ address }) => address.role === "arbiter");
    expect(look?.messages.at(-1)?.text).toContain(report.disputed.solverAnswer);
  });

  test("catches a verifier that pays for wrong answers beside right references", async () => {
    expect(
      await consult(
        generous,
        play(() => CHECKER, appraising("wrong")),
      ),
    ).toMatchObject({
      status: "disputed",
      ruling: "wrong truth",
      disputed: { classScore: "right" },
    });
  });

  test.each([
    ["right", "right", "alternative refused"],
    ["right", "unclear", "ambiguous prompt"],
    ["wrong", "wrong", "wrong truth"],
  ])("that says %s to everything, with a third look that says %s: %s", async (says, look, ruling) => {
    expect(
      await consult(
        good,
        play(() => answering(says), appraising(look)),
      ),
    ).toMatchObject({
      status: "disputed",
      by: "checker",
      ruling,
    });
  });

  test.each([
    ["right", "wrong"],
    ["wrong", "right"],
  ])("that says %s to everything confirms nothing, and is told of its mistake", async (says, truth) => {
    const played = play(() => answering(says), appraising(truth));
    expect(await consult(good, played)).toMatchObject({
      status: "unconfirmed",
      by: "checker",
      reason: expect.stringMatching(/the checker is wrong on \d+ of \d+ answers/),
    });
    const told = played.requests.findLast(({ address }) => address.role === "solver");
    expect(told?.messages.at(-1)?.text).toContain(`marks a ${truth} answer`);
  });

  test("that is never sure confirms nothing", async () => {
    expect(
      await consult(
        good,
        play(() => answering("unsure")),
      ),
    ).toMatchObject({
      status: "unconfirmed",
      by: "checker",
      answered: 0,
    });
  });

  test("is mended by its author where it does not compile", async () => {
    const played = play((turn) => (turn === 4 ? UNABLE : CHECKER));
    expect(await consult(good, played)).toMatchObject({ status: "confirmed", by: "checker" });
    expect(played.requests).toHaveLength(5);
  });
});
