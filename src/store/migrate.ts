import type Database from "better-sqlite3";
import { existsSync, rmSync } from "node:fs";
import { StoreFault } from "../core/run/store-fault.ts";
import { checkIntegrity } from "./check-integrity.ts";
import { copyRecord } from "./copy-record.ts";
import { applyMigration, latestSchema, type Migration, migrations } from "./migrations.ts";
import { hashAllRows, teachRowHash } from "./row-hash.ts";

/** A record that was brought up to date, and where the one before is kept. */
export type Upgrade = { readonly from: number; readonly to: number; readonly backup: string };

/** Throws a StoreFault when the record is of a schema that this Campforge does not know; returns its number. */
export function checkVersion(database: Database.Database, file: string): number {
  const known = latestSchema();
  const found = Number(database.pragma("user_version", { simple: true }));
  if (found > known) {
    throw new StoreFault(
      "newer schema",
      `${file}: was written by a newer Campforge (schema ${found}, this one knows ${known}). Update Campforge, or name another file with --db.`,
    );
  }
  return found;
}

/**
 * Brings the schema up to date, all steps or none. A record that holds something is checked before, and
 * copied to a file beside it. Null when there was nothing to bring up to date.
 */
export function migrate(
  database: Database.Database,
  about: { readonly file: string; readonly applicationId: number },
): Upgrade | null {
  const from = checkVersion(database, about.file);
  const steps = migrations().filter(({ version }) => version > from);
  const to = steps.at(-1)?.version;
  if (to === undefined) return null;
  const upgrade = from === 0 ? null : { from, to, backup: keepOld(database, about.file, to) };
  try {
    takeSteps(database, steps, about.applicationId);
  } catch (error) {
    if (upgrade !== null) rmSync(upgrade.backup, { force: true }); // the record is as it was
    throw error;
  }
  return upgrade;
}

function takeSteps(database: Database.Database, steps: readonly Migration[], applicationId: number): void {
  teachRowHash(database);
  database.pragma("foreign_keys = off"); // a step may rebuild a table
  database
    .transaction(() => {
      for (const step of steps) applyMigration(database, step);
      database.pragma(`user_version = ${latestSchema()}`);
      database.pragma(`application_id = ${applicationId}`);
      hashAllRows(database);
    })
    .immediate();
}

function keepOld(database: Database.Database, file: string, to: number): string {
  const [first] = checkIntegrity(database).damage;
  if (first !== undefined) {
    throw new StoreFault(
      "damaged",
      `${file}: is damaged (${first.table} ${first.key}: ${first.problem}) and was not brought up to date. ` +
        "See the rest with campforge db check; restore a backup, or name another file with --db.",
    );
  }
  const backup = freeName(`${file}.before-schema-${to}`);
  copyRecord(database, backup);
  return backup;
}

function freeName(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}.${number}`;
    if (!existsSync(name)) return name;
  }
}
