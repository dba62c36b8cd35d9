import { readSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import type { ChildNotice } from "./child-notice.ts";
import { METER, STATUS_FD } from "./job-meter.ts";

/**
 * Runs in a thread of its own beside work that may never give control back. Ends the process when its
 * supervisor is gone (the lifeline closes), when it holds more memory than it may, and when its job has
 * used up its CPU time; the lifeline carries why.
 */

const POLL_MS = 10;
const LIFELINE_FD = 3;
/** News of the peak is sent when it has grown by so much. */
const PEAK_STEP_MIB = 8;
const MIB = 1024 * 1024;

const limits: unknown = workerData;
const { residentLimitMiB, readings } = readLimits(limits);

/** Parsed by hand: a schema library would double what it takes to start this thread. */
function readLimits(data: unknown): { readonly residentLimitMiB: number; readonly readings: BigInt64Array } {
  if (typeof data === "object" && data !== null && "residentLimitMiB" in data && "meter" in data) {
    const { residentLimitMiB: limit, meter } = data;
    if (typeof limit === "number" && meter instanceof SharedArrayBuffer)
      return { residentLimitMiB: limit, readings: new BigInt64Array(meter) };
  }
  throw new TypeError("a watchdog needs a limit and the meter of its process");
}

const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
const end = (): void => {
  process.kill(process.pid, "SIGKILL");
};
lifeline.on("end", end);
lifeline.on("error", end);
lifeline.on("close", end);
lifeline.resume();

function say(notice: ChildNotice): void {
  try {
    writeSync(LIFELINE_FD, `${JSON.stringify(notice)}\n`);
  } catch {
    // The supervisor is gone, or does not read: this process is about to end in either case.
  }
}

const status = Buffer.alloc(4096);

/** Resident memory now and at its highest. Without a process file system, what Node knows of itself. */
function readMemory(): { readonly nowMiB: number; readonly peakMiB: number } {
  try {
    const text = status.toString("latin1", 0, readSync(STATUS_FD, status, 0, status.length, 0));
    const now = /VmRSS:\s*(\d+)/.exec(text)?.[1];
    const peak = /VmHWM:\s*(\d+)/.exec(text)?.[1];
    if (now !== undefined && peak !== undefined)
      return { nowMiB: Number(now) / 1024, peakMiB: Number(peak) / 1024 };
  } catch {
    // No such descriptor here.
  }
  const now = process.memoryUsage.rss() / MIB;
  return { nowMiB: now, peakMiB: now };
}

let told = 0;

/** The item that was last seen under way, of which job, and the process's CPU time when it was first seen. */
let seen = { deadline: 0n, item: -1, fromMicros: 0 };

function watch(): void {
  const { nowMiB, peakMiB } = readMemory();
  if (peakMiB >= told + PEAK_STEP_MIB) {
    told = peakMiB;
    say({ notice: "peak", residentMiB: Math.round(peakMiB) });
  }
  if (nowMiB > residentLimitMiB) {
    say({ notice: "out-of-memory" });
    end();
  }
  const deadline = Atomics.load(readings, METER.cpuDeadlineMicros);
  if (deadline > 0n) {
    const { user, system } = process.cpuUsage();
    const item = Number(Atomics.load(readings, METER.item));
    if (seen.deadline !== deadline || seen.item !== item)
      seen = { deadline, item, fromMicros: user + system };
    if (BigInt(user + system) > deadline) {
      const itemMs = (user + system - seen.fromMicros) / 1_000;
      say({ notice: "out-of-time", item: item < 0 ? null : item, itemMs });
      end();
    }
  }
}

watch();
setInterval(watch, POLL_MS);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage("watching");
