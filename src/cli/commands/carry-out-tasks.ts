import { availableParallelism, hostname } from "node:os";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readVersion } from "../../files/project.ts";
import { ownVersions } from "../../fleet/postgres/fingerprint.ts";
import { runWorker } from "../../fleet/worker/run-worker.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { printLine } from "../output/print.ts";
import { chooseQueue } from "./reach-fleet.ts";

export type WorkerFlags = {
  readonly queue?: string | true;
  readonly slots?: number;
  readonly processes?: number;
  readonly name?: string;
};

/** A task waits for models most of the time: so many keep a core busy with the drafts of some of them. */
const SLOTS_PER_PROCESS = 8;

/** Carries out tasks of whatever runs a queue holds, until it is told to stop; returns the exit code. */
export async function worker(flags: WorkerFlags): Promise<number> {
  const address = chooseQueue(flags.queue);
  const processes = flags.processes ?? availableParallelism();
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  process.once("SIGINT", leave);
  process.once("SIGTERM", leave);
  const workshop = openWorkshop(processes);
  try {
    const end = await runWorker({
      address,
      versions: ownVersions(readVersion()),
      name: flags.name ?? `${hostname()}-${process.pid}`,
      host: hostname(),
      pid: process.pid,
      slots: flags.slots ?? processes * SLOTS_PER_PROCESS,
      processes,
      workshop,
      clock: () => performance.now(),
      say: (text) => printLine(`${new Date().toISOString().slice(11, 19)} ${text}`),
      leaving: leaving.signal,
    });
    if (end.status === "refused") throw new CommandError(EXIT.configuration, end.reason);
    return EXIT.done;
  } finally {
    process.off("SIGINT", leave);
    process.off("SIGTERM", leave);
    workshop.close();
  }
}
