import type Database from "better-sqlite3";
import { z } from "zod";
import { planSchema } from "../core/run/plan.ts";
import { verifyText } from "./blobs.ts";
import { parseColumn, parseRows } from "./parse-row.ts";

/** A draft of which the judge's responses are kept. */
export type JudgedDraft = {
  readonly run: number;
  readonly task: string;
  readonly line: number;
  readonly round: number;
  readonly codeHash: string;
  readonly source: string;
  /** What its cases were drawn with. */
  readonly seed: number;
};

const draftRow = z.object({
  run: z.int(),
  task: z.string(),
  line: z.int(),
  round: z.int(),
  codeHash: z.string(),
  source: z.string(),
  options: z.string(),
});

/**
 * The judged drafts of all runs whose class is the wanted one: those with its very source where there are
 * any, else those with its name or slug.
 */
export function findJudgedDrafts(
  database: Database.Database,
  wanted: { readonly codeHash: string; readonly name: string; readonly slug: string },
): readonly JudgedDraft[] {
  const rows = database
    .prepare(
      `select round.run, round.task, round.line, round.number as round, round.source as codeHash,
         source.text as source, run.options
       from round
       join run on run.id = round.run
       join blob as source on source.hash = round.source
       join blob as report on report.hash = round.report
       where round.status = 'tested'
         and (round.source = :codeHash
           or json_extract(report.text, '$.bootcamp.name') = :name
           or json_extract(report.text, '$.bootcamp.slug') = :slug)
         and exists (
           select 1 from sample
           where sample.run = round.run and sample.task = round.task
             and sample.line = round.line and sample.round = round.number and sample.response is not null)
       order by round.run, round.task, round.line, round.number`,
    )
    .all({ ...wanted });
  const of = { database, table: "run" };
  const drafts = parseRows(draftRow, rows, { database, table: "round" }).map(({ options, ...draft }) => {
    verifyText(database, draft.codeHash, draft.source);
    const plan = parseColumn(planSchema, { text: options, row: { id: draft.run } }, of);
    return { ...draft, seed: plan.seed };
  });
  const same = drafts.filter(({ codeHash }) => codeHash === wanted.codeHash);
  return same.length > 0 ? same : drafts;
}
