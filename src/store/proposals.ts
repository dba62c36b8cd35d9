import type Database from "better-sqlite3";
import { z } from "zod";
import {
  type ProposalOutcome,
  proposalOutcomeSchema,
  type StoredProposal,
  type Wish,
  wishSchema,
} from "../core/scaling/proposal.ts";
import { parseColumn, parseRows } from "./parse-row.ts";
import { guardWrites } from "./write-group.ts";

/** What writes proposals: a wish before anybody is asked, and its outcome once there is one. */
export type ProposalWriter = {
  readonly wish: (run: number, number: number, wish: Wish) => void;
  readonly conclude: (run: number, number: number, outcome: ProposalOutcome) => void;
};

/** Prepares the statements that write proposals. */
export function openProposalWriter(database: Database.Database): ProposalWriter {
  const insert = database.prepare("insert into proposal (run, number, wish) values (:run, :number, :wish)");
  const update = database.prepare(
    "update proposal set outcome = :outcome where run = :run and number = :number",
  );
  const guard = guardWrites(database);
  return {
    wish: guard((run, number, wish) => {
      insert.run({ run, number, wish: JSON.stringify(wish) });
    }),
    conclude: guard((run, number, outcome) => {
      update.run({ run, number, outcome: JSON.stringify(outcome) });
    }),
  };
}

const proposalRow = z.object({
  run: z.int(),
  number: z.int(),
  wish: z.string(),
  outcome: z.string().nullable(),
});

/** The first schema that has proposals. */
const SCHEMA_WITH_PROPOSALS = 10;

/** Every proposal of every run, in the order in which they were wished for. */
export function readProposals(database: Database.Database): readonly StoredProposal[] {
  if (Number(database.pragma("user_version", { simple: true })) < SCHEMA_WITH_PROPOSALS) return [];
  const of = { database, table: "proposal" };
  const rows = database.prepare("select run, number, wish, outcome from proposal order by run, number").all();
  return parseRows(proposalRow, rows, of).map((row) => ({
    run: row.run,
    number: row.number,
    wish: parseColumn(wishSchema, { text: row.wish, row }, of),
    outcome: row.outcome === null ? null : parseColumn(proposalOutcomeSchema, { text: row.outcome, row }, of),
  }));
}
