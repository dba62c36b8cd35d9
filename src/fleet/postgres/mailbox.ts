import { z } from "zod";
import type { Link } from "./open-link.ts";
import { SCHEMA } from "./prepare-schema.ts";

/** A letter about one attempt at a task. */
export type Letter = { readonly to: string; readonly attempt: string; readonly body: string };

/** What one process sends and gets: each letter arrives once, and those of an attempt in the order in which they were sent. */
export type Mailbox = {
  readonly post: (letter: Letter) => void;
  /** Tells whoever has an address that there are tasks to take. */
  readonly nudge: (address: string) => void;
  /** Looks for letters without being told that there are some. */
  readonly look: () => void;
  /** Resolves once all that was posted is in the database. */
  readonly posted: () => Promise<void>;
  readonly close: () => void;
};

/** Letters that are fetched at once; each may hold a class. */
const MOST_LETTERS = 200;

/** What a notification says that is not about letters. */
const NUDGE = "tasks";

const letterRow = z.object({ attempt: z.string(), number: z.int(), body: z.string() });
type LetterRow = z.infer<typeof letterRow>;

/** Where notifications for an address are sent. */
const channelOf = (address: string): string => `${SCHEMA}_${address.replaceAll("-", "")}`;

/**
 * Opens the mailbox of an address. A database that is cut off or started again may have a letter written twice, or read
 * twice: letters are numbered within their attempt, and a number that was received is not received again.
 */
export function openMailbox(
  link: Link,
  about: {
    readonly address: string;
    /** Must not throw. */
    readonly receive: (attempt: string, body: string) => void;
    /** Somebody says that there are tasks to take. */
    readonly onNudge?: () => void;
    /** A query was refused, which is a fault of ours or of the database's rights. */
    readonly onFault: (error: unknown) => void;
  },
): Mailbox {
  const { address } = about;
  let isClosed = false;
  const flush = createFlush(link);
  const received = new Map<string, number>();

  /** Whether there may be more. */
  const collect = async (): Promise<boolean> => {
    if (isClosed) return false;
    const rows = await link.rows(
      letterRow,
      `select attempt::text, number, body from ${SCHEMA}.fleet_letter
       where recipient = $1 order by attempt, number limit ${MOST_LETTERS}`,
      [address],
    );
    for (const { attempt, number, body } of rows) {
      if (number <= (received.get(attempt) ?? 0)) continue;
      received.set(attempt, number);
      if (!isClosed) about.receive(attempt, body);
    }
    await remove(link, address, rows);
    return rows.length > 0;
  };
  const looking = inTurns(async () => {
    while (await collect());
  });
  const sending = inTurns(flush.send);
  const guarded = (turn: () => Promise<void>): void => {
    turn().catch((error: unknown) => {
      if (!isClosed) about.onFault(error);
    });
  };
  const look = (): void => guarded(looking);
  link.listen(channelOf(address), (payload) => {
    if (payload === NUDGE) about.onNudge?.();
    else look();
  });
  return {
    post: (letter) => {
      flush.add(letter);
      guarded(sending);
    },
    nudge: (other) =>
      guarded(async () => {
        await link.query("select pg_notify($1, $2)", [channelOf(other), NUDGE]);
      }),
    look,
    posted: sending,
    close: () => {
      isClosed = true;
    },
  };
}

async function remove(link: Link, address: string, rows: readonly LetterRow[]): Promise<void> {
  if (rows.length === 0) return;
  await link.query(
    `delete from ${SCHEMA}.fleet_letter as letter using unnest($2::uuid[], $3::int[]) as seen (attempt, number)
     where letter.recipient = $1 and letter.attempt = seen.attempt and letter.number = seen.number`,
    [address, rows.map(({ attempt }) => attempt), rows.map(({ number }) => number)],
  );
}

/** Writes what was posted since the last time, all of it in one statement. */
function createFlush(link: Link): {
  readonly add: (letter: Letter) => void;
  readonly send: () => Promise<void>;
} {
  const numbers = new Map<string, number>();
  let waiting: (Letter & { readonly number: number })[] = [];
  return {
    add: (letter) => {
      const number = (numbers.get(letter.attempt) ?? 0) + 1;
      numbers.set(letter.attempt, number);
      waiting.push({ ...letter, number });
    },
    send: async () => {
      while (waiting.length > 0) {
        const letters = waiting.slice(0, MOST_LETTERS);
        waiting = waiting.slice(MOST_LETTERS);
        await link.query(
          `with sent as (
             insert into ${SCHEMA}.fleet_letter (recipient, attempt, number, body)
             select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[])
             on conflict do nothing returning recipient
           )
           select pg_notify('${SCHEMA}_' || replace(recipient::text, '-', ''), '')
           from (select distinct recipient from sent) as recipients`,
          [
            letters.map(({ to }) => to),
            letters.map(({ attempt }) => attempt),
            letters.map(({ number }) => number),
            letters.map(({ body }) => body),
          ],
        );
      }
    },
  };
}

/** Has something done again when it is asked for while it is being done, never twice at once; resolves once it was done since. */
function inTurns(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    const turn = work().finally(() => {
      if (current === turn) current = undefined;
    });
    current = turn;
    return turn;
  };
  return () => {
    if (current === undefined) return begin();
    next ??= current
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
