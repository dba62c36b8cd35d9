import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** An endpoint on loopback with a Batch API, and what it was asked. */
export type BatchEndpoint = {
  readonly baseUrl: string;
  /** How often each request was handed in, by its custom id. */
  readonly handedIn: ReadonlyMap<string, number>;
  /** Sizes of the batches, in the order in which they came. */
  readonly batches: readonly number[];
  /** Has every batch so far end: those under way are answered from now on. */
  readonly finish: () => void;
  readonly close: () => Promise<void>;
};

/** How it misbehaves. */
export type BatchFaults = {
  /** Batches whose creation is carried out and never answered: counted from 1. */
  readonly silentlyCreated?: ReadonlySet<number>;
  /** Requests that a batch loses when it ends, by custom id and the batch's number. */
  readonly loses?: (key: string, batch: number) => boolean;
  readonly status?: (path: string, count: number) => number | undefined;
  /** What it says to a request; null for a status of 400. */
  readonly reply?: (key: string) => object | null;
  /** The chat completions that it passes all requests on to, instead of saying something itself. */
  readonly behind?: string;
};

const line = z.object({ custom_id: z.string(), body: z.looseObject({ max_tokens: z.int() }) });
const wish = z.object({ input_file_id: z.string(), metadata: z.record(z.string(), z.string()) });

type Held = {
  readonly id: string;
  readonly keys: readonly string[];
  readonly metadata: object;
  /** What the requests were answered; undefined while some are not. */
  replies: ReadonlyMap<string, object | null> | undefined;
  done: boolean;
};

/** Starts it on a free port. Batches end when they are first looked at, unless `holds`. */
export async function startBatchEndpoint(faults: BatchFaults = {}, holds = false): Promise<BatchEndpoint> {
  const handedIn = new Map<string, number>();
  const sizes: number[] = [];
  const files = new Map<string, string>();
  const held: Held[] = [];
  let count = 0;
  let finished = !holds;

  const create = (body: string): Held => {
    const { input_file_id: input, metadata } = wish.parse(JSON.parse(body));
    const lines = (files.get(input) ?? "").trim().split("\n");
    const requests = lines.map((text) => line.parse(JSON.parse(text)));
    const keys = requests.map(({ custom_id: key }) => key);
    for (const key of keys) handedIn.set(key, (handedIn.get(key) ?? 0) + 1);
    sizes.push(keys.length);
    const batch: Held = { id: `batch_${sizes.length}`, keys, metadata, replies: undefined, done: false };
    held.push(batch);
    void work(batch, requests, faults);
    return batch;
  };
  const look = (batch: Held): object => {
    if (finished && !batch.done && batch.replies !== undefined) {
      batch.done = true;
      files.set(`out_${batch.id}`, outputOf(batch.replies, held.indexOf(batch) + 1, faults));
    }
    const { id, metadata } = batch;
    const status = batch.done ? "completed" : "in_progress";
    return { id, metadata, status, output_file_id: batch.done ? `out_${id}` : null, error_file_id: null };
  };
  const answer = (request: IncomingMessage, body: string, response: ServerResponse): void => {
    const path = request.url ?? "";
    const wrong = faults.status?.(path, ++count);
    if (wrong !== undefined) {
      response.writeHead(wrong).end(JSON.stringify({ error: { message: "not now" } }));
      return;
    }
    const send = (value: unknown): unknown => response.end(JSON.stringify(value));
    if (request.method === "POST" && path.endsWith("/files")) {
      const id = `file_${files.size + 1}`;
      const start = body.indexOf("{");
      files.set(id, body.slice(start, body.lastIndexOf("}") + 1));
      send({ id });
    } else if (request.method === "POST" && path.endsWith("/batches")) {
      const batch = create(body);
      if (faults.silentlyCreated?.has(sizes.length) === true) response.destroy();
      else send({ id: batch.id, metadata: batch.metadata, status: "validating" });
    } else if (path.includes("/batches?")) send({ data: held.toReversed().map(look), has_more: false });
    else if (path.includes("/batches/")) {
      const batch = held.find(({ id }) => path.endsWith(id));
      send(batch === undefined ? {} : look(batch));
    } else response.end(files.get(path.split("/").at(-2) ?? "") ?? "");
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, Buffer.concat(chunks).toString("utf8"), response));
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has one
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    handedIn,
    batches: sizes,
    finish: () => {
      finished = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function work(
  batch: Held,
  requests: readonly z.infer<typeof line>[],
  { reply, behind }: BatchFaults,
): Promise<void> {
  const replies = requests.map(async ({ custom_id: key, body }): Promise<[string, object | null]> => {
    if (behind === undefined)
      return [key, reply === undefined ? completionOf(`answer to ${key}`) : reply(key)];
    const headers = { "content-type": "application/json" };
    const answer = await fetch(behind, { method: "POST", headers, body: JSON.stringify(body) });
    return [key, z.looseObject({}).parse(await answer.json())];
  });
  batch.replies = new Map(await Promise.all(replies));
}

function outputOf(
  replies: ReadonlyMap<string, object | null>,
  batch: number,
  { loses }: BatchFaults,
): string {
  const lines = [...replies].flatMap(([key, body]) => {
    if (loses?.(key, batch) === true) return [];
    const response =
      body === null
        ? { status_code: 400, body: { error: { message: "no such thing" } } }
        : { status_code: 200, body };
    return [JSON.stringify({ id: `r_${key}`, custom_id: key, response, error: null })];
  });
  // Whole lines in an order of their own, and one that is none.
  return `${lines.toReversed().join("\n")}\nnot a line\n`;
}

/** A reply as the chat API has it. */
export function completionOf(text: string, finish = "stop"): object {
  return {
    choices: [{ finish_reason: finish, message: { role: "assistant", content: text } }],
    usage: { prompt_tokens: 3, completion_tokens: 2 },
  };
}
