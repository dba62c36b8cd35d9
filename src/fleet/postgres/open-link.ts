import { setTimeout as sleep } from "node:timers/promises";
import { Client, Pool } from "pg";
import type { z } from "zod";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { QueueAddress } from "./queue-address.ts";

/** The way to the database. It outlives the server's restarts and cut lines: what is asked is asked again until it is answered. */
export type Link = {
  /** Asks; what is asked must bear being asked twice. Rejects once the link is closed, and for what the database refuses. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;
  /** The same with rows held against a schema. */
  readonly rows: <Row>(
    schema: z.ZodType<Row>,
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  /** Calls back on each notification with what it says, and with nothing whenever some may have been missed. */
  readonly listen: (channel: string, onNotice: (payload: string) => void) => void;
  /** What it is and where, without the password: `the queue at db.example:5432/campforge`. */
  readonly called: string;
  readonly close: () => Promise<void>;
};

export type LinkSetup = {
  /** What the database is to whoever asked for it, in words such as `the queue`. */
  readonly what: string;
  /** As the server's own lists of connections show it. */
  readonly name: string;
  /** Told when nothing has been answered for so many milliseconds, first at once and then now and then. */
  readonly onTrouble: (quietMs: number, reason: string) => void;
  readonly onRecovery: (quietMs: number) => void;
  readonly clock: () => number;
  readonly waits?: LinkWaits;
};

/** How long is waited for what, in milliseconds. */
export type LinkWaits = {
  /** For a connection, and for an answer: a line that is cut off says nothing. */
  readonly answerMs: number;
  /** Between two tries at most. */
  readonly mostBetweenMs: number;
  /** Between two words on one trouble. */
  readonly sayEveryMs: number;
};

const USUAL_WAITS: LinkWaits = { answerMs: 10_000, mostBetweenMs: 2_000, sayEveryMs: 15_000 };

const FIRST_BETWEEN_MS = 50;

/** Queries under way at once: one flushes letters, one takes jobs, one beats. */
const CONNECTIONS = 4;

/** Opens the way. Throws a CommandError where the database cannot be had at first: then nobody waits for it. */
export async function openLink(address: QueueAddress, setup: LinkSetup): Promise<Link> {
  const waits = setup.waits ?? USUAL_WAITS;
  const options = {
    connectionString: address.connectionString,
    application_name: setup.name,
    connectionTimeoutMillis: waits.answerMs,
    query_timeout: waits.answerMs,
    keepAlive: true,
  };
  const pool = new Pool({ ...options, max: CONNECTIONS });
  pool.on("error", () => undefined); // whoever asks next hears of it
  const closing = new AbortController();
  const called = `${setup.what} at ${address.shown}`;
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw new CommandError(
      EXIT.endpoint,
      `${called} cannot be used: ${reasonOf(error)}. Check ${address.option} and that the server runs`,
      { cause: error },
    );
  }
  const tell = tellTrouble(setup, waits);
  const query: Link["query"] = async (text, values = []) => {
    for (let betweenMs = FIRST_BETWEEN_MS; ; betweenMs = Math.min(betweenMs * 2, waits.mostBetweenMs)) {
      if (closing.signal.aborted) throw new Error(`the way to ${called} is closed`);
      try {
        const result: unknown = await pool.query(text, [...values]);
        tell.answered();
        return rowsOf(result);
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (isUndone(error)) tell.answered();
        else tell.failed(reasonOf(error));
      }
      await sleep(betweenMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const listeners: (() => void)[] = [];
  return {
    query,
    rows: async (schema, text, values) => (await query(text, values)).map((row) => schema.parse(row)),
    listen: (channel, onNotice) => {
      listeners.push(keepListening({ channel, onNotice, options, waits, signal: closing.signal }));
    },
    called,
    close: async () => {
      closing.abort();
      for (const end of listeners) end();
      // A connection that is cut off does not end by itself.
      await Promise.race([pool.end(), sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

const CLOSE_MS = 1_000;

/** The rows of an answer, of the last one where several statements were sent together. */
function rowsOf(result: unknown): readonly unknown[] {
  const last: unknown = Array.isArray(result) ? result.at(-1) : result;
  const isResult = typeof last === "object" && last !== null && "rows" in last;
  return isResult && Array.isArray(last.rows) ? last.rows : [];
}

/** Says that nothing is answered, once at first and then every so often, and when that is over. */
function tellTrouble(
  { onTrouble, onRecovery, clock }: LinkSetup,
  { sayEveryMs }: LinkWaits,
): { readonly answered: () => void; readonly failed: (reason: string) => void } {
  let sinceMs: number | undefined;
  let saidMs = 0;
  let lastAnswerMs = clock();
  return {
    answered: () => {
      lastAnswerMs = clock();
      if (sinceMs === undefined) return;
      const quietMs = lastAnswerMs - sinceMs;
      sinceMs = undefined;
      onRecovery(quietMs);
    },
    failed: (reason) => {
      const nowMs = clock();
      const isFirst = sinceMs === undefined;
      sinceMs ??= lastAnswerMs;
      if (!isFirst && nowMs - saidMs < sayEveryMs) return;
      saidMs = nowMs;
      onTrouble(nowMs - sinceMs, reason);
    },
  };
}

/** Listens on a connection of its own, and on another one whenever that is lost. */
function keepListening(about: {
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  readonly options: ConstructorParameters<typeof Client>[0];
  readonly waits: LinkWaits;
  readonly signal: AbortSignal;
}): () => void {
  const { channel, onNotice, options, waits, signal } = about;
  let current: Client | undefined;
  const listenOnce = async (): Promise<void> => {
    const client = new Client(options);
    current = client;
    const lost = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
    });
    client.on("notification", ({ payload }) => onNotice(payload ?? ""));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      onNotice(""); // what was said before is not said again
      while (!signal.aborted) {
        await Promise.race([lost, sleep(waits.answerMs, undefined, { signal }).catch(() => undefined)]);
        await client.query("select 1"); // throws on a line that is cut off
      }
    } finally {
      client.end().catch(() => undefined);
    }
  };
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      await listenOnce().catch(() => undefined);
      await sleep(FIRST_BETWEEN_MS * 4, undefined, { signal }).catch(() => undefined);
    }
  };
  void keep();
  return () => void current?.end().catch(() => undefined);
}

/** The class of SQLSTATE of what was undone because something else was in its way: a deadlock, for one. */
const UNDONE_STATES = /^40/;

/** Classes of SQLSTATE that pass by themselves: that one, and what a server which is starting, ending or full answers with. */
const PASSING_STATES = /^(?:08|40|53|57P)/;

/** Whether it may go well another time: the connection was at fault, or the moment, and not what was asked. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (/^E[A-Z]+$/.test(code)) return true;
  return /^[0-9A-Z]{5}$/.test(code) ? PASSING_STATES.test(code) : true;
}

/** Whether the server has answered, and only what was asked is to be asked again. */
const isUndone = (error: unknown): boolean => error instanceof Error && UNDONE_STATES.test(codeOf(error));

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

/** What went wrong, in one line. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
