import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scoreListSchema } from "../../src/core/training/score-api.ts";
import { aCard } from "../../test/serve/a-library.ts";
import type { KnownResponse } from "../../test/serve/known-responses.ts";
import { openClient } from "../../test/serve/open-client.ts";
import { processTree } from "../../test/serve/sandbox-processes.ts";
import { cardText } from "../../src/core/library/library-card.ts";
import type { Client } from "../../test/serve/trainer-requests.ts";
import { atLeast, atMost, type Row } from "../print-table.ts";
import type { Scale } from "../scale.ts";
import { driveLanes } from "./drive-lanes.ts";
import { BOOTCAMPS, knownResponses, LIBRARY, loadPlain } from "./library-responses.ts";
import { type Serving, startServing } from "./start-serving.ts";

const LIST = 256;
const SIZES = {
  full: { lists: 400, singles: 8_000, classes: 40, mixtures: 400, watched: 1_000_000, warmUp: 2_000 },
  smoke: { lists: 1, singles: 4, classes: 2, mixtures: 1, watched: LIST, warmUp: 2 },
} as const;

/** What a policy may come to write, or be led to: none is right, and none should hold others up. */
const HOSTILE = [
  "\\boxed{".repeat(20_000),
  "<think>".repeat(20_000),
  "(".repeat(50_000),
  `\\boxed{${"9".repeat(100_000)}}`,
  "a".repeat(500_000),
];
/** Every so many responses one of them is hostile: 5%. */
const HOSTILE_EVERY = 20;

type Load = {
  readonly times: readonly number[];
  readonly seconds: number;
  readonly cpuMs: number;
  readonly own: number;
};

/**
 * The reward server under load: `campforge serve` in a process of its own with 40 classes, and this process as its client,
 * by connections that stay open. Both share the machine: what the client took of it is among the rows.
 */
export async function measureServer(
  scale: Scale,
  watched: number = SIZES[scale].watched,
): Promise<readonly Row[]> {
  const sizes = SIZES[scale];
  const library = mkdtempSync(join(tmpdir(), "campforge-library-"));
  const shelved = await Promise.all(
    Array.from({ length: sizes.classes }, (_, index) => shelveCopy(library, index)),
  );
  const serving = await startServing(library);
  const client = openClient(serving.url, 64);
  try {
    const known = shelved[0] ?? [];
    const list = listOf(known);
    const one = (index: number, response?: string): string => {
      const { groundTruth, ...own } = known[index % LIST] ?? { groundTruth: "", response: "" };
      return JSON.stringify({ ground_truth: groundTruth, response: response ?? own.response });
    };
    const sendOne = (index: number): Promise<void> => send(client, one(index));
    const sendMixed = (index: number): Promise<void> =>
      index % HOSTILE_EVERY === 0
        ? send(client, one(index, HOSTILE[(index / HOSTILE_EVERY) % HOSTILE.length]))
        : sendOne(index);
    const mixtures = mixturesOf(shelved);
    const sendMixture = (index: number): Promise<void> =>
      sendList(client, mixtures[index % mixtures.length] ?? list);
    await driveLanes(sizes.warmUp / 50, 4, () => sendList(client, list));
    await driveLanes(sizes.warmUp, 16, sendOne);
    const lists = await timed(serving, { count: sizes.lists, lanes: 4 }, () => sendList(client, list));
    const singles = await timed(serving, { count: sizes.singles, lanes: 32 }, sendOne);
    const mixed = await timed(serving, { count: sizes.singles, lanes: 16 }, sendMixed);
    await driveLanes(Math.min(sizes.mixtures, 64), 4, sendMixture);
    const mixture = await timed(serving, { count: sizes.mixtures, lanes: 4 }, sendMixture);
    const before = residentMiB(serving);
    const lots = Math.ceil(watched / LIST);
    await timed(serving, { count: lots, lanes: 4 }, () => sendList(client, list));
    const growth = residentMiB(serving) / before - 1;
    return [
      ...rowsOfLoad(`verifications in lists of ${LIST}`, lists, { each: LIST, least: 10_000 }),
      ...rowsOfLoad("single requests", singles, { each: 1, least: 1_500 }),
      {
        what: "single requests with 5% hostile, p50",
        value: quantile(mixed.times, 0.5),
        unit: "ms",
        aim: "",
      },
      atMost("  the same, p99", quantile(mixed.times, 0.99), "ms", 50),
      ...rowsOfLoad(`verifications in lists over ${sizes.classes} bootcamps`, mixture, { each: LIST }),
      { what: "memory of the server and its processes", value: before, unit: "MiB", aim: "" },
      atMost(`  its growth over ${lots * LIST} verifications`, growth * 100, "%", 10),
    ];
  } finally {
    client.close();
    await serving.stop();
    rmSync(library, { recursive: true, force: true });
  }
}

/** One of the library's classes in turn, as a class of its own, and responses to its cases. */
async function shelveCopy(library: string, index: number): Promise<readonly KnownResponse[]> {
  const folder = BOOTCAMPS[index % BOOTCAMPS.length] ?? BOOTCAMPS[0];
  const { slug, Class } = await loadPlain(LIBRARY, folder);
  const own = `${slug}-${index}`;
  shelveAgain(library, { folder, slug: own });
  return knownResponses({ slug: own, Class }, { seed: index, count: index === 0 ? LIST : 32 });
}

/** Lists in which each response is to a case of another class: what a mixture of many bootcamps sends. */
const mixturesOf = (shelved: readonly (readonly KnownResponse[])[]): readonly string[] =>
  Array.from({ length: 16 }, (_, number) =>
    listOf(
      Array.from({ length: LIST }, (__, item) => {
        const own = shelved[(number + item) % shelved.length] ?? [];
        return own[(number * 7 + Math.floor(item / shelved.length)) % own.length];
      }).filter((one) => one !== undefined),
    ),
  );

/** A class of the library under another name, as a class of its own. */
function shelveAgain(
  library: string,
  { folder, slug }: { readonly folder: string; readonly slug: string },
): void {
  const name = slug.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  const source = readFileSync(join(LIBRARY, folder, "bootcamp.ts"), "utf8")
    .replace(/(export default class )\w+/, `$1${name}`)
    .replace(/(\bname: ")\w+"/, `$1${name}"`)
    .replace(/(\bslug: ")[\w-]+"/, `$1${slug}"`);
  const shelf = join(library, "tests", slug);
  mkdirSync(shelf, { recursive: true });
  writeFileSync(join(shelf, "bootcamp.ts"), source);
  writeFileSync(join(shelf, "card.json"), cardText(aCard({ slug, name, source })));
}

const listOf = (known: readonly KnownResponse[]): string =>
  JSON.stringify({
    items: known.map(({ groundTruth, response }) => ({ ground_truth: groundTruth, response })),
  });

async function sendList(client: Client, list: string): Promise<void> {
  const { results } = scoreListSchema.parse(JSON.parse((await client.post("/v1/score", list)).text));
  const failed = results.find(({ status }) => status === "error");
  if (failed !== undefined) throw new Error(`a response was not scored: ${JSON.stringify(failed)}`);
}

async function send(client: Client, body: string): Promise<void> {
  const { status, text } = await client.post("/v1/score", body);
  if (status !== 200) throw new Error(`a response ended with HTTP ${status}: ${text.slice(0, 200)}`);
}

async function timed(
  { pid }: Serving,
  { count, lanes }: { readonly count: number; readonly lanes: number },
  act: (index: number) => Promise<void>,
): Promise<Load> {
  const cpuMs = (): number => processTree(pid).reduce((sum, one) => sum + one.cpuMs, 0);
  const before = cpuMs();
  const own = process.cpuUsage();
  const start = performance.now();
  const times = await driveLanes(count, lanes, act);
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(own);
  return { times, seconds, cpuMs: cpuMs() - before, own: (user + system) / 1_000 };
}

const residentMiB = ({ pid }: Serving): number =>
  processTree(pid).reduce((sum, one) => sum + one.residentMiB, 0);

function rowsOfLoad(
  what: string,
  { times, seconds, cpuMs, own }: Load,
  { each, least }: { readonly each: number; readonly least?: number },
): readonly Row[] {
  const count = times.length * each;
  const value = count / seconds;
  return [
    least === undefined
      ? { what, value, unit: "a second", aim: "" }
      : atLeast(what, value, "a second", least),
    { what: "  CPU of the server for each", value: (cpuMs * 1_000) / count, unit: "µs", aim: "" },
    { what: "  cores that the client took meanwhile", value: own / seconds / 1_000, unit: "", aim: "" },
  ];
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
