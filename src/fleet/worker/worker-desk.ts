import { z } from "zod";
import type { Link } from "../postgres/open-link.ts";
import { SCHEMA } from "../postgres/prepare-schema.ts";

/** A worker as it enters itself. */
export type WorkerSetup = {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly fingerprint: string;
  readonly versions: string;
};

const sessionRow = z.object({
  id: z.string(),
  run: z.int(),
  host: z.string(),
  fingerprint: z.string(),
  versions: z.string(),
  atOnce: z.int(),
  slots: z.int(),
  beatMs: z.int(),
  goneMs: z.int(),
  inside: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.number())),
  /** How long ago its coordinator was last heard of, by the database's clock. */
  quietMs: z.number(),
});

/** A session that is open, as its workers see it. */
export type OpenSession = z.infer<typeof sessionRow>;

/** Sessions that are open, the oldest first; without their kits. */
export function readSessions(link: Link): Promise<readonly OpenSession[]> {
  return link.rows(
    sessionRow,
    `select id::text, run, host, fingerprint, versions, at_once as "atOnce", slots, beat_ms as "beatMs",
       gone_ms as "goneMs", inside, (extract(epoch from now() - beat_at) * 1000)::float8 as "quietMs"
     from ${SCHEMA}.fleet_session where state = 'open' order by begun_at`,
  );
}

/** The kit of a session; undefined once it has ended. */
export async function readKitText(link: Link, session: string): Promise<string | undefined> {
  const [row] = await link.rows(
    z.object({ kit: z.string() }),
    `select kit from ${SCHEMA}.fleet_session where id = $1 and state = 'open'`,
    [session],
  );
  return row?.kit;
}

/** What a worker says of itself, over and over. */
export type WorkerReport = {
  readonly state: "working" | "left" | "refused";
  readonly note: string;
  readonly decided: number;
  readonly doing: readonly { readonly task: string; readonly stage: string; readonly forMs: number }[];
};

/** Enters the worker, or says again how it is. */
export async function reportWorker(link: Link, setup: WorkerSetup, report: WorkerReport): Promise<void> {
  const { id, name, host, pid, slots, fingerprint, versions } = setup;
  await link.query(
    `insert into ${SCHEMA}.fleet_worker
       (id, name, host, pid, slots, fingerprint, versions, state, note, doing, decided)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update set state = excluded.state, note = excluded.note, doing = excluded.doing,
       decided = excluded.decided, beat_at = now()`,
    [
      id,
      name,
      host,
      pid,
      slots,
      fingerprint,
      versions,
      report.state,
      report.note,
      JSON.stringify(report.doing),
      report.decided,
    ],
  );
}
