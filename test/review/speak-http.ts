import { connect, type Socket } from "node:net";

/** What came back on a connection: the status of the first answer, and everything as text. */
export type Said = { readonly status: number; readonly text: string };

/** Sends bytes as they are and reads until the server ends the connection. */
export function speak(authority: string, request: string): Promise<Said> {
  return new Promise((heard, failed) => {
    const socket = dial(authority);
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // A server that refuses a body may close before it has read all of it.
      if (text === "" || error.code !== "ECONNRESET") failed(error);
    });
    socket.on("close", () => heard({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }));
    socket.write(request, "latin1");
  });
}

/** A connection to the server. */
export function dial(authority: string): Socket {
  const [host = "", port = ""] = authority.split(":");
  return connect({ host, port: Number(port) });
}

/** A request as a browser would write it; headers that are null are left out. */
export function request(line: string, headers: Readonly<Record<string, string | null>>, body = ""): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return [`${line} HTTP/1.1`, ...lines, "connection: close", "", body].join("\r\n");
}
