import { CommandError, EXIT } from "../../core/run/exit-codes.ts";

/** Where a queue is: what a driver connects with, and what may be said aloud of it. */
export type QueueAddress = {
  readonly connectionString: string;
  /** Host, port and database, without whatever identifies the user. */
  readonly shown: string;
};

/** Reads the connection string of a queue. Throws a CommandError for one that names no PostgreSQL. */
export function readQueueAddress(text: string): QueueAddress {
  const expected =
    "expected the address of a PostgreSQL database, such as postgres://user:password@host:5432/database";
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    // The text may hold a password: it is not repeated.
    throw new CommandError(EXIT.usage, `--queue: ${expected}`, { cause: error });
  }
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:")
    throw new CommandError(EXIT.usage, `--queue: ${expected}; this one begins with ${url.protocol}//`);
  const { hostname, port, pathname } = url;
  const host = hostname === "" ? "localhost" : hostname;
  return { connectionString: text, shown: `${host}:${port === "" ? "5432" : port}${pathname}` };
}
