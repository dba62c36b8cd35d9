import { type Budget, fitsBudget, type Spending, spentOf } from "../../core/calls/spending.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { RunLedger } from "../../store/open-ledger.ts";
import type { StoreReader } from "../../store/open-store.ts";

/** What a run may still begin under its budget. */
export type TaskAllowance = {
  /** Whether a task is expected to fit beside those under way; one that is begins to count as begun. */
  readonly mayBegin: (task: TaskDescription) => boolean;
  readonly noteDecided: () => void;
  /** True once a task was held back. */
  readonly isUsedUp: () => boolean;
};

/** Counts the tasks of a run, those of earlier processes included, and projects what they take. */
export function openTaskAllowance(
  store: Pick<StoreReader, "tasks">,
  about: { readonly run: number; readonly ledger: Pick<RunLedger, "spent" | "budget"> },
): TaskAllowance {
  const { run, ledger } = about;
  const tasks = store.tasks(run);
  const begun = new Set(tasks.filter(({ state }) => state !== "queued").map(({ task }) => task.id));
  let decided = tasks.filter(({ state }) => state === "done").length;
  let isUsedUp = false;
  return {
    mayBegin: (task) => {
      const headway = { decided, open: begun.size - decided, isBegun: begun.has(task.id) };
      if (!fitsBudget(ledger.spent(), ledger.budget(), headway)) {
        isUsedUp = true;
        return false;
      }
      begun.add(task.id);
      return true;
    },
    noteDecided: () => void decided++,
    isUsedUp: () => isUsedUp,
  };
}

const count = (tokens: number): string => tokens.toLocaleString("en-US");

/** What a run has spent, in one line; undefined when nothing was sent. */
export function renderSpending(spending: Spending, budget: Budget): string | undefined {
  if (spending.requests === 0) return undefined;
  const spent = spentOf(spending);
  const of = (most: string | null): string => (most === null ? "" : ` of ${most}`);
  const money =
    spent.cost === null
      ? ""
      : `, cost ${spent.cost.toFixed(4)}${of(budget.money === null ? null : String(budget.money))}`;
  const unsure = [
    [spending.charged.tokens, "charged whole because their cost was not told"],
    [spending.unresolved.tokens, "under way when a process was killed"],
    [spending.open.tokens, "still under way"],
  ] as const;
  const notes = unsure.flatMap(([tokens, what]) => (tokens === 0 ? [] : [`${count(tokens)} ${what}`]));
  const total = `Spent: ${count(spent.tokens)}${of(budget.tokens === null ? null : count(budget.tokens))} tokens${money}, in ${count(spending.requests)} ${spending.requests === 1 ? "request" : "requests"}`;
  return notes.length === 0 ? total : `${total}\n       of these tokens: ${notes.join("; ")}`;
}
