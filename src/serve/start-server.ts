import { countNoun } from "../core/text/count-noun.ts";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { type ClosableSandbox, createSandbox } from "../sandbox/create-sandbox.ts";
import { JOB_LIMITS } from "../workshop/workshop.ts";
import { type AskVerifier, type ModelVerifier, NO_VERIFIER } from "../core/draft/model-verifier.ts";
import { readCurriculum } from "./difficulty/curriculum-file.ts";
import { type Curriculum, openCurriculum } from "./difficulty/curriculum.ts";
import { type DifficultyKeeper, keepInFile, keepShared } from "./difficulty/keep-difficulty.ts";
import type { SharedCurriculum } from "./difficulty/shared-curriculum.ts";
import type { ControlRule } from "./difficulty/track.ts";
import { keepHoldings, type KeptHoldings, type Reloaded } from "./holdings/keep-holdings.ts";
import type { VersionsServed } from "./holdings/open-holdings.ts";
import { watchFolder } from "./holdings/watch-folder.ts";
import { createRewardApp } from "./http/create-reward-app.ts";
import { createMetrics, type Metrics } from "./http/metrics.ts";
import { openRewards, type Rewards, type RewardLimits } from "./http/open-rewards.ts";
import { readGauges } from "./http/read-gauges.ts";
import { acceptSockets } from "./http/accept-sockets.ts";
import { addProtocols } from "./protocols/add-protocols.ts";
import { openDrawing } from "./protocols/open-drawing.ts";
import { converseByOpenenv } from "./protocols/route-openenv.ts";
import { createAdmissionGate } from "./scoring/admission-gate.ts";
import { assignHomes, type HomeOf } from "./scoring/assign-homes.ts";
import { createTruthReader } from "./scoring/read-truth.ts";
import { createScoreDesk } from "./scoring/score-desk.ts";

/** How a library is served. */
export type ServerOptions = {
  readonly folder: string;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly token: string | null;
  /** Further names, with or without a port, that senders may call this server by. */
  readonly allowedHosts: readonly string[];
  readonly processes: number;
  readonly inFlight: number;
  /** CPU time that one verification may use. */
  readonly timeoutMs: number;
  readonly limits: RewardLimits;
  readonly versions: VersionsServed;
  /** Who compares answers of classes that are verified by a model; not there where nobody is configured. */
  readonly verifier?: {
    readonly verifier: ModelVerifier;
    readonly askAbout: (bootcamp: string) => AskVerifier;
  };
  /** Where the difficulty is kept; null keeps it in memory. */
  readonly curriculumFile: string | null;
  /** The difficulty that other servers move, too, in the place of a file. */
  readonly shared?: SharedCurriculum;
  readonly rule: ControlRule;
  readonly watch: boolean;
  readonly onNotice: (text: string) => void;
};

/** A server that answers. */
export type RunningServer = {
  readonly url: string;
  readonly holdings: KeptHoldings["current"];
  readonly reload: () => Promise<void>;
  /** Answers what is under way, lets nobody in any more, and keeps the difficulty. */
  readonly close: () => Promise<void>;
};

/** A child leaks little over a reviewed library; a new one costs a fifth of a second. */
const JOBS_PER_CHILD = 100_000;

/**
 * Classes that a process keeps loaded, as far as they are not too large together: each takes some MiB, and half a GiB
 * of addresses.
 */
const KEPT_PROGRAMS = 64;

/** Opens a library and listens. Rejects where the library or the address cannot be used. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { onNotice, folder } = options;
  const metrics = createMetrics();
  const curriculum = openOwnCurriculum(options);
  const holdings = await keepHoldings(folder, {
    versions: options.versions,
    verifier: options.verifier?.verifier ?? null,
    onReload: (reloaded) => tellReload(reloaded, { metrics, onNotice }),
  });
  const sandbox = createSandbox({
    size: options.processes,
    jobsPerChild: JOBS_PER_CHILD,
    keptPrograms: KEPT_PROGRAMS,
  });
  const homeOf = assignHomes(options.processes);
  const rewards = openOwnRewards(options, { holdings, sandbox, metrics, curriculum, homeOf });
  const drawing = openDrawing(sandbox, { homeOf, curriculum, metrics });
  const authorities = new Set<string>();
  const door = { authorities, token: options.token };
  const app = createRewardApp({
    rewards,
    metrics,
    door,
    gauges: () => readGauges({ rewards, curriculum }),
    onFault: (error) => onNotice(`internal error: ${error.message}`),
    addRoutes: (routes) => addProtocols(routes, rewards, drawing),
  });
  let server: Server;
  try {
    server = await listen(app, options);
  } catch (error) {
    sandbox.close();
    throw error;
  }
  const url = addressOf(server, options, authorities);
  const closeSockets = acceptSockets(server, {
    door,
    mostBytes: options.limits.bodyBytes,
    converse: converseByOpenenv(rewards, drawing),
  });
  const keeper = keepDifficulty(options, curriculum);
  const unwatch = options.watch ? watchFolder(folder, () => void holdings.reload()) : () => {};
  return {
    url,
    holdings: holdings.current,
    reload: holdings.reload,
    close: async () => {
      unwatch();
      try {
        await rewards.gate.close();
        closeSockets();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 500).unref();
        });
        await keeper.stop();
      } finally {
        sandbox.close();
      }
    },
  };
}

function openOwnCurriculum({ shared, curriculumFile, rule }: ServerOptions): Curriculum {
  if (shared !== undefined) return shared.curriculum;
  const kept =
    curriculumFile === null ? { curriculum: 1 as const, tracks: {} } : readCurriculum(curriculumFile);
  return openCurriculum(kept, rule);
}

const keepDifficulty = (
  { shared, curriculumFile: file, onNotice }: ServerOptions,
  curriculum: Curriculum,
): DifficultyKeeper =>
  shared === undefined ? keepInFile(curriculum, { file, onNotice }) : keepShared(shared, { onNotice });

function openOwnRewards(
  options: ServerOptions,
  parts: {
    readonly holdings: KeptHoldings;
    readonly sandbox: ClosableSandbox;
    readonly metrics: Metrics;
    readonly curriculum: Curriculum;
    readonly homeOf: HomeOf;
  },
): Rewards {
  const { holdings, sandbox, metrics, curriculum, homeOf } = parts;
  const desk = createScoreDesk(sandbox.scoring, {
    lanes: options.processes,
    homeOf,
    ask: ({ slug, isModelVerified }) =>
      isModelVerified && options.verifier !== undefined ? options.verifier.askAbout(slug) : NO_VERIFIER,
    limits: { timeoutMs: options.timeoutMs, memoryMiB: JOB_LIMITS.memoryMiB },
    listener: {
      scored: (of, outcome, { target }) => {
        const { slug: bootcamp, version } = of;
        const isInvalid = outcome.status === "unparsable" && outcome.by !== undefined;
        const counted = isInvalid ? "invalid" : outcome.status;
        metrics.count("campforge_verifications_total", { bootcamp, version, outcome: counted });
        if (outcome.status === "scored" || outcome.status === "unparsable")
          curriculum.scored(of, target.caseName, outcome.score);
      },
      ran: (cpuMs) => metrics.count("campforge_verification_cpu_seconds_total", {}, cpuMs / 1_000),
      notStill: ({ slug, version }, reason) =>
        options.onNotice(
          `${slug} version ${version} is evaluated anew for each response from now on: ${reason}`,
        ),
    },
  });
  return openRewards({
    holdings: holdings.current,
    gate: createAdmissionGate(options.inFlight),
    limits: options.limits,
    readTruth: createTruthReader(),
    desk,
  });
}

function tellReload(
  reloaded: Reloaded,
  { metrics, onNotice }: { readonly metrics: Metrics; readonly onNotice: (text: string) => void },
): void {
  metrics.count("campforge_reloads_total", { outcome: reloaded.status });
  if (reloaded.status === "kept") {
    onNotice(`the library cannot be read again, and is served as it was: ${reloaded.reason}`);
    return;
  }
  const { bootcamps, problems } = reloaded.holdings;
  onNotice(`the library was read again: ${countNoun(bootcamps.size, "bootcamp")}`);
  for (const { folder, reason } of problems) onNotice(`${folder}: is not served: ${reason}`);
}

function listen(
  app: Hono,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  const answer = getRequestListener(app.fetch);
  const server = createServer((request, response) => void answer(request, response));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** The address that senders are given; `authorities` becomes the Host headers that name it. */
function addressOf(server: Server, { host, allowedHosts }: ServerOptions, authorities: Set<string>): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const shown = host.includes(":") ? `[${host}]` : host;
  for (const name of [shown, "127.0.0.1", "localhost", "[::1]"])
    authorities.add(`${name.toLowerCase()}:${port}`);
  for (const name of allowedHosts) {
    authorities.add(name.toLowerCase());
    authorities.add(`${name.toLowerCase()}:${port}`);
  }
  return `http://${shown}:${port}`;
}
