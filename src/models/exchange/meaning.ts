import type { NamedWait } from "../endpoint/named-wait.ts";
import * as wordings from "./wordings.ts";

/** What an error is about, by its words and then by its status: each has a remedy of its own. */
export type Meaning =
  /** The key is wrong. */
  | "key"
  /** The key is known, and may not do this. */
  | "access"
  /** No credit, or a closed account. */
  | "billing"
  /** The place that requests come from is not served. */
  | "place"
  /** The model or the path is not known. */
  | "model"
  /** An address that nobody answers at, by the status alone. */
  | "path"
  /** A limit over time. */
  | "rate"
  /** The server has too much to do. */
  | "busy"
  /** The server's model is not there yet. */
  | "loading"
  /** The request is larger than the endpoint ever takes. */
  | "size"
  /** Somebody would not let it be asked. */
  | "content"
  | "other";

/** An error as it is read from its answer. */
export type Told = {
  readonly httpStatus: number;
  readonly code: string;
  readonly said: string;
  /** One that an endpoint names in its own words means a limit, whatever else it advertises. */
  readonly wait: NamedWait;
};

/** Places on the web that a message names say nothing of its meaning. */
const ADDRESS = /\bhttps?:\/\/\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*/gi;

/** Validation errors quote the request behind their own words. */
const MOST_CHARACTERS = 1_000;

/** Tells what an error is about by what is said, in whichever words and languages, and by the status where words fail. */
export function meaningOf({ httpStatus, code, said, wait }: Told): Meaning {
  const words = `${code} ${said.slice(0, MOST_CHARACTERS)}`.replace(ADDRESS, " ");
  const says = ({ says: pattern }: wordings.Wording): boolean => pattern.test(words);
  const isRequests = httpStatus < 500; // also an error inside a reply whose status is that of a success

  if (httpStatus === 402) return wait.ms === null ? "billing" : "rate";
  const isLimit = httpStatus === 429 || says(wordings.RATE);
  if (isRequests && isOversized(words, isLimit, wait)) return "size";
  // Google writes its metrics as addresses.
  if (wordings.NO_ALLOWANCE.says.test(said)) return "billing";
  if (isLimit && wait.isInBody) return "rate";

  if (isRequests && says(wordings.SWITCHED_OFF)) return "access";
  const isClosed = says(wordings.UNPAID) || says(wordings.CLOSED_ACCOUNT);
  const isBilled = isClosed || (says(wordings.MONEY) && says(wordings.LACKING));
  // What was not let through may say that it cost nothing.
  if (isRequests && httpStatus !== 429 && httpStatus !== 401 && says(wordings.CONTENT) && !isClosed)
    return "content";
  if (isRequests && httpStatus !== 429 && says(wordings.KEY) && !says(wordings.UNPAID)) return "key";
  if (isBilled && !says(wordings.RATE) && !says(wordings.BUSY)) return "billing";
  if (httpStatus === 401) return "key";
  if (isRequests && httpStatus !== 429 && says(wordings.PLACE)) return "place";

  // Its name for the error may be "error" itself.
  if (says(wordings.LOADING) && !wordings.NOT_LOADED.says.test(said)) return "loading";
  if (isRequests && httpStatus !== 429 && says(wordings.NO_MODEL)) return "model";
  if (says(wordings.RATE)) return isRequests ? "rate" : "busy";
  if (httpStatus !== 429 && says(wordings.BUSY)) return "busy";
  if ((httpStatus === 429 || httpStatus === 403) && says(wordings.QUOTA_GONE) && wait.ms === null)
    return says(wordings.BUSY) ? "rate" : "billing";
  return byStatus(httpStatus);
}

/** What a status means where words do not say more. */
function byStatus(httpStatus: number): Meaning {
  switch (httpStatus) {
    case 403:
      return "access";
    case 404:
    case 405:
      return "path";
    case 429:
      return "rate";
    case 451:
      return "place";
    default:
      return "other";
  }
}

/** Figures of a limit and of what one request asks for ("Limit 6000, Requested 14368"). */
const LIMIT = /\blimit(?:\s+(?:is|of))?[\s:=]*(\d[\d,_]*)/i;
const REQUESTED = /\brequested[\s:=]*(\d[\d,_]*)/i;

/**
 * Whether a request will never fit, however long it waits: what it asks for is more than the limit, or the words say so.
 * A limit over time that was only used up tells how much was used.
 */
function isOversized(words: string, isLimit: boolean, wait: NamedWait): boolean {
  const figure = (pattern: RegExp): number =>
    Number((pattern.exec(words)?.[1] ?? "").replaceAll(/[,_]/g, ""));
  const [limit, requested] = [figure(LIMIT), figure(REQUESTED)];
  if (isLimit && limit > 0 && requested > 0) return requested > limit;
  if (wordings.TOO_LARGE.says.test(words)) return !wait.isInBody;
  return !isLimit && wordings.TOO_LONG.says.test(words);
}
