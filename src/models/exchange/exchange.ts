import { type Dispatcher, request as send } from "undici";
import type { Message } from "../../core/calls/completion.ts";
import type { Clock } from "../endpoint/timer-clock.ts";
import { findProxyFault } from "../endpoint/proxy-fault.ts";
import { decompress } from "./decompress.ts";
import { type ErrorAnswer, firstLine, readError, readRedirect, readRefusal } from "./read-error.ts";
import { parseReply, type Reply } from "./reply.ts";
import type { Redact } from "./redact.ts";
import { parseJson } from "../../core/text/parse-json.ts";
import { readStream } from "./read-stream.ts";

/** What came of one HTTP request. */
export type Exchange =
  /** A chat completion, keys and all: who makes a completion of it takes them out. */
  | { readonly status: "answered"; readonly reply: Reply }
  | ErrorAnswer
  /** The connection was not made, or broke; `reached` when the request may have arrived. */
  | { readonly status: "broken"; readonly reason: string; readonly reached: boolean }
  /** A proxy on the way let nothing through: the endpoint was never reached. */
  | {
      readonly status: "held up";
      readonly reason: string;
      readonly remedy: string;
      readonly mayPass: boolean;
    }
  /** No whole answer within the deadline. */
  | { readonly status: "overdue" };

/** Sends one request and says what came of it. Throws nothing an endpoint could cause. */
export type Chat = (messages: readonly Message[], seed: number) => Promise<Exchange>;

/** One request as the client wants it sent. */
export type HttpRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type ExchangeSetup = {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly redact: Redact;
  /** From the request's start to the last byte of its answer. */
  readonly deadlineMs: number;
};

/** No reply of ours is larger; more is a proxy's page or an attack. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

/** Sends a request once and reads its answer whole, within the deadline. Throws nothing. */
export async function exchange(request: HttpRequest, setup: ExchangeSetup): Promise<Exchange> {
  const deadline = new AbortController();
  const cancel = setup.clock.after(setup.deadlineMs, () => deadline.abort());
  let encoding: string | null = null;
  try {
    const { url, method, headers, body } = request;
    // Not fetch: its streams and headers take as much CPU time as all the rest of an exchange.
    const response = await send(url, {
      method,
      headers,
      body,
      dispatcher: setup.dispatcher,
      signal: deadline.signal,
    });
    response.body.on("error", () => {}); // it is left half-read where more is not wanted; who reads hears of it
    const { statusCode } = response;
    const headerOf = (name: string): string | null => firstOf(response.headers[name]);
    const about = { redact: setup.redact, headers: response.headers, nowMs: setup.clock.now() };
    if (statusCode >= 300 && statusCode < 400) {
      response.body.destroy();
      return readRedirect(statusCode, headerOf("location"), { url, redact: setup.redact });
    }
    const isStream = /event-stream/i.test(headerOf("content-type") ?? "");
    encoding = headerOf("content-encoding");
    const unpacked = decompress(response.body, encoding);
    const read = isStream ? await readStream(unpacked, LARGEST_BODY_BYTES) : await readBody(unpacked);
    if (read.status === "too large") return { status: "garbled", reason: "its reply is larger than 4 MiB" };
    if (read.status === "ended early")
      return { status: "garbled", reason: "its stream ended before the reply did" };
    const answer = { raw: read.raw, text: "text" in read ? String(read.text) : "" };
    if (statusCode < 200 || statusCode >= 300) return readRefusal(statusCode, answer, about);
    const reply = parseReply(answer.raw);
    return reply === undefined ? readError(answer, about) : { status: "answered", reply };
  } catch (error) {
    if (deadline.signal.aborted) return { status: "overdue" };
    if (isUnpackingError(error)) {
      const claim = `its reply cannot be unpacked as ${setup.redact(encoding ?? "")}, which its content-encoding claims`;
      return { status: "garbled", reason: `${claim} (${firstLine(error.message)})` };
    }
    return readBreak(error, setup.redact);
  } finally {
    cancel();
  }
}

const firstOf = (header: string | readonly string[] | undefined): string | null =>
  typeof header === "string" ? header : (header?.[0] ?? null);

type Body =
  | { readonly status: "read"; readonly raw: unknown; readonly text: string }
  | { readonly status: "too large" };

/** The cap counts what comes out of decompression, too. */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<Body> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > LARGEST_BODY_BYTES) return { status: "too large" };
    parts.push(part);
  }
  const text = Buffer.concat(parts)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  return { status: "read", raw: parseJson(text), text };
}

/** Node's compression libraries tell their errors by these codes. */
function isUnpackingError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    /^(?:Z_|ERR_BROTLI|ERR__ERROR|ZSTD_|ERR_ZSTD)/.test(String(error.code))
  );
}

/** Codes of a connection that was never made: nothing was asked, so nothing is charged. */
const NEVER_REACHED =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|CERT|SELF_SIGNED|EPROTO|ERR_SSL|SSL routines|Tunneling/;

function readBreak(error: unknown, redact: Redact): Exchange {
  const held = findProxyFault(error);
  if (held !== undefined) {
    const { message, remedy, mayPass } = held;
    return { status: "held up", reason: firstLine(redact(message)), remedy, mayPass };
  }
  let innermost = error;
  for (let depth = 0; depth < 5 && innermost instanceof Error && innermost.cause instanceof Error; depth++) {
    innermost = innermost.cause;
  }
  const said = innermost instanceof Error ? innermost.message || innermost.name : String(innermost);
  const code = innermost instanceof Error && "code" in innermost ? String(innermost.code) : "";
  const reason = firstLine(redact(said === "" ? code : said));
  return { status: "broken", reason, reached: !NEVER_REACHED.test(`${code} ${said}`) };
}
