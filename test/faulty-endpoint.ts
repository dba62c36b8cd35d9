import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { sha256 } from "../src/core/draft/hash.ts";

/** What one distinct request has met with so far. */
export type Asked = {
  /** Times that it came in. */
  readonly requests: number;
  /** Times that it was answered with a chat completion, whole and for good: what a run pays and keeps. */
  readonly completed: number;
};

/** An endpoint before another one, that fails for some requests and counts what all of them would cost. */
export type FaultyEndpoint = {
  readonly baseUrl: string;
  /** By the request's body. */
  readonly asked: ReadonlyMap<string, Asked>;
  readonly requests: () => number;
  /** Resolves once no request is being answered any more, also those whose asker was killed. */
  readonly settled: () => Promise<void>;
  /** Tokens of all answers, sent or not: an endpoint charges what it has computed. */
  readonly tokens: () => number;
  /** The kinds of faults that requests have met. */
  readonly met: ReadonlySet<string>;
  /** Begins anew, with other faults: as if nothing had been asked. */
  readonly restart: (seed: number) => void;
  readonly close: () => Promise<void>;
};

/** These answers are final: the same request always gets them, so that they belong to what decides a verdict. */
const FINAL = [
  "status-400",
  "context-overflow",
  "status-413",
  "status-422",
  "content-null",
  "content-empty",
  "refusal",
  "length",
  "content-filter",
  "usage-missing",
  "usage-absurd",
];
/** Half an answer: the same call is asked again, with more room, and is complete only then. */
const CUT_OFF = "length";
/** These pass: the first time that a request comes in it meets with one, and is answered when it comes again. */
const PASSING = [
  "status-408",
  "status-409",
  "429-no-header",
  "429-after-2",
  "status-500",
  "502-html",
  "status-503",
  "504-empty",
  "status-529",
  "body-cut",
  "json-broken",
  "html-200",
  "html-as-json",
  "empty-200",
  "no-choices",
  "error-in-200",
  "reset",
  "redirect",
  "stream-truncated",
  "stream-error",
];

/** What the fault endpoint's canned answers take, told or not. */
const CANNED_TOKENS = 15;

const usageSchema = z.object({ usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }) });

/**
 * Puts the faults of test/models/fault-endpoint.mjs before an endpoint that answers rightly. The fault of a
 * request is drawn from its body and the seed alone, `percent` of 100 have one: kills and other orders of
 * asking change nothing, so that a run's verdicts can be compared.
 */
export async function startFaultyEndpoint(
  behind: string,
  options: {
    readonly percent: number;
    readonly seed: number;
    /** Whether every request is answered when it comes again, whatever it met with at first. */
    readonly passing?: boolean;
  },
): Promise<FaultyEndpoint> {
  const faults = await startFaults();
  const asked = new Map<string, Asked>();
  const met = new Set<string>();
  let { seed } = options;
  let tokens = 0;
  let requests = 0;
  let open = 0;
  let whenSettled = Promise.withResolvers<void>();
  const drawFault = (body: string): string | undefined => {
    const draw = Number.parseInt(sha256(`fault ${seed} ${body}`).slice(0, 8), 16);
    if (draw % 100 >= options.percent) return undefined;
    const all = options.passing === true ? PASSING : [...FINAL, ...PASSING];
    return all[Math.floor(draw / 100) % all.length];
  };
  const answer = (body: string, incoming: IncomingMessage, response: ServerResponse): void => {
    const before = asked.get(body) ?? { requests: 0, completed: 0 };
    requests++;
    open++;
    asked.set(body, { ...before, requests: before.requests + 1 });
    const drawn = drawFault(body);
    const fault = drawn !== undefined && PASSING.includes(drawn) && before.requests > 0 ? undefined : drawn;
    if (fault !== undefined) met.add(fault);
    const path = (incoming.url ?? "").replace(/^\/v1/, "");
    const url = fault === undefined ? `${behind}${path}` : `${faults.url}/${fault}/v1${path}`;
    const isComplete = fault === undefined || (FINAL.includes(fault) && fault !== CUT_OFF);
    const count = (status: number, text: string): void => {
      open--;
      if (open === 0) whenSettled.resolve();
      if (status !== 200) return;
      tokens += countTokens(text, fault !== undefined);
      const now = asked.get(body) ?? { requests: 1, completed: 0 };
      if (isComplete) asked.set(body, { ...now, completed: now.completed + 1 });
    };
    passOn({ url, body, response, count });
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    for (const side of [incoming, response]) side.on("error", () => {}); // the other end may be killed
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => answer(Buffer.concat(chunks).toString("utf8"), incoming, response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the faulty endpoint has no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    asked,
    met,
    requests: () => requests,
    settled: () => {
      if (open === 0) return Promise.resolve();
      whenSettled = Promise.withResolvers<void>();
      return whenSettled.promise;
    },
    tokens: () => tokens,
    restart: (next) => {
      seed = next;
      tokens = 0;
      requests = 0;
      asked.clear();
    },
    close: async () => {
      faults.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** Starts the fault endpoint as a process of its own, which is how it is made. */
async function startFaults(): Promise<{ readonly url: string; readonly end: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "models", "fault-endpoint.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url]: unknown[] = await once(createInterface(child.stdout), "line");
  return { url: String(url), end: () => child.kill() };
}

type Passing = {
  readonly url: string;
  readonly body: string;
  readonly response: ServerResponse;
  readonly count: (status: number, text: string) => void;
};

/** Sends a request on and its answer back, byte for byte, also where the answer breaks off. */
function passOn({ url, body, response, count }: Passing): void {
  const headers = { "content-type": "application/json" };
  const upstream = ask(url, { method: "POST", headers, agent: false }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("error", () => {}); // told by close
    answer.on("close", () => {
      const text = Buffer.concat(chunks);
      count(answer.statusCode ?? 0, text.toString("utf8"));
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      if (answer.complete) response.end(text);
      else response.write(text, () => response.destroy());
    });
  });
  upstream.on("error", () => {
    count(0, "");
    response.socket?.resetAndDestroy();
  });
  upstream.end(body);
}

function countTokens(text: string, isCanned: boolean): number {
  if (isCanned) return CANNED_TOKENS;
  const { usage } = usageSchema.parse(JSON.parse(text));
  return usage.prompt_tokens + usage.completion_tokens;
}
