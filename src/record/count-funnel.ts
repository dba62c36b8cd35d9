import type { RunFunnel } from "../core/run/run-status.ts";
import { stagesOf } from "./funnel-stages.ts";
import type { StoredReport } from "../store/read-results.ts";

/** How many tasks came how far: each stage counts those that reached it. */
export type Funnel = RunFunnel;

/** What the funnel needs to know of a task beside its drafts: a part of a task's summary, or of what a run tells. */
export type FunnelTask = {
  readonly id: string;
  readonly accuracy: { readonly decision: string } | null;
};

/**
 * Counts how far tasks come, whether the record tells of them or a run that is under way: a task has compiled, run or
 * been tested where some draft of it came that far; judged and in band are about the draft that was decided on.
 */
export type FunnelCount = {
  /** Takes note of what the tests said of a draft; what is said of the same draft later takes its place. */
  readonly noteDraft: (draft: Omit<StoredReport, "status">) => void;
  /** Takes note of a decided task, and of what the judge decided on its draft; undefined where nobody was asked. */
  readonly noteDecided: (task: string, decision: string | undefined) => void;
  readonly funnel: () => Funnel;
};

type Reached = {
  readonly drafts: Map<string, ReturnType<typeof stagesOf>>;
  /** What the judge decided; undefined where it was not asked, or the task is not decided. */
  decision: string | undefined;
};

/** Begins to count among so many described tasks. */
export function createFunnelCount(described: number): FunnelCount {
  const tasks = new Map<string, Reached>();
  const reachedBy = (task: string): Reached => {
    const known = tasks.get(task) ?? { drafts: new Map(), decision: undefined };
    tasks.set(task, known);
    return known;
  };
  const count = (has: (task: Reached) => boolean): number => [...tasks.values()].filter(has).length;
  const some = ({ drafts }: Reached, stage: "runs" | "tested"): boolean =>
    [...drafts.values()].some((reached) => reached[stage]);
  return {
    noteDraft: ({ task, line, round, checks }) =>
      void reachedBy(task).drafts.set(`${line}/${round}`, stagesOf(checks)),
    noteDecided: (task, decision) => {
      reachedBy(task).decision = decision;
    },
    funnel: () => ({
      described,
      compiled: count(({ drafts }) => drafts.size > 0),
      runs: count((task) => some(task, "runs")),
      tested: count((task) => some(task, "tested")),
      judged: count(({ decision }) => decision !== undefined),
      inBand: count(({ decision }) => decision === "inside"),
    }),
  };
}

/** Counts what the record holds of a run's tasks. */
export function countFunnel(tasks: readonly FunnelTask[], rounds: readonly StoredReport[]): Funnel {
  return fillFunnel(tasks, rounds).funnel();
}

/** The same, to be counted on. */
export function fillFunnel(tasks: readonly FunnelTask[], rounds: readonly StoredReport[]): FunnelCount {
  const counted = createFunnelCount(tasks.length);
  for (const draft of rounds) if (draft.status === "tested") counted.noteDraft(draft);
  for (const { id, accuracy } of tasks) if (accuracy !== null) counted.noteDecided(id, accuracy.decision);
  return counted;
}

/** The stages with their names, in order. */
export function listStages(funnel: Funnel): readonly { readonly name: string; readonly count: number }[] {
  const { inBand, ...stages } = funnel;
  return [
    ...Object.entries(stages).map(([name, count]) => ({ name, count })),
    { name: "in band", count: inBand },
  ];
}

/** The stages on one line: `described 16 → compiled 16 → … → in band 12`. */
export const describeFunnel = (funnel: Funnel): string =>
  listStages(funnel)
    .map(({ name, count }) => `${name} ${count}`)
    .join(" → ");
