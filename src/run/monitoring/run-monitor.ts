import type { Verdict } from "../../core/verdict/decide-verdict.ts";
import { estimateRemaining, type RemainingTime } from "../../core/run/estimate-remaining.ts";
import type { RunStatus, SpentAmount } from "../../core/run/run-status.ts";
import type { SynthesisEvent } from "../../core/run/synthesis.ts";
import type { TaskOutcome } from "../../core/run/task-outcome.ts";
import { decisiveLevel } from "../../core/judging/judge-report.ts";
import type { FunnelCount } from "../../record/count-funnel.ts";
import { roundAddress } from "../../core/draft/draft.ts";

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
  /** Counted on from here. */
  readonly funnel: FunnelCount;
  readonly decided: ReadonlyMap<string, Verdict["status"]>;
  /** How long decided tasks took, as far as that is known. */
  readonly decidedMs: readonly number[];
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

type UnderWay = { readonly begunMs: number; heardMs: number };

/** Begins with what the record says of tasks that are decided. */
export function createRunMonitor(beginning: Beginning, drivers: MonitorDrivers): RunMonitor {
  const { clock } = drivers;
  const counts = countTasks(beginning);
  const underWay = new Map<string, UnderWay>();
  const decidedMs = [...beginning.decidedMs];
  let stopped = 0;

  const waiting = (): number => beginning.total - counts.decided() - underWay.size - stopped;
  const remaining = everySoOften(clock, (atMs) => {
    const underWayMs = [...underWay.values()].map(({ begunMs }) => atMs - begunMs);
    return estimateRemaining({ decidedMs, underWayMs, waiting: waiting(), parallel: drivers.parallel() });
  });

  return {
    begin: (task) => {
      const at = clock();
      underWay.set(task, { begunMs: at, heardMs: at });
    },
    follow: (event) => {
      const heard = underWay.get(event.task.id);
      if (heard !== undefined) heard.heardMs = clock();
      counts.follow(event);
    },
    end: (outcome) => {
      const { id } = outcome.status === "decided" ? outcome.synthesis.task : outcome.task;
      const begunMs = underWay.get(id)?.begunMs;
      underWay.delete(id);
      if (outcome.status !== "decided") stopped++;
      else if (begunMs !== undefined) decidedMs.push(clock() - begunMs);
    },
    status: () => ({
      funnel: beginning.funnel.funnel(),
      remaining: remaining(),
      projected: projectSpending(drivers.spent(), {
        decided: counts.decided(),
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
  readonly follow: (event: SynthesisEvent) => void;
  readonly decided: () => number;
  readonly of: (status: Verdict["status"]) => number;
};

/** Counts how tasks are decided, and has the funnel count how far they come. */
function countTasks({ decided, funnel }: Beginning): TaskCounts {
  const verdicts = new Map(decided);
  return {
    follow: (event) => {
      const task = event.task.id;
      if (
        event.type === "round-finished" ||
        event.type === "reference-compared" ||
        event.type === "verifier-calibrated"
      ) {
        if (event.round.status === "tested")
          funnel.noteDraft({ task, ...roundAddress(event.round), checks: event.round.report.checks });
      } else if (event.type === "task-decided") {
        const { verdict, judged } = event.synthesis;
        verdicts.set(task, verdict.status);
        funnel.noteDecided(task, judged === null ? undefined : decisiveLevel(judged)?.decision);
      } else if (event.type === "twin-found") verdicts.set(task, event.verdict.status);
    },
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
 * What a run will have spent at its end: a task under way is taken for half done, each one that waits for as much as those
 * begun so far took on average, by whichever process of the run. Null before one is decided.
 */
function projectSpending(
  spent: SpentAmount,
  tasks: { readonly decided: number; readonly underWay: number; readonly waiting: number },
): SpentAmount | null {
  const { decided, underWay, waiting } = tasks;
  if (decided === 0) return null;
  const whole = 1 + (underWay / 2 + waiting) / (decided + underWay / 2);
  return { tokens: spent.tokens * whole, cost: spent.cost === null ? null : spent.cost * whole };
}
