import { readNamedWait } from "../endpoint/named-wait.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { readProblem } from "./read-problem.ts";
import type { Redact } from "./redact.ts";
import { whyNoReply } from "./reply.ts";

/** An answer in the place of a chat completion, as it is understood. */
export type ErrorAnswer =
  /** An error with a status, be it HTTP's or one inside a reply. */
  | {
      readonly status: "refused";
      readonly httpStatus: number;
      /** The endpoint's own name for the error, or empty. */
      readonly code: string;
      readonly reason: string;
      readonly retryAfterMs: number | null;
      /** What it is about, by its words. */
      readonly meaning: Meaning;
    }
  /** A reply that is no chat completion. */
  | { readonly status: "garbled"; readonly reason: string };

/** An answer that is no reply, and what else is known of it. */
export type Answer = { readonly raw: unknown; readonly text: string };
export type Surroundings = {
  readonly redact: Redact;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly nowMs: number;
};

/** What came in the place of a chat completion, though the status was that of a success. */
export function readError(answer: Answer, about: Surroundings): ErrorAnswer {
  const { raw } = answer;
  const why = whyNoReply(raw, about.redact);
  if (why !== undefined) return { status: "garbled", reason: why };
  const { code, said } = readProblem(raw, "");
  if (typeof raw !== "object" || said === "")
    return {
      status: "garbled",
      reason: `its reply is no chat completion: ${describeBody(answer, about.redact)}`,
    };
  // Gateways pass errors on inside a 200, with the status as the code.
  const inner = code
    .split(" ")
    .map(Number)
    .find((one) => one >= 400 && one < 600);
  return readRefusal(inner ?? 200, answer, about);
}

/** What an answer is that is neither a reply nor an error. Keys go before it is cut. */
function describeBody({ raw, text }: Answer, redact: Redact): string {
  const excerpt = (whole: string): string => {
    const line = redact(whole)
      .replace(/\p{Cc}+/gu, " ")
      .trim();
    return line.length > 120 ? `${line.slice(0, 120)}…` : line;
  };
  if (raw !== undefined) return `JSON without choices (${excerpt(JSON.stringify(raw))})`;
  if (text.trim() === "") return "its body is empty";
  const { said } = readProblem(undefined, text);
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text)
    ? `a web page (${excerpt(said === "" ? "without a title" : said)}), as a proxy or a login would send`
    : `not JSON (${excerpt(said)})`;
}

/** An error with a status, and what is known about it. Keys are taken out. */
export function readRefusal(httpStatus: number, { raw, text }: Answer, about: Surroundings): ErrorAnswer {
  const { headers, nowMs, redact } = about;
  const { code, said } = readProblem(raw, text);
  const wait = readNamedWait({ headers, body: raw, said, nowMs });
  const line = firstLine(redact(said));
  const how = httpStatus < 300 ? `an error inside a reply of status ${httpStatus}` : `status ${httpStatus}`;
  return {
    status: "refused",
    httpStatus,
    code: redact(code),
    reason: line === "" ? how : `${how}: ${line}`,
    retryAfterMs: wait.ms,
    meaning: meaningOf({ httpStatus, code, said, wait }),
  };
}

/** None is followed: the key would go wherever an answer says. */
export function readRedirect(
  httpStatus: number,
  location: string | null,
  { url, redact }: { readonly url: string; readonly redact: Redact },
): ErrorAnswer {
  const target = location === null || !URL.canParse(location, url) ? undefined : new URL(location, url);
  // What follows the path may be a secret of somebody's login.
  const where =
    target === undefined ? "" : ` to ${redact(`${target.origin}${target.pathname}`).slice(0, 200)}`;
  const reason = `status ${httpStatus}: a redirect${where}, and none is followed`;
  return { status: "refused", httpStatus, code: "", reason, retryAfterMs: null, meaning: "other" };
}

/** The first line of a text, as far as a message may go on. */
export function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").slice(0, 300).replace(/\.+$/, "");
}
