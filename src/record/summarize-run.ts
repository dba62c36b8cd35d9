import { z } from "zod";
import { TRUTH_RULINGS } from "../core/judging/oracle-report.ts";
import type { Accuracy } from "../core/judging/band.ts";
import { type JudgeReport, type LevelDecision, decisiveLevel } from "../core/judging/judge-report.ts";
import { type Verdict, verdictReasons } from "../core/verdict/decide-verdict.ts";
import { countFunnel, type Funnel } from "./count-funnel.ts";
import type { CallTotals } from "../store/read-results.ts";
import type { StoreReader } from "../store/open-store.ts";

/** One task as lists show it. */
export type TaskSummary = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly state: string;
  readonly verdict: Verdict["status"] | null;
  readonly reasons: readonly string[];
  readonly accuracy: (Accuracy & { readonly level: number; readonly decision: LevelDecision }) | null;
  readonly rounds: number;
};

export type RunSummary = {
  readonly run: number;
  readonly tasks: readonly TaskSummary[];
  readonly funnel: Funnel;
  readonly calls: readonly CallTotals[];
};

/** Reads what became of a run: its tasks, how far they came, and what its calls took. */
export function summarizeRun(store: StoreReader, run: number): RunSummary {
  const tasks = summarizeTasks(store, run);
  return { run, tasks, funnel: countFunnel(tasks, store.reports(run)), calls: store.callTotals(run) };
}

/** Reads what became of a run's tasks, or of one of them, as lists show it. */
export function summarizeTasks(store: StoreReader, run: number, task?: string): readonly TaskSummary[] {
  return store.results(run, task).map(({ verdict, judged, ...row }): TaskSummary => {
    const decided = verdict === null ? undefined : readVerdict(verdict);
    const level = judged === null ? undefined : decisiveLevel(readJudgeReport(judged));
    return {
      id: row.id,
      title: row.title,
      domain: row.domain,
      state: row.state,
      verdict: decided?.status ?? null,
      reasons: decided === undefined ? (row.problem === null ? [] : [row.problem]) : verdictReasons(decided),
      accuracy:
        level === undefined ? null : { ...level.accuracy, level: level.level, decision: level.decision },
      rounds: row.rounds,
    };
  });
}

/** A verdict as the record has it. Its rows are ours, written by `decideVerdict`. */
export function readVerdict(text: string): Verdict {
  return verdictSchema.parse(JSON.parse(text));
}

const level = z.int();
const ruling = z.enum(TRUTH_RULINGS);
const verdictSchema: z.ZodType<Verdict> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("accepted"), level }),
  z.object({
    status: z.literal("flagged"),
    reasons: z.array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("warned check"), check: z.string(), detail: z.string() }),
        z.object({ kind: z.literal("waived check"), check: z.string(), reason: z.string() }),
        z.object({ kind: z.literal("truth unconfirmed"), detail: z.string() }),
        z.object({ kind: z.literal("truth disputed"), ruling }),
        z.object({ kind: z.literal("critic"), faithful: z.number(), points: z.int() }),
        z.object({ kind: z.enum(["undecided accuracy"]), level }),
        z.object({ kind: z.enum(["judge budget too small"]), level }),
        z.object({ kind: z.enum(["judge unusable"]), level }),
      ]),
    ),
  }),
  z.object({
    status: z.literal("rejected"),
    reason: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("truth disputed"), ruling }),
      z.object({ kind: z.literal("no usable draft"), detail: z.string() }),
      z.object({ kind: z.literal("unit tests failed"), checks: z.array(z.string()) }),
      z.object({ kind: z.enum(["too simple"]), accuracy: z.number() }),
      z.object({ kind: z.enum(["too hard"]), accuracy: z.number() }),
      z.object({ kind: z.literal("levels too far apart") }),
      z.object({ kind: z.literal("broken"), detail: z.string() }),
    ]),
  }),
]);

const accuracy = z.object({ mean: z.number(), low: z.number(), high: z.number(), samples: z.int() });
const disputedCases = z.array(
  z.object({
    index: z.int(),
    prompt: z.string(),
    reference: z.string(),
    answers: z.array(z.string()),
    agreed: z.string().nullable(),
  }),
);
const judgeReportSchema: z.ZodType<JudgeReport> = z.object({
  levelCount: z.int(),
  levels: z.array(
    z.object({
      level,
      decision: z.enum([
        "open",
        "inside",
        "below",
        "above",
        "undecided",
        "budget too small",
        "verifier failed",
        "judge unusable",
      ]),
      accuracy,
      attempts: z.int(),
      truncated: z.int(),
      empty: z.int(),
    }),
  ),
  dispute: z.discriminatedUnion("status", [
    z.object({ status: z.literal("not-asked") }),
    z.object({ status: z.literal("verifier-wrong"), cases: disputedCases }),
    z.object({ status: z.literal("too-hard"), cases: disputedCases }),
  ]),
});

/** A judge's report as the record has it. */
export function readJudgeReport(text: string): JudgeReport {
  return judgeReportSchema.parse(JSON.parse(text));
}
