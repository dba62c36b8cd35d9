import { Worker } from "node:worker_threads";
import { createFrameReader, encodeFrame } from "./frames.ts";
import { siblingModule } from "./sibling-module.ts";

/**
 * The child's side: answers each frame on standard input with one on standard output, in order, and says
 * `ready` first. The watchdog thread ends the process with its supervisor, or when it grows too large.
 */
export function serveFrames(options: {
  readonly residentLimitMiB: number;
  readonly ready: string;
  readonly answer: (request: string) => string;
}): void {
  const watchdog = new Worker(siblingModule(import.meta.url, "watchdog"), {
    workerData: { limit: options.residentLimitMiB * 1024 * 1024 },
    env: {},
  });
  watchdog.unref();
  const read = createFrameReader((request) => {
    process.stdout.write(encodeFrame(options.answer(request)));
  });
  process.stdin.on("data", read);
  process.stdin.on("end", () => process.exit(0));
  process.stdout.write(encodeFrame(options.ready));
}
