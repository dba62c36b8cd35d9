import type { BatchBook } from "../../core/calls/batch-book.ts";
import type { Ledger } from "../../core/calls/ledger.ts";
import type { Clock } from "../endpoint/timer-clock.ts";
import type { Asking } from "../exchange/ask-route.ts";
import type { Redact } from "../exchange/redact.ts";
import { createDispatcher, type Proxy } from "../endpoint/dispatcher.ts";
import {
  type BatchConfig,
  type EndpointRole,
  endpointsOf,
  type ModelConfig,
} from "../../core/calls/model-config.ts";
import { type KeyOf, requireEndpoint } from "../endpoint/require-models.ts";
import type { Prices } from "../endpoint/worst-case.ts";
import { createBatchClient } from "./batch-client.ts";
import { createBatchAsk } from "./create-batch-ask.ts";

/** Uploads of many megabytes and lists are slower than single calls, and nobody waits for them. */
const API_TIMEOUT_MS = 300_000;
/** Batches are handed in and looked at one after the other, with a few under way. */
const CONNECTIONS = 8;

/** Opens a role that is asked by batches. Throws a ModelFault when its endpoint is not configured. */
export function openBatches(
  role: EndpointRole,
  batch: BatchConfig,
  about: {
    readonly config: ModelConfig;
    readonly keyOf: KeyOf;
    readonly book: BatchBook;
    readonly ledger: Ledger;
    readonly proxy: Proxy;
    readonly redact: Redact;
    readonly clock: Clock;
    readonly warn: (message: string) => void;
    readonly signal: AbortSignal;
  },
): Asking {
  const [endpoint = ""] = endpointsOf(role);
  const { config, apiKey } = requireEndpoint(endpoint, about.config, about.keyOf);
  const dispatcher = createDispatcher(config.baseUrl, CONNECTIONS, about.proxy);
  return createBatchAsk({
    ...about,
    endpoint,
    role,
    client: createBatchClient({
      baseUrl: config.baseUrl,
      apiKey,
      dispatcher,
      timeoutMs: API_TIMEOUT_MS,
      redact: about.redact,
    }),
    prices: discounted(config.prices, batch.discount),
    policy: {
      idleMs: batch.idleSeconds * 1_000,
      pollMs: batch.pollSeconds * 1_000,
      maxRequests: batch.maxRequests,
    },
  });
}

function discounted(prices: Prices | undefined, discount: number): Prices | undefined {
  if (prices === undefined) return undefined;
  const part = 1 - discount;
  return { prompt: prices.prompt * part, completion: prices.completion * part };
}
