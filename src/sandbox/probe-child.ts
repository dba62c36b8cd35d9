import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { serveFrames } from "../processes/serve-frames.ts";
import type { Attempted, Reach } from "./try-confinement.ts";

/** Stands where a child of the sandbox would, past the isolate, and tries what it should not be able to. */

function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** Whether the port could be connected to is known a little later: the second question asks for it. */
let connected = false;

serveFrames({
  residentLimitMiB: 512,
  ready: "ready",
  answer: (request) => {
    if (request === "") return JSON.stringify({ network: connected } satisfies Partial<Reach>);
    const { file, newFile, port }: Attempted = JSON.parse(request);
    createConnection(port, "127.0.0.1")
      .on("connect", () => (connected = true))
      .on("error", () => {});
    return JSON.stringify({
      reading: attempt(() => readFileSync(file)),
      writing: attempt(() => writeFileSync(newFile, "x")),
      processes: attempt(() => {
        if (spawnSync("/bin/sh", ["-c", ":"]).status !== 0) throw new Error("it did not run");
      }),
    } satisfies Partial<Reach>);
  },
});
