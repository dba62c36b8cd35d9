import type Database from "better-sqlite3";
import { z } from "zod";
import { adversaryReportSchema } from "../core/judging/adversary-report.ts";
import { criticReportSchema, type Finding, oracleReportSchema } from "../core/judging/gate-finding.ts";
import { verifyText } from "./blobs.ts";
import { parseRows, parseColumn } from "./parse-row.ts";

const findingRow = z.object({
  run: z.int(),
  task: z.string(),
  line: z.int(),
  round: z.int(),
  gate: z.enum(["oracle", "critic", "adversary"]),
  hash: z.string(),
  text: z.string().nullable(),
});

/** The version of the record from which on findings are kept. */
const SINCE = 2;

/** Every finding about the drafts of one task, in order of line and round. */
export function readFindings(database: Database.Database, run: number, task: string): readonly Finding[] {
  if (Number(database.pragma("user_version", { simple: true })) < SINCE) return [];
  const rows = database
    .prepare(
      `select run, task, line, round, gate, report as hash, blob.text from finding left join blob on blob.hash = finding.report
       where run = :run and task = :task order by line, round, gate desc`,
    )
    .all({ run, task });
  const of = { database, table: "finding" };
  return parseRows(findingRow, rows, of).map((row): Finding => {
    const { line, round, gate } = row;
    const column = { text: verifyText(database, row.hash, row.text), row };
    switch (gate) {
      case "oracle":
        return { line, round, gate, report: parseColumn(oracleReportSchema, column, of) };
      case "critic":
        return { line, round, gate, report: parseColumn(criticReportSchema, column, of) };
      case "adversary":
        return { line, round, gate, report: parseColumn(adversaryReportSchema, column, of) };
    }
  });
}
