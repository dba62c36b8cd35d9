import { z } from "zod";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { makeTables } from "./make-tables.ts";
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

const versionRow = z.object({ version: z.int() });

/**
 * Makes the tables where they are missing. Several may do so at once. Throws a CommandError where a later Campforge has
 * made them, or where the role may not make any.
 */
export async function prepareSchema(link: Link): Promise<void> {
  const names = [`${SCHEMA}.fleet_letter`, `${SCHEMA}.fleet_schema`];
  await makeTables(link, { names, statements: TABLES });
  const [row] = await link.rows(versionRow, `select version from ${SCHEMA}.fleet_schema`);
  if (row !== undefined && row.version > VERSION)
    throw new CommandError(
      EXIT.configuration,
      `${link.called} belongs to a later version of Campforge (its tables have version ${row.version}, this one knows ${VERSION}): use that one, or another database`,
    );
}
