import { readdirSync, readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforge, type Ended } from "../campforge.ts";
import { startServer, type TestServer } from "../models/start-server.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { startScriptedEndpoint } from "../scripted-endpoint.ts";

/** Replies as real endpoints give them, with what must follow; `@TEXT@` stands for a usable one. */
const replySchema = z.object({
  id: z.string(),
  status: z.int(),
  applies_to: z.string(),
  body: z.unknown(),
  expect: z.string(),
});
type CannedReply = z.infer<typeof replySchema>;
const REPLIES = readFileSync(join(ROOT, "test/fixtures/endpoint-replies.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => replySchema.parse(JSON.parse(line)));

const requestSchema = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  max_tokens: z.number().optional(),
  stream: z.boolean().optional(),
});
type Asked = z.infer<typeof requestSchema>;

const KEY = "sk-live-Q7vTz3mXw9\r\n";
const PLAIN_KEY = KEY.trim();
const TASK = "tasks/cryptography/small-rsa.md";

let behind: ScriptedEndpoint;
let server: TestServer;
let asked: Asked[] = [];
let folder: ReturnType<typeof scratchFolder>;

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

const isJudge = ({ messages }: Asked): boolean =>
  messages.some(({ content }) => content.startsWith("Solve the task that the user gives you."));
const isAuthor = ({ messages }: Asked): boolean =>
  messages.some(({ content }) => content.startsWith("You write bootcamps."));

/** Which requests of a run get a canned reply. */
const APPLIES: Readonly<Record<string, (request: Asked, index: number) => boolean>> = {
  all: () => true,
  "all, with a key that ends in a carriage return": () => true,
  none: () => false,
  judge: isJudge,
  author: isAuthor,
  "requests with a system message": ({ messages }) => messages[0]?.role === "system",
  "requests for more than 8,192 tokens": ({ max_tokens: most = 0 }) => most > 8_192,
  "prompts of 40 KB and more": ({ messages }) =>
    messages.reduce((sum, { content }) => sum + content.length, 0) >= 40_000,
  "every fifth request": (_, index) => index % 5 === 4,
};

/** Answers with a canned reply where it applies, else with what a model of the scripts says. */
function answerWith(canned: CannedReply, change: (text: string) => string = (text) => text): void {
  const applies = APPLIES[canned.applies_to];
  if (applies === undefined) throw new Error(`${canned.id} applies to ${canned.applies_to}`);
  server.answerWith((incoming, response, body) => {
    if (incoming.url?.endsWith("/models") === true) {
      send(response, 200, { data: [{ id: "m" }] });
      return;
    }
    const request = requestSchema.parse(JSON.parse(body));
    asked.push(request);
    const isCanned = applies(request, asked.length - 1);
    const key = incoming.headers.authorization?.replace("Bearer ", "") ?? "";
    void respond(request, response, (text, usual) =>
      isCanned
        ? [canned.status, fill(canned.body, change(text), key)]
        : [200, { ...usual, ...fillChoices(change(text)) }],
    );
  });
}

/** Answers with what is made of the scripts' reply: its text, and all of it. */
async function respond(
  request: Asked,
  response: ServerResponse,
  make: (text: string, usual: object) => readonly [status: number, body: unknown],
): Promise<void> {
  const usual = await askBehind(request);
  const [status, body] = make(usual.choices[0]?.message.content ?? "", usual);
  send(response, status, body);
}

const completionSchema = z.looseObject({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })),
});

async function askBehind(request: Asked): Promise<z.infer<typeof completionSchema>> {
  // The scripts know nothing of a system message that went into the user's.
  const answer = await fetch(`${behind.baseUrl}/chat/completions`, {
    method: "POST",
    body: JSON.stringify(request),
  });
  return completionSchema.parse(await answer.json());
}

/** Puts a text in where the corpus says that one belongs. */
function fill(value: unknown, text: string, key: string): unknown {
  if (typeof value === "string")
    return value.replace(/@TEXT[^@]*@( whose fence .*)?/, () => text).replace("@KEY@", () => key);
  if (Array.isArray(value)) return value.map((one) => fill(one, text, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, text, key)]));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

const configured = (): readonly string[] => {
  const role = { endpoint: "real", model: "m", maxTokens: 16_000 };
  const endpoint = { baseUrl: server.baseUrl, apiKeyEnv: "REAL_KEY", concurrency: 8, timeoutSeconds: 30 };
  const config = { endpoints: { real: endpoint }, author: role, judge: role, db: "record.sqlite" };
  return ["--config", folder.write("config.json", JSON.stringify(config))];
};
const options = (): { cwd: string; env: Record<string, string> } => ({
  cwd: folder.path,
  env: { REAL_KEY: KEY },
});
const run = (...more: readonly string[]): Promise<Ended> =>
  campforge(["run", join(ROOT, TASK), ...configured(), ...more], options());
const resume = (): Promise<Ended> => campforge(["run", "--resume", ...configured()], options());
const doctor = (): Promise<Ended> => campforge(["doctor", "--probe", ...configured()], options());

const canned = (id: string): CannedReply => {
  const found = REPLIES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no reply is called ${id}`);
  return found;
};

const verdicts = async (): Promise<unknown> => {
  const { stdout } = await campforge(["list", "--json", ...configured()], options());
  return z
    .array(z.object({ verdict: z.string().nullable() }))
    .parse(JSON.parse(stdout))
    .map(({ verdict }) => verdict);
};

/** The run stops for its endpoint, says so in the endpoint's words, and decides nothing. */
async function expectStopped(id: string, words: RegExp): Promise<void> {
  answerWith(canned(id));
  const stopped = await run();
  expect(stopped.stderr).toMatch(words);
  expect(stopped.stderr).toContain("--resume");
  expect(stopped.code).toBe(4);
  expect(stopped.stdout).toContain("accepted 0, flagged 0, rejected 0");
}

const fillChoices = (text: string): object => ({
  choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
});

test("every reply of the corpus has a test", () => {
  const text = readFileSync(import.meta.filename, "utf8");
  expect(REPLIES).toHaveLength(17);
  expect(REPLIES.filter(({ id }) => !text.includes(`"${id}"`))).toEqual([]);
});

describe("replies in other shapes are read as they are meant:", () => {
  test.each(["parts", "eos-after-fence"])("by all roles: %s", async (id) => {
    answerWith(canned(id));
    const done = await run();
    expect(done.stdout).toMatch(/→ accepted/);
    expect(done.code).toBe(0);
  });
  /** A class that does not compile, which is all that a run needs to read one. */
  const UNFINISHED = "export default class Unfinished {}\n";
  const shownCode = async (): Promise<string> =>
    (await campforge(["show", "small-rsa", "--code", ...configured()], options())).stdout;

  test("tags in a comment, though the thinking came apart", async () => {
    const source = `/* It takes <think> parts off,\n</think> with them. */\n${UNFINISHED}`;
    answerWith(canned("think-in-code"), () => `The class:\n\`\`\`ts\n${source}\`\`\``);
    await run("--rounds", "1");
    expect(await shownCode()).toContain(source);
  });
  test("a fence that names a file", async () => {
    answerWith(canned("fence-with-file-name"), () => `\`\`\`typescript small-rsa.ts\n${UNFINISHED}\`\`\``);
    await run("--rounds", "1");
    expect(await shownCode()).toContain(UNFINISHED);
  });
  test("a limit by the minute that speaks of quota", async () => {
    answerWith(canned("quota-per-minute-429"), () => `\`\`\`ts\n${UNFINISHED}\`\`\``);
    const started = performance.now();
    const done = await run("--rounds", "5");
    expect(asked).toHaveLength(6);
    expect(performance.now() - started).toBeGreaterThan(2_500);
    expect(done.stderr).not.toMatch(/credit/);
    expect(done.code).toBe(0);
  });
});

describe("an endpoint at fault stops the run and decides no task:", () => {
  test.each([
    ["no-credit-429", /Insufficient balance or no resource package.*Add credit/],
    ["arrears-400", /your account is in good standing.*Add credit/],
    ["stream-only-400", /only support stream mode/],
    ["no-system-400", /System role not supported/],
    ["fastapi-404", /status 404: Not Found/],
    ["too-many-tokens-400", /valid range of max_tokens is \[1, 8192\]/],
  ])("%s", expectStopped);

  test("and once that is put right, the run goes on where it stopped: context-400", async () => {
    await expectStopped("context-400", /maximum context length is 4096 tokens/);
    answerWith({ ...canned("context-400"), applies_to: "none" });
    const resumed = await resume();
    expect(resumed.stderr).toBe("");
    expect(resumed.code).toBe(0);
    expect(await verdicts()).toEqual(["accepted"]);
  });

  test("key-echo-401, and the key, trimmed or not, appears nowhere", async () => {
    answerWith(canned("key-echo-401"));
    const stopped = await run("--record", "recordings");
    const shown = await campforge(["show", "small-rsa", "--json", ...configured()], options());
    expect(stopped.code).toBe(4);
    expect(stopped.stderr).toContain("«key»");
    const files = readdirSync(folder.path, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder.path, name))
      .filter((file) => statSync(file).isFile());
    const texts = [
      stopped.stdout,
      stopped.stderr,
      shown.stdout,
      ...files.map((file) => readFileSync(file, "latin1")),
    ];
    expect(texts.filter((text) => text.includes(PLAIN_KEY))).toEqual([]);
  });
});

describe("a judge whose replies are cut off is never scored:", () => {
  test.each(["finish-max-tokens", "length-without-message"])("%s", async (id) => {
    answerWith(canned(id));
    const done = await run();
    expect(done.stdout).toMatch(/budget too small/);
    expect(done.stderr).not.toMatch(/in trouble|no chat completion/);
    expect(done.code).toBe(0);
  });

  test("and one that is refused more room keeps what was cut off", async () => {
    const { body, status } = canned("too-many-tokens-400");
    const cutOff = JSON.stringify(fillChoices("Answer: m = 1")).replace('"stop"', '"length"');
    server.answerWith((_, response, text) => {
      const request = requestSchema.parse(JSON.parse(text));
      if ((request.max_tokens ?? 0) > 16_000) send(response, status, body);
      else if (isJudge(request)) send(response, 200, JSON.parse(cutOff));
      else void respond(request, response, (_text, usual) => [200, usual]);
    });
    const done = await run();
    expect(done.stdout).toMatch(/budget too small/);
    expect(done.code).toBe(0);
  });
});

test("thinking-only: a model that thought and did not answer is told from one that said nothing", async () => {
  answerWith(canned("thinking-only"));
  const done = await run("--rounds", "1");
  expect(done.stdout).toMatch(/the model thought and did not answer/);
});

test("context-cut: an endpoint that reads far less than it was sent is noticed, once a run", async () => {
  answerWith(canned("context-cut"));
  const done = await run("--rounds", "2");
  const notices = done.stderr.match(/read 2,050 tokens of a prompt/g) ?? [];
  expect(notices).toHaveLength(1);
});

describe("doctor --probe", () => {
  test.each([
    ["no-credit-429", /✗ model real\/m .*Insufficient balance/],
    ["context-400", /✗ model real\/m .*maximum context length/],
    ["thinking-only", /✗ model real\/m .*thought and did not answer/],
  ])("fails where a run would: %s", async (id, line) => {
    answerWith(canned(id));
    const probed = await doctor();
    expect(probed.stdout).toMatch(line);
    expect(probed.code).toBe(4);
  });

  test("notices that an endpoint reads less than it is sent", async () => {
    answerWith(canned("context-cut"));
    const probed = await doctor();
    expect(probed.stdout).toMatch(/✓ model real\/m .*read 2,050 tokens of a prompt/);
  });

  test("learns how a model wants to be asked, and a run asks so", async () => {
    const refusals = {
      "no-system-400": APPLIES["requests with a system message"],
      "stream-only-400": ({ stream }: Asked) => stream !== true,
      "too-many-tokens-400": APPLIES["requests for more than 8,192 tokens"],
    };
    server.answerWith((incoming, response, body) => {
      if (incoming.url?.endsWith("/models") === true) {
        send(response, 200, { data: [] });
        return;
      }
      const request = requestSchema.parse(JSON.parse(body));
      asked.push(request);
      const refused = Object.entries(refusals).find(
        ([, applies], index) => applies?.(request, index) === true,
      );
      if (refused !== undefined) {
        const { status, body: words } = canned(refused[0]);
        send(response, status, words);
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const content of ["2", ""]) {
        const choice = { index: 0, delta: { content }, finish_reason: content === "" ? "stop" : null };
        response.write(`data: ${JSON.stringify({ choices: [choice] })}\n\n`);
      }
      const usage = { prompt_tokens: 20_000, completion_tokens: 1 };
      response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`);
    });
    const probed = await doctor();
    expect(probed.stdout).toMatch(
      /✓ model real\/m .*allows replies of 8,192 tokens and not of 16,000.*takes no system message.*in a stream alone/,
    );
    asked = [];
    const done = await run("--rounds", "1");
    expect(done.stdout).toContain("no fenced TypeScript block");
    expect(asked.length).toBeGreaterThan(0);
    for (const { messages, max_tokens: most, stream } of asked) {
      expect(messages[0]?.role).toBe("user");
      expect(messages[0]?.content).toMatch(/^You write bootcamps\..*Title: /s);
      expect([most, stream]).toEqual([8_192, true]);
    }
  });
});
