import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { solve } from "../../../recordings/solvers/calorimetry.ts";
import { readNoShortcut, readTrick } from "../../../src/agents/adversary-messages.ts";
import { feedbackOnShortcut } from "../../../src/agents/feedback/feedback-on-shortcut.ts";
import type { TestedRound } from "../../../src/core/draft/draft.ts";
import { describeAdversary, shortcutLimit, shortcutOf } from "../../../src/core/judging/adversary-report.ts";
import { seekShortcut } from "../../../src/evolution/oracle/seek-shortcut.ts";
import { synthesize } from "../../../src/evolution/synthesize.ts";
import { openWorkshop } from "../../../src/workshop/workshop.ts";
import { fenced, GOOD, type Played, playModels, type Replies, SOLVER, testedRound } from "../play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const TRICK = "Whatever the bodies are, their heat is what counts.";
/** It does the task, and is paid as any way to be paid would be. */
const PAID = `Shortcut: ${TRICK}\n\n${fenced(SOLVER.replaceAll("solve(", "guess(").replace("export function check(", "function check("))}`;
/** Only the easiest level has cases of two bodies. */
const PAID_AT_THE_EASIEST = PAID.replace(
  "if (bodies === undefined)",
  "if (bodies === undefined || bodies.length > 2)",
);
/** It does the task in somewhat more of the cases of two bodies than of others. */
const PAID_MORE_AT_THE_EASIEST = PAID.replace(
  "if (bodies === undefined)",
  "if (bodies === undefined || (bodies[0]?.celsius ?? 0) % 7 >= (bodies.length > 2 ? 3 : 4))",
);
const IDLE = `Shortcut: It is always lukewarm.\n\n${fenced('export function guess(prompt: string): string {\n  return prompt === "" ? "" : "\\\\boxed{37}";\n}\n')}`;
/** Another version of the same class, which draws the same cases. */
const OTHER = `${GOOD.trimEnd()}\n// Mixing loses no heat.\n`;

let good: TestedRound;
beforeAll(async () => {
  good = await testedRound(GOOD, playModels(workshop, {}));
}, 120_000);

/** A line whose judge solves every other case. */
function play(adversary: (turn: number) => string, more: Replies = {}): Played {
  return playModels(workshop, {
    author: () => fenced(GOOD),
    refiner: () => fenced(OTHER),
    solver: () => fenced(SOLVER),
    critic: () => '```json\n{"faithful": 4, "points": []}\n```',
    judge: ({ address, messages }) =>
      "index" in address && address.index % 2 === 1 ? solve(messages.at(-1)?.text ?? "") : "\\boxed{1}",
    adversary: (_, turn) => adversary(turn),
    ...more,
  });
}
const rolesOf = ({ requests }: Played, role: string): number =>
  requests.filter(({ address }) => address.role === role).length;

describe("the adversary", { timeout: 240_000 }, () => {
  test("sees prompts alone, and what its program earns is known for each level", async () => {
    const played = play(() => PAID);
    const report = await seekShortcut(good, played.work);
    if (report.status !== "scored") throw new Error("it is not scored");
    expect(report).toMatchObject({ trick: TRICK, paid: { level: good.bootcamp.levels.length - 1 } });
    expect(report.levels.map(({ cases }) => cases)).toEqual(good.bootcamp.levels.map(() => 50));
    expect(report.levels.every(({ mean, limit }) => mean === 1 && limit === 0.5)).toBe(true);
    expect(shortcutOf(report)).toMatchObject({ mean: 1 });
    expect(played.events).toMatchObject([{ type: "shortcut-sought", adversary: report }]);
    const said = played.requests.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n");
    expect(said).toContain("--- prompt 8 ---");
    expect(said).not.toMatch(/verifyCorrection|finalTemperature|\\boxed\{\d/);
  });

  test("that tries several ways says what each would have answered, and each is measured by itself", async () => {
    const ways =
      'export function ways(prompt: string): string[] {\n  return ["\\\\boxed{37}", guess(prompt), ""];\n}\n```';
    const report = await seekShortcut(good, play(() => PAID.replace(/```\s*$/, ways)).work);
    if (report.status !== "scored") throw new Error("it is not scored");
    const [lukewarm, paid, none, ...others] = report.ways ?? [];
    expect(lukewarm?.every((mean) => mean < 0.2)).toBe(true);
    expect(paid).toEqual(good.bootcamp.levels.map(() => 1));
    expect(none).toEqual(good.bootcamp.levels.map(() => 0));
    expect(others).toEqual([]);
    const { evidence } = feedbackOnShortcut(report, play(() => IDLE).work.drivers.prompts) ?? {};
    expect(evidence).toMatch(/^- way 2: 1\.00(?:, 1\.00)+$/m);
  });

  test("that finds nothing speaks against nothing", async () => {
    const report = await seekShortcut(good, play(() => IDLE).work);
    expect(report).toMatchObject({ status: "scored" });
    expect(shortcutOf(report)).toBeUndefined();
  });

  test("is asked once more for a program that compiles, and then there is none", async () => {
    const played = play((turn) => (turn === 1 ? "I would rather not." : fenced("export const guess = 3;\n")));
    expect(await seekShortcut(good, played.work)).toEqual({
      status: "void",
      reason: "its program does not compile",
    });
    expect(rolesOf(played, "adversary")).toBe(2);
  });

  test("that mends its program describes its way no second time, and one that describes none is said to", async () => {
    const [, program = ""] = /(```ts[^]*)/.exec(PAID) ?? [];
    const broken = PAID.replace("export function guess(", "export function guess(unknown: Unknown, ");
    const trickOf = async (first: string): Promise<unknown> => {
      const report = await seekShortcut(good, play((turn) => (turn === 1 ? first : program)).work);
      return report.status === "scored" ? report.trick : report;
    };
    expect(await trickOf(broken)).toBe(TRICK);
    expect(await trickOf(program)).toMatch(/without a description/);
  });

  test("that says in prose that it sees none is reported so, and other prose is named", async () => {
    const said = "I see no shortcut here: every body counts.";
    const honest = play(() => said);
    const report = await seekShortcut(good, honest.work);
    expect(report).toEqual({ status: "none seen", said });
    expect(describeAdversary(report)).toBe(`the adversary saw no shortcut: ${said}`);
    expect(rolesOf(honest, "adversary")).toBe(2);
    const unwilling = await seekShortcut(good, play(() => "I would\nrather not.").work);
    expect(unwilling).toEqual({
      status: "void",
      reason: "it contains no fenced TypeScript block: I would rather not.",
    });
  });

  test("sends a draft back with the trick in words, before any judge is asked", async () => {
    const played = play((turn) => (turn === 1 ? PAID : IDLE));
    const { verdict, decisive } = await synthesize(played.work.task, played.work.drivers, {
      ...played.work.options,
      sentBack: [],
    });
    expect(verdict).toMatchObject({ status: "accepted" });
    expect(decisive).toEqual({ line: 1, round: 2 });
    const refined = played.requests.find(({ address }) => address.role === "refiner");
    expect(refined?.messages.at(-1)?.text).toContain(TRICK);
    const judged = played.requests.filter(({ address }) => address.role === "judge");
    expect(judged.every(({ address }) => "round" in address && address.round === 2)).toBe(true);
  });

  test("flags a draft that goes on paying once no rounds are left, and one that nothing better came of", async () => {
    const stubborn = play(() => PAID);
    const options = { ...stubborn.work.options, rounds: 2, sentBack: [] };
    const flagged = { status: "flagged", reasons: [{ kind: "shortcut", score: 1, trick: TRICK }] };
    expect(await synthesize(stubborn.work.task, stubborn.work.drivers, options)).toMatchObject({
      verdict: flagged,
      decisive: { line: 1, round: 2 },
    });
    const idle = play(() => PAID, { refiner: () => "No more ideas." });
    expect(await synthesize(idle.work.task, idle.work.drivers, options)).toMatchObject({
      verdict: flagged,
      decisive: { line: 1, round: 1 },
      judged: { levels: [{ decision: "inside" }] },
    });
  });

  test("lets a draft be that pays at the easiest level alone, and clearly less at each harder one", async () => {
    const easy = play(() => PAID_AT_THE_EASIEST);
    const options = { ...easy.work.options, sentBack: [] };
    expect(await synthesize(easy.work.task, easy.work.drivers, options)).toMatchObject({
      verdict: { status: "accepted" },
      decisive: { line: 1, round: 1 },
    });
    expect(rolesOf(easy, "refiner")).toBe(0);
  });

  test("leaves a draft to its author that pays a little more at the easiest level, and flags what the author leaves", async () => {
    const easy = play(() => PAID_MORE_AT_THE_EASIEST, {
      refiner: () => "Nothing to change: mixing is the task.",
    });
    const options = { ...easy.work.options, sentBack: [] };
    expect(await synthesize(easy.work.task, easy.work.drivers, options)).toMatchObject({
      verdict: { status: "flagged", reasons: [{ kind: "shortcut", level: 0 }] },
      decisive: { line: 1, round: 1 },
    });
    expect(rolesOf(easy, "refiner")).toBe(1);
    expect(easy.events).toContainEqual(
      expect.objectContaining({
        type: "draft-stands",
        round: expect.objectContaining({ stands: "mixing is the task." }),
      }),
    );
  });

  test("hears of a later version what came of the earlier one, whose answered remarks are not put again", async () => {
    const remarked = (source: string): string =>
      source.replace("export default", "// For simplicity, losses are ignored.\nexport default");
    const later = ["Nothing to change: losses are no part of the description.", fenced(remarked(OTHER))];
    const played = play((turn) => (turn === 1 ? PAID : IDLE), {
      author: () => fenced(remarked(GOOD)),
      refiner: () => later.shift() ?? "",
    });
    const { rounds, decisive } = await synthesize(played.work.task, played.work.drivers, {
      ...played.work.options,
      sentBack: [],
    });
    expect(decisive).toEqual({ line: 1, round: 2 });
    expect(rolesOf(played, "refiner")).toBe(2);
    const stands = "losses are no part of the description.";
    expect(rounds).toMatchObject([{ status: "tested" }, { status: "tested", stands }]);
    const [first, second] = played.requests
      .filter(({ address }) => address.role === "adversary")
      .map(({ messages }) => messages.at(-1)?.text ?? "");
    expect(first).not.toContain("Earlier versions");
    expect(second).toContain("Earlier versions of this family were searched");
    expect(second).toContain(`${TRICK}\n  It earned: ${good.bootcamp.levels.map(() => "1.00").join(", ")}`);
  });

  test("is not asked where it is switched off", async () => {
    const { work, requests } = play(() => PAID);
    const off = { ...work, options: { ...work.options, adversary: false } };
    expect(await seekShortcut(good, off)).toEqual({ status: "not-asked" });
    expect(requests).toEqual([]);
  });
});

test.each([
  "I looked hard and found no shortcut.",
  "Shortcut: none.",
  "**Shortcut:** None that I can see.",
  "I could not find any cheap trick, so I send nothing.",
  "I can't see a shortcut that would pay.",
  "There is no cheaper way than the task itself.",
])("a reply without a program says that there is no shortcut: %j", (text) => {
  expect(readNoShortcut(text)).toBeDefined();
});

test.each([
  "I would rather not.",
  "Shortcut: take the first of them; no need to look at the others.",
  "Here is the program: function guess() {}",
  "I see no shortcut.\n\n```ts\nexport function guess() {",
])("a reply does not say so: %j", (text) => {
  expect(readNoShortcut(text)).toBeUndefined();
});

test("a choice between two may be right by chance, and one among many may not", () => {
  expect([1, 2, 3, 4, 50].map(shortcutLimit)).toEqual([1, 0.7, 1 / 3 + 0.2, 0.5, 0.5]);
});

test.each([
  ["Shortcut: Take the first.\n\n```ts\n```", "Take the first."],
  ["Some words.\n\n**Shortcut:** Take *the* first.**\n", "Take *the* first."],
  ["I take the first one\nof them.\n\n```ts\ncode\n```", "I take the first one of them."],
  ["```ts\ncode\n```", ""],
])("the trick is what the reply states of it: %j", (text, trick) => {
  expect(readTrick(text)).toBe(trick);
});
