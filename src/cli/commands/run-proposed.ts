import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { type Budget, type Spending, spentOf } from "../../core/calls/spending.ts";
import type { StoredProposal } from "../../core/scaling/proposal.ts";
import { readRecord } from "../../record/open-record.ts";
import { run } from "./run.ts";

/** Proposals that came to their end, with what they may take together with their runs. */
export type ProposedToRun = {
  readonly db: string;
  readonly config: string | undefined;
  readonly json: boolean;
  /** The folder of their descriptions. */
  readonly to: string;
  readonly proposals: readonly StoredProposal[];
  readonly budget: Budget;
  readonly spending: Spending;
};

/**
 * Runs what passed, under what is left of the budget, or goes on with the run that was begun of it; returns the exit code.
 * Throws a CommandError where nothing is left.
 */
export function runProposed(about: ProposedToRun): Promise<number> {
  const { db, config, json, to, proposals } = about;
  const passed = proposals.flatMap(({ outcome }) => (outcome?.status === "passed" ? [outcome] : []));
  const paths = passed.map(({ file }) => join(to, file)).filter((path) => existsSync(path));
  if (paths.length === 0) return Promise.resolve(EXIT.done);
  const budget = leftOf(about);
  const more = { ...(config === undefined ? {} : { config }), ...(json ? { json } : {}), db, budget };
  const open = findOpenRun(db, new Set(passed.map(({ id }) => id)));
  return open === undefined ? run(paths, more) : run([], { ...more, resume: true, run: open });
}

/** What the run may take in all: the proposals have taken their part. */
function leftOf({ budget, spending }: ProposedToRun): Budget {
  const spent = spentOf(spending);
  const left = {
    tokens: budget.tokens === null ? null : budget.tokens - spent.tokens,
    money: budget.money === null ? null : budget.money - (spent.cost ?? 0),
  };
  if ((left.tokens ?? 1) > 0 && (left.money ?? 1) > 0) return left;
  throw new CommandError(
    EXIT.stopped,
    "the budget is used up by the proposals; the same command with a larger --budget runs them",
  );
}

/** The run that was begun of such tasks and is not done. */
function findOpenRun(db: string, ids: ReadonlySet<string>): number | undefined {
  const record = readRecord(db);
  try {
    return record
      .listRuns()
      .find(
        ({ id, status }) =>
          status !== "done" && record.tasks(id).some(({ task }) => ids.has(String(task.id))),
      )?.id;
  } finally {
    record.close();
  }
}
