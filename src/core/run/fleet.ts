import type { TaskDescription } from "../task/task-description.ts";
import type { FleetStatus } from "./run-status.ts";
import type { Drivers, Synthesis, TaskOptions } from "./synthesis.ts";

/** Takes a task to its verdict; throws as the straight line does. */
export type Synthesize = (
  task: TaskDescription,
  drivers: Drivers,
  options: TaskOptions,
) => Promise<Synthesis>;

/** Processes on any machines that carry out the tasks of a run; calls and record stay with who leads them. */
export type Fleet = {
  readonly synthesize: Synthesize;
  /** How many tasks they take at once; 0 while there is nobody. */
  readonly capacity: () => number;
  readonly status: () => FleetStatus;
  /** The run is stopped: takes back what nobody has begun. */
  readonly withdraw: () => void;
  /** Rejects when the queue refuses what it is asked. */
  readonly failed: Promise<never>;
  /** Says that nobody leads the fleet any more. */
  readonly close: () => Promise<void>;
};

/** Opens the fleet of a run, once there are drivers for its tasks. */
export type OpenFleet = (run: {
  readonly id: number;
  readonly drivers: Drivers;
  /** How many tasks the run would have under way at once, if it could. */
  readonly parallel: () => number;
}) => Promise<Fleet>;
