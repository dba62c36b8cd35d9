/**
 * A fleet on this machine: how much more sandbox work two and four workers do than one, each with one process on a core
 * of its own, and what the coordinator takes for each task and call. `node --conditions=campforge-source bench/fleet.ts`
 * prints a table and the model of docs/fleet.md; `--tasks 40 --times 3 --calls 800 --workers 1,2,4 --class DOMAIN/SLUG`.
 * The numbers of workers take turns, since a machine is not equally quick for long, and the median of their times counts.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { startCampforge } from "../test/campforge.ts";
import {
  type CountingEndpoint,
  describeTasks,
  startCountingEndpoint,
} from "../test/fleet/counting-endpoint.ts";
import { openTrialDatabase, startWorkers } from "../test/fleet/trial-fleet.ts";
import { atLeast, printTable, type Row } from "./print-table.ts";

const { values } = parseArgs({
  options: {
    tasks: { type: "string", default: "40" },
    times: { type: "string", default: "3" },
    calls: { type: "string", default: "800" },
    workers: { type: "string", default: "1,2,4" },
    // Of the 47 of the library, its tests take the median of CPU time.
    class: { type: "string", default: "natural-science/isotope-pattern" },
  },
});
/** Endpoint slots to spare: nothing waits for one. */
const SLOTS = 256;
const WARM_UP = 1;

const cores = availableParallelism();
const database = await openTrialDatabase({ keepsStatements: false });
let runs = 0;

/** What a batch took, from the first request to the last verdict that counts. */
type Took = {
  readonly seconds: number;
  readonly tasks: number;
  readonly coordinatorSeconds: number;
  readonly requests: number;
};

async function carryOut(
  endpoint: CountingEndpoint,
  { tasks, parallel, workers = 1 }: { tasks: number; parallel: number; workers?: number },
): Promise<Took> {
  const loopback = { baseUrl: endpoint.baseUrl, concurrency: SLOTS, timeoutSeconds: 120 };
  const role = { endpoint: "loopback", model: "composed" };
  const config = { endpoints: { loopback }, author: role, judge: role, rounds: 1, parallel };
  const name = `bench-${++runs}`;
  // Folders are written by a sandbox of the coordinator's own, for which one worker alone leaves a core idle.
  const leftOut = ["--no-oracle", "--no-critic", "--no-adversary", "--no-judge", "--no-generated"];
  const before = endpoint.requests();
  let begunMs = 0;
  let cpu = 0;
  let startCpu = 0;
  const { child, ended } = startCampforge([
    "run",
    database.folder.write(`${name}.jsonl`, describeTasks(tasks, 1000 * runs)),
    ...leftOut,
    "--config",
    database.folder.write(`${name}.json`, JSON.stringify(config)),
    "--db",
    join(database.folder.path, `${name}.sqlite`),
    "--queue",
    database.url,
    "--json",
  ]);
  let decidedMs = 0;
  // The last tasks are done while another worker has none left: they say nothing of its work.
  const counted = tasks - (workers - 1);
  let decided = 0;
  const lines = createInterface({ input: child.stdout ?? fail("the run has no output") });
  lines.on("line", (line) => {
    if (line.includes('"type":"task-decided"') && ++decided === counted) decidedMs = performance.now();
  });
  const look = setInterval(() => {
    // What a process takes to start says nothing of tasks.
    if (begunMs === 0 && endpoint.requests() > before) {
      begunMs = performance.now();
      startCpu = cpuSecondsOf(child.pid ?? 0);
    }
    if (decidedMs === 0) cpu = cpuSecondsOf(child.pid ?? 0);
  }, 50);
  const { code, stderr } = await ended;
  clearInterval(look);
  if (code !== 0) throw new Error(`the run ended with ${code}: ${stderr}`);
  return {
    seconds: (decidedMs - begunMs) / 1_000,
    tasks: counted,
    coordinatorSeconds: cpu - startCpu,
    requests: endpoint.requests() - before,
  };
}

const TICKS_PER_SECOND = Number(spawnSync("getconf", ["CLK_TCK"], { encoding: "utf8" }).stdout);

function fail(reason: string): never {
  throw new Error(reason);
}

/** CPU time of a process alone, by Linux. */
function cpuSecondsOf(pid: number): number {
  const after = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(after[11]) + Number(after[12])) / TICKS_PER_SECOND;
}

/** Sandbox work by so many workers, once each of them has started its compiler and knows the library. */
async function measureWorkers(count: number): Promise<Took> {
  const endpoint = await startCountingEndpoint(20, "class", values.class);
  const workers = startWorkers(count, { queue: database.url, slots: 4, pinned: cores > 1 });
  try {
    await carryOut(endpoint, { tasks: WARM_UP * count, parallel: 4 * count });
    return await carryOut(endpoint, { tasks: Number(values.tasks), parallel: 4 * count, workers: count });
  } finally {
    await workers.close();
    await endpoint.close();
  }
}

/** The one that took the median of seconds. */
function medianOf(all: readonly Took[]): Took {
  return all.toSorted((a, b) => a.seconds - b.seconds)[all.length >> 1] ?? fail("nothing was measured");
}

/** Calls alone: what the coordinator takes for one, there and back. */
async function measureCalls(): Promise<Took> {
  const endpoint = await startCountingEndpoint(20, "prose");
  const workers = startWorkers(1, { queue: database.url, slots: 64 });
  try {
    await carryOut(endpoint, { tasks: 64, parallel: 64 });
    return await carryOut(endpoint, { tasks: Number(values.calls) / 2, parallel: 64 });
  } finally {
    await workers.close();
    await endpoint.close();
  }
}

/** A night of eight hours, and what a task took in calls on average (docs/night.md). */
const NIGHT_SECONDS = 8 * 3_600;
const CALLS_PER_TASK = 46;

/** Slots that a coordinator is asked about, and how long a call takes there. */
const SLOTS_TO_FILL = 1_000;
const CALL_SECONDS = [60, 5];

const rows: Row[] = [];
const counts = values.workers.split(",").map(Number);
const tookBy = new Map<number, Took[]>(counts.map((count) => [count, []]));
for (let time = 0; time < Number(values.times); time++)
  for (const [count, took] of tookBy) took.push(await measureWorkers(count));
let alone: Took | undefined;
for (const [count, all] of tookBy) {
  const took = medianOf(all);
  alone ??= took;
  const rate = took.tasks / took.seconds;
  const ratio = (rate * alone.seconds) / alone.tasks;
  const name = `${count} ${count === 1 ? "worker" : "workers"}`;
  rows.push(
    { what: `${name}: drafts compiled and tested a minute`, value: rate * 60, unit: "", aim: "" },
    count === 2 && counts[0] === 1
      ? atLeast("  times the work of one", ratio, "", 1.7)
      : { what: "  times the work of one", value: ratio, unit: "", aim: "" },
    {
      what: "  coordinator's CPU time for each task",
      value: (took.coordinatorSeconds * 1_000) / took.tasks,
      unit: "ms",
      aim: "",
    },
  );
}
const calls = await measureCalls();
const perCall = calls.coordinatorSeconds / calls.requests;
const perWorker = alone === undefined ? 0 : alone.seconds / alone.tasks;
rows.push(
  { what: "calls a second that went through", value: calls.requests / calls.seconds, unit: "", aim: "" },
  { what: "  coordinator's CPU time for each, tasks included", value: perCall * 1_000, unit: "ms", aim: "" },
  { what: "  calls a second at which it is used up", value: 1 / perCall, unit: "", aim: "" },
  ...CALL_SECONDS.flatMap((seconds): Row[] => [
    {
      what: `${SLOTS_TO_FILL.toLocaleString("en")} slots, ${seconds} s a call: calls a second`,
      value: SLOTS_TO_FILL / seconds,
      unit: "",
      aim: "",
    },
    {
      what: "  of what the coordinator carries",
      value: (SLOTS_TO_FILL / seconds) * perCall * 100,
      unit: "%",
      aim: "",
    },
  ]),
  { what: "  all of it, at a call of", value: SLOTS_TO_FILL * perCall, unit: "s", aim: "" },
  {
    what: `10,000 tasks of ${CALLS_PER_TASK} calls in 8 hours: calls a second`,
    value: (10_000 * CALLS_PER_TASK) / NIGHT_SECONDS,
    unit: "",
    aim: "",
  },
  {
    what: "  of what the coordinator carries",
    value: ((10_000 * CALLS_PER_TASK * perCall) / NIGHT_SECONDS) * 100,
    unit: "%",
    aim: "",
  },
  {
    what: "  cores for their drafts, one each",
    value: (10_000 * perWorker) / NIGHT_SECONDS,
    unit: "",
    aim: "",
  },
);
printTable(
  `a fleet on ${cores} cores, ${SLOTS} slots at the endpoint, ${values.tasks} drafts of ${values.class}, the median of ${values.times}`,
  rows,
);
await database.close();
process.exitCode = rows.some(({ met }) => met === false) ? 8 : 0;
