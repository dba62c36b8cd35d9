import { expect, test } from "vitest";
import { DEFAULT_BAND } from "../../../src/core/judging/band.ts";
import type { FlagReason } from "../../../src/core/verdict/decide-verdict.ts";
import { makeRunReport, type RecordedTask } from "../../../src/report/make-run-report.ts";
import { orderQueue } from "../../../src/review/queue/filter-queue.ts";

const REASONS: readonly FlagReason[] = [
  { kind: "judge unusable", level: 1 },
  { kind: "warned check", check: "not simplified", detail: "a keyword" },
  { kind: "truth disputed", ruling: "wrong truth" },
  { kind: "judge budget too small", level: 1 },
  { kind: "waived check", check: "not simplified", reason: "it is a title" },
  { kind: "critic", faithful: 0.4, points: 2 },
  { kind: "undecided accuracy", level: 1 },
  { kind: "truth unconfirmed", detail: "no program" },
];

/** A flagged task for every combination of reasons. */
const TASKS = Array.from({ length: 2 ** REASONS.length - 1 }, (_, index) => {
  const reasons = REASONS.filter((_reason, bit) => ((index + 1) & (1 << bit)) !== 0);
  return {
    id: `task-${index}`,
    title: `Task ${index}`,
    domain: "games",
    state: "done",
    problem: null,
    verdict: { status: "flagged", reasons },
  } as const;
});

test("the report and the review's queue put flagged tasks into one order, whatever their reasons", () => {
  const tasks = TASKS.map((task): RecordedTask => {
    const found = { judged: null, rounds: 1, checks: [], drafts: [] };
    return {
      ...task,
      ...found,
      oracle: { status: "not-asked" },
      critic: { status: "not-asked" },
      adversary: { status: "not-asked" },
      seen: "a".repeat(64),
      history: [],
      figures: undefined,
    };
  });
  const report = makeRunReport({
    id: 1,
    status: "done",
    startedAt: "2026-01-02T03:04:05.000Z",
    finishedAt: null,
    band: DEFAULT_BAND,
    models: {},
    versions: {},
    tasks,
    rounds: [],
    funnel: { described: 0, compiled: 0, runs: 0, tested: 0, judged: 0, inBand: 0 },
    calls: [],
    commandFor: (task) => task,
  });
  const queue = orderQueue(
    TASKS.map((task) => ({ ...task, accuracy: null, roundCount: 1, seen: "a".repeat(64), history: [] })),
  );
  expect(queue.map(({ id }) => id)).toEqual(report.review.map(({ task }) => task));
});
