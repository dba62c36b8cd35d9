import type Database from "better-sqlite3";
import { z } from "zod";
import { type EarlierTraffic, RATE_WINDOW_MS } from "../core/calls/earlier-traffic.ts";
import { readRunStatus } from "./control.ts";
import { parseRows } from "./parse-row.ts";

const sentRow = z.object({ tokens: z.number(), begunAt: z.string() });

/**
 * What was sent to an endpoint in the minute before `atMs`, by any run of the record, and the pause that it last asked the run
 * for. Times are milliseconds since 1970.
 */
export function readEarlierTraffic(
  database: Database.Database,
  about: { readonly run: number; readonly endpoint: string; readonly atMs: number },
): EarlierTraffic {
  const { run, endpoint, atMs } = about;
  const since = new Date(atMs - RATE_WINDOW_MS).toISOString();
  const rows = database
    .prepare(
      `select tokens, begun_at as begunAt from reservation
       where endpoint = :endpoint and begun_at > :since order by begun_at`,
    )
    .all({ endpoint, since });
  const sent = parseRows(sentRow, rows, { database, table: "reservation" }).map(({ tokens, begunAt }) => ({
    tokens,
    atMs: Date.parse(begunAt),
  }));
  const said = readRunStatus(database, run)?.endpoints.find((one) => one.endpoint === endpoint)?.paused;
  return { sent, paused: said !== undefined && said !== null && said.untilMs > atMs ? said : null };
}
