import { statSync } from "node:fs";
import { countNoun } from "../../core/text/count-noun.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { isLoopback } from "../../core/text/is-loopback.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readLibrary } from "../../export/read-library.ts";
import { readConfig } from "../../files/read-config.ts";
import { type OpenedVerifier, openVerifier, requireVerifier } from "../input/open-verifier.ts";
import { isQueueAddress, readQueueAddress } from "../../fleet/postgres/queue-address.ts";
import type { SharedCurriculum } from "../../serve/difficulty/shared-curriculum.ts";
import { USUAL_RULE } from "../../serve/difficulty/track.ts";
import type { Holdings } from "../../serve/holdings/served-class.ts";
import { type RunningServer, type ServerOptions, startServer } from "../../serve/start-server.ts";
import { print, printNoticeLine } from "../output/print.ts";

export type ServeFlags = {
  readonly host: string;
  readonly port: number;
  readonly allowHost: readonly string[];
  readonly processes: number;
  readonly inFlight: number;
  readonly timeout: number;
  readonly maxResponse: number;
  readonly maxList: number;
  readonly maxBody: number;
  readonly versions: "all" | "current";
  readonly state: string;
  readonly watch: boolean;
  readonly config?: string;
};

const MIB = 1024 * 1024;

/** Serves a library until it is interrupted; SIGHUP has it read again. */
export async function serve(folder: string, flags: ServeFlags): Promise<number> {
  requireFolder(folder);
  const token = process.env["CAMPFORGE_TOKEN"] ?? null;
  requireToken(flags.host, token);
  const verifier = verifierFor(folder, flags.config);
  const shared = isQueueAddress(flags.state) ? await shareCurriculum(flags.state) : undefined;
  try {
    const running = await listen({
      folder,
      host: flags.host,
      port: flags.port,
      token: token === "" ? null : token,
      allowedHosts: flags.allowHost,
      processes: flags.processes,
      inFlight: flags.inFlight,
      timeoutMs: flags.timeout,
      limits: {
        responseLength: flags.maxResponse,
        listLength: flags.maxList,
        bodyBytes: flags.maxBody * MIB,
      },
      versions: flags.versions,
      ...(verifier === undefined ? {} : { verifier }),
      curriculumFile: shared === undefined ? flags.state : null,
      ...(shared === undefined ? {} : { shared: shared.curriculum }),
      rule: USUAL_RULE,
      watch: flags.watch,
      onNotice: printNoticeLine,
    });
    print(describe(running.holdings(), { url: running.url, folder, flags }));
    await untilStopped(running);
    return EXIT.done;
  } finally {
    await shared?.close();
    verifier?.close();
  }
}

/** Serves until the first interrupt, then answers what is under way. */
async function untilStopped(running: RunningServer): Promise<void> {
  const reload = (): void => void running.reload();
  process.on("SIGHUP", reload);
  await stopped();
  printNoticeLine("answering what is under way, then stopping; again to stop at once");
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => process.exit(EXIT.interrupted));
  await running.close();
  process.off("SIGHUP", reload);
}

/**
 * Who compares answers, where some bootcamp of the library has them compared by a model, or a configuration is named: a
 * server that could score only a part of what its library promises does not start.
 */
function verifierFor(folder: string, config: string | undefined): OpenedVerifier | undefined {
  const { shelves } = readLibrary(folder);
  const asking = shelves.find(({ current, former }) =>
    [current, ...former].some((one) => one?.card?.modelVerified !== undefined),
  );
  if (asking !== undefined) return requireVerifier(config, asking.folder);
  return config === undefined ? undefined : openVerifier(readConfig(config));
}

/** Has the difficulty in a database, where other servers find it, too. */
async function shareCurriculum(
  address: string,
): Promise<{ readonly curriculum: SharedCurriculum; readonly close: () => Promise<void> }> {
  const { openLink } = await import("../../fleet/postgres/open-link.ts");
  const { openSharedCurriculum } = await import("../../serve/difficulty/shared-curriculum.ts");
  const link = await openLink(readQueueAddress(address, "--state"), {
    what: "the database of the shared difficulty",
    name: "campforge serve",
    clock: () => performance.now(),
    onTrouble: (quietMs, reason) =>
      printNoticeLine(
        `the database of --state has not answered for ${formatDuration(quietMs)} (${reason}); scores go on, levels stay where they are, and it is tried again`,
      ),
    onRecovery: (quietMs) =>
      printNoticeLine(`the database of --state answers again, after ${formatDuration(quietMs)}`),
  });
  try {
    return { curriculum: await openSharedCurriculum(link, USUAL_RULE), close: link.close };
  } catch (error) {
    await link.close();
    throw error;
  }
}

function describe(
  { bootcamps, problems }: Holdings,
  { url, folder, flags }: { readonly url: string; readonly folder: string; readonly flags: ServeFlags },
): string {
  const classes = [...bootcamps.values()].flatMap(({ versions }) => [...versions.values()]);
  const careful = classes.filter(({ path }) => path.status === "careful");
  const lines = [
    `${folder}: ${countNoun(bootcamps.size, "bootcamp")} in ${countNoun(classes.length, "version")}, ${flags.processes} ${flags.processes === 1 ? "process" : "processes"}; Ctrl-C ends it`,
    ...problems.map(({ folder: where, reason }) => `  ${where}: is not served: ${reason}`),
    ...careful.map(
      ({ slug, version, path }) =>
        `  ${slug} version ${version}: is evaluated afresh for each response: ${path.reason}`,
    ),
    url,
  ];
  return `${lines.join("\n")}\n`;
}

function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true)
    throw new CommandError(
      EXIT.usage,
      `${folder}: no such folder; name the library, the folder that campforge export library wrote`,
    );
}

/** Whoever can reach the server can have it work: off this machine only for those who know a token. */
function requireToken(host: string, token: string | null): void {
  if (!isLoopback(host) && (token ?? "") === "")
    throw new CommandError(
      EXIT.usage,
      `--host ${host}: can be reached from other machines: set CAMPFORGE_TOKEN to a secret, or serve on 127.0.0.1`,
    );
}

async function listen(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = { EADDRINUSE: "is taken", EACCES: "may not be used", EADDRNOTAVAIL: "is not there" }[code];
    if (why === undefined) throw error;
    throw new CommandError(
      EXIT.endpoint,
      `${options.host}:${options.port} ${why}. Choose another --port, or 0 for any that is free.`,
      { cause: error },
    );
  }
}

/** Resolves at the first interrupt. */
function stopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
}
