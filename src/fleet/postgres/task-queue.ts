import { setTimeout as sleep } from "node:timers/promises";
import PgBoss from "pg-boss";
import { z } from "zod";
import type { Link } from "./open-link.ts";
import { SCHEMA } from "./prepare-schema.ts";

/** One task of a session, as it lies in the queue: only its name. */
export type TaskJob = { readonly id: string; readonly session: string; readonly task: string };

/** The tasks that wait for workers: pg-boss keeps who has which, gives lost ones to others, and gives up in the end. */
export type TaskQueue = {
  readonly offer: (job: TaskJob) => Promise<void>;
  /** At most so many, for nobody else. */
  readonly take: (most: number) => Promise<readonly TaskJob[]>;
  /** It is decided, or nobody wants it any more. */
  readonly finish: (id: string) => Promise<void>;
  /** Whoever took it was lost over it: it is for somebody else, a little later, and so often at most. */
  readonly giveBack: (ids: readonly string[]) => Promise<void>;
  /** Whoever took it leaves, which says nothing of the task: it is for somebody else at once, as if nobody had taken it. */
  readonly putBack: (ids: readonly string[]) => Promise<void>;
  /** Jobs of a session that somebody took so long ago, and those that were given back too often. */
  readonly taken: (
    session: string,
    agoMs: number,
  ) => Promise<{ readonly active: readonly string[]; readonly failed: readonly string[] }>;
  /** Removes whatever is left of some sessions. */
  readonly forget: (sessions: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A task that takes down ten workers is at fault itself. It waits a second or two at first, and twice as long each time. */
const RETRIES = { retryLimit: 9, retryDelay: 1, retryBackoff: true };

/** The most that pg-boss knows. A task is given back because its worker has gone, never because it takes long. */
const EXPIRE_HOURS = 23;

const dataSchema = z.object({ session: z.string(), task: z.string() });
const stateRow = z.object({ id: z.string(), state: z.enum(["active", "failed"]) });
const idRow = z.object({ id: z.string() });

/** Several who start together are in each other's way while tables are made: whoever comes again finds them there. */
async function insist(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === MOST_STARTS) throw error;
      await sleep(tries * START_WAIT_MS);
    }
  }
}

const MOST_STARTS = 6;
const START_WAIT_MS = 100;

/**
 * Opens the queue of all who have the same fingerprint: nobody can take a task that is not meant for its version. Whoever
 * `supervises` keeps the queue's tables tidy.
 */
export async function openTaskQueue(
  link: Link,
  about: { readonly fingerprint: string; readonly supervises: boolean },
): Promise<TaskQueue> {
  const boss = new PgBoss({
    db: {
      // pg-boss asks no more of the rows than that they are objects.
      executeSql: async (text, values) => ({ rows: [...(await link.query(text, values))] }),
    },
    schema: SCHEMA,
    schedule: false,
    supervise: about.supervises,
  });
  boss.on("error", () => undefined); // its upkeep comes again by itself
  const name = `tasks-${about.fingerprint}`;
  await insist(() => boss.start());
  await insist(() => boss.createQueue(name, { name, ...RETRIES }));
  return {
    offer: async ({ id, session, task }) => {
      await boss.send(name, { session, task }, { id, expireInHours: EXPIRE_HOURS, ...RETRIES });
    },
    take: async (most) => {
      const jobs = await boss.fetch<unknown>(name, { batchSize: most });
      return jobs.map(({ id, data }) => ({ id, ...dataSchema.parse(data) }));
    },
    finish: async (id) => {
      await boss.deleteJob(name, id);
    },
    giveBack: async (ids) => {
      if (ids.length > 0) await boss.fail(name, [...ids]);
    },
    putBack: async (ids) => {
      // pg-boss counts a try at each start but the first: of a job that was begun before.
      await link.query(
        `update ${SCHEMA}.job set state = 'created', started_on = null
         where name = $1 and id = any($2::uuid[]) and state = 'active'`,
        [name, ids],
      );
    },
    taken: async (session, agoMs) => {
      const rows = await link.rows(
        stateRow,
        `select id::text, state::text from ${SCHEMA}.job
         where name = $1 and data->>'session' = $2
           and (state = 'failed' or (state = 'active' and started_on < now() - $3 * interval '1 millisecond'))`,
        [name, session, agoMs],
      );
      const of = (state: "active" | "failed"): readonly string[] =>
        rows.flatMap((row) => (row.state === state ? [row.id] : []));
      return { active: of("active"), failed: of("failed") };
    },
    forget: async (sessions) => {
      const rows = await link.rows(
        idRow,
        `select id::text from ${SCHEMA}.job where name = $1 and data->>'session' = any($2)`,
        [name, sessions],
      );
      if (rows.length > 0)
        await boss.deleteJob(
          name,
          rows.map(({ id }) => id),
        );
    },
    close: () => boss.stop({ graceful: false, close: false, wait: false }),
  };
}
