import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { EXIT } from "../../core/run/exit-codes.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { PROJECT } from "../../files/project.ts";
import { startPostgres } from "../../fleet/trial/start-postgres.ts";
import { print, printNoticeLine } from "../output/print.ts";

export type FleetUpFlags = { readonly data: string; readonly port?: number; readonly workers: number };

/** Starts a PostgreSQL and workers on this machine, and keeps them until it is told to stop; returns the exit code. */
export async function fleetUp({ data, port, workers }: FleetUpFlags): Promise<number> {
  const postgres = await startPostgres({ folder: data, ...(port === undefined ? {} : { port }) });
  const told = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  print(
    [
      `PostgreSQL listens on 127.0.0.1:${postgres.port}; its data stays in ${data}. For a trial: nobody backs it up.`,
      `       export CAMPFORGE_QUEUE=${postgres.url}`,
      `       npx campforge run tasks/ --queue              carried out by the workers`,
      `       npx campforge worker --queue                  one more of them`,
      `${countNoun(workers, "worker")} below; Ctrl-C ends all of it.`,
      "",
      "",
    ].join("\n"),
  );
  const processes = Math.max(1, Math.floor(availableParallelism() / workers));
  const children = Array.from({ length: workers }, (_, index) =>
    spawn(
      process.execPath,
      [
        join(PROJECT, "bin", "campforge.js"),
        "worker",
        "--queue",
        "--processes",
        String(processes),
        "--name",
        `worker-${index + 1}`,
      ],
      { env: { ...process.env, CAMPFORGE_QUEUE: postgres.url }, stdio: ["ignore", "inherit", "inherit"] },
    ),
  );
  const ended = await Promise.race([told.then(() => "told" as const), postgres.ended]);
  if (ended !== "told") printNoticeLine("PostgreSQL has ended by itself; the workers are told to leave");
  await Promise.all(children.map(endChild));
  await postgres.stop();
  return ended === "told" ? EXIT.done : EXIT.endpoint;
}

/** Tells a worker to hand its tasks back and end, and waits for that. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "close");
  child.kill("SIGTERM");
  await ended;
}
