import type { Dispatcher } from "undici";

/** The proxy on the way to an endpoint: the variable that names it, its host and port, and never its password. */
export type NamedProxy = { readonly variable: "HTTP_PROXY" | "HTTPS_PROXY"; readonly address: string };

/** A proxy that lets nothing through: the endpoint behind it was never reached. */
export class ProxyFault extends Error {
  /** What somebody can do about it, as a sentence without its full stop. */
  readonly remedy: string;
  /** Whether time may help: a proxy that wants credentials will want them the next time, too. */
  readonly mayPass: boolean;

  constructor(what: string, about: { readonly remedy: string; readonly mayPass: boolean; cause: Error }) {
    super(what, { cause: about.cause });
    this.name = "ProxyFault";
    this.remedy = about.remedy;
    this.mayPass = about.mayPass;
  }
}

/** The fault of a proxy that an error was caused by, however deep; undefined where there is none. */
export function findProxyFault(error: unknown): ProxyFault | undefined {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if (cause instanceof ProxyFault) return cause;
    ({ cause } = cause);
  }
  return undefined;
}

/**
 * Turns errors of the proxy into ProxyFaults, so that they are not taken for the endpoint's. `isDirect` says whether
 * the proxy was left out, as NO_PROXY may want it.
 */
export function tellProxyFaults(
  dispatcher: Dispatcher,
  proxy: NamedProxy,
  isDirect: () => boolean,
): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    let isOver = false;
    return dispatch(options, {
      onRequestStart: (...about) => handler.onRequestStart?.(...about),
      onRequestUpgrade: (...about) => handler.onRequestUpgrade?.(...about),
      onResponseStart: (...about) => handler.onResponseStart?.(...about),
      // A refusal of the proxy is told as an error, and its page still follows.
      onResponseData: (...about) => void (isOver || handler.onResponseData?.(...about)),
      onResponseEnd: (...about) => void (isOver || handler.onResponseEnd?.(...about)),
      onResponseError: (controller, error) => {
        if (isOver) return;
        isOver = true;
        handler.onResponseError?.(controller, isDirect() ? error : (faultOf(error, proxy) ?? error));
      },
      onBodySent: (chunk) => handler.onBodySent?.(chunk),
      onRequestSent: () => handler.onRequestSent?.(),
    });
  });
}

/** What undici says where a proxy refuses a request, or the way to a host; there is no code of its own for it. */
const REFUSED = /Proxy Authentication Required \((\d+)\)|Proxy response \((\d+)\)/;

/** Codes of a connection that was never made; with a proxy on the way, one to the proxy, which makes all others. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_\w+)$/;

function faultOf(error: Error, { variable, address }: NamedProxy): ProxyFault | undefined {
  const proxy = `the proxy that ${variable} names (${address})`;
  const [, forwarding, tunnelling] = REFUSED.exec(error.message) ?? [];
  const status = forwarding ?? tunnelling;
  if (status === "407") {
    const remedy = `Put a name and a password that it takes into ${variable} (http://name:password@host:port)`;
    return new ProxyFault(`${proxy} wants credentials (status 407)`, {
      remedy,
      mayPass: false,
      cause: error,
    });
  }
  if (status !== undefined) {
    const remedy = `Check that the proxy may reach the endpoint, that baseUrl is correct and that ${variable} is meant`;
    return new ProxyFault(`${proxy} answers status ${status} in the endpoint's place`, {
      remedy,
      mayPass: true,
      cause: error,
    });
  }
  const code = "code" in error ? String(error.code) : "";
  if (!NOT_CONNECTED.test(code)) return undefined;
  const why = error.cause instanceof Error ? error.cause.message : error.message;
  return new ProxyFault(`${proxy} cannot be used: ${why === "" ? code : why}`, {
    remedy: `Check that the proxy is running and that ${variable} is correct`,
    mayPass: true,
    cause: error,
  });
}
