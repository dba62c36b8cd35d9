import type Database from "better-sqlite3";
import { z } from "zod";
import type { TaskDescription } from "../core/task/task-description.ts";
import { taskSchema } from "../core/task/task-schema.ts";
import { type Plan, planSchema } from "../core/run/plan.ts";
import { TASK_STATES, type TaskState } from "../core/run/task-result.ts";
import { storedVersions, type Versions, versionsSchema } from "../core/run/versions.ts";
import { parseColumn, parseRows } from "./parse-row.ts";
import type { Blobs } from "./blobs.ts";
import { guardWrites } from "./write-group.ts";

/** A run as the record has it. */
export type RunRow = {
  readonly id: number;
  readonly status: "running" | "stopped" | "done";
  readonly plan: Plan;
  readonly versions: Versions;
  readonly startedAt: string;
  readonly finishedAt: string | null;
};

/** What writes runs and their tasks. */
export type RunWriter = {
  readonly begin: (run: {
    readonly plan: Plan;
    readonly versions: Versions;
    readonly tasks: readonly TaskDescription[];
  }) => number;
  readonly reopen: (run: number) => void;
  /** Puts another plan in the place of the one that the run began with. */
  readonly replan: (run: number, plan: Plan) => void;
  readonly end: (run: number, status: "stopped" | "done") => void;
  /** Has a decided task worked on again, because a reviewer wants another round. */
  readonly requeue: (run: number, task: string) => void;
  readonly setTaskState: (
    run: number,
    task: string,
    state: "queued" | "running" | "stopped",
    problem: string | null,
  ) => void;
};

const runRow = z.object({
  id: z.int(),
  status: z.enum(["running", "stopped", "done"]),
  options: z.string(),
  versions: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});

const SELECT_RUN = `select id, status, options, versions, started_at as startedAt, finished_at as finishedAt from run`;

/** Prepares the statements that write runs. */
export function openRunWriter(database: Database.Database, blobs: Blobs, now: () => string): RunWriter {
  const insertRun = database.prepare(
    "insert into run (status, options, versions, started_at) values ('running', :options, :versions, :startedAt)",
  );
  const insertTask = database.prepare(
    `insert into task (run, id, position, title, domain, description, state)
     values (:run, :id, :position, :title, :domain, :description, 'queued')`,
  );
  const updateRun = database.prepare(
    "update run set status = :status, finished_at = :finishedAt where id = :run",
  );
  const updateTask = database.prepare(
    "update task set state = :state, problem = :problem where run = :run and id = :task and state <> 'done'",
  );
  const requeueTask = database.prepare("update task set state = 'queued' where run = :run and id = :task");
  const updateOptions = database.prepare("update run set options = :options where id = :run");
  const guard = guardWrites(database);
  return {
    begin: guard(
      database.transaction((run: Parameters<RunWriter["begin"]>[0]) => {
        const { lastInsertRowid } = insertRun.run({
          options: JSON.stringify(run.plan),
          versions: storedVersions(run.versions),
          startedAt: now(),
        });
        const id = Number(lastInsertRowid);
        for (const [position, task] of run.tasks.entries()) {
          const { title, domain } = task;
          insertTask.run({
            run: id,
            id: task.id,
            position,
            title,
            domain,
            description: blobs.put(JSON.stringify(task)),
          });
        }
        return id;
      }),
    ),
    reopen: guard((run) => {
      updateRun.run({ run, status: "running", finishedAt: null });
    }),
    replan: guard((run, plan) => {
      updateOptions.run({ run, options: JSON.stringify(plan) });
    }),
    end: guard((run, status) => {
      updateRun.run({ run, status, finishedAt: now() });
    }),
    requeue: guard((run, task) => {
      requeueTask.run({ run, task });
    }),
    setTaskState: guard((run, task, state, problem) => {
      updateTask.run({ run, task, state, problem });
    }),
  };
}

/** The first schema in which a run may ask for a library's cases: such a run has no tasks, and a plan of another kind. */
const SCHEMA_WITH_SAMPLINGS = 9;

const hasTasks = (database: Database.Database): string =>
  Number(database.pragma("user_version", { simple: true })) < SCHEMA_WITH_SAMPLINGS
    ? "true"
    : "id not in (select run from sampling)";

/** The run with a number, or the latest; undefined when there is none. Only runs of tasks are looked at. */
export function findRun(database: Database.Database, id: number | undefined): RunRow | undefined {
  const ofTasks = hasTasks(database);
  const rows =
    id === undefined
      ? database.prepare(`${SELECT_RUN} where ${ofTasks} order by id desc limit 1`).all()
      : database.prepare(`${SELECT_RUN} where ${ofTasks} and id = :id`).all({ id });
  return parseRuns(database, rows)[0];
}

/** Every run of tasks, the latest first. */
export function readRuns(database: Database.Database): readonly RunRow[] {
  return parseRuns(
    database,
    database.prepare(`${SELECT_RUN} where ${hasTasks(database)} order by id desc`).all(),
  );
}

function parseRuns(database: Database.Database, rows: readonly unknown[]): readonly RunRow[] {
  const of = { database, table: "run" };
  return parseRows(runRow, rows, of).map((row) => {
    const { id, status, startedAt, finishedAt } = row;
    const plan = parseColumn(planSchema, { text: row.options, row }, of);
    const versions = parseColumn(versionsSchema, { text: row.versions, row }, of);
    return { id, status, plan, versions, startedAt, finishedAt };
  });
}

const describedRow = z.object({
  run: z.int(),
  id: z.string(),
  description: z.string(),
  state: z.enum(TASK_STATES),
});

/** The descriptions of a run in their order, or one of them, with the state of each. */
export function readTasks(
  database: Database.Database,
  blobs: Blobs,
  { run, task }: { readonly run: number; readonly task?: string | undefined },
): readonly { readonly task: TaskDescription; readonly state: TaskState }[] {
  const of = { database, table: "task" };
  const rows = database
    .prepare(
      `select run, id, description, state from task
         where run = :run ${task === undefined ? "" : "and id = :task"} order by position`,
    )
    .all({ run, ...(task === undefined ? {} : { task }) });
  return parseRows(describedRow, rows, of).map((row) => {
    const text = blobs.get(row.description);
    return { task: parseColumn(taskSchema, { text, row }, of), state: row.state };
  });
}
