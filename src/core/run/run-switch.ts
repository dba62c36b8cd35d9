/** Whether calls and tasks may be begun. What is under way is never cut off. */
export type SwitchState = "on" | "paused" | "stopped";

/** The one place where a run is paused and stopped, and where changed limits are announced. */
export type RunSwitch = {
  readonly state: () => SwitchState;
  readonly pause: () => void;
  /** Does nothing once the run is stopped. */
  readonly resume: () => void;
  /** For good: a stopped run goes on only when it is resumed from the record. */
  readonly stop: () => void;
  /** Says that a limit has changed, so that whoever waits looks again. */
  readonly announce: () => void;
  /** Calls back after each change; returns what ends that. */
  readonly onChange: (listener: () => void) => () => void;
};

/** A switch that is on. */
export function createRunSwitch(): RunSwitch {
  let state: SwitchState = "on";
  const listeners = new Set<() => void>();
  const announce = (): void => {
    for (const listener of listeners) listener();
  };
  const turn = (to: SwitchState): void => {
    if (state === "stopped" || state === to) return;
    state = to;
    announce();
  };
  return {
    state: () => state,
    pause: () => turn("paused"),
    resume: () => turn("on"),
    stop: () => turn("stopped"),
    announce,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
