import { carryOutSamples, type SamplesContext, type SamplesEnd } from "../asking/carry-out-samples.ts";
import type { Counting } from "../asking/follow-progress.ts";
import type { Complete } from "../core/calls/completion.ts";
import { bareName, endpointsOf, type RoleConfig } from "../core/calls/model-config.ts";
import { type Budget, type Spending, spentOf } from "../core/calls/spending.ts";
import type { EvaluationPlan } from "../core/run/evaluation-plan.ts";
import { formatAccuracy, formatCount } from "../core/text/format-number.ts";
import { softwareVersions } from "../run/plan/software-versions.ts";
import type { Workshop } from "../workshop/workshop.ts";
import type { BenchmarkCase } from "./benchmark/benchmark.ts";
import type { OpenedBenchmark } from "./benchmark/draw-benchmark.ts";
import type { Programs } from "./benchmark/open-task.ts";
import { UNSCORED_WORDS } from "./documents/figure-table.ts";
import { countUnscored, type Figures, sumUnscored } from "./results/level-figures.ts";
import { countedScore, UNSCORED } from "./results/outcome.ts";
import { makeResults, type Results } from "./results/results.ts";
import { openVerifying } from "./verify-candidate.ts";
import { type CandidateSample, sampleCandidate } from "./sample-candidate.ts";

/** What an evaluation is given to be carried out with. */
export type EvaluationContext = Omit<SamplesContext, "recording"> & {
  readonly workshop: Workshop;
  readonly opened: OpenedBenchmark;
  readonly label: string | undefined;
  /** Where every reply that was used is recorded; undefined for nowhere. */
  readonly record: string | undefined;
};

/** How an evaluation ended, with what there is to say about it. */
export type EvaluationEnd = Pick<
  SamplesEnd<BenchmarkCase, CandidateSample>,
  "isComplete" | "stop" | "fault"
> & {
  /** What the cases that are there came to. */
  readonly results: Results;
  /** How many cases are there. */
  readonly cases: number;
  readonly spending: Spending;
  readonly budget: Budget;
};

/**
 * Asks for every case of a benchmark and scores what is said; or stops where it must, so that it can be gone on with. No
 * completed call is ever sent again: each is answered by the memo. Throws where the record is at fault.
 */
export function carryOutEvaluation(
  run: number,
  plan: EvaluationPlan,
  about: EvaluationContext,
): Promise<EvaluationEnd> {
  const { store, workshop, record, opened, label } = about;
  const { endpoints, candidate: model, samples, budget } = plan;
  const { benchmark, programs } = opened;
  const verifying = plan.verifier === undefined ? undefined : openVerifying(workshop.sandbox);
  const cases = {
    rows: benchmark.cases,
    sample: (one: BenchmarkCase, complete: Complete) => {
      const program = requireProgram(one, programs);
      const { seed } = benchmark;
      const sandbox = verifying?.(one.bootcamp, complete) ?? workshop.sandbox;
      return sampleCandidate(one, { samples, seed, program, complete, sandbox });
    },
    hasFailed: ({ outcome }: CandidateSample): boolean => outcome === "unanswered",
    counting: COUNTING,
  };
  const recording = { folder: record, note: "written by campforge eval --record" };
  const conclude = (end: SamplesEnd<BenchmarkCase, CandidateSample>): EvaluationEnd => {
    const spending = store.spending(run);
    const outcomes = new Map(
      [...end.samples].map(([{ id }, all]) => [id, all.map(({ outcome }) => outcome)]),
    );
    const results = makeResults(benchmark, (id) => outcomes.get(id) ?? [], {
      label: label ?? bareName(model),
      candidate: describeCandidate(model),
      samples,
      software: softwareVersions().software,
      spent: { requests: spending.requests, ...spentOf(spending) },
    });
    const { isComplete, stop, fault } = end;
    return { results, cases: outcomes.size, isComplete, stop, fault, spending, budget };
  };
  const asked = { endpoints, model, verifier: plan.verifier, samples, budget };
  return carryOutSamples({ run, asked }, cases, { ...about, recording, conclude });
}

/** The program of a case's class. */
export function requireProgram(
  { bootcamp, version }: BenchmarkCase,
  programs: Programs,
): NonNullable<ReturnType<Programs["get"]>> {
  const program = programs.get(`${bootcamp}@${version}`);
  if (program === undefined) throw new Error(`${bootcamp}@${version} has cases, and was not opened`);
  return program;
}

function describeCandidate(model: RoleConfig): Results["candidate"] {
  if (model.kind === "recorded")
    return { model: "recorded", endpoint: model.path, maxTokens: null, temperature: null };
  const { maxTokens, temperature = null } = model;
  return { model: model.model, endpoint: endpointsOf(model).join(","), maxTokens, temperature };
}

/** What is counted while more samples are coming. */
type Counts = {
  readonly samples: number;
  /** Of these count so many, and their scores sum to that. */
  readonly counted: number;
  readonly score: number;
  readonly unscored: Figures["unscored"];
};

const COUNTING: Counting<CandidateSample, Counts> = {
  count: (cases) => {
    const outcomes = cases.flat().map(({ outcome }) => outcome);
    const scores = outcomes.flatMap((outcome) => countedScore(outcome) ?? []);
    return {
      samples: outcomes.length,
      counted: scores.length,
      score: scores.reduce((sum, score) => sum + score, 0),
      unscored: countUnscored(outcomes),
    };
  },
  sum: (parts) => ({
    samples: parts.reduce((sum, { samples }) => sum + samples, 0),
    counted: parts.reduce((sum, { counted }) => sum + counted, 0),
    score: parts.reduce((sum, { score }) => sum + score, 0),
    unscored: sumUnscored(parts.map(({ unscored }) => unscored)),
  }),
  describe: ({ samples, counted, score, unscored }) => {
    const kinds = UNSCORED.flatMap((kind) => {
      const count = unscored[kind];
      return count === undefined ? [] : [`${UNSCORED_WORDS[kind]} ${formatCount(count)}`];
    });
    const mean = counted === 0 ? null : score / counted;
    const head = mean === null ? "nothing scored yet" : `mean score so far ${formatAccuracy(mean)}`;
    return {
      samples,
      line: kinds.length === 0 ? head : `${head}; ${kinds.join(", ")}`,
      fields: { meanScore: mean, unscored },
    };
  },
};
