import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { type Door, refuseRequest } from "./guard-request.ts";

/** Conversations at a time; each is an environment that waits for its client. */
const MOST_SOCKETS = 1_024;

/** Lets WebSockets in at `/ws` through the same door as requests; returns what ends all of them. */
export function acceptSockets(
  server: Server,
  options: {
    readonly door: Door;
    readonly mostBytes: number;
    readonly converse: (socket: WebSocket) => void;
  },
): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: options.mostBytes });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const { host, origin, authorization } = request.headers;
    const queryToken = url.searchParams.get("token") ?? undefined;
    const refused = refuseRequest({ host, origin, authorization, queryToken }, options.door);
    const status =
      refused !== undefined
        ? refused.httpStatus
        : url.pathname !== "/ws"
          ? 404
          : sockets.clients.size >= MOST_SOCKETS
            ? 503
            : undefined;
    if (status === undefined) sockets.handleUpgrade(request, socket, head, options.converse);
    else socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  return () => {
    for (const socket of sockets.clients) socket.close(1001);
    sockets.close();
  };
}
