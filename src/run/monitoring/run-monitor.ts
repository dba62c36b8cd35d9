import type { Verdict } from "../../core/verdict/decide-verdict.ts";
import { estimateRemaining, type RemainingTime } from "../../core/run/estimate-remaining.ts";
import type { RunFunnel, RunStatus, SpentAmount } from "../../core/run/run-status.ts";
import type { SynthesisEvent } from "../../core/run/synthesis.ts";
import type { TaskOutcome } from "../../core/run/task-outcome.ts";
import { stagesOf } from "../../record/funnel-stages.ts";

/** Follows the tasks of a run. It keeps a few words for each task under way, and two for each decided one. */
export type RunMonitor = {
  readonly begin: (task: string) => void;
  readonly follow: (event: SynthesisEvent) => void;
  readonly end: (outcome: TaskOutcome) => void;
  readonly status: () => MonitoredStatus;
};

/** The part of a run's status that its tasks tell. */
export type MonitoredStatus = Pick<RunStatus, "funnel" | "remaining" | "stalled" | "projected"> & {
  readonly tasks: Omit<RunStatus["tasks"], "parallel">;
};

/** What the record said of a run when it was taken up. */
export type Beginning = {
  readonly total: number;
  readonly funnel: RunFunnel;
  readonly decided: ReadonlyMap<string, Verdict["status"]>;
};

export type MonitorDrivers = {
  /** Milliseconds from anywhere. */
  readonly clock: () => number;
  readonly spent: () => SpentAmount;
  readonly parallel: () => number;
  /** When a task last had a reply, by the same clock: one that only waits for its judge is alive. */
  readonly repliedMs: (task: string) => number | undefined;
};

/** A task under way of which nothing is heard for so long is named: longer than a call may take by default. */
const STALLED_MS = 15 * 60_000;

/** The range of what remains moves slowly, and takes a tenth of a second for a thousand tasks. */
const ESTIMATE_EVERY_MS = 60_000;

type Stage = "compiled" | "runs" | "tested" | "judged";

type UnderWay = { readonly begunMs: number; heardMs: number; readonly reached: Set<Stage> };

/** Begins with what the record says of tasks that are decided. */
export function createRunMonitor(beginning: Beginning, drivers: MonitorDrivers): RunMonitor {
  const { clock } = drivers;
  const counts = countTasks(beginning);
  const underWay = new Map<string, UnderWay>();
  const decidedMs: number[] = [];
  const spentBefore = drivers.spent();
  let stopped = 0;

  const waiting = (): number => beginning.total - counts.decided() - underWay.size - stopped;
  const remaining = everySoOften(clock, (atMs) => {
    const underWayMs = [...underWay.values()].map(({ begunMs }) => atMs - begunMs);
    return estimateRemaining({ decidedMs, underWayMs, waiting: waiting(), parallel: drivers.parallel() });
  });

  return {
    begin: (task) => {
      const at = clock();
      underWay.set(task, { begunMs: at, heardMs: at, reached: new Set() });
    },
    follow: (event) => {
      const heard = underWay.get(event.task.id);
      if (heard !== undefined) heard.heardMs = clock();
      counts.follow(event, heard?.reached);
    },
    end: (outcome) => {
      const { id } = outcome.status === "decided" ? outcome.synthesis.task : outcome.task;
      const begunMs = underWay.get(id)?.begunMs;
      underWay.delete(id);
      if (outcome.status !== "decided") stopped++;
      else if (begunMs !== undefined) decidedMs.push(clock() - begunMs);
    },
    status: () => ({
      funnel: counts.funnel(),
      remaining: remaining(),
      projected: projectSpending(drivers.spent(), spentBefore, {
        decided: decidedMs.length,
        underWay: underWay.size,
        waiting: waiting(),
      }),
      stalled: stalledOf(underWay, drivers),
      tasks: {
        total: beginning.total,
        decided: counts.decided(),
        underWay: underWay.size,
        stopped,
        accepted: counts.of("accepted"),
        flagged: counts.of("flagged"),
        rejected: counts.of("rejected"),
      },
    }),
  };
}

type TaskCounts = {
  /** `reached` is what the task of the event has been counted for; undefined where it is not under way. */
  readonly follow: (event: SynthesisEvent, reached: Set<Stage> | undefined) => void;
  readonly funnel: () => RunFunnel;
  readonly decided: () => number;
  readonly of: (status: Verdict["status"]) => number;
};

/** Counts how far tasks come, each once a stage, and how they are decided. */
function countTasks(beginning: Beginning): TaskCounts {
  const funnel = { ...beginning.funnel };
  const verdicts = new Map(beginning.decided);
  const reach = (reached: Set<Stage> | undefined, stage: Stage): void => {
    if (reached === undefined || reached.has(stage)) return;
    reached.add(stage);
    funnel[stage]++;
  };
  const decide = (task: string, { status }: Verdict): void => {
    if (verdicts.get(task) === "accepted") funnel.inBand--;
    if (status === "accepted") funnel.inBand++;
    verdicts.set(task, status);
  };
  return {
    follow: (event, reached) => {
      if (event.type === "round-finished" && event.round.status === "tested") {
        const { runs, tested } = stagesOf(event.round.report.checks);
        reach(reached, "compiled");
        if (runs) reach(reached, "runs");
        if (tested) reach(reached, "tested");
      } else if (event.type === "draft-judged") reach(reached, "judged");
      else if (event.type === "task-decided") decide(event.task.id, event.synthesis.verdict);
      else if (event.type === "twin-found") decide(event.task.id, event.verdict);
    },
    funnel: () => ({ ...funnel }),
    decided: () => verdicts.size,
    of: (status) => [...verdicts.values()].filter((one) => one === status).length,
  };
}

/** Estimates anew once the last estimate is old, or where there was none. */
function everySoOften(
  clock: () => number,
  estimate: (atMs: number) => RemainingTime | null,
): () => RemainingTime | null {
  let last: { readonly atMs: number; readonly remaining: RemainingTime | null } | undefined;
  return () => {
    const atMs = clock();
    if (last === undefined || last.remaining === null || atMs - last.atMs >= ESTIMATE_EVERY_MS)
      last = { atMs, remaining: estimate(atMs) };
    return last.remaining;
  };
}

function stalledOf(
  underWay: ReadonlyMap<string, UnderWay>,
  { clock, repliedMs }: Pick<MonitorDrivers, "clock" | "repliedMs">,
): RunStatus["stalled"] {
  const atMs = clock();
  return [...underWay]
    .map(([task, { heardMs }]) => ({ task, quietMs: atMs - Math.max(heardMs, repliedMs(task) ?? 0) }))
    .filter(({ quietMs }) => quietMs >= STALLED_MS)
    .toSorted((a, b) => b.quietMs - a.quietMs);
}

/**
 * What a run will have spent at its end: a task under way is taken for half done, each one that waits for
 * as much as those begun by this process took on average. Null before one is decided.
 */
function projectSpending(
  spent: SpentAmount,
  before: SpentAmount,
  tasks: { readonly decided: number; readonly underWay: number; readonly waiting: number },
): SpentAmount | null {
  const { decided, underWay, waiting } = tasks;
  if (decided === 0) return null;
  const left = (underWay / 2 + waiting) / (decided + underWay / 2);
  const project = (now: number, then: number): number => now + (now - then) * left;
  return {
    tokens: project(spent.tokens, before.tokens),
    cost: spent.cost === null ? null : project(spent.cost, before.cost ?? 0),
  };
}
