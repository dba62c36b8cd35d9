import { hostname } from "node:os";
import { resolve } from "node:path";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readVersion } from "../../files/project.ts";
import type { PreparedFleet } from "../../fleet/coordinator/open-fleet.ts";
import { type QueueAddress, readQueueAddress } from "../../fleet/postgres/queue-address.ts";
import { openRecalledDrafts } from "../../record/recall-tests.ts";
import type { RunFlags } from "../../run/plan/run-flags.ts";
import { softwareVersions } from "../../run/plan/software-versions.ts";
import type { Store } from "../../store/open-store.ts";
import { queueFromEnvironment } from "../input/environment.ts";
import { printNoticeLine } from "../output/print.ts";

/** A worker that says nothing for so many seconds is gone, unless told otherwise: longer than most networks hiccup. */
const GONE_AFTER = 30;

/** Reaches the queue that a run is spread over; undefined for a run in one process, which loads nothing of a fleet. */
export async function reachFleet(
  flags: Pick<RunFlags, "queue" | "goneAfter" | "db">,
  { store }: { readonly store: Pick<Store, "findRun" | "rounds"> },
): Promise<PreparedFleet | undefined> {
  if (flags.queue === undefined) return undefined;
  const address = chooseQueue(flags.queue);
  const { prepareFleet } = await import("../../fleet/coordinator/open-fleet.ts");
  const { ownVersions } = await import("../../fleet/postgres/fingerprint.ts");
  return prepareFleet({
    address,
    versions: ownVersions(readVersion()),
    record: `${hostname()}:${resolve(flags.db)}`,
    recall: (run) => openRecalledDrafts(store, run, softwareVersions()),
    goneMs: (flags.goneAfter ?? GONE_AFTER) * 1_000,
    clock: () => performance.now(),
    notice: printNoticeLine,
  });
}

/** The queue that an option names, or the environment. Throws a CommandError where neither does. */
export function chooseQueue(option: string | true | undefined): QueueAddress {
  const text = typeof option === "string" ? option : queueFromEnvironment();
  if (text === undefined || text === "")
    throw new CommandError(
      EXIT.usage,
      "no queue: give --queue postgres://user:password@host:5432/database, or set CAMPFORGE_QUEUE to it. campforge fleet up starts one on this machine",
    );
  return readQueueAddress(text);
}
