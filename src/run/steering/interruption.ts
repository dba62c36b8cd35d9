import type { RunSwitch } from "../../core/run/run-switch.ts";
import { EXIT, type ExitCode } from "../../core/run/exit-codes.ts";
import type { UserTerminal } from "../../core/run/user-terminal.ts";

/** Calls under way get this long to finish once a run is interrupted or its time is over. */
export const GRACE_MS = 30_000;

/** The same interrupt may arrive twice within this time. */
const ECHO_MS = 300;

type Signal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** Stops a run when the user says so, by a signal or from another terminal. */
export type Interruption = {
  /** What the process ends with once it was stopped; undefined while it was not. */
  readonly exitCode: () => ExitCode | undefined;
  /** Stops the run as the first interrupt does. */
  readonly stop: () => void;
  /** Resolves some time after the run was stopped, in case calls under way do not end. */
  readonly graceOver: Promise<undefined>;
  readonly forget: () => void;
};

/**
 * The first interrupt stops launching and lets paid calls finish; the second one ends the process. A closed
 * terminal, or a reader of the output that is gone, stops the run too, and nothing is printed any more.
 */
export function listenForInterrupts(
  runSwitch: RunSwitch,
  terminal: Pick<UserTerminal, "notice" | "mute" | "onHangup">,
): Interruption {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let exitCode: ExitCode | undefined;
  let stoppedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const stop = (code: ExitCode): void => {
    if (exitCode !== undefined) return;
    exitCode = code;
    stoppedAt = performance.now();
    runSwitch.stop();
    terminal.notice("stopping; calls in flight may finish (30 s). Interrupt again to quit at once.");
    timer = setTimeout(() => resolve(undefined), GRACE_MS);
  };
  const onSignal = (signal: Signal): void => {
    if (signal === "SIGHUP") terminal.mute();
    const code = signal === "SIGINT" ? EXIT.interrupted : EXIT.terminated;
    // A terminal and the launcher both pass on what the user said once; one that is closed says it again.
    if (exitCode !== undefined && signal !== "SIGHUP" && performance.now() - stoppedAt >= ECHO_MS)
      process.exit(code);
    stop(code);
  };
  const signals: readonly Signal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, onSignal);
  const stopListening = terminal.onHangup(() => stop(EXIT.terminated));
  return {
    exitCode: () => exitCode,
    stop: () => stop(EXIT.interrupted),
    graceOver: promise,
    forget: () => {
      clearTimeout(timer);
      stopListening();
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
