import { ModelFault } from "../core/completion.ts";

/** What to do about an error of an endpoint. */
export type ErrorClass =
  | { readonly status: "stop"; readonly fault: ModelFault }
  | {
      readonly status: "retry";
      readonly afterMs: number | null;
      readonly tries: number;
      readonly reason: string;
    }
  | { readonly status: "fail-item"; readonly reason: string };

/** Tries in all, the first included: the table of the page on models. */
const TRIES = 3;
const TRIES_AFTER_TIMEOUT = 2;

/** A wait beyond this is for a person to decide about. */
const LONGEST_WAIT_MS = 60_000;

/** Sorts an error by who can do something about it: the user, time, or nobody. */
export function classifyError(error: unknown, endpoint: string): ErrorClass {
  const status = statusOf(error);
  const message = describeCause(error);
  if (isTimeout(error)) {
    return {
      status: "retry",
      afterMs: null,
      tries: TRIES_AFTER_TIMEOUT,
      reason: "no answer within its deadline",
    };
  }
  if (status === 401 || status === 403) {
    const help = `${endpoint} refuses the key (${status}): check the variable that apiKeyEnv names, then run again with --resume`;
    return { status: "stop", fault: new ModelFault("unauthorized", help, { cause: error }) };
  }
  if (status === 404) {
    const help = `${endpoint} does not know the model or the path (404: ${message}): check baseUrl and model, then run again with --resume`;
    return { status: "stop", fault: new ModelFault("unknown model", help, { cause: error }) };
  }
  if (status === 429) return classifyRateLimit(error, endpoint, message);
  if (status === undefined || status === 408 || status === 409 || status >= 500) {
    return {
      status: "retry",
      afterMs: null,
      tries: TRIES,
      reason: status === undefined ? message : `status ${status}`,
    };
  }
  return { status: "fail-item", reason: `status ${status}: ${message}` };
}

/** The innermost cause says what happened; what wraps it says "Connection error." of everything. */
function describeCause(error: unknown): string {
  let innermost = error;
  for (let depth = 0; depth < 5 && innermost instanceof Error && innermost.cause instanceof Error; depth++) {
    innermost = innermost.cause;
  }
  const text = innermost instanceof Error ? innermost.message || innermost.name : String(innermost);
  return (text.split("\n")[0] ?? "").slice(0, 300).replace(/\.+$/, "");
}

function classifyRateLimit(error: unknown, endpoint: string, message: string): ErrorClass {
  if (
    /insufficient_quota|exceeded your current quota/i.test(message) ||
    textField(error, "code") === "insufficient_quota"
  ) {
    const help = `${endpoint}: the account's quota is used up. Add credit or choose another endpoint, then run again with --resume`;
    return { status: "stop", fault: new ModelFault("quota", help, { cause: error }) };
  }
  const afterMs = retryAfterMs(error);
  if (afterMs !== null && afterMs > LONGEST_WAIT_MS) {
    const help = `${endpoint} asks to wait ${Math.round(afterMs / 1000)} s: run again with --resume after that`;
    return { status: "stop", fault: new ModelFault("unavailable", help, { cause: error }) };
  }
  return { status: "retry", afterMs, tries: TRIES * 2, reason: "status 429" };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout|timed out|abort/i.test(`${error.name} ${error.message}`);
}

function retryAfterMs(error: unknown): number | null {
  const headers: unknown =
    typeof error === "object" && error !== null && "headers" in error ? error.headers : undefined;
  // Of undici's own class or of Node's: only what both can do is asked for.
  const entries: readonly unknown[] = isIterable(headers) ? [...headers] : [];
  const found = entries.find(
    (entry) => Array.isArray(entry) && String(entry[0]).toLowerCase() === "retry-after",
  );
  const seconds = Array.isArray(found) ? Number(found[1]) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** The status of an answer, wherever among the wrapped errors it stands. */
function statusOf(error: unknown): number | undefined {
  let one = error;
  for (let depth = 0; depth < 5 && typeof one === "object" && one !== null; depth++) {
    if ("status" in one && typeof one.status === "number") return one.status;
    one = "cause" in one ? one.cause : undefined;
  }
  return undefined;
}

function textField(error: unknown, name: "code"): string | undefined {
  const value: unknown =
    typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
