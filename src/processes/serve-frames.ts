import { Worker } from "node:worker_threads";
import { createFrameReader, encodeFrame } from "./frames.ts";
import { createJobMeter, type JobMeter } from "./job-meter.ts";
import { siblingModule } from "./sibling-module.ts";

/**
 * The child's side: answers each frame on standard input with one on standard output, in order, and says
 * `ready` first. The watchdog thread ends the process with its supervisor, when it grows too large, or when
 * a job that started the meter uses more CPU time than it said.
 */
export function serveFrames(options: {
  readonly residentLimitMiB: number;
  readonly ready: string;
  readonly answer: (request: string, meter: JobMeter) => string;
}): void {
  const meter = createJobMeter();
  const watchdog = new Worker(siblingModule(import.meta.url, "watchdog"), {
    workerData: { residentLimitMiB: options.residentLimitMiB, meter: meter.readings },
    env: {},
  });
  watchdog.unref();
  const read = createFrameReader((request) => {
    const reply = options.answer(request, meter);
    meter.stop();
    process.stdout.write(encodeFrame(reply));
  });
  // Nothing runs unwatched.
  watchdog.once("message", () => {
    process.stdout.write(encodeFrame(options.ready));
    process.stdin.on("data", read);
    process.stdin.on("end", () => process.exit(0));
  });
}
