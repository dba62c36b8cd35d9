import { z } from "zod";
import type { Link } from "../postgres/open-link.ts";
import { SCHEMA } from "../postgres/prepare-schema.ts";

/** Who leads a fleet: one process, for one run, until it ends. */
export type SessionSetup = {
  readonly id: string;
  /** The run, the same whichever process carries it out. */
  readonly runKey: string;
  readonly run: number;
  readonly host: string;
  readonly fingerprint: string;
  /** As JSON, for who is refused. */
  readonly versions: string;
  readonly kit: string;
  readonly beatMs: number;
  readonly goneMs: number;
};

/** A session that says nothing for so many times what a worker may, has nobody who leads it any more. */
const ABANDONED = 10;

const idRow = z.object({ id: z.string() });

/** Ends what is left of the run's earlier sessions, and of those that nobody leads any more; returns their ids. */
export async function endEarlierSessions(
  link: Link,
  { runKey }: Pick<SessionSetup, "runKey">,
): Promise<readonly string[]> {
  const rows = await link.rows(
    idRow,
    `update ${SCHEMA}.fleet_session set state = 'ended'
     where state = 'open'
       and (run_key = $1 or beat_at < now() - ${ABANDONED} * gone_ms * interval '1 millisecond')
     returning id::text`,
    [runKey],
  );
  // Twice, should the first answer have been lost: then nothing was open any more.
  const ended = await link.rows(
    idRow,
    `select id::text from ${SCHEMA}.fleet_session where state = 'ended' and kit <> ''`,
  );
  const ids = [...new Set([...rows, ...ended].map(({ id }) => id))];
  await link.query(`delete from ${SCHEMA}.fleet_letter where recipient = any($1::uuid[])`, [ids]);
  return ids;
}

/** Removes what nobody asks for any more: letters to who has gone, and workers and sessions of yesterday. */
export async function tidyUp(link: Link, ended: readonly string[]): Promise<void> {
  await link.query(`update ${SCHEMA}.fleet_session set kit = '' where id = any($1::uuid[])`, [ended]);
  // A worker may have written before it learned that the run had ended.
  await link.query(
    `delete from ${SCHEMA}.fleet_letter as letter using ${SCHEMA}.fleet_session as session
     where letter.recipient = session.id and session.state = 'ended'`,
  );
  await link.query(
    `delete from ${SCHEMA}.fleet_letter as letter using ${SCHEMA}.fleet_worker as worker
     where letter.recipient = worker.id and worker.beat_at < now() - interval '1 hour'`,
  );
  await link.query(`delete from ${SCHEMA}.fleet_worker where beat_at < now() - interval '1 day'`);
  await link.query(
    `delete from ${SCHEMA}.fleet_session where state = 'ended' and beat_at < now() - interval '1 day'`,
  );
}

/** Opens the session: from now on workers of the same fingerprint find it. */
export async function insertSession(link: Link, setup: SessionSetup): Promise<void> {
  const { id, runKey, run, host, fingerprint, versions, kit, beatMs, goneMs } = setup;
  await link.query(
    `insert into ${SCHEMA}.fleet_session
       (id, run_key, run, host, fingerprint, versions, kit, state, beat_ms, gone_ms)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9) on conflict do nothing`,
    [id, runKey, run, host, fingerprint, versions, kit, beatMs, goneMs],
  );
}

/** Says that the session is led, and what its workers go by. */
export async function beatSession(
  link: Link,
  id: string,
  told: { readonly atOnce: number; readonly slots: number; readonly inside: readonly number[] },
): Promise<void> {
  await link.query(
    `update ${SCHEMA}.fleet_session set beat_at = now(), at_once = $2, slots = $3, inside = $4
     where id = $1 and state = 'open'`,
    [id, told.atOnce, told.slots, JSON.stringify(told.inside)],
  );
}

/** Says that nobody leads it any more. */
export async function endSession(link: Link, id: string): Promise<void> {
  await link.query(`update ${SCHEMA}.fleet_session set state = 'ended', kit = '' where id = $1`, [id]);
}

const doingSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.object({ task: z.string(), stage: z.string(), forMs: z.number() })));

const workerRow = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  pid: z.int(),
  slots: z.int(),
  fingerprint: z.string(),
  state: z.enum(["working", "left", "refused"]),
  note: z.string(),
  doing: doingSchema,
  decided: z.int(),
  /** When it last reported, by the database's clock, and how long ago. */
  beatAt: z.string(),
  agoMs: z.number(),
});

/** A worker as it last reported. */
export type WorkerRow = z.infer<typeof workerRow>;

/** The workers that were there since the session began, or are there still. */
export function readWorkers(link: Link, session: string): Promise<readonly WorkerRow[]> {
  return link.rows(
    workerRow,
    `select worker.id::text, name, worker.host, pid, worker.slots, worker.fingerprint, worker.state, note, doing,
       decided, worker.beat_at::text as "beatAt",
       (extract(epoch from now() - worker.beat_at) * 1000)::float8 as "agoMs"
     from ${SCHEMA}.fleet_worker as worker, ${SCHEMA}.fleet_session as session
     where session.id = $1 and worker.beat_at > session.begun_at - interval '1 minute'
     order by worker.begun_at, worker.id`,
    [session],
  );
}
