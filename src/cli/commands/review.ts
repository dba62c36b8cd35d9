import { readReviewer } from "../../review/queue/reviewer-name.ts";
import { type RunningReview, startReview } from "../../review/server/start-review.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { openSharedRecord } from "../../record/open-record.ts";
import { print, printNoticeLine } from "../output/print.ts";
import { makeReviewDrivers } from "../../review/queue/review-drivers.ts";
import { userName } from "../input/choose-reviewer.ts";
import { openWorkshop } from "../../workshop/workshop.ts";

export type ReviewFlags = {
  readonly db: string;
  readonly config?: string;
  readonly library?: string;
  readonly host: string;
  readonly port: number;
  readonly reviewer?: string;
};

/** Serves the review's pages until it is interrupted; prints the address to open, once. */
export async function review(flags: ReviewFlags): Promise<number> {
  const host = requireLoopback(flags.host);
  const reviewer = chooseReviewer(flags.reviewer ?? process.env["CAMPFORGE_REVIEWER"]);
  const store = openSharedRecord(flags.db, printNoticeLine);
  const workshop = openWorkshop();
  try {
    const again = { db: flags.db, config: flags.config, library: flags.library };
    const onFault = (error: Error): void => printNoticeLine(`internal error: ${error.message}`);
    const options = { host, port: flags.port, reviewer, onFault };
    const running = await listen(makeReviewDrivers(store, workshop, again), options);
    print(`Review ${flags.db} here; Ctrl-C ends it:\n${running.url}\n`);
    await interrupted();
    await running.close();
    return EXIT.done;
  } finally {
    workshop.close();
    store.close();
  }
}

async function listen(...[drivers, options]: Parameters<typeof startReview>): Promise<RunningReview> {
  try {
    return await startReview(drivers, options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") throw error;
    const why = { EADDRINUSE: "is taken", EACCES: "may not be used", EADDRNOTAVAIL: "is not there" }[code];
    throw new CommandError(
      EXIT.endpoint,
      `${options.host}:${options.port} ${why}. Choose another --port, or none for any that is free.`,
      { cause: error },
    );
  }
}

/** The pages decide and run things: they are for this machine only. Throws a CommandError for any other address. */
function requireLoopback(host: string): "127.0.0.1" | "::1" {
  if (host === "127.0.0.1" || host === "localhost") return "127.0.0.1";
  if (host === "::1") return host;
  throw new CommandError(
    EXIT.usage,
    `--host ${host}: expected 127.0.0.1, ::1 or localhost: the review is for this machine only. From another one use a tunnel: ssh -L PORT:127.0.0.1:PORT`,
  );
}

function chooseReviewer(named: string | undefined): {
  readonly name: string;
  readonly isConfirmed: boolean;
} {
  if (named === undefined) return { name: readReviewer(userName()) ?? "reviewer", isConfirmed: false };
  const name = readReviewer(named);
  if (name !== null) return { name, isConfirmed: true };
  throw new CommandError(
    EXIT.usage,
    "--reviewer or CAMPFORGE_REVIEWER: expected a name of 1 to 80 characters on one line, none of them unseen",
  );
}

/** Resolves at the first interrupt. */
function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => done());
  });
}
