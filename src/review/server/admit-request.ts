/** What of a request decides whether it is served at all. Absent headers are undefined. */
export type RequestHead = {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
  /** Whether it asks for the address that was printed, with the token that is in it. */
  readonly hasToken: boolean;
  readonly contentType: string | undefined;
  /** The header that no form and no other site's page can send unasked. */
  readonly mark: string | undefined;
};

export type Admittance =
  | { readonly status: "admitted" }
  | { readonly status: "refused"; readonly code: 403 | 405 | 415 | 421; readonly reason: string };

/** The header that every change must carry, and its value. */
export const CHANGE_HEADER = { name: "x-campforge", value: "review" } as const;

const refused = (code: 403 | 405 | 415 | 421, reason: string): Admittance => ({
  status: "refused",
  code,
  reason,
});

/** Whether a page that is not ours led to this request. Browsers say so; other clients have no such pages. */
export const isFromElsewhere = (fetchSite: string | undefined): boolean =>
  fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none";

/** A click on the printed address in a chat or a web terminal: the whole window goes there, with the token. */
const isEntrance = ({ method, fetchMode, fetchDest, hasToken }: RequestHead): boolean =>
  hasToken && method === "GET" && fetchMode === "navigate" && fetchDest === "document";

/**
 * Whether a request comes from a page of this server: its Host and Origin are exactly ours, so that neither
 * another site nor a name that was made to point here can speak; changes are JSON with a header of their own.
 * Other sites' pages may lead to one address, the printed one: its token lets in by itself. Whether the sender
 * may see anything is the session's matter.
 */
export function admitRequest(head: RequestHead, authority: string): Admittance {
  if (head.host !== authority)
    return refused(421, `this server is ${authority} and answers to no other name`);
  if (isFromElsewhere(head.fetchSite) && !isEntrance(head))
    return refused(403, "requests from other sites are refused: open the address that was printed");
  if (head.origin !== undefined && head.origin !== `http://${authority}`)
    return refused(403, "requests from another origin are refused");
  if (head.method === "GET" || head.method === "HEAD") return { status: "admitted" };
  if (head.method !== "POST") return refused(405, "only GET, HEAD and POST are served");
  if (head.origin === undefined) return refused(403, "a change must say its origin");
  if (head.contentType?.split(";")[0]?.trim().toLowerCase() !== "application/json")
    return refused(415, "changes are sent as application/json");
  if (head.mark !== CHANGE_HEADER.value)
    return refused(403, `a change must carry the header ${CHANGE_HEADER.name}: ${CHANGE_HEADER.value}`);
  return { status: "admitted" };
}
