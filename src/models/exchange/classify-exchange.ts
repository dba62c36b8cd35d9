import { ModelFault } from "../../core/calls/completion.ts";
import type { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";

/** What to do about an exchange: who can do something about it, the user, time, or nobody. */
export type Step =
  | { readonly status: "answered"; readonly reply: Reply }
  /** Nothing can be asked there until somebody puts it right. */
  | { readonly status: "stop"; readonly fault: ModelFault }
  /** This request will never be answered. */
  | { readonly status: "fail-item"; readonly reason: string }
  /** Somebody would not let it be asked. */
  | { readonly status: "filtered"; readonly reason: string }
  /** The endpoint wants to be left alone, so long if it says. */
  | { readonly status: "pause"; readonly afterMs: number | null; readonly reason: string }
  /** It may go better another time. */
  | {
      readonly status: "trouble";
      readonly reason: string;
      /** Tries in all, the first included. */
      readonly tries: number;
      /** Whether the endpoint may have worked for the request. */
      readonly mayCost: boolean;
      readonly afterMs: number | null;
    };

const TRIES = 3;
/** Each costs a whole deadline, and probably the work. */
const TRIES_AFTER_TIMEOUT = 2;

/** Sorts what came of a request. `endpoint` names it in messages, with its address. */
export function classifyExchange(
  found: Exchange,
  endpoint: { readonly name: string; readonly baseUrl: string },
): Step {
  switch (found.status) {
    case "answered":
      return { status: "answered", reply: found.reply };
    case "garbled":
      return trouble(found.reason, true);
    case "broken":
      return trouble(found.reason, found.reached);
    case "overdue":
      return { ...trouble("no answer within its deadline", true), tries: TRIES_AFTER_TIMEOUT };
    case "refused":
      return classifyStatus(found, endpoint);
  }
}

function trouble(
  reason: string,
  mayCost: boolean,
  afterMs: number | null = null,
): Extract<Step, { status: "trouble" }> {
  return { status: "trouble", reason, tries: TRIES, mayCost, afterMs };
}

function classifyStatus(
  { httpStatus, reason, retryAfterMs, meaning }: Extract<Exchange, { status: "refused" }>,
  { name, baseUrl }: { readonly name: string; readonly baseUrl: string },
): Step {
  const again = "then run again with --resume";
  if (meaning === "billing") {
    const help = `${name}: the account's quota is used up, or the account may not be used (${reason}). Add credit or choose another endpoint, ${again}`;
    return { status: "stop", fault: new ModelFault("quota", help) };
  }
  if (httpStatus === 429 || meaning === "rate") return { status: "pause", afterMs: retryAfterMs, reason };
  if (meaning === "content") return { status: "filtered", reason };
  if (httpStatus === 401 || httpStatus === 403) {
    const help = `${name} refuses the key (${reason}): check the variable that apiKeyEnv names, ${again}`;
    return { status: "stop", fault: new ModelFault("unauthorized", help) };
  }
  if (httpStatus === 404 || httpStatus === 405) {
    const help = `${name} (${baseUrl}) does not know the model or the path (${reason}): check baseUrl and model, ${again}`;
    return { status: "stop", fault: new ModelFault("unknown model", help) };
  }
  if (httpStatus < 400) return trouble(reason, false);
  // A server that gave up waiting may have been at work; others of these were turned away at the door.
  if (httpStatus === 408 || httpStatus >= 500) return trouble(reason, true, retryAfterMs);
  return { status: "fail-item", reason };
}
