import { z } from "zod";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Link } from "./open-link.ts";

/** Everything of ours in the database is below it, pg-boss's tables included. */
export const SCHEMA = "campforge";

/** The tables' version; a database with a greater one belongs to a later Campforge. */
const VERSION = 1;

/** One session is one process that coordinates a run. Its letters are addressed by its id, a worker's by the worker's. */
const TABLES = `
create schema if not exists ${SCHEMA};
create table if not exists ${SCHEMA}.fleet_schema (version int not null);
create table if not exists ${SCHEMA}.fleet_session (
  id uuid primary key,
  -- The run that it coordinates, the same for each of its sessions.
  run_key text not null,
  run int not null,
  host text not null,
  fingerprint text not null,
  versions text not null,
  -- Prompts and library: what tasks need and have in common.
  kit text not null,
  state text not null check (state in ('open', 'ended')),
  -- Tasks that may be under way, over all slots of workers; how often workers report, and after how long they are gone.
  at_once int not null default 0,
  slots int not null default 0,
  beat_ms int not null,
  gone_ms int not null,
  inside text not null default '[]',
  begun_at timestamptz not null default now(),
  beat_at timestamptz not null default now()
);
create table if not exists ${SCHEMA}.fleet_worker (
  id uuid primary key,
  name text not null,
  host text not null,
  pid int not null,
  slots int not null,
  fingerprint text not null,
  versions text not null,
  state text not null check (state in ('working', 'left', 'refused')),
  note text not null default '',
  doing text not null default '[]',
  decided int not null default 0,
  begun_at timestamptz not null default now(),
  beat_at timestamptz not null default now()
);
create table if not exists ${SCHEMA}.fleet_letter (
  recipient uuid not null,
  attempt uuid not null,
  number int not null,
  body text not null,
  primary key (recipient, attempt, number)
);
insert into ${SCHEMA}.fleet_schema (version)
  select ${VERSION} where not exists (select from ${SCHEMA}.fleet_schema);
`;

/** Statements that are sent together are one transaction. Any number will do, as long as nobody else in the database uses it. */
const LOCK = 7_206_112_026;

const versionRow = z.object({ version: z.int() });

/**
 * Makes the tables where they are missing. Several may do so at once. Throws a CommandError where a later Campforge has
 * made them, or where the role may not make any.
 */
export async function prepareSchema(link: Link): Promise<void> {
  try {
    const found = z.array(z.object({ there: z.boolean() })).parse(
      await link.query(
        `select to_regclass('${SCHEMA}.fleet_letter') is not null
           and to_regclass('${SCHEMA}.fleet_schema') is not null as there`,
      ),
    );
    if (found[0]?.there !== true) await link.query(`select pg_advisory_xact_lock(${LOCK}); ${TABLES}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      EXIT.endpoint,
      `the queue's tables cannot be made at ${link.shown}: ${reason}. The role must be allowed to make a schema: grant create on database … to …`,
      { cause: error },
    );
  }
  const [row] = await link.rows(versionRow, `select version from ${SCHEMA}.fleet_schema`);
  if (row !== undefined && row.version > VERSION)
    throw new CommandError(
      EXIT.configuration,
      `the queue at ${link.shown} belongs to a later version of Campforge (its tables have version ${row.version}, this one knows ${VERSION}): use that one, or another database`,
    );
}
