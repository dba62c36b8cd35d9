import type { Proxy } from "../../models/endpoint/dispatcher.ts";

/**
 * The key that a variable of the environment holds, or undefined. Whoever set it from a file may have taken a line end
 * along, which no key ends with.
 */
export const keyOf = (variable: string): string | undefined => process.env[variable]?.trim();

/** The proxies that the environment names, in either spelling. */
export function readProxy(): Proxy {
  const read = (name: string): string => (process.env[name.toLowerCase()] ?? process.env[name] ?? "").trim();
  return { http: read("HTTP_PROXY"), https: read("HTTPS_PROXY"), except: read("NO_PROXY") };
}

/** The queue that the environment names: a connection string, which holds a password that a command line would show. */
export const queueFromEnvironment = (): string | undefined => process.env["CAMPFORGE_QUEUE"]?.trim();

/** Whether a person is at the terminal, and no machine that runs tests or jobs. */
export const isAttended = (): boolean =>
  process.stdout.isTTY && (process.env["CI"] ?? "").replace("false", "") === "";
