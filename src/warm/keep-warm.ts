import { renameSync, rmSync, statSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { createFrameReader, encodeFrame } from "../processes/frames.ts";
import { checkCalibration } from "../workshop/check-calibration.ts";
import { checkSource } from "../workshop/check-source.ts";
import { openKnownBootcamps } from "../workshop/known-bootcamps.ts";
import { JOB_LIMITS, openWorkshop } from "../workshop/workshop.ts";
import { readWarmRequest, type WarmReply, type WarmRequest } from "./warm-request.ts";

/**
 * The warm workshop: a process that keeps a compiler and a sandbox for the checks to come, and ends when none has
 * come for a while. Its arguments are the path of its socket and that while, in milliseconds.
 */
const [, , path = "", idle = "0"] = process.argv;

const workshop = openWorkshop();
let atWork = 0;
let timer: NodeJS.Timeout | undefined;

// Under a name of its own first: whoever moves his there last is the one that is met, and the other one idles out.
const own = `${path}.${process.pid}`;
const server = createServer((socket) => {
  socket.on("error", () => {});
  const read = createFrameReader((text) => void work(text, socket));
  socket.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      socket.destroy();
    }
  });
});
server.listen(own, () => {
  renameSync(own, path);
  const { ino } = statSync(path);
  const end = (): void => {
    try {
      if (statSync(path).ino === ino) rmSync(path);
    } catch {
      // somebody else's is there by now, or none
    }
    workshop.close();
    process.exit(0);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (atWork > 0 ? wait() : end()), Number(idle));
  };
  server.on("connection", wait);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
  wait();
  process.send?.("ready");
});

/** A fault of ours closes the connection, and whoever asked does it without us. */
async function work(text: string, socket: Socket): Promise<void> {
  atWork++;
  try {
    for await (const reply of checkAll(readWarmRequest(text))) {
      // Whoever asked has gone.
      if (socket.destroyed) return;
      socket.write(encodeFrame(JSON.stringify(reply)));
    }
    socket.end();
  } catch {
    socket.destroy();
  } finally {
    atWork--;
    timer?.refresh();
  }
}

async function* checkAll({ sources, seed }: WarmRequest): AsyncGenerator<WarmReply> {
  const known = openKnownBootcamps(
    workshop,
    sources.map(({ file, source }) => ({ name: file, source })),
  );
  for (const { source } of sources) {
    const checked = await checkSource(source, { workshop, seed, known });
    if (checked.status === "refused") {
      yield { status: "refused", diagnostics: [...checked.diagnostics] };
      continue;
    }
    const about = { sandbox: workshop.sandbox, limits: JOB_LIMITS, seed, verifying: undefined };
    const calibrated = await checkCalibration(checked, about);
    const calibration = calibrated === undefined ? [] : [calibrated.check];
    yield { status: "tested", checks: [...checked.checks, ...calibration] };
  }
}
