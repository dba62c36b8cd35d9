import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { evaluationKey, type EvaluationPlan } from "../../src/core/run/evaluation-plan.ts";
import { samplingKey, type SamplingPlan, samplingPlanSchema } from "../../src/core/run/sampling-plan.ts";
import { openStore } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";
import { fixedNow } from "./fill-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const aSampling = (overrides: object = {}): SamplingPlan =>
  samplingPlanSchema.parse({
    library: "/library",
    to: "/traces",
    drawing: {
      cases: 10,
      levels: { kind: "listed", levels: [0, 2] },
      seed: 1,
      bootcamps: null,
      splits: [{ name: "train", share: 1 }],
      mixture: { mixture: 1 },
    },
    classes: "a hash",
    endpoints: { local: { baseUrl: "http://127.0.0.1:9/v1" } },
    teacher: { kind: "endpoint", endpoint: "local", model: "wise" },
    samples: 2,
    keep: null,
    thinking: "tags",
    requiresThinking: false,
    budget: { tokens: null, money: null },
    ...overrides,
  });

test("a sampling is found again by all that decides what it writes, and runs of tasks do not see it", () => {
  const store = openStore(join(folder.path, "record.sqlite"), fixedNow);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [] });
  const sampling = store.samplings.begin({ plan: aSampling(), versions: NO_VERSIONS });
  const moved = aSampling({
    endpoints: { local: { baseUrl: "http://127.0.0.1:10/v1" } },
    budget: { tokens: 5, money: null },
  });
  expect(store.samplings.findByKey(samplingKey(moved))).toEqual({
    run: sampling,
    status: "running",
    plan: aSampling(),
  });
  for (const other of [{ samples: 3 }, { to: "/other" }, { classes: "another hash" }, { thinking: "field" }])
    expect(store.samplings.findByKey(samplingKey(aSampling(other)))).toBeUndefined();

  expect(store.findRun()?.id).toBe(run);
  expect(store.findRun(sampling)).toBeUndefined();
  expect(store.listRuns().map(({ id }) => id)).toEqual([run]);

  store.samplings.replan(sampling, moved);
  expect(store.samplings.list("not done").map(({ plan }) => plan)).toEqual([moved]);
  store.runs.end(sampling, "done");
  expect(store.samplings.list("not done")).toEqual([]);
  expect(store.samplings.list(sampling).map(({ status }) => status)).toEqual(["done"]);
  expect(store.samplings.list(run)).toEqual([]);
  store.close();
});

test("an evaluation is found again by its cases and its candidate, and no sampling sees it", () => {
  const store = openStore(join(folder.path, "evaluations.sqlite"), fixedNow);
  const { endpoints, teacher: candidate } = aSampling();
  const about = { cases: 400, samples: 1, budget: { tokens: 1_000, money: null } };
  const plan: EvaluationPlan = { kind: "evaluation", benchmark: "a hash", endpoints, candidate, ...about };
  const run = store.evaluations.begin({ plan, versions: NO_VERSIONS });
  expect(store.samplings.list("not done")).toEqual([]);
  expect(store.samplings.list(run)).toEqual([]);
  expect(store.findRun()).toBeUndefined();
  const larger = { ...plan, budget: { tokens: 2_000, money: null }, endpoints: {} };
  expect(store.evaluations.findByKey(evaluationKey(larger))).toEqual({ run, status: "running", plan });
  for (const other of [{ samples: 2 }, { benchmark: "another" }])
    expect(store.evaluations.findByKey(evaluationKey({ ...plan, ...other }))).toBeUndefined();
  store.close();
});
