import { type Dispatcher, fetch, FormData, Headers, type RequestInit } from "undici";
import { z } from "zod";
import type { Redact } from "../exchange/redact.ts";
import { parseJson } from "../../core/text/parse-json.ts";

/** A batch as its provider sees it. */
export type BatchState =
  | { readonly status: "under-way" }
  /** Nothing more will come; each file holds some of the replies. */
  | { readonly status: "ended"; readonly how: string; readonly files: readonly string[] };

/** The Batch API of one endpoint. Every method throws a BatchApiError for an answer that is not as it should be. */
export type BatchClient = {
  /** Hands a batch in and returns the provider's name for it. */
  readonly submit: (tag: string, input: string) => Promise<string>;
  /** The provider's name for the batch that was handed in under a tag; undefined when it has none. */
  readonly find: (tag: string) => Promise<string | undefined>;
  readonly look: (remote: string) => Promise<BatchState>;
  readonly read: (file: string) => Promise<string>;
};

/** An answer that is not what the API promises. `code` is the status of HTTP. */
export class BatchApiError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = "BatchApiError";
    this.code = code;
  }
}

const named = z.object({ id: z.string() });
const batch = z.object({
  id: z.string(),
  status: z.string(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
const page = z.object({ data: z.array(batch), has_more: z.boolean().default(false) });

/** Where the tag stands in what the provider keeps with a batch. */
const TAG = "campforge_batch";

/** Pages of a hundred that are looked through for a batch: no run has more under way. */
const MOST_PAGES = 20;

/** States after which nothing changes any more. */
const ENDED: ReadonlySet<string> = new Set(["completed", "failed", "expired", "cancelled"]);

/** A client of the Batch API; the dispatcher knows about proxies and connections. */
export function createBatchClient(about: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly dispatcher: Dispatcher;
  /** Deadline of one request to the API. */
  readonly timeoutMs: number;
  readonly redact: Redact;
}): BatchClient {
  const base = about.baseUrl.replace(/\/+$/, "");
  const send = async (path: string, init: RequestInit = {}): Promise<string> => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${about.apiKey}`);
    const signal = AbortSignal.timeout(about.timeoutMs);
    const { dispatcher } = about;
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers,
      signal,
      dispatcher,
      redirect: "error",
    });
    const text = await response.text();
    if (response.ok) return text;
    const said = about.redact(text).slice(0, 300);
    throw new BatchApiError(response.status, `${path}: status ${response.status}: ${said}`);
  };
  const ask = async <Value>(schema: z.ZodType<Value>, path: string, init?: RequestInit): Promise<Value> => {
    const read = schema.safeParse(parseJson(await send(path, init)));
    if (read.success) return read.data;
    throw new BatchApiError(502, `${path}: the answer is not what the Batch API promises`);
  };
  return {
    submit: async (tag, input) => {
      const form = new FormData();
      form.set("purpose", "batch");
      form.set("file", new Blob([input], { type: "application/jsonl" }), `${tag}.jsonl`);
      const file = await ask(named, "/files", { method: "POST", body: form });
      const wish = {
        input_file_id: file.id,
        endpoint: "/v1/chat/completions",
        completion_window: "24h",
        metadata: { [TAG]: tag },
      };
      const headers = { "content-type": "application/json" };
      return (await ask(named, "/batches", { method: "POST", headers, body: JSON.stringify(wish) })).id;
    },
    find: async (tag) => {
      let after = "";
      for (let turn = 0; turn < MOST_PAGES; turn++) {
        const { data, has_more: hasMore } = await ask(page, `/batches?limit=100${after}`);
        const found = data.find(({ metadata }) => metadata?.[TAG] === tag);
        const last = data.at(-1);
        if (found !== undefined || !hasMore || last === undefined) return found?.id;
        after = `&after=${encodeURIComponent(last.id)}`;
      }
      return undefined;
    },
    look: async (remote) => {
      const found = await ask(batch, `/batches/${encodeURIComponent(remote)}`);
      if (!ENDED.has(found.status)) return { status: "under-way" };
      const files = [found.output_file_id, found.error_file_id].filter((id) => typeof id === "string");
      return { status: "ended", how: found.status, files };
    },
    read: (file) => send(`/files/${encodeURIComponent(file)}/content`),
  };
}
