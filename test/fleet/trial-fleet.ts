import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type Link, openLink } from "../../src/fleet/postgres/open-link.ts";
import { readQueueAddress } from "../../src/fleet/postgres/queue-address.ts";
import { startPostgres } from "../../src/fleet/trial/start-postgres.ts";
import { type Started, startCampforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";

/** A PostgreSQL of the project's own that may be killed and started again, in a folder that records stand in, too. */
export type TrialDatabase = {
  readonly folder: ReturnType<typeof scratchFolder>;
  readonly url: string;
  readonly port: number;
  /** Every statement that it was ever sent, with its parameters, where it keeps them. */
  readonly statements: () => string;
  /** Ends it as a power cut of the server alone would, and starts it again. */
  readonly crash: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A crash of the processes loses nothing that the system has: no test has to wait for the disk. */
const SETTINGS = { fsync: "off" };

/** `keepsStatements` is left out where time is measured: drafts in a log cost some. */
export async function openTrialDatabase({ keepsStatements = true } = {}): Promise<TrialDatabase> {
  const folder = scratchFolder();
  // Its own: the user that the server runs as may not enter a folder of root.
  const data = mkdtempSync(join(tmpdir(), "campforge-postgres-"));
  const log: string[] = [];
  const settings = { ...SETTINGS, ...(keepsStatements ? { log_statement: "all" } : {}) };
  const options = { folder: data, settings, onLog: (text: string) => void log.push(text) };
  let server = await startPostgres(options);
  const { url, port } = server;
  const startAgain = async (): Promise<typeof server> => {
    for (let tries = 0; ; tries++) {
      try {
        return await startPostgres({ ...options, port });
      } catch (error) {
        if (tries > 20) throw error; // the processes of the one before take a moment to end
      }
    }
  };
  return {
    folder,
    url,
    port,
    statements: () => log.join(""),
    crash: async () => {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
      server = await startAgain();
    },
    close: async () => {
      await server.stop();
      folder.remove();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A way to a database as servers have it; `troubles` gets what it would say of trouble. */
export const openTrialLink = (url: string, troubles: string[] = []): Promise<Link> =>
  openLink(readQueueAddress(url), {
    what: "the database",
    name: "test",
    clock: () => performance.now(),
    onTrouble: (_, reason) => void troubles.push(reason),
    onRecovery: () => undefined,
  });

/** Workers as processes of their own, each started again when it is killed, as a supervisor would. */
export type TrialWorkers = {
  /** Kills one that has taken a task since it was started; false where none has. */
  readonly killOne: (pick: (count: number) => number) => boolean;
  readonly kills: () => number;
  /** What all of them have said. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
};

/** Starts them; `queue` names the database. */
export function startWorkers(
  count: number,
  about: {
    readonly queue: string;
    readonly slots: number;
    /** Each on a core of its own, as if it were a machine with one. */
    readonly pinned?: boolean;
  },
): TrialWorkers {
  const running = new Set<Started & { said: string }>();
  let isClosed = false;
  let kills = 0;
  let before = "";
  const start = (core: number): void => {
    const args = ["worker", "--queue", "--slots", String(about.slots), "--processes", "1"];
    const worker = { ...startCampforge(args, { env: { CAMPFORGE_QUEUE: about.queue } }), said: "" };
    for (const stream of [worker.child.stdout, worker.child.stderr])
      stream?.on("data", (chunk: Buffer) => (worker.said += chunk.toString("utf8")));
    if (about.pinned === true) spawnSync("taskset", ["-acp", String(core), String(worker.child.pid)]);
    running.add(worker);
    worker.child.on("close", () => {
      before += worker.said;
      running.delete(worker);
      if (!isClosed) start(core);
    });
  };
  for (let index = 0; index < count; index++) start(index % availableParallelism());
  return {
    killOne: (pick) => {
      const busy = [...running].filter(({ child, said }) => !child.killed && said.includes(": taken"));
      const victim = busy[pick(busy.length)];
      if (victim === undefined) return false;
      victim.child.kill("SIGKILL");
      kills++;
      return true;
    },
    kills: () => kills,
    said: () => before + [...running].map(({ said }) => said).join(""),
    close: async () => {
      isClosed = true;
      const all = [...running];
      for (const { child } of all) child.kill("SIGKILL");
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
