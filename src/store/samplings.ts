import type Database from "better-sqlite3";
import { z } from "zod";
import { samplingKey, type SamplingPlan, samplingPlanSchema } from "../core/run/sampling-plan.ts";
import { storedVersions, type Versions } from "../core/run/versions.ts";
import { guardOf } from "./explain-fault.ts";
import { parseColumn, parseRows } from "./parse-row.ts";

/** A run that samples a teacher, as the record has it. */
export type SamplingRow = {
  readonly run: number;
  readonly status: "running" | "stopped" | "done";
  readonly plan: SamplingPlan;
};

/** What begins runs that sample a teacher, and finds them again. `RunWriter` ends and reopens them as any other. */
export type SamplingBook = {
  readonly begin: (sampling: { readonly plan: SamplingPlan; readonly versions: Versions }) => number;
  /** Puts another plan in the place of the one that the run began with; its key stays. */
  readonly replan: (run: number, plan: SamplingPlan) => void;
  /** The run that was begun with a plan of this key. */
  readonly findByKey: (key: string) => SamplingRow | undefined;
  /** Those that have a number, or all that are not done; the latest first. */
  readonly list: (which: number | "not done") => readonly SamplingRow[];
};

const samplingRow = z.object({
  run: z.int(),
  status: z.enum(["running", "stopped", "done"]),
  options: z.string(),
});

const SELECT = `select run.id as run, status, options from run join sampling on sampling.run = run.id`;

/** Opens the book. */
export function openSamplingBook(database: Database.Database, now: () => string): SamplingBook {
  const insertRun = database.prepare(
    "insert into run (status, options, versions, started_at) values ('running', :options, :versions, :startedAt)",
  );
  const insertSampling = database.prepare("insert into sampling (run, key) values (:run, :key)");
  const updateOptions = database.prepare("update run set options = :options where id = :run");
  const byKey = database.prepare(`${SELECT} where sampling.key = :key order by run.id desc limit 1`);
  const byRun = database.prepare(`${SELECT} where run.id = :run`);
  const open = database.prepare(`${SELECT} where status <> 'done' order by run.id desc`);
  const of = { database, table: "run" };
  const read = (rows: readonly unknown[]): readonly SamplingRow[] =>
    parseRows(samplingRow, rows, of).map((row) => ({
      run: row.run,
      status: row.status,
      plan: parseColumn(samplingPlanSchema, { text: row.options, row }, of),
    }));
  const guard = guardOf(database.name);
  return {
    begin: guard(
      database.transaction(({ plan, versions }: Parameters<SamplingBook["begin"]>[0]) => {
        const { lastInsertRowid } = insertRun.run({
          options: JSON.stringify(plan),
          versions: storedVersions(versions),
          startedAt: now(),
        });
        const run = Number(lastInsertRowid);
        insertSampling.run({ run, key: samplingKey(plan) });
        return run;
      }),
    ),
    replan: guard((run, plan) => {
      updateOptions.run({ run, options: JSON.stringify(plan) });
    }),
    findByKey: guard((key) => read(byKey.all({ key }))[0]),
    list: guard((which) => read(which === "not done" ? open.all() : byRun.all({ run: which }))),
  };
}
