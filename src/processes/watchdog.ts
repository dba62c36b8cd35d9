import { Socket } from "node:net";
import { workerData } from "node:worker_threads";

/**
 * Runs in a thread of its own beside work that may never give control back. Ends the process when its
 * supervisor is gone (the lifeline closes) and when it holds more memory than it may.
 */

/** The signal by which a process that grew too large ends, so that its supervisor can tell why. */
const MEMORY_SIGNAL = "SIGUSR2";
const POLL_MS = 10;
const LIFELINE_FD = 3;

const { residentLimitBytes } = readLimits(workerData);

function readLimits(value: unknown): { readonly residentLimitBytes: number } {
  const limit: unknown =
    typeof value === "object" && value !== null && "limit" in value ? value.limit : undefined;
  return { residentLimitBytes: typeof limit === "number" ? limit : Infinity };
}

const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
const end = (): void => {
  process.kill(process.pid, "SIGKILL");
};
lifeline.on("end", end);
lifeline.on("error", end);
lifeline.on("close", end);
lifeline.resume();

setInterval(() => {
  if (process.memoryUsage.rss() > residentLimitBytes) process.kill(process.pid, MEMORY_SIGNAL);
}, POLL_MS);
