import { createRunSwitch, type RunSwitch } from "../../core/run/run-switch.ts";
import type { UserTerminal } from "../../core/run/user-terminal.ts";
import type { Clock } from "./wall-clock.ts";
import { awaitDeadline, type Deadline } from "./run-deadline.ts";
import { type Interruption, listenForInterrupts } from "./interruption.ts";

/** What may stop a run from outside: the user, or the end of its time. */
export type Stops = {
  readonly runSwitch: RunSwitch;
  /** Aborted once the run is stopped, whoever did it. */
  readonly stopping: AbortSignal;
  readonly interruption: Interruption;
  readonly deadline: Deadline;
  /** Resolves some time after a stop, in case calls under way do not end. */
  readonly graceOver: Promise<undefined>;
  readonly forget: () => void;
};

/** Makes the switch of a run, and has signals and the end of its time throw it. */
export function listenForStops(about: {
  readonly until: Date | undefined;
  readonly clock: Clock;
  readonly terminal: UserTerminal;
}): Stops {
  const runSwitch = createRunSwitch();
  const stopping = new AbortController();
  runSwitch.onChange(() => {
    if (runSwitch.state() === "stopped") stopping.abort();
  });
  const interruption = listenForInterrupts(runSwitch, about.terminal);
  const deadline = awaitDeadline(
    about.until,
    { clock: about.clock, notice: about.terminal.notice },
    runSwitch.stop,
  );
  return {
    runSwitch,
    stopping: stopping.signal,
    interruption,
    deadline,
    graceOver: Promise.race([interruption.graceOver, deadline.graceOver]),
    forget: () => {
      interruption.forget();
      deadline.forget();
    },
  };
}
