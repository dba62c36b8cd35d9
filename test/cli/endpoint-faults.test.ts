import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforge, type Ended } from "../campforge.ts";
import { startServer, type TestServer } from "../models/start-server.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { startScriptedEndpoint } from "../scripted-endpoint.ts";

const TASK = "tasks/cryptography/small-rsa.md";

let behind: ScriptedEndpoint;
let server: TestServer;
let folder: ReturnType<typeof scratchFolder>;
let asked: string[] = [];

beforeAll(async () => {
  behind = await startScriptedEndpoint(["small-rsa"], 0);
  server = await startServer();
});
afterAll(async () => {
  server.close();
  await behind.close();
});
beforeEach(() => {
  asked = [];
  folder = scratchFolder();
  return () => folder.remove();
});

/** An error as an endpoint gives it: its status, its body, and headers where they matter. */
type Fault = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

/** Answers as the scripts do, but for requests that get a fault; `index` counts the requests of a run. */
function answerWith(faultFor: (request: string, index: number) => Fault | undefined): void {
  asked = [];
  server.answerWith((incoming, response, body) => {
    if (incoming.url?.endsWith("/models") === true) {
      send(response, 200, { data: [{ id: "m" }] });
      return;
    }
    asked.push(body);
    const fault = faultFor(body, asked.length - 1);
    if (fault === undefined) void passOn(body, response);
    else send(response, ...fault);
  });
}

async function passOn(body: string, response: ServerResponse): Promise<void> {
  const answer = await fetch(`${behind.baseUrl}/chat/completions`, { method: "POST", body });
  send(response, 200, await answer.text());
}

function send(response: ServerResponse, ...[status, body, headers]: Fault): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

const error = (message: string, more: object = {}): object => ({ error: { message, ...more } });
const isJudges = (request: string): boolean => request.includes("Solve the task that the user gives you.");

const configured = (): readonly string[] => {
  const role = { endpoint: "real", model: "m", maxTokens: 16_000 };
  const endpoint = { baseUrl: server.baseUrl, apiKeyEnv: "REAL_KEY", concurrency: 8, timeoutSeconds: 30 };
  const config = { endpoints: { real: endpoint }, author: role, judge: role, db: "record.sqlite" };
  return ["--config", folder.write("config.json", JSON.stringify(config))];
};
const call = (...args: readonly string[]): Promise<Ended> =>
  campforge([...args, ...configured()], { cwd: folder.path, env: { REAL_KEY: "sk-live-Q7vTz3mXw9" } });
const run = (): Promise<Ended> => call("run", join(ROOT, TASK));
const doctor = (): Promise<Ended> => call("doctor", "--probe");

const verdicts = async (): Promise<unknown> =>
  z
    .array(z.object({ verdict: z.string().nullable() }))
    .parse(JSON.parse((await call("list", "--json")).stdout))
    .map(({ verdict }) => verdict);

describe("a refusal that begins while the judge is asked, and lasts,", () => {
  test.each<[words: string, fault: Fault]>([
    ["This endpoint has moved", [400, error("This endpoint has moved.")]],
    ["the tokenizer is gone", [424, { detail: "the tokenizer is gone" }]],
    ["maximum context length is 64", [400, error("This model's maximum context length is 64 tokens.")]],
  ])("stops the run, whose task is taken up again: %s", async (words, fault) => {
    let judged = 0;
    answerWith((request) => (isJudges(request) && ++judged > 5 ? fault : undefined));
    const stopped = await run();
    expect(stopped.stderr).toContain(words);
    expect(stopped.stderr).toContain("--resume");
    expect(stopped.code).toBe(4);
    expect(await verdicts()).toEqual([null]);
    expect(judged).toBeLessThan(5 + 24);

    answerWith(() => undefined);
    expect(await call("run", "--resume")).toMatchObject({ code: 0, stderr: "" });
    expect(await verdicts()).toEqual(["accepted"]);
  });

  test("is told from one prompt that is refused", async () => {
    let refused: string | undefined;
    answerWith((request) => {
      if (isJudges(request)) refused ??= request;
      return request === refused ? [400, error("This prompt cannot be read.")] : undefined;
    });
    expect((await run()).code).toBe(0);
    expect(refused).toBeDefined();
    expect(await verdicts()).toEqual(["accepted"]);
  });
});

describe("what nobody but the user can put right stops the run at once, with what to do, and the probe after one call:", () => {
  test.each<[what: string, fault: Fault, advice: RegExp]>([
    [
      "an invalid key said with 400",
      [
        400,
        error("API key not valid. Please pass a valid API key.", {
          details: [{ reason: "API_KEY_INVALID" }],
        }),
      ],
      /refuses the key \(status 400: API key not valid.*apiKeyEnv/,
    ],
    [
      "a country that is not served",
      [403, error("Country, region, or territory not supported")],
      /does not serve the place.*the key is not at fault/,
    ],
    [
      "an unknown model said with 400",
      [400, error("Model Not Exist")],
      /does not know the model.*check baseUrl and model/,
    ],
    [
      "a request that never fits into a minute",
      [429, error("Request too large for m on tokens per min (TPM): Limit 6000, Requested 42389.")],
      /Limit 6000, Requested 42389/,
    ],
  ])("%s", async (_, fault, advice) => {
    answerWith(() => fault);
    const stopped = await run();
    expect(stopped.stderr).toMatch(advice);
    expect(stopped.code).toBe(4);
    expect(await verdicts()).toEqual([null]);

    answerWith(() => fault);
    const probed = await doctor();
    expect(probed.stdout).toMatch(/✗ model real\/m /);
    expect(probed.stdout).toMatch(advice);
    expect(probed.code).toBe(4);
    expect(asked).toHaveLength(1);
  });
});

describe("an endpoint whose replies hold nothing stops the run, and no task is decided by that:", () => {
  const saying = (content: string | null, finish: string, tokens: number): Fault => [
    200,
    {
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finish }],
      usage: { prompt_tokens: 8_191, completion_tokens: tokens },
    },
  ];
  test.each<[what: string, fault: Fault, told: string]>([
    ["empty replies", saying("", "stop", 0), "each reply is empty"],
    ["no content", saying(null, "stop", 0), "each reply is empty"],
    ["a context that is full", saying("", "length", 1), "as where a prompt fills the model's context"],
    ["a model that is being loaded", saying("", "load", 0), "given up half-way (load)"],
    [
      "a call of a tool that nobody offered",
      saying("", "function_call_filter: MALFORMED_FUNCTION_CALL", 0),
      "MALFORMED_FUNCTION_CALL",
    ],
  ])("%s", async (_, fault, told) => {
    answerWith(() => fault);
    const stopped = await run();
    expect(stopped.stderr).toContain(told);
    expect(stopped.code).toBe(4);
    expect(await verdicts()).toEqual([null]);
  });

  test("but two such replies are a model's own, when others follow", async () => {
    answerWith((_, index) => (index < 2 ? saying("", "stop", 0) : undefined));
    expect(await run()).toMatchObject({ code: 0 });
    expect(await verdicts()).toEqual(["accepted"]);
  });
});

describe("an endpoint that has answered", () => {
  test("is asked again where a router in front of it knows no such address for a moment", async () => {
    answerWith((_, index) => (index === 3 ? [404, "default backend - 404"] : undefined));
    expect(await run()).toMatchObject({ code: 0 });
    expect(await verdicts()).toEqual(["accepted"]);
  });

  test("goes on where a firewall turns one prompt away", async () => {
    let refused: string | undefined;
    answerWith((request) => {
      if (isJudges(request)) refused ??= request;
      return request === refused ? [403, "<title>Attention Required! | Cloudflare</title>"] : undefined;
    });
    expect((await run()).code).toBe(0);
    expect(await verdicts()).toEqual(["accepted"]);
  });

  test("stops the run where its key may no longer be used for anything", async () => {
    answerWith((request) => (isJudges(request) ? [403, error("You may not use this API.")] : undefined));
    const stopped = await run();
    expect(stopped.stderr).toContain("You may not use this API");
    expect(stopped.code).toBe(4);
    expect(await verdicts()).toEqual([null]);
  });
});

describe("an endpoint that says that it will answer later is waited for, whatever its status:", () => {
  test.each<[fault: Fault]>([
    [[400, error("The server is busy, please try again later.")]],
    [[425, error("系统繁忙，请稍后再试")]],
    [[503, { error: "Model m is currently loading", estimated_time: 0.5 }]],
  ])("%j", async (fault) => {
    answerWith((_, index) => (index < 2 ? fault : undefined));
    expect(await run()).toMatchObject({ code: 0 });
    expect(await verdicts()).toEqual(["accepted"]);
  });

  test("the probe says so", async () => {
    answerWith(() => [503, error("Loading model")]);
    const probed = await doctor();
    expect(probed.stdout).toMatch(/model real\/m .*is not ready \(status 503: Loading model\)\. A run waits/);
    expect(asked).toHaveLength(1);
  });
});

describe("what stands in the place of a reply is told:", () => {
  test.each<[what: string, fault: Fault, told: string]>([
    [
      "a login page",
      [200, "<!doctype html><title>Sign in to Hotel</title>"],
      "a web page (Sign in to Hotel)",
    ],
    ["nothing", [200, ""], "its body is empty"],
    [
      "a redirect",
      [302, "", { location: "https://x.example/login?to=1" }],
      "a redirect to https://x.example/login,",
    ],
    [
      "an error without a status of its own",
      [200, error("no worker")],
      "an error inside a reply of status 200: no worker",
    ],
    [
      "what is not packed as it claims",
      [200, "{}", { "content-encoding": "gzip" }],
      "cannot be unpacked as gzip, which its content-encoding claims",
    ],
  ])("%s", async (_, fault, told) => {
    answerWith(() => fault);
    const probed = await doctor();
    expect(probed.stdout).toContain(told);
    expect(probed.code).toBe(4);
  });

  test("and a byte-order mark before a reply is not in its way", async () => {
    answerWith(() => [200, `\uFEFF${JSON.stringify({ choices: [{ message: { content: "2" } }] })}`]);
    expect((await doctor()).stdout).toMatch(/✓ model real\/m /);
  });
});
