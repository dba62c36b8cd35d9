import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../recordings/solvers/calorimetry.ts";
import { openWorkshop } from "../../../src/workshop/workshop.ts";
import type { TestedRound } from "../../../src/core/draft/draft.ts";
import type { OracleReport } from "../../../src/core/judging/oracle-report.ts";
import { consultOracle } from "../../../src/evolution/oracle/consult-oracle.ts";
import { ENOUGH_ANSWERED } from "../../../src/evolution/oracle/interpret-run.ts";
import {
  fenced,
  GOOD,
  json,
  type Played,
  playModels,
  type Replies,
  saying,
  SOLVER,
  testedRound,
  UNABLE,
} from "../play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const [SOLVE = "", CHECK = ""] = SOLVER.split("export function check(");
/** Checks, and solves nothing. */
const CHECKS_ALONE = `${SOLVE.replace("export function solve(", "function known(")}export function check(${CHECK.replaceAll("solve(", "known(")}
export function solve(prompt: string): string {
  return prompt.slice(0, 0);
}
`;
const withVerdict = (body: string): string =>
  `${SOLVE}export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {\n  ${body}\n}\n`;
/** Right but for a tenth of what it is shown, told by its own length. */
const FAULTY = `${SOLVER.replace("export function check(", "function checkRightly(")}
export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const verdict = checkRightly(prompt, response);
  if ((prompt.length + 3 * response.length) % 10 > 0 || verdict === "unsure") return verdict;
  return verdict === "right" ? "wrong" : "right";
}
`;
/** Its solver is wrong on some cases, and its verifier takes the solver's word. */
const SELF_ASSURED = `${SOLVER.replaceAll("solve(", "solveRightly(").replace("export function solve", "function solve").replace("export function check(", "function checkRightly(")}
export function solve(prompt: string): string {
  const right = solveRightly(prompt);
  return prompt.length % 10 === 0 ? right.replace(/\\d/, (digit) => String((Number(digit) + 4) % 10)) : right;
}
export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  return response === solve(prompt) ? "right" : checkRightly(prompt, response);
}
`;
const COMPARES = withVerdict('return response === solve(prompt) ? "right" : "wrong";');

/** Melt water takes up heat as well: in reference and verifier alike, this class forgets it. */
const WRONG = GOOD.replace("(capacity + iceGrams * WATER)", "(capacity + 0 * WATER)");
/** The reference is right, and the verifier pays for what is a fifth off. */
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

const play = (source: (turn: number) => string, replies: Replies = {}): Played =>
  playModels(workshop, { solver: (_, turn) => fenced(source(turn)), ...replies });
const consult = (round: TestedRound, played: Played): Promise<OracleReport> =>
  consultOracle(round, played.work);
/** A third look that always says the same of an answer. */
const appraising = (answer: string): Replies => ({ arbiter: () => json({ answer, why: "Worked through." }) });
const verifierOf = (report: OracleReport): unknown => report.status !== "not-asked" && report.verifier;
const turnsOf = ({ requests }: Played): readonly unknown[] =>
  requests.flatMap(({ address }) => (address.role === "solver" ? [address.turn] : []));
const told = (played: Played): string | undefined =>
  played.requests.findLast(({ address }) => address.role === "solver")?.messages.at(-1)?.text;

describe("a second verifier", { timeout: 240_000 }, () => {
  test("comes with the solver in one reply, and judges what it and the class hold right and wrong", async () => {
    const played = play(() => SOLVER);
    const report = await consult(good, played);
    if (report.status !== "confirmed" || report.verifier.status !== "vouches")
      throw new Error(`it does not vouch: ${JSON.stringify(report)}`);
    const { cases, right, wrong: refused, mistakes } = report.verifier;
    expect(cases).toBeGreaterThanOrEqual(100);
    expect(right.shown).toBeGreaterThanOrEqual(300);
    expect(refused.shown).toBeGreaterThan(1_000);
    expect([right.agreed, refused.agreed, mistakes]).toEqual([right.shown, refused.shown, 0]);
    expect(turnsOf(played)).toEqual([1]);
  });

  test("stands alone where a task can be checked and not be solved, at once where its description says so", async () => {
    const slow = play(() => CHECKS_ALONE);
    expect(await consult(good, slow)).toMatchObject({ status: "confirmed", by: "checker" });
    expect(turnsOf(slow)).toEqual([1, 2, 3]);
    const played = playModels(workshop, { solver: () => fenced(CHECKS_ALONE) }, { oracle: "checker" });
    expect(await consult(good, played)).toMatchObject({ status: "confirmed", by: "checker" });
    expect(turnsOf(played)).toEqual([1]);
  });

  test("catches a truth that is wrong in reference and verifier alike", async () => {
    const report = await consult(
      wrong,
      play(() => CHECKS_ALONE, appraising("wrong")),
    );
    expect(report).toMatchObject({
      status: "disputed",
      by: "checker",
      ruling: "wrong truth",
      disputed: { classScore: "right", why: "Worked through." },
      verifier: { status: "disputes" },
    });
  });

  test("catches a verifier that pays for wrong answers beside right references, which a right solver confirms", async () => {
    const report = await consult(
      generous,
      play(() => SOLVER, appraising("wrong")),
    );
    expect(report).toMatchObject({
      status: "disputed",
      by: "checker",
      ruling: "over-acceptance",
      disputed: { classScore: "right" },
    });
    if (report.status !== "disputed") throw new Error("it is not disputed");
    expect(report.disputed.solverAnswer).not.toBe(report.disputed.reference);
  });

  test.each([
    ["right", "right", "alternative refused"],
    ["right", "unclear", "ambiguous prompt"],
    ["wrong", "wrong", "wrong truth"],
  ] as const)(
    "that says %s to everything, with a third look that says %s: %s",
    async (says, look, ruling) => {
      const played = play(() => saying(says), appraising(look));
      expect(await consult(good, played)).toMatchObject({ status: "disputed", by: "checker", ruling });
    },
  );

  test.each([
    ["pays everything", withVerdict('return prompt === response ? "unsure" : "right";'), "wrong"],
    ["pays nothing", withVerdict('return prompt === response ? "unsure" : "wrong";'), "right"],
    ["compares texts", COMPARES, "right"],
    ["is wrong on a tenth", FAULTY, "unsettled"],
  ] as const)("that %s vouches for nothing, and its author hears of it", async (_, source, truth) => {
    const looks = ({ messages }: { readonly messages: readonly { readonly text: string }[] }): string => {
      const answer = truth === "unsettled" ? sideOf(messages.at(-1)?.text ?? "") : truth;
      return json({ answer, why: "Worked through." });
    };
    const played = play(() => source, { arbiter: looks });
    const report = await consult(good, played);
    expect(report).toMatchObject({ status: "confirmed", by: "solver", verifier: { status: "unreliable" } });
    expect(turnsOf(played)).toEqual([1, 2, 3]);
    expect(told(played)).toMatch(/Your `check` marks a (?:right|wrong) answer/);
  });

  test("may be unsure of a form, and is told so: what it leaves open is left out of the comparison", async () => {
    const careful = SOLVER.replace(
      /(export function check\([^{]*\{)/,
      '$1\n  if (response.startsWith("Worked through.")) return "unsure";',
    );
    const played = play(() => careful);
    const report = await consult(good, played);
    expect(report).toMatchObject({ status: "confirmed", verifier: { status: "vouches", mistakes: 0 } });
    if (report.status !== "confirmed" || report.verifier.status !== "vouches") return;
    expect(report.verifier.right.decided).toBeLessThan(report.verifier.right.shown);
    const [system] = played.requests.find(({ address }) => address.role === "solver")?.messages ?? [];
    const forms = (system?.text ?? "").split("\n").flatMap((line) => {
      const [, rank, verdicts] = /^ {2}(\d)\. .*: ("(?:right|wrong|unsure)".*)$/.exec(line) ?? [];
      return rank === undefined ? [] : [`${rank} ${/"(\w+)"/.exec(verdicts ?? "")?.[1]}`];
    });
    // Of an answer in a wrong form the first that applies decides, and each says one thing.
    expect(forms).toEqual(["1 unsure", "2 wrong", "3 wrong", "4 right", "5 unsure"]);
    expect(system?.text).toMatch(/that you leave "unsure" is left out of the comparison/);
    expect({ enough: ENOUGH_ANSWERED, told: /"unsure" of more than half/.test(system?.text ?? "") }).toEqual({
      enough: 0.5,
      told: true,
    });
  });

  test("that is never sure vouches for nothing", async () => {
    const report = await consult(
      good,
      play(() => withVerdict('return prompt === response ? "wrong" : "unsure";')),
    );
    expect(verifierOf(report)).toMatchObject({
      status: "unreliable",
      reason: expect.stringMatching(/decides on 0/),
    });
  });

  test("that did not come is asked for once more, and then there is none", async () => {
    const played = play(() => SOLVE);
    const report = await consult(good, played);
    expect(report).toMatchObject({ status: "confirmed", by: "solver", verifier: { status: "none" } });
    expect(turnsOf(played)).toEqual([1, 2]);
    expect(told(played)).toContain("no usable `check`");
    const mended = play((turn) => (turn === 1 ? SOLVE : SOLVER));
    expect(verifierOf(await consult(good, mended))).toMatchObject({ status: "vouches" });
    expect(turnsOf(mended)).toEqual([1, 2]);
  });

  test("is kept once it vouches, whatever the next reply brings to mend the solver", async () => {
    const played = play((turn) => (turn === 1 ? CHECKS_ALONE : turn === 2 ? UNABLE : SOLVER));
    expect(await consult(good, played)).toMatchObject({
      status: "confirmed",
      by: "solver",
      verifier: { status: "vouches" },
    });
    expect(turnsOf(played)).toEqual([1, 2, 3]);
  });

  test.each([
    ["pays everything", withVerdict('return prompt === response ? "unsure" : "right";')],
    ["pays nothing", withVerdict('return prompt === response ? "unsure" : "wrong";')],
    ["is wrong on a tenth", FAULTY],
    ["pays what its solver gets wrong", SELF_ASSURED],
  ])("that %s has one third look a case, whichever program differs there", async (_, source) => {
    const played = play(() => source, {
      arbiter: ({ messages }) => workedThrough(messages.at(-1)?.text ?? ""),
    });
    await consult(good, played);
    const cases = played.requests.flatMap(({ address, messages }) =>
      address.role === "arbiter" ? [blocksOf(messages.at(-1)?.text ?? "")[0] ?? ""] : [],
    );
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.toSorted()).toEqual([...new Set(cases)].toSorted());
  });

  test("gets no third look that says something: then nobody vouches, and nobody is asked again", async () => {
    const played = play(() => FAULTY, { arbiter: () => "Hm." });
    expect(verifierOf(await consult(good, played))).toMatchObject({
      status: "unreliable",
      reason: expect.stringMatching(/no third look/),
    });
    expect(turnsOf(played)).toEqual([1]);
  });
});

/** The texts between marked lines: the prompt, then the answer, or both answers. */
function blocksOf(text: string): readonly string[] {
  const parts = text.split(/=== data \w+ ===\n?/).map((part) => part.trim());
  return parts.filter((_, index) => index % 2 === 1);
}

/** What a third look says that works the case through, as the verifier that is right does. */
function sideOf(text: string): string {
  const [prompt = "", answer = ""] = blocksOf(text);
  return check(prompt, `\\boxed{${answer}}`);
}

/** The same of one answer, or of which of two is right. */
function workedThrough(text: string): string {
  const [prompt = "", a = "", b] = blocksOf(text);
  const why = "Worked through.";
  if (b === undefined) return json({ answer: sideOf(text), why });
  return json({ right: check(prompt, `\\boxed{${a}}`) === "right" ? "A" : "B", why });
}
