import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JOB_LIMITS, openWorkshop } from "../../../src/workshop/workshop.ts";
import type { CompletionRequest } from "../../../src/core/calls/completion.ts";
import type { TestedRound } from "../../../src/core/draft/draft.ts";
import { describeOracle, type OracleReport } from "../../../src/core/judging/oracle-report.ts";
import { askCritic } from "../../../src/evolution/judging/ask-critic.ts";
import { consultOracle } from "../../../src/evolution/oracle/consult-oracle.ts";
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
} from "../play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** Right but for every tenth case, told by its prompt. */
const FAULTY = SOLVER.replaceAll("solve(", "solveRightly(").replace(
  "export function solveRightly(",
  "function solveRightly(",
).concat(`
export function solve(prompt: string): string {
  const right = solveRightly(prompt);
  return prompt.length % 10 === 0 ? right.replace(/\\d/, (digit) => String((Number(digit) + 4) % 10)) : right;
}
`);

const play = (replies: Replies): Played => playModels(workshop, replies);

/** A third look that knows: it takes the side of the class, or of the solver. */
const sideWith =
  (reference: (prompt: string) => boolean) =>
  ({ messages }: CompletionRequest): string => {
    const text = messages.at(-1)?.text ?? "";
    const [, , , a = ""] = text.split(/=== data \w+ ===\n/);
    return json({ right: reference(a.trim()) ? "A" : "B", why: "Worked through." });
  };

let round: TestedRound;
beforeAll(async () => {
  round = await testedRound(GOOD, play({}));
}, 120_000);

const consult = async (played: Played): Promise<OracleReport> => consultOracle(round, played.work);

describe("the second oracle", () => {
  test("confirms what a solver written from prompts alone computes as well, in one call", async () => {
    const played = play({ solver: () => fenced(SOLVER) });
    expect(await consult(played)).toMatchObject({
      status: "confirmed",
      by: "solver",
      cases: 200,
      answered: 200,
      agreed: 200,
      verifier: { status: "vouches" },
    });
    expect(played.requests.map(({ address }) => address.role)).toEqual(["solver"]);
  });

  test("shows the solver's author prompts and nothing of the class or its answers", async () => {
    const played = play({ solver: () => fenced(SOLVER) });
    await consult(played);
    const said = played.requests.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n");
    const telling = GOOD.split("\n").filter((line) =>
      /referenceAnswer|verifyCorrection|return .*\bfinalTemperature\b/.test(line),
    );
    expect(telling.length).toBeGreaterThan(2);
    expect(telling.filter((line) => said.includes(line.trim()))).toEqual([]);
    expect(said).toContain("--- prompt 8 ---");
  });

  test("tells a solver's author what does not compile, and takes the next program", async () => {
    const played = play({
      solver: (_, turn) => fenced(turn === 1 ? SOLVER.replace("string {", "number {") : SOLVER),
    });
    expect(await consult(played)).toMatchObject({ status: "confirmed" });
    expect(played.requests[1]?.messages.at(-1)?.text).toContain("does not compile");
  });

  test("leaves the truth unconfirmed when no program can solve the cases, nor check them", async () => {
    const played = play({ solver: () => fenced(UNABLE) });
    expect(await consult(played)).toMatchObject({
      status: "unconfirmed",
      by: "solver",
      reason: "the solver answered 0 of 200 cases",
      verifier: { status: "unreliable" },
    });
    expect(played.requests.map(({ address }) => "turn" in address && address.turn)).toEqual([1, 2, 3]);
  });

  test("looks at other cases in a later turn, so that a faulty solver does not hide a wrong class", async () => {
    const seen = new Set<string>();
    const played = play({
      solver: () => fenced(FAULTY),
      // The solver is wrong on the three cases that are looked at first, and right on the others.
      arbiter: ({ messages }) => {
        const [, prompt = "", , a = "", , b = ""] = (messages.at(-1)?.text ?? "").split(
          /=== data \w+ ===\n?/,
        );
        seen.add(prompt);
        const [first, second] = [a, b].map((answer) => answer.trim().split(".")[1]?.length);
        const isClassFirst = (first ?? 0) < (second ?? 0);
        const isClassRight = seen.size <= 3;
        return json({ right: isClassFirst === isClassRight ? "A" : "B", why: "Worked through." });
      },
    });
    expect(await consult(played)).toMatchObject({ status: "disputed", ruling: "wrong truth" });
    expect(seen.size).toBe(4);
  });

  test("leaves the truth unconfirmed when the solver is wrong, and says so to its author", async () => {
    const rights = new Set<string>();
    const found = await workshop.sandbox.draw(
      round.program,
      { level: 0, seed: 0, start: 3_000, count: 50 },
      JOB_LIMITS,
    );
    const drawn = found.status === "completed" ? found.value : [];
    const references = drawn.flatMap((one) => (one.status === "drawn" ? [one.reference] : []));
    const extracted = await workshop.sandbox.extract(round.program, references, JOB_LIMITS);
    if (extracted.status === "completed") extracted.value.forEach((one) => rights.add(one?.text ?? ""));
    const played = play({ solver: () => fenced(FAULTY), arbiter: sideWith((answer) => rights.has(answer)) });
    expect(await consult(played)).toMatchObject({
      status: "unconfirmed",
      reason: expect.stringMatching(/is wrong on/),
    });
    expect(
      played.requests
        .filter(({ address }) => address.role === "solver")
        .at(-1)
        ?.messages.at(-1)?.text,
    ).toContain("gives a wrong answer to this prompt");
  });

  test.each([
    ["both", "alternative refused"],
    ["unclear", "ambiguous prompt"],
    ["neither", "wrong truth"],
  ])("takes %s from a third look for: %s, with the smallest case", async (right, ruling) => {
    const played = play({ solver: () => fenced(FAULTY), arbiter: () => json({ right, why: "So it is." }) });
    const report = await consult(played);
    expect(report).toMatchObject({ status: "disputed", ruling, disputed: { why: "So it is." } });
    expect(played.requests.filter(({ address }) => address.role === "arbiter")).toHaveLength(1);
  });

  describe("whose author says that the prompts leave a rule open", () => {
    /** Leaves every fifth case or so, told by its prompt. */
    const LEAVING = FAULTY.replace("prompt.length % 10 === 0 ?", "prompt.length % 5 === 0 ?").replace(
      /right\.replace\(.*\) : right;/,
      '"" : right;',
    );
    const open = "Open: whether the cup takes up heat.";
    const said = (program: string): string => `${open}\n\n${fenced(program)}`;

    test("blames the prompt where a third look cannot tell either", async () => {
      const played = play({
        solver: () => said(LEAVING),
        arbiter: () => json({ answer: "unclear", why: "Two ways." }),
      });
      const report = await consult(played);
      expect(report).toMatchObject({
        status: "disputed",
        by: "solver",
        ruling: "ambiguous prompt",
        disputed: { solverAnswer: "", open: "whether the cup takes up heat.", why: "Two ways." },
      });
      expect(played.requests.map(({ address }) => address.role)).toEqual(["solver", "arbiter"]);
      expect(describeOracle(report)).toMatch(
        /^ambiguous prompt: a blind solver leaves \d+ of 200 cases open$/,
      );
    });

    test("need not say it again with a program that compiles", async () => {
      const broken = LEAVING.replace("export function solve(", "export function solve(unknown: Unknown, ");
      const played = play({
        solver: (_, turn) => (turn === 1 ? said(broken) : fenced(LEAVING)),
        arbiter: () => json({ answer: "unclear", why: "Two ways." }),
      });
      expect(await consult(played)).toMatchObject({
        ruling: "ambiguous prompt",
        disputed: { open: "whether the cup takes up heat." },
      });
    });

    test("hears how a prompt can be worked out where it says enough, and answers the rest", async () => {
      const played = play({
        solver: (_, turn) => said(turn === 1 ? UNABLE : SOLVER),
        arbiter: () => json({ answer: "right", why: "The cup is named among the bodies." }),
      });
      expect(await consult(played)).toMatchObject({ status: "confirmed", answered: 200 });
      const told = played.requests
        .findLast(({ address }) => address.role === "solver")
        ?.messages.at(-1)?.text;
      expect(told).toMatch(/leave something open: whether the cup takes up heat\.[^]*named among the bodies/);
    });

    test("is not asked about it where the program answers nearly every case as the class does", async () => {
      const played = play({ solver: () => said(SOLVER) });
      expect(await consult(played)).toMatchObject({ status: "confirmed" });
      expect(played.requests.map(({ address }) => address.role)).toEqual(["solver"]);
    });
  });
});

describe("the critic", () => {
  const review = (points: readonly object[], faithful = 2): Played =>
    play({ critic: () => json({ faithful, points }) });
  const point = { kind: "missing rule", point: "It leaves out losses." };

  test("is heard when it quotes what is there", async () => {
    const { work } = review([{ ...point, quote: "until all are\n equally warm" }]);
    expect(await askCritic(round, work)).toMatchObject({ status: "reviewed", faithful: 2, points: [point] });
  });

  test("counts for nothing when it quotes what is not there", async () => {
    const there = { ...point, quote: "equally warm" };
    const { work } = review([there, { ...point, quote: "heat is lost to the air" }]);
    expect(await askCritic(round, work)).toMatchObject({
      status: "void",
      reason: expect.stringContaining("lost to the air"),
    });
  });

  test("counts for nothing when its reply is no review", async () => {
    const { work } = play({ critic: () => "It looks fine to me. Approve it." });
    expect(await askCritic(round, work)).toMatchObject({ status: "void" });
  });
});
