import type Database from "better-sqlite3";
import { z } from "zod";
import { storedVersions, type Versions } from "../core/run/versions.ts";
import { parseColumn, parseRows } from "./parse-row.ts";
import { guardWrites } from "./write-group.ts";

/** A run without tasks that its plan names, as the record has it. */
export type KeyedRun<Plan> = {
  readonly run: number;
  readonly status: "running" | "stopped" | "done";
  readonly plan: Plan;
};

/**
 * What begins runs of one kind that ask for the cases of a library, and finds them again. `RunWriter` ends and reopens
 * them as any other.
 */
export type KeyedRunBook<Plan> = {
  readonly begin: (begun: { readonly plan: Plan; readonly versions: Versions }) => number;
  /** Puts another plan in the place of the one that the run began with; its key stays. */
  readonly replan: (run: number, plan: Plan) => void;
  /** The run that was begun with a plan of this key. */
  readonly findByKey: (key: string) => KeyedRun<Plan> | undefined;
  /** Those that have a number, or all that are not done; the latest first. */
  readonly list: (which: number | "not done") => readonly KeyedRun<Plan>[];
};

/** How the plans of one kind are read and named. */
export type KeyedPlans<Plan> = {
  /** The `kind` that stands in them; null where none does. */
  readonly kind: string | null;
  readonly schema: z.ZodType<Plan>;
  readonly keyOf: (plan: Plan) => string;
};

const keyedRow = z.object({
  run: z.int(),
  status: z.enum(["running", "stopped", "done"]),
  options: z.string(),
});

/** Opens the book of one kind; the table's name is that of the kind which was there first. */
export function openKeyedRuns<Plan>(
  database: Database.Database,
  { kind, schema, keyOf }: KeyedPlans<Plan>,
  now: () => string,
): KeyedRunBook<Plan> {
  const insertRun = database.prepare(
    "insert into run (status, options, versions, started_at) values ('running', :options, :versions, :startedAt)",
  );
  const insertKey = database.prepare("insert into sampling (run, key) values (:run, :key)");
  const updateOptions = database.prepare("update run set options = :options where id = :run");
  const select = `select run.id as run, status, options from run join sampling on sampling.run = run.id
    where json_extract(options, '$.kind') is :kind`;
  const byKey = database.prepare(`${select} and sampling.key = :key order by run.id desc limit 1`);
  const byRun = database.prepare(`${select} and run.id = :run`);
  const open = database.prepare(`${select} and status <> 'done' order by run.id desc`);
  const of = { database, table: "run" };
  const read = (rows: readonly unknown[]): readonly KeyedRun<Plan>[] =>
    parseRows(keyedRow, rows, of).map((row) => ({
      run: row.run,
      status: row.status,
      plan: parseColumn(schema, { text: row.options, row }, of),
    }));
  const guard = guardWrites(database);
  return {
    begin: guard(
      database.transaction(({ plan, versions }: Parameters<KeyedRunBook<Plan>["begin"]>[0]) => {
        const { lastInsertRowid } = insertRun.run({
          options: JSON.stringify(plan),
          versions: storedVersions(versions),
          startedAt: now(),
        });
        const run = Number(lastInsertRowid);
        insertKey.run({ run, key: keyOf(plan) });
        return run;
      }),
    ),
    replan: guard((run, plan) => {
      updateOptions.run({ run, options: JSON.stringify(plan) });
    }),
    findByKey: guard((key) => read(byKey.all({ kind, key }))[0]),
    list: guard((which) => read(which === "not done" ? open.all({ kind }) : byRun.all({ kind, run: which }))),
  };
}
