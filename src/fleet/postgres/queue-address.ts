import { CommandError, EXIT } from "../../core/run/exit-codes.ts";

/** Where a queue is: what a driver connects with, and what may be said aloud of it. */
export type QueueAddress = {
  readonly connectionString: string;
  /** Host, port and database, without whatever identifies the user. */
  readonly shown: string;
  /** The option that names it. */
  readonly option: string;
};

/** Whether a text is meant as the address of a database, and not as a file. */
export const isQueueAddress = (text: string): boolean => /^postgres(?:ql)?:/.test(text);

/** Reads the connection string of a queue. Throws a CommandError, which names the option, for one that names no PostgreSQL. */
export function readQueueAddress(text: string, option = "--queue"): QueueAddress {
  const expected =
    "expected the address of a PostgreSQL database, such as postgres://user:password@host:5432/database";
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    // The text may hold a password: it is not repeated.
    throw new CommandError(EXIT.usage, `${option}: ${expected}`, { cause: error });
  }
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:")
    throw new CommandError(EXIT.usage, `${option}: ${expected}; this one begins with ${url.protocol}//`);
  const { hostname, port, pathname } = url;
  const host = hostname === "" ? "localhost" : hostname;
  return { connectionString: text, shown: `${host}:${port === "" ? "5432" : port}${pathname}`, option };
}

/**
 * The option as a command may show it: an address with an ellipsis for who connects, and for whatever else may be secret.
 * Throws a CommandError, as `readQueueAddress` does.
 */
export function showQueueOption(option: string | true | undefined): string | true | undefined {
  if (typeof option !== "string") return option;
  const { shown } = readQueueAddress(option);
  const { username, password, search, protocol } = new URL(option);
  const who = username + password === "" ? "" : "…@";
  return `${protocol}//${who}${shown}${search === "" ? "" : "?…"}`;
}
