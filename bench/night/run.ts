/**
 * A night in small: hundreds of descriptions against an endpoint of another process with a fixed latency.
 * Prints how busy its slots are, what a call costs the supervisor, and how its memory goes.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { RunStatus } from "../../src/core/run/run-status.ts";
import { openStoreReader, type StoreReader } from "../../src/store/open-store.ts";
import { atMost, printTable, type Row } from "../print-table.ts";
import { composeDescriptions } from "./descriptions.ts";

const { values } = parseArgs({
  options: {
    tasks: { type: "string", default: "1000" },
    slots: { type: "string", default: "64,256" },
    latency: { type: "string", default: "2000" },
    right: { type: "string", default: "0.75" },
    high: { type: "string", default: "0.85" },
    cap: { type: "string", default: "128" },
    spread: { type: "string", default: "0" },
  },
});
const tasks = Number(values.tasks);
const latencyMs = Number(values.latency);
const cap = Number(values.cap);
/** Models take longer for one reply than for another, by so much of the mean; 0 has all take as long. */
const spread = values.spread === "0" ? "" : ` ± ${Math.round(Number(values.spread) * 100)}%`;
const root = join(import.meta.dirname, "..", "..");

/** At the band's edge the judge is asked for as long as it may be: all drafts are tested long before. */
const UNDECIDED = "0.85";

/** What docs/night.md says that a night takes, rounded to what is aimed at. */
const AIM = { busyShare: 0.95, cpuMsPerCall: 2.5, peakMiB: 600, growthShare: 0.1 };

const meterSchema = z.object({
  atMs: z.number(),
  inFlight: z.int(),
  answered: z.int(),
  drafts: z.int(),
  busyMs: z.number(),
});

type Moment = z.infer<typeof meterSchema> & {
  readonly cpuMs: number;
  readonly rssMiB: number;
  readonly status: RunStatus | undefined;
};

/** CPU time and resident memory of a process, without its children; undefined once it has ended. */
function readProcess(pid: number): { readonly cpuMs: number; readonly rssMiB: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const kiB = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    // Times are in hundredths of a second on Linux (USER_HZ).
    if (Number.isNaN(kiB)) return undefined;
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, rssMiB: kiB / 1024 };
  } catch {
    return undefined;
  }
}

type Night = {
  readonly slots: number;
  readonly tasks: number;
  /** The share of right answers. */
  readonly right: string;
};

async function measureNight({ slots, tasks, right }: Night): Promise<readonly Moment[]> {
  const scratch = mkdtempSync(join(tmpdir(), "campforge-night-"));
  const endpoint = spawn(
    process.execPath,
    [
      "--conditions=campforge-source",
      join(import.meta.dirname, "serve.ts"),
      values.latency,
      right,
      values.cap,
      values.spread,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const address = await new Promise<string>((resolve) => {
    endpoint.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8").trim()));
  });
  const role = { endpoint: "night", model: "scripted" };
  const file = (name: string): string => join(scratch, name);
  writeFileSync(file("tasks.jsonl"), composeDescriptions(tasks));
  writeFileSync(
    file("config.json"),
    JSON.stringify({
      endpoints: { night: { baseUrl: `${address}/v1`, concurrency: slots, timeoutSeconds: 120 } },
      author: role,
      judge: role,
      gates: { oracle: false, critic: false },
      judging: { kind: "sequential", batch: 8, cap },
      band: { low: 0.03, high: Number(values.high) },
    }),
  );
  const db = file("record.sqlite");
  const args = ["run", file("tasks.jsonl"), "--config", file("config.json"), "--db", db];
  const child = spawn(process.execPath, [join(root, "bin", "campforge.js"), ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const moments: Moment[] = [];
  let store: StoreReader | undefined;
  for (let code: number | null | undefined; code === undefined;) {
    code = await Promise.race([ended, sleep(1_000, undefined)]);
    const used = readProcess(child.pid ?? 0);
    if (used === undefined) continue;
    const answer = await fetch(`${address}/meter`, { headers: { connection: "close" } });
    const meter = meterSchema.parse(await answer.json());
    store ??= tryOpen(db);
    const status = store?.runStatus(1);
    moments.push({ ...meter, ...used, status });
    if (moments.length % 15 === 0) {
      process.stderr.write(
        `${slots} slots: ${status?.tasks.decided ?? 0} of ${tasks} decided, ${meter.inFlight} in flight, ${meter.answered} answered, ${used.rssMiB.toFixed(0)} MiB, load ${loadavg()[0]?.toFixed(1)}\n`,
      );
    }
  }
  store?.close();
  endpoint.stdin.end();
  rmSync(scratch, { recursive: true });
  return moments;
}

function tryOpen(db: string): StoreReader | undefined {
  try {
    return openStoreReader(db);
  } catch {
    return undefined; // the run has not made it yet
  }
}

/** From the time when a twentieth of the tasks is decided to that when no task waits any more. */
function steadyState(moments: readonly Moment[]): readonly Moment[] {
  return moments.filter(({ status }) => {
    if (status === undefined) return false;
    const { decided, underWay, total } = status.tasks;
    return decided >= total / 20 && decided + underWay < total;
  });
}

/** Calls of a process in which its engine still compiles: a night has some ten thousand more. */
const WARM_UP = 500;

/** What a call of the judge costs: from when the last draft was tested, and all is warm, to when calls run out. */
function judgingRows(slots: number, moments: readonly Moment[]): readonly Row[] {
  const judging = moments.filter(
    ({ status, inFlight, answered, drafts }) =>
      status !== undefined &&
      status.funnel.tested === status.tasks.total &&
      answered - drafts >= WARM_UP &&
      inFlight >= 0.9 * slots,
  );
  const [first, last] = [judging[0], judging.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new Error("no moment had all drafts tested and nearly all slots busy: take more samples");
  const calls = last.answered - first.answered;
  const cpuMs = (last.cpuMs - first.cpuMs) / calls;
  return [
    atMost("CPU of the supervisor for each call of the judge", cpuMs, "ms", AIM.cpuMsPerCall),
    { what: "calls", value: calls, unit: "", aim: "" },
    { what: "for so long", value: (last.atMs - first.atMs) / 1000, unit: "s", aim: "" },
  ];
}

function rowsOf(slots: number, moments: readonly Moment[]): readonly Row[] {
  const steady = steadyState(moments);
  const [first, last] = [steady[0], steady.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new Error("the run was too short for a steady state: take more tasks");
  const lastedMs = last.atMs - first.atMs;
  const calls = last.answered - first.answered;
  const busy = (last.busyMs - first.busyMs) / lastedMs / slots;
  const whole = moments.at(-1);
  const peak = Math.max(...moments.map(({ rssMiB }) => rssMiB));
  const middle = (part: readonly Moment[]): number =>
    part.map(({ rssMiB }) => rssMiB).toSorted((a, b) => a - b)[part.length >> 1] ?? 0;
  const quarter = Math.max(1, steady.length >> 2);
  const growth = middle(steady.slice(-quarter)) - middle(steady.slice(0, quarter));
  return [
    {
      what: "slots busy in steady state",
      value: busy * 100,
      unit: "%",
      aim: `at least ${AIM.busyShare * 100}`,
      met: busy >= AIM.busyShare,
    },
    {
      what: "CPU of the supervisor by calls, drafts included",
      value: (last.cpuMs - first.cpuMs) / calls,
      unit: "ms",
      aim: "",
    },
    atMost("memory of the supervisor, most", peak, "MiB", AIM.peakMiB),
    {
      what: "its growth from the first to the last quarter",
      value: growth,
      unit: "MiB",
      aim: `at most ${AIM.growthShare * 100}% of the most`,
      met: growth <= AIM.growthShare * peak,
    },
    {
      what: "calls a second in steady state",
      value: (calls / lastedMs) * 1000,
      unit: "",
      aim: `${((slots / latencyMs) * 1000).toFixed(0)} would be all slots`,
    },
    { what: "steady state", value: lastedMs / 1000, unit: "s", aim: "" },
    { what: "calls, whole run", value: whole?.answered ?? 0, unit: "", aim: "" },
    { what: "tasks decided", value: whole?.status?.tasks.decided ?? 0, unit: "", aim: `of ${tasks}` },
    { what: "whole run", value: ((whole?.atMs ?? 0) - (moments[0]?.atMs ?? 0)) / 1000, unit: "s", aim: "" },
  ];
}

const tables: Record<string, readonly Row[]> = {};
const series: Record<string, unknown> = {};
for (const slots of values.slots.split(",").map(Number)) {
  const at = `${slots} slots, latency ${latencyMs} ms${spread}, at most ${cap} samples a level`;
  const alone = await measureNight({ slots, tasks: slots / 2, right: UNDECIDED });
  const judging = `judging alone: ${slots / 2} tasks, ${at}`;
  tables[judging] = judgingRows(slots, alone);
  printTable(judging, tables[judging]);
  const title = `night: ${tasks} tasks, ${at}`;
  const moments = await measureNight({ slots, tasks, right: values.right });
  tables[title] = rowsOf(slots, moments);
  printTable(title, tables[title]);
  series[title] = moments.map(({ atMs, inFlight, answered, drafts, cpuMs, rssMiB, status }) => ({
    second: Math.round((atMs - (moments[0]?.atMs ?? 0)) / 1000),
    inFlight,
    answered,
    drafts,
    cpuMs,
    rssMiB: Math.round(rssMiB),
    decided: status?.tasks.decided ?? 0,
  }));
}
const machine = { node: process.versions.node, cores: availableParallelism(), load: loadavg()[0] };
writeFileSync(
  join(import.meta.dirname, "results.json"),
  `${JSON.stringify({ machine, tables, series }, null, 2)}\n`,
);
const missed = Object.values(tables)
  .flat()
  .filter(({ met }) => met === false);
process.stdout.write(`\n${missed.length === 0 ? "every aim is met" : `${missed.length} aims missed`}\n`);
process.exitCode = missed.length === 0 ? 0 : 8;
