import { Agent, request } from "node:http";
import { WebSocket } from "ws";
import type { Client } from "./trainer-requests.ts";

/** Longer than any reply should take: who waits for so long has got none. */
const PATIENCE_MS = 60_000;

/** A client of a server by connections that stay open, as many as `sockets`. */
export function openClient(url: string, sockets: number): Client & { readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  return {
    post: (path, body) =>
      new Promise((done, fail) => {
        const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
        const sent = request(
          url + path,
          { method: "POST", agent, headers, timeout: PATIENCE_MS },
          (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("error", fail);
            response.on("end", () =>
              done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
            );
          },
        );
        sent.on("timeout", () => sent.destroy(new Error(`no reply in ${PATIENCE_MS} ms`)));
        sent.on("error", fail);
        sent.end(body);
      }),
    converse: (path, messages) =>
      new Promise((done, fail) => {
        const socket = new WebSocket(url.replace(/^http/, "ws") + path);
        const timer = setTimeout(() => socket.emit("error", new Error("no reply")), PATIENCE_MS);
        const replies: string[] = [];
        socket.on("error", fail);
        socket.on("open", () => socket.send(messages[0] ?? ""));
        socket.on("message", (reply: Buffer) => {
          replies.push(reply.toString("utf8"));
          const next = messages[replies.length];
          if (next === undefined) socket.close();
          else socket.send(next);
        });
        socket.on("close", () => {
          clearTimeout(timer);
          if (replies.length === messages.length) done(replies);
          else fail(new Error(`the conversation ended after ${replies.length} replies`));
        });
      }),
    close: () => agent.destroy(),
  };
}
