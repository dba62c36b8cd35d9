import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./create-app.ts";
import type { ReviewDrivers } from "../queue/drivers.ts";
import type { Reviewer } from "../pages/page-frame.ts";
import { createSession } from "./session.ts";
import { readStaticFiles } from "./static-files.ts";

export type ReviewOptions = {
  /** An address of this machine that no other can reach. */
  readonly host: "127.0.0.1" | "::1";
  /** 0 takes any that is free. */
  readonly port: number;
  readonly reviewer: Reviewer;
  readonly onFault: (error: Error) => void;
  readonly timeouts?: Timeouts;
};

/** How long a client may take for the head of a request, and for the whole of it. */
export type Timeouts = { readonly headMs: number; readonly requestMs: number };

const TIMEOUTS: Timeouts = { headMs: 10_000, requestMs: 20_000 };

export type RunningReview = {
  /** The address to open, with the token. */
  readonly url: string;
  /** HOST:PORT. */
  readonly authority: string;
  readonly close: () => Promise<void>;
};

/** Serves the pages on a loopback address. Rejects when the port cannot be had. */
export async function startReview(drivers: ReviewDrivers, options: ReviewOptions): Promise<RunningReview> {
  const { headMs, requestMs } = options.timeouts ?? TIMEOUTS;
  const server = createServer({
    headersTimeout: headMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1_000, headMs),
    keepAliveTimeout: 5_000,
  });
  const port = await listen(server, options);
  const token = randomBytes(32).toString("base64url");
  const session = createSession(token, randomBytes(32).toString("base64url"), port);
  const authority = `${options.host === "::1" ? "[::1]" : options.host}:${port}`;
  const app = createApp(drivers, {
    session,
    authority,
    files: readStaticFiles(),
    reviewer: options.reviewer,
    onFault: options.onFault,
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on("request", (request, response) => void answer(request, response));
  return {
    url: `http://${authority}/?token=${token}`,
    authority,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, { host, port }: ReviewOptions): Promise<number> {
  return new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", failed);
      const address = server.address();
      if (address === null || typeof address === "string") failed(new Error("the server has no port"));
      else listening(address.port);
    });
  });
}
