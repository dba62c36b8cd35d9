import { ModelFault, type ModelFaultKind, type RefusalCause } from "../../core/calls/completion.ts";
import type { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";

/** What to do about an exchange: who can do something about it, the user, time, or nobody. */
export type Step =
  | { readonly status: "answered"; readonly reply: Reply }
  /** Nothing can be asked there until somebody puts it right. */
  | { readonly status: "stop"; readonly fault: ModelFault }
  /** This request will never be answered. */
  | { readonly status: "fail-item"; readonly cause: RefusalCause; readonly reason: string }
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
      /** The endpoint itself says that it will: its model is loading, or it has too much to do. */
      readonly isPassing: boolean;
      /** What somebody can do about it where it does not, as a sentence without its full stop. */
      readonly remedy: string;
    };

const TRIES = 3;
/** Each costs a whole deadline, and probably the work. */
const TRIES_AFTER_TIMEOUT = 2;

/** The endpoint that was asked, as messages name it. */
type Asked = {
  readonly name: string;
  readonly baseUrl: string;
  /** Whether it has answered somebody in this run: then its key, its path and its model are right. */
  readonly hasAnswered: boolean;
};

/** Sorts what came of a request. */
export function classifyExchange(found: Exchange, endpoint: Asked): Step {
  switch (found.status) {
    case "answered":
      return { status: "answered", reply: found.reply };
    case "garbled":
      return trouble(found.reason, true);
    case "broken":
      return trouble(found.reason, found.reached);
    case "held up": {
      const { reason, remedy, mayPass } = found;
      if (mayPass) return { ...trouble(reason, false), remedy };
      const help = `${endpoint.name} (${endpoint.baseUrl}) was not reached: ${reason}. ${remedy}, then run again with --resume`;
      return { status: "stop", fault: new ModelFault("unauthorized", help) };
    }
    case "overdue":
      return { ...trouble("no answer within its deadline", true), tries: TRIES_AFTER_TIMEOUT };
    case "refused":
      return classifyRefusal(found, endpoint);
  }
}

function trouble(
  reason: string,
  mayCost: boolean,
  afterMs: number | null = null,
): Extract<Step, { status: "trouble" }> {
  const remedy = "Check that it is running and that baseUrl is correct";
  return { status: "trouble", reason, tries: TRIES, mayCost, afterMs, isPassing: false, remedy };
}

/** What an error of an endpoint calls for, by what it is about. */
function classifyRefusal(
  { httpStatus, reason, retryAfterMs, meaning }: Extract<Exchange, { status: "refused" }>,
  { name, baseUrl, hasAnswered }: Asked,
): Step {
  const again = "then run again with --resume";
  const stop = (kind: ModelFaultKind, help: string): Step => ({
    status: "stop",
    fault: new ModelFault(kind, `${name} ${help}, ${again}`),
  });
  const unknownModel = (): Step =>
    stop(
      "unknown model",
      `(${baseUrl}) does not know the model or the path (${reason}): check baseUrl and model`,
    );
  // A server that gave up waiting may have been at work; others of these were turned away at the door.
  const mayCost = httpStatus === 408 || httpStatus >= 500 || httpStatus < 300;
  switch (meaning) {
    case "billing":
      return stop(
        "quota",
        `answers nothing more: the account's quota is used up, or the account may not be used (${reason}). Add credit or choose another endpoint`,
      );
    case "key":
      return stop("unauthorized", `refuses the key (${reason}): check the variable that apiKeyEnv names`);
    case "access":
      // A firewall may turn one prompt away; where it turns all away, that is told as any refusal is.
      if (hasAnswered) return { status: "fail-item", cause: "other", reason };
      return stop(
        "unauthorized",
        `refuses the key, or what is asked with it (${reason}): check that the key of apiKeyEnv may use this model and API, and that no firewall or proxy answers in the endpoint's place`,
      );
    case "place":
      return stop(
        "refused",
        `does not serve the place that requests come from (${reason}): the key is not at fault. Choose an endpoint or a model that is served there; behind a proxy or a VPN, the place is the one where that leaves`,
      );
    case "path":
      // It was there a moment ago: a router in front of it may be between two versions.
      return hasAnswered ? trouble(reason, false, retryAfterMs) : unknownModel();
    case "model":
      return unknownModel();
    case "rate":
      return { status: "pause", afterMs: retryAfterMs, reason };
    case "content":
      return { status: "filtered", reason };
    case "size":
      return { status: "fail-item", cause: "size", reason };
    case "loading":
      return { ...trouble(reason, false, retryAfterMs), isPassing: true };
    case "busy":
      return { ...trouble(reason, mayCost, retryAfterMs), isPassing: true };
    case "other":
      return mayCost || httpStatus < 400
        ? trouble(reason, mayCost, retryAfterMs)
        : { status: "fail-item", cause: "other", reason };
  }
}
