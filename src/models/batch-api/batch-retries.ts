import { ModelFault } from "../../core/calls/completion.ts";
import { type Clock, waitFor } from "../endpoint/timer-clock.ts";
import { findProxyFault, type ProxyFault } from "../endpoint/proxy-fault.ts";
import { BatchApiError } from "./batch-client.ts";

/** Waits that an interrupt ends. */
export type BatchRetries = {
  readonly pause: (ms: number) => Promise<void>;
  /** Tries until it succeeds: a batch takes hours, and losing sight of it costs more than waiting. */
  readonly untilDone: <Value>(attempt: (turn: number) => Promise<Value>) => Promise<Value>;
};

/** Pauses between attempts double so often. */
const MOST_DOUBLINGS = 4;

/**
 * BatchRetries with one endpoint's Batch API. Both functions throw a ModelFault: when the run is interrupted, and
 * when the endpoint refuses what is asked, or a proxy on the way to it wants credentials, which waiting does not mend.
 */
export function createBatchRetries(about: {
  readonly endpoint: string;
  readonly firstPauseMs: number;
  readonly warn: (message: string) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): BatchRetries {
  const { endpoint, firstPauseMs, warn, clock, signal } = about;
  const pause = async (ms: number): Promise<void> => {
    await waitFor(ms, clock, signal);
    if (signal.aborted) throw stoppedFault();
  };
  return {
    pause,
    untilDone: async (attempt) => {
      for (let turn = 0; ; turn++) {
        try {
          return await attempt(turn);
        } catch (error) {
          if (error instanceof BatchApiError && isRefusal(error.code)) throw refusedFault(endpoint, error);
          const held = findProxyFault(error);
          if (held?.mayPass === false) throw heldFault(endpoint, held);
          if (turn === 0)
            warn(`${endpoint}: the Batch API does not answer (${reasonOf(error)}); going on trying`);
          await pause(firstPauseMs * 2 ** Math.min(turn, MOST_DOUBLINGS));
        }
      }
    },
  };
}

/** Whether a status of HTTP says that the request is at fault, so that it is refused another time, too. */
export const isRefusal = (code: number): boolean => code >= 400 && code < 500 && code !== 408 && code !== 429;

/** The fault of a run that was interrupted while it waited for batches. */
export function stoppedFault(): ModelFault {
  return new ModelFault(
    "stopped",
    "the run was interrupted; batches that were handed in are collected when it goes on",
  );
}

function refusedFault(endpoint: string, error: BatchApiError): ModelFault {
  const help = `${endpoint} refuses the batch (${error.message}): check that it has the Batch API, or take "batch" out of the judge's configuration, then run again with --resume`;
  return new ModelFault("unavailable", help, { cause: error });
}

function heldFault(endpoint: string, held: ProxyFault): ModelFault {
  const help = `${endpoint} was not reached: ${held.message}. ${held.remedy}, then run again with --resume`;
  return new ModelFault("unauthorized", help, { cause: held });
}

const reasonOf = (error: unknown): string =>
  findProxyFault(error)?.message ?? (error instanceof Error ? error.message : String(error));
