import { z } from "zod";

/** Tokens, and money in the currency of the prices; null where no call had a price. */
const amount = z.object({ tokens: z.number(), cost: z.number().nullable() });

/** How many requests an endpoint may have under way at once. */
export const endpointLimit = z.int().min(1).max(1024);

/** How an endpoint does. `allowed` is what its answers let us have under way, `configured` what we may ask for. */
const endpointHealth = z.object({
  endpoint: z.string(),
  inFlight: z.int(),
  allowed: z.int(),
  configured: z.int(),
  /** Until when nothing is sent, as milliseconds since 1970, and what the endpoint said. */
  paused: z.object({ untilMs: z.number(), reason: z.string().default("") }).nullable(),
  /** Whether calls go through, are held back after failures, or one is let through to see; else unknown. */
  circuit: z.enum(["closed", "open", "half-open", "unknown"]),
  requests: z.int(),
  retries: z.int(),
  failures: z.int(),
  tokens: z.number(),
});

const count = z.int().min(0);

/** How many tasks came how far: each stage counts those of which some draft reached it. */
const funnel = z.object({
  described: count,
  compiled: count,
  runs: count,
  tested: count,
  judged: count,
  inBand: count,
});

/** A process that carries out tasks of a run on some machine. `gone`: nothing was heard of it for too long. */
const workerStatus = z.object({
  name: z.string(),
  host: z.string(),
  pid: z.int(),
  /** Tasks that it takes at once. */
  slots: z.int(),
  state: z.enum(["working", "gone", "left", "refused"]),
  /** How long ago it was last heard of. */
  quietMs: z.number(),
  /** What it does, each for how long. */
  doing: z.array(z.object({ task: z.string(), stage: z.string(), forMs: z.number() })),
  /** Tasks that it has brought to a verdict, in any run. */
  decided: count,
  /** Why it takes no part, where it does not. */
  note: z.string(),
});

/** The workers of a run that is spread over machines. */
const fleetStatus = z.object({ workers: z.array(workerStatus) });

/** What a run is at. `comparing` looks for twins once every task is decided. */
const phase = z.enum(["running", "paused", "stopping", "comparing", "stopped", "done"]);

/** What a run says of itself every two seconds and at its end, in the record. Times are ISO 8601 in UTC. */
export const runStatusSchema = z.object({
  run: z.int(),
  pid: z.int(),
  host: z.string(),
  startedAt: z.string(),
  writtenAt: z.string(),
  phase,
  funnel,
  tasks: z.object({
    total: count,
    decided: count,
    underWay: count,
    /** Tasks that may be under way at once. */
    parallel: count,
    stopped: count,
    accepted: count,
    flagged: count,
    rejected: count,
  }),
  calls: z.object({
    inFlight: count,
    waiting: count,
    /** Of those waiting, how many wait until calls under way give back what they do not need of the budget. */
    waitingForBudget: count.default(0),
    sent: count,
  }),
  /** Over the last minutes, from endpoints alone. */
  rates: z.object({ callsPerMinute: z.number(), tokensPerMinute: z.number() }),
  spent: amount,
  projected: amount.nullable(),
  /** The most that the run may spend. */
  allowed: z.object({ tokens: z.number().nullable(), cost: z.number().nullable() }).nullable(),
  /** Milliseconds until the last task is decided, in 77% of simulated runs (docs/night.md); null while nothing is known. */
  remaining: z.object({ lowMs: z.number(), highMs: z.number() }).nullable(),
  endpoints: z.array(endpointHealth),
  /** Tasks under way of which nothing was heard for so long. */
  stalled: z.array(z.object({ task: z.string(), quietMs: z.number() })),
  /** Null for a run in one process. */
  fleet: fleetStatus.nullable().default(null),
});

export type EndpointHealth = Readonly<z.infer<typeof endpointHealth>>;
export type RunFunnel = Readonly<z.infer<typeof funnel>>;
export type RunPhase = z.infer<typeof phase>;
export type RunStatus = Readonly<z.infer<typeof runStatusSchema>>;
export type SpentAmount = Readonly<z.infer<typeof amount>>;
export type FleetStatus = Readonly<z.infer<typeof fleetStatus>>;
export type WorkerStatus = Readonly<z.infer<typeof workerStatus>>;
