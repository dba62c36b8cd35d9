import type Database from "better-sqlite3";
import { z } from "zod";
import type { DraftAddress } from "../core/draft/draft.ts";
import type { JudgeReport } from "../core/judging/judge-report.ts";
import { judgeReportSchema } from "../core/judging/judge-report-schema.ts";
import { verifyText } from "./blobs.ts";
import { parseColumn, parseRows } from "./parse-row.ts";

/** What the judge found of one draft of a task. */
export type StoredJudgement = DraftAddress & { readonly report: JudgeReport };

const judgementRow = z.object({
  run: z.int(),
  task: z.string(),
  line: z.int(),
  round: z.int(),
  hash: z.string(),
  text: z.string().nullable(),
});

/** What the judge found of each draft of a task that it was asked about, in order of line and round. */
export function readJudgements(
  database: Database.Database,
  run: number,
  task: string,
): readonly StoredJudgement[] {
  const rows = database
    .prepare(
      `select run, task, line, round, report as hash, blob.text from judgement
       left join blob on blob.hash = judgement.report
       where run = :run and task = :task order by line, round`,
    )
    .all({ run, task });
  const of = { database, table: "judgement" };
  return parseRows(judgementRow, rows, of).map((row): StoredJudgement => {
    const column = { text: verifyText(database, row.hash, row.text), row };
    return { line: row.line, round: row.round, report: parseColumn(judgeReportSchema, column, of) };
  });
}
