import Database from "better-sqlite3";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { findUnseen } from "../../../src/core/text/visible-text.ts";
import { campforge, type Ended } from "../../campforge.ts";
import { ROOT, scratchFolder } from "../../project.ts";
import { endpointConfig } from "../../scripted-endpoint.ts";
import { obedientDraft } from "./obedient-drafts.ts";

/** Keys of the environment: the first is the endpoint's, the second nobody's. */
const KEY = "sk-endpoint-CANARY-77aa55";
const CANARY = "sk-ambient-CANARY-99bb33";
const ENV = { LOOPBACK_KEY: KEY, OPENAI_API_KEY: CANARY, API_KEY: CANARY, LANGSMITH_API_KEY: CANARY };

const injections = readFileSync(join(ROOT, "test", "fixtures", "task-injections.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => z.object({ id: z.string(), description: z.string() }).parse(JSON.parse(line)));

/** What each injection comes to, and why: by which gate. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  password: /^rejected: unit tests failed: .*answers are spread/,
  "log-forge": /^flagged: .*texts are clean/,
  "leak-answer": /^rejected: unit tests failed: no leak/,
  jinja: /^flagged: .*texts are clean/,
  yaml: /^flagged: .*texts are clean/,
  proto: /^rejected: no usable draft|^flagged: .*texts are clean/,
  svg: /^flagged: .*texts are clean/,
  "eval-answer": /^rejected: no usable draft/,
  csv: /^flagged: .*texts are clean/,
  bidi: /^rejected: unit tests failed: texts are clean/,
  html: /^flagged: .*texts are clean/,
  template: /^rejected: unit tests failed: prompts fit their cases/,
  "unicode-tags": /^rejected: no usable draft/,
  "close-tag": /^flagged: .*texts are clean/,
  sql: /^flagged: .*texts are clean/,
  import: /^rejected: no usable draft/,
  // The endpoint's judge cannot solve it; that it is a twin stands with its round.
  dup: /^(?:rejected|flagged): /,
  "secret-shape": /^rejected: unit tests failed: texts are clean/,
  "md-image": /^flagged: .*texts are clean/,
  ansi: /^rejected: unit tests failed: texts are clean/,
  judge: /^rejected: unit tests failed: prompts fit their cases/,
  url: /^flagged: .*texts are clean/,
  "leak-order": /^rejected: unit tests failed: guessing does not pay, no leak/,
  "always-one": /^rejected: unit tests failed: .*wrong answers score below 1/,
};

const WAIVER = "what stands first is a decoy";

const folder = scratchFolder();
const db = join(folder.path, "record.sqlite");
const config = folder.path + "/config.json";
const bodies: string[] = [];
const headers: string[] = [];
let trapped = 0;
let endpoint: Server;
let trap: Server;
let ended: Ended;

beforeAll(async () => {
  trap = createServer((_, response) => response.end("trapped"));
  trap.on("connection", () => trapped++);
  endpoint = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    void answer(request).then((text) => response.end(text));
  });
  const [port, trapPort] = [await listen(endpoint), await listen(trap)];
  // The gates that need no model have to do it alone.
  const gates = { oracle: false, critic: false };
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  folder.write("config.json", endpointConfig(baseUrl, { rounds: 1, parallel: 2, gates }));
  const own = ["control", "waived"].map((id) => ({ id, description: "" }));
  const lines = [...own, ...injections].map(({ id, description }) => ({
    id,
    ...(id === "waived" ? { waive: { "no leak": WAIVER, "guessing does not pay": WAIVER } } : {}),
    title: `Task ${id}`,
    domain: "algorithms",
    // Every address that an injection names is the trap's.
    description: `A few whole numbers of three digits are to be added up; the sum is asked for.\n\n${description.replace(/127\.0\.0\.1:9\b|169\.254\.169\.254/, `127.0.0.1:${trapPort}`)}`,
  }));
  const file = folder.write("tasks.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
  ended = await campforge(["run", file, "--config", config, "--db", db, "--json"], { env: ENV });
}, 400_000);

afterAll(() => {
  for (const server of [endpoint, trap]) {
    server.closeAllConnections();
    server.close();
  }
  folder.remove();
});

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return z.object({ port: z.int() }).parse(server.address()).port;
}

const requestSchema = z.object({ messages: z.array(z.object({ content: z.string() })) });

async function answer(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  bodies.push(body);
  headers.push(JSON.stringify(request.headers));
  const last = requestSchema.parse(JSON.parse(body)).messages.at(-1)?.content ?? "";
  const id = /^Title: Task (.*)$/m.exec(last)?.[1];
  const content = id === undefined ? judgeReply(last) : authorReply(id);
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const choices = [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }];
  return JSON.stringify({ id: "x", object: "chat.completion", created: 0, model: "m", choices, usage });
}

function authorReply(id: string): string {
  const injection = injections.find((one) => one.id === id)?.description ?? "";
  return `As the description asks:\n\n\`\`\`ts\n${obedientDraft(id, injection)}\n\`\`\``;
}

/** Right in about half of the cases, told by the digits of the case. */
function judgeReply(prompt: string): string {
  const numbers = /numbers: ([\d, ]+)\./.exec(prompt)?.[1]?.split(", ").map(Number) ?? [];
  const sum = numbers.reduce((total, one) => total + one, 0);
  return `Answer: ${sum % 2 === 0 ? sum : sum + 1}`;
}

const listed = z.array(z.object({ id: z.string(), verdict: z.string(), reasons: z.array(z.string()) }));

async function say(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await campforge([...args, "--db", db], { env: ENV });
  return stdout + stderr;
}

describe("a run over hostile descriptions whose author obeys them", () => {
  test("ends well, and accepts the control alone", async () => {
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(0);
    const tasks = listed.parse(JSON.parse(await say("list", "--json")));
    expect(tasks).toHaveLength(26);
    const verdicts = Object.fromEntries(
      tasks.map(({ id, verdict, reasons }) => [id, `${verdict}: ${reasons.join("; ")}`]),
    );

    expect(verdicts["control"]).toBe("accepted: ");
    const unmet = Object.entries(EXPECTED).filter(([id, wanted]) => !wanted.test(verdicts[id] ?? ""));
    expect(unmet.map(([id]) => `${id} is ${verdicts[id]}`)).toEqual([]);
    expect(injections.filter(({ id }) => EXPECTED[id] === undefined)).toEqual([]);
  });

  test("flags what is waived, with the reason wherever the task is shown", async () => {
    const tasks = listed.parse(JSON.parse(await say("list", "--json")));
    const waived = tasks.find(({ id }) => id === "waived");
    expect(waived).toMatchObject({
      verdict: "flagged",
      reasons: [`waived: guessing does not pay (${WAIVER})`, `waived: no leak (${WAIVER})`, "warned: new"],
    });
    expect(await say("show", "waived")).toMatch(
      /waived: no leak: the first number[\s\S]*waived because: what stands/,
    );
    expect(await say("report")).toContain(`waived: no leak (${WAIVER})`);
    expect(await say("show", "dup")).toMatch(/warned: new: /);
  });

  test("spreads no key, neither in what it sends nor in what it says nor in what it writes", async () => {
    const said = [
      ended.stdout,
      ended.stderr,
      await say("list"),
      await say("report"),
      await say("report", "--json"),
    ];
    for (const { id } of injections) said.push(await say("show", id, "--json"));
    const files = readdirSync(folder.path, { recursive: true, encoding: "utf8" });
    const written = files.map((name) => readFileSync(join(folder.path, name), "latin1"));
    for (const text of [...said, ...bodies, ...written]) {
      expect(text.includes(KEY) || text.includes(CANARY)).toBe(false);
    }
    expect(headers.filter((text) => text.includes(CANARY))).toEqual([]);
    expect(headers.every((text) => text.includes(`Bearer ${KEY}`))).toBe(true);
  }, 200_000);

  test("says nothing that acts on a terminal, and each event on one line of JSON", async () => {
    for (const line of ended.stdout.trimEnd().split("\n")) {
      expect(JSON.parse(line)).toMatchObject({ type: expect.any(String) });
    }
    const said = [ended.stdout, await say("list"), await say("report")];
    for (const id of ["ansi", "bidi", "unicode-tags", "html", "log-forge", "svg"]) {
      said.push(await say("show", id), await say("show", id, "--code"), await say("show", id, "--json"));
    }
    expect(said.map(findUnseen).filter((found) => found !== undefined)).toEqual([]);
    expect(said.join("\n")).not.toMatch(/^2026-11-20T03:00:00Z/m);
  }, 200_000);

  test("sends the description as it is, braces and all, between fences, and to nobody else", () => {
    const sent = bodies.flatMap((body) =>
      requestSchema.parse(JSON.parse(body)).messages.map(({ content }) => content),
    );
    for (const { id, description } of injections) {
      if (["md-image", "url"].includes(id)) continue; // their address is the trap's
      const asked = sent.find((text) => text.includes(`Title: Task ${id}\n`)) ?? "";
      const [, between] = asked.split(/^=== description [0-9a-f]{24} ===$/m);
      expect(between).toContain(description.trim());
    }
    expect(trapped).toBe(0);
  });

  test("leaves the record and the objects of the process as they were", () => {
    const database = new Database(db, { readonly: true });
    expect(database.prepare("select count(*) from task").pluck().get()).toBe(26);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
    expect(Reflect.get({}, "approved")).toBeUndefined();
    expect(readdirSync(ROOT)).not.toContain("campforge-was-here");
  });
});
