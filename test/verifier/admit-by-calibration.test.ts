import { afterAll, beforeAll, expect, test } from "vitest";
import { CALIBRATED, type Check } from "../../src/core/checks/unit-test-report.ts";
import type { Verdict } from "../../src/core/verdict/decide-verdict.ts";
import type { Synthesis, Tested } from "../../src/core/run/synthesis.ts";
import { synthesize } from "../../src/evolution/synthesize.ts";
import { openWorkshop, type Workshop } from "../../src/workshop/workshop.ts";
import { type Played, playModels } from "../evolution/play-models.ts";
import { chanceOf, type Failing, replyTo } from "./start-verifier-endpoint.ts";
import { passed } from "../../src/unittests/cases/evidence.ts";
import { collectFigures } from "../../src/core/checks/figures.ts";
import { endOfWalk, inOtherWords, WALK, WALK_SOURCE } from "./a-walk.ts";

let workshop: Workshop;
/** What the unit tests say of the class; test/verifier/score-by-model.test.ts has them say it. */
const TESTED: Tested = {
  report: { checks: [passed("loads", "3 levels")], figures: collectFigures([]) },
  bootcamp: {
    name: WALK.name,
    slug: WALK.slug,
    levels: [
      { legs: 4, most: 9 },
      { legs: 8, most: 20 },
      { legs: 16, most: 40 },
    ],
  },
};

beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.close());

/** A judge that solves three walks in five, in words of its own. */
function judgeReply(prompt: string): string {
  const end = endOfWalk(prompt);
  const isSolved = chanceOf(prompt) < 0.6;
  return `<answer>${inOtherWords(isSolved ? end : { ...end, east: end.east + 3 })}</answer>`;
}

/**
 * Takes the class through the line, with a verifier that fails as told, or without one. On a share of the judge's answers
 * it gives no verdict.
 */
async function admit(
  failing: Failing | undefined,
  silentOnJudge = 0,
): Promise<{ readonly played: Played; readonly synthesis: Synthesis }> {
  const textOf = (request: Played["requests"][number]): string => request.messages.at(-1)?.text ?? "";
  const played = playModels(
    workshop,
    {
      judge: (request) => judgeReply(textOf(request)),
      verifier: (request) =>
        textOf(request).includes("I end up") && chanceOf(textOf(request)) < silentOnJudge
          ? "I cannot say."
          : replyTo(textOf(request), failing ?? {}),
    },
    { written: { file: "walk.ts", code: WALK_SOURCE } },
  );
  const { task, drivers, options } = played.work;
  const synthesis = await synthesize(
    task,
    { ...drivers, recall: () => TESTED },
    {
      ...options,
      oracle: false,
      critic: false,
      adversary: false,
      sentBack: [],
      ...(failing === undefined ? {} : { modelVerifier: { model: "scripted", prompt: "1" } }),
    },
  );
  return { played, synthesis };
}

const calibrationOf = ({ events }: Played): Check | undefined =>
  events
    .flatMap((event) => (event.type === "verifier-calibrated" ? event.round.report.checks : []))
    .find(({ name }) => name === CALIBRATED);

const rejected: Verdict = { status: "rejected", reason: { kind: "unit tests failed", checks: [CALIBRATED] } };

test("a class is admitted with a verifier that errs once in 200, by which the judge's own words are paid", async () => {
  const { played, synthesis } = await admit({ rightError: 0.005, wrongError: 0.005, seed: 1 });
  expect(calibrationOf(played)).toMatchObject({ status: "passed" });
  const [event] = played.events.filter(({ type }) => type === "verifier-calibrated");
  expect(event).toMatchObject({
    round: { report: { figures: { modelVerified: { model: "scripted", right: { answers: 400 } } } } },
  });
  expect(synthesis.verdict.status).not.toBe("rejected");
  const [level] = synthesis.judged?.levels ?? [];
  expect(level?.decision).toBe("inside");
  expect(level?.accuracy.mean).toBeGreaterThan(0.4);
});

test("with one that errs once in 20 it is rejected before a judge is asked, and nobody waives that", async () => {
  const { played, synthesis } = await admit({ wrongError: 0.05, seed: 1 });
  expect(synthesis.verdict).toEqual(rejected);
  expect(synthesis.judged).toBeNull();
  expect(played.requests.filter(({ address }) => address.role === "judge")).toEqual([]);
});

test("without a verifier it is rejected, and the check says what is missing", async () => {
  const { played, synthesis } = await admit(undefined);
  expect(synthesis.verdict).toEqual(rejected);
  expect(calibrationOf(played)?.detail).toContain("none is configured");
});

test("a reply of the judge on which the verifier gives no verdict does not count, for or against the class", async () => {
  const { played, synthesis } = await admit({}, 0.3);
  const levels = synthesis.judged?.levels ?? [];
  const samples = played.events.flatMap((event) => (event.type === "samples-taken" ? event.samples : []));
  const lost = samples.filter(({ outcome }) => outcome.status === "failed");
  expect(lost.length).toBeGreaterThan(0);
  expect(levels.map(({ decision }) => decision)).toEqual(["inside"]);
  expect(levels[0]?.accuracy.samples).toBe(samples.length - lost.length);
});
