import { isSameSecret } from "../../core/text/same-secret.ts";

/** What opens the pages: a token, given once in an address, is exchanged for a cookie that holds another secret. */
export type Session = {
  readonly cookieName: string;
  readonly cookie: string;
  readonly isToken: (given: string) => boolean;
  readonly isCookie: (given: string) => boolean;
};

/** 256 bits as an address can hold them. */
export type Secret = () => string;

/**
 * A session of one process. The token stays valid as long as the process runs, so that a second browser can
 * be let in; it opens nothing by itself but the cookie. The cookie's name holds the port, because browsers
 * share cookies among the ports of a host.
 */
export function createSession(token: string, cookie: string, port: number): Session {
  return {
    cookieName: `campforge-${port}`,
    cookie,
    isToken: (given) => isSameSecret(given, token),
    isCookie: (given) => isSameSecret(given, cookie),
  };
}
