import type Database from "better-sqlite3";
import { z } from "zod";

/** What the calls of earlier runs took on average, for one role and model. */
export type Measured = {
  readonly role: string;
  readonly endpoint: string;
  readonly model: string;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** From the request to its reply, without waiting for a turn; null where no run has measured it. */
  readonly seconds: number | null;
};

const sizeRow = z.object({
  role: z.string(),
  endpoint: z.string(),
  model: z.string(),
  calls: z.int(),
  promptTokens: z.number(),
  completionTokens: z.number(),
});
const timeRow = z.object({
  role: z.string(),
  endpoint: z.string(),
  model: z.string(),
  seconds: z.number(),
});

/** The first schema that knows when a request was sent. */
const SCHEMA_WITH_LEDGER = 4;

/** Averages over all finished calls of the record whose usage the endpoint has told. */
export function readMeasured(database: Database.Database): readonly Measured[] {
  const sizes = database
    .prepare(
      `select call_use.role, call.endpoint, call.model, count(*) as calls,
         avg(call.prompt_tokens) as promptTokens, avg(call.completion_tokens) as completionTokens
       from call join call_use on call_use.key = call.key
       where call.state = 'done' and call.estimated = 0 and call_use.origin = 'endpoint'
       group by call_use.role, call.endpoint, call.model`,
    )
    .all();
  const isOlder = Number(database.pragma("user_version", { simple: true })) < SCHEMA_WITH_LEDGER;
  const times = isOlder ? [] : z.array(timeRow).parse(database.prepare(TIMES).all());
  return z
    .array(sizeRow)
    .parse(sizes)
    .map((size) => {
      const time = times.find(
        ({ role, endpoint, model }) =>
          role === size.role && endpoint === size.endpoint && model === size.model,
      );
      return { ...size, seconds: time?.seconds ?? null };
    });
}

const TIMES = `select reservation.role, call.endpoint, call.model,
    avg((julianday(reservation.ended_at) - julianday(reservation.begun_at)) * 86400) as seconds
  from reservation join call on call.key = reservation.key
  where reservation.state = 'settled'
  group by reservation.role, call.endpoint, call.model`;
