import type Database from "better-sqlite3";
import { z } from "zod";
import {
  type ControlAnswer,
  controlAnswerSchema,
  type ControlRequest,
  controlRequestSchema,
} from "../core/run/control-request.ts";
import { type RunStatus, runStatusSchema } from "../core/run/run-status.ts";
import { parseColumn, parseRows } from "./parse-row.ts";
import { guardWrites } from "./write-group.ts";

/** What the process that carries a run out does with requests, and says of itself. */
export type ControlInbox = {
  /** Requests without an answer, oldest first; cheap when nothing was written beside the run since. */
  readonly open: () => readonly { readonly id: number; readonly request: ControlRequest }[];
  readonly answer: (id: number, answer: ControlAnswer) => void;
  /** Takes the place of what the run said before. */
  readonly writeStatus: (status: RunStatus) => void;
};

/** What others ask of a run. */
export type ControlAsker = {
  /** Appends a request and returns its number. */
  readonly ask: (run: number, request: ControlRequest) => number;
  /** The answer to a request; undefined while there is none. */
  readonly answerTo: (id: number) => ControlAnswer | undefined;
};

const openRow = z.object({ id: z.int(), request: z.string() });

/** Prepares what the process that carries out a run needs. */
export function openControlDesk(
  database: Database.Database,
  about: { readonly run: number; readonly now: () => string },
): ControlInbox {
  const { run, now } = about;
  const select = database.prepare(
    "select id, request from control_request where run = :run and answer is null order by id",
  );
  const update = database.prepare(
    "update control_request set answer = :answer, answered_at = :at where id = :id and answer is null",
  );
  const upsert = database.prepare(
    `insert into run_status (run, status, written_at) values (:run, :status, :at)
     on conflict (run) do update set status = excluded.status, written_at = excluded.written_at`,
  );
  const guard = guardWrites(database);
  let seen: unknown;
  return {
    open: guard(() => {
      // Changes with each commit of another connection, and only then.
      const version = database.pragma("data_version", { simple: true });
      if (version === seen) return [];
      seen = version;
      const of = { database, table: "control_request" };
      return parseRows(openRow, select.all({ run }), of).map((row) => ({
        id: row.id,
        request: parseColumn(controlRequestSchema, { text: row.request, row }, of),
      }));
    }),
    answer: guard((id, answer) => {
      update.run({ id, answer: JSON.stringify(answer), at: now() });
    }),
    writeStatus: guard((status) => {
      upsert.run({ run, status: JSON.stringify(status), at: status.writtenAt });
    }),
  };
}

/** Prepares what those need who ask something of a run. */
export function openControlAsker(database: Database.Database, now: () => string): ControlAsker {
  const insert = database.prepare(
    "insert into control_request (run, request, requested_at) values (:run, :request, :at)",
  );
  const select = database.prepare("select answer from control_request where id = :id").pluck();
  const guard = guardWrites(database);
  return {
    ask: guard((run, request) =>
      Number(insert.run({ run, request: JSON.stringify(request), at: now() }).lastInsertRowid),
    ),
    answerTo: guard((id) => {
      const answer = z.string().nullish().parse(select.get({ id }));
      return answer === null || answer === undefined
        ? undefined
        : parseColumn(
            controlAnswerSchema,
            { text: answer, row: { id } },
            { database, table: "control_request" },
          );
    }),
  };
}

/** What a run last said of itself; undefined for a run from before runs did. */
export function readRunStatus(database: Database.Database, run: number): RunStatus | undefined {
  const row = database.prepare("select status from run_status where run = :run").pluck().get({ run });
  if (row === undefined) return undefined;
  const text = z.string().parse(row);
  return parseColumn(runStatusSchema, { text, row: { run } }, { database, table: "run_status" });
}
