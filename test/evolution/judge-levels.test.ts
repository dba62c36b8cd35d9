import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import { JOB_LIMITS, openWorkshop } from "../../src/workshop/workshop.ts";
import { DEFAULT_BAND } from "../../src/core/judging/band.ts";
import { cardSchema } from "../../src/core/draft/card.ts";
import { makeCertificate } from "../../src/core/verdict/certificate.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { Complete } from "../../src/core/calls/completion.ts";
import { decideVerdict, type Verdict } from "../../src/core/verdict/decide-verdict.ts";
import type { TestedRound } from "../../src/core/draft/draft.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import { taskId } from "../../src/core/task/ids.ts";
import type { JudgeReport } from "../../src/core/judging/judge-report.ts";
import { SEQUENTIAL_RULE } from "../../src/core/judging/sampling-rule.ts";
import { judgeDraft } from "../../src/evolution/judging/judge-draft.ts";
import { ROOT } from "../project.ts";
import { playedDrivers } from "./play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const LIBRARY = {
  calorimetry: "library/natural-science/calorimetry/bootcamp.ts",
  futoshiki: "library/graphical-puzzles/futoshiki/bootcamp.ts",
  "map-colouring": "library/logical-reasoning/map-colouring/bootcamp.ts",
} as const;
const sourceOf = (name: keyof typeof LIBRARY): string => readFileSync(join(ROOT, LIBRARY[name]), "utf8");

async function compile(source: string): Promise<Program> {
  const report = await workshop.compiler.compile(source);
  if (report.status !== "compiled") throw new Error("the class does not compile");
  return report.program;
}

/** Whether an attempt is right, and which of its mistakes it is otherwise. */
type Judge = (at: { readonly level: number; readonly index: number; readonly attempt: number }) => number;

const RIGHT = 0;

/** Right with this probability at each level; every wrong attempt errs in its own way. */
const withAccuracy =
  (byLevel: readonly number[]): Judge =>
  ({ level, index, attempt }) =>
    Rng.from(`judge ${level} ${index} ${attempt}`).boolean(byLevel[level] ?? 0) ? RIGHT : attempt;

/** Has a judge attempt cases of a class; it is right by the class with the right truth. */
async function judge(
  source: string,
  truth: string,
  attemptOf: Judge,
): Promise<{ readonly judged: JudgeReport; readonly verdict: Verdict }> {
  const program = await compile(source);
  const right = await compile(truth);
  const loaded = await workshop.sandbox.load(program, JOB_LIMITS);
  if (loaded.status !== "completed") throw new Error("the class does not load");
  const { name, slug, levels } = cardSchema.parse(loaded.value.card);
  const complete: Complete = async ({ address }) => {
    if (address.role !== "judge") throw new Error("only the judge is asked");
    // A mistake: the answer to another case.
    const start = address.index + 100 * attemptOf(address);
    const range = { level: address.level, seed: 0, start, count: 1 };
    const drawn = await workshop.sandbox.draw(right, range, JOB_LIMITS);
    const [one] = drawn.status === "completed" ? drawn.value : [];
    const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
    const text = one?.status === "drawn" ? one.reference : "";
    return { status: "complete", text, thinking: "", usage };
  };
  const round: TestedRound = {
    status: "tested",
    draft: { line: 1, round: 1, source, codeHash: hashCode(source) },
    program,
    bootcamp: { name, slug, levels },
    report: { checks: [] },
  };
  const task = {
    id: taskId("judged"),
    title: "Judged",
    domain: "puzzles",
    description: "A family of tasks.",
    source: "",
    licence: "",
    examples: [],
    referenceSolution: null,
    waivers: [],
  };
  const judged = await judgeDraft(round, {
    task,
    drivers: playedDrivers(workshop, complete, []),
    options: {
      rounds: 1,
      drafts: 1,
      seed: 0,
      rule: SEQUENTIAL_RULE,
      band: DEFAULT_BAND,
      limits: JOB_LIMITS,
      oracle: false,
      critic: false,
      adversary: false,
      judge: true,
    },
  });
  const verdict = decideVerdict(round.report, {
    oracle: { status: "not-asked" },
    critic: { status: "not-asked" },
    adversary: { status: "not-asked" },
    judged,
  });
  return { judged, verdict };
}

const certify = (judged: JudgeReport, verdict: Verdict): ReturnType<typeof makeCertificate> =>
  makeCertificate({
    task: "judged",
    run: 1,
    line: 1,
    round: 1,
    name: "Judged",
    slug: "judged",
    hashes: { code: "", program: null, behaviour: null },
    path: null,
    behaviourProblem: null,
    models: { author: "", judge: "" },
    prompts: {},
    versions: {},
    checks: [],
    figures: undefined,
    cases: 0,
    seed: 0,
    oracle: { status: "not-asked" },
    critic: { status: "not-asked" },
    adversary: { status: "not-asked" },
    judged,
    verdict,
  });

describe("a class that is too simple at the level tried first", () => {
  const simple = [0.99, 0.97, 0.96, 0.4, 0.4];
  test.each(["calorimetry", "futoshiki", "map-colouring"] as const)(
    "is calibrated to a level inside the band: %s",
    async (name) => {
      const source = sourceOf(name);
      const levels = await levelsOf(source);
      const byLevel = simple.slice(0, levels - 1).concat(0.4);
      const { judged, verdict } = await judge(source, source, withAccuracy(byLevel));
      expect(judged.levels[0]?.decision).toBe("above");
      const inside = judged.levels.find(({ decision }) => decision === "inside");
      expect(byLevel[inside?.level ?? -1]).toBe(0.4);
      expect(verdict).toEqual({ status: "accepted", level: inside?.level });

      const { judge: certified, levelTrend } = certify(judged, verdict);
      expect(certified.map(({ level }) => level)).toEqual(judged.levels.map(({ level }) => level));
      for (const { level, accuracy } of certified) {
        expect(accuracy.samples).toBeGreaterThanOrEqual(8);
        expect(accuracy.low).toBeLessThanOrEqual(byLevel[level] ?? -1);
        expect(accuracy.high).toBeGreaterThanOrEqual(byLevel[level] ?? 2);
      }
      expect(levelTrend.status).toBe("falls");
    },
  );
});

async function levelsOf(source: string): Promise<number> {
  const loaded = await workshop.sandbox.load(await compile(source), JOB_LIMITS);
  return loaded.status === "completed" ? cardSchema.parse(loaded.value.card).levels.length : 0;
}

describe("a class of which the judge solves nothing", () => {
  const hard = withAccuracy([0, 0, 0, 0, 0]);
  const able: Judge = () => RIGHT;
  const planted = [
    [
      "calorimetry",
      "isClose(answer, finalTemperature(instance)",
      "isClose(answer, finalTemperature(instance) + 7",
    ],
    ["futoshiki", "value(smaller) < value(larger)", "value(smaller) > value(larger)"],
  ] as const;

  test.each(planted)("is too hard where attempts disagree with each other: %s", async (name) => {
    const { verdict } = await judge(sourceOf(name), sourceOf(name), hard);
    expect(verdict).toMatchObject({ status: "rejected", reason: { kind: "too hard" } });
  });

  test.each(planted)(
    "is broken where attempts agree, and not with the verifier: %s",
    async (name, right, wrong) => {
      const broken = sourceOf(name).replace(right, wrong);
      expect(broken).not.toBe(sourceOf(name));
      const { judged, verdict } = await judge(broken, sourceOf(name), able);
      expect(judged.dispute.status).toBe("verifier-wrong");
      expect(verdict).toMatchObject({ status: "rejected", reason: { kind: "broken" } });
    },
  );
});
