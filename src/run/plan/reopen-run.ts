import { reviewState } from "../../core/review/decision.ts";
import { noSuchRun } from "../../record/find-task.ts";
import { describeShortfall, spentOf } from "../../core/calls/spending.ts";
import { FAILED_CALL } from "../../core/calls/describe-no-text.ts";
import { modelsOf } from "../../core/run/plan.ts";
import { requireModels } from "../../models/endpoint/require-models.ts";
import type { Store } from "../../store/open-store.ts";
import type { RunRow } from "../../store/runs.ts";
import type { StartedRun } from "./begin-run.ts";
import { generatedFolder, requirePrices } from "./make-plan.ts";
import type { PlanSource } from "./prepare-run.ts";
import type { RunFlags } from "./run-flags.ts";

/** Takes up a run where it stopped, the rounds included that reviewers have asked for since. */
export function reopenRun(store: Store, flags: RunFlags, source: PlanSource): StartedRun {
  const { config, noticeLine } = source;
  const found = findRunToResume(store, flags.run);
  if (found === undefined) throw noSuchRun(store, flags.run);
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
  requireModels(modelsOf(plan), source.keyOf);
  const short = describeShortfall(spentOf(store.spending(found.id)), plan.budget);
  if (flags.budget !== undefined && short !== undefined) noticeLine(`--budget: ${short}`);
  if (flags.budget !== undefined) store.runs.replan(found.id, { ...kept, budget: plan.budget });
  const wanted = findWanted(store, found.id);
  const left = store.tasks(found.id).filter(({ task, state }) => state !== "done" || wanted.has(task.id));
  // What could not be decided last time comes last: it may stop the run again.
  const lastTime = left.filter(({ state }) => state === "stopped");
  const tasks = [...left.filter(({ state }) => state !== "stopped"), ...lastTime].map(({ task }) => task);
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

/** Tasks that are decided and go on all the same. */
const findWanted = (store: Store, run: number): ReadonlySet<string> =>
  new Set([...findSentBack(store, run), ...findLost(store, run)]);

/** Tasks that an earlier version rejected because their endpoint refused every call. */
function findLost(store: Store, run: number): readonly string[] {
  return store.results(run).flatMap(({ id, verdict }) => {
    const reason = verdict?.status === "rejected" ? verdict.reason : undefined;
    return reason?.kind === "no usable draft" && reason.detail.startsWith(FAILED_CALL) ? [id] : [];
  });
}

/** The run to go on with: the one that is named, else the latest that has something left to do. */
function findRunToResume(store: Store, named: number | undefined): RunRow | undefined {
  if (named !== undefined) return store.findRun(named);
  const latest = store.findRun();
  for (let id = latest?.id ?? 0; id > 0; id--) {
    const run = store.findRun(id);
    if (run !== undefined && (run.status !== "done" || findWanted(store, id).size > 0)) return run;
  }
  return latest;
}
