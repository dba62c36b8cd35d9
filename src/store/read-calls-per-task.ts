import type Database from "better-sqlite3";
import { z } from "zod";
import { parseRows } from "./parse-row.ts";

/** How many calls the decided tasks of a record took, by role. */
export type CallsPerTask = {
  /** The tasks that were counted. */
  readonly tasks: number;
  /** The mean number of calls a task, wherever their replies came from. */
  readonly calls: ReadonlyMap<string, number>;
};

const countRow = z.object({ role: z.string(), calls: z.int() });
const tasksRow = z.object({ tasks: z.int() });

/** Counts over all runs of a record. */
export function readCallsPerTask(database: Database.Database): CallsPerTask {
  const { tasks } = tasksRow.parse(
    database.prepare("select count(*) as tasks from task where state = 'done'").get(),
  );
  const rows = database
    .prepare(
      `select call_use.role, count(*) as calls
       from call_use join task on task.run = call_use.run and task.id = call_use.task
       where task.state = 'done' group by call_use.role`,
    )
    .all();
  const counted = parseRows(countRow, rows, { database, table: "call_use" });
  return { tasks, calls: new Map(counted.map(({ role, calls }) => [role, calls / Math.max(1, tasks)])) };
}
