import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkshop } from "../../../src/workshop/workshop.ts";
import type { CompletionRequest } from "../../../src/core/calls/completion.ts";
import type { TestedRound } from "../../../src/core/draft/draft.ts";
import type { TaskDescription } from "../../../src/core/task/task-description.ts";
import { AGREEMENT, type Check } from "../../../src/core/checks/unit-test-report.ts";
import { authorMessages } from "../../../src/agents/author-messages.ts";
import { compareWithReference } from "../../../src/evolution/oracle/compare-with-reference.ts";
import { consultOracle } from "../../../src/evolution/oracle/consult-oracle.ts";
import { adapter, EXAMPLES, JAVASCRIPT, PYTHON, translation } from "../a-reference.ts";
import {
  fenced,
  GOOD,
  json,
  type Played,
  playModels,
  type Replies,
  SOLVER,
  testedRound,
} from "../play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const WRONG = GOOD.replace("(capacity + iceGrams * WATER)", "(capacity + 0 * WATER)");

const TRANSLATION = translation("water");

let good: TestedRound;
let wrong: TestedRound;
beforeAll(async () => {
  const none = playModels(workshop, {});
  good = await testedRound(GOOD, none);
  wrong = await testedRound(WRONG, none);
}, 240_000);

const described = (
  language: string,
  code: string,
  more: Partial<TaskDescription> = {},
): Partial<TaskDescription> => ({ referenceSolution: { language, code }, examples: EXAMPLES, ...more });
const play = (replies: Replies, description: Partial<TaskDescription>): Played =>
  playModels(workshop, replies, description);
const agreement = ({ report }: TestedRound): Check | undefined =>
  report.checks.find(({ name }) => name === AGREEMENT);
const isLed = ({ messages }: CompletionRequest): boolean => messages[0]?.text.includes("toInput") === true;
const siding = (right: string): Replies => ({ arbiter: () => json({ right, why: "Worked through." }) });
const textOf = ({ requests }: Played, index: number): string =>
  requests[index]?.messages.map(({ text }) => text).join("\n") ?? "";

describe("agreement with the reference solution", { timeout: 240_000 }, () => {
  test("runs a solution in JavaScript as it is, on the examples and on fresh cases", async () => {
    const played = play(
      { solver: (request) => fenced(isLed(request) ? adapter : SOLVER) },
      described("javascript", JAVASCRIPT),
    );
    const { round, settled } = await compareWithReference(good, played.work);
    expect(agreement(round)).toEqual({
      name: AGREEMENT,
      status: "passed",
      detail:
        "the reference solution (javascript, run as it is) answers 200 of 200 fresh cases, all of them as the class does; it reproduces the outputs of 2 of 2 examples",
    });
    expect(settled).toMatchObject({ status: "confirmed", by: "translation", agreed: 200 });
    expect(played.requests).toHaveLength(1);
    // The solution says what is right, and nothing of what the class pays beside it.
    const verified = await consultOracle(round, played.work, settled);
    expect(verified).toMatchObject({ ...settled, verifier: { status: "vouches" } });
    expect(played.requests).toHaveLength(2);
    expect(played.events.map(({ type }) => type)).toEqual(["reference-compared", "truth-examined"]);
  });

  test("has any other translated, and holds the translation to the description's examples", async () => {
    const replies: Replies = {
      solver: (_, turn) => fenced(turn === 1 ? translation("0") : TRANSLATION),
    };
    const played = play(replies, described("python2", PYTHON));
    const { round } = await compareWithReference(good, played.work);
    expect(agreement(round)).toMatchObject({
      status: "passed",
      detail: expect.stringContaining("translated"),
    });
    expect(textOf(played, 0)).toContain(PYTHON);
    expect(textOf(played, 1)).toMatch(
      /does not give the output of an example[\s\S]*38\.190518[\s\S]*Yours:\n42\./,
    );
  });

  test.each([
    ["with examples alone", { examples: EXAMPLES }],
    ["with a solution", described("python2", PYTHON)],
  ])("leaves a description %s to a blind solver where its author says that nothing fits", async (_, task) => {
    const replies: Replies = {
      solver: (request) =>
        isLed(request)
          ? "I tried.\n\nUNFIT: the prompt asks for a route, the examples show its length."
          : fenced(SOLVER),
    };
    const played = play(replies, task);
    const { round, settled } = await compareWithReference(good, played.work);
    expect(agreement(round)).toMatchObject({
      status: "skipped",
      detail: expect.stringMatching(
        /^not established: .*: the prompt asks for a route, the examples show its length\.$/,
      ),
    });
    expect(settled).toBeUndefined();
    expect(await consultOracle(round, played.work, settled)).toMatchObject({
      status: "confirmed",
      by: "solver",
    });
    expect(played.requests.filter(isLed)).toHaveLength(1);
  });

  test("reads the examples of a contest's text", async () => {
    const text = EXAMPLES.map(({ input, output }) => `Input\n\n${input}\nOutput\n\n${output}`).join("\n\n");
    const description = `Bodies exchange heat. How warm do they get?\n\nExamples\n\n${text}\nNote\n\nNone.`;
    const replies: Replies = { solver: () => fenced(translation("0")) };
    const played = play(replies, described("c++", "int main() {}", { examples: [], description }));
    const { round, settled } = await compareWithReference(good, played.work);
    expect(agreement(round)).toMatchObject({
      status: "warned",
      detail: "not established: the translation does not give the output of example 2",
    });
    expect(settled).toBeUndefined();
  });

  test("catches a class that is wrong, with the solution's input and output for a person to go by", async () => {
    const played = play(
      { solver: () => fenced(adapter), ...siding("neither") },
      described("node", JAVASCRIPT),
    );
    const { round, settled } = await compareWithReference(wrong, played.work);
    expect(settled).toMatchObject({ status: "disputed", by: "translation", ruling: "wrong truth" });
    const check = agreement(round);
    expect(check).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(
        /disagrees on \d+ of 200 fresh cases; a third look at one says: wrong truth/,
      ),
    });
    const [evidence] = check !== undefined && "counterexamples" in check ? check.counterexamples : [];
    expect(evidence?.response).toMatch(
      /^the solution's input:\n\d+\n[\s\S]*its output:\n[\d.]+\n[\s\S]*as a response:\n\\boxed/,
    );
    expect(evidence?.score).toContain("the reference answer of the class");
    expect(evidence).toMatchObject({ level: expect.any(Number), seed: 0, index: expect.any(Number) });
  });

  test("counts for nothing where it is waived, and says so; a blind solver takes its place", async () => {
    const waivers = [{ check: AGREEMENT, reason: "the collection's solution is wrong" }] as const;
    const played = play(
      {
        solver: ({ messages }) => fenced(messages[0]?.text.includes("toInput") === true ? adapter : SOLVER),
        ...siding("neither"),
      },
      described("js", JAVASCRIPT.replace("ice * water", "0"), { waivers, examples: [] }),
    );
    const { round, settled } = await compareWithReference(good, played.work);
    expect(agreement(round)).toMatchObject({ status: "waived", reason: waivers[0].reason });
    expect(settled).toBeUndefined();
    expect(await consultOracle(round, played.work, settled)).toMatchObject({
      status: "confirmed",
      by: "solver",
    });
    const asked = played.requests.filter(({ messages }) => !messages[0]?.text.includes("toInput"));
    expect(asked.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n")).not.toContain(
      "const [[count]]",
    );
  });

  test("says where a description contradicts itself, and asks nobody to lead there", async () => {
    const played = play({}, described("javascript", JAVASCRIPT.replace("- ice * fusion", "")));
    const { round, settled } = await compareWithReference(good, played.work);
    expect(agreement(round)).toMatchObject({
      status: "warned",
      detail: expect.stringContaining(
        "contradicts itself: its solution gives a different output for example 2 of 2",
      ),
      counterexamples: [{ score: expect.stringContaining("38.190518") }],
    });
    expect(settled).toBeUndefined();
    expect(played.requests).toEqual([]);
  });

  test("has a solution translated that calls itself JavaScript and is none, or never ends", async () => {
    for (const code of ["print raw_input()", "for (;;);"]) {
      const played = play({ solver: () => fenced(TRANSLATION) }, described("javascript", code));
      const { round } = await compareWithReference(good, played.work);
      expect(agreement(round)).toMatchObject({
        status: "passed",
        detail: expect.stringContaining("translated"),
      });
    }
  });

  test("compares with examples alone where there is no solution, and objects to none that nobody can read", async () => {
    const alone = { examples: EXAMPLES };
    const played = play({ solver: () => fenced(TRANSLATION) }, alone);
    expect(agreement((await compareWithReference(good, played.work)).round)).toMatchObject({
      status: "passed",
      detail: expect.stringContaining("a solution written from the description answers 200 of 200"),
    });
    const mute = play({}, alone);
    expect(agreement((await compareWithReference(good, mute.work)).round)).toMatchObject({
      status: "skipped",
    });
  });

  test("is left out where the description brings neither, and with the second oracle", async () => {
    const played = play({}, {});
    expect(await compareWithReference(good, played.work)).toEqual({ round: good, settled: undefined });
    const other = play({}, described("javascript", JAVASCRIPT));
    const work = { ...other.work, options: { ...other.work.options, oracle: false } };
    expect(await compareWithReference(good, work)).toEqual({ round: good, settled: undefined });
  });

  test("keeps the solution from the author of the class, unless it is shared", () => {
    const { work } = play({}, described("javascript", JAVASCRIPT));
    const said = (shares: boolean): string =>
      authorMessages(work.task, work.drivers.prompts, shares)
        .map(({ text }) => text)
        .join("\n");
    expect(said(false)).not.toContain("heat - ice * fusion");
    expect(said(true)).toContain("heat - ice * fusion");
  });
});
