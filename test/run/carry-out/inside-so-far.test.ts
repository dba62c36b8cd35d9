import { expect, test } from "vitest";
import type { JudgeReport } from "../../../src/core/judging/judge-report.ts";
import { openInsideSoFar } from "../../../src/run/carry-out/inside-so-far.ts";
import { aPlan } from "../../store/a-plan.ts";
import { aTask } from "../../store/a-task.ts";

const accuracy = { mean: 0.5, low: 0.4, high: 0.6, samples: 8 };
const level = { level: 3, decision: "inside", accuracy, attempts: 8, truncated: 0, empty: 0 } as const;
const judged: JudgeReport = { levels: [level], levelCount: 4, dispute: { status: "not-asked" } };
const task = aTask();
const event = { type: "draft-judged", task, address: { line: 1, round: 1 }, judged } as const;
const result = {
  id: "a",
  title: "A",
  domain: "d",
  state: "done",
  problem: null,
  verdict: null,
  decisive: null,
  judged,
  rounds: 1,
} as const;

test("a run remembers where its drafts were inside the band, also those of before it was resumed", () => {
  const { insideSoFar, hear } = openInsideSoFar(
    { id: 1, plan: aPlan(), tasks: [task] },
    { results: () => [result, { ...result, judged: null }] },
  );
  expect(insideSoFar()).toEqual([1]);
  hear(event);
  expect(insideSoFar()).toEqual([1, 1]);
});

test("a judge whose replies were recorded or composed is asked for the levels that it has replies for", () => {
  const local = { ...aPlan().endpoints["local"], baseUrl: "http://127.0.0.1:9/v1", scripted: true };
  for (const plan of [
    aPlan({ judge: { kind: "recorded", path: "recordings" } }),
    aPlan({ endpoints: { local: { concurrency: 8, timeoutSeconds: 600, ...local } } }),
  ]) {
    const { insideSoFar, hear } = openInsideSoFar(
      { id: 1, plan, tasks: [task] },
      { results: () => [result] },
    );
    hear(event);
    expect(insideSoFar()).toEqual([]);
  }
});
