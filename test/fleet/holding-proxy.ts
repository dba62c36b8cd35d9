import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A line to a port of this machine that may be cut off without either end hearing of it. */
export type HoldingProxy = {
  readonly port: number;
  /** Nothing passes any more, in neither direction; new lines come up and stay silent. */
  readonly hold: () => void;
  /** What was held back passes on, late. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
};

export async function startHoldingProxy(to: number): Promise<HoldingProxy> {
  const sockets = new Set<Socket>();
  let isHeld = false;
  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("data", (chunk: Buffer) => other.write(chunk));
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        // A line that is held back is not seen to end, either.
        if (!isHeld) other.destroy();
      });
      if (isHeld) one.pause();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    hold: () => {
      isHeld = true;
      for (const socket of sockets) socket.pause();
    },
    release: () => {
      isHeld = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
