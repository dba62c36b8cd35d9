import type Database from "better-sqlite3";
import { z } from "zod";
import { verifyText } from "./blobs.ts";

/** What the second oracle or the critic found about one draft; the report is JSON, read by its users. */
export type StoredFinding = {
  readonly line: number;
  readonly round: number;
  readonly gate: "oracle" | "critic";
  readonly report: string;
};

const findingRow = z.object({
  line: z.int(),
  round: z.int(),
  gate: z.enum(["oracle", "critic"]),
  hash: z.string(),
  text: z.string().nullable(),
});

/** The version of the record from which on findings are kept. */
const SINCE = 2;

/** Every finding about the drafts of one task, in order of line and round. */
export function readFindings(
  database: Database.Database,
  run: number,
  task: string,
): readonly StoredFinding[] {
  if (Number(database.pragma("user_version", { simple: true })) < SINCE) return [];
  const rows = database
    .prepare(
      `select line, round, gate, report as hash, blob.text from finding left join blob on blob.hash = finding.report
       where run = :run and task = :task order by line, round, gate desc`,
    )
    .all({ run, task });
  return z
    .array(findingRow)
    .parse(rows)
    .map(({ hash, text, ...row }) => ({ ...row, report: verifyText(database, hash, text) }));
}
