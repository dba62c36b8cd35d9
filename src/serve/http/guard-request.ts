import { isSameSecret } from "../../core/text/same-secret.ts";
import { type Refusal, refusal } from "../scoring/refusal.ts";

/** Who is served. */
export type Door = {
  /** Host headers that name this server, HOST:PORT. */
  readonly authorities: ReadonlySet<string>;
  /** What senders must know; null on a loopback address, where none is needed. */
  readonly token: string | null;
};

/** What of a request decides whether it is let in. */
export type RequestHead = {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
  /** For trainers that can be told an address and no header. */
  readonly queryToken: string | undefined;
};

/** Why a request is not let in; undefined when it is. */
export function refuseRequest(head: RequestHead, { authorities, token }: Door): Refusal | undefined {
  if (head.host === undefined || !authorities.has(head.host.toLowerCase()))
    return refusal(
      "wrong-host",
      `this server is ${[...authorities][0]} and answers to no other Host; --allow-host adds a name`,
    );
  // No trainer is a web page: what a browser sends on behalf of one is not for us.
  if (head.origin !== undefined && !authorities.has(head.origin.replace(/^https?:\/\//, "").toLowerCase()))
    return refusal("unauthorized", "requests of web pages are refused");
  if (token === null) return undefined;
  const given = /^Bearer (.+)$/i.exec(head.authorization ?? "")?.[1] ?? head.queryToken;
  if (given !== undefined && isSameSecret(given, token)) return undefined;
  return refusal(
    "unauthorized",
    "send the server's token as Authorization: Bearer …, or as ?token=… in the address",
  );
}
