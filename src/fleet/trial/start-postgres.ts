import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { findEmbeddedPostgres, unpackPostgres } from "./unpack-postgres.ts";

/** A PostgreSQL server on this machine that listens on loopback alone. */
export type TrialPostgres = {
  /** As a role that owns its database and nothing else. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, however. */
  readonly ended: Promise<void>;
  /** Ends it in order: what is committed stays. */
  readonly stop: () => Promise<void>;
};

export type TrialOptions = {
  /** Keeps data and programs; a later start goes on with them. */
  readonly folder: string;
  /** Left out, one that is free. */
  readonly port?: number;
  /** Further settings of the server, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what the server logs. */
  readonly onLog?: (text: string) => void;
};

/** PostgreSQL does not run as root: then it gets the user that owns nothing. */
const NOBODY = 65_534;

/**
 * Starts the server, tells its process, and ends it ("fast": clients are disconnected) when standard input does: also
 * when whoever started it is killed.
 */
const KEEPER = [
  "exec 3<&0",
  '"$0" "$@" 3<&- &',
  "server=$!",
  'echo "$server"',
  '(cat <&3 > /dev/null; kill -INT "$server" 2> /dev/null) > /dev/null 2>&1 &',
  'wait "$server"',
].join("\n");

const READY = "database system is ready to accept connections";

/** The role that owns the database, and the database. */
const NAME = "campforge";

/**
 * Starts the embedded PostgreSQL, and makes its database when the folder is new. Throws a CommandError where the package
 * is not installed or the server does not start.
 */
export async function startPostgres(options: TrialOptions): Promise<TrialPostgres> {
  const { folder } = options;
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  mkdirSync(folder, { recursive: true });
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const bin = unpackPostgres(findEmbeddedPostgres(), join(folder, "postgres"));
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  // Written last: a start that was cut off is begun anew.
  const made = join(folder, "made");
  const isNew = !existsSync(made);
  if (isNew) {
    rmSync(data, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(18).toString("base64url"), { mode: 0o600 });
    if (isRoot) chownSync(passwordFile, NOBODY, NOBODY);
    await runInitdb(join(bin, "initdb"), { data, passwordFile, owner });
  }
  const password = readFileSync(passwordFile, "utf8").trim();
  const port = options.port ?? (await findFreePort());
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = [join(bin, "postgres"), "-D", data, "-p", String(port), ...flags];
  const child = spawn("sh", ["-c", KEEPER, ...command], {
    ...owner,
    cwd: tmpdir(),
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined); // it may have ended
  const pid = once(child.stdout, "data").then(([chunk]: unknown[]) => Number(String(chunk)));
  const ended = once(child, "close").then(() => undefined);
  child.stderr.on("data", (chunk: Buffer) => options.onLog?.(chunk.toString("utf8")));
  await untilReady(child, folder);
  const at = (user: string, database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  if (isNew) {
    await makeDatabase(at("postgres", "postgres"), password);
    writeFileSync(made, "");
  }
  return {
    url: at(NAME, NAME),
    port,
    pid: await pid,
    ended,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function runInitdb(
  program: string,
  about: {
    readonly data: string;
    readonly passwordFile: string;
    readonly owner: { readonly uid?: number; readonly gid?: number };
  },
): Promise<void> {
  const { data, passwordFile, owner } = about;
  const args = ["-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile];
  const child = spawn(program, [...args, "-E", "UTF8", "--locale", "C", "--no-sync"], {
    ...owner,
    cwd: tmpdir(),
    env: { LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const code = await endOf(child, data);
  if (code === 0) return;
  rmSync(data, { recursive: true, force: true });
  throw new CommandError(EXIT.endpoint, `PostgreSQL cannot make its data folder ${data}: ${said.trim()}`);
}

/** What a program ends with. Throws a CommandError where its user may not start it. */
async function endOf(child: ChildProcess, data: string): Promise<unknown> {
  try {
    const [code]: unknown[] = await once(child, "close");
    return code;
  } catch (error) {
    throw new CommandError(
      EXIT.endpoint,
      `PostgreSQL cannot be started in ${data}: it does not run as root, and the user that it gets then may not enter that folder or one above it. Give another folder, such as one below /var/tmp`,
      { cause: error },
    );
  }
}

/** Resolves once the server answers. Throws what it said where it ends before that. */
async function untilReady(child: ChildProcess, folder: string): Promise<void> {
  let said = "";
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.stderr?.on("data", (chunk: Buffer) => {
    if (said.length < 20_000) said += chunk.toString("utf8");
    if (said.includes(READY)) resolve();
  });
  child.once("error", reject);
  child.once("close", () =>
    reject(new CommandError(EXIT.endpoint, `PostgreSQL in ${folder} does not start: ${said.trim()}`)),
  );
  await promise;
}

/** A role that may do nothing but own its database. */
async function makeDatabase(url: string, password: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const literal = client.escapeLiteral(password);
    await client.query(`create role ${NAME} login nosuperuser nocreatedb nocreaterole password ${literal}`);
    await client.query(`create database ${NAME} owner ${NAME}`);
  } finally {
    await client.end();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free on loopback");
  return address.port;
}
