import { isLoopback } from "../../core/text/is-loopback.ts";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { ModelFault } from "../../core/calls/completion.ts";

/** Proxies as the environment names them; empty where it names none. Only src/cli reads the environment. */
export type Proxy = {
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
  readonly http: string;
  readonly https: string;
  readonly except: string;
};

/** No proxy at all. */
export const NO_PROXY: Proxy = { http: "", https: "", except: "" };

const CONNECT_MS = 10_000;
/** Connections that are kept for the next call this long, where the endpoint does not say otherwise. */
const KEEP_ALIVE_MS = 30_000;

/**
 * The connections to one endpoint: as many as it may have calls under way, kept alive between calls. A
 * loopback address is never reached through a proxy. Throws a ModelFault for a proxy without an address.
 */
export function createDispatcher(baseUrl: string, connections: number, proxy: Proxy): Dispatcher {
  const options = {
    connections,
    pipelining: 1,
    connect: { timeout: CONNECT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0, // the deadline of the call is the only one
    bodyTimeout: 0,
  };
  if (isLoopback(new URL(baseUrl).hostname) || (proxy.http === "" && proxy.https === "")) {
    return new Agent(options);
  }
  // All three are given, empty ones too: undici would look into the environment for what is missing.
  const httpProxy = proxyAddress("HTTP_PROXY", proxy.http);
  const httpsProxy = proxyAddress("HTTPS_PROXY", proxy.https);
  const noProxy = proxy.except;
  return new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy });
}

/** A proxy is mostly named as host and port alone, and is then reached by http, as curl does. */
function proxyAddress(variable: string, named: string): string {
  if (named === "") return "";
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : `http://${named}`;
  const isUsable = URL.canParse(address) && /^(?:https?|socks5?):$/.test(new URL(address).protocol);
  if (isUsable) return address;
  // Not what it holds: there may be a password in it.
  const help = `${variable} is no address of a proxy: expected one such as http://127.0.0.1:3128. Set it right, or unset it, and run again.`;
  throw new ModelFault("configuration", help);
}
