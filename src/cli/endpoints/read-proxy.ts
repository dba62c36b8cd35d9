import type { Proxy } from "../../models/dispatcher.ts";

/** The proxies that the environment names, in either spelling. */
export function readProxy(): Proxy {
  const read = (name: string): string => process.env[name.toLowerCase()] ?? process.env[name] ?? "";
  return { http: read("HTTP_PROXY"), https: read("HTTPS_PROXY"), except: read("NO_PROXY") };
}
