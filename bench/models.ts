import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, fetch } from "undici";
import type { CallMemo, CompletionRequest } from "../src/core/calls/completion.ts";
import type { Ledger } from "../src/core/calls/ledger.ts";
import { NO_BUDGET } from "../src/core/calls/spending.ts";
import { createModels } from "../src/models/create-models.ts";
import { endpointSchema } from "../src/core/calls/model-config.ts";
import { DEFAULT_TIMING } from "../src/models/endpoint/timing.ts";
import { openStore } from "../src/store/open-store.ts";
import { NO_LEDGER } from "../test/models/no-ledger.ts";
import { aTask } from "../test/store/fill-record.ts";
import type { Row } from "./print-table.ts";
import { aPlan, NO_VERSIONS } from "../test/store/a-plan.ts";
import type { Scale } from "./scale.ts";

const SIZES = {
  full: { calls: 1_500, warmUp: 300, rounds: 5 },
  smoke: { calls: 20, warmUp: 1, rounds: 1 },
} as const;
const SLOTS = 64;
/** Characters of a prompt, and of a reply: a judge's case, and a page of thinking. */
const PROMPT = "What is 6 * 7? ".repeat(100);
const REPLY = "Let me see: six times seven. ".repeat(140);

/** Answers at once, each time otherwise, in a process of its own so that only the client's CPU is measured. */
const SERVER = `
const http = require("node:http");
let replies = 1e6;
const body = JSON.stringify({ id: "x", object: "chat.completion", created: 1, model: "m",
  choices: [{ index: 0, message: { role: "assistant", content: ${JSON.stringify(REPLY)} }, finish_reason: "stop" }],
  usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } });
const server = http.createServer((q, r) => {
  q.resume();
  q.on("end", () => { r.writeHead(200, { "content-type": "application/json" }); r.end(body.replace("Let me see", "Reply " + replies++)); });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

/** CPU of one judge's call in this process, beside that of undici's fetch alone. */
export async function benchModels(scale: Scale): Promise<readonly Row[]> {
  const sizes = SIZES[scale];
  const scratch = mkdtempSync(join(tmpdir(), "campforge-models-"));
  const server = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line]: unknown[] = await once(server.stdout, "data");
    const baseUrl = `http://127.0.0.1:${String(line).trim()}/v1`;
    const record = openRecord(join(scratch, "record.sqlite"));
    const complete = openJudge(baseUrl, UNRECORDED);
    const recorded = openJudge(baseUrl, record);
    const bare = openFetch(baseUrl);
    const ours: number[] = [];
    const withRecord: number[] = [];
    const fetched: number[] = [];
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < sizes.rounds; round++) {
      ours.push(await cpuMsOfCall(complete, sizes));
      withRecord.push(await cpuMsOfCall(recorded, sizes));
      fetched.push(await cpuMsOfCall(bare, sizes));
    }
    record.close();
    const perCall = Math.min(...withRecord);
    const perUnrecorded = Math.min(...ours);
    const perFetch = Math.min(...fetched);
    return [
      {
        what: "judge's call in the record, CPU",
        value: perCall,
        unit: "ms",
        aim: "at most 2.5",
        met: perCall <= 2.5,
      },
      { what: "judge's call without a record, CPU", value: perUnrecorded, unit: "ms", aim: "" },
      { what: "undici's fetch alone, CPU", value: perFetch, unit: "ms", aim: "" },
      { what: "judge's call in the record / fetch alone", value: perCall / perFetch, unit: "times", aim: "" },
    ];
  } finally {
    server.kill("SIGKILL");
    rmSync(scratch, { recursive: true });
  }
}

/** Where calls and what they cost are written down. */
type Books = { readonly memo: CallMemo; readonly ledger: Ledger };

const UNRECORDED: Books = {
  memo: { find: () => undefined, begin: () => {}, finish: () => {}, kept: () => Promise.resolve() },
  ledger: NO_LEDGER,
};

/** The books of a run on the disk. */
function openRecord(file: string): Books & { readonly close: () => void } {
  const store = openStore(file, () => new Date().toISOString());
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask(1)] });
  return { memo: store.memo(run), ledger: store.ledger(run, NO_BUDGET), close: store.close };
}

function openJudge(baseUrl: string, { memo, ledger }: Books): (call: number) => Promise<unknown> {
  const role = { kind: "endpoint", endpoint: "e", model: "m", maxTokens: 8_000 } as const;
  const { complete } = createModels({
    config: {
      endpoints: { e: endpointSchema.parse({ baseUrl, concurrency: SLOTS }) },
      roles: { author: role, judge: role },
    },
    memo,
    keyOf: () => undefined,
    warn: () => {},
    recorder: undefined,
    batches: null,
    ledger,
    timing: DEFAULT_TIMING,
  });
  const address = { role: "judge", task: aTask(1).id, line: 1, round: 1, level: 0, index: 0 } as const;
  return async (call) => {
    const request: CompletionRequest = {
      address: { ...address, caseHash: "c", attempt: call },
      messages: [{ role: "user", text: PROMPT }],
      sample: call,
      seed: call,
    };
    const { status } = await complete(request);
    if (status !== "complete") throw new Error(`the reply is ${status}`);
  };
}

function openFetch(baseUrl: string): (call: number) => Promise<unknown> {
  const dispatcher = new Agent({ connections: SLOTS });
  return async (call) => {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer none" },
      body: JSON.stringify({
        model: "m",
        seed: call,
        max_tokens: 8_000,
        messages: [{ role: "user", content: PROMPT }],
      }),
      dispatcher,
    });
    return response.json();
  };
}

let calls = 0;

async function cpuMsOfCall(
  call: (number: number) => Promise<unknown>,
  sizes: { readonly calls: number; readonly warmUp: number },
): Promise<number> {
  await callMany(call, sizes.warmUp);
  const before = process.cpuUsage();
  await callMany(call, sizes.calls);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / sizes.calls;
}

async function callMany(call: (number: number) => Promise<unknown>, count: number): Promise<void> {
  let left = count;
  const work = async (): Promise<void> => {
    while (left-- > 0) await call(calls++);
  };
  await Promise.all(Array.from({ length: SLOTS }, work));
}
