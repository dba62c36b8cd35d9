import { stagesOf } from "./funnel-stages.ts";
import type { StoredReport } from "../store/read-results.ts";

/** How many tasks came how far: each stage counts those that reached it. */
export type Funnel = {
  readonly described: number;
  readonly compiled: number;
  readonly runs: number;
  readonly tested: number;
  readonly judged: number;
  readonly inBand: number;
};

/** What the funnel needs to know of a task beside its rounds: a part of a task's summary, or of what a run tells. */
export type FunnelTask = {
  readonly id: string;
  readonly accuracy: { readonly decision: string } | null;
};

/** Counts the tasks of which some draft reached a stage; the last two are about the draft that was decided on. */
export function countFunnel(tasks: readonly FunnelTask[], rounds: readonly StoredReport[]): Funnel {
  const stages = new Map(tasks.map(({ id }) => [id, { compiled: false, runs: false, tested: false }]));
  for (const stored of rounds) {
    const stage = stages.get(stored.task);
    if (stage === undefined || stored.status !== "tested") continue;
    const { runs, tested } = stagesOf(stored.checks);
    stage.compiled = true;
    stage.runs ||= runs;
    stage.tested ||= tested;
  }
  const reached = (name: "compiled" | "runs" | "tested"): number =>
    [...stages.values()].filter((stage) => stage[name]).length;
  return {
    described: tasks.length,
    compiled: reached("compiled"),
    runs: reached("runs"),
    tested: reached("tested"),
    judged: tasks.filter(({ accuracy }) => accuracy !== null).length,
    inBand: tasks.filter(({ accuracy }) => accuracy?.decision === "inside").length,
  };
}
