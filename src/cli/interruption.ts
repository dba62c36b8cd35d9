import { EXIT } from "./exit-codes.ts";
import { printNotice } from "./print.ts";

/** Calls under way get this long to finish once a run is interrupted or its time is over. */
export const FAREWELL_MS = 30_000;

/** The same interrupt may arrive twice within this time. */
const ECHO_MS = 300;

/** What the user's interrupts ask for. */
export type Interruption = {
  readonly isStopping: () => boolean;
  /** Aborted by the first interrupt. */
  readonly stopping: AbortSignal;
  readonly signal: () => "SIGINT" | "SIGTERM" | null;
  /** Resolves some time after the first interrupt, in case calls under way do not end. */
  readonly farewell: Promise<undefined>;
  readonly forget: () => void;
};

/** The first interrupt stops launching and lets paid calls finish; the second one ends the process. */
export function listenForInterrupts(): Interruption {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stopping = new AbortController();
  let received: "SIGINT" | "SIGTERM" | null = null;
  let receivedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const onSignal = (signal: "SIGINT" | "SIGTERM"): void => {
    // A terminal and the launcher both pass on what the user said once.
    if (received !== null && performance.now() - receivedAt < ECHO_MS) return;
    if (received !== null) process.exit(signal === "SIGINT" ? EXIT.interrupted : EXIT.terminated);
    received = signal;
    receivedAt = performance.now();
    stopping.abort();
    printNotice("stopping; calls under way may finish (30 s). Interrupt again to leave at once.");
    timer = setTimeout(() => resolve(undefined), FAREWELL_MS);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    isStopping: () => received !== null,
    stopping: stopping.signal,
    signal: () => received,
    farewell: promise,
    forget: () => {
      clearTimeout(timer);
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
