import type { Verdict } from "../../core/verdict/decide-verdict.ts";
import type { StoreReader } from "../../store/open-store.ts";
import { fillFunnel } from "../../record/count-funnel.ts";
import type { Beginning } from "./run-monitor.ts";
import { summarizeTasks } from "../../record/summarize-run.ts";

/** What the record says of a run that is begun or taken up again: its decided tasks, and the calls it has sent. */
export function readBeginning(store: StoreReader, run: number): Beginning & { readonly sent: number } {
  const tasks = summarizeTasks(store, run);
  const decided = tasks.filter(({ state }) => state === "done");
  const verdicts = decided.flatMap(({ id, verdict }): (readonly [string, Verdict["status"]])[] =>
    verdict === null ? [] : [[id, verdict]],
  );
  const sent = store.callTotals(run).filter(({ origin }) => origin === "endpoint");
  const durations = store.durations(run);
  return {
    total: tasks.length,
    funnel: fillFunnel(tasks, store.reports(run)),
    decided: new Map(verdicts),
    decidedMs: decided.flatMap(({ id }) => durations.get(id) ?? []),
    sent: sent.reduce((sum, { calls }) => sum + calls, 0),
  };
}
