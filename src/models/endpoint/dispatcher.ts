import { isLoopback } from "../../core/text/is-loopback.ts";
import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { ModelFault } from "../../core/calls/completion.ts";
import { type NamedProxy, tellProxyFaults } from "./proxy-fault.ts";

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
 * loopback address is never reached through a proxy. What goes wrong at a proxy is told by a ProxyFault. Throws a
 * ModelFault for a proxy without an address.
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
  let isDirect = false;
  const factory = (origin: string | URL, how: object): Dispatcher => {
    // Only undici reads NO_PROXY: connections that lead to a proxy, or through it, come with a way of their own.
    isDirect = !("connect" in how && typeof how.connect === "function");
    return new Pool(origin, how);
  };
  const dispatcher = new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy, factory });
  const named = proxyOf(baseUrl, { http: httpProxy, https: httpsProxy });
  return named === undefined ? dispatcher : tellProxyFaults(dispatcher, named, () => isDirect);
}

/** The proxy on the way to an address, as undici chooses it: HTTP_PROXY serves both where it stands alone. */
function proxyOf(baseUrl: string, { http, https }: Omit<Proxy, "except">): NamedProxy | undefined {
  const isHttps = new URL(baseUrl).protocol === "https:" && https !== "";
  const address = isHttps ? https : http;
  if (address === "") return undefined;
  return { variable: isHttps ? "HTTPS_PROXY" : "HTTP_PROXY", address: new URL(address).host };
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
