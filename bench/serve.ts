/**
 * The reward server under load, in a process of its own, by keep-alive connections from this one, which takes its part
 * of the machine. CPU time is of the server with all of its processes: the clock depends on who else is at work.
 * `--verifications N` sets how many verifications the memory is watched over (a million in a full run).
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { casesReplySchema, scoreListSchema } from "../src/core/training/score-api.ts";
import { printTable, type Row } from "./print-table.ts";

const ROOT = resolve(import.meta.dirname, "..");
const BOOTCAMP = "calorimetry";
const LIST = 256;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const { values } = parseArgs({ options: { verifications: { type: "string", default: "1000000" } } });

const folder = mkdtempSync(join(tmpdir(), "campforge-bench-"));
const args = [
  join(ROOT, "bin/campforge.js"),
  "serve",
  join(ROOT, "library"),
  "--port",
  "0",
  "--state",
  join(folder, "c.json"),
];
const server = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
const url = await new Promise<string>((found) => {
  let said = "";
  server.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address !== undefined) found(address);
  });
});

function post(path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((done, fail) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    request(url + path, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    })
      .on("error", fail)
      .end(body);
  });
}

/** CPU time of a process and of all below it, in ms, and what they hold, in MiB. */
function usage(root: number): { readonly cpuMs: number; readonly residentMiB: number } {
  const parents = new Map<number, number[]>();
  const own = new Map<number, { readonly cpuMs: number; readonly residentMiB: number }>();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")
        .map(Number);
      const parent = fields[1] ?? 0;
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
      const cpuMs = ((fields[11] ?? 0) + (fields[12] ?? 0)) * 10;
      own.set(Number(name), { cpuMs, residentMiB: ((fields[21] ?? 0) * 4_096) / 1024 / 1024 });
    } catch {
      continue; // it has ended
    }
  }
  const all = (pid: number): readonly number[] => [pid, ...(parents.get(pid) ?? []).flatMap(all)];
  const parts = all(root).map((pid) => own.get(pid) ?? { cpuMs: 0, residentMiB: 0 });
  return {
    cpuMs: parts.reduce((sum, one) => sum + one.cpuMs, 0),
    residentMiB: parts.reduce((sum, one) => sum + one.residentMiB, 0),
  };
}

const wish = { bootcamp: BOOTCAMP, seed: 1, level: 2, count: 32 };
const { cases } = casesReplySchema.parse(JSON.parse((await post("/v1/cases", JSON.stringify(wish))).text));
const item = (index: number, response = `${"x ".repeat(1_000)}\n\\boxed{${index}.5}`): object => ({
  ground_truth: cases[index % cases.length]?.ground_truth,
  response,
});
const list = JSON.stringify({ items: Array.from({ length: LIST }, (_, index) => item(index)) });

/** What a policy may come to write, or be led to: none is right, and none should hold others up. */
const HOSTILE = [
  "\\boxed{".repeat(20_000),
  "<think>".repeat(20_000),
  "(".repeat(50_000),
  `\\boxed{${"9".repeat(100_000)}}`,
  "a".repeat(500_000),
];

/** `count` pieces of work, so many at a time; the time that each took, in ms. */
async function drive(
  count: number,
  atOnce: number,
  act: (index: number) => Promise<void>,
): Promise<readonly number[]> {
  const times: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const start = performance.now();
      await act(next++);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return times;
}

async function timed(count: number, atOnce: number, act: (index: number) => Promise<void>) {
  const pid = z.number().parse(server.pid);
  const before = usage(pid);
  const start = performance.now();
  const times = await drive(count, atOnce, act);
  const seconds = (performance.now() - start) / 1_000;
  return { times, seconds, cpuMs: usage(pid).cpuMs - before.cpuMs };
}

async function sendList(): Promise<void> {
  const { results } = scoreListSchema.parse(JSON.parse((await post("/v1/score", list)).text));
  if (results.some(({ status }) => status !== "scored")) throw new Error("a response was not scored");
}

async function sendOne(index: number): Promise<void> {
  const { status } = await post("/v1/score", JSON.stringify(item(index)));
  if (status !== 200) throw new Error(`a response ended with HTTP ${status}`);
}

async function sendMixed(index: number): Promise<void> {
  if (index % 20 !== 0) return sendOne(index);
  await post("/v1/score", JSON.stringify(item(index, HOSTILE[(index / 20) % HOSTILE.length])));
}

await drive(40, 4, sendList);
await drive(2_000, 16, sendOne);
const lists = await timed(200, 4, sendList);
const singles = await timed(6_000, 32, sendOne);
const mixed = await timed(6_000, 16, sendMixed);
const honest = mixed.times.toSorted((a, b) => a - b);
const before = usage(z.number().parse(server.pid)).residentMiB;
const watched = Math.ceil(Number(values.verifications) / LIST);
await timed(watched, 4, sendList);
const growth = usage(z.number().parse(server.pid)).residentMiB / before - 1;

const row = (what: string, value: number, unit: string, least?: number, most?: number): Row => ({
  what,
  value,
  unit,
  aim: least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : "",
  ...(least === undefined && most === undefined
    ? {}
    : { met: value >= (least ?? -Infinity) && value <= (most ?? Infinity) }),
});
printTable("reward server, 2 KB responses", [
  row(`verifications in lists of ${LIST}`, (200 * LIST) / lists.seconds, "a second", 10_000),
  row("CPU of the server for each", (lists.cpuMs * 1_000) / (200 * LIST), "µs"),
  row("single requests", 6_000 / singles.seconds, "a second", 1_500),
  row("CPU of the server for each", (singles.cpuMs * 1_000) / 6_000, "µs"),
  row("single requests with 5% hostile, p50", honest[honest.length >> 1] ?? 0, "ms"),
  row("the same, p99", honest[Math.floor(honest.length * 0.99)] ?? 0, "ms", undefined, 50),
  row(`growth of memory over ${watched * LIST} verifications`, growth * 100, "%", undefined, 10),
]);
server.kill("SIGTERM");
agent.destroy();
server.on("close", () => rmSync(folder, { recursive: true, force: true }));
