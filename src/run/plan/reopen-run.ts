import { reviewState } from "../../core/review/decision.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Store } from "../../store/open-store.ts";
import type { RunRow } from "../../store/runs.ts";
import type { StartedRun } from "./begin-run.ts";
import { generatedFolder, requirePrices } from "./make-plan.ts";
import type { PlanSource } from "./prepare-run.ts";
import type { RunFlags } from "./run-flags.ts";

/** Takes up a run where it stopped, the rounds included that reviewers have asked for since. */
export function reopenRun(store: Store, flags: RunFlags, { config, noticeLine }: PlanSource): StartedRun {
  const found = findRunToResume(store, flags.run);
  if (found === undefined) {
    const what = flags.run === undefined ? "the record has no runs" : `the record has no run ${flags.run}`;
    throw new CommandError(EXIT.usage, `nothing to resume: ${what}. Start one with campforge run TASKS`);
  }
  const kept = found.plan;
  // Where an endpoint is reached may have changed since; which model plays a role may not.
  const plan = {
    ...kept,
    endpoints: { ...kept.endpoints, ...config.endpoints },
    parallel: flags.parallel ?? kept.parallel,
    budget: { ...kept.budget, ...flags.budget },
    generated: generatedFolder(flags, kept.generated),
  };
  requirePrices(plan);
  if (flags.budget !== undefined) store.runs.replan(found.id, { ...kept, budget: plan.budget });
  const wanted = findSentBack(store, found.id);
  const tasks = store
    .tasks(found.id)
    .flatMap(({ task, state }) => (state !== "done" || wanted.has(task.id) ? [task] : []));
  for (const task of wanted) store.runs.requeue(found.id, task);
  if (tasks.length === 0) noticeLine(`run ${found.id} is complete; there is nothing left to do`);
  store.runs.reopen(found.id);
  return { id: found.id, plan, tasks };
}

/** The tasks whose reviewers wait for another round. */
function findSentBack(store: Store, run: number): ReadonlySet<string> {
  const decisions = Map.groupBy(store.decisions(run), ({ task }) => task);
  const waiting = [...store.reviewables(run)].filter(
    ([task, { seen }]) => reviewState(decisions.get(task) ?? [], seen) === "sent-back",
  );
  return new Set(waiting.map(([task]) => task));
}

/** The run to go on with: the one that is named, else the latest that has something left to do. */
function findRunToResume(store: Store, named: number | undefined): RunRow | undefined {
  if (named !== undefined) return store.findRun(named);
  const latest = store.findRun();
  for (let id = latest?.id ?? 0; id > 0; id--) {
    const run = store.findRun(id);
    if (run !== undefined && (run.status !== "done" || findSentBack(store, id).size > 0)) return run;
  }
  return latest;
}
