import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";

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
 * loopback address is never reached through a proxy.
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
  const { http: httpProxy, https: httpsProxy, except: noProxy } = proxy;
  return new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy });
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
