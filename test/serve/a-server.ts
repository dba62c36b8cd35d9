import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";
import { type RunningServer, type ServerOptions, startServer } from "../../src/serve/start-server.ts";

/** A server on a free port of this machine. */
export function aServer(folder: string, over: Partial<ServerOptions> = {}): Promise<RunningServer> {
  return startServer({
    folder,
    host: "127.0.0.1",
    port: 0,
    token: null,
    allowedHosts: [],
    processes: 1,
    inFlight: 64,
    timeoutMs: 300,
    limits: { responseLength: 100_000, listLength: 300, bodyBytes: 4_000_000 },
    versions: "all",
    curriculumFile: null,
    rule: USUAL_RULE,
    watch: false,
    onNotice: () => {},
    ...over,
  });
}

/** What a server replied. */
export type Reply = {
  readonly status: number;
  readonly text: string;
  readonly json: () => Record<string, unknown>;
  readonly headers: Headers;
};

/** Posts JSON as any client would. */
export async function post(
  server: { readonly url: string },
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const response = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, json: () => JSON.parse(text) };
}

/** The ground truth of a sum. */
export const truthOf = (bootcamp: string, a: number, b: number, version = 1): string =>
  JSON.stringify({ bootcamp, version, case: { a, b } });
